"""Recordings as the machine keeps them: stored, linked, derived; and the explanation of a late one (制度第十二条、第二十七条)."""

from liuhen.regulation import usual
from liuhen.regulation.fields import Choice, Flag, Line, Moment, Number, Staff, Text
from liuhen.regulation.grammar import Kind, Paper, Stage
from liuhen.regulation.sources import PRACTICE, REG

MEDIA = (("photo", "照片"), ("audio", "录音"), ("video", "录像"))
FILE_SOURCES = (("upload", "浏览器上传"), ("messenger", "聊天软件转存"), ("device", "设备导入"), ("camera", "窗口监控"))
BOTH = ("recording", "case")

RECORDING_STORED = Kind(
    key="recording_stored",
    title="音像入库",
    stage=Stage.INVESTIGATION,
    basis=(REG(27),),
    subjects=("recording",),
    help="录制完成后二十四小时内入库。",
    fields=(
        Line(key="device", title="设备", required=False),
        Line(key="device_id", title="设备台账编号", required=False, locked=True),
        Line(key="sequence", title="设备内序号", required=False),
        Line(key="station", title="采集站", required=False),
        Line(key="path", title="设备内路径", required=False),
        Moment(key="device_begin", title="设备时钟所示开始时间", required=False),
        Moment(key="device_end", title="设备时钟所示结束时间", required=False),
        Number(key="drift", title="设备时钟偏差", required=False, unit="秒", help="设备快为正，慢为负。开始、结束时间已减去偏差。"),
        Moment(key="begin", title="开始时间"),
        Moment(key="end", title="结束时间"),
        Moment(key="arrived", title="入库时间", locked=True),
        Choice(key="media", title="种类", options=MEDIA),
        Number(key="seconds", title="时长", unit="秒", required=False),
        Line(key="sha256", title="文件摘要（SHA-256）", locked=True),
        Number(key="size", title="大小", unit="字节", locked=True),
        Line(key="type", title="文件类型", locked=True),
        Number(key="width", title="画面宽", unit="像素", required=False),
        Number(key="height", title="画面高", unit="像素", required=False),
        Line(key="name", title="原文件名", required=False),
        Line(key="name_given", title="原文件名（逐字）", required=False, help="看不见的、会让文字倒转的字符和不是 UTF-8 的字节写成 \\u{} 和 \\x。"),
        Line(key="what", title="内容", required=False),
        Staff(key="taken_by", title="录制人", required=False, role="officer"),
        Line(key="place", title="地点", required=False),
        Line(key="times_from", title="时间依据", required=False),
        Line(key="zone", title="时区依据", required=False),
        Choice(key="source", title="来源", options=FILE_SOURCES),
        Line(key="holder", title="原件持有人", required=False, when="source=messenger", help="经聊天软件转存的不是原始文件，写明原始文件在谁的哪台设备上。"),
        Flag(key="unreadable", title="无法识读"),
    ),
    by_hand=False,
)  # fmt: skip

RECORDING_LINKED = Kind(
    key="recording_linked",
    title="音像关联案件",
    stage=Stage.INVESTIGATION,
    basis=(REG(12), REG(27)),
    subjects=BOTH,
    fields=(
        Line(key="recording", title="音像记录"),
        Line(key="case", title="案件"),
        Line(key="record", title="所证的记录", required=False),
        Moment(key="begin", title="开始时间"),
        Moment(key="end", title="结束时间"),
        Moment(key="arrived", title="入库时间"),
        Choice(key="media", title="种类", options=MEDIA),
        Line(key="what", title="内容", required=False, help="一句话写拍到了什么。"),
    ),
    by_hand=False,
)

RECORDING_UNLINKED = Kind(
    key="recording_unlinked",
    title="取消音像关联",
    stage=Stage.INVESTIGATION,
    basis=(REG(28),),
    subjects=BOTH,
    about=("recording_linked",),
    fields=(
        Line(key="recording", title="音像记录"),
        Line(key="case", title="案件", required=False),
        usual.reason("取消关联的原因", rows=2),
    ),
    by_hand=False,
)

LATE_STORAGE_EXPLAINED = Kind(
    key="late_storage_explained",
    title="迟入库说明",
    stage=Stage.INVESTIGATION,
    basis=(PRACTICE("音像记录"), REG(27)),
    subjects=BOTH,
    about=("recording_stored", "recording_linked"),
    help="录制完成后超过二十四小时入库的，写明原因。",
    fields=(
        usual.reason("迟入库的原因", rows=3, help="设备、网络、值班安排等，照实写。"),
        Line(key="stated_by", title="说明人", prefill="actor.name"),
    ),
    paper=Paper(layout="form", volume="internal"),
    aliases=("音像迟入库说明", "延迟入库说明"),
)

RECORDING_DERIVED = Kind(
    key="recording_derived",
    title="音像派生文件",
    stage=Stage.INVESTIGATION,
    basis=(REG(28),),
    subjects=("recording",),
    help="封面、波形、播放用的副本、截取的片段，原件不变。",
    fields=(
        Choice(key="sort", title="种类", options=(("poster", "封面"), ("proxy", "播放副本"), ("sm3", "国密摘要"), ("wave", "波形"), ("clip", "片段"))),
        Line(key="sha256", title="文件摘要（SHA-256）"),
        Number(key="size", title="大小", unit="字节", required=False),
        Line(key="type", title="文件类型", required=False),
        Line(key="digest", title="文件摘要（SM3）", required=False),
        Line(key="of", title="原件摘要（SHA-256）", required=False),
        Text(key="made", title="制作方法", required=False, rows=1),
        Line(key="clip", title="片段编号", required=False),
        Number(key="from", title="起", unit="秒", required=False),
        Number(key="until", title="止", unit="秒", required=False),
        Number(key="asked_from", title="要求的起点", unit="秒", required=False),
        Number(key="asked_until", title="要求的终点", unit="秒", required=False),
        Line(key="what", title="片段名称", required=False),
        Text(key="reason", title="截取事由", required=False, rows=1),
    ),
    by_hand=False,
    internal=True,
)  # fmt: skip

SIDECAR_KEPT = Kind(
    key="sidecar_kept",
    title="随附文件入库",
    stage=Stage.INVESTIGATION,
    basis=(REG(27), REG(28)),
    subjects=("recording",),
    help="设备或采集站随录音录像写下的说明、轨迹、字幕，原样保存。",
    fields=(
        Line(key="name", title="原文件名"),
        Line(key="name_given", title="原文件名（逐字）", required=False),
        Line(key="sha256", title="文件摘要（SHA-256）", locked=True),
        Number(key="size", title="大小", unit="字节", locked=True),
        Line(key="type", title="文件类型", locked=True),
    ),
    by_hand=False,
    internal=True,
)

RECORDING_NAMED = Kind(
    key="recording_named",
    title="同一文件另有文件名",
    stage=Stage.INVESTIGATION,
    basis=(REG(27), REG(28)),
    subjects=("recording",),
    help="已经入库的文件又以另一名称交来：没有再存，记下名称和来处。",
    fields=(
        Line(key="name", title="文件名"),
        Line(key="name_given", title="文件名（逐字）", required=False),
        Choice(key="source", title="来源", options=FILE_SOURCES),
        Line(key="station", title="采集站", required=False),
        Line(key="path", title="设备内路径", required=False),
        Moment(key="arrived", title="交来时间", locked=True),
    ),
    by_hand=False,
    internal=True,
)

_KEPT_AS = (
    ("original", "原件"),
    ("poster", "封面"),
    ("proxy", "播放副本"),
    ("wave", "波形"),
    ("clip", "片段"),
    ("sidecar", "随附文件"),
    ("other", "文书、扫描件等"),
)
_WRONG = (("missing", "文件不在"), ("changed", "内容与校验值不符"), ("unreadable", "磁盘读不出"))

FILE_DAMAGED = Kind(
    key="file_damaged",
    title="文件校验不符",
    stage=Stage.INVESTIGATION,
    basis=(REG(27), REG(28)),
    subjects=("recording", "agency"),
    help="定期校验时发现文件不在、读不出或者内容变了。从备份或设备找回。",
    fields=(
        Choice(key="sort", title="哪个文件", options=_KEPT_AS),
        Line(key="sha256", title="文件摘要（SHA-256）"),
        Choice(key="wrong", title="情形", options=_WRONG),
        Line(key="found", title="读到的摘要", required=False),
        Line(key="store", title="存放处", required=False),
    ),
    by_hand=False,
    internal=True,
)

FILE_REPAIRED = Kind(
    key="file_repaired",
    title="文件已复原",
    stage=Stage.INVESTIGATION,
    basis=(REG(27), REG(28)),
    subjects=("recording", "agency"),
    help="再次校验，内容与入库时一致。",
    fields=(
        Choice(key="sort", title="哪个文件", options=_KEPT_AS),
        Line(key="sha256", title="文件摘要（SHA-256）"),
        Line(key="store", title="存放处", required=False),
    ),
    by_hand=False,
    internal=True,
)
