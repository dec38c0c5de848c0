"""The norms whose clauses the catalogue of violations cites, each with its editions: article numbers drift between them.

An article is named by its number in the newest edition; ``numbers`` of an older one says where it stood then. Only the newest text of
each norm was at hand when this was written (``read``); of an older edition we claim its dates and the numbers stated here, and rules
note that its range has to be looked up. The numbers of 互联网上网服务营业场所管理条例 before 2016-02-06 follow from the decision of
that day, which put in article 28 and took out the old 34; those of 行政处罚法 before 2021-07-15 are those that ``statutes/penalty_2017``
keeps. Of the other norms no older number is known here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from liuhen.regulation.sources import PENALTY_2009, PENALTY_2017, PENALTY_2021
from liuhen.regulation.vocabulary import Basis, Label, Level, Source, chinese_number


class Rank(Label):
    """Who made a norm: a higher one goes before a lower one, and local government rules have ceilings (处罚法第十四条)."""

    LAW = "law", "法律"
    REGULATION = "regulation", "行政法规"
    LOCAL = "local", "地方性法规"
    DEPARTMENT = "department", "部门规章"
    GOVERNMENT = "government", "地方政府规章"


@dataclass(frozen=True, kw_only=True, slots=True)
class Edition:
    """One edition of a norm. ``numbers``: newest number of an article -> its number in this edition, where the two differ."""

    source: Source
    read: bool = False
    numbers: Mapping[str, str] = field(default_factory=dict)

    def number(self, article: str) -> str:
        """The number in this edition of the article that the newest calls ``article``."""
        return self.numbers.get(article, article)

    def in_force(self, day: date) -> bool:
        """Whether it was in force on that day."""
        return self.source.in_force <= day and (self.source.until is None or day <= self.source.until)


@dataclass(frozen=True, kw_only=True, slots=True)
class Norm:
    """A norm and its editions, newest first."""

    key: str
    rank: Rank
    editions: tuple[Edition, ...]

    @property
    def newest(self) -> Edition:
        """The edition in force now."""
        return self.editions[0]

    @property
    def title(self) -> str:
        """Its full title."""
        return self.newest.source.title.partition("（")[0]

    @property
    def short(self) -> str:
        """Its short title."""
        return self.newest.source.short

    def on(self, day: date) -> Edition | None:
        """The edition in force on a day; None before the oldest known here."""
        return next((edition for edition in self.editions if edition.in_force(day)), None)

    def issued(self, version: str) -> Edition | None:
        """The edition of that date of issue."""
        return next((edition for edition in self.editions if edition.source.issued == version), None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Clause:
    """An article, by its number in the newest edition; ``paragraph`` down to the item, as printed."""

    norm: Norm
    article: str
    paragraph: str = ""

    def on(self, day: date | None = None) -> dict[str, Any]:
        """The value of a LawRefs row: the edition of that day (the newest, where none is named or known) and its number there."""
        edition = (self.norm.on(day) if day else None) or self.norm.newest
        return {
            "norm": edition.source.key,
            "title": self.norm.title,
            "version": edition.source.issued,
            "article": edition.number(self.article),
            "paragraph": self.paragraph,
        }

    @property
    def label(self) -> str:
        """As in a line on the screen: 网吧条例第三十一条第（二）项."""
        return f"{self.norm.short}第{chinese_number(int(self.article))}条{self.paragraph}"

    @property
    def basis(self) -> Basis:
        """The article as a rule's basis, in the newest edition."""
        return Basis(source=self.norm.newest.source, article=self.article, paragraph=self.paragraph)


def _norm(
    key: str, short: str, title: str, rank: Rank, *editions: tuple[str, date], numbers: Mapping[str, Mapping[str, str]]
) -> Norm:
    """A norm from (issued, in force) of its editions, newest first; each ends the day before the next begins."""
    made: list[Edition] = []
    until: date | None = None
    for place, (issued, since) in enumerate(editions):
        source = Source(
            key=f"{key}_{issued[:4]}", short=short, title=title, level=Level.LAW, issued=issued, in_force=since, until=until
        )
        made.append(Edition(source=source, read=place == 0, numbers=numbers.get(issued, {})))
        until = date.fromordinal(since.toordinal() - 1)
    return Norm(key=key, rank=rank, editions=tuple(made))


_PENALTY_BEFORE = {"28": "23", "29": "24", "30": "25", "31": "26", "32": "27", "33": "27", "36": "29"}
_NET_CAFE_BEFORE = {"29": "28", "30": "29", "31": "30", "32": "31", "33": "32", "34": "33"}

PENALTY = Norm(
    key="penalty",
    rank=Rank.LAW,
    editions=(
        Edition(source=PENALTY_2021, read=True),
        Edition(source=PENALTY_2017, numbers=_PENALTY_BEFORE),
        Edition(source=PENALTY_2009, numbers=_PENALTY_BEFORE),
    ),
)
NET_CAFE = _norm(
    "net_cafe", "网吧条例", "互联网上网服务营业场所管理条例", Rank.REGULATION,
    ("2022-03-29", date(2022, 5, 1)), ("2019-03-24", date(2019, 3, 24)), ("2016-02-06", date(2016, 2, 6)),
    ("2011-01-08", date(2011, 1, 8)), ("2002-09-29", date(2002, 11, 15)),
    numbers={"2011-01-08": _NET_CAFE_BEFORE, "2002-09-29": _NET_CAFE_BEFORE},
)  # fmt: skip
ENTERTAINMENT = _norm(
    "entertainment", "娱乐条例", "娱乐场所管理条例", Rank.REGULATION,
    ("2020-11-29", date(2020, 11, 29)), ("2016-02-06", date(2016, 2, 6)), ("2006-01-29", date(2006, 3, 1)), numbers={},
)  # fmt: skip
PERFORMANCE = _norm(
    "performance", "演出条例", "营业性演出管理条例", Rank.REGULATION,
    ("2020-11-29", date(2020, 11, 29)), ("2016-02-06", date(2016, 2, 6)), ("2013-07-18", date(2013, 7, 18)), numbers={},
)  # fmt: skip
TOURISM = _norm(
    "tourism", "旅游法", "中华人民共和国旅游法", Rank.LAW,
    ("2018-10-26", date(2018, 10, 26)), ("2016-11-07", date(2016, 11, 7)), ("2013-04-25", date(2013, 10, 1)), numbers={},
)  # fmt: skip
TRAVEL_AGENCY = _norm(
    "travel_agency", "旅行社条例", "旅行社条例", Rank.REGULATION,
    ("2020-11-29", date(2020, 11, 29)), ("2017-03-01", date(2017, 3, 1)), ("2016-02-06", date(2016, 2, 6)),
    ("2009-02-20", date(2009, 5, 1)), numbers={},
)  # fmt: skip
MINORS = _norm(
    "minors", "未保法", "中华人民共和国未成年人保护法", Rank.LAW,
    ("2024-04-26", date(2024, 4, 26)), ("2020-10-17", date(2021, 6, 1)), numbers={},
)  # fmt: skip
PRINTING = _norm(
    "printing", "印刷条例", "印刷业管理条例", Rank.REGULATION,
    ("2020-11-29", date(2020, 11, 29)), ("2017-03-01", date(2017, 3, 1)), ("2016-02-06", date(2016, 2, 6)), numbers={},
)  # fmt: skip
PUBLISHING = _norm(
    "publishing", "出版条例", "出版管理条例", Rank.REGULATION,
    ("2020-11-29", date(2020, 11, 29)), ("2016-02-06", date(2016, 2, 6)), numbers={},
)  # fmt: skip
SPORTS = _norm("sports", "体育法", "中华人民共和国体育法", Rank.LAW, ("2022-06-24", date(2023, 1, 1)), numbers={})

NORMS = (
    PENALTY, NET_CAFE, ENTERTAINMENT, PERFORMANCE, TOURISM, TRAVEL_AGENCY, MINORS, PRINTING, PUBLISHING, SPORTS,
)  # fmt: skip
