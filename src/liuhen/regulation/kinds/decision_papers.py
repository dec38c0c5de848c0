"""审查决定, how it ends: penalty, no penalty, withdrawal, transfer; and more time (处罚法第五十七条、第五十九条、第六十条)."""

from liuhen.regulation import usual, usual_penalty, usual_weighing
from liuhen.regulation.fields import Choice, Choices, Day, Flag, Line, Number, Scans, Text
from liuhen.regulation.grammar import Kind, Opinion, Paper, Role, Stage, Told
from liuhen.regulation.sources import PENALTY_2021

#: Penalties other than money and a warning: how and when they are performed has to be written out.
OTHER_PENALTIES = "|".join(
    f"penalties={key}"
    for key, _ in usual_penalty.PENALTIES
    if key not in {"warning", "fine", "confiscation", "confiscation_goods"}
)

PENALTY_DECISION = Kind(
    key="penalty_decision",
    title="行政处罚决定书",
    stage=Stage.DECISION,
    basis=(PENALTY_2021(59), PENALTY_2021(57)),
    about=("decision_approval",),
    issued=True,
    help="每个当事人一份。处罚法第五十九条的六项缺一不可。",
    fields=(
        usual.party(section="当事人", law="处罚法第五十九条", help="姓名或者名称、地址从当事人信息带入。"),
        usual.facts("违法事实", section="事实和证据", law="处罚法第五十九条", prefill="prior_notice.facts", rows=8),
        Text(key="evidence", title="证据", help="名称、份数、证明什么，逐项写。", section="事实和证据", law="处罚法第五十九条", rows=5, prefill="investigation_report.evidence_words"),
        Text(
            key="defence", title="告知、陈述申辩和听证情况", section="事实和证据", law="处罚法第四十四条", rows=4,
            help="何时告知；提出什么、采纳与否及理由；听证何时举行；未提出或者放弃的照写。",
        ),
        usual.laws("broken", "违反的规定", "broken", section="理由和依据", prefill="prior_notice.broken"),
        usual.laws("basis", "处罚依据", "penal", section="理由和依据", law="处罚法第五十九条", prefill="prior_notice.basis"),
        Text(key="discretion", title="裁量理由", section="理由和依据", rows=3, prefill="decision_approval.discretion"),
        Text(
            key="version_reason", title="适用这一版规定的理由", section="理由和依据", rows=2, required=False, law="处罚法第三十七条",
            prefill="investigation_report.version_reason", help="行为之后规定有修改的，写明用哪一版、为什么。",
        ),
        *usual_penalty.penalty(section="处罚内容", prefill="about"),
        *usual_weighing.weighing(section="裁量", prefill="prior_notice"),
        Number(
            key="pay_days", title="缴纳期限（日）", section="履行", when="penalties=fine", unit="日", least=1, law="处罚法第六十七条", prefill="setting.pay_days",
            help="自收到决定书之日起十五日，不扣除节假日。",
        ),
        Line(
            key="bank", title="代收银行及账户", section="履行", law="处罚法第五十九条", prefill="setting.bank",
            when="penalties=fine|penalties=confiscation", help="银行名称、地址、账户，有电子支付方式的一并写明。",
        ),
        Text(
            key="performance", title="其他处罚的履行方式和期限", section="履行", rows=2, law="处罚法第五十九条", when=OTHER_PENALTIES,
            help="停业整顿的起止日期、交回证件的地点和期限等。",
        ),
        *usual.original(),
    ),
    paper=Paper(
        layout="notice",
        word="罚",
        addressee="",
        body=(
            "当事人：{party}",
            "一、违法事实和证据",
            "经查，{facts}。",
            "上述事实有下列证据证明：{evidence}。",
            "二、告知和听取意见的情况",
            "{defence}。",
            "三、处罚的理由和依据",
            "上述行为违反了{broken}的规定。{discretion}。",
            "{version_reason}。",
            "{basis_reason}。",
            "依据{basis}的规定，本机关决定给予当事人以下行政处罚：",
            *usual_penalty.PENALTY_WORDS,
            "四、履行方式和期限",
            "{?penalties=warning}警告自本决定书送达之日起生效。",
            "{?penalties=fine}当事人应当自收到本决定书之日起{pay_days}内，到指定的银行或者通过电子支付系统缴纳罚款。代收银行及账户：{bank}。",
            "{?penalties=fine&penalties=confiscation}没收的违法所得，按照缴纳罚款的期限和方式一并缴纳。",
            "{?penalties=confiscation&penalties!=fine}没收的违法所得，应当自收到本决定书之日起十五日内缴纳。代收银行及账户：{bank}。",
            "{?penalties=confiscation_goods}没收的非法财物由本机关依法收缴、处理。",
            "{performance}。",
            "{?penalties=fine}到期不缴纳罚款的，依据《中华人民共和国行政处罚法》第七十二条第一款第一项的规定，每日按罚款数额的百分之三加处罚款，加处罚款的数额不超出罚款的数额。",
            "{?penalties=fine}确有经济困难，需要延期或者分期缴纳罚款的，可以向本机关提出书面申请。",
            "五、申请行政复议、提起行政诉讼的途径和期限",
            usual.REMEDIES,
            usual.NOT_STAYED,
            "逾期不申请行政复议、不提起行政诉讼，又不履行本决定的，本机关将依法申请人民法院强制执行。",
            "联系方式：{contact}",
        ),
        remedies=True,
        copies="本决定书一式两份，一份送达当事人，一份存入案卷。",
    ),
    aliases=("行政处罚决定", "处罚决定", "处罚决定书", "作出处罚决定", "下达处罚决定", "行政处罚", "下达行政处罚决定书", "行政处罚决定书下达", "作出行政处罚决定", "作出行政处罚决定书"),
    told=(
        *usual.PENALTIES_TOLD,
        *usual.NUMBER_TOLD,
    ),
)  # fmt: skip

NO_PENALTY_DECISION = Kind(
    key="no_penalty_decision",
    title="不予行政处罚决定书",
    stage=Stage.DECISION,
    basis=(PENALTY_2021(57), PENALTY_2021(33)),
    about=("investigation_report",),
    issued=True,
    help="违法行为轻微并及时改正、没有主观过错、事实不能成立等，写明属于哪一种。不予处罚的，对当事人进行教育。",
    fields=(
        usual.party(section="当事人"),
        usual.facts("查明的事实", section="事实和理由", prefill="investigation_report.facts"),
        Text(key="evidence", title="证据", section="事实和理由", rows=3, prefill="investigation_report.evidence_words"),
        Choice(
            key="ground", title="不予处罚的情形", help="只能选一种，理由里写清楚为什么符合。", section="事实和理由", law="处罚法第三十三条",
            options=(
                ("slight", "违法行为轻微并及时改正，没有造成危害后果"), ("first", "初次违法且危害后果轻微并及时改正"), ("no_fault", "有证据足以证明没有主观过错"),
                ("not_proved", "违法事实不能成立"), ("barred", "超过追责时效"), ("age", "不满十四周岁或者不能辨认、控制自己行为"), ("other", "法律规定的其他情形"),
            ),
            effects=(
                ("slight", "应当不予处罚，对当事人进行教育。"),
                ("first", "可以不予处罚，对当事人进行教育。"),
                ("no_fault", "证据由当事人提供；法律、行政法规另有规定的，从其规定。"),
                ("age", "责令监护人加以管教。"),
            ),
        ),
        Choices(
            key="conditions", title="具备的条件", section="事实和理由", required=False, law="处罚法第三十三条",
            help="轻微、初次、无过错三种情形各有条件，缺一不可；证据写在理由里。",
            options=(
                ("minor", "违法行为轻微"), ("first", "初次违法"), ("corrected", "及时改正"), ("harmless", "没有造成危害后果"),
                ("slight_harm", "危害后果轻微"), ("no_fault", "当事人有证据足以证明没有主观过错"),
            ),
        ),
        usual.laws("basis", "依据", "penal", section="事实和理由"),
        usual.reason("理由", section="事实和理由", rows=3),
        Text(key="education", title="教育和改正要求", help="不予处罚的，应当对当事人进行教育。", section="处理", rows=2, required=False, law="处罚法第三十三条"),
        *usual.original(),
    ),
    parts=(Opinion("unit_head", "承办机构意见", role=Role.UNIT_HEAD), Opinion("head", "行政机关负责人意见", role=Role.HEAD)),
    paper=Paper(
        layout="notice",
        word="不罚",
        body=(
            "当事人：{party}",
            "经查，{facts}。",
            "上述事实有下列证据证明：{evidence}。",
            "本机关认为，当事人的上述情形属于{ground}。{reason}。",
            "依据{basis}的规定，本机关决定对当事人不予行政处罚。",
            "{education}。",
            usual.REMEDIES,
            "联系方式：{contact}",
        ),
        remedies=True,
        copies="本决定书一式两份，一份送达当事人，一份存入案卷。",
    ),
    aliases=("不予处罚", "不予行政处罚", "不予处罚决定", "免予处罚", "不予处罚决定书", "不予行政处罚决定"),
    told=usual.NUMBER_TOLD,
)  # fmt: skip

CASE_WITHDRAWN = Kind(
    key="case_withdrawn",
    title="撤案审批表",
    stage=Stage.DECISION,
    basis=(PENALTY_2021(57),),
    about=("initiation_approval",),
    help="启动之后查明没有违法事实，或者不属于本机关管辖的，撤销案件。",
    fields=(
        usual.party(required=False, help="只对一个当事人撤案的选当事人，空着表示全案。"),
        usual.reason("撤案的理由", rows=4),
        usual.laws("basis", "依据", "penal", required=False),
        Text(
            key="lifted",
            title="已采取措施的解除情况",
            help="先行登记保存等措施已经采取的，写明何时解除、物品何时退还。",
            rows=2,
            required=False,
        ),
        Day(key="decided", title="撤案日期", prefill="today"),
    ),
    parts=(
        Opinion("handler", "承办人意见", role=Role.OFFICER),
        Opinion("unit_head", "承办机构意见", role=Role.UNIT_HEAD),
        Opinion("head", "行政机关负责人意见", role=Role.HEAD),
    ),
    paper=Paper(layout="form", volume="internal"),
    aliases=("撤案", "撤销案件", "撤销立案", "撤销立案审批", "销案", "撤销立案审批表"),
    told=usual.APPROVED_TOLD,
)

CASE_TRANSFERRED = Kind(
    key="case_transferred",
    title="案件移送书",
    stage=Stage.DECISION,
    basis=(PENALTY_2021(57), PENALTY_2021(27)),
    issued=True,
    help="涉嫌犯罪的移送公安机关；不属于本机关管辖的移送有管辖权的机关。对方接收后，附上回执。",
    fields=(
        usual.party(required=False, help="空着表示全案移送。"),
        Line(key="to", title="接收机关", help="全称。"),
        Flag(
            key="crime", title="涉嫌犯罪", help="涉嫌犯罪的，负责人在三日内决定，批准后二十四小时内移送。", law="处罚法第二十七条"
        ),
        usual.facts("案件事实", prefill="case.facts"),
        usual.reason("移送的理由", rows=3),
        usual.laws("basis", "移送依据", "authority"),
        Text(key="materials", title="移送的材料和物品", rows=3, help="名称、份数、页数；物品列清单。"),
        Day(key="accepted", title="对方接收日期", required=False, help="收到回执后补记。"),
        Scans(key="receipt", title="接收回执"),
        *usual.original(),
    ),
    parts=(Opinion("unit_head", "承办机构意见", role=Role.UNIT_HEAD), Opinion("head", "行政机关负责人意见", role=Role.HEAD)),
    paper=Paper(
        layout="notice",
        word="移",
        addressee="to",
        body=(
            "本机关在查处涉嫌{cause}一案中查明：{facts}。",
            "移送的理由：{reason}。",
            "{?crime}上述行为涉嫌犯罪。",
            "依据{basis}的规定，现将本案移送你单位依法处理。",
            "移送的材料和物品：{materials}。",
            "请在收到后出具回执。不予接收的，请书面说明理由并退回材料。",
            "联系方式：{contact}",
        ),
        copies="本移送书一式两份，一份送接收机关，一份存入案卷。",
    ),
    aliases=("移送", "案件移送", "移送公安机关", "移送司法机关", "案件移送单", "涉嫌犯罪案件移送书", "移送案件"),
    told=(Told(pattern=r"公安|司法|检察|涉嫌犯罪", field="crime", value=True), *usual.NUMBER_TOLD),
)

EXTENSION = Kind(
    key="extension",
    title="案件延期审批表",
    stage=Stage.DECISION,
    basis=(PENALTY_2021(60),),
    help="九十日之外要延长的，只能依照法律、法规、规章的规定，写明是哪一条。",
    fields=(
        usual.reason("延期的理由", rows=3),
        Day(key="until", title="延长至", help="含当日。"),
        usual.laws(
            "basis",
            "允许延期的规定",
            "authority",
            law="处罚法第六十条",
            help="法律、法规或者规章的具体条款；没有规定的不能延期。",
        ),
    ),
    parts=(
        Opinion("handler", "承办人意见", role=Role.OFFICER),
        Opinion("unit_head", "承办机构意见", role=Role.UNIT_HEAD),
        Opinion("head", "行政机关负责人意见", role=Role.HEAD),
    ),
    paper=Paper(layout="form", volume="internal"),
    aliases=("延期", "延长办案期限", "案件延期", "办案期限延长", "延期审批"),
    told=usual.APPROVED_TOLD,
)
