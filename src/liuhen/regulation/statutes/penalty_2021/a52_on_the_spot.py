"""第五十二条  出示执法证件，填写预定格式、编有号码的决定书，当场交付；拒绝签收的注明；报所属机关备案。"""

from collections.abc import Iterator

from liuhen.regulation.asking import day_of, shown, whole_day
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.handing import HANDING_KINDS, filing_of, handed, handing
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.kinds.summary import SUMMARY_DECISION, SUMMARY_FILING
from liuhen.regulation.owed import Owed
from liuhen.regulation.saying import said
from liuhen.regulation.serving import proofs
from liuhen.regulation.sources import PENALTY_2021
from liuhen.regulation.terms import Terms

CLOSING = ("closing_report", "closing_report.head")
_ITEMS = (("facts", "违法行为"), ("penalties", "处罚种类"), ("basis", "处罚依据"), ("at", "时间"), ("place", "地点"))
#: What was sent and does not count as handed over.
_NOT_GIVEN = {"electronic": "电子送达，当事人没有先签确认书，不算送达"}


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
            given = handed(history, decision)
            slip = min((proof.at for proof in proofs(history, decision)), default=None)
            # on the spot has no number of minutes; what comes on another day was not
            yield Duty(
                because=decision,
                owes=PROOF_OF_SERVICE,
                do="当场交付决定书" if given or not handing(history, decision) else "送达决定书",
                why=_why(history, decision),
                due=whole_day(day_of(decision.effective or decision.at)),
                met=given or slip,
                unseen=decision.told and given is None,
                gates=CLOSING,
                gravity=Gravity.IRREGULAR,
            )


def _why(history: History, decision: Record) -> str:
    """What is asked, and where it stands: whether it was said that it could not be handed over."""
    asked = "当场处罚决定书应当当场交付当事人"
    stated = handing(history, decision)
    if stated is None or handed(history, decision) is not None:
        return asked
    reason = f"（{stated['reason']}）" if stated.get("reason") else ""
    how = _NOT_GIVEN.get(str(stated.get("way")), f"记明没有交成{reason}，送达后填送达回证")
    return f"{asked}；{said(stated.at)} {how}"


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
        triggers=(SUMMARY_DECISION,), met_by=(PROOF_OF_SERVICE, *HANDING_KINDS), rule=done,
    ),
    Provision(
        basis=PENALTY_2021(52), key="filed", title="当场处罚报备案",
        triggers=(SUMMARY_DECISION,), met_by=(SUMMARY_FILING,), rule=filed,
    ),
)  # fmt: skip
