"""第五十二条  出示执法证件，填写预定格式、编有号码的决定书，当场交付；拒绝签收的注明；报所属机关备案。"""

from collections.abc import Iterator

from liuhen.regulation.asking import day_of, shown, whole_day
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.handing import filing_of, handed
from liuhen.regulation.history import History
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.kinds.summary import SUMMARY_DECISION, SUMMARY_FILING
from liuhen.regulation.owed import Owed
from liuhen.regulation.saying import said
from liuhen.regulation.serving import proofs
from liuhen.regulation.sources import PENALTY_2021
from liuhen.regulation.terms import Terms

CLOSING = ("closing_report", "closing_report.head")
_ITEMS = (("facts", "违法行为"), ("penalties", "处罚种类"), ("basis", "处罚依据"), ("at", "时间"), ("place", "地点"))


def done(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Cards shown, the paper complete and handed over at once."""
    for decision in history.of(SUMMARY_DECISION):
        showing = shown(decision)
        yield Duty(
            because=decision, owes=Owed.SHOWN, do="出示执法证件并记录", why=f"{said(decision.at)} 当场处罚",
            met=decision.at if showing else None, unseen=showing is None, breached=showing is False, gravity=Gravity.IRREGULAR,
        )  # fmt: skip
        missing = {} if decision.told else {key: title for key, title in _ITEMS if not decision.get(key)}
        if missing:
            yield Fault(
                because=decision, wrong=f"决定书缺{'、'.join(missing.values())}", gravity=Gravity.IRREGULAR, code="items",
                mendable=True, blocks=("summary_decision",), field=next(iter(missing)),
            )  # fmt: skip
        if decision.stands:
            given = handed(decision)
            slip = min((proof.at for proof in proofs(history, decision)), default=None)
            # on the spot has no number of minutes; what comes on another day was not
            yield Duty(
                because=decision,
                owes=PROOF_OF_SERVICE,
                do="当场交付决定书",
                why="当场处罚决定书应当当场交付当事人",
                due=whole_day(day_of(decision.effective or decision.at)),
                met=given or slip,
                unseen=decision.told and given is None,
                gates=CLOSING,
                gravity=Gravity.IRREGULAR,
            )


def filed(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Each decision made on the spot is filed with the agency; the statute sets no day."""
    for decision in history.of(SUMMARY_DECISION):
        if not decision.stands:
            continue
        form = filing_of(history, decision)
        yield Duty(
            because=decision,
            owes=SUMMARY_FILING,
            do="报所属机关备案",
            why=f"{said(decision.effective or decision.at)} 当场处罚，报备案",
            met=form.submitted if form else None,
            gates=CLOSING,
            gravity=Gravity.IRREGULAR,
        )


PROVISIONS = (
    Provision(
        basis=PENALTY_2021(52), key="done", title="当场处罚的证件、文书和交付",
        triggers=(SUMMARY_DECISION,), met_by=(PROOF_OF_SERVICE,), rule=done,
    ),
    Provision(
        basis=PENALTY_2021(52), key="filed", title="当场处罚报备案",
        triggers=(SUMMARY_DECISION,), met_by=(SUMMARY_FILING,), rule=filed,
    ),
)  # fmt: skip
