"""Real penalties told as dated facts, where the file is present: each report read against its facts. No rule knows a sample."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from liuhen.regulation.reading import history_of
from liuhen.regulation.report import Row, report
from liuhen.regulation.terms import PLAIN
from liuhen.regulation.when import CST

FILE = Path(__file__).resolve().parents[3] / "shared" / "data" / "cn" / "cases" / "culture_market_cases.json"
NOW = datetime(2026, 11, 23, 20, 0, tzinfo=CST)
pytestmark = pytest.mark.skipif(not FILE.exists(), reason="the file of real cases is not here")


def cases() -> list[dict[str, Any]]:
    return list(json.loads(FILE.read_text(encoding="utf-8"))["cases"]) if FILE.exists() else []


def rows(name: str) -> list[Row]:
    case = next(case for case in cases() if case["id"] == name)
    return report(history_of(case, NOW), PLAIN, NOW)


def one(found: list[Row], source: str, article: int | str, because: str, owes: str = "") -> Row:
    some = [
        row
        for row in found
        if (row.source, row.article) == (source, article)
        and because in (row.because or "")
        and owes in row.owes
        and row.status != "not_applicable"
    ]
    assert len(some) == 1, [(row.because, row.owes, row.status) for row in some]
    return some[0]


def test_a_preservation_of_2019_was_due_in_seven_calendar_days():
    row = one(rows("C01"), "penalty_2017", 37, "证据先行登记保存通知书", "处理告知书")
    assert row.status == "unseen"
    assert row.as_json()["due"] == "2019-08-28T23:59:59+08:00"


def test_the_regulation_does_not_reach_back_to_august_2019():
    assert all(row.status == "not_applicable" for row in rows("C01") if row.source == "REG")


def test_a_preservation_of_august_2021_was_due_in_seven_working_days():
    found = rows("C14")
    row = one(found, "penalty_2021", 56, "2021-08-26 证据先行登记保存通知书", "处理告知书")
    assert row.as_json()["due"].startswith("2021-09-06")
    assert all(row.status == "not_applicable" for row in found if row.source == "penalty_2017")


def test_an_interview_two_days_before_filing_is_a_note_and_no_fault():
    found = rows("C02")
    row = one(found, "PRACTICE", "立案前取证", "2021-12-20 询问笔录")
    assert (row.gravity, row.level) == ("note", "practice")
    assert "2 天" in row.why
    assert not any(row.status == "breached" for row in found)


def test_approval_notice_and_waiver_of_that_case_are_kept():
    found = rows("C02")
    assert one(found, "REG", 7, "2021-12-22", "负责人").status == "kept"
    assert one(found, "penalty_2021", 44, "2021-12-25").status == "kept"
    assert one(found, "penalty_2021", 62, "2021-12-25").status == "kept"


def test_a_make_up_saturday_counts_as_a_working_day():
    row = one(rows("C03"), "PRACTICE", "立案期限", "2021-09-16 17:00")
    assert (row.status, row.as_json()["due"][:10]) == ("kept", "2021-09-27")


@pytest.mark.parametrize(
    ("name", "because"),
    [("C03", "2021-09-16"), ("C04", "2020-09-08"), ("C06", "2025-10-28"), ("C12", "2022-04-12"), ("C14", "2021-08-26")],
)
def test_an_inspection_with_photographs_or_a_body_camera_was_recorded(name, because):
    assert one(rows(name), "REG", 12, because).status == "kept"


@pytest.mark.parametrize(
    ("name", "because"), [("C02", "2021-12-16"), ("C10", "2024-12-11"), ("C15", "2025-06-04"), ("C18", "2024-03-16")]
)
def test_an_inspection_of_which_no_recording_is_told_is_unseen(name, because):
    assert one(rows(name), "REG", 12, because).status == "unseen"


def test_a_night_past_midnight_ends_the_next_day():
    row = one(rows("C07"), "penalty_2021", 36, "违法行为发生")
    assert row.as_json()["due"].startswith("2026-08-17")
    assert row.status == "kept"


def test_sampling_has_no_seven_days_whatever_a_note_says():
    found = rows("C11")
    assert all(row.status == "not_applicable" for row in found if (row.source, row.article) == ("penalty_2021", 56))
    assert one(found, "PRACTICE", "立案前取证", "抽样取证凭证").gravity == "note"


def test_a_review_on_the_day_of_filing_is_not_the_review_of_the_decision():
    for name in ("C06", "C12"):
        assert all(row.status == "not_applicable" for row in rows(name) if (row.source, row.article) == ("penalty_2021", 58))
        assert one(rows(name), "REG", 14, "法制审核意见书").status == "unseen"


def test_an_interview_on_or_after_a_day_is_read_and_never_dated():
    row = one(rows("C04"), "penalty_2017", 37, "不早于 2020-09-09 询问笔录", "两名")
    assert row.status == "unseen"


def test_ninety_days_run_from_the_filing_day():
    assert one(rows("C06"), "penalty_2021", 60, "2025-10-29").as_json()["due"].startswith("2026-01-27")


def test_nothing_of_any_source_is_called_broken_or_overdue():
    for case in cases():
        found = report(history_of(case, NOW), PLAIN, NOW)
        assert not [row for row in found if row.status in {"breached", "owed"} or row.overdue], case["id"]


def test_every_provision_of_the_case_has_a_row_in_every_report():
    sizes = {len({(row.source, row.article, row.title) for row in report(history_of(case, NOW), PLAIN, NOW)}) for case in cases()}
    assert len(sizes) == 1
