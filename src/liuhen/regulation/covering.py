"""What is recorded in picture or sound, act by act: the one table that rules, forms, the rulebook page and the supervision desk read.

Each row says where the obligation stands and how strict it is, what counts, from which event to which event the recording runs, how
long a stretch without picture and sound passes unnoticed, and who sees to it. The articles say which acts; from where to where comes
from the lists of other bureaus (焦作、漯河、银川), since the regulation says nothing of it. A bureau changes the tolerated gaps by
dated settings: ``gap_seconds`` for all acts, ``gap_rules`` act by act.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import Any

from liuhen.regulation.coverage import PICTURE_AND_SOUND
from liuhen.regulation.fields import holds
from liuhen.regulation.grammar import Basis, Kind, Label, Level
from liuhen.regulation.history import Record
from liuhen.regulation.kinds.decision_hearing import HEARING_RECORD
from liuhen.regulation.kinds.decision_notice import STATEMENT_DEFENCE
from liuhen.regulation.kinds.enforcement_acts import OBSTRUCTION_REMOVAL
from liuhen.regulation.kinds.execution import CORRECTION_CHECK
from liuhen.regulation.kinds.investigation import INSPECTION_RECORD, INTERVIEW_TRANSCRIPT
from liuhen.regulation.kinds.investigation_evidence import SAMPLING
from liuhen.regulation.kinds.investigation_preservation import ADVANCE_REGISTRATION
from liuhen.regulation.kinds.licensing import LICENCE_ACCEPTANCE
from liuhen.regulation.kinds.licensing_hearing import LICENCE_HEARING_RECORD
from liuhen.regulation.kinds.measure import SCENE_RECORD, SEIZURE_DECISION
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.kinds.summary import SUMMARY_DECISION
from liuhen.regulation.sources import PRACTICE, REG
from liuhen.regulation.terms import Terms

#: Records are kept to the minute: a shorter stretch is no gap.
LEAST_GAP = 60


class Demand(Label):
    """How strictly an act is to be recorded."""

    MUST = "must", "应当录"
    WHOLE = "whole", "应当全程录"
    NEEDED = "needed", "根据需要"


@dataclass(frozen=True, kw_only=True, slots=True)
class Filmed:
    """One act and its recording.

    ``when`` is a condition on the record's fields (``way=leaving``). ``forms`` are further forms filled in during the same act, which
    say the same to the officer and owe nothing of their own.
    ``excusable``: whether an officer's word that the act is not suitable for it lets the recording go (制度第二十五条 knows no such word).
    ``anytime``: whatever is linked to the record counts, whenever it was taken (a notice hangs for a month). ``scans``: a scan or
    screenshot attached to the record counts as a photograph.
    """

    key: str
    title: str
    kinds: tuple[Kind, ...]
    basis: Basis
    demand: Demand
    begins: str
    ends: str
    ask: str
    when: str = ""
    forms: tuple[Kind, ...] = ()
    media: frozenset[str] = PICTURE_AND_SOUND
    anytime: bool = False
    scans: bool = False
    excusable: bool = True
    gap: int = LEAST_GAP
    who: str = "现场执法人员"

    @property
    def must(self) -> bool:
        """Whether it has to be recorded, and not only where it seems needed."""
        return self.demand != Demand.NEEDED

    @property
    def level(self) -> Level:
        """Whose demand it is."""
        return self.basis.source.level

    @property
    def counts(self) -> str:
        """What counts as a recording, in words."""
        if self.scans:
            return "照片、截图、录像，至少一张"
        return "录音、录像，照片不算全程" if self.demand == Demand.WHOLE else "照片、录音、录像都算"

    def holds(self, content: Mapping[str, Any]) -> bool:
        """Whether a record of such a kind that says this is such an act."""
        return not self.when or holds(self.when, content)


ACTS: tuple[Filmed, ...] = (
    Filmed(key="inspection", title="现场检查（勘验）", kinds=(INSPECTION_RECORD,), basis=REG(12), demand=Demand.MUST,
        begins="到达现场", ends="离开现场", ask="到达即开机，录到离场"),
    Filmed(
        key="sampling", title="抽样", kinds=(SAMPLING,), basis=REG(12), demand=Demand.MUST,
        begins="抽取之前", ends="封样签字", ask="抽取之前开机，录到封样签字",
    ),
    Filmed(
        key="hearing", title="听证", kinds=(HEARING_RECORD, LICENCE_HEARING_RECORD), basis=REG(12), demand=Demand.MUST,
        begins="宣布开始", ends="宣布结束", ask="宣布开始之前开机，录到宣布结束", who="听证记录人",
    ),
    Filmed(
        key="summary", title="可能有争议的当场处罚", kinds=(SUMMARY_DECISION,), when="disputed", basis=REG(17), demand=Demand.MUST,
        begins="出示证件", ends="交付决定书", ask="出示证件时开机，录到交付决定书",
    ),
    Filmed(
        key="leaving", title="留置送达", kinds=(PROOF_OF_SERVICE,), when="way=leaving", basis=REG(20), demand=Demand.MUST,
        begins="交付之前", ends="文书留下", ask="交付之前开机，录到文书留在住所", who="送达人",
    ),
    Filmed(
        key="notice", title="公告送达", kinds=(PROOF_OF_SERVICE,), when="way=public_notice", basis=REG(22), demand=Demand.MUST,
        begins="张贴或者刊登", ends="能看到公告的画面", ask="张贴、刊登后拍下公告，网上公告截图", anytime=True, scans=True, who="送达人",
    ),
    Filmed(
        key="obstruction", title="排除妨碍、恢复原状", kinds=(OBSTRUCTION_REMOVAL,), basis=REG(25), demand=Demand.WHOLE,
        begins="到达现场", ends="实施完毕", ask="到达即开机，不间断录到实施完毕", excusable=False,
    ),
    Filmed(
        key="seizure", title="查封、扣押", kinds=(SEIZURE_DECISION,), forms=(SCENE_RECORD,), basis=PRACTICE("音像记录"), demand=Demand.WHOLE,
        begins="到达现场", ends="清单签字", ask="到达即开机，不间断录到清单签字",
    ),
    Filmed(
        key="counter", title="窗口受理", kinds=(LICENCE_ACCEPTANCE,), basis=REG(6), demand=Demand.NEEDED,
        begins="申请人到窗口", ends="离开窗口", ask="窗口有监控的，受理经过会一并留存", who="窗口登记人",
    ),
    Filmed(
        key="interview", title="询问", kinds=(INTERVIEW_TRANSCRIPT,), basis=REG(11), demand=Demand.NEEDED,
        begins="进入询问室", ends="笔录签字", ask="需要录的，进入询问室开机，录到笔录签字", who="询问人",
    ),
    Filmed(
        key="defence", title="听取陈述申辩", kinds=(STATEMENT_DEFENCE,), basis=REG(11), demand=Demand.NEEDED,
        begins="当事人开始陈述", ends="笔录签字", ask="需要录的，开始陈述时开机，录到笔录签字",
    ),
    Filmed(
        key="registration", title="先行登记保存", kinds=(ADVANCE_REGISTRATION,), basis=REG(13), demand=Demand.NEEDED,
        begins="进入场所", ends="清单签字", ask="需要录的，进入场所开机，录到清单签字",
    ),
    Filmed(key="correction", title="改正核查", kinds=(CORRECTION_CHECK,), basis=REG(23), demand=Demand.NEEDED,
        begins="到达现场", ends="离开现场", ask="需要录的，到达即开机，录到离场"),
)  # fmt: skip
BY_KEY: Mapping[str, Filmed] = MappingProxyType({act.key: act for act in ACTS})


@cache
def _of_kind() -> Mapping[str, tuple[Filmed, ...]]:
    found: dict[str, tuple[Filmed, ...]] = {}
    for act in ACTS:
        for kind in act.kinds:
            found[kind.key] = (*found.get(kind.key, ()), act)
    return MappingProxyType(found)


def filmed(*keys: str) -> tuple[Kind, ...]:
    """The kinds of these acts, or of all."""
    acts = [BY_KEY[key] for key in keys] if keys else ACTS
    return tuple(dict.fromkeys(kind for act in acts for kind in act.kinds))


def act_of(record: Record) -> Filmed | None:
    """Which act of the table a record is of; None for any other."""
    return next((act for act in _of_kind().get(record.kind.key, ()) if act.holds(record.content)), None)


def of_basis(source: str, article: str) -> tuple[Filmed, ...]:
    """The acts that an article wants recorded, for the page of that article."""
    return tuple(act for act in ACTS if (act.basis.source.key, act.basis.article) == (source, article))


def asked_by(kind: Kind) -> tuple[Filmed, ...]:
    """The acts of which a form of this kind reminds whoever fills it in."""
    return tuple(act for act in ACTS if kind in act.kinds or kind in act.forms)


def unnoticed(act: Filmed, day: date, terms: Terms) -> timedelta:
    """How long a stretch without picture and sound passes, by the rule in force on the day of the act.

    The bureau names the act by its title (听证) or by its key.
    """
    rules = terms.setting("gap_rules", day)
    own = rules.get(act.title, rules.get(act.key)) if isinstance(rules, Mapping) else None
    least = terms.setting("gap_seconds", day, default=act.gap) if own is None else own
    return timedelta(seconds=float(least))


def whole_course(act: Filmed, day: date, terms: Terms) -> bool:
    """Whether a gap in the recording of this act is more than a note: 118号 asks the whole course of some, a bureau may of all."""
    if act.demand == Demand.WHOLE:
        return bool(terms.setting("whole_course", day, default=True))
    return bool(terms.setting("continuous", day, default=False))
