"""What is imposed: the same keys from the report over the notice to the decision, so that rules can compare them (处罚法第九条)."""

from typing import Any

from liuhen.regulation.fields import Choice, Choices, Field, Money, Number, Text

#: Kinds of penalty (处罚法第九条); values are stable.
PENALTIES = (
    ("warning", "警告"),
    ("criticism", "通报批评"),
    ("fine", "罚款"),
    ("confiscation", "没收违法所得"),
    ("confiscation_goods", "没收非法财物"),
    ("suspension_licence", "暂扣许可证件"),
    ("downgrade", "降低资质等级"),
    ("revocation", "吊销许可证件"),
    ("restriction", "限制开展生产经营活动"),
    ("suspension", "责令停产停业"),
    ("closure", "责令关闭"),
    ("employment_ban", "限制从业"),
    ("other", "法律、行政法规规定的其他行政处罚"),
)
#: How long a business stays closed is counted as the penal clause counts it, or in days.
SUSPENSION_UNITS = (("months", "个月"), ("days", "日"))


def penalty(*, section: str = "处罚内容", required: bool = True, prefill: str = "") -> tuple[Field, ...]:
    """What is proposed, concluded or decided: the same keys from the report to the decision, so that they can be compared."""
    source = {"prefill": f"{prefill}.{{}}"} if prefill else {}

    def said(key: str) -> dict[str, Any]:
        return {"section": section, **({"prefill": source["prefill"].format(key)} if source else {})}

    return (
        Choices(key="penalties", title="处罚种类", help="并处的都选上，罚款和没收的数额分别填写。", options=PENALTIES, required=required, law="处罚法第九条", **said("penalties")),
        Money(key="fine", title="罚款数额", help="以元为单位，印出时加注大写。", when="penalties=fine", **said("fine")),
        Money(key="confiscation", title="没收违法所得数额", help="以元为单位，计算过程写在证据或者报告里。", when="penalties=confiscation", **said("confiscation")),
        Text(
            key="goods", title="没收的非法财物", when="penalties=confiscation_goods", rows=2,
            help="写明名称、数量，并与物品清单一致。", **said("goods"),
        ),
        Money(key="goods_value", title="没收财物的价值", when="penalties=confiscation_goods", help="价值较大的要告知听证权利。", **{**said("goods_value"), "required": False}),
        Text(
            key="penalty", title="其他处罚内容", required=False, rows=2,
            help="吊销的证件名称和编号等，罚款、没收和停业期限之外的内容写在这里。", **said("penalty"),
        ),
        Number(
            key="suspension", title="停业整顿的期限", when="penalties=suspension", least=1, help="与罚则的期限核对。", **{**said("suspension"), "required": False},
        ),
        Choice(
            key="suspension_unit", title="期限的单位", when="penalties=suspension", options=SUSPENSION_UNITS, **{**said("suspension_unit"), "required": False},
        ),
    )  # fmt: skip


#: The paragraphs in which a penalty is printed; each is left out where it does not apply.
PENALTY_WORDS = (
    "处罚种类：{penalties}。",
    "{?penalties=fine}罚款：人民币{fine}。",
    "{?penalties=confiscation}没收违法所得：人民币{confiscation}。",
    "{?penalties=confiscation_goods}没收非法财物：{goods}。",
    "{?penalties=suspension}停业整顿的期限：{suspension}{suspension_unit}。",
    "其他：{penalty}。",
)
