"""查封、扣押等直接涉及重大财产权益的，全过程音像记录，从到达到清单签字（国办发〔2018〕118号，待核实）。"""

from collections.abc import Iterator

from liuhen.regulation.articles.a12_recordings_of_inspections import unsuitable
from liuhen.regulation.coverage import covering, gaps, links
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.enforcement_acts import OBSTRUCTION_REMOVAL
from liuhen.regulation.kinds.investigation_notes import GAP_EXPLAINED, RECORDING_UNSUITABLE
from liuhen.regulation.kinds.measure import SEIZURE_DECISION
from liuhen.regulation.kinds.recording import RECORDING_LINKED, RECORDING_UNLINKED
from liuhen.regulation.owed import Owed
from liuhen.regulation.saying import length, said
from liuhen.regulation.sources import PRACTICE
from liuhen.regulation.terms import Terms

#: A bureau that has read the text of 118号 otherwise sets ``whole_course`` to false.
ACTS = (SEIZURE_DECISION, OBSTRUCTION_REMOVAL)


def rule(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """The whole course is on sound or picture: no recording, or a gap in it, is owed or explained."""
    if not terms.setting("whole_course", default=True):
        return
    acts = [act for act in history.of(*ACTS) if act.stands]
    linked = links(history) if acts else []
    for act in acts:
        found, perhaps = covering(act, linked)
        told = act.get("recording_state") if act.told else None
        first = min((link.begin for link in found if link.begin), default=None)
        kept = first or (act.at if told in {"audio", "video"} else None)
        yield Duty(
            because=act,
            owes=Owed.RECORDING,
            do=f"上传{act.kind.title.removesuffix('决定书')}的全程音像",
            why=f"{said(act.at)} 实施，从到达到清单签字全过程录制",
            met=kept,
            unseen=kept is None and (perhaps or (act.told and told is None)),
            excused="" if kept else unsuitable(history, act),
        )
        missing = gaps(act, linked)
        if missing:
            notes = [note for note in history.of(GAP_EXPLAINED) if note.about == act.id]
            total = length(sum((end - start for start, end in missing), missing[0][1] - missing[0][1]))
            yield Duty(
                because=act,
                owes=GAP_EXPLAINED,
                do="说明全程音像的缺口",
                why=f"全过程录制中缺 {total}",
                met=notes[0].submitted if notes else None,
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
