"""结案条件：每个当事人都有终结的记录，才能结案。"""

from collections.abc import Iterator

from liuhen.regulation.asking import PARTY_KINDS, about_party, name_of
from liuhen.regulation.ending import END_KINDS, End, ends
from liuhen.regulation.grammar import Duty, Fault, Kind, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.archiving import CLOSING_REPORT
from liuhen.regulation.kinds.assistance import TRANSFER_ANSWER
from liuhen.regulation.kinds.decision_papers import CASE_TRANSFERRED, NO_PENALTY_DECISION, PENALTY_DECISION
from liuhen.regulation.kinds.execution import PARTY_END
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.saying import said
from liuhen.regulation.serving import decision_for, ended_otherwise, proofs
from liuhen.regulation.sources import PRACTICE
from liuhen.regulation.terms import Terms

CLOSING = ("closing_report", "closing_report.head")
#: Answers by which whoever was sent the case has it.
_TAKEN = frozenset({"received", "filed", "accepted"})
_END: tuple[Kind, str, str] = (PARTY_END, "记录当事人处理终结", "")


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """From the decision about a party on (or the closing report), its end is owed before the case is closed."""
    closing = next(history.of(CLOSING_REPORT), None)
    found, everybody = ends(history)
    for party in everybody:
        because = decision_for(history, party) or ended_otherwise(history, party) or closing
        if because is None:
            continue
        end = found.get(party)
        owes, do, early = _not_yet(history, party, end) if end else _END
        yield Duty(
            because=because,
            about=party,
            owes=owes,
            do=do,
            why=f"{name_of(party, everybody)}{said(because.at)} {because.kind.title}之后，履行完毕或者以其他方式终结的记一次"
            + early,
            met=end.record.at if end and not early else None,
            gates=CLOSING,
        )


def _not_yet(history: History, party: str, end: End) -> tuple[Kind, str, str]:
    """Why an end that was entered here is none yet: no penalty ends a matter once served, a transfer once accepted (practice.md 15)."""
    ground = end.record.get("ground") if end.record.kind is PARTY_END and not end.record.told else ""
    if ground == "no_penalty":
        papers = [paper for paper in about_party(history, NO_PENALTY_DECISION, party) if paper.stands and not paper.told]
        if papers and not any(True for paper in papers for _ in proofs(history, paper, party)):
            return PROOF_OF_SERVICE, "送达不予行政处罚决定书", "；不予行政处罚决定书还没有送达"
    if ground == "transferred":
        letters = [letter for letter in about_party(history, CASE_TRANSFERRED, party) if letter.stands and not letter.told]
        answered = any(answer.get("result") in _TAKEN for answer in history.of(TRANSFER_ANSWER))
        if letters and not answered and not any(letter.get("accepted") for letter in letters):
            return TRANSFER_ANSWER, "登记移送案件的回执", "；移送还没有对方接收的回执"
    return _END


PROVISION = Provision(
    basis=PRACTICE("结案条件"),
    title="每个当事人都已终结",
    triggers=(*END_KINDS, CLOSING_REPORT, PENALTY_DECISION),
    met_by=(PROOF_OF_SERVICE, TRANSFER_ANSWER, *PARTY_KINDS),
    rule=rule,
)
