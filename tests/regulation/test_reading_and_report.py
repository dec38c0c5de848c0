"""Facts of other systems read as ours, and the report of a case: shapes that the twelve known cases do not show."""

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.regulation.story import story
from tests.regulation.whole import BEFORE_HEAD, WHOLE

from liuhen.regulation.book import our_book
from liuhen.regulation.reading import Unreadable, fact, history_of
from liuhen.regulation.report import as_json, in_words, report
from liuhen.regulation.terms import PLAIN
from liuhen.regulation.when import CST

NOW = datetime(2026, 11, 23, 20, 0, tzinfo=CST)


def case(*events: tuple[str, str] | tuple[str, str, str], **more: Any) -> dict[str, Any]:
    listed = [{"type": event[0], "at": event[1], "note": event[2] if len(event) > 2 else ""} for event in events]
    return {"id": "X", "events": listed, **more}


def rows(*events, at=NOW, **more):
    return [row.as_json() for row in report(history_of(case(*events, **more), NOW), PLAIN, at)]


def pick(found, source, article, owes=""):
    some = [
        row
        for row in found
        if (row["source"], row["article"]) == (source, article) and owes in row["owes"] and row["status"] != "not_applicable"
    ]
    assert len(some) == 1, some
    return some[0]


# -- reading ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("type_", "kind"),
    [
        ("现场检查", "inspection_record"),
        ("现场检查（公安移交）", "inspection_record"),
        ("现场检查(公安移交)", "inspection_record"),
        ("询问（受托人）", "interview_transcript"),
        ("第二次询问", "interview_transcript"),
        ("再次现场检查", "inspection_record"),
        ("先行登记保存", "advance_registration"),
        ("立案", "initiation_approval"),
        ("事先告知书送达", "proof_of_service"),
        ("听证", "hearing_record"),
        ("集体讨论", "deliberation"),
        ("行政处罚决定", "penalty_decision"),
        ("缴纳罚款", "payment"),
        ("结案", "closing_report"),
        ("归档", "case_file_bound"),
        ("转办线索", "case_registration"),
        ("12345举报", "case_registration"),
        ("询问法定代表人", "interview_transcript"),
        ("询问通知", "interview_notice"),
        ("行政处罚听证告知", "prior_notice"),
        ("作出行政处罚决定", "penalty_decision"),
        ("下达责令改正通知书", "correction_order"),
        ("先行登记保存处理决定", "preservation_outcome"),
        ("行政处罚决定书留置送达", "proof_of_service"),
        ("送达听证通知书", "proof_of_service"),
        ("函", "told_event"),
        ("媒体采访", "told_event"),
        ("拆迁", "told_event"),
    ],
)
def test_an_event_is_read_by_its_name_and_an_unknown_one_is_kept_as_it_is(type_, kind):
    read = fact({"type": type_, "at": "2021-12-16", "note": "周六"})
    assert read.kind.key == kind
    if kind == "told_event":
        assert read.content == {"type": type_, "note": "周六"}


def test_a_slip_of_another_notice_is_no_slip_of_the_prior_notice():
    assert fact({"type": "先行登记保存处理告知书送达", "at": "2021-12-16"}).content.get("paper_kind") is None
    assert fact({"type": "事先告知书送达", "at": "2021-12-16"}).content["paper_kind"] == "prior_notice"


def test_a_note_fills_what_it_says_and_nothing_else():
    read = fact({"type": "现场检查", "at": "2019-08-21T19:30/19:45", "note": "2名执法人员,出示证件;现场有录像"})
    assert dict(read.content) == {"officer_count": 2, "certificates_shown": True, "recording_state": "video"}
    assert dict(fact({"type": "现场检查", "at": "2019-08-21", "note": ""}).content) == {}


@pytest.mark.parametrize(
    "event", [{"at": "2021-01-01"}, {"type": "", "at": "2021-01-01"}, {"type": "立案"}, {"type": "立案", "at": "去年"}]
)
def test_an_event_without_a_name_or_a_time_is_refused_with_the_reason(event):
    with pytest.raises(Unreadable, match=r"事项|时间"):
        fact(event)


@pytest.mark.parametrize(
    "at",
    [
        "2021",
        "1985-01",
        "2021-12-16T22:00",
        "2021-12-16T22:00:05",
        "2021-12-16T22:00/..",
        "2021-12/2022-02",
        "2024-08-16T21:44/00:44",
    ],
)
def test_any_precision_can_be_judged(at):
    try:
        fact({"type": "现场检查", "at": at})
    except Unreadable:
        assert at == "2021"
        return
    assert rows(("现场检查", at, "2名"), ("立案", at), ("先行登记保存", at), ("行政处罚决定", at))


def test_every_kind_with_a_name_can_be_told_with_a_day_a_month_and_an_open_end():
    for kind in our_book().kinds.values():
        if "case" in kind.subjects and kind.by_hand and not kind.internal:
            for at in ("2021-07-10", "2021-07", "2020-01-01/.."):
                for complete in (False, True):
                    found = rows((kind.title, at), ("立案", "2021-06-01"), complete=complete)
                    assert complete or not [row for row in found if row["status"] in {"owed", "breached"}], (kind.key, at)


# -- whole cases of that shape ----------------------------------------------------------------------------------------
FULL = (
    ("举报", "2022-03-01T09:10"),
    ("现场检查", "2022-03-02T15:00/16:10", "2名执法人员,出示证件;全程录像"),
    ("先行登记保存", "2022-03-02", "电脑主机2台"),
    ("立案", "2022-03-03", "主管领导批准"),
    ("询问", "2022-03-04T09:00/10:00", "2名执法人员,出示执法证"),
    ("先行登记保存处理决定", "2022-03-09", "退还"),
    ("责令改正通知书", "2022-03-02"),
    ("复查", "2022-03-20", "已改正"),
    ("案件调查终结", "2022-03-21"),
    ("行政处罚事先告知书", "2022-03-22", "告知听证权利"),
    ("事先告知书送达", "2022-03-22"),
    ("法制审核", "2022-03-30", "审核通过"),
    ("集体讨论", "2022-03-31"),
    ("行政处罚决定", "2022-04-01", "罚款10000元"),
    ("处罚决定书送达", "2022-04-06", "直接送达"),
    ("缴纳罚款", "2022-04-12", "10000元"),
    ("公示", "2022-04-08"),
    ("结案", "2022-04-15"),
    ("归档", "2022-05-06"),
)


def test_a_whole_case_told_to_its_archive_is_kept_where_it_tells():
    found = rows(*FULL)
    assert pick(found, "penalty_2021", 56, "处理告知书")["status"] == "kept"
    assert pick(found, "penalty_2021", 44)["status"] == "kept"
    assert pick(found, "penalty_2021", 60)["status"] == "kept"
    assert pick(found, "penalty_2021", 61)["status"] == "kept"
    assert pick(found, "penalty_2021", 67)["status"] == "kept"
    assert pick(found, "penalty_2021", 58)["status"] == "kept"
    assert pick(found, "REG", 27, "案卷归档")["status"] == "kept"
    assert pick(found, "PRACTICE", "公示期限")["status"] == "kept"
    assert not [row for row in found if row["status"] in {"breached", "owed"} or row["overdue"]]


def test_late_things_are_late_though_the_source_is_partial():
    late = {"先行登记保存处理决定": "2022-03-14", "处罚决定书送达": "2022-04-15", "缴纳罚款": "2022-05-05", "归档": "2022-06-20"}
    found = rows(*[(event[0], late.get(event[0], event[1]), *event[2:]) for event in FULL])
    assert pick(found, "penalty_2021", 56, "处理告知书")["status"] == "kept_late"
    assert pick(found, "penalty_2021", 61)["status"] == "kept_late"
    assert pick(found, "penalty_2021", 67)["status"] == "kept_late"
    assert pick(found, "REG", 27, "案卷归档")["status"] == "kept_late"


def test_a_complete_source_owes_what_it_does_not_tell_and_is_overdue_by_the_clock():
    events = (("立案", "2022-03-03"), ("先行登记保存", "2022-03-03", "主机1台"))
    row = pick(rows(*events, complete=True), "penalty_2021", 56, "处理告知书")
    assert (row["status"], row["overdue"]) == ("owed", True)
    row = pick(rows(*events, complete=True, at=datetime(2022, 3, 7, tzinfo=CST)), "penalty_2021", 56, "处理告知书")
    assert (row["status"], row["overdue"]) == ("owed", False)


def test_one_officer_told_is_a_breach_and_decision_before_filing_is_a_fault():
    found = rows(("现场检查", "2022-03-02", "1名执法人员"), ("立案", "2022-03-10"), ("行政处罚决定", "2022-03-09"))
    assert pick(found, "penalty_2021", 42)["status"] == "breached"
    assert [row for row in found if row["status"] == "breached" and row["article"] == 54]


def test_a_report_as_of_an_earlier_day_does_not_know_what_came_later():
    found = rows(*FULL, complete=True, at=datetime(2022, 3, 8, 12, 0, tzinfo=CST))
    assert pick(found, "penalty_2021", 56, "处理告知书")["status"] == "owed"
    assert not [row for row in found if (row["because"] or "") > "2022-03-09"]


NAMES = sorted(
    {
        name
        for kind in our_book().kinds.values()
        if "case" in kind.subjects and kind.by_hand
        for name in (kind.title, *kind.aliases)
    }
)
TIMES = (
    "2016-03",
    "2019-08-21",
    "2021-07",
    "2021-07-14T22:00/00:30",
    "2021-07-15",
    "2021-12-25",
    "2022-01-01/..",
    "2024-05-06T10:00",
    "2027-02-10",
)
NOTES = (
    "",
    "2名执法人员,出示证件",
    "拍照6张",
    "留置送达",
    "公告送达",
    "听证告知",
    "罚款5000元",
    "电脑主机1台",
    "主管领导批准",
    "审核通过",
    "（无）；。",
)


@settings(max_examples=120, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from([*NAMES, "奇怪的事项"]), st.sampled_from(TIMES), st.sampled_from(NOTES)), max_size=14),
    st.booleans(),
)
def test_whatever_a_source_tells_is_judged_and_what_it_does_not_tell_is_not_held_against_it(events, complete):
    found = rows(*events, complete=complete)
    assert {row["status"] for row in found} <= STATUSES
    if not complete:
        assert not [row for row in found if row["status"] == "owed" or row["overdue"]]


# -- the report itself ------------------------------------------------------------------------------------------------
KEYS = {"source", "article", "level", "status", "gravity", "about", "because", "due", "met", "overdue"}
STATUSES = {"kept", "kept_late", "owed", "breached", "excused", "unseen", "not_applicable"}


def test_the_json_has_the_documented_keys_and_values():
    found = as_json("1号", NOW, report(story(*WHOLE), PLAIN, NOW))
    assert set(found) == {"case", "at", "provisions"}
    assert found["at"] == "2026-11-23T20:00:00+08:00"
    for row in found["provisions"]:
        assert row.keys() >= KEYS
        assert row["status"] in STATUSES
        assert row["level"] in {"law", "regulation", "practice"}
        assert isinstance(row["article"], int) or not row["article"].isdigit()
        for key in ("due", "met"):
            assert row[key] is None or datetime.fromisoformat(row[key]).utcoffset() is not None


def test_each_provision_speaks_or_has_one_silent_row():
    book = our_book()
    found = report(story(*BEFORE_HEAD), PLAIN, NOW)
    silent = [row for row in found if row.status == "not_applicable"]
    spoke = {finding.provision for finding in book.judge(story(*BEFORE_HEAD), PLAIN)}
    assert len(silent) + len(spoke) == sum(provision.reads == "case" for provision in book.provisions.values())


def test_an_empty_case_is_all_silent():
    assert {row["status"] for row in rows()} == {"not_applicable"}


def test_the_words_name_the_article_what_became_of_it_and_when():
    text = "\n".join(in_words(report(history_of(case(*FULL), NOW), PLAIN, NOW)))
    assert "处罚法第五十六条" in text
    assert "已办　先行登记保存处理告知书" in text
    assert "期限 2022-03-11 24:00，办理 2022-03-09" in text
    assert "处罚法（2017）" not in text
