"""人员时间：同一名执法人员的两份笔录时间重叠，提示核对。"""

from collections.abc import Iterator

from liuhen.regulation.asking import officers
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.investigation import INSPECTION_RECORD, INTERVIEW_TRANSCRIPT
from liuhen.regulation.saying import said
from liuhen.regulation.sources import PRACTICE
from liuhen.regulation.terms import Terms

ACTS = (INSPECTION_RECORD, INTERVIEW_TRANSCRIPT)


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Two transcripts of one officer whose spans certainly overlap; a planned clash across cases is for another rule."""
    acts = sorted((record for record in history.of(*ACTS) if _exact(record)), key=lambda record: record.at)
    for place, later in enumerate(acts):
        for earlier in acts[:place]:
            both = _names(earlier) & _names(later)
            if both and later.at.hi < earlier.ended.lo:
                yield Fault(
                    because=later,
                    about=earlier.id,
                    wrong=f"{'、'.join(sorted(both))}在 {said(later.at)} 同时记入两份笔录",
                    gravity=Gravity.NOTE,
                    code="overlap",
                )


def _exact(record: Record) -> bool:
    return record.at.is_exact and record.ended.is_exact


def _names(record: Record) -> set[str]:
    return {str(item.get("name")) for item in officers(record) if item.get("name")}


PROVISION = Provision(basis=PRACTICE("人员时间"), title="同一人员不在两处", triggers=ACTS, rule=rule)
