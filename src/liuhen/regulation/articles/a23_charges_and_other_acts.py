"""第二十三条  作出决定后，记录当事人履行的情况：征收、收费的缴款，其他决定的履行。（处罚决定见 a23_performance.py。）"""

from collections.abc import Iterator

from liuhen.regulation.asking import PARTY_KINDS, about_party, name_of, parties
from liuhen.regulation.calendar import days
from liuhen.regulation.charging import CHARGES, MOVES, of_charge
from liuhen.regulation.grammar import Duty, Fault, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.acting import ACT_DECISION
from liuhen.regulation.kinds.charging import CHARGE_PAYMENT, CHARGE_REDUCED
from liuhen.regulation.kinds.execution import PARTY_END, PERFORMANCE
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.saying import said, until
from liuhen.regulation.serving import made, served, takes_effect
from liuhen.regulation.sources import REG
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import Instant


def performed(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """Each sum asked for, and each decision that is to be performed, has the performance on record."""
    for charge in history.of(*CHARGES):
        if charge.stands:
            waived = [one for one in of_charge(history, CHARGE_REDUCED, charge) if one.get("how") == "exempted"]
            paid = list(of_charge(history, CHARGE_PAYMENT, charge))
            yield _duty(history, charge, [*paid, *waived], "记录缴款", _by(history, charge, "pay_days", terms))
    for act in history.of(ACT_DECISION):
        if act.stands and act.get("to_perform"):
            done = [one for one in about_party(history, PERFORMANCE, str(act.get("party") or "")) if one.stands]
            yield _duty(history, act, done, "记录履行情况", _by(history, act, "perform_days", terms))


def _by(history: History, paper: Record, key: str, terms: Terms) -> Instant | None:
    """The last day that the paper sets, counted from its service; None where it sets none or was not yet served."""
    slip, count = served(history, paper, terms), str(paper.get(key) or "")
    return terms.due(takes_effect(slip, terms), days(int(count))) if slip is not None and count.isdecimal() else None


def _duty(history: History, paper: Record, done: list[Record], do: str, last: Instant | None) -> Duty:
    party, everybody = str(paper.get("party") or ""), parties(history)
    ended = [end for end in about_party(history, PARTY_END, party) if end.stands]
    first = min([*done, *ended], key=lambda record: record.at, default=None)
    why = f"{name_of(party, everybody)}{said(made(paper))} 作出，履行的情况要记"
    return Duty(
        because=paper,
        about=party,
        owes=PERFORMANCE if paper.kind is ACT_DECISION else CHARGE_PAYMENT,
        do=do,
        why=f"{why}；履行期限到 {until(last)}" if last else why,
        met=first,
    )


PROVISION = Provision(
    basis=REG(23),
    key="acts",
    title="记录缴款和其他决定的履行",
    triggers=(*CHARGES, ACT_DECISION),
    met_by=(*MOVES, PERFORMANCE, PARTY_END, PROOF_OF_SERVICE, *PARTY_KINDS),
    rule=performed,
)
