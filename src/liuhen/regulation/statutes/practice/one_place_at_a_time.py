"""人员时间：同一名执法人员的两份记录时间重叠，提示核对；同一天在别的案件里的也算。"""

from collections.abc import Iterator

from liuhen.regulation.asking import officers
from liuhen.regulation.grammar import Duty, Fault, Gravity, Kind, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.decision_hearing import HEARING_RECORD
from liuhen.regulation.kinds.evidence_forms import ELECTRONIC_EXTRACTION
from liuhen.regulation.kinds.execution import CORRECTION_CHECK
from liuhen.regulation.kinds.investigation import INSPECTION_RECORD, INTERVIEW_TRANSCRIPT
from liuhen.regulation.kinds.investigation_evidence import SAMPLING
from liuhen.regulation.saying import said
from liuhen.regulation.sources import PRACTICE
from liuhen.regulation.terms import Terms

#: Acts that have a beginning and an end and name who was there.
ACTS: tuple[Kind, ...] = (
    INSPECTION_RECORD,
    INTERVIEW_TRANSCRIPT,
    SAMPLING,
    ELECTRONIC_EXTRACTION,
    HEARING_RECORD,
    CORRECTION_CHECK,
)
#: Under this name the caller hands in the officers' acts in other cases of the time (``History.others``).
OFFICERS_DAY = "officers"


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Two acts of one officer whose spans certainly overlap: in this case, or in another that was on record before."""
    acts = sorted((record for record in history.of(*ACTS) if exact(record)), key=lambda record: record.at)
    for place, later in enumerate(acts):
        for earlier in acts[:place]:
            both = persons(earlier).keys() & persons(later).keys()
            if both and later.at.hi < earlier.ended.lo:
                yield _fault(later, earlier, both, "同时记入两份笔录", "overlap")
    day = history.others.get(OFFICERS_DAY)
    for other in day.of(*ACTS) if day is not None and acts else ():
        for own in acts:
            both = persons(other).keys() & persons(own).keys()
            # the one entered later is noted: so both cases say the same, whichever is looked at first
            before = (other.recorded_at, other.id) < (own.recorded_at, own.id)
            if both and before and own.at.hi < other.ended.lo and other.at.hi < own.ended.lo:
                yield _fault(own, other, both, f"同时记入另一案件的{other.kind.title}", "elsewhere")


def _fault(own: Record, other: Record, both: set[str], words: str, code: str) -> Fault:
    names = "、".join(sorted(persons(own)[person] for person in both))
    return Fault(because=own, about=other.id, wrong=f"{names}在 {said(own.at)} {words}", gravity=Gravity.NOTE, code=code)


def exact(record: Record) -> bool:
    """Whether an act's span is known to the minute."""
    return record.at.is_exact and record.ended.is_exact and record.at != record.ended


def persons(record: Record) -> dict[str, str]:
    """The officers of an act: by id, or by name where it gives none, with their names."""
    listed = ((str(item.get("id") or item.get("name") or ""), str(item.get("name") or "")) for item in officers(record))
    return {key: name for key, name in listed if key}


PROVISION = Provision(basis=PRACTICE("人员时间"), title="同一人员不在两处", triggers=ACTS, rule=rule)
