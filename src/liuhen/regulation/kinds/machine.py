"""What the machine itself appends: parts of records, numbers, corrections, excusals, links, the agency's own history."""

from liuhen.regulation.fields import Choice, Day, Flag, Line, Number, Text
from liuhen.regulation.grammar import Kind, Stage

EVERY = ("case", "clue", "recording", "agency", "person", "unit", "device")

PART = Kind(key="part", title="签署", stage=Stage.ADMINISTRATION, subjects=EVERY, by_hand=False, internal=True)
ISSUED = Kind(
    key="issued",
    title="发文编号",
    stage=Stage.ADMINISTRATION,
    subjects=EVERY,
    fields=(Line(key="number", title="文号"), Line(key="series", title="编号序列", required=False)),
    by_hand=False,
    internal=True,
)
INSTRUMENT_ISSUED = Kind(
    key="instrument_issued", title="文书出具", stage=Stage.ADMINISTRATION, subjects=EVERY, by_hand=False, internal=True
)
CORRECTION = Kind(key="correction", title="更正", stage=Stage.ADMINISTRATION, subjects=EVERY, by_hand=False, internal=True)
VOIDED = Kind(
    key="voided",
    title="作废",
    stage=Stage.ADMINISTRATION,
    subjects=EVERY,
    fields=(Text(key="reason", title="作废原因"),),
    by_hand=False,
    internal=True,
)
EXCUSAL = Kind(
    key="excusal",
    title="免办",
    stage=Stage.ADMINISTRATION,
    subjects=EVERY,
    fields=(
        Line(key="duty", title="所免事项"),
        Choice(
            key="ground",
            title="免办的情形",
            required=False,
            options=(
                ("unsuitable", "不适宜记录"),
                ("law", "法律、法规、规章另有规定"),
                ("extended", "延期已经批准"),
                ("override", "负责人决定不适用本局制度的这项要求"),
                ("not_needed", "本案不需要"),
            ),
        ),
        Text(key="reason", title="免办原因"),
        Line(key="basis", title="依据"),
        Line(key="approver", title="批准人"),
    ),
    by_hand=False,
)
BREACH_DECLARED = Kind(
    key="breach_declared",
    title="情况说明（无法补办）",
    stage=Stage.ADMINISTRATION,
    subjects=EVERY,
    fields=(Line(key="duty", title="所涉事项"), Text(key="explanation", title="说明")),
    by_hand=False,
)
CLOCK_BACK = Kind(
    key="clock_back", title="系统时钟回拨", stage=Stage.ADMINISTRATION, subjects=("agency",), by_hand=False, internal=True
)
DESTRUCTION_APPROVED = Kind(
    key="destruction_approved",
    title="销毁批准",
    stage=Stage.ARCHIVING,
    subjects=EVERY,
    fields=(Text(key="reason", title="销毁原因"), Line(key="approver", title="批准人")),
    by_hand=False,
)
SETTING = Kind(
    key="setting",
    title="机关设置",
    stage=Stage.ADMINISTRATION,
    subjects=("agency",),
    fields=(
        Line(key="key", title="设置项"),
        Day(key="since", title="生效日期"),
        Line(key="source", title="依据", required=False),
    ),
    by_hand=False,
)
AGENCY_FOUNDED = Kind(
    key="agency_founded",
    title="机关设立",
    stage=Stage.ADMINISTRATION,
    subjects=("agency",),
    fields=(
        Line(key="name", title="机关名称"),
        Choice(key="clock", title="时钟", options=(("system", "系统时钟"), ("scripted", "脚本时钟"))),
        Flag(key="demo", title="示范机关"),
    ),
    by_hand=False,
)
VOLUME_BOUND = Kind(
    key="volume_bound",
    title="卷宗装订件",
    stage=Stage.ARCHIVING,
    fields=(
        Choice(key="volume", title="卷别", options=(("main", "正卷"), ("internal", "副卷"))),
        Number(key="pages", title="页数", unit="页"),
        Line(key="name", title="文件名"),
        Line(key="sha256", title="摘要"),
    ),
    about=("case_file_bound",),
    by_hand=False,
    internal=True,
    help="归档时由系统装订的卷宗：封面、卷内目录、编页的文书、音像资料目录、备考表。",
)
SOURCE_TOLD = Kind(
    key="source_told",
    title="来源记载",
    stage=Stage.ADMINISTRATION,
    fields=(
        Line(key="source_id", title="来源编号"),
        Line(key="agency", title="来源机关", required=False),
        Flag(key="complete", title="来源自称完整"),
        Line(key="name", title="案件名称", required=False),
        Line(key="cause", title="违法行为", required=False),
        Line(key="outcome", title="处理结果", required=False),
        Line(key="instrument_no", title="文书文号", required=False),
        Line(key="url", title="出处", required=False),
        Line(key="quality", title="出处性质", required=False),
    ),
    by_hand=False,
    help="别处办理的案件录入时，来源说了什么、没说什么。来源没有说的，一律不补。",
)
