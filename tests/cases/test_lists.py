"""Lists, counts, search and the desk."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from liuhen.bureau import commands as bureau
from liuhen.cases import texts
from liuhen.cases.listing import Filters, Holding, Sort, case_list, counts, said
from liuhen.cases.models import CaseRow
from liuhen.cases.search import search
from liuhen.cases.worklist import Group, waiting_for, worklist
from liuhen.register import register
from liuhen.register.models import FindingRow
from liuhen.register.types import SubjectRef
from tests.cases.stories import add, approval, open_case, opine
from tests.cast import at, moment

ALL = Filters(holding=Holding.ALL)


def names(page):
    return [row.name for row in page.rows]


@pytest.fixture
def three(cast):
    first = open_case(cast, name="明月书店涉嫌销售非法出版物案", when="11-10 09:00")
    second = open_case(cast, "沈静文", "方志刚", name="云岸娱乐涉嫌未按规定核验案", when="11-12 09:00")
    third = open_case(cast, "吴彦", "方志刚", name="晨星剧场涉嫌擅自变更演出内容案", when="11-14 09:00", unit="执法二中队")
    return first, second, third


def owe(cast, case, due, *, role="officer", owes="situation_note", key="", do="写明情况"):
    """A duty as the rules would store it, for lists that only read it."""
    from liuhen.cases import projections

    entry = register.history(cast.agency, SubjectRef("case", case)).entries[0]
    FindingRow.objects.create(
        agency=cast.agency, subject_type="case", subject=case, key=key or f"test:{uuid4()}", provision="test", source="REG", article="27",
        label="制度第二十七条", level="regulation", sort="duty", status="owed", because=UUID(entry.id), because_kind=entry.kind, owes=owes,
        do=do, due_lo=due, due_hi=due, role=role, unit="hours",
    )  # fmt: skip
    projections.project(cast.agency, SubjectRef("case", case), register.history(cast.agency, SubjectRef("case", case)))


@pytest.fixture
def quiet(three):
    """Without the duties that the law itself sees in these cases."""
    FindingRow.objects.all().delete()
    return three


# -- the list ----------------------------------------------------------------------------------------------------------
def test_newest_oldest_and_most_recently_worked_on(cast, three):
    han = cast["韩立群"]
    newest = names(case_list(han, ALL, Sort.NEWEST))
    assert [name[:2] for name in newest] == ["晨星", "云岸", "明月"]
    assert names(case_list(han, ALL, Sort.OLDEST)) == newest[::-1]
    add(cast, "周启明", three[0], "situation_note", {"text": "x", "officers": cast.officers("周启明")}, when="11-15 09:00")
    assert names(case_list(han, ALL, Sort.ACTIVE))[0].startswith("明月")


def test_the_most_urgent_comes_first_and_cases_without_a_clock_last(cast, quiet):
    owe(cast, quiet[1], moment("11-16 09:00"))
    owe(cast, quiet[2], moment("11-15 09:00"))
    assert [name[:2] for name in names(case_list(cast["韩立群"]))] == ["晨星", "云岸", "明月"]


def test_pages_follow_each_other_without_gap_or_repetition(cast, three):
    for number in range(5):
        open_case(cast, name=f"第{number}案", when=f"11-15 0{number}:00")
    for sort in Sort:
        seen, after = [], ""
        while True:
            page = case_list(cast["方志刚"], ALL, sort, after=after, size=3)
            seen += [row.id for row in page.rows]
            after = page.after
            if not after:
                break
        assert len(seen) == len(set(seen)) == 8, sort
        assert seen == [row.id for row in case_list(cast["方志刚"], ALL, sort).rows], sort


#: What the list is narrowed to, and the cases that are left.
NARROWED = [
    ({"stage": "initiation"}, {"明月", "云岸", "晨星"}),
    ({"stage": "decision"}, set()),
    ({"unit": "执法二中队"}, {"晨星"}),
    ({"officer": "沈静文"}, {"明月", "云岸"}),
    ({"officer": "吴彦"}, {"晨星"}),
    ({"act": "penalty"}, {"明月", "云岸", "晨星"}),
    ({"act": "licence"}, set()),
    ({"opened_from": date(2026, 11, 12)}, {"云岸", "晨星"}),
    ({"opened_to": date(2026, 11, 12)}, {"明月", "云岸"}),
    ({"opened_from": date(2026, 11, 12), "opened_to": date(2026, 11, 12)}, {"云岸"}),
    ({"holding": Holding.ARCHIVED}, set()),
    ({"holding": Holding.OPEN}, {"明月", "云岸", "晨星"}),
]


@pytest.mark.parametrize("after", ["zzz", "2026-11-13~zzz", "9999-12-31T00:00:00~1"])
def test_a_page_that_goes_on_from_nowhere_is_the_first_one(cast, three, after):
    first = case_list(cast["方志刚"], ALL, Sort.NEWEST)
    assert first.rows
    assert case_list(cast["方志刚"], ALL, Sort.NEWEST, after=after).rows == first.rows


def test_filters(cast, three):
    for filters, found in NARROWED:
        chosen = dict(filters)
        if "unit" in chosen:
            chosen["unit"] = cast.units[chosen["unit"]]
        if "officer" in chosen:
            chosen["officer"] = cast.people[chosen["officer"]]
        listed = case_list(cast["韩立群"], Filters(**chosen))
        assert {name[:2] for name in names(listed)} == found, filters
        if "stage" not in chosen:
            assert counts(cast["韩立群"], Filters(**chosen)).total == str(len(found)), filters


def test_overdue_is_by_the_clock_of_the_asking(cast, quiet):
    owe(cast, quiet[0], moment("11-16 09:00"))
    owe(cast, quiet[0], moment("11-16 10:00"))
    with at("11-16 08:59"):
        assert case_list(cast["周启明"], Filters(overdue=True)).rows == []
        assert counts(cast["周启明"]).overdue == "0"
    with at("11-16 10:01"):
        page = case_list(cast["周启明"], Filters(overdue=True))
        assert [row.id for row in page.rows] == [quiet[0]]
        assert page.overdue == {quiet[0]: 2}
        assert counts(cast["周启明"]).overdue == "1"


def test_counts_are_of_what_this_person_sees(cast, three):
    assert counts(cast["韩立群"]).stages["initiation"] == "3"
    assert counts(cast["周启明"]).total == "1"
    assert counts(cast["罗成"]).total == "1"
    assert counts(cast["方志刚"]).total == "3", "his unit's two, and the one he is on himself, each once"
    assert counts(cast["程远"]).total == "0"


def test_counts_above_ten_thousand_are_said_so():
    assert [said(number) for number in (0, 999, 10_000, 10_001)] == ["0", "999", "10,000", "1 万+"]


# -- search ------------------------------------------------------------------------------------------------------------
#: What is asked, and the cases that answer by their own words.
ASKED = [
    ("明月书店", {"明月"}),
    ("书店", {"明月"}),
    ("涉嫌", {"明月", "云岸", "晨星"}),
    ("月", {"明月"}),
    ("明", {"明月"}),
    ("刚", {"云岸", "晨星"}),
    ("星遇网络", {"明月", "云岸", "晨星"}),
    ("91420112MA4KXY051N", {"明月", "云岸", "晨星"}),
    ("91420112ma4kxy051n", {"明月", "云岸", "晨星"}),
    ("9142011", set()),
    ("何建平 演出", {"晨星"}),
    ("吴彦", {"晨星"}),
    ("店明", set()),
    ("出版物销售", set()),
    ("'; DROP TABLE cases_caserow; --", set()),
    ("！？", set()),
]


def test_what_is_found_is_shown_in_words_without_the_keys_of_choices_and_the_numbers_of_things():
    value = {
        "person_name": "沈静文", "told": ["state", "recusal"], "means": "oral_recorded",
        "unit": "33201853-9469-4937-a955-a490bf6d6d00", "at": "14:10", "day": "2026-11-13T14:10", "answer": "清楚，不申请回避。",
    }  # fmt: skip
    assert list(texts._texts(value)) == ["沈静文", "清楚，不申请回避。"]


def test_search_by_names_parties_and_codes(cast, three):
    for text, found in ASKED:
        assert {hit.case.name[:2] for hit in search(cast["韩立群"], text).hits if hit.named} == found, text


def test_a_document_number_is_found_however_it_is_written(cast, three):
    form = approval(cast, three[0])
    for hour, (name, part) in enumerate((("周启明", "handler"), ("方志刚", "unit_head"), ("韩立群", "head")), start=10):
        form = opine(cast, name, form, part, when=f"11-14 {hour}:00")
    for text in ("澄文综执字〔2026〕1号", "〔2026〕1号", "[2026]1", "（2026）1 号", "文综执字(2026)第1号"):
        assert {hit.case.name[:2] for hit in search(cast["周启明"], text).hits} == {"明月"}, text
    assert search(cast["周启明"], "〔2026〕2号").hits == []


def test_words_in_papers_are_found_with_the_place_they_stand_in(cast, three):
    text = "店内东侧书架第二层发现盗版图书二百一十四册，包装上没有版权页。"
    note = add(
        cast, "周启明", three[0], "situation_note", {"text": text, "officers": cast.officers("周启明")}, when="11-11 10:00"
    )
    hit = search(cast["周启明"], "盗版图书").hits[0]
    paper = hit.papers[0]
    assert (hit.case.id, hit.named, str(paper.record), paper.title) == (three[0], False, note.id, "情况说明")
    assert (paper.word, paper.before[-4:], paper.after[:5]) == ("盗版图书", "二层发现", "二百一十四")
    assert search(cast["吴彦"], "盗版图书").hits == [], "he is not on that case"


def test_a_voided_paper_is_no_longer_found_and_a_corrected_one_by_its_new_words(cast, three):
    first = add(
        cast,
        "周启明",
        three[0],
        "situation_note",
        {"text": "甲乙丙丁", "officers": cast.officers("周启明", "沈静文")},
        when="11-11 10:00",
    )
    second = add(
        cast,
        "周启明",
        three[0],
        "party_end",
        {"party": "p1", "ground": "withdrawn", "note": "戊己庚辛", "at": "2026-11-11"},
        when="11-11 11:00",
    )
    with at("11-11 12:00"):
        register.void(cast["周启明"], UUID(first.id), "写错了案件")
        register.correct(cast["周启明"], UUID(second.id), {"note": "壬癸子丑"}, "笔误", clerical=True)
    assert search(cast["周启明"], "甲乙丙丁").hits == []
    assert search(cast["周启明"], "壬癸子丑").hits
    assert search(cast["周启明"], "戊己庚辛").hits == []


def test_an_identity_number_finds_nothing(cast):
    party = {"id": "p1", "type": "citizen", "name": "何建平", "id_number": "420112198505170517", "phone": "13871234567"}
    case = open_case(cast, parties=[party])
    add(cast, "周启明", case, "interview_notice", {"person": party, "reason": "询问"}, when="11-14 09:00")
    assert search(cast["周启明"], "何建平").hits
    for number in ("420112198505170517", "13871234567", "4201"):
        assert search(cast["周启明"], number).hits == []


def test_an_empty_question_is_not_asked(cast, three):
    assert not search(cast["韩立群"], "  ，").asked


# -- the desk ----------------------------------------------------------------------------------------------------------
def test_the_desk_lists_what_waits_for_zhou_most_urgent_first(cast, quiet):
    owing = (
        ("11-16 08:00", "说明迟入库", "late_storage_explained"),
        ("11-18 15:00", "交录像", "recording"),
        ("11-20 23:00", "复查", "correction_check"),
        ("11-29 23:00", "归档", "case_file_bound"),
    )
    for due, do, kind in owing:
        owe(cast, quiet[0], moment(due), do=do, owes=kind)
    owe(cast, quiet[2], moment("11-16 08:00"), do="吴彦的事")
    owe(cast, quiet[0], moment("11-17 08:00"), do="负责人的事", role="head")
    with at("11-18 10:24"):
        desk = worklist(cast["周启明"])
        assert [item.duty.do for item in desk.duties] == ["说明迟入库", "交录像", "复查", "归档"]
        assert [(group, len(items)) for group, items in desk.grouped()] == [
            (Group.OVER, 1),
            (Group.SOON, 1),
            (Group.WEEK, 1),
            (Group.LATER, 1),
        ]
        assert str(desk.duties[0].duty.clock) == "逾期 2 天 2 小时"
        assert [item.duty.do for item in worklist(cast["韩立群"]).duties] == ["负责人的事"]
        assert [item.duty.do for item in worklist(cast["吴彦"]).duties] == ["吴彦的事"]
        assert worklist(cast["程远"]).duties == []


def test_the_archivist_is_asked_for_what_he_may_open(cast, quiet):
    owe(cast, quiet[0], moment("11-29 23:00"), do="归档", role="archivist", owes="case_file_bound")
    with at("11-18 10:24"):
        assert worklist(cast["陈素"]).duties == [], "the case is not closed"
        closing = {"outcome": "performed", "facts": "x", "performance": "已履行", "closed": "2026-11-13"}
        register.record(cast["周启明"], SubjectRef("case", quiet[0]), "closing_report", closing, origin="told")
        assert "归档" in [item.duty.do for item in worklist(cast["陈素"]).duties]


def test_a_paper_waits_first_for_its_handler_then_the_units_head_then_the_head(cast, three):
    form = approval(cast, three[0])

    def desks():
        return {name for name in cast.people if worklist(cast[name]).approvals}

    assert desks() == {"周启明", "沈静文"}
    opine(cast, "周启明", form, "handler", when="11-14 10:00")
    assert desks() == {"方志刚"}
    assert waiting_for(cast["方志刚"], UUID(form.id)) == [{"part": "unit_head", "about": ""}]
    assert waiting_for(cast["韩立群"], UUID(form.id)) == []
    opine(cast, "方志刚", form, "unit_head", when="11-14 11:00")
    assert desks() == {"韩立群", "何敏"}
    with at("11-14 11:30"):
        paper = worklist(cast["韩立群"]).approvals[0]
    assert (paper.title, paper.part, paper.author, paper.since) == (
        "程序启动审批表",
        "行政机关负责人意见",
        "周启明",
        "11-14 11:00",
    )
    with at("2027-01-04 09:00"):
        assert worklist(cast["韩立群"]).approvals[0].since == "2026-11-14 11:00"
    opine(cast, "韩立群", form, "head", when="11-14 12:00")
    assert desks() == set()


def test_the_division_of_work_says_on_which_heads_desk_it_lies(cast, three):
    with at("11-01 09:00"):
        bureau.divide_work(cast["程远"], cast.people["何敏"], ["start"], since=date(2026, 11, 1))
    form = approval(cast, three[0])
    opine(cast, "周启明", form, "handler", when="11-14 10:00")
    opine(cast, "方志刚", form, "unit_head", when="11-14 11:00")
    with at("11-14 11:30"):
        assert worklist(cast["何敏"]).approvals
        assert not worklist(cast["韩立群"]).approvals


def test_a_returned_paper_lies_on_its_authors_desk_again(cast, three):
    form = approval(cast, three[0])
    opine(cast, "周启明", form, "handler", when="11-14 10:00")
    opine(cast, "方志刚", form, "unit_head", when="11-14 11:00", verdict="returned", text="依据不全")
    desk = worklist(cast["周启明"])
    assert [(paper.title, paper.part) for paper in desk.returned] == [("程序启动审批表", "已退回，请改后重新送签")]
    assert desk.approvals == []


def test_each_officer_has_his_own_signature_to_give(cast, three):
    note = add(
        cast,
        "周启明",
        three[0],
        "situation_note",
        {"text": "x", "officers": cast.officers("周启明", "沈静文")},
        when="11-11 10:00",
    )
    assert [str(paper.waiting.record) for paper in worklist(cast["沈静文"]).signatures] == [note.id]
    with at("11-11 11:00"):
        register.add_part(
            cast["沈静文"], UUID(note.id), register.Signing(part="officers", about=str(cast.people["沈静文"]), signer="沈静文")
        )
    assert worklist(cast["沈静文"]).signatures == []
    assert worklist(cast["周启明"]).signatures


def test_drafts_lie_on_the_desk(cast, three):
    with at("11-14 09:00"):
        register.start_draft(cast["周启明"], "situation_note", subject=SubjectRef("case", three[0]))
    desk = worklist(cast["周启明"])
    assert [(draft.title, draft.case.name[:2]) for draft in desk.drafts] == [("情况说明", "明月")]
    assert (desk.counts["drafts"], desk.counts["cases"]) == ("1", "1")
    assert worklist(cast["沈静文"]).drafts == []


def test_the_row_follows_its_case(cast, three):
    row = CaseRow.objects.get(pk=three[0])
    assert row.entries == 1
    add(cast, "周启明", three[0], "situation_note", {"text": "x", "officers": cast.officers("周启明")}, when="11-15 09:00")
    row.refresh_from_db()
    assert (row.entries, row.last_at) == (2, moment("11-15 09:00"))
