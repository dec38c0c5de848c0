"""其他行政行为: the decision of an act that has no procedure of its own here (制度第一条、第二条)."""

from liuhen.regulation import usual
from liuhen.regulation.fields import Flag, Line, Number, Text
from liuhen.regulation.grammar import Kind, Opinion, Paper, Role, Stage
from liuhen.regulation.sources import REG

ACT_DECISION = Kind(
    key="act_decision",
    title="行政决定书",
    stage=Stage.DECISION,
    basis=(REG(2), REG(16)),
    issued=True,
    help="确认、裁决、给付、奖励等没有专门程序的行为，用这份决定书。写明作出什么决定、依据什么。",
    fields=(
        usual.party(),
        Line(key="act_kind", title="行为种类", help="行政确认、行政裁决、行政给付、行政奖励等。"),
        usual.facts("查明的事实"),
        usual.laws("basis", "依据", "authority"),
        Text(key="content", title="决定的内容", rows=4),
        Flag(key="to_perform", title="需要当事人履行"),
        Number(key="perform_days", title="履行期限", unit="日", least=1, when="to_perform"),
    ),
    parts=(Opinion("unit_head", "承办机构意见", role=Role.UNIT_HEAD), Opinion("head", "行政机关负责人意见", role=Role.HEAD)),
    paper=Paper(
        layout="notice",
        word="行决",
        addressee="party",
        body=(
            "行为种类：{act_kind}。",
            "经查，{facts}。",
            "依据{basis}的规定，本机关决定如下：",
            "{content}",
            "{?to_perform}请自收到本决定书之日起{perform_days}内履行。",
            usual.REMEDIES,
        ),
        remedies=True,
        copies="本决定书一式两份，一份送达当事人，一份存档。",
    ),
    aliases=("行政确认决定", "行政裁决", "行政给付决定", "其他行政决定"),
)
