"""The case page: what happened in the order it happened, what is owed, who, with what, and who looked."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.http import Http404

from liuhen.access.masking import masked_content
from liuhen.access.permissions import clearance
from liuhen.cases.clocks import Urgency
from liuhen.cases.queries import case_view
from liuhen.cases.timeline import Mark, storage_lag
from liuhen.register import register
from liuhen.register.types import Act, SubjectRef
from liuhen.regulation.grammar import Stage
from liuhen.regulation.when import When
from tests.cases.stories import STORED, add, approval, open_case, opine
from tests.cast import at, moment


def told(cast, name, case, kind, content, *, happened, when, origin="told", about=None):
    with at(when):
        return register.record(
            cast[name],
            SubjectRef("case", case),
            kind,
            content,
            when=When.parse(happened),
            origin=origin,
            about=UUID(about) if about else None,
        )


def link(cast, case, record, *, begin, end, arrived, what="执法记录仪 DSJ-07 第 2 段"):
    """A recording stored and tied to a record."""
    times = {key: f"2026-{value}:00+08:00" for key, value in (("begin", begin), ("end", end), ("arrived", arrived))}
    facts = STORED | times | {"what": what, "sha256": uuid4().hex * 2}
    recording = SubjectRef("recording", uuid4())
    with at(arrived.replace("T", " ")):
        register.write(cast["周启明"], [Act(subject=recording, kind="recording_stored", content=facts)])
        register.link_recording(
            cast["周启明"], SubjectRef("case", case), recording, record_id=UUID(record.id) if record else None, facts=facts
        )
    return recording


@pytest.fixture
def xingyu(cast):
    """The night of 13 November: urgent start, inspection, two segments of which one came late; the form next morning."""
    case = open_case(cast, secrecy="privacy", source="complaint")
    urgent = add(
        cast,
        "周启明",
        case,
        "urgent_start",
        {"reason": "夜间举报，人员可能离场", "started": "2026-11-13T20:15"},
        when="11-13 20:15",
    )
    inspection = told(
        cast, "周启明", case, "inspection_record",
        {
            "span": {"start": "2026-11-13T20:36", "end": "2026-11-13T21:48"}, "place": {"text": "澄湖区学府路18号"},
            "findings": "大厅内有三名未成年人上网。", "on_site": {"name": "吴小军", "title": "值班经理", "id_number": "420112199105170517"},
            "officers": cast.officers("周启明", "沈静文"),
        },
        happened="2026-11-13T20:36/21:48", when="11-14 08:30", origin="paper",
    )  # fmt: skip
    form = approval(cast, case, about=urgent.id, when="11-14 09:20")
    for minute, (name, part) in enumerate((("周启明", "handler"), ("方志刚", "unit_head"), ("韩立群", "head")), start=25):
        form = opine(cast, name, form, part, when=f"11-14 09:{minute}")
    link(cast, case, inspection, begin="11-13T20:34", end="11-13T21:12", arrived="11-14T09:05", what="第 1 段")
    link(cast, case, inspection, begin="11-13T21:21", end="11-13T21:50", arrived="11-15T08:41", what="第 2 段")
    told(
        cast, "周启明", case, "told_event", {"type": "电话记录", "note": "联系监护人，告知询问时间"},
        happened="2026-11-14T15:10", when="11-16 16:02",
    )  # fmt: skip
    return case


def test_the_timeline_is_in_the_order_of_the_acts_and_late_entries_say_so(cast, xingyu):
    with at("11-18 10:24"):
        view = case_view(cast["周启明"], xingyu)
    told_of = [(item.time, item.title) for item in view.timeline if item.kind != "case_registration"]
    assert told_of == [
        ("20:15", "紧急先行启动"),
        ("20:34", "第 1 段"),
        ("20:36", "现场检查（勘验）笔录"),
        ("21:21", "第 2 段"),
        ("09:20", "程序启动审批表"),
        ("15:10", "其他记载"),
    ]
    call = next(item for item in view.timeline if item.kind == "told_event")
    assert call.late == "11-16 16:02 记入，迟 2 天 52 分"
    assert [tag.text for tag in call.tags] == ["补记"]
    typed = next(item for item in view.timeline if item.kind == "inspection_record")
    assert typed.late == "11-14 08:30 记入，迟 10 小时 42 分"
    assert [tag.text for tag in typed.tags] == ["补录"]
    assert [len(day.items) for day in view.days()] == [2, 5]
    assert [(day.year, day.day, day.week) for day in view.days()] == [("", "11 月 14 日", "周六"), ("", "11 月 13 日", "周五")]
    assert [item.title for day in view.days(mark=Mark.RECORDING) for item in day.items] == ["第 2 段", "第 1 段"]
    assert [item.kind for day in view.days(late=True) for item in day.items] == ["told_event", "inspection_record"]
    assert (view.counts["all"], view.counts["recording"], view.counts["late"]) == (7, 2, 2)


def test_an_archivist_of_another_year_reads_which_year_it_was(cast, xingyu):
    with at("2036-03-02 10:00"):
        view = case_view(cast["周启明"], xingyu)
    assert [(day.year, day.day) for day in view.days()] == [("2026 年 ", "11 月 14 日"), ("2026 年 ", "11 月 13 日")]
    assert {item.late for item in view.timeline if item.late} == {
        "2026-11-16 16:02 记入，迟 2 天 52 分",
        "2026-11-14 08:30 记入，迟 10 小时 42 分",
    }


def test_a_recording_shows_how_long_it_took_into_the_store(cast, xingyu):
    view = case_view(cast["周启明"], xingyu)
    first, second = (item for item in view.timeline if item.mark == Mark.RECORDING)
    assert (first.lag.said, first.lag.late, first.tags) == ("入库用时 11 小时 53 分", False, ())
    assert (second.lag.said, second.lag.over_said) == ("入库用时 34 小时 51 分", "超 10 小时 51 分")
    assert [tag.text for tag in second.tags] == ["迟入库"]
    assert 0.96 < second.lag.share < 0.97


def test_exactly_a_day_is_not_late():
    end = moment("11-13 21:50")
    assert not storage_lag(end, end + timedelta(hours=24)).late
    assert storage_lag(end, end + timedelta(hours=24, minutes=1)).over_said == "超 1 分"


def test_the_band_counts_what_each_stage_requires_and_has(cast, xingyu):
    with at("11-18 10:24"):
        view = case_view(cast["周启明"], xingyu)
    bands = {band.stage: band for band in view.stages}
    start = bands[Stage.INITIATION]
    assert [band.title for band in view.stages] == ["启动", "调查取证", "审查决定", "送达执行", "归档管理"]
    assert (start.done, start.required) >= (2, 2)
    assert start.papers == 3
    investigation = bands[Stage.INVESTIGATION]
    assert (investigation.current, investigation.recordings, investigation.state) == (True, 2, "进行中")
    assert (bands[Stage.DECISION].papers, bands[Stage.DECISION].done) == (0, 0)
    assert all(0 <= band.share <= 1 and band.done <= band.required for band in view.stages)


def test_the_status_at_the_right_edge_says_what_became_of_a_paper(cast, xingyu):
    def status(kind):
        return next(item.status for item in case_view(cast["周启明"], xingyu, log=False).timeline if item.kind == kind)

    assert status("initiation_approval") == "已批准"
    note = add(
        cast,
        "周启明",
        xingyu,
        "situation_note",
        {"text": "另有六人漏计", "officers": cast.officers("周启明", "沈静文")},
        when="11-16 09:00",
    )
    assert status("situation_note") == "待周启明等 2 处"
    with at("11-16 09:10"):
        for name in ("周启明", "沈静文"):
            register.add_part(
                cast[name], UUID(note.id), register.Signing(part="officers", about=str(cast.people[name]), signer=name)
            )
    assert status("situation_note") == "2 人已签"


def test_a_correction_stands_as_its_own_entry_with_old_and_new(cast, xingyu):
    end = add(
        cast,
        "周启明",
        xingyu,
        "party_end",
        {"party": "p1", "ground": "withdrawn", "note": "误记", "at": "2026-11-16"},
        when="11-16 09:00",
    )
    with at("11-16 10:00"):
        register.correct(cast["周启明"], UUID(end.id), {"ground": "performed"}, "选错了", clerical=True)
    view = case_view(cast["周启明"], xingyu)
    correction = next(item for item in view.timeline if item.kind == "correction")
    assert correction.change == (("终结的情形", "已撤案", "履行完毕"),)
    assert "选错了" in correction.facts
    assert "有更正" in [tag.text for item in view.timeline if item.record == end.id for tag in item.tags]


def test_the_people_and_a_certificate_that_ends_soon(cast, xingyu):
    with at("11-18 10:24"):
        people = {(one.role, one.name): one for one in case_view(cast["周启明"], xingyu).people}
    assert people["主办", "周启明"].detail == "证号 17020114031"
    assert people["协办", "沈静文"].warning == "12-05 到期"
    assert ("承办机构", "方志刚") in people
    assert ("法制审核", "未指定") in people
    assert ("负责人", "韩立群") in people
    with at("2026-12-06 09:00"):
        shen = next(one for one in case_view(cast["周启明"], xingyu).people if one.name == "沈静文")
    assert shen.warning == "2026-12-05 已到期"


def test_evidence_says_where_each_piece_is(cast, xingyu):
    item = add(
        cast, "周启明", xingyu, "evidence_item",
        {"number": "2", "kind": "physical", "name": "收银主机 1 台", "obtained": "2026-11-13T22:06", "custody": "现场封存"}, when="11-14 09:00",
    )  # fmt: skip
    add(
        cast,
        "周启明",
        xingyu,
        "evidence_item",
        {"number": "1", "kind": "documentary", "name": "上网登记记录 3 页"},
        when="11-14 09:01",
    )
    view = case_view(cast["周启明"], xingyu)
    assert [(one.number, one.name) for one in view.evidence] == [("1", "上网登记记录 3 页"), ("2", "收银主机 1 台")]
    add(
        cast,
        "周启明",
        xingyu,
        "custody_move",
        {"item": item.id, "from": "周启明", "to": "马骏", "at": "2026-11-16T09:00"},
        when="11-16 09:00",
        about=item.id,
    )
    piece = case_view(cast["周启明"], xingyu).evidence[1]
    assert (piece.held, piece.moves) == ("马骏", ("11-16 09:00 由周启明交马骏",))


def test_the_clock_of_the_decision_runs_from_filing(cast, xingyu):
    with at("11-18 10:24"):
        view = case_view(cast["周启明"], xingyu)
    assert (view.row.filed_on, view.row.decide_by) == (date(2026, 11, 13), date(2027, 2, 11))
    assert str(view.decide) == "还剩 85 天"


def test_what_is_owed_has_its_article_clock_and_button(cast, xingyu):
    with at("11-18 10:24"):
        view = case_view(cast["周启明"], xingyu)
    assert view.duties, "an open case owes something"
    for duty in view.duties:
        assert duty.label
        assert 2 <= len(duty.button) <= 6, duty.button
        assert duty.clock.value
    clocks = [duty.clock for duty in view.duties]
    timed = [clock.iso for clock in clocks if clock.iso]
    assert timed == sorted(timed)
    assert all(clock.urgency == Urgency.NONE for clock in clocks[len(timed) :]), "those without a clock come last"


def test_who_handles_or_decides_reads_personal_data_in_clear_and_the_auditor_masked(cast):
    case = open_case(cast)
    person = {"name": "吴小军", "id_number": "420112199105170517"}
    record = add(cast, "周启明", case, "interview_transcript", {"person": person}, when="11-14 09:00")

    def number(name):
        shown = masked_content(record.kind, record.content, clearance(cast[name], case), date(2026, 11, 13))
        return shown["person"]["id_number"], case_view(cast[name], case).facts["parties"][0]["phone"]

    assert number("周启明") == number("许知远") == ("420112199105170517", "13871234567")
    assert number("顾怡") == ("4201**********0517", "138****4567")


def test_each_opening_is_logged_once_and_shown_on_the_case(cast, xingyu):
    with at("11-18 10:00"):
        case_view(cast["韩立群"], xingyu)
    with at("11-18 10:10"):
        case_view(cast["韩立群"], xingyu)
        case_view(cast["许知远"], xingyu)
    with at("11-18 10:41"):
        case_view(cast["韩立群"], xingyu)
    with at("11-18 10:42"):
        view = case_view(cast["周启明"], xingyu)
    read = [(row.name, row.kind, row.at) for row in view.readings]
    assert read == [
        ("周启明", "opened", moment("11-18 10:42")),
        ("韩立群", "opened", moment("11-18 10:41")),
        ("许知远", "opened", moment("11-18 10:10")),
        ("韩立群", "opened", moment("11-18 10:00")),
    ]
    logged = register.readings(cast.agency, SubjectRef("case", xingyu))
    assert [entry.content["name"] for entry in logged] == ["韩立群", "许知远", "韩立群", "周启明"]


def test_readings_can_be_rebuilt_from_the_second_log(cast, xingyu):
    from liuhen.access import readings
    from liuhen.access.models import Reading

    ref = SubjectRef("case", xingyu)
    with at("11-18 10:00"):
        case_view(cast["韩立群"], xingyu)
        readings.reading(cast["周启明"], ref, "played", {"spans": [{"from": 0, "to": 60}]}, item="abc")
        readings.reading(cast["周启明"], ref, "played", {"spans": [{"from": 60, "to": 90}]}, item="abc")
        readings.reading(cast["周启明"], ref, "printed", item="def")
    before = sorted(Reading.objects.values_list("id", "name", "kind", "item", "at"))
    assert len(before) == 4, "each play session and print is logged, whatever went before"
    Reading.objects.all().delete()
    assert readings.rebuild(cast.agency) == 4
    assert sorted(Reading.objects.values_list("id", "name", "kind", "item", "at")) == before


def test_a_stranger_gets_nothing_and_leaves_no_reading(cast, xingyu):
    with pytest.raises(Http404):
        case_view(cast["吴彦"], xingyu)
    assert register.readings(cast.agency, SubjectRef("case", xingyu)) == []


def test_what_each_may_do_is_told_to_the_page(cast, xingyu):
    assert {"write", "sign"} <= case_view(cast["周启明"], xingyu).can
    assert "write" not in case_view(cast["许知远"], xingyu).can
    assert "approve" in case_view(cast["韩立群"], xingyu).can


def test_an_imported_fact_known_to_the_month_is_shown_as_stated(cast, xingyu):
    told(
        cast,
        "周启明",
        xingyu,
        "told_event",
        {"type": "巡查", "note": "旧记录"},
        happened="2026-09",
        when="11-17 09:00",
        origin="import",
    )
    first = case_view(cast["周启明"], xingyu).timeline[0]
    assert (first.time, [tag.text for tag in first.tags]) == ("2026-09", ["导入"])
    assert first.late.startswith("2026-11-17 09:00 记入")
