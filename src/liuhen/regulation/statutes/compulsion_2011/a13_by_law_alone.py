"""第十三条、第三十四条  行政强制执行由法律设定；法律没有规定行政机关强制执行的，申请人民法院强制执行。加处罚款不在此限（第四十五条）。"""

from collections.abc import Iterator

from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.enforcement import ENFORCEMENT_DECISION
from liuhen.regulation.kinds.enforcement_acts import DEPOSIT_TRANSFER, SUBSTITUTE_DECISION
from liuhen.regulation.kinds.initiation import CASE_REGISTRATION
from liuhen.regulation.sources import COMPULSION_2011
from liuhen.regulation.statutes.compulsion_2011.a17_power import capacity
from liuhen.regulation.terms import Terms

ACTS = (ENFORCEMENT_DECISION, DEPOSIT_TRANSFER, SUBSTITUTE_DECISION)
#: Norms that are no statute: a regulation of the State Council or a rule cannot grant enforcement.
_LOWER = ("条例", "办法", "规定", "细则", "规则", "制度")


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Each way of force names the statute that grants it, and is not used by entrustment."""
    for act in history.of(*ACTS):
        blocks = (act.kind.key,) if act.kind.issued else (f"{act.kind.key}.head",)
        granted = [item for item in act.get("grants") or () if isinstance(item, dict)]
        if capacity(history) == "entrusted":
            yield Fault(
                because=act, wrong="受委托的组织没有强制执行权，应当由委托机关申请人民法院强制执行", gravity=Gravity.REVOCABLE,
                code="entrusted", blocks=blocks,
            )  # fmt: skip
        if act.told and not granted:
            continue
        if not granted or all(str(item.get("title") or "").endswith(_LOWER) for item in granted):
            yield Fault(
                because=act,
                wrong="没有法律授予强制执行权，应当申请人民法院强制执行",
                gravity=Gravity.REVOCABLE,
                code="power",
                field="grants",
                blocks=blocks,
                mendable=not act.stands,
            )


PROVISION = Provision(
    basis=COMPULSION_2011(13),
    title="强制执行须有法律授权，否则申请法院",
    triggers=ACTS,
    met_by=(CASE_REGISTRATION,),
    rule=rule,
)
