"""第二十五条  催告后无正当理由仍不履行的，由有权的机关按六种方式执行，各有记录；排除妨碍、恢复原状应当音像记录。"""

from collections.abc import Iterator

from liuhen.regulation.asking import about_party
from liuhen.regulation.coverage import links
from liuhen.regulation.covering import BY_KEY
from liuhen.regulation.filming import filming, unsuitable
from liuhen.regulation.grammar import Duty, Fault, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.enforcement import ADDITIONAL_FINE_DECISION, ENFORCEMENT_DECISION
from liuhen.regulation.kinds.enforcement_acts import (
    DEPOSIT_TRANSFER,
    GOODS_DISPOSAL,
    OBSTRUCTION_REMOVAL,
    OTHER_ENFORCEMENT,
    SUBSTITUTE_DECISION,
    SUBSTITUTE_RECORD,
)
from liuhen.regulation.kinds.enforcement_ends import ENFORCEMENT_ENDED
from liuhen.regulation.kinds.execution import PARTY_END
from liuhen.regulation.kinds.investigation_notes import RECORDING_UNSUITABLE
from liuhen.regulation.kinds.recording import RECORDING_LINKED, RECORDING_UNLINKED
from liuhen.regulation.saying import said
from liuhen.regulation.sources import REG
from liuhen.regulation.terms import Terms

#: The record that each way of a decision to enforce asks for.
RECORD_OF = {
    "additional": ADDITIONAL_FINE_DECISION,
    "transfer": DEPOSIT_TRANSFER,
    "disposal": GOODS_DISPOSAL,
    "obstruction": OBSTRUCTION_REMOVAL,
    "substitute": SUBSTITUTE_RECORD,
    "other": OTHER_ENFORCEMENT,
}
RECORDS = tuple(RECORD_OF.values())


def recorded(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """What was decided to be enforced has the record of its way."""
    for decision in history.of(ENFORCEMENT_DECISION, SUBSTITUTE_DECISION):
        if not decision.stands:
            continue
        kind = SUBSTITUTE_RECORD if decision.kind is SUBSTITUTE_DECISION else RECORD_OF.get(str(decision.get("way")))
        if kind is None:
            continue
        party = str(decision.get("party") or "")
        own = list(about_party(history, kind, party))
        done = [item for item in own if item.about == decision.id] or [
            item for item in own if not item.about or not item.at.before(decision.at)
        ]
        over = any(item.stands for end in (ENFORCEMENT_ENDED, PARTY_END) for item in about_party(history, end, party))
        yield Duty(
            because=decision,
            about=party,
            owes=kind,
            do=f"记录{kind.title.removesuffix('记录')}",
            why=f"{said(decision.effective or decision.at)} 决定执行，执行经过应当记录",
            met=done[0].submitted if done else None,
            excused="已经终结，没有再执行" if over and not done else "",
        )


def filmed(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """The removal of obstruction is always recorded in picture or sound: this article knows no exception, unlike the twelfth."""
    act = BY_KEY["obstruction"]
    records = list(history.of(*act.kinds))
    linked = links(history) if records else []
    for record in records:
        why = f"{said(record.at)} 实施，应当音像记录，{act.begins}到{act.ends}"
        if unsuitable(history, record) is not None:
            why += "；这一条没有不适宜的除外，确实无法录的，由负责人写明理由免办"
        yield filming(history, record, act, linked).duty(record, do="上传排除妨碍、恢复原状的音像记录", why=why)


PROVISIONS = (
    Provision(
        basis=REG(25), key="recorded", title="各种执行方式都有记录",
        triggers=(ENFORCEMENT_DECISION, SUBSTITUTE_DECISION), met_by=(*RECORDS, ENFORCEMENT_ENDED, PARTY_END), rule=recorded,
    ),
    Provision(
        basis=REG(25), key="filmed", title="排除妨碍、恢复原状音像记录",
        triggers=(OBSTRUCTION_REMOVAL,), met_by=(RECORDING_LINKED, RECORDING_UNLINKED, RECORDING_UNSUITABLE), rule=filmed,
    ),
)  # fmt: skip
