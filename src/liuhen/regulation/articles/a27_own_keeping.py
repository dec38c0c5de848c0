"""第二十七条  音像记录不得由执法人员自行保管：存在专用存储器里的，保管人不是录制人。"""

from collections.abc import Iterator, Mapping
from typing import Any

from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.kept_elsewhere import KEPT_ELSEWHERE, KEPT_ELSEWHERE_MOVED
from liuhen.regulation.kinds.recording import RECORDING_STORED
from liuhen.regulation.sources import REG
from liuhen.regulation.terms import Terms


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Whoever took it does not keep it; one that is in the system as well is in nobody's own keeping."""
    kept = next(history.of(KEPT_ELSEWHERE), None)
    if kept is None or next(history.of(RECORDING_STORED), None) is not None:
        return
    newest = max((kept, *history.of(KEPT_ELSEWHERE_MOVED)), key=lambda record: record.entry.seq)
    taken_by = _id(kept["taken_by"])
    if taken_by and taken_by == _id(newest["keeper"]):
        yield Fault(
            because=newest,
            wrong=f"{newest['keeper']['name']}自己录制的音像由自己保管。请移交本机关指定的保管人",
            gravity=Gravity.NONCONFORMING,
            code="own_keeping",
            field="keeper",
            mendable=True,
        )


def _id(person: Any) -> str:
    return str(person.get("id") or "") if isinstance(person, Mapping) else ""


PROVISION = Provision(
    basis=REG(27),
    key="own_keeping",
    title="音像记录不得自行保管",
    triggers=(KEPT_ELSEWHERE, KEPT_ELSEWHERE_MOVED),
    met_by=(RECORDING_STORED,),
    reads="recording",
    rule=rule,
)
