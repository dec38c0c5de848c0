"""第六十一条第二款  当事人同意并签订确认书的，可以用传真、电子邮件等方式送达；先签确认书，后送达。"""

from collections.abc import Iterator

from liuhen.regulation.delivering import confirmed
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.kinds.service_around import ADDRESS_CONFIRMED
from liuhen.regulation.saying import said
from liuhen.regulation.sources import PENALTY_2021
from liuhen.regulation.terms import Terms


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """A confirmation that the party signed before; and the address is the one confirmed."""
    for slip in history.of(PROOF_OF_SERVICE):
        if slip.get("way") != "electronic":
            continue
        papers = confirmed(history, str(slip.get("party") or ""))
        before = next((paper for paper in papers if _signed_before(paper, slip) is True), None)
        unsure = any(_signed_before(paper, slip) is None for paper in papers)
        yield Duty(
            because=slip,
            owes=ADDRESS_CONFIRMED,
            do="请当事人先签送达地址确认书",
            why=f"{said(slip.at)} 电子送达，当事人同意并签订确认书才算送达",
            due=slip.at,
            met=before.at if before else None,
            unseen=before is None and (unsure or slip.told),
            breached=before is None and not unsure and not slip.told,
            gravity=Gravity.REVOCABLE,
        )
        # the address of that day: one confirmed afterwards is for what is served afterwards
        latest = next((paper for paper in reversed(papers) if _signed_before(paper, slip) is not False), None)
        if latest is not None and slip.get("address") and latest.get("address") != slip["address"]:
            yield Fault(
                because=slip,
                wrong=f"电子送达地址与确认书上的“{latest.get('address') or '（空）'}”不一致",
                gravity=Gravity.IRREGULAR,
                code="address",
                field="address",
                mendable=not slip.parts,
            )


def _signed_before(paper: Record, slip: Record) -> bool | None:
    signed = paper.at if paper.told else paper.completed
    return signed.by(slip.at) if signed is not None else False


PROVISION = Provision(
    basis=PENALTY_2021(61, "第二款"),
    key="electronic",
    title="电子送达先签确认书",
    triggers=(PROOF_OF_SERVICE,),
    met_by=(ADDRESS_CONFIRMED,),
    rule=rule,
)
