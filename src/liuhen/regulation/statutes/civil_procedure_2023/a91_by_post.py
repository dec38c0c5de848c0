"""第九十一条  邮寄送达的，以回执上注明的收件日期为送达日期。"""

from collections.abc import Iterator

from liuhen.regulation.asking import as_day
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.sources import CIVIL_PROCEDURE_2017, CIVIL_PROCEDURE_2021, CIVIL_PROCEDURE_2023
from liuhen.regulation.terms import Terms


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """A slip by post says the day on the receipt, and that day is no earlier than the posting; a told one has its own day."""
    for slip in history.of(PROOF_OF_SERVICE):
        if slip.get("way") != "post":
            continue
        received, posted = as_day(slip.get("received_on")), as_day(slip.get("posted"))
        if received is None and not slip.told:
            wrong = "没有写明回执上的收件日期，送达日期无从认定"
        elif received and posted and received < posted:
            wrong = f"回执上的收件日期 {received} 早于交邮日期 {posted}"
        else:
            continue
        yield Fault(
            because=slip,
            wrong=wrong,
            gravity=Gravity.IRREGULAR,
            code="received",
            field="received_on",
            mendable=not slip.parts,
        )


PROVISIONS = tuple(
    Provision(basis=source(article), title="邮寄送达以回执日期为准", triggers=(PROOF_OF_SERVICE,), rule=rule)
    for source, article in ((CIVIL_PROCEDURE_2023, 91), (CIVIL_PROCEDURE_2021, 91), (CIVIL_PROCEDURE_2017, 88))
)
