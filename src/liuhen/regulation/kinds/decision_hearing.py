"""审查决定, the hearing (处罚法第六十三条至第六十五条, 制度第十一条、第十二条)."""

from liuhen.regulation import usual
from liuhen.regulation.fields import Choice, Column, Day, Flag, Items, Line, Outsider, Text
from liuhen.regulation.grammar import Kind, OfficersSign, Opinion, OutsiderSigns, Paper, Part, Role, Signer, Stage
from liuhen.regulation.sources import PENALTY_2021, REG

HEARING_REQUEST = Kind(
    key="hearing_request",
    title="听证申请",
    stage=Stage.DECISION,
    basis=(PENALTY_2021(64),),
    about=("prior_notice",),
    help="当事人要求听证的，记下何时、怎样提出。记录之后，没有听证笔录就不能作出决定。",
    fields=(
        usual.party(prefill="about.party"),
        usual.at("提出时间", prefill="now", law="处罚法第六十四条", help="邮寄的以交邮日期为准。"),
        Choice(
            key="form",
            title="提出方式",
            options=(("written", "书面"), ("oral", "口头，记入笔录"), ("receipt", "在送达回证上注明")),
        ),
        Text(key="grounds", title="要求和理由", rows=3, required=False),
        *usual.original(numbered=False),
    ),
    parts=(OutsiderSigns("party", "申请人签名", Signer.PARTY),),
    paper=Paper(
        layout="form",
        letterhead=False,
        body=(
            "申请人收到{agency}的行政处罚事先告知书，要求举行听证。",
            "提出时间：{at}",
            "提出方式：{form}",
            "要求和理由：{grounds}",
        ),
    ),
    aliases=("要求听证", "申请听证", "提出听证申请", "听证申请书"),
)

HEARING_WITHDRAWN = Kind(
    key="hearing_withdrawn",
    title="撤回听证申请",
    stage=Stage.DECISION,
    basis=(PENALTY_2021(64),),
    about=("hearing_request",),
    help="当事人撤回，或者无正当理由不到场、中途退出的，记在这里。",
    fields=(
        usual.party(prefill="about.party"),
        usual.at("时间", prefill="now"),
        Choice(
            key="ground",
            title="情形",
            options=(("withdrawn", "当事人撤回"), ("absent", "无正当理由不到场"), ("left", "未经许可中途退出")),
            effects=(
                ("withdrawn", "不再因听证等待；陈述、申辩的期限照旧。"),
                ("absent", "视为放弃听证，听证终止。"),
                ("left", "视为放弃听证，听证终止。"),
            ),
        ),
        Text(key="note", title="说明", help="撤回的写当事人的原话，不到场的写等候到几时。", rows=2, required=False),
        *usual.original(numbered=False),
    ),
    parts=(OutsiderSigns("party", "当事人签名", Signer.PARTY, when="ground=withdrawn"),),
    paper=Paper(
        layout="form",
        body=(
            "{?ground=withdrawn}{party_name}于{at}撤回听证要求。",
            "{?ground=absent}{party_name}要求听证后，无正当理由拒不出席听证（{at}），视为放弃听证权利，听证终止。",
            "{?ground=left}{party_name}于{at}未经许可中途退出听证，视为放弃听证权利，听证终止。",
            "{note}",
        ),
    ),
    aliases=("放弃听证", "撤回听证", "终止听证"),
)

HEARING_NOTICE = Kind(
    key="hearing_notice",
    title="行政处罚听证通知书",
    stage=Stage.DECISION,
    basis=(PENALTY_2021(64), REG(11)),
    about=("hearing_request",),
    issued=True,
    help="在举行听证的七个工作日前送达。主持人不是本案调查人员。",
    fields=(
        usual.party(prefill="about.party"),
        usual.at("听证时间", key="hearing_at", help="距送达不少于七个工作日。", law="处罚法第六十四条"),
        usual.place("听证地点", section=""),
        Line(key="chair", title="主持人", help="不是本案调查人员。"),
        Line(key="recorder", title="记录人"),
        Flag(key="closed", title="不公开举行", help="涉及国家秘密、商业秘密或者个人隐私的。"),
        *usual.original(),
    ),
    parts=(Opinion("head", "行政机关负责人意见", role=Role.HEAD),),
    paper=Paper(
        layout="notice",
        word="听通",
        addressee="party",
        body=(
            "你（单位）就涉嫌{cause}一案要求听证，本机关决定于{hearing_at}在{place}举行听证。",
            "{?closed}本次听证依法不公开举行。",
            "{?!closed}本次听证公开举行。",
            "听证由{chair}主持，{recorder}记录。你（单位）认为主持人与本案有直接利害关系的，有权申请其回避。",
            "你（单位）可以亲自参加听证，也可以委托一至二人代理。委托代理的，应当提交授权委托书。可以提交证据、进行申辩和质证。",
            "无正当理由拒不出席或者未经许可中途退出的，视为放弃听证权利。听证不收取费用。",
            "联系方式：{contact}",
        ),
        copies="本通知书一式两份，一份送达当事人，一份存入案卷。",
    ),
    aliases=("听证通知", "听证通知书", "通知听证"),
)

HEARING_RECORD = Kind(
    key="hearing_record",
    title="听证笔录",
    stage=Stage.DECISION,
    basis=(PENALTY_2021(64), REG(11), REG(12)),
    about=("hearing_request",),
    help="听证结束后，根据听证笔录作出决定。笔录交当事人核对后签名，拒绝的由主持人注明。",
    fields=(
        usual.party(prefill="about.party"),
        usual.span("听证时间", law="处罚法第六十四条"),
        usual.place("听证地点"),
        Line(key="chair", title="主持人", section="参加人员", help="不是本案调查人员。"),
        Line(key="recorder", title="记录人", section="参加人员"),
        Outsider(
            key="attended", title="当事人或代理人", section="参加人员", asks=("name", "relation", "id_number", "phone"), sensitive=True,
            help="代理人一至二人，附授权委托书。",
        ),
        usual.officers(section="参加人员", help="本案调查人员。"),
        Flag(key="closed", title="不公开举行", section="参加人员", law="处罚法第六十四条"),
        Text(key="accusation", title="调查人员提出的事实、证据和处罚建议", help="逐项写，证据写名称。", section="过程", rows=6, law="处罚法第六十四条"),
        Text(key="defence", title="当事人的申辩和质证", help="对每项证据的意见分别写。", section="过程", rows=6, law="处罚法第六十四条"),
        Text(key="exchange", title="辩论和询问", section="过程", rows=6, required=False),
        Items(
            key="third_persons", title="第三人及其意见", section="过程", required=False, help="与处理结果有利害关系、通知其参加的人。",
            columns=(
                Column(key="name", title="第三人", required=True),
                Column(key="interest", title="利害关系", type="text", width=2),
                Column(key="said", title="意见", type="text", required=True, width=4),
            ),
        ),
        Text(key="last_word", title="最后陈述", section="过程", rows=2, required=False),
        *usual.unsuitable(),
        *usual.told_facts(recorded=True),
        *usual.original(numbered=False),
    ),
    parts=(
        OutsiderSigns("party", "当事人或代理人签名", Signer.PARTY, page_by_page=True),
        OfficersSign(title="调查人员签名"),
        Part(key="recorder", title="记录人签名", when="recorder"),
        Part(key="chair", title="听证主持人签名"),
    ),
    paper=Paper(
        layout="transcript",
        body=(
            "案由：{cause}",
            "听证时间：{span}",
            "听证地点：{place}",
            "主持人：{chair}",
            "记录人：{recorder}",
            "当事人或者代理人：{attended}",
            "调查人员：{officers_line}",
            "{?closed}本次听证依法不公开举行。",
            "主持人核对听证参加人，宣布听证事项和纪律，告知当事人有权申请主持人回避、进行申辩和质证。",
            "调查人员提出的违法事实、证据和行政处罚建议：",
            "{accusation}",
            "当事人的申辩和质证：",
            "{defence}",
            "辩论和询问：{exchange}",
            "{third_persons}",
            "最后陈述：{last_word}",
            "以上笔录请当事人或者其代理人核对。记录有遗漏或者差错的，可以补充或者更正，并在改动处签名或者捺指印。",
            "（以下空白）",
        ),
        confirm="以上笔录已核对，无误。",
    ),
    aliases=("听证", "举行听证", "听证会", "行政处罚听证笔录", "听证会笔录"),
    told=usual.RECORDED_TOLD,
)  # fmt: skip

HEARING_REPORT = Kind(
    key="hearing_report",
    title="听证报告",
    stage=Stage.DECISION,
    basis=(PENALTY_2021(65), REG(2)),
    about=("hearing_record",),
    help="主持人在听证后写，随笔录报负责人。",
    fields=(
        usual.party(prefill="about.party"),
        Line(key="people", title="听证参加人", required=False, help="主持人、记录人、调查人员、当事人和代理人、第三人。"),
        Text(key="accusation", title="调查人员提出的事实、证据和处罚建议", rows=4, required=False, prefill="about.accusation"),
        Text(key="demands", title="当事人的理由和要求", rows=4, required=False, prefill="about.defence"),
        Text(key="summary", title="听证情况摘要", rows=5),
        Text(key="opinion", title="听证意见", rows=4, help="对事实、证据、依据和处罚建议的意见。"),
        Day(key="reported", title="报告日期", prefill="today"),
    ),
    parts=(Part(key="chair", title="听证主持人签名"),),
    paper=Paper(layout="form", volume="internal"),
    aliases=("听证意见书", "行政处罚听证意见书", "听证意见"),
)
