"""专用存储器: recordings that lie in the bureau's dedicated storage outside the system, registered, re-checked, moved (制度第二十七条).

The digest stands as ``digest`` and its length as ``length``: an entry that has ``sha256`` beside ``size`` names a file of our own store.
"""

from liuhen.regulation import usual
from liuhen.regulation.fields import Choice, Field, Line, Moment, Number, Staff, Text
from liuhen.regulation.grammar import Kind, Stage
from liuhen.regulation.sources import PRACTICE, REG

RECORDING = ("recording",)
_MEDIA = (("photo", "照片"), ("audio", "录音"), ("video", "录像"))
CARRIERS = (
    ("nas", "网络存储"),
    ("dock", "采集工作站"),
    ("disk", "移动硬盘"),
    ("optical", "光盘"),
    ("tape", "磁带"),
    ("other", "其他"),
)
MEANS = (("tool", "./liuhen digest 的结果文件"), ("typed", "手工填写"))
RESULTS = (("equal", "一致"), ("differs", "内容不一致"), ("gone", "不在原处"), ("damaged", "读不出"))
#: Results after which something is to be done.
BAD = frozenset({"differs", "gone", "damaged"})

_WHERE: tuple[Field, ...] = (
    Line(key="kept_at", title="存放处", law="制度第二十七条", help="写到机房、柜号、目录，别人凭它找得到。"),
    Choice(key="carrier", title="载体", options=CARRIERS),
    Line(key="carrier_code", title="载体编号", required=False, help="设备编号、盘号、光盘编号。"),
    Staff(key="keeper", title="保管人", help="谁保管；不能是录制人自行保管。"),
)

KEPT_ELSEWHERE = Kind(
    key="kept_elsewhere",
    title="专用存储器存放登记",
    stage=Stage.INVESTIGATION,
    basis=(REG(27),),
    subjects=RECORDING,
    help="音像存在本机关的专用存储器里、不在本系统里的，登记存放处、保管人和在那里算出的摘要。自存入之时起算已储存。",
    fields=(
        Line(key="name", title="文件名"),
        Line(key="digest", title="文件摘要（SHA-256）", locked=True, help="在存放的地方用 ./liuhen digest 算。"),
        Line(key="sm3", title="文件摘要（SM3）", required=False, locked=True),
        Number(key="length", title="大小", unit="字节", locked=True),
        Choice(key="means", title="摘要的来源", options=MEANS),
        Moment(key="computed", title="摘要计算时间", required=False),
        Moment(key="put", title="存入时间", law="制度第二十七条", help="存进专用存储器的时间，照实写。"),
        *_WHERE,
        Choice(key="media", title="种类", options=_MEDIA),
        Moment(key="begin", title="开始时间", required=False),
        Moment(key="end", title="结束时间", required=False),
        Number(key="seconds", title="时长", unit="秒", required=False),
        Line(key="device", title="设备", required=False),
        Staff(key="taken_by", title="录制人", required=False, role="officer"),
        Line(key="what", title="内容", required=False),
    ),
    time="put",
    by_hand=False,
)

KEPT_ELSEWHERE_CHECKED = Kind(
    key="kept_elsewhere_checked",
    title="专用存储器复核",
    stage=Stage.INVESTIGATION,
    basis=(PRACTICE("专用存储器"), REG(27)),
    subjects=RECORDING,
    about=("kept_elsewhere",),
    help="到存放的地方重新算一遍摘要，与登记的比对。",
    fields=(
        Choice(key="result", title="复核结果", options=RESULTS),
        Line(key="found", title="算出的摘要", required=False),
        Choice(key="means", title="结果的来源", options=MEANS),
        Moment(key="checked", title="复核时间"),
        Text(key="note", title="说明", required=False, rows=2, help="不一致、不在、读不出的，写明情况和怎么处理。"),
    ),
    time="checked",
    by_hand=False,
)

KEPT_ELSEWHERE_MOVED = Kind(
    key="kept_elsewhere_moved",
    title="专用存储器移存",
    stage=Stage.INVESTIGATION,
    basis=(REG(27), REG(28)),
    subjects=RECORDING,
    about=("kept_elsewhere",),
    help="换了地方、载体或者保管人。",
    fields=(*_WHERE, Moment(key="moved", title="移存时间"), usual.reason("移存原因", rows=2)),
    time="moved",
    by_hand=False,
)
