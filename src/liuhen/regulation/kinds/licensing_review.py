"""许可的审查和期限: check on site, time not counted, extension, the opinion that goes to the head (许可法第三十四条至第四十五条)."""

from liuhen.regulation import usual
from liuhen.regulation.fields import Choice, Day, Flag, Items, Line, Number, RecordingRefs, Staff, Text
from liuhen.regulation.fields import Column as Col
from liuhen.regulation.grammar import Kind, OfficersSign, Opinion, OutsiderSigns, Paper, Role, Signer, Stage
from liuhen.regulation.sources import LICENCE_2019, REG

_RESULTS = (("grant", "准予行政许可"), ("refuse", "不予行政许可"))

LICENCE_CHECK = Kind(
    key="licence_check",
    title="行政许可现场核查记录",
    stage=Stage.INVESTIGATION,
    basis=(LICENCE_2019(34, "第三款"), REG(6)),
    about=("licence_application", "licence_acceptance"),
    help="需要核实材料实质内容的，指派两名以上工作人员核查。逐项写看到的，不写结论以外的推断。",
    fields=(
        usual.span("核查时间"),
        usual.place("核查地点"),
        usual.party(title="申请人", prefill="case.party", help="取自申请登记。", section="基本情况"),
        usual.officers(title="核查人员", section="核查人员", law="", help="不少于两名工作人员。", prefill="case.officers"),
        usual.outsider("on_site", "现场人员", section="核查人员", required=False, asks=("name", "title", "phone")),
        Items(
            key="items", title="逐项核查", section="核查情况", law="许可法第三十四条",
            columns=(
                Col(key="item", title="核查内容", type="text", required=True, width=4),
                Col(key="result", title="结果", type="choice", options=(("met", "符合"), ("unmet", "不符合")), required=True, width=2),
                Col(key="note", title="说明", type="text", width=4),
            ),
        ),
        Text(key="result", title="核查结论", section="核查情况", rows=3),
        RecordingRefs(key="recordings", title="音像记录", section="核查情况", help="核查可以拍照、录像，不是必须。"),
        *usual.told_facts(),
        *usual.original(numbered=False),
    ),
    parts=(OutsiderSigns("on_site", "现场人员签名", Signer.PERSON, when="on_site"), OfficersSign(title="核查人员签名")),
    paper=Paper(
        layout="transcript",
        body=(
            "申请人：{party_name}",
            "核查事项：{cause}",
            "核查时间：{span}",
            "核查地点：{place}",
            "核查人员：{officers_line}",
            "现场人员：{on_site}",
            "逐项核查情况：",
            "{items}",
            "核查结论：{result}",
            "（以下空白）",
        ),
        confirm="以上记录我已看过（或者已向我宣读），与现场情况一致。",
    ),
    aliases=("许可现场核查", "现场核查", "实地核查", "许可实地核查", "申请材料核查", "现场核查记录"),
    told=usual.COUNT_TOLD,
)  # fmt: skip

LICENCE_PERIOD_EXCLUDED = Kind(
    key="licence_period_excluded",
    title="行政许可期限扣除告知书",
    stage=Stage.DECISION,
    basis=(LICENCE_2019(45), REG(6)),
    about=("licence_acceptance", "licence_application"),
    issued=True,
    help="听证、检验、检测、鉴定、专家评审所需的时间不计入期限，但要书面告诉申请人需要多久。",
    fields=(
        usual.party(title="申请人", prefill="case.party", help="取自申请登记。"),
        Line(key="item_title", title="申请事项", prefill="case.cause"),
        Choice(
            key="why", title="依法需要的程序", law="许可法第四十五条",
            options=(
                ("hearing", "听证"), ("tender", "招标"), ("auction", "拍卖"), ("inspection", "检验"), ("testing", "检测"), ("quarantine", "检疫"),
                ("appraisal", "鉴定"), ("experts", "专家评审"),
            ),
        ),
        usual.reason("需要的理由", rows=2),
        Day(key="starts", title="起算之日", prefill="today"),
        Number(key="days", title="所需时间", unit="个工作日", least=1, law="许可法第四十五条"),
    ),
    paper=Paper(
        layout="notice",
        word="许扣",
        addressee="party",
        body=(
            "你（单位）提出的{item_title}申请，依法需要{why}。理由：{reason}。",
            "所需时间为{days}，自{starts}起计算。依据《中华人民共和国行政许可法》第四十五条的规定，上述时间不计算在行政许可期限内，特此告知。",
            "联系方式：{contact}",
        ),
        copies="本告知书一式两份，一份送达申请人，一份存档。",
    ),
    aliases=("期限扣除告知", "期限扣除告知书", "许可期限扣除", "特别程序告知书"),
)  # fmt: skip


def _by_government(content: dict[str, object]) -> dict[str, object]:
    """Version 1 had the number alone: where it was given, the government had approved."""
    return {**content, "joint": True} if content.get("government") else content


LICENCE_EXTENSION = Kind(
    key="licence_extension",
    version=2,
    upcast={1: _by_government},
    title="延长行政许可审查期限通知书",
    stage=Stage.DECISION,
    basis=(LICENCE_2019(42), REG(6)),
    about=("licence_acceptance",),
    issued=True,
    help="期限内不能决定的，经负责人批准可以延长十个工作日（联合办理的经本级政府负责人批准，十五个工作日），理由告诉申请人。",
    fields=(
        usual.party(title="申请人", prefill="case.party", help="取自申请登记。"),
        Line(key="item_title", title="申请事项", prefill="case.cause"),
        usual.reason("延长的理由", rows=3, law="许可法第四十二条"),
        Number(key="days", title="延长", unit="个工作日", least=1, help="一般不超过十个工作日，联合办理的不超过十五个工作日。"),
        Flag(
            key="joint",
            title="统一、联合或者集中办理，经本级人民政府负责人批准",
            law="许可法第四十二条",
            prefill="licence_application.joint",
            help="不勾选的，由本机关负责人批准。",
        ),
        Line(
            key="government",
            title="批准的文号",
            when="joint",
            law="许可法第四十二条",
            help="没有文号的写谁批准、怎样批准，例如“分管副区长批示”。",
        ),
        Day(key="government_on", title="批准日期", when="joint", law="许可法第四十二条", help="在本通知书发出之前。"),
    ),
    parts=(Opinion("unit_head", "承办机构意见", role=Role.UNIT_HEAD), Opinion("head", "行政机关负责人意见", role=Role.HEAD)),
    paper=Paper(
        layout="notice",
        word="许延",
        addressee="party",
        body=(
            "你（单位）提出的{item_title}申请，因下列原因不能在规定期限内作出决定：{reason}。",
            "{?!joint}依据《中华人民共和国行政许可法》第四十二条第一款的规定，经本机关负责人批准，审查期限延长{days}，特此告知。",
            "{?joint}依据《中华人民共和国行政许可法》第四十二条第二款的规定，经本级人民政府负责人批准，审查期限延长{days}，特此告知。",
            "{?joint}批准文号：{government}。",
            "{?joint}批准日期：{government_on}。",
            "联系方式：{contact}",
        ),
        copies="本通知书一式两份，一份送达申请人，一份存档。",
    ),
    aliases=("延长审查期限", "延长许可期限", "许可延期", "延长行政许可审查期限", "许可延期通知书"),
)

LICENCE_REVIEW = Kind(
    key="licence_review",
    title="行政许可审查意见",
    stage=Stage.DECISION,
    basis=(LICENCE_2019(34), LICENCE_2019(37), REG(16)),
    about=("licence_acceptance",),
    help="逐项对照法定条件写审查意见，报负责人决定。直接关系他人重大利益的，先告知申请人和利害关系人。",
    fields=(
        Staff(key="reviewer", title="审查人", section="审查", prefill="actor.staff", help="听证主持人不能由审查人担任。"),
        Items(
            key="items", title="对照法定条件", section="审查",
            columns=(
                Col(key="condition", title="法定条件", type="text", required=True, width=4),
                Col(key="result", title="是否符合", type="choice", options=(("met", "符合"), ("unmet", "不符合")), required=True, width=2),
                Col(key="note", title="依据的材料", type="text", width=4),
            ),
        ),
        Flag(key="interest", title="直接涉及他人重大利益", section="审查", law="许可法第四十七条", help="勾选后，先告知申请人、利害关系人有权要求听证。"),
        Text(key="heard", title="申请人、利害关系人的意见", section="审查", rows=3, required=False, law="许可法第三十六条"),
        Choice(key="result", title="审查意见", section="意见", options=_RESULTS, law="许可法第三十八条"),
        usual.reason("理由和依据", section="意见", rows=4),
    ),
    parts=(
        Opinion("handler", "审查人意见", role=Role.OFFICER),
        Opinion("unit_head", "承办机构意见", role=Role.UNIT_HEAD),
        Opinion("head", "行政机关负责人意见", role=Role.HEAD),
    ),
    paper=Paper(layout="form", volume="internal"),
    aliases=("许可审查", "审查意见", "行政许可审批表", "许可审批", "许可审查意见", "行政许可审查"),
)  # fmt: skip
