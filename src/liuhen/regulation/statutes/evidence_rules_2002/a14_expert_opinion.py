"""第十四条  鉴定意见载明委托人和委托事项、提交的材料、依据和技术手段、鉴定资格，由鉴定人签名、机构盖章；推断的写明分析过程。"""

from collections.abc import Iterator

from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.expertise import APPRAISAL_OPINION
from liuhen.regulation.owed import Owed
from liuhen.regulation.saying import said
from liuhen.regulation.sources import EVIDENCE_RULES_2002
from liuhen.regulation.terms import Terms

ITEMS = (
    ("asked_by", "委托人"),
    ("matter", "委托鉴定的事项"),
    ("material", "送交的材料"),
    ("grounds", "依据和技术手段"),
    ("analysis", "分析过程"),
    ("conclusion", "鉴定意见"),
    ("sealed", "机构公章"),
)


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """All of the items; an opinion that lacks one goes back to be completed."""
    for opinion in history.of(APPRAISAL_OPINION):
        lacking = list(_lacking(opinion))
        bare = opinion.told and not any(opinion.get(key) for key, _ in ITEMS)
        yield Duty(
            because=opinion,
            owes=Owed.OPINION_ITEMS,
            do="请鉴定机构补正",
            why=f"{said(opinion.at)} 鉴定意见，缺{'、'.join(lacking)}" if lacking else f"{said(opinion.at)} 鉴定意见，各项齐全",
            met=None if lacking else opinion.at,
            unseen=bare,
            gravity=Gravity.IRREGULAR,
            missing="、".join(lacking),
        )


def _lacking(opinion: Record) -> Iterator[str]:
    yield from (name for key, name in ITEMS if not opinion.get(key))
    experts = [row for row in opinion.get("experts") or () if isinstance(row, dict)]
    if not experts or any(not row.get("qualification") for row in experts):
        yield "鉴定资格"
    if not experts or any(row.get("signed") != "yes" for row in experts):
        yield "鉴定人签名"


PROVISION = Provision(basis=EVIDENCE_RULES_2002(14), title="鉴定意见载明法定各项", triggers=(APPRAISAL_OPINION,), rule=rule)
