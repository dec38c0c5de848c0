"""调查取证, what others are asked: appraisal, experts; and what becomes of samples (制度第二条、第十一条（七）)."""

from liuhen.regulation import usual
from liuhen.regulation.fields import Choice, Column, Day, Flag, Items, Line, Text
from liuhen.regulation.grammar import Kind, OfficersSign, Opinion, OutsiderSigns, Paper, Role, Signer, Stage, Told
from liuhen.regulation.sources import EVIDENCE_RULES_2002, PENALTY_2021, REG

SAMPLING_OUTCOME = Kind(
    key="sampling_outcome",
    title="抽样取证物品处理通知书",
    stage=Stage.INVESTIGATION,
    basis=(PENALTY_2021(56), REG(11)),
    about=("sampling",),
    issued=True,
    help="样品检验完了怎样处理，告诉当事人。抽样取证没有七日的期限。",
    fields=(
        usual.party(prefill="about.party"),
        Line(key="voucher_number", title="抽样取证凭证文号", required=False, prefill="about.number"),
        Choice(
            key="outcome", title="处理", options=(("return", "退还当事人"), ("test", "送检验、检测、鉴定"), ("transfer", "移送"), ("other", "其他处理")),
        ),
        Text(key="detail", title="说明", rows=2, required=False, help="送检的写机构和起止日期，移送的写接收机关。"),
        Flag(key="all", title="全部样品"),
        usual.items("处理的样品"),
        usual.officers(),
        *usual.original(),
    ),
    parts=(Opinion("unit_head", "承办机构意见", role=Role.UNIT_HEAD), OfficersSign()),
    paper=Paper(
        layout="notice",
        word="抽处",
        addressee="party",
        body=(
            "{?voucher_number}本机关以{voucher_number}凭证对你（单位）的物品抽样取证。",
            "{?!voucher_number}本机关对你（单位）的物品抽样取证。",
            "现对样品处理如下：{outcome}。",
            "{detail}。",
            "{?all}处理范围：抽取的全部样品。",
            "{items}",
            "行政执法人员：{officers_line}",
            "联系方式：{contact}",
        ),
        copies="本通知书一式两份，一份送达当事人，一份存入案卷。",
    ),
    aliases=("抽样物品处理", "抽样物品处理通知书", "抽样取证处理", "样品处理", "退还样品"),
    told=(
        Told(pattern=r"退还|返还", field="outcome", value="return"),
        Told(pattern=r"送检|检验|检测|鉴定", field="outcome", value="test"),
        *usual.NUMBER_TOLD,
    ),
)  # fmt: skip

APPRAISAL_ENTRUSTMENT = Kind(
    key="appraisal_entrustment",
    title="鉴定委托书",
    stage=Stage.INVESTIGATION,
    basis=(REG(11), PENALTY_2021(46)),
    about=("sampling", "evidence_list", "advance_registration", "seizure_decision"),
    issued=True,
    help="写明委托谁、鉴定什么、交了什么材料、什么时候要结果。",
    fields=(
        Line(key="to", title="受委托的机构", help="法定机构，或者有资质的机构。"),
        Line(key="qualification", title="资质证明编号", required=False),
        Text(key="matter", title="委托鉴定的事项", rows=3, law="制度第十一条"),
        usual.items("送交的材料和物品", prefill="about.items"),
        Day(key="until", title="提出意见的期限", help="含当日。"),
        usual.officers(),
        *usual.original(),
    ),
    parts=(Opinion("unit_head", "承办机构意见", role=Role.UNIT_HEAD), Opinion("head", "行政机关负责人意见", role=Role.HEAD)),
    paper=Paper(
        layout="notice",
        word="鉴托",
        addressee="to",
        body=(
            "因办案需要，现委托你单位对下列事项进行鉴定（检验、检测）：",
            "{matter}。",
            "送交的材料和物品：",
            "{items}",
            "资质证明编号：{qualification}",
            "请于{until}前（含当日）提出书面意见，写明委托人、委托事项、送交的材料、依据、使用的技术手段、分析过程和结论，由鉴定人签名并加盖公章，附资质证明。",
            "行政执法人员：{officers_line}",
            "联系方式：{contact}",
        ),
        copies="本委托书一式两份，一份送受委托的机构，一份存入案卷。",
    ),
    aliases=("委托鉴定", "鉴定委托", "检验委托书", "委托检测", "委托检验", "送检", "送鉴"),
    told=usual.NUMBER_TOLD,
)

APPRAISAL_OPINION = Kind(
    key="appraisal_opinion",
    title="鉴定意见书",
    stage=Stage.INVESTIGATION,
    basis=(REG(11), EVIDENCE_RULES_2002(14)),
    about=("appraisal_entrustment",),
    help="外面的机构出具的意见，照原件录入。缺一项的退回补正：它不完整就不能当证据。",
    fields=(
        Line(key="body", title="鉴定机构", prefill="about.to"),
        Choice(key="by", title="机构的性质", options=(("statutory", "法定机构"), ("entrusted", "受委托的机构")), law="制度第十一条"),
        Line(key="asked_by", title="委托人", prefill="agency.name"),
        Text(key="matter", title="委托鉴定的事项", rows=2, prefill="about.matter"),
        Text(key="material", title="送交的材料", rows=2),
        Text(key="grounds", title="鉴定的依据和技术手段", rows=3),
        Text(key="analysis", title="分析过程", rows=4, help="推断得出的结论要有分析过程。"),
        Text(key="conclusion", title="鉴定意见", rows=3, law="制度第十一条"),
        Items(
            key="experts", title="鉴定人",
            columns=(
                Column(key="name", title="姓名", required=True),
                Column(key="qualification", title="资格证明", width=2),
                Column(key="signed", title="已签名", type="choice", options=(("yes", "是"), ("no", "否")), required=True),
            ),
        ),
        Flag(key="sealed", title="已加盖机构公章"),
        Day(key="made", title="出具日期"),
        *usual.original(),
    ),
    paper=Paper(layout="form", letterhead=False),
    aliases=("鉴定书", "鉴定意见", "鉴定报告", "检验报告", "检测报告", "鉴定结论", "鉴定", "检测", "检验", "收到鉴定意见", "出版物鉴定书"),
    told=(Told(pattern=r"(?:结论|意见)(?:为)?[:：]\s*([^;；。]+)", field="conclusion"), *usual.NUMBER_TOLD),
)  # fmt: skip

EXPERT_REPORT = Kind(
    key="expert_report",
    title="专家论证报告",
    stage=Stage.DECISION,
    basis=(REG(2),),
    about=("investigation_report", "appraisal_opinion"),
    help="疑难、专业的问题请专家论证：论证什么、每位专家怎么说、结论是什么。",
    fields=(
        usual.span("论证时间"),
        usual.place("论证地点", required=False),
        Text(key="subject", title="论证的问题", rows=3),
        Text(key="material", title="提供的材料", rows=2, required=False),
        Items(
            key="experts", title="专家和意见",
            columns=(
                Column(key="name", title="姓名", required=True),
                Column(key="employer", title="单位和职称", width=2),
                Column(key="view", title="意见", type="text", required=True, width=4),
            ),
        ),
        Text(key="conclusion", title="论证结论", rows=4, help="意见不一致的写明各方意见。"),
        Line(key="recorder", title="记录人", prefill="actor.name"),
        *usual.original(numbered=False),
    ),
    parts=(OutsiderSigns("experts", "专家签名", Signer.PERSON, each="experts"),),
    paper=Paper(layout="form", volume="internal"),
    aliases=("专家论证", "专家论证会", "专家咨询", "专家意见", "专家评审"),
)  # fmt: skip
