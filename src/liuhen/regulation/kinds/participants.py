"""参与人: refusals, recusal, agents, third persons, the announcement of a hearing (制度第十条、第十一条, 处罚法第四十三条、第六十四条)."""

from liuhen.regulation import usual
from liuhen.regulation.fields import Choice, Column, Day, Flag, Items, Line, Moment, RecordingRefs, RecordRef, Scans, Text
from liuhen.regulation.grammar import Kind, OfficersSign, Opinion, OutsiderSigns, Paper, Role, Signer, Stage, Told
from liuhen.regulation.sources import PENALTY_2021, REG

REFUSAL = Kind(
    key="refusal",
    title="拒绝情况记录",
    stage=Stage.INVESTIGATION,
    basis=(REG(11), PENALTY_2021(55)),
    help="拒绝签名、拒收文书、拒绝接受调查、拒绝提供证据的，两名执法人员当场记。没有见证人也算完整。",
    fields=(
        Choice(
            key="what", title="拒绝什么", law="制度第十一条", other=True,
            options=(
                ("sign", "拒绝签名或者盖章"), ("receive", "拒绝接收文书"), ("investigated", "拒绝接受检查、询问等调查"), ("evidence", "拒绝提供证据"),
            ),
        ),
        RecordRef(key="record", title="所涉的文书或者记录", required=False, prefill="about.id"),
        usual.outsider("person", "拒绝的人", asks=("name", "title", "relation", "phone"), help="不肯说姓名的，写体貌特征和在场所里做什么。"),
        usual.at("拒绝的时间", prefill="now", law="制度第十一条"),
        usual.place(section="", prefill="case.place", required=False),
        usual.reason("拒绝的理由", law="制度第十一条", rows=2, help="照原话写；没有说理由的写“未说明理由”。"),
        Text(key="warned", title="已告知的义务和后果", rows=2, required=False, help="例如：应当如实回答询问、不得拒绝或者阻挠检查。"),
        usual.witness(section=""),
        Moment(key="moment", title="录像中的时刻", required=False, help="有录像的，写拒绝发生在录像的什么时刻。"),
        RecordingRefs(key="recordings", title="音像记录"),
        usual.officers(section="", help="两名执法人员。"),
        *usual.told_facts(recorded=True),
        *usual.original(numbered=False),
    ),
    parts=(OutsiderSigns("witness", "见证人签名", Signer.WITNESS, when="witness"), OfficersSign()),
    paper=Paper(layout="form"),
    aliases=("拒签记录", "拒绝签名", "拒绝签字", "拒签", "拒绝接受检查", "拒绝检查", "拒绝接受询问", "拒绝接受调查", "拒绝提供证据", "拒绝提供材料", "拒收文书", "拒绝配合", "阻挠检查"),
    told=(
        Told(pattern=r"拒绝?签", field="what", value="sign"),
        Told(pattern=r"拒收|拒绝接收|拒绝签收", field="what", value="receive"),
        Told(pattern=r"拒绝提供", field="what", value="evidence"),
        Told(pattern=r"拒绝(?:接受)?(?:检查|询问|调查)|阻挠", field="what", value="investigated"),
        Told(pattern=r"(?:理由|事由)[:：]\s*([^;；,，。]+)", field="reason"),
        *usual.COUNT_TOLD,
        *usual.RECORDED_TOLD,
    ),
)  # fmt: skip

RECUSAL_REQUEST = Kind(
    key="recusal_request",
    title="回避申请",
    stage=Stage.INVESTIGATION,
    basis=(PENALTY_2021(43), REG(10)),
    about=("rights_notice", "inspection_record", "interview_transcript", "hearing_notice"),
    help="当事人申请，或者执法人员自己提出。决定作出之前，不停止调查。",
    fields=(
        Choice(key="by", title="谁提出", options=(("party", "当事人申请"), ("self", "执法人员自行提出"))),
        usual.party(required=False, when="by=party"),
        Line(key="person_name", title="请求其回避的人", law="处罚法第四十三条", help="姓名；执法人员、听证主持人、鉴定人都可以。"),
        usual.at("提出时间", prefill="now"),
        usual.reason("理由", law="处罚法第四十三条", rows=3, help="有什么直接利害关系或者其他关系。"),
        *usual.original(numbered=False),
    ),
    parts=(OutsiderSigns("party", "申请人签名", Signer.PARTY, when="by=party"),),
    paper=Paper(layout="form", letterhead=False),
    aliases=("申请回避", "自行回避", "提出回避", "回避申请书", "要求回避"),
    told=(Told(pattern=r"自行回避|主动回避", field="by", value="self"),),
)  # fmt: skip

RECUSAL_DECISION = Kind(
    key="recusal_decision",
    title="回避决定书",
    stage=Stage.INVESTIGATION,
    basis=(PENALTY_2021(43),),
    about=("recusal_request",),
    issued=True,
    help="由负责人决定，告知申请人。决定回避的，从这时起不再参加本案。",
    fields=(
        usual.party(required=False, prefill="about.party"),
        Line(key="person_name", title="被请求回避的人", prefill="about.person_name"),
        Choice(key="result", title="决定", law="处罚法第四十三条", options=(("granted", "回避"), ("rejected", "驳回申请"))),
        usual.reason("理由", rows=3),
        Line(key="replacement", title="接替的人员", required=False, when="result=granted"),
        *usual.original(),
    ),
    parts=(Opinion("head", "行政机关负责人意见", role=Role.HEAD),),
    paper=Paper(
        layout="notice",
        word="回避",
        addressee="party",
        body=(
            "关于请求{person_name}回避的申请，本机关依据《中华人民共和国行政处罚法》第四十三条的规定进行了审查，{reason}。",
            "现决定：{result}。",
            "{?result=granted}接替的人员：{replacement}",
            "联系方式：{contact}",
        ),
        copies="本决定书一式两份，一份送达申请人，一份存入案卷。",
    ),
    aliases=("回避决定", "决定回避", "驳回回避申请", "回避申请处理"),
    told=(Told(pattern=r"驳回|不予回避", field="result", value="rejected"), *usual.NUMBER_TOLD),
)

POWER_OF_ATTORNEY = Kind(
    key="power_of_attorney",
    title="授权委托书",
    stage=Stage.INVESTIGATION,
    basis=(PENALTY_2021(64), REG(11)),
    help="当事人委托一至二人，写明事项和权限。原件附卷，照原件录入。",
    fields=(
        usual.party(title="委托人"),
        Line(key="representative", title="法定代表人（负责人）", required=False),
        Items(
            key="agents", title="受托人", help="一至二人。",
            columns=(
                Column(key="name", title="姓名", required=True),
                Column(key="employer", title="工作单位", width=2),
                Column(key="post", title="职务"),
                Column(key="id_number", title="身份证件号码", width=2),
                Column(key="phone", title="电话"),
            ),
            sensitive=True,
        ),
        Text(key="matter", title="委托事项和权限", rows=3, help="接受询问、陈述申辩、参加听证、签收文书，逐项写；没有写的不能代。"),
        Day(key="since", title="委托日期"),
        Day(key="until", title="委托期限至", required=False),
        Scans(key="scans", title="委托书和身份证明"),
        Line(key="original_place", title="原件存放处", required=False, internal=True, section="原件"),
    ),
    parts=(OutsiderSigns("party", "委托人签名", Signer.PARTY, refusable=False),),
    paper=Paper(layout="form", letterhead=False),
    aliases=("委托书", "提交授权委托书", "授权委托"),
)  # fmt: skip

HEARING_ANNOUNCEMENT = Kind(
    key="hearing_announcement",
    title="听证公告",
    stage=Stage.DECISION,
    basis=(PENALTY_2021(64),),
    about=("hearing_notice",),
    issued=True,
    help="公开举行的听证，事先公告当事人、案由、时间和地点。",
    fields=(
        usual.party(required=False, prefill="about.party"),
        usual.at("听证时间", key="hearing_at", prefill="about.hearing_at"),
        usual.place("听证地点", section="", prefill="about.place"),
        Line(key="medium", title="公告的方式和载体"),
        *usual.original(),
    ),
    paper=Paper(
        layout="notice",
        word="听告",
        body=(
            "本机关定于{hearing_at}在{place}就{party_name}涉嫌{cause}一案公开举行听证，欢迎旁听。",
            "公告的方式和载体：{medium}",
            "联系方式：{contact}",
        ),
        receipt=False,
    ),
    aliases=("公告听证", "行政处罚听证公告"),
)

THIRD_PERSON_NOTICE = Kind(
    key="third_person_notice",
    title="第三人参加听证通知书",
    stage=Stage.DECISION,
    basis=(PENALTY_2021(64),),
    about=("hearing_notice",),
    issued=True,
    help="与案件处理结果有利害关系的其他人，通知其参加听证，意见记入听证笔录。",
    fields=(
        Line(key="to", title="第三人"),
        Text(key="interest", title="利害关系", rows=2, help="处理结果会怎样影响他。"),
        usual.at("听证时间", key="hearing_at", prefill="about.hearing_at"),
        usual.place("听证地点", section="", prefill="about.place"),
        Flag(key="asked", title="由第三人申请参加"),
        *usual.original(),
    ),
    parts=(Opinion("unit_head", "承办机构意见", role=Role.UNIT_HEAD),),
    paper=Paper(
        layout="notice",
        word="三听",
        addressee="to",
        body=(
            "你（单位）与本机关办理的涉嫌{cause}一案的处理结果有利害关系（{interest}）。",
            "{?asked}你（单位）申请参加听证，本机关予以同意。",
            "本机关定于{hearing_at}在{place}举行听证，请准时参加，可以委托一至二人代理，可以提出意见、提交证据。",
            "联系方式：{contact}",
        ),
        copies="本通知书一式两份，一份送达第三人，一份存入案卷。",
    ),
    aliases=("第三人听证通知", "通知第三人", "利害关系人听证通知"),
)
