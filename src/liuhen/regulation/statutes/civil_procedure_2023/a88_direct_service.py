"""第八十七、八十八条  送达有回证，由受送达人签收；本人不在的交同住成年家属，单位的交法定代表人、主要负责人或者负责收件的人，也可以交代理人、代收人。"""

from collections.abc import Iterator

from liuhen.regulation.asking import parties
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision, Verdict
from liuhen.regulation.history import History
from liuhen.regulation.kinds.initiation import CASE_CHANGED, CASE_REGISTRATION, INITIATION_APPROVAL
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.saying import said
from liuhen.regulation.sources import CIVIL_PROCEDURE_2017, CIVIL_PROCEDURE_2021, CIVIL_PROCEDURE_2023
from liuhen.regulation.terms import Terms

_RELATIONS: dict[str, str] = dict(getattr(PROOF_OF_SERVICE.field("relation"), "options", ()))
FOR_CITIZENS = {"self", "family", "agent", "appointed"}
FOR_ORGANISATIONS = {"legal_representative", "person_in_charge", "mail_clerk", "agent", "appointed"}


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """The slip is signed for by somebody the law lets sign; his day is the day of service. Who refuses is served by leaving."""
    everybody = parties(history)
    for slip in history.of(PROOF_OF_SERVICE):
        if slip.get("way") not in {"direct", None, ""}:
            continue
        view = slip.part("recipient")
        untold = view is not None and view.verdict == Verdict.UNTOLD
        party = everybody.get(str(slip.get("party") or ""), {})
        allowed = FOR_ORGANISATIONS if party.get("type") == "organisation" else FOR_CITIZENS
        relation = slip.get("relation")
        yield Duty(
            because=slip,
            owes=slip.kind.part("recipient"),
            do="请签收人签收并注明日期",
            why=f"{said(slip.at)} 送达",
            met=None if untold or (view is not None and view.verdict == Verdict.DECLINED) else view,
            unseen=untold,
            gravity=Gravity.REVOCABLE,
        )
        if relation and party.get("type") and relation not in allowed:
            yield Fault(
                because=slip,
                wrong=f"{_RELATIONS.get(relation, relation)}签收，不属于可以代{party.get('name', '当事人')}签收的人",
                gravity=Gravity.IRREGULAR,
                code="relation",
                field="relation",
                mendable=not slip.parts,
            )


PROVISIONS = tuple(
    Provision(
        basis=source(article),
        title="直接送达由有权的人签收",
        triggers=(PROOF_OF_SERVICE,),
        met_by=(CASE_REGISTRATION, CASE_CHANGED, INITIATION_APPROVAL),
        rule=rule,
    )
    for source, article in ((CIVIL_PROCEDURE_2023, 88), (CIVIL_PROCEDURE_2021, 88), (CIVIL_PROCEDURE_2017, 85))
)
