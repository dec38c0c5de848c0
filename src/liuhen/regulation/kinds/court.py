"""执行, by the court: application, its answers, objection, result (制度第二十六条; 强制法第五章)."""

from liuhen.regulation import usual, usual_growing
from liuhen.regulation.fields import Choice, Day, Flag, Line, Money, Scans, Text
from liuhen.regulation.grammar import Kind, Opinion, Paper, Role, Stage, Told
from liuhen.regulation.sources import COMPULSION_2011, PENALTY_2021, REG

REMEDY_SOUGHT = Kind(
    key="remedy_sought",
    title="行政复议、行政诉讼情况",
    stage=Stage.EXECUTION,
    basis=(PENALTY_2021(73), COMPULSION_2011(53)),
    about=("penalty_decision", "prior_notice", "seizure_decision", "additional_fine_decision", "summary_decision"),
    help="当事人申请复议或者提起诉讼的记一笔，有结果时补上。期间不计算加处罚款，申请法院执行的期限也由此推算。",
    fields=(
        usual.party(prefill="about.party"),
        Choice(key="route", title="途径", options=(("reconsideration", "行政复议"), ("suit", "行政诉讼"))),
        Line(key="body", title="受理机关", help="复议机关或者人民法院的全称。"),
        Day(key="begun", title="申请或者起诉日期"),
        Choice(
            key="result", title="结果", required=False, help="还没有结果的不填，有了结果再记一笔。",
            options=(("upheld", "维持或者驳回"), ("changed", "变更"), ("revoked", "撤销"), ("unlawful", "确认违法"), ("void", "确认无效"), ("withdrawn", "撤回")),
        ),
        Day(key="result_on", title="结果送达当事人的日期", required=False, when="result"),
        Scans(key="scans", title="文书"),
    ),
    paper=Paper(layout="form"),
    aliases=("行政复议", "行政诉讼", "申请行政复议", "提起行政诉讼", "复议", "诉讼", "复议决定", "行政判决"),
    told=(
        Told(pattern=r"复议", field="route", value="reconsideration"),
        Told(pattern=r"诉讼|起诉|判决", field="route", value="suit"),
        Told(pattern=r"维持|驳回", field="result", value="upheld"),
        Told(pattern=r"撤销", field="result", value="revoked"),
    ),
)  # fmt: skip

COURT_APPLICATION = Kind(
    key="court_application",
    title="强制执行申请书",
    stage=Stage.EXECUTION,
    basis=(REG(26), COMPULSION_2011(53), COMPULSION_2011(54), COMPULSION_2011(55)),
    about=("demand_notice", "penalty_decision"),
    issued=True,
    help="起诉期限届满之日起三个月内提出；先催告，送达十个工作日后仍未履行的才能申请。负责人签名，加盖印章。",
    fields=(
        usual.party(prefill="about.party"),
        Line(key="court_name", title="申请的人民法院", prefill="setting.court", law="强制法第五十四条", help="本机关所在地；执行标的是不动产的，不动产所在地。"),
        Line(key="decision_number", title="决定书文号", prefill="about.decision_number"),
        usual.facts("决定的事实、理由和依据", law="强制法第五十五条", prefill="penalty_decision.facts", section="申请的内容"),
        Text(key="opinion", title="当事人的意见", section="申请的内容", rows=2, law="强制法第五十五条", help="没有提出的写“没有提出”。"),
        Text(key="demanded", title="催告情况", section="申请的内容", rows=2, law="强制法第五十五条", help="催告书文号、何时怎样送达、届满后的履行情况。"),
        Text(key="object", title="申请执行的标的", section="申请的内容", rows=2, law="强制法第五十五条"),
        Money(key="fine", title="罚没款", section="金额", required=False, prefill="owing.fine", help="还没有缴的部分。"),
        Money(key="additional", title="加处罚款", section="金额", required=False, prefill="owing.additional", help="还没有缴的部分，计算至下面写的日期。"),
        *usual_growing.growing(section="金额"),
        Flag(key="urgent", title="情况紧急，请求立即执行", section="申请的内容", law="强制法第五十九条", help="为保障公共安全的。"),
        Text(key="annexes", title="随申请提交的材料", section="申请的内容", rows=3, law="强制法第五十五条", help="决定书、送达回证、催告书及其送达回证、当事人意见、标的情况等，逐件写份数。"),
        *usual.original(),
    ),
    parts=(
        Opinion("unit_head", "承办机构意见", role=Role.UNIT_HEAD),
        Opinion("legal", "法制机构意见", role=Role.LEGAL),
        Opinion("head", "行政机关负责人签名", role=Role.HEAD),
    ),
    paper=Paper(
        layout="notice",
        word="强执",
        addressee="court_name",
        body=(
            "申请人：{agency}",
            "被申请人：{party}",
            "申请人作出的{decision_number}决定书已经送达，被申请人在法定期限内不申请行政复议、不提起行政诉讼，又不履行。",
            "决定的事实、理由和依据：{facts}。",
            "当事人的意见：{opinion}。",
            "催告情况：{demanded}。",
            "依据《中华人民共和国行政强制法》第五十三条、第五十四条的规定，申请强制执行：{object}。",
            "罚没款：人民币{fine}。",
            "加处罚款：人民币{additional}。",
            usual_growing.SAID,
            "{?urgent}因情况紧急，为保障公共安全，依据《中华人民共和国行政强制法》第五十九条的规定，申请立即执行。",
            "附：{annexes}",
            "联系方式：{contact}",
        ),
        copies="本申请书一式两份，一份提交人民法院，一份存入案卷。",
        receipt=False,
        signs=("head",),
    ),
    aliases=("申请强制执行", "申请法院强制执行", "强制执行申请", "向法院申请强制执行", "申请人民法院强制执行"),
    told=usual.NUMBER_TOLD,
)  # fmt: skip

COURT_ANSWER = Kind(
    key="court_answer",
    title="人民法院的受理和裁定",
    stage=Stage.EXECUTION,
    basis=(REG(26), COMPULSION_2011(56), COMPULSION_2011(57), COMPULSION_2011(58)),
    about=("court_application", "court_objection"),
    help="收到一份记一份：受理、不予受理、准予执行、不准予执行。不予受理、不予执行的，十五日内可以申请复议。",
    fields=(
        usual.party(prefill="about.party"),
        Choice(
            key="answer", title="内容",
            options=(("accepted", "受理"), ("not_accepted", "不予受理"), ("granted", "准予强制执行"), ("denied", "不准予强制执行")),
        ),
        Line(key="court_number", title="法院文书号", required=False),
        usual.at("收到时间", key="received", prefill="now"),
        usual.reason("理由", required=False, rows=2),
        Scans(key="scans", title="法院文书"),
    ),
    paper=Paper(layout="form"),
    aliases=("法院受理", "法院裁定", "法院不予受理", "准予强制执行裁定", "法院准予执行"),
    told=(
        Told(pattern=r"不予受理", field="answer", value="not_accepted"),
        Told(pattern=r"不准予|不予执行", field="answer", value="denied"),
        Told(pattern=r"(?<!不)准予", field="answer", value="granted"),
        Told(pattern=r"(?<!不予)受理", field="answer", value="accepted"),
    ),
)  # fmt: skip

COURT_OBJECTION = Kind(
    key="court_objection",
    title="对法院裁定申请复议",
    stage=Stage.EXECUTION,
    basis=(REG(26), COMPULSION_2011(56), COMPULSION_2011(58)),
    about=("court_answer",),
    help="自收到裁定之日起十五日内向上一级人民法院提出。",
    fields=(
        usual.party(prefill="about.party"),
        Line(key="court_name", title="上一级人民法院"),
        usual.reason("异议的理由", rows=4),
        usual.at("提出时间", prefill="now"),
        Scans(key="scans", title="申请书"),
    ),
    parts=(Opinion("head", "行政机关负责人意见", role=Role.HEAD),),
    paper=Paper(layout="form"),
    aliases=("申请法院复议", "向上一级法院申请复议"),
)

COURT_RESULT = Kind(
    key="court_result",
    title="人民法院执行结果",
    stage=Stage.EXECUTION,
    basis=(REG(26), COMPULSION_2011(60)),
    about=("court_application", "court_answer"),
    help="执行终了、终结、划款到账等，照法院文书记，附文书。",
    fields=(
        usual.party(prefill="about.party"),
        Choice(
            key="result", title="结果",
            options=(("executed", "执行完毕"), ("partly", "部分执行"), ("ended", "终结执行"), ("denied", "不予执行")),
        ),
        Money(key="amount", title="执行到位金额", required=False),
        Text(key="note", title="说明", rows=2, required=False),
        usual.at("收到结果的时间", prefill="now"),
        Scans(key="scans", title="法院文书"),
    ),
    paper=Paper(layout="form"),
    aliases=("法院执行结果", "法院执行完毕", "法院终结执行", "法院执行终结"),
    told=(Told(pattern=r"执行完毕|执行到位", field="result", value="executed"), Told(pattern=r"终结", field="result", value="ended")),
)  # fmt: skip
