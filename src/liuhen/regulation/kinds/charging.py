"""征收和收费: what is levied or charged, reduced, paid, paid back, and what lateness costs by statute (制度第一条、第二十三条、第二十七条)."""

from liuhen.regulation import usual, usual_growing
from liuhen.regulation.fields import Choice, Day, Line, Money, Number, Scans, Text
from liuhen.regulation.grammar import Kind, Opinion, OutsiderSigns, Paper, Role, Signer, Stage
from liuhen.regulation.sources import COMPULSION_2011, LICENCE_2019, REG

_ABOUT = ("levy_decision", "fee_notice")

LEVY_DECISION = Kind(
    key="levy_decision",
    title="行政征收决定书",
    stage=Stage.DECISION,
    basis=(REG(1), REG(16)),
    issued=True,
    help="写明征收什么、依据哪条法律、怎样算出来的。没有法律、法规依据的不得征收。",
    fields=(
        usual.party(title="缴纳义务人"),
        Line(key="item", title="征收项目"),
        usual.laws("basis", "征收依据", "authority", help="设定这项征收的法律、法规条款。"),
        Text(key="facts", title="事实和计征依据", rows=4, help="据以征收的事实，费率或者标准，怎样计算。"),
        Money(key="sum", title="应缴数额"),
        Number(key="pay_days", title="缴纳期限", unit="日", least=1),
        Line(key="bank", title="缴款方式", prefill="setting.bank"),
    ),
    parts=(Opinion("unit_head", "承办机构意见", role=Role.UNIT_HEAD), Opinion("head", "行政机关负责人意见", role=Role.HEAD)),
    paper=Paper(
        layout="notice",
        word="征",
        addressee="party",
        body=(
            "经查，{facts}。",
            "依据{basis}的规定，本机关决定向你（单位）征收{item}，数额为人民币{sum}。",
            "请自收到本决定书之日起{pay_days}内缴纳。缴款方式：{bank}。符合法定减征、免征条件的，可以向本机关提出申请。",
            usual.REMEDIES,
        ),
        remedies=True,
        copies="本决定书一式两份，一份送达缴纳义务人，一份存档。",
    ),
    aliases=("征收决定", "征收决定书", "行政征收"),
)

FEE_NOTICE = Kind(
    key="fee_notice",
    title="行政收费缴款通知书",
    stage=Stage.DECISION,
    basis=(REG(1), LICENCE_2019(59)),
    issued=True,
    help="只按公布的法定项目和标准收费，写明收费文件的名称和文号，出具财政票据。",
    fields=(
        usual.party(title="缴费人"),
        Line(key="item", title="收费项目"),
        usual.laws("basis", "收费依据", "authority", help="设定这项收费的法律、行政法规条款。"),
        Line(key="price_document", title="收费标准文件", help="文件名称和文号。"),
        Text(key="reckoning", title="计算", rows=2, help="标准乘数量，写明怎样得出。"),
        Money(key="sum", title="应缴数额"),
        Number(key="pay_days", title="缴纳期限", unit="日", least=1),
        Line(key="bank", title="缴款方式", prefill="setting.bank"),
    ),
    paper=Paper(
        layout="notice",
        word="费",
        addressee="party",
        body=(
            "依据{basis}和{price_document}的规定，你（单位）应当缴纳{item}人民币{sum}。计算：{reckoning}。",
            "请自收到本通知书之日起{pay_days}内缴纳。缴款方式：{bank}。缴款后凭财政部门统一制发的票据办理后续手续。",
            "如不服本通知，可以自收到本通知书之日起六十日内向{reconsideration_body}申请行政复议，也可以自收到本通知书之日起六个月内依法直接向{court}提起行政诉讼。",
            "联系方式：{contact}",
        ),
        remedies=True,
        copies="本通知书一式两份，一份交缴费人，一份存档。",
    ),
    aliases=("缴费通知", "收费通知", "缴款通知书", "收费通知书"),
)

CHARGE_REDUCED = Kind(
    key="charge_reduced",
    title="减征（免征、减免收费）审批表",
    stage=Stage.DECISION,
    basis=(REG(16),),
    about=_ABOUT,
    help="有法定减免情形的，经负责人批准减免，写明依据和减免的数额。",
    fields=(
        usual.party(title="缴纳人", prefill="about.party"),
        Choice(
            key="how", title="减免方式", options=(("reduced", "减征、减收"), ("exempted", "免征、免收"), ("deferred", "缓缴"))
        ),
        Money(key="amount", title="减免的数额", when="how=reduced|how=exempted"),
        Day(key="until", title="缓缴至", when="how=deferred"),
        usual.laws("basis", "减免依据", "authority"),
        usual.reason("申请和理由", rows=3),
    ),
    parts=(
        Opinion("handler", "承办人意见", role=Role.OFFICER),
        Opinion("unit_head", "承办机构意见", role=Role.UNIT_HEAD),
        Opinion("head", "行政机关负责人意见", role=Role.HEAD),
    ),
    paper=Paper(layout="form", volume="internal"),
    aliases=("减免审批", "减征", "免征", "收费减免", "缓缴审批"),
)

CHARGE_PAYMENT = Kind(
    key="charge_payment",
    title="征收（收费）缴款记录",
    stage=Stage.EXECUTION,
    basis=(REG(23), LICENCE_2019(59)),
    about=_ABOUT,
    help="每缴一笔记一笔，票据号码照财政票据填。",
    fields=(
        usual.party(title="缴纳人", prefill="about.party"),
        Money(key="amount", title="缴纳金额", prefill="about.sum", law="制度第二十三条"),
        Day(key="paid", title="缴纳日期", prefill="today", help="以票据或者银行回单上的日期为准。"),
        Line(key="receipt", title="财政票据号码"),
        Scans(key="scans", title="票据照片"),
    ),
    paper=Paper(layout="form"),
    aliases=("征收缴款", "收费缴款", "缴费", "缴费记录"),
)

CHARGE_OVERDUE = Kind(
    key="charge_overdue",
    title="加收滞纳金告知书",
    stage=Stage.EXECUTION,
    basis=(COMPULSION_2011(45), REG(25)),
    about=_ABOUT,
    issued=True,
    help="只有设定这项征收的法律规定了滞纳金的才能加收；总额不超过本金。",
    fields=(
        usual.party(title="缴纳义务人", prefill="about.party"),
        usual.laws("basis", "滞纳金的法律依据", "authority", law="强制法第四十五条"),
        Money(key="base", title="没有缴的本金", required=False, prefill="about.sum", law="强制法第四十五条"),
        Number(
            key="per_myriad",
            title="每日标准（万分之）",
            required=False,
            least=1,
            worded=True,
            law="强制法第四十五条",
            help="照设定滞纳金的法律写：万分之五写5，千分之二写20。",
        ),
        Day(key="since", title="起算日", required=False, help="缴纳期限届满的次日。"),
        Day(key="until", title="计算至", required=False, prefill="today", help="含当日。"),
        usual_growing.moves(),
        Text(key="reckoning", title="标准和计算", rows=3, help="起止日期、日费率、本金、得数。", law="强制法第四十五条"),
        Money(key="sum", title="滞纳金数额", help="不超过应缴的本金。", law="强制法第四十五条"),
    ),
    parts=(Opinion("unit_head", "承办机构意见", role=Role.UNIT_HEAD), Opinion("head", "行政机关负责人意见", role=Role.HEAD)),
    paper=Paper(
        layout="notice",
        word="滞",
        addressee="party",
        body=(
            "你（单位）逾期未缴纳应缴款项。依据{basis}的规定，自逾期之日起加收滞纳金，至今为人民币{sum}。标准和计算：{reckoning}。",
            "滞纳金自{since}起计算至{until}，以没有缴的本金人民币{base}为基数，每日按万分之{per_myriad}，逐日计算见附表。",
            "加收的滞纳金不超过应缴的本金。请立即缴纳本金和滞纳金。",
            usual.REMEDIES.replace("本决定书", "本告知书").replace("本决定", "本告知"),
        ),
        remedies=True,
        copies="本告知书一式两份，一份送达缴纳义务人，一份存档。",
    ),
    aliases=("加收滞纳金", "滞纳金", "滞纳金告知"),
)

CHARGE_REFUND = Kind(
    key="charge_refund",
    title="退还多缴款项记录",
    stage=Stage.EXECUTION,
    basis=(REG(23),),
    about=("charge_payment", *_ABOUT),
    help="多缴、误缴或者减免后多出的，经批准退还，写明退到哪里。",
    fields=(
        usual.party(title="退还对象", prefill="about.party"),
        Money(key="amount", title="退还金额"),
        usual.reason("退还的理由", rows=2),
        Day(key="paid", title="退还日期", prefill="today"),
        Line(key="account", title="退还方式和账户", sensitive=True),
        Scans(key="scans", title="凭证"),
    ),
    parts=(Opinion("head", "行政机关负责人意见", role=Role.HEAD), OutsiderSigns("party", "收款人签名", Signer.PARTY)),
    paper=Paper(layout="form"),
    aliases=("退费", "退还", "退款", "退还征收款"),
)
