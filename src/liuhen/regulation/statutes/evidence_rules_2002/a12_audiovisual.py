"""第十二条  视听资料、电子数据注明制作方法、时间、制作人和证明对象；声音资料附文字记录。"""

from collections.abc import Iterator

from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.evidence_forms import EVIDENCE_EXPLANATION
from liuhen.regulation.kinds.investigation_evidence import EVIDENCE_ITEM
from liuhen.regulation.sources import EVIDENCE_RULES_2002
from liuhen.regulation.terms import Terms


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """How it was made stands on the item, or on an explanation about it."""
    explained = {item.about for item in history.of(EVIDENCE_EXPLANATION) if item.stands}
    for item in history.of(EVIDENCE_ITEM):
        if item.get("kind") not in {"audiovisual", "electronic"} or item.told or item.id in explained or item.get("method"):
            continue
        yield Fault(
            because=item,
            wrong="没有写明取得的方法和经过（设备、路径、时间来源、复制步骤）",
            gravity=Gravity.IRREGULAR,
            code="method",
            field="method",
            mendable=True,
        )


PROVISION = Provision(
    basis=EVIDENCE_RULES_2002(12),
    title="视听资料和电子数据注明来历",
    triggers=(EVIDENCE_ITEM,),
    met_by=(EVIDENCE_EXPLANATION,),
    rule=rule,
)
