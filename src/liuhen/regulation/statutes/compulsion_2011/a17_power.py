"""第十七条  行政强制措施由法律、法规规定的行政机关在法定职权范围内实施，不得委托。"""

from collections.abc import Iterator

from liuhen.regulation.asking import PARTY_KINDS
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.initiation import CASE_REGISTRATION
from liuhen.regulation.kinds.measure import SEIZURE_DECISION
from liuhen.regulation.sources import COMPULSION_2011
from liuhen.regulation.terms import Terms


def capacity(history: History) -> str:
    """In what capacity the agency acts, as last stated: own, authorised, entrusted; empty where unstated."""
    stated = [str(record.get("capacity") or "") for record in history.of(CASE_REGISTRATION)]
    return next((value for value in reversed(stated) if value), "")


#: What such a title is called is a rule of a ministry or a government, or less; 实施…法办法 may be a local regulation, 国务院…规定 one of the State Council.
_LOWER = ("办法", "规定", "细则", "规则", "制度", "通知", "意见")
_PERHAPS = ("实施", "国务院")


def _ranked_too_low(title: str) -> bool:
    plain = title.partition("（")[0]
    return plain.endswith(_LOWER) and not any(word in plain.removesuffix("实施细则") for word in _PERHAPS)


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Nobody seals or seizes by entrustment, or without the law or regulation that grants it."""
    for seizure in history.of(SEIZURE_DECISION):
        if capacity(history) == "entrusted":
            yield Fault(
                because=seizure,
                wrong="受委托的组织不得实施行政强制措施，应由委托机关实施",
                gravity=Gravity.REVOCABLE,
                code="entrusted",
                blocks=("seizure_decision",),
            )
        if not seizure.told and not seizure.get("grants"):
            yield Fault(
                because=seizure,
                wrong="没有写明授权采取这项措施的法律、法规",
                gravity=Gravity.REVOCABLE,
                code="grants",
                field="grants",
                blocks=("seizure_decision",),
                mendable=True,
            )
        named = [str(item.get("title") or "") for item in seizure.get("grants") or () if isinstance(item, dict)]
        if named and all(_ranked_too_low(title) for title in named):
            yield Fault(
                because=seizure,
                wrong=f"《{named[0]}》看名称是规章或者规范性文件，只有法律、法规能授权查封、扣押，请核对依据",
                gravity=Gravity.NOTE,
                code="rank",
                field="grants",
                mendable=not seizure.stands,
            )


PROVISION = Provision(
    basis=COMPULSION_2011(17),
    title="强制措施不得委托，须有法律法规授权",
    triggers=(SEIZURE_DECISION,),
    met_by=PARTY_KINDS,
    rule=rule,
)
