"""A bureau's own violations as data: rows of a TOML or JSON file, checked one by one; what cannot be read is refused with its place.

[[violation]]
key = "local_stage"                      # ASCII, its own for ever
words = "擅自占用公共文化广场举办演出"        # the 案由
industry = "营业性演出"
norm = "某市公共文化广场管理办法"            # a title, or the key of a norm that we have (net_cafe)
rank = "government"                      # law regulation local department government
version = "2024-01-10"                   # issued
in_force = "2024-03-01"
article = "21"
paragraph = "第一款"
broken = [{ article = "9" }]
bodies = ["culture"]
acts = [{ words = "…", broken = [{ article = "9" }], item = "第（一）项" }]   # where it joins several acts; item only where it has its own
[[violation.tiers]]
key = "ordinary"
must = ["fine"]
fine = { least = 1000, most = 5000 }      # may, times = [1, 3], line = 10000, of = "gain" | "turnover"
"""

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from liuhen.lib.misread import place
from liuhen.regulation import usual_penalty
from liuhen.regulation.norms import NORMS, Clause, Edition, Norm, Rank
from liuhen.regulation.violation import JOINT, Act, Base, Body, Catalogue, Fine, Tier, Violation
from liuhen.regulation.vocabulary import Level, Refusal, Source

_KEY = re.compile(r"[a-z][a-z0-9_]{2,59}")
_KNOWN = frozenset(
    [
        "key",
        "words",
        "industry",
        "norm",
        "rank",
        "version",
        "in_force",
        "article",
        "paragraph",
        "broken",
        "bodies",
        "tiers",
        "order",
        "locked",
        "business",
        "formerly",
        "acts",
    ]
)
_PENALTIES = frozenset(key for key, _ in usual_penalty.PENALTIES)
_TIERS = ("ordinary", "refused", "serious")
#: What the rules of Hubei's governments may impose, from 2013-08-01 (处罚法第十四条; the figures are to be verified): yuan.
GOVERNMENT_LIMITS = {"other": 5000, "business": 50000, "business_gain": 150000, "times": 3}


def parse(text: str, *, toml: bool) -> list[dict[str, Any]]:
    """The rows of a file; Refusal where it cannot be read."""
    try:
        found = tomllib.loads(text) if toml else json.loads(text)
    except (tomllib.TOMLDecodeError, json.JSONDecodeError) as error:
        raise Refusal(f"目录没有录入：文件读不出，停在{place(error)}。请按说明的格式检查。", code="malformed") from error
    rows = found.get("violation", found.get("violations")) if isinstance(found, Mapping) else found
    if not isinstance(rows, list) or not rows or not all(isinstance(row, Mapping) for row in rows):
        raise Refusal("目录没有录入：文件里没有违法行为。每一项写成 [[violation]]。", code="malformed")
    return [json.loads(json.dumps(row, default=str)) for row in rows]


def checked(rows: Sequence[Mapping[str, Any]], ours: Catalogue, source: str) -> list[Violation]:
    """The violations that these rows declare; Refusal naming the row where one is wrong or claims what another has."""
    made: list[Violation] = []
    for number, row in enumerate(rows, start=1):
        violation = _read(number, row, source)
        said = (violation.words, *violation.formerly, *(act.words for act in violation.acts))
        other = next((one for words in said if (one := ours.named(words))), None)
        if other is not None and other.key != violation.key:
            raise _wrong(number, "words", f"“{violation.words}”在目录中已有（{other.key}），不能有两项")
        made.append(violation)
    try:
        Catalogue.of(made)
    except ValueError as error:
        raise Refusal("目录没有录入：文件里有两项的代码或者案由相同。请改成各不相同。", code="malformed") from error
    return made


def rows_of(value: object, source: str) -> tuple[Violation, ...]:
    """The violations of a setting, read once; rows that were checked when they were entered."""
    return _rows(json.dumps(value, ensure_ascii=False, sort_keys=True), source)


@lru_cache(maxsize=64)
def _rows(text: str, source: str) -> tuple[Violation, ...]:
    rows = json.loads(text)
    listed = rows if isinstance(rows, list) else []
    made = []
    for number, row in enumerate(listed, start=1):
        try:
            made.append(_read(number, row, source))
        except Refusal:
            continue  # a setting written past the check is no violation; rules never fail on it
    return tuple(made)


def _wrong(number: int, field: str, why: str) -> Refusal:
    return Refusal(f"目录没有录入：第 {number} 项的 {field} 不对，{why}。请改好后整份再录入。", code="malformed")


def _read(number: int, row: object, source: str) -> Violation:
    if not isinstance(row, Mapping):
        raise _wrong(number, "全部内容", "应当是一项一项的字段")
    unknown = sorted(set(row) - _KNOWN)
    if unknown:
        raise _wrong(number, "、".join(unknown), "没有这个字段")

    def text(key: str, *, needed: bool = True) -> str:
        value = str(row.get(key) or "").strip()
        if needed and not value:
            raise _wrong(number, key, "是空的")
        return value

    if not _KEY.fullmatch(text("key")):
        raise _wrong(number, "key", "用小写英文字母、数字和下划线，字母开头，三到六十个字符")
    if JOINT in text("words"):
        raise _wrong(number, "words", "案由里不能有分号")
    norm = _norm(number, text)
    penal = Clause(norm=norm, article=_article(number, "article", row.get("article")), paragraph=text("paragraph", needed=False))
    broken = _clauses(number, "broken", norm, row.get("broken"))
    acts = _acts(number, norm, row.get("acts") or [])
    business = bool(row.get("business", True))
    tiers = tuple(_tier(number, one) for one in _listed(number, "tiers", row.get("tiers"), Mapping))
    if not tiers or not broken:
        raise _wrong(number, "tiers" if not tiers else "broken", "至少写一项")
    _refuse_beyond(number, norm, tiers, business=business)
    base = Base(
        key=f"{text('key')}_{penal.article}",
        penal=penal,
        broken=broken,
        tiers=tiers,
        bodies=tuple(_one_of(number, "bodies", Body, one) for one in row.get("bodies") or ["culture"]),
        order=bool(row.get("order")),
        locked=tuple(str(one) for one in row.get("locked") or ()),
    )
    violation = Violation(
        key=text("key"),
        words=text("words"),
        industry=text("industry", needed=False) or "本局增加",
        bases=(base,),
        formerly=tuple(str(one) for one in row.get("formerly") or ()),
        business=business,
        source=source or "本局录入",
        acts=acts,
    )
    if not violation.sound:
        raise _wrong(number, "acts", "要写两个以上，各有违反的条，合起来正好是 broken")
    return violation


def _clauses(number: int, field: str, norm: Norm, value: object) -> tuple[Clause, ...]:
    return tuple(
        Clause(norm=norm, article=_article(number, field, one.get("article")), paragraph=str(one.get("paragraph") or ""))
        for one in _listed(number, field, value, Mapping)
    )


def _acts(number: int, norm: Norm, value: object) -> tuple[Act, ...]:
    return tuple(_act(number, place, norm, one) for place, one in enumerate(_listed(number, "acts", value, Mapping), start=1))


def _act(number: int, place: int, norm: Norm, row: Mapping[str, Any]) -> Act:
    words = str(row.get("words") or "").strip()
    if not words or JOINT in words:
        raise _wrong(number, "acts", f"第 {place} 个没有写 words，或者里面有分号")
    return Act(
        key=f"act{place}", words=words, broken=_clauses(number, "acts", norm, row.get("broken")), item=str(row.get("item") or "")
    )


def _norm(number: int, text: Callable[..., str]) -> Norm:
    title = text("norm")
    known = next((norm for norm in NORMS if title in (norm.key, norm.title)), None)
    if known is not None:
        return known
    rank = _one_of(number, "rank", Rank, text("rank"))
    issued, since = _day(number, "version", text("version")), _day(number, "in_force", text("in_force"))
    source = Source(
        key=f"own:{title}:{issued}", short=title, title=title, level=Level.LAW, issued=issued.isoformat(), in_force=since
    )
    return Norm(key=title, rank=rank, editions=(Edition(source=source, read=True),))


def _refuse_beyond(number: int, norm: Norm, tiers: Iterable[Tier], *, business: bool) -> None:
    """A rule of a local government has a ceiling; a row above it is a slip, or rests on something else."""
    if norm.rank != Rank.GOVERNMENT:
        return
    most = GOVERNMENT_LIMITS["business" if business else "other"]
    for tier in tiers:
        if tier.fine and (tier.fine.most > most or (tier.fine.times and tier.fine.times[1] > GOVERNMENT_LIMITS["times"])):
            raise _wrong(number, "fine", f"地方政府规章的罚款限额是 {most} 元、违法所得的 3 倍")


def _tier(number: int, row: Mapping[str, Any]) -> Tier:
    key = str(row.get("key") or "ordinary")
    if key not in _TIERS:
        raise _wrong(number, "tiers", f"档次只有 {'、'.join(_TIERS)}")
    kinds = {part: tuple(str(one) for one in row.get(part) or ()) for part in ("must", "either", "may")}
    strange = sorted({one for listed in kinds.values() for one in listed} - _PENALTIES)
    if strange:
        raise _wrong(number, "tiers", f"没有这种处罚：{'、'.join(strange)}")
    months = row.get("months")
    return Tier(
        key=key, when=str(row.get("when") or ""), fine=_fine(number, row.get("fine")),
        must=kinds["must"], either=kinds["either"], may=kinds["may"],
        months=(int(months[0]), int(months[1])) if isinstance(months, list) and len(months) == 2 else None,  # noqa: PLR2004
        also=tuple(str(one) for one in row.get("also") or ()),
    )  # fmt: skip


def _fine(number: int, value: object) -> Fine | None:
    if value is None:
        return None
    if not isinstance(value, Mapping):
        raise _wrong(number, "fine", "写成 { least = 0, most = 5000 }")
    least, most = _sum(number, value.get("least", 0)), _sum(number, value.get("most"))
    if most < least or most <= 0:
        raise _wrong(number, "fine", "上限要大于下限")
    of = str(value.get("of") or "gain")
    if of not in {"gain", "turnover"}:
        raise _wrong(number, "fine", "倍数只能按 gain（违法所得）或者 turnover（违法经营额）")
    times = value.get("times")
    multiple = (_sum(number, times[0]), _sum(number, times[1])) if isinstance(times, list) and len(times) == 2 else None  # noqa: PLR2004
    return Fine(
        least=least, most=most, may=bool(value.get("may")), times=multiple, line=_sum(number, value.get("line", 0)), of=of
    )


def _sum(number: int, value: object) -> Decimal:
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        raise _wrong(number, "fine", f"数额读不出：{value}") from None
    if not found.is_finite() or found < 0:
        raise _wrong(number, "fine", f"数额读不出：{value}")
    return found


def _article(number: int, field: str, value: object) -> str:
    if not str(value or "").isdecimal():
        raise _wrong(number, field, "条号写阿拉伯数字")
    return str(value)


def _day(number: int, field: str, value: str) -> date:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        raise _wrong(number, field, "日期写成 2024-03-01 这样") from None


def _one_of(number: int, field: str, choices: Any, value: object) -> Any:
    try:
        return choices(str(value))
    except ValueError:
        listed = "、".join(f"{one.value}（{one.label}）" for one in choices)
        raise _wrong(number, field, f"只能是 {listed}") from None


def _listed(number: int, field: str, value: object, wanted: type) -> list[Any]:
    if not isinstance(value, list) or not all(isinstance(one, wanted) for one in value):
        raise _wrong(number, field, "应当是列表")
    return value
