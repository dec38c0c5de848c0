"""空白文书: blocks of preset, numbered forms (处罚法第五十二条; practice.md 4). Each number is received, handed out, used, spoilt or given back.

The register of one form is one history. That a number was used is not entered a second time: the record that was typed up from the
paper bears it, and says so.
"""

from liuhen.regulation.fields import Choice, Day, Field, Line, Number, Scans, Staff, Text
from liuhen.regulation.grammar import Kind, Stage
from liuhen.regulation.sources import PENALTY_2021, PRACTICE

SUBJECT = "blanks"


def _blanks(key: str, title: str, *fields: Field, about: tuple[str, ...] = (), help: str = "") -> Kind:  # noqa: A002
    return Kind(
        key=key,
        title=title,
        stage=Stage.ADMINISTRATION,
        basis=(PENALTY_2021(52), PRACTICE("空白文书")),
        subjects=(SUBJECT,),
        fields=fields,
        about=about,
        time="",
        help=help,
        internal=True,
    )


_FIRST = Number(key="first", title="起号")
_LAST = Number(key="last", title="止号")
_DAY = Day(key="day", title="日期", required=False, help="登记晚于实际的，写实际的日子。")

BLANKS_RECEIVED = _blanks(
    "blanks_received",
    "空白文书入库",
    Line(key="form", title="文书种类"),
    Line(key="prefix", title="号前的字", required=False, help="照印的抄，例如“澄当罚字”。"),
    _FIRST,
    _LAST,
    Number(key="width", title="号的位数", help="例如七位：0000001。"),
    Line(key="suffix", title="号后的字", required=False),
    Choice(key="source", title="来历", options=(("printed", "本系统打印"), ("delivered", "印刷厂交来")), required=False),
    _DAY,
    help="一本预先编号的空白文书交到机关，或者由系统打印。",
)
BLANKS_ISSUED = _blanks(
    "blanks_issued",
    "空白文书领用",
    _FIRST,
    _LAST,
    Staff(key="person", title="领用人", required=False),
    Line(key="unit", title="领用机构", required=False),
    Line(key="unit_name", title="领用机构名称", required=False),
    _DAY,
    about=("blanks_received",),
    help="发给一名执法人员或者一个机构；从这天起由他负责每个号的去处。",
)
BLANKS_RETURNED = _blanks(
    "blanks_returned",
    "空白文书交回",
    _FIRST,
    _LAST,
    _DAY,
    about=("blanks_received",),
    help="没有用完的空白文书交回保管人。",
)
BLANKS_VOIDED = _blanks(
    "blanks_voided",
    "空白文书作废",
    _FIRST,
    _LAST,
    Text(key="reason", title="作废原因", rows=2),
    Line(key="kept_at", title="作废原件存放处", required=False, help="写坏的原件要留存，写卷盒和页次。"),
    Scans(key="scans", title="作废原件照片"),
    _DAY,
    about=("blanks_received",),
    help="写坏、污损、遗失的号作废，原件留存；号不再用。",
)
