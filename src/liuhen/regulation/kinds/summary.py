"""简易程序: the records of one visit (制度第十七条; 处罚法第五十一条、第五十二条、第六十八条至第七十一条)."""

from liuhen.regulation import usual
from liuhen.regulation.fields import Choice, Choices, Column, Day, Flag, Items, Line, Money, RecordingRefs, RecordRef, Scans, Text
from liuhen.regulation.grammar import Kind, OfficersSign, Opinion, OutsiderSigns, Paper, Role, Signer, Stage, Told
from liuhen.regulation.sources import PENALTY_2021, REG

#: What may be imposed on the spot.
ON_THE_SPOT = (("warning", "警告"), ("fine", "罚款"))
#: Since 2024-01-01 whoever disputes a decision made on the spot asks for reconsideration first (复议法第二十三条).
RECONSIDERATION_FIRST = (
    "对本决定不服的，应当自收到本决定书之日起六十日内先向{reconsideration_body}申请行政复议；"
    "对行政复议决定不服的，可以自收到行政复议决定书之日起十五日内向{court}提起行政诉讼。"
)

SUMMARY_DECISION = Kind(
    key="summary_decision",
    title="当场处罚决定书",
    stage=Stage.DECISION,
    basis=(PENALTY_2021(51), PENALTY_2021(52), REG(17)),
    about=("case_registration", "inspection_record"),
    issued=True,
    help="违法事实确凿、有法定依据，对公民罚款二百元以下、对单位三千元以下或者警告的，可以当场处罚。出示证件，听取申辩，当场交付。",
    fields=(
        usual.party(section="当事人"),
        usual.facts("违法行为", section="事实", law="处罚法第五十二条", prefill="case.facts", rows=4, help="做了什么，一两句写清楚；时间和地点下面另有，不在这里重写。"),
        Text(key="conditions", title="适用简易程序的理由", section="事实", law="制度第十七条", rows=2, help="事实为什么确凿：当场看到、当事人承认、有照片等。"),
        usual.at("时间", section="事实", law="处罚法第五十二条", prefill="now", folds=True),
        usual.place("地点", section="事实", law="处罚法第五十二条", prefill="case.place", folds=True),
        usual.laws("broken", "违反的规定", "broken", section="依据", prefill="catalogue.broken", folds=True),
        usual.laws("basis", "处罚依据", "penal", section="依据", law="处罚法第五十二条", prefill="catalogue.penal", folds=True),
        Flag(key="told", title="已告知事实、理由、依据和陈述申辩的权利", section="告知和申辩", law="制度第十七条", help="告知在前，处罚在后。"),
        Text(
            key="statement", title="当事人的陈述和申辩", section="告知和申辩", law="制度第十七条", rows=2, help="有意见的照原话写。",
            taps=(("没有意见", (("statement", "没有意见"), ("adopted", "none"))),),
        ),
        Choice(
            key="adopted", title="复核结果", section="告知和申辩", law="制度第十七条",
            options=(("none", "没有提出"), ("yes", "采纳"), ("part", "部分采纳"), ("no", "不采纳")), help="提出意见的当场复核。",
        ),
        Text(key="adopted_reason", title="采纳或者不采纳的理由", section="告知和申辩", law="制度第十七条", rows=2, when="adopted=yes|adopted=part|adopted=no"),
        Choices(key="penalties", title="处罚", section="处罚", law="处罚法第五十二条", options=ON_THE_SPOT, help="公民罚款不超过二百元，单位不超过三千元。"),
        Money(key="fine", title="罚款数额", section="处罚", law="处罚法第五十二条", when="penalties=fine", help="以元为单位，印出时加注大写。"),
        Choice(
            key="pay", title="怎样缴纳", section="处罚", when="penalties=fine", law="处罚法第六十七条",
            options=(("bank", "十五日内到银行或者电子支付"), ("spot", "当场收缴")), help="一百元以下、事后难以执行的，或者边远地区当事人提出的，才能当场收缴。",
        ),
        Line(key="bank", title="代收银行及账户", section="处罚", when="penalties=fine&pay=bank", prefill="setting.bank", folds=True),
        Choice(
            key="correct", title="责令改正", section="处罚", law="处罚法第二十八条", required=False, prefill="is.now", folds=True,
            options=(("now", "立即改正"), ("apart", "限期改正，另发责令改正通知书"), ("ended", "违法行为已经终止")), help="处罚的同时责令改正，印在决定书上。",
        ),
        Flag(key="disputed", title="可能有争议", section="现场", law="制度第十七条", help="当事人态度激烈、事实可能有不同说法的勾选，并用适当方式录音录像。"),
        Flag(key="handed_over", title="已当场交付当事人", section="现场", law="处罚法第五十二条", folds=True, help="发出时再记怎样交付，不用勾选。补录的文书，或者当事人不肯签名、已经当场交给他的，才勾选。"),
        RecordingRefs(key="recordings", title="音像记录", section="现场", help="照片、录音、录像都算。", folds=True),
        usual.officers(shown=True, law="处罚法第五十二条", folds=True),
        *usual.told_facts(shown=True, recorded=True),
        *usual.original(),
    ),
    parts=(
        OfficersSign(title="执法人员签名或者盖章"),
        OutsiderSigns("party", "当事人签收", Signer.PARTY),
    ),
    paper=Paper(
        layout="notice",
        word="当罚",
        addressee="",
        body=(
            "当事人：{party}",
            "经查，当事人于{at}在{place}：{facts}。",
            "适用简易程序的理由：{conditions}。",
            "上述行为违反了{broken}的规定。",
            "{?told}执法人员已出示执法证件，当场告知当事人违法事实、处罚理由、依据以及陈述、申辩的权利。当事人的陈述和申辩：{statement}。",
            "复核结果：{adopted}。{adopted_reason}。",
            "依据{basis}的规定，当场给予以下行政处罚：{penalties}。",
            "{?penalties=fine}罚款：人民币{fine}。",
            "{?correct=now}依据《中华人民共和国行政处罚法》第二十八条第一款的规定，责令当事人立即改正违法行为。",
            "{?penalties=fine&pay=bank}当事人应当自收到本决定书之日起十五日内到指定的银行或者通过电子支付系统缴纳罚款。代收银行及账户：{bank}。到期不缴纳的，每日按罚款数额的百分之三加处罚款。",
            "{?penalties=fine&pay=spot}罚款当场收缴，出具财政部门统一制发的专用票据。不出具的，当事人有权拒绝缴纳。",
            RECONSIDERATION_FIRST,
            "行政执法人员：{officers_line}",
        ),
        remedies=True,
        copies="本决定书一式两份，一份当场交付当事人，一份备案存卷。",
    ),
    aliases=("当场处罚", "当场处罚决定", "当场行政处罚决定书", "简易程序处罚决定书", "当场行政处罚"),
    told=(
        Told(pattern=r"警告", field="penalties", value="warning"),
        Told(pattern=r"罚款", field="penalties", value="fine"),
        Told(pattern=rf"罚款{usual.SUM}元", field="fine"),
        *usual.COUNT_TOLD,
        *usual.SHOWN_TOLD,
        *usual.RECORDED_TOLD,
        *usual.NUMBER_TOLD,
    ),
)  # fmt: skip

#: How a decision reached the party there and then. One written by hand is its own original and is typed from it, never issued beside it.
HANDINGS = (
    ("printed", "打印后当场交付"),
    ("electronic", "电子送达，当事人已签确认书"),
    ("none", "没有交成，另行送达"),
)
SPOT_HANDING = Kind(
    key="spot_handing",
    title="当场交付情况",
    stage=Stage.EXECUTION,
    basis=(PENALTY_2021(52), PENALTY_2021(61)),
    about=("summary_decision",),
    help="决定书应当当场交付当事人。发出时记一笔，后来不一样的再记一笔，以最后一笔为准；没有交成的另行送达。",
    fields=(
        Choice(
            key="way", title="怎样交付", law="处罚法第五十二条", options=HANDINGS,
            effects=(
                ("electronic", "没有确认书的，不算送达，还要送达并填送达回证。"),
                ("none", "决定书还没有交给当事人，送达后填送达回证。"),
            ),
        ),
        Line(key="reason", title="没有交成的原因", when="way=none", required=False, example="现场没有打印机"),
        usual.at("交付时间", prefill="now", folds=True),
    ),
    paper=Paper(layout="form", volume="internal"),
    aliases=("决定书当场交付", "当场交付决定书"),
)  # fmt: skip

SPOT_COLLECTION = Kind(
    key="spot_collection",
    title="当场收缴罚款记录",
    stage=Stage.EXECUTION,
    basis=(PENALTY_2021(68), PENALTY_2021(69), PENALTY_2021(70), REG(17)),
    about=("summary_decision", "penalty_decision"),
    help="必须出具财政部门统一制发的专用票据。两个工作日内交到机关，机关两个工作日内缴到银行。",
    fields=(
        usual.party(prefill="about.party"),
        Choice(
            key="ground", title="当场收缴的情形",
            options=(
                ("small", "罚款一百元以下"), ("hard", "不当场收缴事后难以执行"), ("remote", "边远、水上、交通不便，当事人提出"),
            ),
        ),
        Flag(key="asked", title="当事人主动提出", when="ground=remote", law="处罚法第六十九条", help="附当事人的书面或者录音。"),
        Text(key="hard_reason", title="事后难以执行的理由", when="ground=hard", law="处罚法第六十八条", rows=2, help="例如流动经营、没有固定住所。"),
        Money(key="amount", title="收缴金额", prefill="about.fine"),
        usual.at("收缴时间", prefill="now", folds=True),
        Line(key="receipt", title="专用票据号码", law="处罚法第七十条", help="财政部门统一制发，没有票据不得收款。"),
        Scans(key="receipts", title="票据照片"),
        usual.officers(folds=True),
        *usual.original(numbered=False),
    ),
    parts=(OfficersSign(),),
    paper=Paper(layout="form"),
    aliases=("当场收缴", "当场收缴罚款", "当场缴纳罚款"),
    told=(Told(pattern=rf"{usual.SUM}元", field="amount"), Told(pattern=r"(?:票据|票号|收据)(?:号|号码)?[:：]?\s*([0-9A-Za-z]+)", field="receipt")),
)  # fmt: skip

MONEY_HANDED_IN = Kind(
    key="money_handed_in",
    title="收缴罚款交接记录",
    stage=Stage.EXECUTION,
    basis=(PENALTY_2021(71),),
    about=("spot_collection",),
    help="执法人员交到机关记一次，机关缴到银行再记一次。",
    fields=(
        Choice(key="step", title="交接", options=(("agency", "执法人员交到机关"), ("bank", "机关缴到银行"))),
        Money(key="amount", title="金额", prefill="about.amount"),
        usual.at("交接时间", prefill="now", folds=True),
        usual.outsider("receiver", "接收人", asks=("name", "employer"), sensitive=True),
        Line(key="voucher", title="交款凭证号码", required=False),
        Scans(key="vouchers", title="凭证照片"),
        *usual.original(numbered=False),
    ),
    paper=Paper(layout="form", volume="internal"),
    aliases=("罚款交到机关", "罚款缴到银行", "当场收缴罚款交接"),
    told=(
        Told(pattern=r"银行", field="step", value="bank"),
        Told(pattern=r"交(?:到|至)(?:机关|局)", field="step", value="agency"),
    ),
)

SUMMARY_FILING = Kind(
    key="summary_filing",
    title="当场处罚备案表",
    stage=Stage.ARCHIVING,
    basis=(REG(17), PENALTY_2021(52)),
    about=("summary_decision",),
    help="制度第十七条的七项，从决定书带入，核对后报备。",
    fields=(
        RecordRef(key="decision", title="当场处罚决定书", kinds=("summary_decision",), prefill="about.id"),
        Text(key="conditions", title="一、违法事实和适用简易程序的理由", law="制度第十七条", rows=3, prefill="about.conditions"),
        Text(key="steps", title="二、执法步骤和法定文书", law="制度第十七条", rows=3, help="出示证件、告知、填写、交付的经过；文书文号。"),
        Text(key="statement", title="三、陈述申辩", law="制度第十七条", rows=2, prefill="about.statement"),
        Text(key="review", title="四、复核和采纳与否的理由", law="制度第十七条", rows=2, prefill="about.adopted_reason"),
        Day(key="filed", title="五、备案日期", law="制度第十七条", prefill="today"),
        Text(key="collected", title="六、当场收缴罚款的情况", law="制度第十七条", rows=2, help="没有当场收缴的写“未当场收缴”。"),
        Text(key="other", title="七、其他", required=False, rows=2),
        Items(
            key="papers", title="随表材料", required=False,
            columns=(Column(key="name", title="材料名称", required=True, width=4), Column(key="count", title="份数", type="number")),
        ),
    ),
    parts=(Opinion("unit_head", "承办机构意见", role=Role.UNIT_HEAD),),
    paper=Paper(layout="form", volume="internal"),
    aliases=("当场处罚备案", "简易程序备案", "备案"),
)  # fmt: skip
