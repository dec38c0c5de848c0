"""What people wrote, as a paper says it."""

import pytest

from liuhen.instruments import words
from liuhen.regulation import fields as f
from liuhen.regulation.book import our_book
from tests.instruments import samples


def test_every_type_of_field_that_a_kind_uses_has_its_words():
    used = {type(item) for kind in our_book().kinds.values() for item in kind.fields}
    assert used <= set(words.PRINTED)


def test_dates_and_times_are_printed_without_spaces():
    assert words.day("2026-11-03") == "2026年11月3日"
    assert words.day("2026-11") == "2026年11月"
    assert words.moment("2026-11-13T20:36") == "2026年11月13日20时36分"
    assert words.moment("2026-11-13T00:05:59") == "2026年11月13日0时05分"
    assert words.moment("2026-11-13T24:00") == "2026年11月13日24时00分"
    assert words.moment("2026-11-13") == "2026年11月13日"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"start": "2026-11-13T20:36", "end": "2026-11-13T21:48"}, "2026年11月13日20时36分至21时48分"),
        ({"start": "2026-11-13T23:36", "end": "2026-11-14T00:30"}, "2026年11月13日23时36分至2026年11月14日0时30分"),
        ({"start": "2026-11-13T20:36", "end": ""}, "2026年11月13日20时36分至\\"),
        ({"start": "2026-11-13", "end": "2026-11-14"}, "2026年11月13日至2026年11月14日"),
        ({}, "\\"),
        (None, "\\"),
    ],
)
def test_a_span_says_its_day_once_and_strikes_a_missing_end(value, said):
    assert words.span(value) == said


def test_officers_carry_their_certificates_and_when_they_showed_them():
    assert words.officers(samples.OFFICERS) == (
        "周启明（执法证号17010612345，20时37分出示）、沈静文（执法证号17010612346，20时37分出示）"
    )
    assert words.officers([{"name": "周启明"}]) == "周启明（执法证号\\）"


def test_a_law_is_cited_down_to_its_item():
    cited = {"title": "互联网上网服务营业场所管理条例", "article": "31", "paragraph": "第一款第（二）项"}
    assert words.law(cited) == "《互联网上网服务营业场所管理条例》第三十一条第一款第（二）项"
    assert words.law({"title": "《行政处罚法》", "article": "附则"}) == "《行政处罚法》附则"


def test_parties_are_described_by_what_they_are():
    assert words.party_name(samples.PARTY) == "澄湖区星遇网络服务有限公司（星遇网咖）"
    assert ("法定代表人", "李向东") in words.party_facts(samples.PARTY)
    trader = {
        "type": "sole_trader",
        "name": "王梅",
        "trade_name": "梅姐书屋",
        "code": "92420112MA4L",
        "address": "澄湖区文昌路2号",
    }
    assert words.party_facts(trader) == [
        ("经营者", "王梅"), ("字号", "梅姐书屋"), ("统一社会信用代码", "92420112MA4L"), ("经营场所", "澄湖区文昌路2号"),
    ]  # fmt: skip
    citizen = {
        "type": "citizen",
        "name": "李明",
        "sex": "男",
        "birth": "1990-05-06",
        "id_number": "420112199005060017",
        "address": "澄湖区",
    }
    assert ("出生日期", "1990年5月6日") in words.party_facts(citizen)
    assert ("身份证件号码", "420112199005060017") in words.party_facts(citizen)


def test_an_outsider_is_named_with_what_is_known():
    assert words.outsider({"name": "林海燕", "sex": "女", "age": 32, "phone": "138"}) == "林海燕（女，32岁，电话138）"
    assert words.outsider({"name": "林海燕"}) == "林海燕"


def test_who_complained_is_on_no_paper():
    item = f.Outsider(key="complainant", title="投诉举报人")
    assert words.printed(item, {"name": "张三", "phone": "138"}) == "（依法保密）"


def test_rights_say_which_how_when_and_the_answer():
    said = words.printed(
        f.Rights(key="rights", title="权利"), {"told": ["statement"], "means": "oral", "at": "20:39", "answer": "不申请"}
    )
    assert said == "20时39分，以口头方式告知有陈述、申辩的权利，答复：不申请。"


def test_points_of_an_order_are_numbered_sentences():
    item = f.Items(
        key="items",
        title="改正事项",
        columns=(
            f.Column(key="text", title="改正内容", type="text", required=True),
            f.Column(key="way", title="改正要求", type="choice", options=(("at_once", "立即改正"), ("by_date", "限期改正"))),
            f.Column(key="until", title="限期至（含当日）", type="day"),
        ),
    )
    assert words.is_list(item)
    assert words.is_list(our_book().kind("correction_order").field("items"))
    rows = [
        {"text": "停止接纳未成年人。", "way": "at_once"},
        {"text": "悬挂禁入标志", "way": "by_date", "until": "2026-11-20"},
    ]
    assert words.printed(item, rows).split("\n") == [
        "一、停止接纳未成年人（立即改正）；",
        "二、悬挂禁入标志（限期改正，限期至2026年11月20日（含当日））。",
    ]


def test_an_empty_value_has_no_words_and_a_flag_always_does():
    assert words.printed(f.Line(key="a", title="a"), "") == ""
    assert words.printed(f.Money(key="a", title="a"), None) == ""
    assert words.printed(f.Flag(key="a", title="a"), None) == "否"
    assert words.printed(f.Number(key="a", title="a", unit="日"), 0) == "0日"


def test_papers_are_named_by_title_and_number():
    around = words.Surroundings(paper=lambda number: ("责令改正通知书", "澄文综改字〔2026〕1号") if number == "x" else ("", ""))
    item = f.RecordRef(key="papers", title="文书", several=True)
    assert words.printed(item, ["x", "gone"], around) == "《责令改正通知书》澄文综改字〔2026〕1号"
