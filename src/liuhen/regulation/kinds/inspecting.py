"""行政检查, an act of its own: approval, notice, feedback, and the way into the case that it finds (practice.md 2, 国办发〔2024〕54号)."""

from liuhen.regulation import usual
from liuhen.regulation.fields import Choice, Column, Day, Items, Line, Number, Text
from liuhen.regulation.grammar import Kind, OfficersSign, Opinion, OutsiderSigns, Paper, Role, Signer, Stage
from liuhen.regulation.sources import PENALTY_2021, REG

#: 任务来源; the cap on inspections of one firm in a year does not reach those that something outside gives rise to.
TASKS = (
    ("plan", "年度计划"),
    ("random", "双随机抽查"),
    ("special", "专项检查"),
    ("complaint", "投诉举报核查"),
    ("assigned", "上级交办、其他机关移送"),
    ("follow", "改正情况复查"),
)
_HELPERS = "事先确定；辅助人员不单独检查，不代替执法人员。"

INSPECTION_APPROVAL = Kind(
    key="inspection_approval",
    title="行政检查审批表",
    stage=Stage.INVESTIGATION,
    basis=(PENALTY_2021(54), REG(3)),
    help="检查是独立的执法行为，有自己的审批。检查中发现违法的，再报启动。",
    fields=(
        usual.laws("basis", "检查依据", "authority", section="检查事项"),
        Choice(key="task_kind", title="任务来源", section="检查事项", options=TASKS, required=False),
        Line(key="task", title="任务说明", section="检查事项", required=False, help="计划、方案的名称，或者投诉举报、交办的来件。"),
        Line(key="object", title="检查对象", section="检查事项", prefill="case.party_name"),
        usual.place("检查地点", section="检查事项", prefill="case.party_address"),
        Day(key="planned", title="检查日期", section="检查事项", help="跨多日的填第一天。"),
        Text(key="items", title="检查内容", section="检查事项", rows=3),
        Number(key="nth", title="本年度对该对象的第几次检查", section="频次", unit="次", required=False, help="本系统登记的按对象和年度计算；有联合检查的加上。"),
        Text(key="over_reason", title="超过年度上限的理由", section="频次", rows=2, required=False, help="本局定了上限又超过的，写明为什么还要查。"),
        usual.officers(help="不少于两人，事先确定。"),
        Number(key="helpers", title="辅助人员数", section="执法人员", unit="名", required=False, help=_HELPERS),
    ),
    parts=(
        Opinion("handler", "承办人意见", role=Role.OFFICER),
        Opinion("unit_head", "承办机构意见", role=Role.UNIT_HEAD),
        Opinion("head", "行政机关负责人意见", role=Role.HEAD, optional=True),
    ),
    paper=Paper(layout="form", volume="internal"),
    aliases=("检查审批", "行政检查审批", "检查计划审批"),
)  # fmt: skip

INSPECTION_NOTICE = Kind(
    key="inspection_notice",
    title="行政检查通知书",
    stage=Stage.INVESTIGATION,
    basis=(PENALTY_2021(55), REG(3)),
    about=("inspection_approval",),
    issued=True,
    help="进入场所时当面交给被检查人；事先通知会影响检查的，到场再交。",
    fields=(
        usual.party(title="被检查人"),
        usual.laws("basis", "检查依据", "authority", prefill="inspection_approval.basis"),
        Choice(key="task_kind", title="任务来源", options=TASKS, required=False, prefill="inspection_approval.task_kind"),
        Text(key="items", title="检查内容", rows=3, prefill="inspection_approval.items"),
        Day(key="planned", title="检查日期", prefill="inspection_approval.planned"),
        usual.place("检查地点", section="", prefill="inspection_approval.place"),
        usual.officers(section=""),
        Number(
            key="helpers", title="辅助人员数", unit="名", required=False, prefill="inspection_approval.helpers", help=_HELPERS
        ),
        *usual.original(),
    ),
    parts=(OfficersSign(),),
    paper=Paper(
        layout="notice",
        word="检通",
        addressee="party",
        body=(
            "依据{basis}的规定，本机关定于{planned}在{place}对你（单位）进行行政检查。",
            "任务来源：{task_kind}。",
            "检查内容：{items}。",
            "行政执法人员：{officers_line}",
            "辅助人员：{helpers}，协助检查，不单独实施检查。",
            "执法人员应当主动出示行政执法证件；不出示的，你（单位）有权拒绝检查。认为执法人员与检查事项有直接利害关系或者有其他关系可能影响公正执法的，有权申请其回避。你（单位）有权陈述和申辩，应当如实回答询问、协助检查，不得拒绝或者阻挠。",
            "联系方式：{contact}",
        ),
        copies="本通知书一式两份，一份交被检查人，一份存入案卷。",
    ),
    aliases=("检查通知书", "检查通知", "行政检查通知"),
    told=usual.NUMBER_TOLD,
)

INSPECTION_RESULT = Kind(
    key="inspection_result",
    title="行政检查结果告知书",
    stage=Stage.EXECUTION,
    basis=(PENALTY_2021(54), REG(27)),
    about=("inspection_record", "inspection_notice"),
    issued=True,
    help="检查完把结果告诉被检查人。发现违法需要立案的，另行转入处罚案件。告知之后检查终结。",
    fields=(
        usual.party(title="被检查人"),
        Day(key="inspected_on", title="检查日期", prefill="inspection_approval.planned"),
        Choice(
            key="result", title="检查结果",
            options=(
                ("clean", "未发现违法行为"), ("corrected", "发现的问题已当场改正"), ("order", "责令改正"), ("case", "涉嫌违法，立案调查"),
                ("transfer", "移送有权机关处理"),
            ),
        ),
        Text(key="found", title="检查情况", rows=5, help="查了什么、发现什么，简要写。"),
        Text(key="advice", title="要求和建议", rows=3, required=False),
        usual.officers(section=""),
        *usual.original(),
    ),
    parts=(OutsiderSigns("party", "被检查人签收", Signer.PARTY), OfficersSign()),
    paper=Paper(
        layout="notice",
        word="检告",
        addressee="party",
        body=(
            "本机关于{inspected_on}对你（单位）进行了行政检查，现将结果告知如下：",
            "检查情况：{found}",
            "检查结果：{result}。",
            "要求和建议：{advice}",
            "行政执法人员：{officers_line}",
            "对检查结果有意见的，可以向本机关陈述、申辩。联系方式：{contact}",
        ),
        copies="本告知书一式两份，一份交被检查人，一份存入案卷。",
        confirm="本告知书已收到。",
    ),
    aliases=("检查结果告知", "检查结果告知书", "检查结果反馈", "检查反馈", "行政检查反馈"),
    told=usual.NUMBER_TOLD,
)  # fmt: skip

INSPECTION_LINKED = Kind(
    key="inspection_linked",
    title="检查材料转入案件",
    stage=Stage.INVESTIGATION,
    basis=(REG(3), REG(7)),
    time="",
    help="由“转入处罚案件”自动记在检查和案件两处：带去哪些材料、何时何地做的。材料的原件仍在检查案卷。",
    fields=(
        Line(key="inspection", title="检查", internal=True),
        Line(key="case", title="案件", internal=True),
        Line(key="inspection_name", title="行政检查"),
        Line(key="case_name", title="处罚案件"),
        Items(
            key="records", title="转入的材料",
            columns=(
                Column(key="title", title="名称", width=3),
                Column(key="number", title="文号", width=3),
                Column(key="time", title="制作时间", width=5),
                Column(key="place", title="地点", width=3),
                Column(key="signed", title="签名情况", width=3),
                Column(key="recordings", title="音像", type="number", width=2),
            ),
        ),
    ),
    paper=Paper(layout="form"),
    by_hand=False,
)  # fmt: skip
