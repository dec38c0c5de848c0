"""The daily table behind a demand: every row by hand, from the paper alone."""

import pytest

from liuhen.instruments import annex, render
from liuhen.regulation.book import our_book
from tests.instruments import judges, samples

pytestmark = pytest.mark.system

RATE = "每日按罚款数额的百分之三"
#: 10,000 late since 12-09; reconsideration 12-11 to 12-14; 4,000 paid on 12-20. Two days, six days at 300, five days at 180.
PAUSED = {
    "sum_due": True,
    "fine": "6000.00",
    "additional": "3300.00",
    "base": "10000.00",
    "since": "2026-12-09",
    "until": "2026-12-25",
    "counted": 13,
    "rate": RATE,
    "limit": "没有达到上限（上限为10000元）",
    "moves": [
        {"id": "m1", "day": "2026-12-11", "what": "stop"},
        {"id": "m2", "day": "2026-12-14", "what": "go"},
        {"id": "m3", "day": "2026-12-20", "what": "paid", "amount": "4000.00"},
    ],
}
CAPPED = {
    "base": "10000.00",
    "since": "2026-12-09",
    "until": "2027-01-15",
    "counted": 34,
    "excluded": None,
    "rate": RATE,
    "limit": "已达到上限（上限为10000元），不再增加",
    "moves": [],
    "amount": "10000.00",
}


def of(key: str, **values):
    return samples.story(our_book().kind(key), **values)


def test_a_row_a_day_with_what_did_not_count_and_what_was_paid():
    record, _ = of("demand_notice", **PAUSED)
    made = annex.daily(record)
    rows = made["table"]["rows"]
    assert len(rows) == 17
    assert rows[0] == ["2026年12月9日", "1", "10000.00", "300.00", "300.00", "", ""]
    assert rows[2] == ["2026年12月11日", "不计", "10000.00", "0.00", "600.00", "", "复议诉讼"]
    assert rows[11] == ["2026年12月20日", "8", "10000.00", "300.00", "2400.00", "4000.00", ""]
    assert rows[12] == ["2026年12月21日", "9", "6000.00", "180.00", "2580.00", "", ""]
    assert rows[-1] == ["2026年12月25日", "13", "6000.00", "180.00", "3300.00", "", ""]
    assert made["foot"].startswith("合计13日，加处罚款3300元（大写：叁仟叁佰元整）。")


def test_it_ends_on_the_day_of_the_ceiling():
    record, _ = of("additional_fine_decision", **CAPPED)
    rows = annex.daily(record)["table"]["rows"]
    assert len(rows) == 34
    assert rows[-1] == ["2027年1月11日", "34", "10000.00", "100.00", "10000.00", "", "到上限"]


def test_a_paper_that_reckons_nothing_has_no_annex():
    bare = {"base": None, "since": None, "moves": [], "sum_due": True}
    assert annex.daily(of("demand_notice", **bare)[0]) is None


def test_a_late_fee_of_years_is_told_by_the_month():
    late = {"base": "1234.56", "per_myriad": 5, "since": "2026-01-01", "until": "2026-12-10", "moves": [], "sum": "212.34"}
    made = annex.daily(of("charge_overdue", **late)[0])
    # the first day, eleven ends of months, the last; 344 days at 0.61728
    assert [row[0] for row in made["table"]["rows"]][:2] == ["2026年1月1日", "2026年1月31日"]
    assert len(made["table"]["rows"]) == 13
    assert made["table"]["rows"][-1][4] == "212.34"
    assert annex.THINNED in made["lines"]


@pytest.mark.parametrize(
    ("rate", "said"), [(5, "每日万分之五"), (15, "每日万分之十五"), (20, "每日万分之二十"), (105, "每日万分之一百零五")]
)
def test_a_rate_is_written_as_the_statutes_write_it(rate, said):
    late = {"base": "1234.56", "per_myriad": rate, "since": "2026-12-01", "until": "2026-12-10", "moves": [], "sum": "6.17"}
    assert said in "".join(annex.daily(of("charge_overdue", **late)[0])["lines"])


def test_the_paper_and_its_annex_say_one_rate(tmp_path):
    late = {"base": "1234.56", "per_myriad": 15, "since": "2026-12-01", "until": "2026-12-10", "moves": [], "sum": "18.52"}
    record, history = of("charge_overdue", **late)
    (tmp_path / "late.pdf").write_bytes(render.render(record, history, samples.terms(), samples.Bureau(), samples.Leaf()))
    text = judges.text_of(tmp_path / "late.pdf")
    assert text.count("万分之十五") == 2
    assert "万分之15" not in text


def test_it_is_printed_behind_the_paper_and_the_paper_says_so(tmp_path):
    papers = {"demand_notice": PAUSED, "additional_fine_decision": CAPPED, "enforcement_decision": {**PAUSED, "way": "transfer"}, "court_application": PAUSED}  # fmt: skip
    for key, values in papers.items():
        record, history = of(key, **values)
        made = render.render(record, history, samples.terms(), samples.Bureau(), samples.Leaf())
        (tmp_path / f"{key}.pdf").write_bytes(made)
    for key in papers:
        text = judges.text_of(tmp_path / f"{key}.pdf")
        assert "附表加处罚款逐日计算表" in text.replace("　", ""), key
        assert "逐日计算见附表" in text, key
    assert "人民币3300元（大写：叁仟叁佰元整）" in judges.text_of(tmp_path / "demand_notice.pdf")
    assert judges.must_be_pdfa(tmp_path) == len(papers)
