"""第十九条  邮寄送达用挂号信或者特快专递，交寄登记、付邮凭证、回执三样都留存。"""

from collections.abc import Iterator

from liuhen.regulation.asking import as_day
from liuhen.regulation.delivering import mails
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.kinds.service_around import POSTING, SERVICE_ATTEMPT
from liuhen.regulation.owed import Owed
from liuhen.regulation.saying import said
from liuhen.regulation.serving import takes_effect
from liuhen.regulation.sources import REG
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import Instant

VOUCHERS = (("registration", Owed.POSTING_REGISTERED, "补附交寄登记"), ("postage", Owed.POSTAGE_PROVED, "补附付邮凭证"))


def vouchers(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """Each piece of mail has its registration, its proof of postage and, once it is back, its receipt; one duty each."""
    for mail, slip, returned in mails(history):
        posted = as_day(mail.get("posted"))
        number = f"，邮件号码 {mail['tracking']}" if mail.get("tracking") else ""
        why = f"{posted or said(mail.at)} 交邮{number}"
        papers = [mail, *([slip] if slip is not None and slip is not mail else [])]
        for key, owed, do in VOUCHERS:
            kept = any(paper.get(key) for paper in papers)
            yield _duty(mail, owed, do, why, mail.at if kept else None)
        receipt = slip is not None and bool(slip.get("return_receipt"))
        came = takes_effect(slip, terms) if slip is not None and receipt else None
        yield _duty(mail, Owed.RETURN_RECEIPT, "收回并留存邮件回执", why, came, excused="邮件退回，没有送到" if returned else "")


def _duty(mail: Record, owes: Owed, do: str, why: str, met: Instant | None, *, excused: str = "") -> Duty:
    untold = mail.told and met is None
    return Duty(
        because=mail, owes=owes, do=do, why=f"{why}，三样凭证都要留存", met=met, unseen=untold, excused="" if met else excused
    )


def registered(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Registered or express mail, with its number; anything else leaves no trace."""
    for mail, _, _ in mails(history):
        if mail.told and not mail.get("mail"):
            continue
        if mail.get("mail") not in {"registered", "express"} or not mail.get("tracking"):
            yield Fault(
                because=mail,
                wrong="没有写明挂号信或者特快专递及其号码",
                gravity=Gravity.NONCONFORMING,
                code="mail",
                field="mail",
                mendable=not mail.parts,
            )


PROVISIONS = (
    Provision(
        basis=REG(19),
        key="vouchers",
        title="邮寄送达留存三样凭证",
        triggers=(POSTING, PROOF_OF_SERVICE),
        met_by=(SERVICE_ATTEMPT,),
        rule=vouchers,
    ),
    Provision(basis=REG(19), key="mail", title="用挂号信或者特快专递", triggers=(POSTING, PROOF_OF_SERVICE), rule=registered),
)
