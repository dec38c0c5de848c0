"""结案条件：每个当事人都有终结的记录，才能结案。"""

from collections.abc import Iterator

from liuhen.regulation.asking import PARTY_KINDS, name_of
from liuhen.regulation.ending import END_KINDS, ends
from liuhen.regulation.grammar import Duty, Fault, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.archiving import CLOSING_REPORT
from liuhen.regulation.kinds.decision_papers import PENALTY_DECISION
from liuhen.regulation.kinds.execution import PARTY_END
from liuhen.regulation.saying import said
from liuhen.regulation.serving import decision_for, ended_otherwise
from liuhen.regulation.sources import PRACTICE
from liuhen.regulation.terms import Terms

CLOSING = ("closing_report", "closing_report.head")


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """From the decision about a party on (or the closing report), its end is owed before the case is closed."""
    closing = next(history.of(CLOSING_REPORT), None)
    found, everybody = ends(history)
    for party in everybody:
        because = decision_for(history, party) or ended_otherwise(history, party) or closing
        if because is None:
            continue
        end = found.get(party)
        yield Duty(
            because=because,
            about=party,
            owes=PARTY_END,
            do="记录当事人处理终结",
            why=f"{name_of(party, everybody)}{said(because.at)} {because.kind.title}之后，履行完毕或者以其他方式终结的记一次",
            met=end.record.at if end else None,
            gates=CLOSING,
        )


PROVISION = Provision(
    basis=PRACTICE("结案条件"),
    title="每个当事人都已终结",
    triggers=(*END_KINDS, CLOSING_REPORT, PENALTY_DECISION),
    met_by=PARTY_KINDS,
    rule=rule,
)
