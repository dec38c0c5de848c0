"""音像记录设备: what the bureau has, who carries it, how its clock runs, what was filmed with it and is not in storage yet (制度第五条、第二十七条)."""

from liuhen.regulation import usual
from liuhen.regulation.fields import Choice, Field, Flag, Line, Moment, Number, Officers, Staff, Text
from liuhen.regulation.grammar import Kind, OfficersSign, Part, Role, Stage
from liuhen.regulation.sources import PRACTICE, REG

DEVICE = ("device",)
SORTS = (
    ("body_camera", "执法记录仪"),
    ("camera", "摄像机、照相机"),
    ("audio_recorder", "录音笔"),
    ("phone", "执法手机"),
    ("drone", "无人机"),
    ("counter_camera", "窗口摄像机"),
    ("dock", "采集站"),
    ("other", "其他"),
)
#: What hangs or stands in its place and is handed to nobody.
FIXED = frozenset({"counter_camera", "dock"})
_HANDLING = PRACTICE("装备流转")


def _kind(key: str, title: str, *fields: Field, help: str = "", time: str | None = None, by_hand: bool = False) -> Kind:  # noqa: A002
    """A fact about a device that its author vouches for."""
    return Kind(
        key=key,
        title=title,
        stage=Stage.ADMINISTRATION,
        basis=(REG(5), _HANDLING),
        subjects=DEVICE,
        fields=fields,
        time=time,
        help=help,
        by_hand=by_hand,
        internal=True,
    )


def _two_signatures(key: str, title: str, who: str, *fields: Field, required: bool, help: str) -> Kind:  # noqa: A002
    """What the taker and the keeper both sign (practice.md 19: fault, loss, transfer)."""
    named = Officers(key="officers", title=who, required=required, help="各签各的名，用本人的密码。")
    return Kind(
        key=key,
        title=title,
        stage=Stage.ADMINISTRATION,
        basis=(REG(5), _HANDLING),
        subjects=DEVICE,
        fields=(*fields, named),
        parts=(
            OfficersSign(title=f"{who}签名"),
            Part(key="keeper", title="装备管理员签名", role=Role.KEEPER),
        ),
        help=help,
    )


_DETAILS = (
    Choice(key="sort", title="种类", options=SORTS),
    Line(key="make", title="厂商", required=False),
    Line(key="model", title="型号", required=False),
    Line(key="serial", title="序列号", required=False, help="机身上的出厂编号。"),
    Line(key="gb28181", title="国标编码", required=False, help="GB/T 28181 设备编码，20 位数字。"),
    Number(key="storage", title="存储容量", unit="GB", required=False),
    Line(key="unit", title="配发机构", required=False, internal=True),
    Line(key="unit_name", title="配发机构名称", required=False),
)
DEVICE_REGISTERED = _kind(
    "device_registered",
    "设备登记",
    Line(key="code", title="编号", help="本局的编号，贴在机身上，例如 DSJ-07。"),
    *_DETAILS,
    help="音像记录设备入账：型号、序列号、国标编码、配发给哪个机构。",
)
DEVICE_CHANGED = _kind(
    "device_changed",
    "设备信息变更",
    Line(key="code", title="编号", required=False),
    *_DETAILS[1:-2],
    usual.reason("变更原因", rows=2),
)

DEVICE_UTC_STATED = _kind(
    "device_utc_stated",
    "设备时间标记的说明",
    Choice(key="mark", title="文件里标作 UTC 的时间", options=(("utc", "属实，是 UTC"), ("local", "其实是本地时间"))),
    help="有的执法记录仪把本地时间标作 UTC。以最后一次说明为准。",
)

_HOLDER = Staff(key="person", title="领用人", role="officer")
DEVICE_TAKEN = _kind(
    "device_taken",
    "设备领用",
    _HOLDER,
    Staff(key="before", title="从谁手里接过", required=False),
    help="拿到设备的人自己点一下，不另签字。",
)
DEVICE_RETURNED = _kind(
    "device_returned",
    "设备交还",
    Staff(key="person", title="交还人"),
    Staff(key="holder", title="当时的领用人", required=False),
    Line(key="note", title="备注", required=False),
)
DEVICE_FAULT = _two_signatures(
    "device_fault",
    "设备故障",
    "使用人",
    Text(key="fault", title="故障情况", rows=3, help="什么时候、怎么坏的；里面有没有还没导出的音像。"),
    usual.at("发现时间", prefill="now"),
    required=False,
    help="使用人和装备管理员都签名；没有人领用的，只由装备管理员签。",
)
DEVICE_LOST = _two_signatures(
    "device_lost",
    "设备丢失",
    "使用人",
    Text(key="circumstances", title="丢失经过", rows=4, help="最后一次在哪里见到、里面有哪些音像、报告了谁。"),
    usual.at("发现时间", prefill="now"),
    Flag(key="reported", title="已向公安机关报失"),
    required=False,
    help="使用人和装备管理员都签名。里面没有入库的音像，另外逐项说明。",
)
DEVICE_TRANSFERRED = _two_signatures(
    "device_transferred",
    "设备调拨",
    "接收人",
    Line(key="unit", title="调入机构", internal=True),
    Line(key="unit_name", title="调入机构名称"),
    Line(key="from_name", title="调出机构名称", required=False),
    usual.reason("调拨原因", rows=2),
    required=True,
    help="接收人和装备管理员都签名；双方签齐，设备归调入机构。",
)
DEVICE_REPAIR = _kind(
    "device_repair",
    "设备送修",
    Text(key="fault", title="送修原因", rows=2),
    Line(key="shop", title="维修单位", required=False),
    Flag(key="card_removed", title="存储卡已取出"),
    help="送修前把音像导出，能取出存储卡的取出。",
    by_hand=True,
)
DEVICE_BACK = _kind(
    "device_back",
    "设备修复",
    Text(key="done", title="修了什么", rows=2),
    Flag(key="emptied", title="存储内容已清除"),
    help="修好回来，可以再领用。",
    by_hand=True,
)
DEVICE_FOUND = _kind(
    "device_found", "设备找回", Text(key="circumstances", title="找回经过", rows=2), usual.at("找回时间", prefill="now"), by_hand=True
)  # fmt: skip
DEVICE_SCRAPPED = _kind(
    "device_scrapped",
    "设备报废",
    usual.reason("报废原因", rows=2),
    Line(key="approval", title="批准文件", required=False),
    Line(key="storage_media", title="存储介质的处理", required=False, help="拆下销毁、清除或者留存，写明经手人。"),
    help="报废后不再领用；历史照样能查。",
    by_hand=True,
)

_CLOCK = (
    Moment(key="device_time", title="设备显示的时间", required=False),
    Number(key="drift", title="时钟偏差（快为正）", unit="秒", required=False, locked=True),
)
DEVICE_CLOCK_CHECKED = _kind(
    "device_clock_checked",
    "设备校时",
    *_CLOCK,
    Flag(key="adjusted", title="已校准"),
    help="设备时间减去本系统时间；校准以后偏差从零算起。",
    time="",
)
DEVICE_DOCKED = _kind(
    "device_docked",
    "设备采集",
    Line(key="station", title="采集站", required=False),
    usual.at("采集时间"),
    *_CLOCK,
    Number(key="storage_left", title="剩余存储", unit="MB", required=False),
    Number(key="files", title="导出文件数", required=False),
    help="接上采集站导出音像：记下剩余存储和时钟偏差。",
)

DEVICE_RECORDED = Kind(
    key="device_recorded",
    title="录制结束",
    stage=Stage.INVESTIGATION,
    basis=(REG(27),),
    subjects=DEVICE,
    fields=(
        Staff(key="person", title="录制人"),
        Moment(key="ended", title="录制结束"),
        Line(key="what", title="录了什么", required=False),
    ),
    time="ended",
    help="录完点一下，从这时起二十四小时内入库。",
    by_hand=False,
    internal=True,
)
DEVICE_USED = Kind(
    key="device_used",
    title="设备用于执法",
    stage=Stage.INVESTIGATION,
    basis=(REG(12), REG(27)),
    subjects=DEVICE,
    fields=(
        Staff(key="person", title="携带人"),
        Line(key="case", title="案件"),
        Line(key="record", title="所做的记录"),
        Line(key="act", title="执法行为"),
        Moment(key="begin", title="开始时间"),
        Moment(key="ended", title="结束时间"),
    ),
    time="ended",
    help="携带设备的人做了应当录音录像的行为，而音像还没有入库。",
    by_hand=False,
    internal=True,
)
DEVICE_BROUGHT = Kind(
    key="device_brought",
    title="所录音像已入库",
    stage=Stage.INVESTIGATION,
    basis=(REG(27),),
    subjects=DEVICE,
    about=("device_recorded", "device_used"),
    fields=(
        Line(key="recording", title="音像记录"),
        Moment(key="begin", title="开始时间", required=False),
        Moment(key="end", title="结束时间", required=False),
        Moment(key="arrived", title="入库时间"),
    ),
    time="arrived",
    by_hand=False,
    internal=True,
)
DEVICE_NOT_USED = Kind(
    key="device_not_used",
    title="没有用这台设备录",
    stage=Stage.INVESTIGATION,
    basis=(PRACTICE("音像记录"), REG(27)),
    subjects=DEVICE,
    about=("device_recorded", "device_used"),
    fields=(usual.reason("说明", rows=2, help="用哪台设备录的，或者为什么没有录。"), Line(key="stated_by", title="说明人", prefill="actor.name")),
    by_hand=False,
    internal=True,
)  # fmt: skip
SEQUENCE_GAP_EXPLAINED = Kind(
    key="sequence_gap_explained",
    title="缺号说明",
    stage=Stage.INVESTIGATION,
    basis=(PRACTICE("音像记录"), REG(27)),
    subjects=DEVICE,
    fields=(
        Line(key="first", title="缺号自"),
        Line(key="last", title="缺号至"),
        usual.reason("缺号的原因", rows=2, help="误触、试机、已由他人导出等，照实写。"),
        Line(key="stated_by", title="说明人", prefill="actor.name"),
    ),
    by_hand=False,
    internal=True,
)

EQUIPMENT_NEEDED = Kind(
    key="equipment_needed",
    title="装备需要",
    stage=Stage.ADMINISTRATION,
    basis=(REG(5),),
    subjects=("unit",),
    fields=(
        Choice(key="sort", title="种类", options=SORTS),
        Number(key="count", title="需要台数"),
        Line(key="source", title="依据", required=False, help="配备标准或者批准文件。"),
    ),
    help="一个机构需要多少台；现有可用的不足，在装备页标出。",
    by_hand=False,
    internal=True,
)
