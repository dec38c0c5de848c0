"""What people settle about a recording besides linking it: held as evidence, handed to somebody, an offer turned down (制度第二十七、二十八条)."""

from liuhen.regulation import usual
from liuhen.regulation.fields import Choice, Day, Line, Staff
from liuhen.regulation.grammar import Kind, Stage
from liuhen.regulation.sources import PRACTICE, REG

#: Why a recording is kept whatever else expires.
GROUNDS = (
    ("evidence", "案件证据"),
    ("dispute", "行政复议、行政诉讼"),
    ("inquiry", "投诉举报、信访或者监督检查"),
    ("asked", "其他机关书面要求"),
    ("other", "其他"),
)

HOLD_SET = Kind(
    key="hold_set",
    title="证据留存",
    stage=Stage.INVESTIGATION,
    basis=(REG(27), REG(28)),
    subjects=("recording",),
    help="留存期间不清理、不覆盖、不处置。处置只经档案程序。",
    fields=(
        Choice(key="ground", title="留存事由", options=GROUNDS),
        usual.reason("留存原因", rows=2),
        Line(key="basis", title="依据", required=False, help="写明条款，或者来函的文号。"),
        Day(key="until", title="留存至", required=False, help="不写就留存到解除为止。"),
        Line(key="set_by", title="决定人", prefill="actor.name"),
    ),
    time="",
    by_hand=False,
)

HOLD_LIFTED = Kind(
    key="hold_lifted",
    title="解除证据留存",
    stage=Stage.INVESTIGATION,
    basis=(REG(27), REG(28)),
    subjects=("recording",),
    about=("hold_set",),
    fields=(usual.reason("解除原因", rows=2), Line(key="lifted_by", title="决定人", prefill="actor.name")),
    time="",
    by_hand=False,
)

RECORDING_HANDED = Kind(
    key="recording_handed",
    title="音像转交关联",
    stage=Stage.INVESTIGATION,
    basis=(PRACTICE("音像记录"), REG(28)),
    subjects=("recording",),
    help="还没有关联案件的音像，转给知道这件事的人来关联。",
    fields=(Staff(key="to", title="转给"), usual.reason("说明", rows=1, required=False)),
    time="",
    by_hand=False,
)

MATCH_TURNED_DOWN = Kind(
    key="match_turned_down",
    title="不是这份记录的音像",
    stage=Stage.INVESTIGATION,
    basis=(PRACTICE("音像记录"), REG(12)),
    subjects=("recording",),
    help="系统按人员、时间、地点、设备提出的关联，经核对不是的，以后不再提出。",
    fields=(Line(key="record", title="所提的记录"), Line(key="case", title="案件")),
    time="",
    by_hand=False,
    internal=True,
)

MATCH_OPENED_AGAIN = Kind(
    key="match_opened_again",
    title="撤回“不是这份记录的音像”",
    stage=Stage.INVESTIGATION,
    basis=(PRACTICE("音像记录"), REG(12)),
    subjects=("recording",),
    fields=(Line(key="record", title="所提的记录"), Line(key="case", title="案件")),
    time="",
    by_hand=False,
    internal=True,
)
