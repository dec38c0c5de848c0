"""查封、扣押等直接涉及重大财产权益的，全过程音像记录，从到达到清单签字（国办发〔2018〕118号，待核实）。"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from liuhen.regulation.coverage import gaps, links
from liuhen.regulation.covered import RUNNING
from liuhen.regulation.covering import Filmed, act_of, filmed, unnoticed, whole_course
from liuhen.regulation.filming import filming, gap_explained
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.investigation_notes import GAP_EXPLAINED, RECORDING_UNSUITABLE
from liuhen.regulation.kinds.recording import RECORDING_LINKED, RECORDING_UNLINKED
from liuhen.regulation.saying import length, said
from liuhen.regulation.sources import PRACTICE
from liuhen.regulation.terms import Terms

ACTS = filmed("seizure", "obstruction")


def rule(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """The whole course is on sound or picture: no recording, or a gap in it, is owed or explained."""
    for record in history.of(*ACTS):
        act = act_of(record)
        # a bureau that has read the text of 118号 otherwise sets ``whole_course`` to false
        if act is not None and record.stands and whole_course(act, record.at.lo.date(), terms):
            yield from _course(history, record, act, unnoticed(act, record.at.lo.date(), terms))


def _course(history: History, record: Record, act: Filmed, least: timedelta) -> Iterator[Duty]:
    linked = links(history)
    # a photograph shows a moment of the course, and not the course
    found = filming(history, record, replace(act, media=RUNNING), linked)
    title = record.kind.title.removesuffix("决定书")
    why = f"{said(record.at)} 实施，从{act.begins}到{act.ends}全过程录制"
    yield found.duty(record, do=f"上传{title}的全程音像", why=why)
    missing = gaps(record, linked, unnoticed=least)
    if missing:
        total = length(sum((end - start for start, end in missing), timedelta()))
        yield Duty(
            because=record,
            owes=GAP_EXPLAINED,
            do="说明全程音像的缺口",
            why=f"全过程录制中缺 {total}",
            met=gap_explained(history, record),
            gravity=Gravity.NONCONFORMING,
        )


PROVISION = Provision(
    basis=PRACTICE("音像记录"),
    key="whole_course",
    title="查封、扣押等全过程音像记录",
    triggers=ACTS,
    met_by=(RECORDING_LINKED, RECORDING_UNLINKED, RECORDING_UNSUITABLE, GAP_EXPLAINED),
    rule=rule,
)
