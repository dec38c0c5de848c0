r"""What a field's value reads like on paper: one table from field type to printed words. Pure.

An end that is missing is struck (``\``), never guessed; text that names others (party, record) is looked up in
:class:`Surroundings`. Nothing here knows of layouts.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from liuhen.instruments.times import STRUCK, clock, day, is_clock, moment, span
from liuhen.regulation import amounts
from liuhen.regulation import fields as f
from liuhen.regulation.grammar import chinese_number

__all__ = [
    "CONFIDENTIAL",
    "END",
    "ID_LABEL",
    "NOWHERE",
    "PARTY_TYPES",
    "PRINTED",
    "STRUCK",
    "Surroundings",
    "cell",
    "clock",
    "day",
    "is_list",
    "law",
    "listed",
    "moment",
    "officer",
    "officers",
    "outsider",
    "party_facts",
    "party_line",
    "party_name",
    "printed",
    "span",
]

#: Marks the end of a table or text, so that nothing can be added below.
END = "（以下空白）"
#: Put where a person is kept confidential on every paper (制度第三十条).
CONFIDENTIAL = "（依法保密）"
_CONFIDENTIAL_FIELDS = frozenset({"complainant", "informant"})

PARTY_TYPES = MappingProxyType({"citizen": "公民", "sole_trader": "个体工商户", "organisation": "法人或者其他组织"})
ID_LABEL = MappingProxyType({"citizen": "身份证件号码", "sole_trader": "统一社会信用代码", "organisation": "统一社会信用代码"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Surroundings:
    """What a value may point to: the case's parties by id, and how another record is named by its id (《…》 and number)."""

    parties: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    paper: Callable[[str], tuple[str, str]] = lambda _: ("", "")


NOWHERE = Surroundings()


# -- people -------------------------------------------------------------------------------------------------------------
def officer(value: Mapping[str, Any]) -> str:
    """周启明（执法证号42011700123）, with the time he showed it where it is known."""
    certificate, shown = str(value.get("certificate") or ""), str(value.get("shown_at") or "")
    facts = [f"执法证号{certificate}" if certificate else "执法证号" + STRUCK]
    if shown:
        facts.append(f"{clock(shown)}出示" if is_clock(shown) else f"{shown}出示")
    return f"{value.get('name') or STRUCK}（{'，'.join(facts)}）"


def officers(value: Any) -> str:
    """All officers, in their order."""
    return "、".join(officer(one) for one in value or () if isinstance(one, Mapping))


def outsider(value: Any) -> str:
    """林海燕（女，32岁，前台主管，身份证件号码…，电话…）: the name, then what is known."""
    if not isinstance(value, Mapping):
        return str(value or "")
    age = str(value.get("age") or "")
    known = (
        str(value.get("sex") or ""),
        f"{age}岁" if age.isdecimal() else age,
        str(value.get("relation") or ""),
        str(value.get("employer") or ""),
        str(value.get("title") or ""),
        _labelled("身份证件号码", value.get("id_number")),
        _labelled("住址", value.get("address")),
        _labelled("电话", value.get("phone")),
    )
    facts = "，".join(fact for fact in known if fact)
    return f"{value.get('name') or STRUCK}（{facts}）" if facts else str(value.get("name") or STRUCK)


def _labelled(label: str, value: Any) -> str:
    return f"{label}{value}" if value else ""


def party_name(value: Mapping[str, Any]) -> str:
    """澄湖区星遇网络服务有限公司（星遇网咖）: a trade name in brackets (个体工商户 is its operator, with the trade name)."""
    name, trade = str(value.get("name") or STRUCK), str(value.get("trade_name") or "")
    return f"{name}（{trade}）" if trade and trade != name else name


def party_facts(value: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What a decision states of a party, by type (处罚法第五十九条: name and address), label and words."""
    sort = str(value.get("type") or "organisation")
    rows = [("姓名" if sort == "citizen" else "经营者" if sort == "sole_trader" else "名称", str(value.get("name") or STRUCK))]
    if value.get("trade_name"):
        rows.append(("字号", str(value["trade_name"])))
    if sort == "citizen":
        rows += [("性别", str(value.get("sex") or STRUCK)), ("出生日期", day(value.get("birth")))]
        rows.append((ID_LABEL[sort], str(value.get("id_number") or value.get("code") or STRUCK)))
    else:
        rows.append((ID_LABEL.get(sort, "证件号码"), str(value.get("code") or STRUCK)))
        if sort == "sole_trader" and value.get("id_number"):
            rows.append(("身份证件号码", str(value["id_number"])))
    if value.get("licence"):
        rows.append(("许可证件", str(value["licence"])))
    if sort == "organisation":
        head = str(value.get("representative") or STRUCK)
        rows.append((str(value.get("representative_title") or "法定代表人"), head))
    rows.append(
        ("住所" if sort == "organisation" else "住址" if sort == "citizen" else "经营场所", str(value.get("address") or STRUCK))
    )
    if value.get("phone"):
        rows.append(("联系电话", str(value["phone"])))
    return rows


def party_line(value: Mapping[str, Any]) -> str:
    """All that is known of a party in one line, as in a form's cell."""
    facts = [f"{label}：{words}" for label, words in party_facts(value)[1:] if words != STRUCK]
    return "；".join([party_name(value), *facts])


# -- law, lists, rights ---------------------------------------------------------------------------------------------------
def law(value: Mapping[str, Any]) -> str:
    """《互联网上网服务营业场所管理条例》第三十一条第一款第（二）项."""
    article = str(value.get("article") or "")
    said = f"第{chinese_number(int(article))}条" if article.isdecimal() and len(article) < len("10000") else article
    return f"《{str(value.get('title') or STRUCK).strip('《》')}》{said}{value.get('paragraph') or ''}"


def cell(column: f.Column, value: Any) -> str:
    """One cell of a table field, by its column's type; an empty one is struck."""
    if value in (None, "", [], {}):
        return STRUCK
    if isinstance(value, Mapping):
        return str(value.get("name") or value.get("text") or STRUCK)
    shown: Mapping[str, Callable[[Any], str]] = {"money": _money, "day": day, "moment": moment}
    if column.type == "choice":
        return dict(column.options).get(str(value), str(value))
    return shown.get(column.type, str)(value)


def listed(item: f.Items, rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """A table whose first column is running text, as numbered sentences: 一、…（立即改正）."""
    first, *rest = item.columns
    lines = []
    for number, row in enumerate(rows, start=1):
        facts = "，".join(_fact(column, row[column.key]) for column in rest if row.get(column.key) not in (None, ""))
        text = cell(first, row.get(first.key)).rstrip("；;。")
        lines.append(f"{chinese_number(number)}、{text}{f'（{facts}）' if facts else ''}{'。' if number == len(rows) else '；'}")
    return lines


def _fact(column: f.Column, value: Any) -> str:
    """A fact behind a sentence; a day carries its column's title: 限期至2026年11月20日（含当日）."""
    if column.type != "day":
        return cell(column, value)
    title, bracket, rest = column.title.partition("（")
    return f"{title}{day(value)}{bracket}{rest}"


def _rights(item: f.Rights, value: Any, _: Surroundings) -> str:
    if not isinstance(value, Mapping):
        return ""
    names = dict(item.rights)
    told = "、".join(names.get(str(key), str(key)) for key in value.get("told") or ())
    means = dict(item.means).get(str(value.get("means") or ""), str(value.get("means") or ""))
    at = f"{clock(value['at'])}，" if value.get("at") else ""
    answer = str(value.get("answer") or STRUCK).rstrip("。")
    return f"{at}以{means or STRUCK}方式告知有{told or STRUCK}的权利，答复：{answer}。"


def _money(value: Any) -> str:
    try:
        return amounts.printed(value)
    except ValueError:
        return str(value)


def _items(item: f.Items, value: Any, _: Surroundings) -> str:
    rows = [row for row in value or () if isinstance(row, Mapping)]
    if is_list(item):
        return "\n".join(listed(item, rows))
    return "；".join("，".join(cell(c, row.get(c.key)) for c in item.columns if row.get(c.key) not in (None, "")) for row in rows)


def is_list(item: f.Items) -> bool:
    """Whether a table reads better as numbered sentences: running text first, and no figures to line up."""
    narrow = all(column.type in {"text", "choice", "day"} for column in item.columns)
    return (
        bool(item.columns)
        and item.columns[0].type == "text"
        and narrow
        and len([c for c in item.columns if c.type == "text"]) == 1
    )


def _refs(_: f.RecordRef, value: Any, around: Surroundings) -> str:
    ids = value if isinstance(value, list) else [value]
    named = [around.paper(str(one)) for one in ids if one]
    return "、".join(f"《{title}》{number}" for title, number in named if title)


def _party(_: f.Party, value: Any, around: Surroundings) -> str:
    found = around.parties.get(str(value))
    return party_name(found) if found else str(value or "")


def _parties(_: f.Parties, value: Any, __: Surroundings) -> str:
    return "\n".join(party_line(one) for one in value or () if isinstance(one, Mapping))


def _dialogue(_: f.Dialogue, value: Any, __: Surroundings) -> str:
    return "\n".join(
        f"问：{turn.get('q') or STRUCK}\n答：{turn.get('a') or STRUCK}" for turn in value or () if isinstance(turn, Mapping)
    )


def _choice(item: f.Choice, value: Any, _: Surroundings) -> str:
    return item.label(str(value)) if value else ""


def _choices(item: f.Choices, value: Any, _: Surroundings) -> str:
    return "、".join(item.label(str(one)) for one in value or ())


def _number(item: f.Number, value: Any) -> str:
    """With its unit, in figures; in Chinese where the field asks for it: 万分之十五."""
    if value in (None, ""):
        return ""
    said = chinese_number(int(value)) if item.worded and str(value).isdecimal() else str(value)
    return f"{said}{item.unit}"


def _text(_: f.Field, value: Any, __: Surroundings) -> str:
    return str(value or "")


def _named(key: str) -> "Printer":
    return lambda _item, value, _around: str((value or {}).get(key) or "") if isinstance(value, Mapping) else str(value or "")


Printer = Callable[[Any, Any, Surroundings], str]

#: From field type to printed words; a type that is not here is a mistake found by the tests.
PRINTED: Mapping[type[f.Field], Printer] = MappingProxyType(
    {
        f.Line: _text,
        f.Cause: _text,
        f.Text: _text,
        f.Flag: lambda _item, value, _around: "是" if value else "否",
        f.Choice: _choice,
        f.Choices: _choices,
        f.Day: lambda _item, value, _around: day(value),
        f.Moment: lambda _item, value, _around: moment(value),
        f.TimeSpan: lambda _item, value, _around: span(value),
        f.Number: lambda item, value, _around: _number(item, value),
        f.Money: lambda _item, value, _around: _money(value),
        f.Place: _named("text"),
        f.Parties: _parties,
        f.Party: _party,
        f.Officers: lambda _item, value, _around: officers(value),
        f.Staff: _named("name"),
        f.Outsider: lambda _item, value, _around: outsider(value),
        f.Items: _items,
        f.Dialogue: _dialogue,
        f.Rights: _rights,
        f.LawRefs: lambda _item, value, _around: "、".join(law(one) for one in value or () if isinstance(one, Mapping)),
        f.RecordRef: _refs,
        f.RecordingRefs: lambda _item, value, _around: f"{len(value or ())}段" if value else "",
        f.Scans: lambda _item, value, _around: f"{len(value or ())}页" if value else "",
    }
)


def printed(item: f.Field, value: Any, around: Surroundings = NOWHERE) -> str:
    """A field's value in words; empty where it was not given (the layout strikes it)."""
    if item.empty(value) and not isinstance(item, f.Flag | f.TimeSpan):
        return ""
    if item.key in _CONFIDENTIAL_FIELDS:
        return CONFIDENTIAL
    return PRINTED[type(item)](item, value, around)
