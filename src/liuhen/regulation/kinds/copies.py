"""查阅、复制案卷: a request, the head's answer, what was given (制度第二十九条)."""

from liuhen.regulation import usual
from liuhen.regulation.fields import Choice, Column, Items, Line, Text
from liuhen.regulation.grammar import Kind, Opinion, OutsiderSigns, Paper, Role, Signer, Stage
from liuhen.regulation.sources import REG

COPY_REQUEST = Kind(
    key="copy_request",
    title="查阅（复制）案卷审批表",
    stage=Stage.ARCHIVING,
    basis=(REG(29),),
    help="当事人申请查阅、复制的，经负责人同意后提供；依法应当保密的不提供，写明理由。交给谁、交了什么由领取人签名。",
    fields=(
        usual.outsider("applicant", "申请人", asks=("name", "employer", "id_number", "phone")),
        Choice(
            key="relation", title="申请人的身份", law="制度第二十九条",
            options=(("party", "当事人"), ("agent", "当事人的代理人"), ("body", "其他单位")),
        ),
        Line(key="authority", title="委托书或者单位介绍信", when="relation!=party", help="写明文书名称和日期。"),
        usual.at("申请时间", prefill="now"),
        Text(key="purpose", title="用途", rows=2),
        Choice(key="way", title="申请的方式", options=(("view", "查阅"), ("copy", "复制"), ("both", "查阅并复制"))),
        Items(
            key="items", title="材料清单", help="一份一行，写明提供、遮蔽后提供还是不提供。", law="制度第二十九条",
            columns=(
                Column(key="name", title="材料名称", required=True, width=3),
                Column(key="pages", title="页数", type="number"),
                Column(
                    key="answer", title="处理", type="choice", required=True,
                    options=(("given", "提供"), ("masked", "遮蔽后提供"), ("withheld", "不提供")),
                ),
                Column(key="why", title="遮蔽或者不提供的理由", type="text", width=3),
            ),
        ),
        *usual.original(numbered=False),
    ),
    parts=(
        Opinion("head", "行政机关负责人意见", role=Role.HEAD),
        OutsiderSigns("receiver", "领取人签名", Signer.PERSON),
    ),
    paper=Paper(layout="form", volume="internal"),
    aliases=("查阅复制审批表", "案卷查阅申请", "案卷复制申请", "查阅案卷审批", "复制案卷审批"),
)  # fmt: skip
