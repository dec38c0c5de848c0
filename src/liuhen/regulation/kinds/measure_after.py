"""调查取证, what becomes of what was sealed or seized: more time, appraisal, outcome, release (强制法第二十五条至第二十八条)."""

from liuhen.regulation import usual
from liuhen.regulation.fields import Choice, Day, Flag, Line, Number, Text
from liuhen.regulation.grammar import Kind, OfficersSign, Opinion, OutsiderSigns, Paper, Role, Signer, Stage, Told
from liuhen.regulation.sources import COMPULSION_2011

SEIZURE_EXTENSION = Kind(
    key="seizure_extension",
    title="延长查封（扣押）期限通知书",
    stage=Stage.INVESTIGATION,
    basis=(COMPULSION_2011(25),),
    about=("seizure_decision",),
    issued=True,
    help="情况复杂的，期限届满之前经负责人批准，最多延长三十日，及时书面告知当事人并说明理由。",
    fields=(
        usual.party(prefill="about.party"),
        Line(key="decision_number", title="查封（扣押）决定书文号", required=False, prefill="about.number"),
        usual.reason("延长的理由", rows=3, law="强制法第二十五条"),
        Number(key="days", title="延长的日数", unit="日", least=1, law="强制法第二十五条", help="不得超过三十日。"),
        Day(key="until", title="延长至", help="含当日。"),
        *usual.original(),
    ),
    parts=(Opinion("unit_head", "承办机构意见", role=Role.UNIT_HEAD), Opinion("head", "行政机关负责人意见", role=Role.HEAD)),
    paper=Paper(
        layout="notice",
        word="封延",
        addressee="party",
        body=(
            "{?decision_number}本机关以{decision_number}决定书对你（单位）实施的查封（扣押），因情况复杂（{reason}），需要延长期限。",
            "{?!decision_number}本机关对你（单位）实施的查封（扣押），因情况复杂（{reason}），需要延长期限。",
            "依据《中华人民共和国行政强制法》第二十五条的规定，经本机关负责人批准，延长{days}，至{until}止。",
            "联系方式：{contact}",
        ),
        copies="本通知书一式两份，一份送达当事人，一份存入案卷。",
    ),
    aliases=("延长查封", "延长扣押", "延长查封扣押期限", "查封扣押延期", "延长查封期限", "延长扣押期限"),
    told=(Told(pattern=r"延长\s*(\d+)\s*(?:日|天)", field="days"), *usual.NUMBER_TOLD),
)

APPRAISAL_PERIOD = Kind(
    key="appraisal_period",
    title="检测（鉴定）期间告知书",
    stage=Stage.INVESTIGATION,
    basis=(COMPULSION_2011(25),),
    about=("seizure_decision",),
    issued=True,
    time="",
    help="查封、扣押期间需要检测、检验、检疫、技术鉴定的，把起止日期书面告知当事人；这段时间不计入查封、扣押期限。",
    fields=(
        usual.party(prefill="about.party"),
        Line(key="decision_number", title="查封（扣押）决定书文号", required=False, prefill="about.number"),
        Line(key="body", title="检测（鉴定）机构"),
        Text(key="matter", title="检测（鉴定）事项", rows=2),
        Day(key="begin", title="开始日期", prefill="today"),
        Day(key="until", title="届满日期", help="含当日。费用由本机关承担。"),
        *usual.original(),
    ),
    paper=Paper(
        layout="notice",
        word="鉴期",
        addressee="party",
        body=(
            "{?decision_number}本机关以{decision_number}决定书查封（扣押）的物品，需要进行检测（鉴定）。",
            "{?!decision_number}本机关查封（扣押）的物品，需要进行检测（鉴定）。",
            "检测（鉴定）机构：{body}",
            "检测（鉴定）事项：{matter}",
            "检测（鉴定）期间：自{begin}起至{until}止。依据《中华人民共和国行政强制法》第二十五条的规定，这一期间不计入查封（扣押）的期限，费用由本机关承担。",
            "联系方式：{contact}",
        ),
        copies="本告知书一式两份，一份送达当事人，一份存入案卷。",
    ),
    aliases=("检测期间告知", "鉴定期间告知", "检验检测期间告知书", "检测检验鉴定期间告知"),
    told=usual.NUMBER_TOLD,
)

SEIZURE_OUTCOME = Kind(
    key="seizure_outcome",
    title="查封（扣押）物品处理告知书",
    stage=Stage.INVESTIGATION,
    basis=(COMPULSION_2011(27),),
    about=("seizure_decision",),
    issued=True,
    help="期限之内作出处理决定：没收、销毁、随案移送；应当解除的，另用解除决定书。",
    fields=(
        usual.party(prefill="about.party"),
        Line(key="decision_number", title="查封（扣押）决定书文号", required=False, prefill="about.number"),
        Choice(
            key="outcome",
            title="处理决定",
            law="强制法第二十七条",
            options=(("confiscate", "依法没收"), ("destroy", "依法销毁"), ("transfer", "随案移送"), ("other", "其他处理")),
        ),
        Text(key="detail", title="处理说明", rows=2, required=False, help="没收的写处罚决定书文号，移送的写接收机关。"),
        Flag(key="all", title="全部物品"),
        usual.items("处理的物品", prefill="about.items"),
        *usual.original(),
    ),
    parts=(Opinion("head", "行政机关负责人意见", role=Role.HEAD),),
    paper=Paper(
        layout="notice",
        word="封处",
        addressee="party",
        body=(
            "{?decision_number}对本机关以{decision_number}决定书查封（扣押）的物品，",
            "依据《中华人民共和国行政强制法》第二十七条的规定，作出如下处理：{outcome}。",
            "{detail}。",
            "{items}",
            "联系方式：{contact}",
        ),
        copies="本告知书一式两份，一份送达当事人，一份存入案卷。",
    ),
    aliases=("查封扣押处理", "查封（扣押）处理告知书", "扣押物品处理", "查封物品处理", "查封扣押处理告知"),
    told=(
        Told(pattern=r"没收", field="outcome", value="confiscate"),
        Told(pattern=r"销毁", field="outcome", value="destroy"),
        Told(pattern=r"移送", field="outcome", value="transfer"),
        *usual.NUMBER_TOLD,
    ),
)

SEIZURE_RELEASE = Kind(
    key="seizure_release",
    title="解除查封（扣押）决定书",
    stage=Stage.INVESTIGATION,
    basis=(COMPULSION_2011(28),),
    about=("seizure_decision",),
    issued=True,
    help="应当解除的及时解除，立即退还财物，当场清点，双方签名。",
    fields=(
        usual.party(prefill="about.party"),
        Line(key="decision_number", title="查封（扣押）决定书文号", required=False, prefill="about.number"),
        Choice(
            key="ground", title="解除的情形", law="强制法第二十八条",
            options=(
                ("no_violation", "当事人没有违法行为"), ("unrelated", "与违法行为无关"), ("decided", "已经作出处理决定，不再需要"),
                ("expired", "期限已经届满"), ("not_approved", "负责人认为不应当采取"), ("other", "其他不再需要的情形"),
            ),
        ),
        Flag(key="all", title="全部物品"),
        usual.items("退还的物品", prefill="about.items"),
        usual.at("退还时间", prefill="now"),
        usual.officers(),
        *usual.original(),
    ),
    parts=(OutsiderSigns("party", "当事人清点签收", Signer.PARTY), OfficersSign()),
    paper=Paper(
        layout="notice",
        word="解封",
        addressee="party",
        body=(
            "{?decision_number}本机关以{decision_number}决定书查封（扣押）了你（单位）的物品。",
            "现因{ground}，依据《中华人民共和国行政强制法》第二十八条的规定，决定解除查封（扣押），退还下列物品：",
            "{items}",
            "退还时间：{at}",
            "行政执法人员：{officers_line}",
            "联系方式：{contact}",
        ),
        confirm="上述物品我已清点，与查封（扣押）时一致。",
        copies="本决定书一式两份，一份送达当事人，一份存入案卷。",
    ),
    aliases=("解除查封", "解除扣押", "解除查封扣押", "解除查封决定书", "解除扣押决定书", "退还扣押物品", "解除强制措施"),
    told=usual.NUMBER_TOLD,
)  # fmt: skip
