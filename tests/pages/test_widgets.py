"""What a widget shows it reads back: no value is lost or changed by being looked at on a form."""

from html.parser import HTMLParser
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string

from liuhen.pages.widgets import WIDGETS, read_form, widget_of
from liuhen.register import register
from liuhen.regulation import fields as f

TEXT = '一、<b>引号"与尖括号</b>\n二、第二行 & 其他'


class Inputs(HTMLParser):
    """What a browser would send of a form."""

    def __init__(self, html):
        super().__init__()
        self.sent, self.select, self.area, self.blank = [], None, None, 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        one = dict(attrs)
        if tag == "template":
            self.blank += 1
        if self.blank:
            return
        if tag == "input" and one.get("name") and one.get("type") != "file":
            if one.get("type") in {"checkbox", "radio"} and "checked" not in one:
                return
            self.sent.append((one["name"], one.get("value") or ("on" if one.get("type") == "checkbox" else "")))
        if tag == "select":
            self.select = one.get("name")
        if tag == "option" and self.select and "selected" in one:
            self.sent.append((self.select, one.get("value") or ""))
        if tag == "textarea":
            self.area = [one["name"], ""]

    def handle_data(self, data):
        if self.area is not None and not self.blank:
            self.area[1] += data

    def handle_endtag(self, tag):
        if tag == "template":
            self.blank -= 1
        if tag == "textarea" and self.area is not None and not self.blank:
            self.sent.append(tuple(self.area))
            self.area = None
        if tag == "select":
            self.select = None


def sent_back(field, value, extra=None):
    """Show a value in its widget, send the form, read it."""
    row = SimpleNamespace(field=field, value=value, extra=extra or {})
    form = SimpleNamespace(draft=SimpleNamespace(id=uuid4()))
    html = render_to_string(f"pages/fields/{widget_of(field).template}.html", {"row": row, "form": form})
    posted = QueryDict(mutable=True)
    for name, sent in [*Inputs(html).sent, ("_shown", field.key)]:
        posted.appendlist(name, sent)
    return read_form((field,), posted).get(field.key)


OPTIONS = (("a", "甲"), ("b", "乙"))
COLUMNS = (
    f.Column(key="name", title="名称"),
    f.Column(key="quantity", title="数量", type="number"),
    f.Column(key="way", title="方式", type="choice", options=OPTIONS),
    f.Column(key="note", title="备注", type="text"),
)
PERSON = {"name": "吴小军", "title": "值班经理", "id_number": "420112199001010517"}
SHOWN = [
    (f.Line(key="x", title="一行"), TEXT.replace("\n", " "), None),
    (f.Cause(key="x", title="案由"), "经营非网络游戏；打牌", {"chosen": [("经营非网络游戏", register.book().violations["net_cafe_offline_games"]), ("打牌", None)], "industries": register.book().violations.industries()}),
    (f.Text(key="x", title="多行"), TEXT, None),
    (f.Flag(key="x", title="是否"), True, None),
    (f.Flag(key="x", title="是否"), False, None),
    (f.Choice(key="x", title="选一", options=OPTIONS), "b", None),
    (f.Choices(key="x", title="选几", options=OPTIONS), ["a", "b"], None),
    (f.Day(key="x", title="日期"), "2026-11-13", None),
    (f.Moment(key="x", title="时刻"), "2026-11-13T20:36", None),
    (f.TimeSpan(key="x", title="起止"), {"start": "2026-11-13T20:36", "end": "2026-11-13T21:48"}, None),
    (f.TimeSpan(key="x", title="过夜"), {"start": "2026-11-13T22:10", "end": "2026-11-14T00:30"}, None),
    (f.TimeSpan(key="x", title="多日"), {"start": "2026-11-13T09:00", "end": "2026-11-16T17:00"}, None),
    (f.TimeSpan(key="x", title="一整天多"), {"start": "2026-11-13T09:00", "end": "2026-11-14T10:00"}, None),
    (f.Number(key="x", title="数"), 31, None),
    (f.Number(key="x", title="数"), 0, None),
    (f.Money(key="x", title="金额"), "10000.00", None),
    (f.Place(key="x", title="地点"), {"text": "望江路 218 号"}, None),
    (f.Place(key="x", title="地点"), {"text": "望江路 218 号", "division": "420112", "point": [114.1362, 30.6224]}, None),
    (f.Choice(key="x", title="选一", options=OPTIONS, effects=(("a", "甲的后果"),)), "a", None),
    (f.LawRefs(key="x", title="款项目"), [{"title": "某条例", "article": "31", "paragraph": "第一款第（二）项第3目"}], None),
    (f.LawRefs(key="x", title="别的写法"), [{"title": "某条例", "article": "31", "paragraph": "第二项"}], None),
    (f.LawRefs(key="x", title="自写"), [{"title": "某条例", "article": "31", "paragraph": "但书"}], None),
    (f.Party(key="x", title="当事人"), "p2", {"parties": [{"id": "p1", "name": "甲"}, {"id": "p2", "name": "乙"}]}),
    (f.Parties(key="x", title="当事人"), [{"id": "p1", "type": "citizen", "name": "周国平", "sex": "男"}, {"id": "p7", "type": "organisation", "name": "星遇"}], {"types": [("citizen", "公民"), ("organisation", "法人")], "blank": {}}),
    (f.Outsider(key="x", title="外人", asks=("name", "title", "id_number")), PERSON, None),
    (f.Items(key="x", title="物品", columns=COLUMNS), [{"id": "i1", "name": "主机", "quantity": 1, "way": "a", "note": TEXT}, {"id": "i5", "name": "显示器"}], "rows"),
    (f.Dialogue(key="x", title="问答"), [{"q": "姓名？", "a": TEXT}, {"q": "还有补充吗？", "a": ""}], "rows"),
    (f.Rights(key="x", title="权利"), {"told": ["statement"], "means": "oral", "at": "20:39", "answer": "清楚"}, None),
    (f.LawRefs(key="x", title="依据"), [{"norm": "penalty_2021", "title": "行政处罚法", "version": "2021-01-22", "article": "56", "paragraph": "第一款"}], None),
    (f.RecordRef(key="x", title="记录"), "r2", "record"),
    (f.RecordRef(key="x", title="记录", several=True), ["r1", "r2"], "records"),
    (f.Scans(key="x", title="照片"), [{"sha256": "a" * 64, "size": 12, "type": "image/jpeg", "name": "一.jpg", "page": 1}], None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("field", "value", "extra"), SHOWN, ids=lambda one: type(one).__name__ if isinstance(one, f.Field) else None
)
def test_what_is_shown_is_read_back_unchanged(field, value, extra):
    if extra == "rows":
        extra = {"rows": value}
    if isinstance(extra, str):
        extra = {"records": [("r1", "一"), ("r2", "二")], "chosen": value if isinstance(value, list) else [value]}
    assert sent_back(field, value, extra) == value


def shown(field, value, extra=None):
    row = SimpleNamespace(field=field, value=value, extra=extra or {})
    return render_to_string(f"pages/fields/{widget_of(field).template}.html", {"row": row})


def test_the_sum_stands_in_words_beside_the_figures():
    assert "大写：壹万元整" in shown(f.Money(key="x", title="罚款"), "10000.00")
    assert "大写" not in shown(f.Money(key="x", title="罚款"), "一万")


def test_what_a_choice_entails_shows_when_it_is_chosen():
    field = f.Choice(key="x", title="情形", options=OPTIONS, effects=(("a", "甲的后果"), ("b", "乙的后果")))
    html = shown(field, "b")
    assert '<p class="lh-help lh-effect" data-when="x=b">乙的后果</p>' in html
    assert '<p class="lh-help lh-effect" data-when="x=a" hidden>甲的后果</p>' in html


def test_a_norm_of_the_book_is_cited_by_key_and_version():
    posted = QueryDict("x.0.title=中华人民共和国行政处罚法&x.0.article=56&x.0.item=2&_shown=x")
    cited = {
        "norm": "penalty_2021",
        "title": "中华人民共和国行政处罚法",
        "version": "2021-01-22",
        "article": "56",
        "paragraph": "第（二）项",
    }
    assert read_form((f.LawRefs(key="x", title="依据"),), posted)["x"] == [cited]


def test_another_title_lets_go_of_the_norm_that_stood_there():
    posted = QueryDict("x.0.title=某市的办法&x.0.norm=penalty_2021&x.0.article=3&_shown=x")
    assert read_form((f.LawRefs(key="x", title="依据"),), posted)["x"] == [{"title": "某市的办法", "article": "3"}]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("10,000", "10000.00"), ("9999999999999.99", "9999999999999.99"), ("一万", "一万"), ("nan", "nan"), ("1.234", "1.234")],
)
def test_a_sum_is_read_exactly_and_what_is_none_is_kept_as_typed(typed, kept):
    assert read_form((f.Money(key="x", title="罚款"),), QueryDict(f"x={typed}&_shown=x")) == {"x": kept}


@pytest.mark.parametrize("typed", ["²", "--5", "9" * 5000, "1e9", "NaN", "一"])
def test_what_is_no_whole_number_is_left_open_or_kept_as_typed(typed):
    posted = QueryDict(mutable=True)
    posted.update({"count": typed, "rows.0.quantity": typed, "rows.0.name": "主机"})
    assert widget_of(f.Number(key="count", title="数")).read(f.Number(key="count", title="数"), posted) is None
    columns = (f.Column(key="name", title="名称"), f.Column(key="quantity", title="数量", type="number"))
    table = f.Items(key="rows", title="物品", columns=columns)
    assert widget_of(table).read(table, posted) == [{"id": "i1", "name": "主机", "quantity": typed}]


@pytest.mark.parametrize("typed", ["nan", "inf", "-inf", "x"])
def test_a_point_that_is_nowhere_is_left_out(typed):
    posted = QueryDict(mutable=True)
    posted.update({"place": "某路1号", "place.lon": typed, "place.lat": "30.5"})
    place = f.Place(key="place", title="地点")
    assert widget_of(place).read(place, posted) == {"text": "某路1号"}


def test_every_field_of_every_kind_has_a_widget():
    for kind in register.book().kinds.values():
        for field in kind.fields:
            assert widget_of(field), f"{kind.key}.{field.key}"


def test_every_field_type_has_a_widget_and_its_template():
    types = {one for one in vars(f).values() if isinstance(one, type) and issubclass(one, f.Field) and one is not f.Field}
    assert types == set(WIDGETS)


def test_a_locked_field_is_never_read_from_the_form():
    field = f.Line(key="clue", title="线索", locked=True)
    posted = QueryDict("clue=forged&_shown=clue")
    assert read_form((field,), posted) == {}


def test_a_field_that_was_not_on_the_form_is_left_as_it_is():
    fields = (f.Flag(key="major", title="重大"), f.Line(key="name", title="名称"))
    assert read_form(fields, QueryDict("name=x&_shown=name")) == {"name": "x"}


def test_two_parties_typed_without_ids_get_ids_of_their_own():
    posted = QueryDict("x.0.name=甲&x.1.name=乙&x.1.id=p1&x.2.name=丙&_shown=x")
    found = read_form((f.Parties(key="x", title="当事人"),), posted)["x"]
    assert sorted(one["id"] for one in found) == ["p1", "p2", "p3"]
    assert next(one["id"] for one in found if one["name"] == "乙") == "p1"


def test_a_cause_is_what_was_ticked_and_what_was_typed_once_each():
    field = f.Cause(key="x", title="案由")
    posted = QueryDict("x=经营非网络游戏&x.other= 打牌；&_shown=x")
    assert read_form((field,), posted)["x"] == "经营非网络游戏；打牌"
    assert read_form((field,), QueryDict("x=打牌&x.other=打牌&_shown=x"))["x"] == "打牌"
    assert read_form((field,), QueryDict("x.other=&_shown=x"))["x"] == ""
