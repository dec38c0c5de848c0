"""办案状态: acceptance before the start, suspension and resumption, the education that goes with no penalty (处罚法第三十三条、第六十条)."""

from liuhen.regulation import usual
from liuhen.regulation.fields import Choice, Flag, Line, Moment, Text
from liuhen.regulation.grammar import Kind, OfficersSign, Opinion, OutsiderSigns, Paper, Role, Signer, Stage, Told
from liuhen.regulation.sources import PENALTY_2021, PRACTICE, REG

CASE_ACCEPTANCE = Kind(
    key="case_acceptance",
    title="受案登记表",
    stage=Stage.INITIATION,
    basis=(REG(8), PRACTICE("受案")),
    about=("case_registration",),
    help="接到线索之后、立案之前：属不属于本机关管、要不要先核查、谁来核查。",
    fields=(
        Choice(key="source", title="案件来源", options=usual.SOURCES, prefill="case.source"),
        usual.at("受案时间", prefill="now"),
        usual.facts("受案情况", rows=4, prefill="case.facts"),
        Choice(
            key="result", title="受案意见",
            options=(("check", "属于本机关管辖，先行核查"), ("open", "符合立案标准，报请立案"), ("transfer", "移送有管辖权的机关"), ("not_accepted", "不予受理")),
        ),
        usual.reason("理由", rows=2),
        usual.officers(required=False, section="", help="指定核查的人员，不少于两人。"),
        *usual.original(),
    ),
    parts=(Opinion("handler", "受案人意见", role=Role.OFFICER), Opinion("unit_head", "承办机构意见", role=Role.UNIT_HEAD)),
    paper=Paper(layout="form", volume="internal"),
    aliases=("受案", "案件受理", "受案登记", "受理案件", "案件受理登记"),
)  # fmt: skip

INVESTIGATION_SUSPENDED = Kind(
    key="investigation_suspended",
    title="中止调查决定书",
    stage=Stage.INVESTIGATION,
    basis=(PENALTY_2021(60), PRACTICE("中止调查")),
    about=("initiation_approval",),
    issued=True,
    help="查不下去、要等别的结果的，可以中止。只有法律、法规、规章写明的，九十日才暂停计算。",
    fields=(
        usual.party(required=False, help="空着表示全案。"),
        Choice(
            key="ground", title="中止的情形", other=True,
            options=(
                ("prior", "须以其他案件的处理结果为依据"), ("interpretation", "涉及法律适用问题，须请有权机关解释"), ("appraisal", "须等检测、鉴定的结果"),
                ("force", "不可抗力"), ("absent", "当事人下落不明"),
            ),
        ),
        usual.reason("中止的理由", rows=3),
        Flag(key="pauses", title="办案期限暂停计算", law="处罚法第六十条", help="有法律、法规、规章明文规定的才能勾选，并写明是哪一条。"),
        usual.laws("basis", "暂停计算的规定", "authority", when="pauses", law="处罚法第六十条", help="法律、法规或者规章的具体条款。"),
        *usual.original(),
    ),
    parts=(
        Opinion("handler", "承办人意见", role=Role.OFFICER),
        Opinion("unit_head", "承办机构意见", role=Role.UNIT_HEAD),
        Opinion("head", "行政机关负责人意见", role=Role.HEAD),
    ),
    paper=Paper(
        layout="notice",
        word="中查",
        addressee="party",
        body=(
            "本机关办理的涉嫌{cause}一案，因{ground}，{reason}，现决定中止调查。",
            "{?pauses}依据{basis}的规定，中止期间不计入办案期限。",
            "中止的情形消失后，本机关将恢复调查。",
            "联系方式：{contact}",
        ),
        copies="本决定书一式两份，一份送达当事人，一份存入案卷。",
    ),
    aliases=("中止调查", "案件中止", "中止办理", "中止案件调查"),
    told=(*usual.APPROVED_TOLD, *usual.NUMBER_TOLD),
)  # fmt: skip

INVESTIGATION_RESUMED = Kind(
    key="investigation_resumed",
    title="恢复调查决定书",
    stage=Stage.INVESTIGATION,
    basis=(PENALTY_2021(60), PRACTICE("中止调查")),
    about=("investigation_suspended",),
    issued=True,
    help="中止的情形消失的，及时恢复；暂停的期限从恢复之日起继续计算。",
    fields=(
        usual.party(required=False, prefill="about.party"),
        usual.reason("恢复的理由", rows=2),
        Line(key="suspension_number", title="中止调查决定书文号", required=False, prefill="about.number"),
        *usual.original(),
    ),
    parts=(Opinion("unit_head", "承办机构意见", role=Role.UNIT_HEAD), Opinion("head", "行政机关负责人意见", role=Role.HEAD)),
    paper=Paper(
        layout="notice",
        word="恢查",
        addressee="party",
        body=(
            "本机关对涉嫌{cause}一案中止了调查。",
            "中止调查决定书文号：{suspension_number}",
            "现因{reason}，决定恢复调查。",
            "联系方式：{contact}",
        ),
        copies="本决定书一式两份，一份送达当事人，一份存入案卷。",
    ),
    aliases=("恢复调查", "恢复办理", "恢复案件调查", "案件恢复"),
    told=(*usual.APPROVED_TOLD, *usual.NUMBER_TOLD),
)

EDUCATION_RECORD = Kind(
    key="education_record",
    title="教育记录",
    stage=Stage.DECISION,
    basis=(PENALTY_2021(33),),
    about=("no_penalty_decision",),
    help="不予处罚的，对当事人进行教育：讲了什么法、要求怎样改、对方怎么说。",
    fields=(
        usual.party(prefill="about.party"),
        usual.at("教育时间", prefill="now"),
        usual.place("地点", section="", required=False),
        usual.outsider("person", "接受教育的人", asks=("name", "relation", "phone")),
        Choice(key="form", title="方式", options=(("talk", "当面谈话"), ("written", "书面提醒"), ("training", "参加学习或者普法活动"), ("other", "其他"))),
        Text(key="content", title="教育内容", rows=4, law="处罚法第三十三条", help="讲了哪些规定，有什么后果，要求怎样改。"),
        Text(key="answer", title="当事人的表示", rows=2, required=False),
        Moment(key="until", title="改正期限", required=False),
        usual.officers(section=""),
        *usual.original(numbered=False),
    ),
    parts=(OutsiderSigns("person", "接受教育的人签名", Signer.PERSON), OfficersSign()),
    paper=Paper(layout="form"),
    aliases=("批评教育", "教育", "教育谈话", "责令改正并教育", "普法教育"),
    told=(Told(pattern=r"书面", field="form", value="written"), Told(pattern=r"谈话|当面", field="form", value="talk")),
)  # fmt: skip
