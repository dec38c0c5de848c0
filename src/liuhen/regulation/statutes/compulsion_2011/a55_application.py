"""第五十五条  申请应当提供申请书、决定书及事实理由依据、当事人的意见和催告情况、标的情况；申请书由负责人签名。"""

from collections.abc import Iterator

from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision, Role
from liuhen.regulation.history import History
from liuhen.regulation.kinds.court import COURT_APPLICATION
from liuhen.regulation.saying import said
from liuhen.regulation.sources import COMPULSION_2011
from liuhen.regulation.terms import Terms

_ITEMS = (("facts", "决定的事实、理由和依据"), ("opinion", "当事人的意见"), ("demanded", "催告情况"), ("object", "标的情况"))


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """The application says all that the court needs, and a head signed it."""
    for application in history.of(COURT_APPLICATION):
        if application.told:
            continue
        missing = [title for key, title in _ITEMS if not application.get(key)]
        if missing:
            yield Fault(
                because=application, wrong=f"申请书缺{'、'.join(missing)}", gravity=Gravity.IRREGULAR, code="items", mendable=True,
                blocks=("court_application",),
            )  # fmt: skip
        yield Duty(
            because=application,
            owes=COURT_APPLICATION.part("head"),
            do="负责人在申请书上签名",
            why=f"{said(application.at)} 的强制执行申请书由负责人签名",
            met=application.part("head"),
            role=Role.HEAD,
            gates=("court_application",),
            gravity=Gravity.IRREGULAR,
        )


PROVISION = Provision(basis=COMPULSION_2011(55), title="强制执行申请书的内容和签名", triggers=(COURT_APPLICATION,), rule=rule)
