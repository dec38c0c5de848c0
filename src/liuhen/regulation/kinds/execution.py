"""执行: how the decision is performed, per party (制度第二十三条, 处罚法第六十六条、第六十七条)."""

from liuhen.regulation import usual
from liuhen.regulation.fields import Choice, Column, Day, Items, Line, Money, RecordingRefs, RecordRef, Scans, Text
from liuhen.regulation.grammar import Kind, OfficersSign, Opinion, OutsiderSigns, Paper, Role, Signer, Stage, Told
from liuhen.regulation.sources import PENALTY_2021, REG

PAYMENT = Kind(
    key="payment",
    title="罚款缴纳记录",
    stage=Stage.EXECUTION,
    basis=(REG(23), PENALTY_2021(67)),
    about=("penalty_decision", "summary_decision"),
    help="当事人自己到银行或者用电子支付缴纳。每缴一笔记一笔，附票据。",
    fields=(
        usual.party(prefill="about.party"),
        Choice(
            key="what", title="款项", required=False,
            options=(("fine", "罚款"), ("confiscation", "违法所得"), ("additional", "加处罚款"), ("both", "罚款和违法所得")),
        ),
        Money(key="amount", title="缴纳金额", help="一次缴纳一笔。", law="制度第二十三条", prefill="about.fine"),
        Day(key="paid", title="缴纳日期", help="以票据或者银行回单上的日期为准。"),
        Line(key="receipt", title="票据号码", help="财政部门统一制发的票据。"),
        Scans(key="scans", title="票据照片"),
    ),
    paper=Paper(layout="form"),
    aliases=("缴款", "缴纳罚款", "罚款缴纳", "缴清罚款", "罚没款缴纳", "罚款入库", "缴纳罚没款", "罚款已缴", "缴纳", "罚款到账", "缴清罚没款", "罚款缴清"),
    told=(
        Told(pattern=rf"{usual.SUM}元", field="amount"),
        Told(pattern=r"(?:票据|票号|收据)(?:号|号码)?[:：]?\s*([0-9A-Za-z]+)", field="receipt"),
    ),
)  # fmt: skip

PAYMENT_PLAN = Kind(
    key="payment_plan",
    title="延期（分期）缴纳罚款批准书",
    stage=Stage.EXECUTION,
    basis=(PENALTY_2021(66), PENALTY_2021(72)),
    about=("penalty_decision",),
    issued=True,
    help="当事人申请并确有经济困难的，经负责人批准。申请法院强制执行的期限自延期或者分期期满起算。",
    fields=(
        usual.party(prefill="about.party"),
        usual.reason("申请的理由", rows=2, help="附当事人的申请和困难证明。"),
        Choice(key="way", title="方式", options=(("defer", "延期"), ("instalments", "分期"))),
        Day(key="until", title="延期至", when="way=defer", help="含当日。"),
        Items(
            key="instalments", title="分期安排", help="每期的期限和金额，合计等于罚款数额。", when="way=instalments",
            columns=(
                Column(key="due", title="缴纳期限", type="day", required=True),
                Column(key="amount", title="金额（元）", type="money", required=True),
            ),
        ),
        Line(key="decision_number", title="决定书文号", prefill="about.number"),
        Scans(key="application", title="当事人的申请"),
        *usual.original(),
    ),
    parts=(Opinion("unit_head", "承办机构意见", role=Role.UNIT_HEAD), Opinion("head", "行政机关负责人意见", role=Role.HEAD)),
    paper=Paper(
        layout="notice",
        word="延缴",
        addressee="party",
        body=(
            "你（单位）就{decision_number}行政处罚决定提出的延期（分期）缴纳罚款申请收悉。申请理由：{reason}。",
            "依据《中华人民共和国行政处罚法》第六十六条的规定，本机关经审查，决定批准如下：",
            "{?way=defer}罚款延期至{until}前（含当日）缴纳。",
            "{?way=instalments}罚款分期缴纳，期限和金额如下：",
            "{instalments}",
            "请按期缴纳。到期不缴纳的，依据《中华人民共和国行政处罚法》第七十二条第一款第一项的规定加处罚款；申请人民法院强制执行的期限，自延期或者分期缴纳罚款期限结束之日起计算。",
            "联系方式：{contact}",
        ),
        copies="本批准书一式两份，一份送达当事人，一份存入案卷。",
    ),
    aliases=("延期缴纳", "分期缴纳", "暂缓缴纳", "延期缴款", "分期缴款", "延期分期缴纳批准", "延期（分期）缴款批准书"),
)  # fmt: skip

PERFORMANCE = Kind(
    key="performance",
    title="履行情况记录",
    stage=Stage.EXECUTION,
    basis=(REG(23), PENALTY_2021(66)),
    about=("penalty_decision", "act_decision"),
    help="停业整顿、交回证件、没收物品等的履行，写明做了什么、什么时候。",
    fields=(
        usual.party(prefill="about.party"),
        Text(key="what", title="履行了什么", help="例如：自某日至某日停业；证件已于某日交回。", rows=3, law="制度第二十三条"),
        usual.at("履行时间"),
        Scans(key="scans", title="证明材料"),
    ),
    paper=Paper(layout="form"),
    aliases=("履行", "自动履行", "履行完毕", "没收物品上缴", "停业整顿执行", "证件已交回", "执行", "履行处罚决定", "执行完毕"),
)

CORRECTION_CHECK = Kind(
    key="correction_check",
    title="改正情况核查记录",
    stage=Stage.EXECUTION,
    basis=(REG(23), PENALTY_2021(28)),
    about=("correction_order",),
    help="到期当天或者之后核查，逐项写结果。",
    fields=(
        usual.party(prefill="about.party"),
        Line(key="order_number", title="责令改正通知书文号", required=False, prefill="about.number"),
        usual.span("核查时间", section=""),
        usual.place("核查地点", prefill="case.place", required=False),
        Items(
            key="items", title="逐项核查", law="制度第二十三条", prefill="about.items",
            columns=(
                Column(key="text", title="改正内容", type="text", required=True, width=4),
                Column(key="done", title="结果", type="choice", options=(("yes", "已改正"), ("part", "部分改正"), ("no", "未改正")), required=True),
                Column(key="note", title="说明", type="text", width=3),
            ),
        ),
        Text(key="result", title="核查结论", help="全部改正、部分改正还是未改正，后面怎么办。", rows=3, law="制度第二十三条"),
        usual.outsider("on_site", "现场人员", required=False, asks=("name", "title", "phone")),
        usual.officers(shown=True),
        RecordingRefs(key="recordings", title="音像记录", help="核查可以录像，不是必须。"),
        *usual.told_facts(shown=True, recorded=True),
        *usual.original(numbered=False),
    ),
    parts=(OutsiderSigns("party", "现场人员签名", Signer.PARTY, when="on_site"), OfficersSign()),
    paper=Paper(
        layout="transcript",
        body=(
            "责令改正通知书文号：{order_number}",
            "核查时间：{span}",
            "核查地点：{place}",
            "行政执法人员：{officers}",
            "现场人员：{on_site}",
            "告知：我们是{agency}的行政执法人员，请你查看我们的行政执法证件。现依据本机关作出的责令改正通知书，对改正情况逐项核查如下：",
            "{items}",
            "核查结论：{result}",
            "（以下空白）",
        ),
        confirm="以上记录我已看过（或者已向我宣读），与现场情况一致。",
    ),
    aliases=("复查", "改正复查", "整改复查", "复核检查", "整改情况复查", "改正核查", "复查记录", "整改验收", "回访检查"),
    told=(
        Told(pattern=r"(已(?:全部)?(?:整改|改正)[^;；,，。]*|未(?:整改|改正)[^;；,，。]*)", field="result"),
        *usual.COUNT_TOLD,
        *usual.SHOWN_TOLD,
        *usual.RECORDED_TOLD,
    ),
)  # fmt: skip

PARTY_END = Kind(
    key="party_end",
    title="当事人处理终结",
    stage=Stage.EXECUTION,
    basis=(REG(27),),
    help="每个当事人记一次：怎样终结、依据什么。最后一个终结的日期起三十日内归档。",
    fields=(
        usual.party(),
        Choice(
            key="ground", title="终结的情形",
            options=(
                ("performed", "履行完毕"), ("no_penalty", "不予处罚并已送达"), ("withdrawn", "已撤案"), ("transferred", "移送已被接收"),
                ("terminated", "终结执行或者不再执行"), ("court", "法院执行终了"),
            ),
        ),
        Text(key="note", title="说明", required=False, rows=2, help="终结执行的写明依据，法院的写明文书号。"),
        Day(key="at", title="终结日期", prefill="today"),
        RecordRef(key="by", title="依据的记录", required=False, kinds=("payment", "performance", "correction_check", "proof_of_service", "case_withdrawn", "case_transferred", "transfer_answer")),
    ),
    paper=Paper(layout="form", volume="internal"),
    aliases=("当事人终结", "终结执行", "执行终结", "履行终结"),
    told=(
        Told(pattern=r"履行完毕|缴清", field="ground", value="performed"),
        Told(pattern=r"法院", field="ground", value="court"),
        Told(pattern=r"终结执行|不再执行", field="ground", value="terminated"),
    ),
)  # fmt: skip
