"""What a venue has to keep, and for how long: evidence that is deleted there unless somebody fetches it first.

The articles bind the venue and say the least; a bureau that knows how long the venues of its area keep things sets that (settings
table). Which venue a case is about follows from the violations that its 案由 states and from names: a firm's, a signboard's.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from liuhen.regulation.asking import parties
from liuhen.regulation.causes import violations_of
from liuhen.regulation.coverage import moment
from liuhen.regulation.grammar import Kind
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.evidence_forms import ELECTRONIC_EXTRACTION, EVIDENCE_EXPLANATION, EVIDENCE_EXTRACT
from liuhen.regulation.kinds.initiation import CASE_REGISTRATION
from liuhen.regulation.kinds.inspecting import INSPECTION_LINKED
from liuhen.regulation.kinds.investigation import INSPECTION_RECORD
from liuhen.regulation.kinds.investigation_evidence import EVIDENCE_ITEM, EVIDENCE_LIST
from liuhen.regulation.kinds.investigation_preservation import ADVANCE_REGISTRATION
from liuhen.regulation.kinds.measure import SEIZURE_DECISION
from liuhen.regulation.kinds.recording import RECORDING_LINKED
from liuhen.regulation.norms import ENTERTAINMENT, NET_CAFE, Clause
from liuhen.regulation.terms import Terms
from liuhen.regulation.violation import Violation
from liuhen.regulation.violations import entertainment, net_cafe
from liuhen.regulation.vocabulary import Label
from liuhen.regulation.when import Instant


class Venue(Label):
    """A line of trade whose venues have to keep something."""

    SONG = "song", "歌舞娱乐场所"
    GAMES = "games", "游艺娱乐场所"
    NET_CAFE = "net_cafe", "互联网上网服务营业场所"


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """One thing that venues keep, for ``days`` calendar days by law (``setting``: by the bureau's word).

    ``form`` is what it is usually fetched with, ``named`` how records call it.
    """

    key: str
    words: str
    venues: frozenset[Venue]
    clause: Clause
    setting: str
    days: int
    form: Kind
    named: re.Pattern[str]


FILM = Kept(
    key="film", words="监控录像", venues=frozenset({Venue.SONG}), clause=Clause(norm=ENTERTAINMENT, article="15", paragraph="第二款"),
    setting="venue_film_days", days=30, form=ELECTRONIC_EXTRACTION,
    named=re.compile(r"监控|摄像头|(?:硬盘|网络)录像|录像(?:主)?机|[ND]VR|(?:调取|拷贝|导出|提取).{0,8}(?:录像|视频)", re.IGNORECASE),
)  # fmt: skip
DAYBOOK = Kept(
    key="daybook", words="营业日志", venues=frozenset({Venue.SONG, Venue.GAMES}), clause=Clause(norm=ENTERTAINMENT, article="25"),
    setting="venue_daybook_days", days=60, form=EVIDENCE_EXTRACT, named=re.compile(r"日志"),
)  # fmt: skip
REGISTER = Kept(
    key="register", words="上网登记和记录备份", venues=frozenset({Venue.NET_CAFE}), clause=Clause(norm=NET_CAFE, article="23"),
    setting="cafe_register_days", days=60, form=ELECTRONIC_EXTRACTION,
    named=re.compile(r"(?:上网|身份|实名|顾客|会员).{0,6}(?:登记|记录|信息)|登记(?:内容|簿|表|台账)|记录备份|日志|计费|收银(?:主)?机|上网管理"),
)  # fmt: skip
KEPT = (FILM, DAYBOOK, REGISTER)

#: How such a venue is called: by its signboard, or in the name of the firm.
_CALLED = {
    Venue.SONG: re.compile(r"KTV|歌舞|歌厅|歌城|卡拉OK|量贩|夜总会|舞厅|迪厅", re.IGNORECASE),
    Venue.GAMES: re.compile(r"游艺|电玩|游戏厅|电子游戏"),
    Venue.NET_CAFE: re.compile(r"网吧|网咖|上网服务"),
}
_TRADES = {
    entertainment.INDUSTRY: frozenset({Venue.SONG, Venue.GAMES}),
    net_cafe.INDUSTRY: frozenset({Venue.NET_CAFE}),
}
_GAMES_ALONE = frozenset(one.key for one in (entertainment.ARCADE_MINORS, entertainment.GAMBLING_MACHINES, entertainment.PRIZES))

#: Records of having fetched something, and the fields in which they call it by its name.
_NAMING: Mapping[str, tuple[str, ...]] = {
    EVIDENCE_ITEM.key: ("name", "source", "method"),
    EVIDENCE_LIST.key: ("items",),
    EVIDENCE_EXTRACT.key: ("items",),
    EVIDENCE_EXPLANATION.key: ("items",),
    ELECTRONIC_EXTRACTION.key: ("device", "steps", "items"),
    ADVANCE_REGISTRATION.key: ("items",),
    SEIZURE_DECISION.key: ("items",),
    RECORDING_LINKED.key: ("what",),
}
FETCHING = (
    EVIDENCE_ITEM, EVIDENCE_LIST, EVIDENCE_EXTRACT, EVIDENCE_EXPLANATION, ELECTRONIC_EXTRACTION, ADVANCE_REGISTRATION, SEIZURE_DECISION,
    RECORDING_LINKED,
)  # fmt: skip


def called(name: str) -> frozenset[Venue]:
    """The lines of trade that a name tells: 澄湖量贩KTV, 蓝鲸网吧; none where it tells nothing."""
    return frozenset(venue for venue, pattern in _CALLED.items() if pattern.search(name))


def of_violations(found: Iterable[Violation]) -> frozenset[Venue]:
    """The venues in which such violations are committed; those of games alone are told apart from those of any place of entertainment."""
    venues: set[Venue] = set()
    for one in found:
        venues |= {Venue.GAMES} if one.key in _GAMES_ALONE else _TRADES.get(one.industry, frozenset())
    return frozenset(venues)


def by_name(history: History) -> frozenset[Venue]:
    """The venues that names tell: the parties', the case's as somebody wrote it, the signboard in the transcript of an inspection."""
    told = [str(party.get(key) or "") for party in parties(history).values() for key in ("name", "trade_name")]
    told += [str(record.get("name") or "") for record in history.of(CASE_REGISTRATION)]
    told += [str(record.get("inspected") or "") for record in history.of(INSPECTION_RECORD)]
    return frozenset().union(*map(called, told))


def of_case(history: History, terms: Terms) -> frozenset[Venue]:
    """The venues that a case is about. Where a violation leaves open which place of entertainment it was, a name decides."""
    told, done = by_name(history), of_violations(violations_of(history, terms))
    both = {Venue.SONG, Venue.GAMES}
    if both <= done and len(told & both) == 1:
        done -= both
    return told | done


def kept_by(venues: frozenset[Venue]) -> Iterator[Kept]:
    """What these venues have to keep."""
    return (one for one in KEPT if one.venues & venues)


# -- fetched ----------------------------------------------------------------------------------------------------------
def names(record: Record, kept: Kept) -> bool:
    """Whether a record says that this was fetched, copied, registered or seized."""
    fields = _NAMING.get(record.kind.key, ())
    return any(kept.named.search(text) for key in fields for text in _texts(record.get(key)))


def fetched(record: Record) -> list[str]:
    """The keys of what a record says was fetched; none of a paper that was never issued, or was turned down."""
    if record.blocked is not None or (record.kind.issued and not record.stands):
        return []
    return [one.key for one in KEPT if names(record, one)]


def when_fetched(history: History, kept: Kept) -> Instant | None:
    """When it was first fetched, in this case or in the inspection that it came from; None while it was not."""
    own = [record.at for record in history.of(*FETCHING) if kept.key in fetched(record)]
    brought = [
        at
        for link in history.of(INSPECTION_LINKED)
        for row in link.get("records") or ()
        if isinstance(row, Mapping) and kept.key in (row.get("fetched") or ()) and (at := moment(row.get("at")))
    ]
    return min((*own, *brought), default=None)


def _texts(value: Any) -> Iterator[str]:
    """What is written in a field: its text, or the name, form and note of each of its rows."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for row in value:
            if isinstance(row, Mapping):
                yield from (str(row.get(key) or "") for key in ("name", "spec", "method", "note", "source"))
