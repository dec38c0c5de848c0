"""窗口监控: the camera at a reception counter, and what of its footage was kept as a recording (制度第六条第二款)."""

from liuhen.regulation import usual
from liuhen.regulation.fields import Column, Field, Flag, Items, Line, Moment, Number, Text
from liuhen.regulation.grammar import Kind, Stage
from liuhen.regulation.sources import PRACTICE, REG

_KEEPING = PRACTICE("窗口监控")

COUNTER_CAMERA_SET = Kind(
    key="counter_camera_set",
    title="窗口监控设置",
    stage=Stage.ADMINISTRATION,
    basis=(REG(6), _KEEPING),
    subjects=("device",),
    help="哪个窗口、录不录、保存几天。地址里的用户名和口令只存在本机的密钥文件夹，不写进记录。",
    fields=(
        Line(key="counter", title="窗口"),
        Line(key="address", title="视频地址（不含口令）", required=False),
        Number(key="days", title="保存天数", unit="天", required=False, help="不写的按本局设置。"),
        Flag(key="on", title="录制"),
        Flag(key="sign", title="已设置提示标识", help="公共场所的监控要有显著的提示标识。"),
        Line(key="reason", title="变更原因", required=False),
    ),
    by_hand=False,
    internal=True,
)

_CUT: tuple[Field, ...] = (
    Line(key="camera", title="摄像机", locked=True),
    Line(key="counter", title="窗口"),
    Moment(key="asked_begin", title="要留的开始时间"),
    Moment(key="asked_end", title="要留的结束时间"),
    Moment(key="begin", title="实际开始时间", help="从最近的关键帧开始，不重新编码，所以可能略早。"),
    Moment(key="end", title="实际结束时间"),
    Number(key="frames", title="画面帧数"),
    Items(
        key="segments", title="取自哪些录像片段",
        columns=(
            Column(key="name", title="片段"),
            Column(key="sha256", title="摘要（SHA-256）"),
            Column(key="size", title="大小", type="number"),
            Column(key="begin", title="开始"),
            Column(key="end", title="结束"),
        ),
    ),
)  # fmt: skip
FOOTAGE_CUT = Kind(
    key="footage_cut",
    title="截取窗口监控录像",
    stage=Stage.INITIATION,
    basis=(REG(6), _KEEPING),
    subjects=("recording",),
    about=("recording_stored",),
    help="从循环录像中截取一段，成为原件；其余到期删除。",
    fields=(*_CUT, usual.reason("留存的原因", rows=2), Text(key="note", title="说明", required=False, rows=1)),
    by_hand=False,
    internal=True,
)
