"""许可的听证: where a licence touches the weighty interests of others, or a statute asks for it (许可法第四十六条至第四十八条)."""

from liuhen.regulation import usual
from liuhen.regulation.fields import Column, Flag, Items, Line, Staff, Text
from liuhen.regulation.grammar import Kind, OutsiderSigns, Paper, Part, Signer, Stage
from liuhen.regulation.sources import LICENCE_2019, REG

_ALL = "申请人、利害关系人"
_PEOPLE = (
    Column(key="name", title="姓名或者名称", required=True, width=2),
    Column(key="interest", title="利害关系", type="text", width=3),
    Column(key="address", title="地址和联系方式", type="text", width=3),
)

LICENCE_HEARING_TOLD = Kind(
    key="licence_hearing_told",
    title="行政许可听证权利告知书",
    stage=Stage.DECISION,
    basis=(LICENCE_2019(47), REG(10)),
    about=("licence_acceptance", "licence_review"),
    issued=True,
    help="许可直接涉及他人重大利益的，决定之前告知申请人和每一个利害关系人；五日内可以要求听证。",
    fields=(
        usual.party(title="申请人", prefill="case.party", help="取自申请登记。"),
        Line(key="item_title", title="申请事项", prefill="case.cause"),
        Items(key="people", title="利害关系人", columns=_PEOPLE, law="许可法第四十七条", help="一人一行，每人一份。"),
        usual.reason("涉及的重大利益", rows=2),
    ),
    paper=Paper(
        layout="notice",
        word="许听告",
        addressee="party",
        body=(
            "本机关正在审查{item_title}申请，该事项直接涉及下列利害关系人的重大利益：{reason}。",
            "{people}",
            "依据《中华人民共和国行政许可法》第四十七条的规定，申请人、利害关系人享有要求听证的权利，可以自被告知之日起五日内向本机关提出听证申请。逾期不提出的，视为放弃听证。组织听证不收取费用。",
            "联系方式：{contact}",
        ),
        copies="本告知书送达申请人和每一个利害关系人，并存档一份。",
    ),
    aliases=("许可听证告知", "许可听证告知书", "行政许可听证告知书", "利害关系人告知书"),
)

LICENCE_HEARING_REQUEST = Kind(
    key="licence_hearing_request",
    title="行政许可听证申请",
    stage=Stage.DECISION,
    basis=(LICENCE_2019(47),),
    about=("licence_hearing_told",),
    help="申请人或者利害关系人要求听证的，记下谁、何时、怎样提出。",
    fields=(
        usual.outsider("who", "提出人", asks=("name", "relation", "phone", "address")),
        usual.at("提出时间", prefill="now", law="许可法第四十七条", help="邮寄的以交邮日期为准。"),
        Text(key="grounds", title="要求和理由", rows=3, required=False),
        *usual.original(numbered=False),
    ),
    parts=(OutsiderSigns("who", "提出人签名", Signer.PERSON),),
    paper=Paper(layout="form", letterhead=False),
    aliases=("许可听证申请", "利害关系人申请听证"),
)

LICENCE_HEARING_NOTICE = Kind(
    key="licence_hearing_notice",
    title="行政许可听证通知书",
    stage=Stage.DECISION,
    basis=(LICENCE_2019(46), LICENCE_2019(48)),
    about=("licence_hearing_request", "licence_acceptance"),
    issued=True,
    help="在举行听证的七个工作日前通知。主持人不是审查这项申请的人。依法应当听证的事项，还要向社会公告。",
    fields=(
        usual.party(title="申请人", prefill="case.party", help="取自申请登记。"),
        Line(key="item_title", title="申请事项", prefill="case.cause"),
        usual.at("听证时间", key="hearing_at", law="许可法第四十八条", help="距通知不少于七个工作日。"),
        usual.place("听证地点", section=""),
        Staff(key="chair", title="主持人", law="许可法第四十八条", help="不是审查这项申请的人。"),
        Text(key="others", title="同时通知的利害关系人", rows=2, required=False),
        Flag(key="announced", title="已向社会公告", law="许可法第四十六条"),
        Line(key="medium", title="公告的方式和载体", when="announced"),
    ),
    paper=Paper(
        layout="notice",
        word="许听通",
        addressee="party",
        body=(
            "就{item_title}申请，本机关决定于{hearing_at}在{place}公开举行听证，由{chair}主持。",
            "同时通知的利害关系人：{others}。",
            "{?announced}本次听证已向社会公告：{medium}。",
            "你（单位）认为主持人与该行政许可事项有直接利害关系的，有权申请其回避。听证时可以提出证据，并进行申辩和质证。听证不收取费用。",
            "联系方式：{contact}",
        ),
        copies="本通知书送达申请人、利害关系人，并存档一份。",
    ),
    aliases=("许可听证通知", "许可听证通知书"),
)

LICENCE_HEARING_RECORD = Kind(
    key="licence_hearing_record",
    title="行政许可听证笔录",
    stage=Stage.DECISION,
    basis=(LICENCE_2019(48), REG(11), REG(12)),
    about=("licence_hearing_notice",),
    help="听证公开举行。笔录交参加人核对无误后签字或者盖章；根据笔录作出决定。",
    fields=(
        usual.span("听证时间", law="许可法第四十八条"),
        usual.place("听证地点", prefill="about.place"),
        Staff(key="chair", title="主持人", section="参加人员", prefill="about.chair", law="许可法第四十八条"),
        Staff(key="reviewer", title="审查人员", section="参加人员", prefill="licence_review.reviewer"),
        Line(key="recorder", title="记录人", section="参加人员"),
        Items(
            key="people", title=_ALL, section="参加人员",
            columns=(Column(key="name", title="姓名", required=True, width=2), Column(key="part", title="身份", required=True, width=2)),
        ),
        Text(key="opinion", title="审查意见的证据、理由", section="过程", rows=5, law="许可法第四十八条"),
        Text(key="statements", title="申辩和质证", section="过程", rows=6, law="许可法第四十八条"),
        *usual.unsuitable(),
        *usual.told_facts(recorded=True),
        *usual.original(numbered=False),
    ),
    parts=(
        OutsiderSigns("people", "参加人签名", Signer.PARTY, each="people", page_by_page=True),
        Part(key="chair", title="听证主持人签名"),
    ),
    paper=Paper(
        layout="transcript",
        body=(
            "听证事项：{cause}",
            "听证时间：{span}",
            "听证地点：{place}",
            "主持人：{chair}",
            "审查人员：{reviewer}",
            "记录人：{recorder}",
            "参加人：{people}",
            "本次听证公开举行。主持人核对参加人，告知其有权申请主持人回避、提出证据、进行申辩和质证。",
            "审查人员提供的证据、理由：",
            "{opinion}",
            "申辩和质证：",
            "{statements}",
            "以上笔录请参加人核对，确认无误后签名或者盖章。",
            "（以下空白）",
        ),
        confirm="以上笔录已核对，无误。",
    ),
    aliases=("许可听证", "许可听证笔录", "行政许可听证"),
    told=usual.RECORDED_TOLD,
)  # fmt: skip
