"""第十二条  现场检查（勘验）、抽样、听证，同时作音像记录；不适宜音像记录的除外。其他方式根据需要。

照片、录音、录像都算；在记录的起止之内没有一样的，才是没有音像记录。不适宜由执法人员在现场说明。
"""

from collections.abc import Iterator

from liuhen.regulation.coverage import bounds, covering, links
from liuhen.regulation.grammar import Duty, Fault, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.decision_hearing import HEARING_RECORD
from liuhen.regulation.kinds.investigation import INSPECTION_RECORD
from liuhen.regulation.kinds.investigation_evidence import SAMPLING
from liuhen.regulation.kinds.investigation_notes import RECORDING_UNSUITABLE
from liuhen.regulation.kinds.licensing_hearing import LICENCE_HEARING_RECORD
from liuhen.regulation.kinds.recording import RECORDING_LINKED, RECORDING_UNLINKED
from liuhen.regulation.owed import Owed
from liuhen.regulation.saying import said
from liuhen.regulation.sources import REG
from liuhen.regulation.terms import Terms

ACTS = (INSPECTION_RECORD, SAMPLING, HEARING_RECORD, LICENCE_HEARING_RECORD)
_NAMES = {INSPECTION_RECORD.key: "现场检查", SAMPLING.key: "抽样", HEARING_RECORD.key: "听证", LICENCE_HEARING_RECORD.key: "听证"}


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Each such act has picture or sound from within its span, or was stated on the spot to be unsuitable for it."""
    acts = list(history.of(*ACTS))
    linked = links(history) if acts else []
    for act in acts:
        found, perhaps = covering(act, linked)
        first = min((link.begin for link in found if link.begin), default=None)
        told = act.get("recording_state") if act.told else None
        kept = first or (act.at if told in {"photo", "audio", "video"} else None)
        yield Duty(
            because=act,
            owes=Owed.RECORDING,
            do=f"上传{_NAMES[act.kind.key]}的音像记录",
            why=f"{_span(act)} {act.kind.title}，其间的照片、录音、录像都算",
            met=kept,
            unseen=kept is None and (perhaps or (act.told and told is None and history.partial)),
            breached=kept is None and told == "none",
            excused="" if kept else unsuitable(history, act),
        )


def unsuitable(history: History, act: Record) -> str:
    """The reason stated on the spot why the act was not recorded; one stated after it ended does not count."""
    if act.get("recording_unsuitable"):
        return str(act.get("unsuitable_reason") or "不适宜音像记录")
    for note in history.of(RECORDING_UNSUITABLE):
        if note.about == act.id and note.at.lo <= bounds(act)[1]:
            return str(note.get("reason") or "不适宜音像记录")
    return ""


def _span(act: Record) -> str:
    start, end = said(act.at), said(act.ended)
    return start if start == end else f"{start} 至 {end[11:] if start[:10] == end[:10] else end}"


PROVISION = Provision(
    basis=REG(12),
    title="检查、抽样、听证同时音像记录",
    triggers=ACTS,
    met_by=(RECORDING_LINKED, RECORDING_UNLINKED, RECORDING_UNSUITABLE),
    rule=rule,
)
