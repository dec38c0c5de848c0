"""What is said beside a recording: moments of legal steps, the words spoken, a check of the original (制度第九条至第十二条、第二十八条)."""

from liuhen.regulation import usual
from liuhen.regulation.fields import Choice, Flag, Line, Number, Text
from liuhen.regulation.grammar import Kind, Stage
from liuhen.regulation.sources import PRACTICE, REG

BOTH = ("recording", "case")

MOMENT_MARKED = Kind(
    key="moment_marked",
    title="标记时刻",
    stage=Stage.INVESTIGATION,
    basis=(PRACTICE("音像时刻"), REG(12)),
    subjects=BOTH,
    time="",
    help="这一步在音像的第几秒。标错的撤回，另标一次。",
    fields=(
        Line(key="moment", title="时刻编号"),
        Line(key="recording", title="音像记录"),
        Line(key="case", title="案件", required=False),
        Line(key="record", title="所证的记录", required=False),
        Line(key="step", title="步骤", required=False),
        Line(key="about", title="步骤所指", required=False),
        Line(key="title", title="时刻名称"),
        Number(key="second", title="秒", unit="秒"),
        Line(key="real", title="实际时间", required=False),
        Text(key="note", title="备注", required=False, rows=2),
    ),
    by_hand=False,
    internal=True,
)

MOMENT_WITHDRAWN = Kind(
    key="moment_withdrawn",
    title="撤回时刻",
    stage=Stage.INVESTIGATION,
    basis=(PRACTICE("音像时刻"), REG(12)),
    subjects=BOTH,
    time="",
    fields=(
        Line(key="moment", title="时刻编号"),
        Line(key="recording", title="音像记录"),
        Line(key="case", title="案件", required=False),
        usual.reason("撤回的原因", rows=2, required=False),
    ),
    by_hand=False,
    internal=True,
)

TRANSCRIPT_SET = Kind(
    key="transcript_set",
    title="音像文字记录",
    stage=Stage.INVESTIGATION,
    basis=(PRACTICE("音像时刻"), REG(12)),
    subjects=("recording",),
    help="说了什么，逐行对到秒。每存一次是一个版本，先前的版本都在。",
    fields=(
        Line(key="sha256", title="文字记录摘要（SHA-256）"),
        Number(key="lines", title="行数", unit="行"),
        Number(key="size", title="大小", unit="字节", required=False),
        Choice(key="source", title="来源", options=(("typed", "逐行录入"), ("imported", "字幕文件导入"))),
        Line(key="name", title="字幕文件名", required=False),
        Line(key="file", title="字幕文件摘要（SHA-256）", required=False),
    ),
    by_hand=False,
)

ORIGINAL_CHECKED = Kind(
    key="original_checked",
    title="查验原件",
    stage=Stage.INVESTIGATION,
    basis=(REG(27), REG(28)),
    subjects=("recording",),
    help="从头到尾重读原件，摘要与入库时的比对。",
    fields=(
        Line(key="sha256", title="入库时的摘要（SHA-256）"),
        Line(key="found", title="现在读到的摘要（SHA-256）", required=False),
        Flag(key="same", title="一致"),
        Number(key="size", title="大小", unit="字节", required=False),
    ),
    by_hand=False,
)
