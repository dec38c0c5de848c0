"""Fields on which a penalty is weighed: the same keys from the report over the notice to the decision, so that rules can compare them.

All may be left open: a ground that the law asks for only in some cases is asked for by the rule of that article.
"""

from typing import Any

from liuhen.regulation.fields import Choice, Choices, Field, Money, Text

TIERS = (("ordinary", "一般情形"), ("refused", "责令改正后拒不改正或者逾期未改正"), ("serious", "情节严重或者造成严重后果"))
#: 处罚法第三十二条.
MITIGATIONS = (
    ("relieved", "主动消除或者减轻违法行为危害后果"),
    ("coerced", "受他人胁迫或者诱骗实施违法行为"),
    ("confessed", "主动供述行政机关尚未掌握的违法行为"),
    ("merit", "配合行政机关查处违法行为有立功表现"),
    ("age", "已满十四周岁不满十八周岁"),
    ("law", "法律、法规、规章规定的其他情形"),
)
#: 处罚法第三十一条.
MENTAL = (
    ("none", "不能辨认或者不能控制自己行为"),
    ("partial", "尚未完全丧失辨认或者控制自己行为能力"),
    ("lucid", "间歇性精神病人，行为时精神正常"),
)
LIABLE = (("self", "违法行为人本身"), ("person", "单位的直接负责的主管人员和其他直接责任人员"))


def weighing(*, section: str, prefill: str = "") -> tuple[Field, ...]:
    """What the range, its tier and its grounds are judged by."""

    def said(key: str) -> dict[str, Any]:
        return {"section": section, "required": False, **({"prefill": f"{prefill}.{key}"} if prefill else {})}

    return (
        Choice(key="tier", title="情节", options=TIERS, help="罚则分档的，选适用哪一档。没有分档的不填。", **said("tier")),
        Money(key="gain", title="违法所得", help="按违法所得倍数处罚的，写认定的数额；没有违法所得的写0。", **said("gain")),
        Money(key="turnover", title="违法经营额", help="按违法经营额倍数处罚的，写认定的数额。", **said("turnover")),
        Choices(
            key="mitigation", title="从轻、减轻的法定情形", options=MITIGATIONS, law="处罚法第三十二条",
            help="低于法定幅度的，应当有其中一种情形并在裁量理由中写明证据。", **said("mitigation"),
        ),
        Choice(key="liable", title="责任主体", options=LIABLE, help="罚则同时处罚单位和责任人员的，写明这一份对哪一种。", **said("liable")),
        Text(
            key="leniency", title="不予处罚清单的适用", rows=2, law="处罚法第三十三条",
            help="案由在本局首违不罚、轻微不罚清单里而仍予处罚的，写明为什么。不在清单里的不填。", **said("leniency"),
        ),
        Text(
            key="basis_reason", title="选用这一处罚依据的理由", rows=2, law="处罚法第二十九条",
            help="几部法律都有规定的，写明为什么用这一部。只有一部的不填。", **said("basis_reason"),
        ),
    )  # fmt: skip


def mental(*, section: str) -> Field:
    """Whether the party knew what he did; asked only where it is in doubt."""
    return Choice(
        key="mental", title="当事人的辨认和控制能力", options=MENTAL, section=section, required=False, law="处罚法第三十一条",
        help="当事人是精神病人、智力残疾人的才填，附鉴定意见。",
    )  # fmt: skip
