"""执行, before force: the demand, the additional fine, the decision to enforce, agreement, suspension, end (强制法第四章; 制度第二十四条)."""

from liuhen.regulation import usual, usual_growing
from liuhen.regulation.fields import Choice, Column, Day, Flag, Items, Line, Money, Number, Scans, Text
from liuhen.regulation.grammar import Kind, Opinion, OutsiderSigns, Paper, Role, Signer, Stage, Told
from liuhen.regulation.sources import COMPULSION_2011, PENALTY_2021, REG

#: The six ways of 制度第二十五条 and 强制法第十二条.
WAYS = (
    ("additional", "加处罚款或者滞纳金"),
    ("transfer", "划拨存款、汇款"),
    ("disposal", "拍卖或者依法处理查封、扣押的财物"),
    ("obstruction", "排除妨碍、恢复原状"),
    ("substitute", "代履行"),
    ("other", "其他强制执行方式"),
)

#: The ways by which money is taken.
_OF_MONEY = "way=additional|way=transfer|way=disposal"

DEMAND_NOTICE = Kind(
    key="demand_notice",
    title="履行催告书",
    stage=Stage.EXECUTION,
    basis=(REG(24), COMPULSION_2011(35), COMPULSION_2011(54)),
    about=("penalty_decision", "summary_decision"),
    issued=True,
    help="决定期限内不履行的，强制执行或者申请法院之前先催告，直接送达。写明期限、方式、金额和陈述申辩的权利。",
    fields=(
        usual.party(prefill="about.party"),
        Line(key="decision_number", title="决定书文号", prefill="about.number"),
        Day(key="served_on", title="决定书送达日期"),
        Text(key="duty", title="应当履行的义务", law="强制法第三十五条", rows=2, help="逐项写：缴纳罚款多少、交回什么证件、恢复原状的内容。"),
        Number(
            key="days", title="履行期限（日）", unit="日", least=1, law="强制法第三十五条", prefill="setting.demand_days",
            help="自收到催告书之日起。申请法院执行的，送达十个工作日之后才能申请。",
        ),
        Text(key="way", title="履行方式", law="强制法第三十五条", rows=2, help="到哪里缴、怎样缴；不涉及钱的写清怎样做。"),
        Flag(key="sum_due", title="涉及金钱给付", law="强制法第三十五条"),
        Money(key="fine", title="罚没款金额", when="sum_due", prefill="owing.fine", help="还没有缴的部分。"),
        Money(key="additional", title="应缴的加处罚款", when="sum_due", required=False, prefill="owing.additional", help="由系统按日百分之三算出，最多与罚款相等。"),
        *usual_growing.growing(when="sum_due"),
        usual.officers(),
        *usual.original(),
    ),
    parts=(Opinion("unit_head", "承办机构负责人审签", role=Role.UNIT_HEAD),),
    paper=Paper(
        layout="notice",
        word="催",
        addressee="party",
        body=(
            "本机关作出的{decision_number}决定书，已于{served_on}送达你（单位）。你（单位）在决定的期限内没有履行下列义务：{duty}。",
            "依据《中华人民共和国行政强制法》第三十五条、第五十四条的规定，现催告你（单位）自收到本催告书之日起{days}内履行。",
            "履行方式：{way}",
            "{?sum_due}应当缴纳：人民币{fine}。",
            "{?sum_due}另应缴纳加处罚款：人民币{additional}。",
            "{?sum_due}" + usual_growing.SAID,
            "你（单位）收到本催告书后有权进行陈述和申辩。提出的事实、理由或者证据成立的，本机关予以采纳。",
            "无正当理由逾期仍不履行的，本机关将依法强制执行或者申请人民法院强制执行。",
            "行政执法人员：{officers_line}",
            "联系方式：{contact}",
        ),
        copies="本催告书一式两份，一份送达当事人，一份存入案卷。",
    ),
    aliases=("催告", "催告书", "履行催告", "行政处罚履行催告书", "强制执行催告书", "送达催告书", "催缴", "催告履行"),
    told=(Told(pattern=rf"{usual.SUM}元", field="fine"), *usual.NUMBER_TOLD),
)  # fmt: skip

DEMAND_ANSWER = Kind(
    key="demand_answer",
    title="催告后的陈述申辩和复核",
    stage=Stage.EXECUTION,
    basis=(REG(24), COMPULSION_2011(36)),
    about=("demand_notice",),
    help="当事人提出的每一点事实、理由、证据都记下，逐点复核，成立的采纳。没有提出的不用填。",
    fields=(
        usual.party(prefill="about.party"),
        usual.at("提出时间", prefill="now"),
        usual.outsider("person", "陈述申辩人", asks=("name", "relation", "id_number", "phone")),
        Items(
            key="points", title="陈述申辩和复核", law="制度第二十四条", help="一点一行，逐点写复核结果和理由。",
            columns=(
                Column(key="text", title="提出的事实、理由、证据", type="text", required=True, width=3),
                Column(key="adopted", title="复核结果", type="choice", options=(("yes", "采纳"), ("part", "部分采纳"), ("no", "不采纳"))),
                Column(key="reason", title="复核的理由", type="text", width=3),
            ),
        ),
        Scans(key="materials", title="提交的材料"),
        *usual.original(numbered=False),
    ),
    parts=(
        OutsiderSigns("party", "陈述申辩人签名", Signer.PARTY),
        Opinion("unit_head", "复核意见", role=Role.UNIT_HEAD),
    ),
    paper=Paper(layout="form"),
    aliases=("催告陈述申辩", "催告后陈述申辩", "催告陈述申辩复核"),
)  # fmt: skip

ADDITIONAL_FINE_DECISION = Kind(
    key="additional_fine_decision",
    title="加处罚款决定书",
    stage=Stage.EXECUTION,
    basis=(PENALTY_2021(72), COMPULSION_2011(45), REG(25)),
    about=("penalty_decision", "summary_decision"),
    issued=True,
    help="到期不缴纳罚款的，每日按罚款数额的百分之三加处，最多与罚款相等；复议、诉讼期间不计算。标准在决定书里已经告知的才能加处。",
    fields=(
        usual.party(prefill="about.party"),
        Line(key="decision_number", title="处罚决定书文号", prefill="about.number"),
        *usual_growing.growing(section="", owed=True),
        Number(key="excluded", title="扣除的日数", unit="日", required=False, prefill="owing.excluded", law="处罚法第七十三条", help="申请行政复议或者提起行政诉讼期间的日数。"),
        Money(key="amount", title="加处罚款数额", law="强制法第四十五条", prefill="owing.amount", help="由系统算出，不得超出罚款数额。"),
        Line(key="bank", title="代收银行及账户", prefill="setting.bank"),
        *usual.original(),
    ),
    parts=(Opinion("unit_head", "承办机构意见", role=Role.UNIT_HEAD), Opinion("head", "行政机关负责人意见", role=Role.HEAD)),
    paper=Paper(
        layout="notice",
        word="加罚",
        addressee="party",
        body=(
            "当事人：{party}，地址：{party_address}",
            "本机关作出的{decision_number}行政处罚决定书，对当事人处以罚款。当事人到期没有缴纳罚款人民币{base}。",
            "依据《中华人民共和国行政处罚法》第七十二条第一款第一项、《中华人民共和国行政强制法》第四十五条的规定，自{since}起每日按罚款数额的百分之三加处罚款，计算至{until}。",
            "其中扣除复议、诉讼期间{excluded}。",
            "计算日数：{counted}，{limit}。逐日计算见附表。",
            "加处罚款数额：人民币{amount}。没有达到上限又仍不缴纳的，继续按日加处，总额不超出罚款的数额。",
            "代收银行及账户：{bank}。",
            usual.REMEDIES,
            "联系方式：{contact}",
        ),
        remedies=True,
        copies="本决定书一式两份，一份送达当事人，一份存入案卷。",
    ),
    aliases=("加处罚款", "加处罚款决定", "加处罚款通知书", "逾期加处罚款"),
    told=(Told(pattern=rf"{usual.SUM}元", field="amount"), *usual.NUMBER_TOLD),
)  # fmt: skip

ENFORCEMENT_DECISION = Kind(
    key="enforcement_decision",
    title="强制执行决定书",
    stage=Stage.EXECUTION,
    basis=(COMPULSION_2011(37), COMPULSION_2011(34), REG(25)),
    about=("demand_notice", "penalty_decision"),
    issued=True,
    help="只有法律授予强制执行权的机关才能作出；没有授权的，申请人民法院强制执行。经催告逾期仍不履行且无正当理由的才作出。",
    fields=(
        usual.party(prefill="about.party", law="强制法第三十七条"),
        Line(key="decision_number", title="所执行的决定书文号", prefill="about.decision_number"),
        usual.reason("强制执行的理由", rows=3, law="强制法第三十七条"),
        usual.laws("grants", "授予强制执行权的法律", "authority", law="强制法第十三条", help="必须是法律，写到条款。"),
        Choice(key="way", title="强制执行方式", options=WAYS, law="强制法第三十七条"),
        usual.at("强制执行的时间", key="enforce_at", law="强制法第三十七条", help="夜间和法定节假日不得实施，情况紧急的除外。"),
        Flag(key="immediate", title="立即强制执行", law="强制法第三十七条", help="催告期间有证据证明转移或者隐匿财物迹象的。"),
        Text(key="hiding", title="转移、隐匿财物的证据", when="immediate", rows=2, law="强制法第三十七条"),
        Money(key="fine", title="执行的罚款", when=_OF_MONEY, section="金额", required=False, prefill="owing.fine", help="还没有缴的部分。"),
        Money(key="additional", title="执行的加处罚款", when=_OF_MONEY, section="金额", required=False, prefill="owing.additional"),
        *usual_growing.growing(when=_OF_MONEY),
        *usual.original(),
    ),
    parts=(
        Opinion("unit_head", "承办机构意见", role=Role.UNIT_HEAD),
        Opinion("legal", "法制机构意见", role=Role.LEGAL),
        Opinion("head", "行政机关负责人意见", role=Role.HEAD),
    ),
    paper=Paper(
        layout="notice",
        word="强",
        addressee="party",
        body=(
            "当事人：{party}，地址：{party_address}",
            "本机关作出的{decision_number}决定书已经送达。{reason}。",
            "{?immediate}催告期间，有证据证明当事人转移、隐匿财物：{hiding}。",
            "依据{grants}和《中华人民共和国行政强制法》第三十七条的规定，本机关决定强制执行。",
            "执行方式：{way}。",
            "执行时间：{enforce_at}。",
            "执行的罚款：人民币{fine}。",
            "执行的加处罚款：人民币{additional}。",
            usual_growing.SAID,
            usual.REMEDIES,
            "联系方式：{contact}",
        ),
        remedies=True,
        copies="本决定书一式两份，一份送达当事人，一份存入案卷。",
    ),
    aliases=("强制执行决定", "行政强制执行决定书", "行政强制执行决定", "立即强制执行决定"),
    told=usual.NUMBER_TOLD,
)  # fmt: skip

ENFORCEMENT_AGREEMENT = Kind(
    key="enforcement_agreement",
    title="执行协议",
    stage=Stage.EXECUTION,
    basis=(COMPULSION_2011(42),),
    about=("enforcement_decision", "additional_fine_decision", "demand_notice"),
    help="可以约定分阶段履行；当事人采取补救措施的，可以减免加处的罚款或者滞纳金。罚款本身不能减。",
    fields=(
        usual.party(prefill="about.party"),
        Items(
            key="steps", title="履行安排", columns=(
                Column(key="due", title="期限", type="day", required=True),
                Column(key="what", title="履行内容", type="text", required=True, width=3),
                Column(key="amount", title="金额（元）", type="money"),
            ),
        ),
        Text(key="remedy", title="当事人采取的补救措施", rows=2, required=False),
        Money(key="reduced", title="减免的加处罚款或者滞纳金", required=False, law="强制法第四十二条"),
        usual.at("达成时间", prefill="now"),
        *usual.original(numbered=False),
    ),
    parts=(
        OutsiderSigns("party", "当事人签名", Signer.PARTY, refusable=False),
        Opinion("head", "行政机关负责人意见", role=Role.HEAD),
    ),
    paper=Paper(layout="form", sealed=True, body=("双方就行政决定的履行达成以上协议。当事人不履行本协议的，恢复强制执行。",)),
    aliases=("达成执行协议", "执行和解", "减免加处罚款"),
)  # fmt: skip
