"""第十二条  现场检查（勘验）、抽样、听证，同时作音像记录；不适宜音像记录的除外。其他方式根据需要。

照片、录音、录像都算；在记录的起止之内没有一样的，才是没有音像记录。不适宜由执法人员在现场说明。
"""

from collections.abc import Iterator

from liuhen.regulation.coverage import links
from liuhen.regulation.covering import act_of, filmed
from liuhen.regulation.filming import filming
from liuhen.regulation.grammar import Duty, Fault, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.investigation_notes import RECORDING_UNSUITABLE
from liuhen.regulation.kinds.recording import RECORDING_LINKED, RECORDING_UNLINKED
from liuhen.regulation.saying import said
from liuhen.regulation.sources import REG
from liuhen.regulation.terms import Terms

ACTS = filmed("inspection", "sampling", "hearing")


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Each such act has picture or sound from within its span, or was stated on the spot to be unsuitable for it."""
    records = list(history.of(*ACTS))
    linked = links(history) if records else []
    for record in records:
        if act := act_of(record):
            why = f"{_span(record)} {record.kind.title}，{act.begins}到{act.ends}，{act.counts}"
            yield filming(history, record, act, linked).duty(record, do=f"上传{act.title.partition('（')[0]}的音像记录", why=why)


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
