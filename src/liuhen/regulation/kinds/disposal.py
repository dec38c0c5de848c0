"""没收物品的处理: what was confiscated and where it went (处罚法第七十四条)."""

from liuhen.regulation import usual
from liuhen.regulation.fields import Choice, Day, Line, Money, Text
from liuhen.regulation.grammar import Kind, OfficersSign, Opinion, Paper, Role, Stage
from liuhen.regulation.sources import PENALTY_2021, REG

CONFISCATED_GOODS = Kind(
    key="confiscated_goods",
    title="没收物品处理记录",
    stage=Stage.EXECUTION,
    basis=(REG(23), PENALTY_2021(74)),
    about=("penalty_decision",),
    help="没收的物品逐件列清，写明怎样处理、谁经手、什么时候。公开拍卖的款项全部上缴国库。",
    fields=(
        usual.party(prefill="about.party"),
        Line(key="decision_number", title="决定书文号", required=False, prefill="about.number"),
        usual.items("没收物品清单", help="与决定书上的没收物品一致，一件一行。", law="处罚法第七十四条"),
        Choice(
            key="way", title="处理方式", law="处罚法第七十四条",
            options=(("auction", "公开拍卖"), ("destroyed", "销毁"), ("handed_over", "移交"), ("other", "按国家有关规定的其他方式")),
        ),
        Text(key="destroy_basis", title="应当销毁的依据", rows=2, when="way=destroyed", help="写明法律、法规的名称和条款。"),
        Line(key="to", title="移交给哪个单位", when="way=handed_over", help="写全称，附对方的接收凭证。"),
        Text(key="rules", title="所依据的国家有关规定", rows=2, when="way=other"),
        usual.at("处理时间"),
        usual.place("处理地点", section="", required=False),
        Money(key="proceeds", title="拍卖所得款项", when="way=auction"),
        Money(key="paid_in", title="上缴国库的数额", when="way=auction", required=False, help="应当等于拍卖款。缴库以后填写。", law="处罚法第七十四条"),
        Day(key="paid_in_on", title="上缴国库的日期", when="way=auction", required=False),
        Line(key="receipt", title="缴库凭证号码", when="way=auction", required=False),
        usual.officers(section="", title="经手人", law="", help="不少于两人，销毁的两人都要在场。"),
        *usual.original(numbered=False),
    ),
    parts=(OfficersSign(title="经手人签名"), Opinion("head", "行政机关负责人意见", role=Role.HEAD)),
    paper=Paper(layout="form"),
    aliases=("罚没物品处理", "没收物品处置", "罚没物品处理记录", "没收物品销毁", "没收物品拍卖", "罚没财物处理"),
)  # fmt: skip
