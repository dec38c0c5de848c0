"""协助和移送: asking another body for help, handing a suspected crime to the police, their answers (处罚法第二十六条、第二十七条)."""

from liuhen.regulation import usual
from liuhen.regulation.fields import Choice, Day, Flag, Line, Text
from liuhen.regulation.grammar import Kind, OfficersSign, Opinion, Paper, Role, Stage, Told
from liuhen.regulation.sources import PENALTY_2021, REG, TRANSFER_2020

ASSISTANCE_LETTER = Kind(
    key="assistance_letter",
    title="协助调查函",
    stage=Stage.INVESTIGATION,
    basis=(PENALTY_2021(26),),
    about=("initiation_approval", "evidence_notice"),
    issued=True,
    help="请别的机关协助查证。写明要查什么、为什么、什么时候要。",
    fields=(
        Line(key="to", title="协助机关"),
        usual.facts("案件简要情况", rows=3, prefill="case.facts"),
        Text(key="matter", title="请求协助的事项", rows=3, law="处罚法第二十六条", help="逐项写，协助机关职权范围之内的。"),
        Day(key="until", title="希望答复的日期", required=False),
        usual.officers(),
        *usual.original(),
    ),
    parts=(Opinion("unit_head", "承办机构意见", role=Role.UNIT_HEAD),),
    paper=Paper(
        layout="notice",
        word="协",
        addressee="to",
        body=(
            "本机关正在办理涉嫌{cause}一案。{facts}。",
            "因办案需要，依据《中华人民共和国行政处罚法》第二十六条的规定，请你单位协助查证下列事项：",
            "{matter}。",
            "请于{until}前将结果书面告知本机关。",
            "行政执法人员：{officers_line}",
            "联系方式：{contact}",
        ),
        copies="本函一式两份，一份送协助机关，一份存入案卷。",
    ),
    aliases=("协查函", "协助函", "发函协查", "请求协助", "协助请求函", "发函"),
    told=usual.NUMBER_TOLD,
)

ASSISTANCE_REPLY = Kind(
    key="assistance_reply",
    title="协助调查结果",
    stage=Stage.INVESTIGATION,
    basis=(PENALTY_2021(26),),
    about=("assistance_letter",),
    help="协助机关的答复。没有答复或者不予协助的也记。",
    fields=(
        Line(key="body", title="协助机关", prefill="about.to"),
        usual.at("收到时间", prefill="now"),
        Choice(
            key="result",
            title="答复",
            options=(("answered", "已协助"), ("part", "部分协助"), ("declined", "不予协助"), ("wrong", "不属于其职权")),
        ),
        Text(key="text", title="答复内容", rows=4),
        *usual.original(),
    ),
    paper=Paper(layout="form"),
    aliases=("协助调查结果函", "复函", "协查复函", "协查结果", "收到复函", "协助结果函"),
    told=(Told(pattern=r"不予协助|拒绝协助", field="result", value="declined"), *usual.NUMBER_TOLD),
)

TRANSFER_REPORT = Kind(
    key="transfer_report",
    title="移送涉嫌犯罪案件报告",
    stage=Stage.DECISION,
    basis=(TRANSFER_2020(5), PENALTY_2021(27)),
    about=("investigation_report", "initiation_approval"),
    help="两名以上执法人员核实后提出。负责人三日内决定，批准的二十四小时内移送，不批准的写明理由。",
    fields=(
        usual.party(required=False),
        usual.facts("涉嫌犯罪的事实", rows=6, prefill="investigation_report.facts"),
        Line(key="crime", title="涉嫌的罪名"),
        usual.reason("认为涉嫌犯罪的理由", rows=3, help="金额、情节、后果达到的立案追诉标准。"),
        Line(key="to", title="拟移送的公安机关"),
        usual.officers(help="专案人员不少于两人。"),
    ),
    parts=(
        OfficersSign(title="专案人员签名"),
        Opinion("unit_head", "承办机构意见", role=Role.UNIT_HEAD),
        Opinion("head", "行政机关正职负责人或者主持工作的负责人意见", role=Role.HEAD),
    ),
    paper=Paper(layout="form", volume="internal"),
    aliases=("涉嫌犯罪案件情况调查报告", "移送报告", "涉嫌犯罪移送审批", "移送审批"),
    told=usual.APPROVED_TOLD,
)

TRANSFER_ANSWER = Kind(
    key="transfer_answer",
    title="移送案件回执和处理结果",
    stage=Stage.DECISION,
    basis=(TRANSFER_2020(12), PENALTY_2021(27)),
    about=("case_transferred",),
    help="对方签收、立案或者不立案、退回，收到通知书当天记。公安机关立案的，三日内移交涉案物品和材料。",
    fields=(
        Line(key="body", title="答复机关", prefill="about.to"),
        Choice(
            key="result", title="结果",
            options=(("received", "已签收"), ("filed", "已立案"), ("not_filed", "不予立案"), ("returned", "退回，不属于其管辖"), ("accepted", "已接收办理")),
        ),
        usual.at("收到时间", prefill="now"),
        Flag(key="items", title="本机关有涉案物品或者材料要移交", help="没有的不勾选。"),
        Text(key="note", title="说明", rows=3, required=False, help="不立案的写理由，以及是否提请复议、建议立案监督。"),
        *usual.original(),
    ),
    paper=Paper(layout="form"),
    aliases=("移送回执", "公安立案通知", "公安机关立案", "不予立案通知书", "立案告知书", "移送接收回执", "移送案件处理结果"),
    told=(
        Told(pattern=r"不予立案|不立案", field="result", value="not_filed"),
        Told(pattern=r"立案", field="result", value="filed"),
        Told(pattern=r"退回", field="result", value="returned"),
        Told(pattern=r"接收|签收", field="result", value="received"),
        *usual.NUMBER_TOLD,
    ),
)  # fmt: skip

DECISION_CHANGED = Kind(
    key="decision_changed",
    title="变更（撤销）行政处罚决定书",
    stage=Stage.EXECUTION,
    basis=(PENALTY_2021(75), REG(23)),
    about=("penalty_decision",),
    issued=True,
    help="自己发现决定有错的，主动改正。复议机关或者法院变更、撤销的，记入行政复议、行政诉讼情况，不用这一份。已经公示的，三个工作日内撤回。",
    fields=(
        usual.party(prefill="about.party"),
        Line(key="decision_number", title="原决定书文号", prefill="about.number"),
        Choice(key="result", title="处理", options=(("changed", "变更"), ("revoked", "撤销"), ("unlawful", "确认违法"), ("void", "确认无效"))),
        usual.reason("理由", rows=4),
        usual.laws("basis", "依据", "penal"),
        Text(key="content", title="变更后的内容", rows=3, when="result=changed", help="变更不得比原决定更重。"),
        *usual.original(),
    ),
    parts=(
        Opinion("unit_head", "承办机构意见", role=Role.UNIT_HEAD),
        Opinion("legal", "法制机构意见", role=Role.LEGAL),
        Opinion("head", "行政机关负责人意见", role=Role.HEAD),
    ),
    paper=Paper(
        layout="notice",
        word="变罚",
        addressee="party",
        body=(
            "本机关作出的{decision_number}行政处罚决定，经审查，{reason}。",
            "依据{basis}的规定，现决定对该处罚决定予以{result}。",
            "变更后的内容：{content}。",
            usual.REMEDIES,
            "联系方式：{contact}",
        ),
        remedies=True,
        copies="本决定书一式两份，一份送达当事人，一份存入案卷。",
    ),
    aliases=("撤销处罚决定", "变更处罚决定", "撤销行政处罚决定书", "变更行政处罚决定书", "自行撤销处罚", "纠正处罚决定"),
    told=(Told(pattern=r"撤销", field="result", value="revoked"), Told(pattern=r"变更", field="result", value="changed"), *usual.NUMBER_TOLD),
)  # fmt: skip
