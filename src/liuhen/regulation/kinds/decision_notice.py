"""审查决定, towards the party: prior notice, statement and defence, hearing (处罚法第四十四条、第四十五条、第六十三条、第六十四条)."""

from liuhen.regulation import usual, usual_penalty, usual_weighing
from liuhen.regulation.fields import Choice, Column, Flag, Items, Line, Number, Text
from liuhen.regulation.grammar import Kind, OfficersSign, Opinion, OutsiderSigns, Paper, Role, Signer, Stage, Told
from liuhen.regulation.sources import PENALTY_2021, REG

PRIOR_NOTICE = Kind(
    key="prior_notice",
    title="行政处罚事先告知书",
    stage=Stage.DECISION,
    basis=(PENALTY_2021(44), REG(10)),
    about=("investigation_report",),
    issued=True,
    help="每个当事人一份。属于应当告知听证的，同一份告知书写明听证权利和期限。",
    fields=(
        usual.party(section="当事人"),
        usual.facts("违法事实", section="事实和理由", law="处罚法第四十四条", prefill="investigation_report.facts"),
        Text(
            key="reasons", title="理由", section="事实和理由", law="处罚法第四十四条", rows=3, prefill="investigation_report.discretion",
            help="为什么认定违法，为什么这样裁量。",
        ),
        Text(key="evidence", title="证据", help="名称和份数，不写内部材料。", section="事实和理由", rows=3, required=False, prefill="investigation_report.evidence_words"),
        usual.laws("broken", "违反的规定", "broken", section="事实和理由", prefill="investigation_report.broken"),
        usual.laws("basis", "处罚依据", "penal", section="事实和理由", law="处罚法第四十四条", prefill="investigation_report.basis"),
        *usual_penalty.penalty(section="拟作出的处罚"),
        *usual_weighing.weighing(section="裁量", prefill="investigation_report"),
        Flag(
            key="hearing", title="当事人有权要求听证", section="权利和期限", law="处罚法第六十三条",
            help="停产停业、吊销等一律告知；罚款和没收达到本局标准的告知。拿不准的告知。",
        ),
        Number(
            key="period_days", title="陈述申辩期限（工作日）", section="权利和期限", unit="个工作日", least=1, when="!calendar_days",
            help="从收到告知书的次日起算。有听证权利的，听证期限另按五个工作日计。", prefill="setting.defence_days",
        ),
        Number(
            key="calendar_days", title="陈述申辩期限（自然日）", section="权利和期限", unit="日", least=1, required=False,
            help="纸上写的是自然日的填这里；2021年7月15日以前的处罚法没有规定按工作日计。",
        ),
        usual.officers(),
        *usual.original(),
    ),
    parts=(Opinion("unit_head", "承办机构负责人审签", role=Role.UNIT_HEAD),),
    paper=Paper(
        layout="notice",
        word="罚告",
        addressee="party",
        body=(
            "你（单位）涉嫌{cause}一案，本机关已调查终结。依据《中华人民共和国行政处罚法》第四十四条的规定，现将拟作出行政处罚的内容及事实、理由、依据告知如下：",
            "一、违法事实",
            "{facts}。",
            "认定上述事实的证据：{evidence}。",
            "二、处罚的理由和依据",
            "上述行为违反了{broken}的规定。{reasons}。",
            "依据{basis}的规定，应当给予行政处罚。",
            "三、拟作出的行政处罚",
            *usual_penalty.PENALTY_WORDS,
            "四、你（单位）依法享有的权利",
            "依据《中华人民共和国行政处罚法》第四十四条、第四十五条的规定，你（单位）有权进行陈述和申辩，可以自收到本告知书之日起{period_days}内以书面或者口头方式向本机关提出。逾期未提出的，视为放弃陈述和申辩。",
            "依据《中华人民共和国行政处罚法》第四十四条、第四十五条的规定，你（单位）有权进行陈述和申辩，可以自收到本告知书之日起{calendar_days}内以书面或者口头方式向本机关提出。逾期未提出的，视为放弃陈述和申辩。",
            "{?hearing}依据《中华人民共和国行政处罚法》第六十三条、第六十四条的规定，你（单位）有权要求举行听证，应当自收到本告知书之日起五日内（指工作日，不含法定节假日）向本机关提出。逾期未提出的，视为放弃听证。听证不收取费用。",
            "本机关不因陈述、申辩或者要求听证给予更重的处罚。",
            "行政执法人员：{officers_line}",
            "联系方式：{contact}",
        ),
        copies="本告知书一式两份，一份送达当事人，一份存入案卷。",
    ),
    aliases=("事先告知", "事先告知书", "行政处罚告知书", "处罚告知", "行政处罚事先告知", "处罚事先告知书", "听证告知书", "行政处罚听证告知书", "权利告知及听证告知", "听证告知", "告知听证权利", "下达行政处罚事先告知书", "行政处罚告知", "拟处罚告知", "下达告知书"),
    told=(Told(pattern=r"听证告知|告知.*听证", field="hearing", value=True), *usual.NUMBER_TOLD),
)  # fmt: skip

STATEMENT_DEFENCE = Kind(
    key="statement_defence",
    title="陈述申辩笔录",
    stage=Stage.DECISION,
    basis=(PENALTY_2021(45), REG(11)),
    about=("prior_notice",),
    help="当事人口头提出的，照记并由其签名；书面提出的，附上原件，把要点分条录入。",
    fields=(
        usual.party(prefill="about.party"),
        usual.at("提出时间", prefill="now"),
        usual.place("地点", section="", required=False),
        Choice(key="form", title="提出方式", options=(("oral", "口头"), ("written", "书面"))),
        usual.outsider("person", "陈述申辩人", asks=("name", "relation", "id_number", "phone"), help="受委托人附授权委托书。"),
        Items(
            key="points", title="陈述申辩内容", law="制度第十一条", help="一点一行：事实、理由、证据。复核时逐点答复。",
            columns=(Column(key="text", title="内容", type="text", required=True, width=6),),
        ),
        Line(key="materials", title="提交的证据材料", help="逐件写名称和份数，原件附卷。", required=False),
        usual.officers(section=""),
        *usual.original(numbered=False),
    ),
    parts=(OutsiderSigns("party", "陈述申辩人签名", Signer.PARTY, page_by_page=True), OfficersSign()),
    paper=Paper(
        layout="transcript",
        body=(
            "时间：{at}",
            "地点：{place}",
            "陈述申辩人：{person}",
            "提出方式：{form}",
            "行政执法人员：{officers_line}",
            "告知：我们是{agency}的行政执法人员，现依法听取你（单位）对拟作出行政处罚的陈述和申辩。你（单位）提出的事实、理由和证据，本机关将予以复核；成立的，应当采纳；本机关不因陈述、申辩给予更重的处罚。",
            "陈述申辩内容：",
            "{points}",
            "提交的证据材料：{materials}",
            "以上笔录请你核对。记录有遗漏或者差错的，可以补充或者更正，并在改动处签名或者捺指印。",
            "（以下空白）",
        ),
        confirm="以上笔录我已看过（或者已向我宣读），与我所述一致。",
    ),
    aliases=("陈述申辩", "陈述、申辩", "陈述申辩书", "当事人陈述申辩", "陈述和申辩", "提出陈述申辩", "申辩", "陈述意见", "申辩书"),
)  # fmt: skip

DEFENCE_WAIVED = Kind(
    key="defence_waived",
    title="放弃陈述申辩",
    stage=Stage.DECISION,
    basis=(PENALTY_2021(62),),
    about=("prior_notice",),
    help="当事人明确表示放弃的才记。没有表示的，等期限届满。放弃陈述申辩不缩短听证的五个工作日。",
    fields=(
        usual.party(prefill="about.party"),
        usual.at("表示时间", prefill="now"),
        Flag(key="hearing_too", title="同时放弃听证"),
        Text(key="words", title="当事人的原话", rows=2, required=False),
        *usual.original(numbered=False),
    ),
    parts=(OutsiderSigns("party", "当事人签名", Signer.PARTY, refusable=False),),
    paper=Paper(
        layout="form",
        letterhead=False,
        body=(
            "本人（单位）已收到{agency}的行政处罚事先告知书，知悉拟作出行政处罚的内容及事实、理由、依据和依法享有的权利，自愿放弃陈述和申辩。",
            "{?hearing_too}本人（单位）同时自愿放弃要求听证的权利。",
            "{words}",
            "时间：{at}",
        ),
    ),
    aliases=("放弃陈述、申辩", "放弃申辩", "放弃陈述申辩权利", "放弃陈述申辩声明", "放弃陈述申辩和听证", "放弃陈述申辩权"),
    told=(Told(pattern=r"放弃.*听证", field="hearing_too", value=True),),
)

DEFENCE_REVIEW = Kind(
    key="defence_review",
    title="陈述申辩复核意见",
    stage=Stage.DECISION,
    basis=(PENALTY_2021(45), REG(24)),
    about=("statement_defence",),
    help="逐点答复，采纳或者不采纳都写理由。不得因申辩加重处罚。",
    fields=(
        usual.party(prefill="about.party"),
        Items(
            key="points", title="逐点复核", help="陈述申辩的每一点都要有答复。", prefill="about.points",
            columns=(
                Column(key="text", title="陈述申辩内容", type="text", required=True, width=3),
                Column(key="adopted", title="是否采纳", type="choice", options=(("yes", "采纳"), ("part", "部分采纳"), ("no", "不采纳")), required=True),
                Column(key="reason", title="理由", type="text", required=True, width=3),
            ),
        ),
        Text(key="summary", title="复核结论", rows=3, help="对拟作出的处罚有没有影响，怎样影响。"),
    ),
    parts=(Opinion("handler", "承办人意见", role=Role.OFFICER), Opinion("unit_head", "承办机构意见", role=Role.UNIT_HEAD)),
    paper=Paper(layout="form", volume="internal"),
    aliases=("复核", "陈述申辩复核", "陈述(申辩)情况审核表", "陈述申辩情况审核", "申辩复核", "陈述申辩复核意见书"),
)  # fmt: skip
