"""管理: people, units, certificates, divisions of work, custodians, accounts, blank forms; and the readings' own log (制度第五条、第二十八条)."""

from liuhen.regulation.fields import Choices, Column, Day, Field, Flag, Items, Line, Moment, Number, Staff, Text
from liuhen.regulation.grammar import Kind, Role, Stage
from liuhen.regulation.sources import PENALTY_2021, REG

ROLES = tuple((role.value, role.label) for role in Role)


def _managed(key: str, title: str, subjects: tuple[str, ...], *fields: Field, article: int = 5, help: str = "") -> Kind:  # noqa: A002
    return Kind(
        key=key,
        title=title,
        stage=Stage.ADMINISTRATION,
        basis=(REG(article),),
        subjects=subjects,
        fields=fields,
        help=help,
        internal=True,
    )


UNIT_MADE = _managed("unit_made", "设立机构", ("unit",), Line(key="name", title="机构名称"))
UNIT_CHANGED = _managed(
    "unit_changed", "机构变更", ("unit",), Line(key="name", title="机构名称", required=False), Flag(key="closed", title="已撤销")
)
PERSON_REGISTERED = _managed(
    "person_registered",
    "人员登记",
    ("person",),
    Line(key="name", title="姓名"),
    Line(key="account", title="登录名", required=False),
    Line(key="unit", title="所在机构", required=False),
    Choices(key="roles", title="角色", options=ROLES),
    Line(key="title", title="职务", required=False),
)
PERSON_CHANGED = _managed(
    "person_changed",
    "人员变更",
    ("person",),
    Line(key="name", title="姓名", required=False),
    Line(key="account", title="登录名", required=False),
    Line(key="unit", title="所在机构", required=False),
    Choices(key="roles", title="角色", options=ROLES, required=False),
    Line(key="title", title="职务", required=False),
    Flag(key="left", title="已离任"),
    Text(key="reason", title="原因", required=False, rows=2),
)
CERTIFICATE_RECORDED = Kind(
    key="certificate_recorded",
    title="执法证件登记",
    stage=Stage.ADMINISTRATION,
    basis=(REG(9), PENALTY_2021(42)),
    subjects=("person",),
    fields=(
        Line(key="number", title="执法证号", law="制度第九条"),
        Day(key="valid_from", title="有效期自"),
        Day(key="valid_until", title="有效期至"),
        Line(key="scope", title="执法范围", required=False),
    ),
    internal=True,
)
QUALIFICATION_RECORDED = Kind(
    key="qualification_recorded",
    title="法律职业资格登记",
    stage=Stage.ADMINISTRATION,
    basis=(PENALTY_2021(58),),
    subjects=("person",),
    fields=(Line(key="number", title="证书编号"), Day(key="since", title="取得日期", required=False)),
    internal=True,
)
DIVISION_OF_WORK = _managed(
    "division_of_work",
    "负责人分工",
    ("agency",),
    Staff(key="person", title="负责人", role="head"),
    Choices(key="approves", title="审批事项", other=True, options=(
        ("start", "程序启动"), ("preservation", "先行登记保存"), ("decision", "处罚决定"), ("closing", "结案"), ("all", "全部"),
    )),
    Choices(key="units", title="分管机构", required=False, other=True),
    Day(key="since", title="自"),
    Day(key="until", title="至", required=False),
    Line(key="source", title="依据", help="分工文件的名称和文号。", required=False),
    help="哪位负责人批哪些事，从哪一天起；正职专属的事项不能分给副职。",
)  # fmt: skip
CUSTODIAN_NAMED = _managed(
    "custodian_named",
    "指定保管人员",
    ("agency", "unit"),
    Staff(key="person", title="保管人员"),
    Choices(key="duties", title="职责", options=(("archive", "归档"), ("keep", "保存"), ("use", "使用"))),
    Day(key="since", title="自"),
    Day(key="until", title="至", required=False),
    article=28,
)
ACCOUNT_LOCKED = _managed(
    "account_locked", "账号锁定", ("person",), Line(key="reason", title="原因", required=False), Moment(key="until", title="锁定至", required=False), article=28
)  # fmt: skip
ACCOUNT_UNLOCKED = _managed(
    "account_unlocked", "账号解锁", ("person",), Line(key="reason", title="原因", required=False), article=28
)

_READING = (
    Line(key="what", title="对象", required=False),
    Line(key="record", title="记录", required=False),
    Line(key="purpose", title="用途", required=False),
    Items(
        key="spans",
        title="播放时段",
        required=False,
        columns=(Column(key="from", title="自（秒）", type="number"), Column(key="to", title="至（秒）", type="number")),
    ),
    Number(key="count", title="数量", required=False),
)


def _reading(key: str, title: str) -> Kind:
    return Kind(
        key=key,
        title=title,
        stage=Stage.ADMINISTRATION,
        basis=(REG(28),),
        subjects=("case", "clue", "recording", "agency", "person"),
        fields=_READING,
        by_hand=False,
        internal=True,
    )


OPENED = _reading("opened", "查看")
PLAYED = _reading("played", "播放")
DOWNLOADED = _reading("downloaded", "下载")
PRINTED = _reading("printed", "打印")
EXPORTED = _reading("exported", "导出")
SEARCHED = _reading("searched", "检索")
