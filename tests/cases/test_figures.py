"""How the rules were kept, in figures: counted as entries are written, over what each person may see, and leading to the cases."""

import threading
from uuid import UUID

import pytest
from django.db import connection, connections

from liuhen.cases import commands, projections, tally
from liuhen.cases.figures import NONE, Outcome, figures, listed, years
from liuhen.cases.models import RuleTally, SubjectTally
from liuhen.register import register
from liuhen.register.models import FindingRow
from liuhen.register.types import SubjectRef
from tests.cases.stories import add, approval, open_case, opine
from tests.cast import at

URGENT = "REG:7:urgent"
#: 何时看: long after the 24 hours of an urgent start on the evening of the thirteenth.
LATER = "11-20 09:00"


def start(cast, *officers, when="11-13 20:15", **values):
    case = open_case(cast, *officers, when=when, **values)
    first = add(
        cast,
        (officers or ("周启明",))[0],
        case,
        "urgent_start",
        {"reason": "夜间举报", "started": "2026-11-13T20:15"},
        when="11-13 20:30",
    )
    return case, first


def seen(cast, name, rule=URGENT, year=2026):
    with at(LATER):
        return figures(cast[name], year).get(rule, NONE)


def test_an_urgent_start_without_its_form_is_open_and_past_its_time(cast):
    start(cast)
    found = seen(cast, "韩立群")
    assert (found[Outcome.ARISEN], found[Outcome.OWED], found[Outcome.OVERDUE], found[Outcome.KEPT]) == (1, 1, 1, 0)


def test_the_figure_follows_the_form_from_open_to_kept(cast):
    case, urgent = start(cast)
    with at("11-14 09:00"):
        assert figures(cast["韩立群"], 2026)[URGENT][Outcome.OVERDUE] == 0  # not past its time yet
    form = approval(cast, case, about=urgent.id, when="11-14 09:32")
    opine(cast, "周启明", form, "handler", when="11-14 09:40")
    found = seen(cast, "韩立群")
    assert (found[Outcome.ARISEN], found[Outcome.KEPT], found[Outcome.OWED], found[Outcome.KEPT_LATE]) == (1, 1, 0, 0)


def test_a_form_after_the_day_is_counted_as_late(cast):
    case, urgent = start(cast)
    form = approval(cast, case, about=urgent.id, when="11-15 09:32")
    opine(cast, "周启明", form, "handler", when="11-15 09:40")
    assert seen(cast, "韩立群")[Outcome.KEPT_LATE] == 1


def test_an_excused_duty_is_counted_as_excused(cast):
    case, _ = start(cast)
    duty = FindingRow.objects.get(provision=URGENT)
    with at("11-16 09:00"):
        register.excuse(
            cast["韩立群"],
            SubjectRef("case", case),
            duty.key,
            ground="extended",
            reason="停电",
            basis="局长批准延期",
            approver="韩立群",
        )
    assert seen(cast, "韩立群")[Outcome.EXCUSED] == 1


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("韩立群", 1),
        ("许知远", 1),
        ("顾怡", 1),
        ("周启明", 1),
        ("方志刚", 1),
        ("吴彦", 0),
        ("罗成", 0),
        ("陈素", 0),
        ("丁晓彤", 0),
        ("程远", 0),
        ("马骏", 0),
    ],
)
def test_everybody_counts_what_he_may_see(cast, name, count):
    start(cast)
    assert seen(cast, name)[Outcome.ARISEN] == count
    with at(LATER):
        lines = listed(cast[name], URGENT, Outcome.OWED, 2026).lines
    assert len(lines) == count
    assert all(line.case is not None for line in lines)


def test_a_case_with_private_matters_is_not_counted_by_the_auditor(cast):
    start(cast, secrecy="privacy")
    assert seen(cast, "韩立群")[Outcome.ARISEN] == 1
    assert seen(cast, "顾怡")[Outcome.ARISEN] == 0
    assert seen(cast, "周启明")[Outcome.ARISEN] == 1


def test_a_case_counted_by_role_and_by_name_is_counted_once(cast):
    start(cast, "周启明", "方志刚")  # 方志刚 heads the unit and handles the case
    assert seen(cast, "方志刚")[Outcome.ARISEN] == 1


def test_an_officer_lent_to_another_unit_counts_that_case_beside_his_own(cast):
    start(cast)
    start(cast, "吴彦", "周启明", unit="执法二中队", name="另一案")
    assert seen(cast, "周启明")[Outcome.ARISEN] == 2
    assert seen(cast, "罗成")[Outcome.ARISEN] == 1
    assert seen(cast, "方志刚")[Outcome.ARISEN] == 1


def test_what_becomes_private_later_moves_with_all_its_counts(cast):
    case, _ = start(cast)
    assert seen(cast, "顾怡")[Outcome.ARISEN] == 1
    with at("11-15 10:00"):
        commands.change_case(cast["方志刚"], case, "涉及未成年人隐私", secrecy="privacy")
    assert seen(cast, "顾怡")[Outcome.ARISEN] == 0
    assert seen(cast, "许知远")[Outcome.ARISEN] == 1


def test_figures_belong_to_the_year_in_which_the_duty_arose(cast):
    start(cast)
    assert seen(cast, "韩立群", year=2025) == NONE
    with at(LATER):
        assert years(cast["韩立群"]) == [2026]
    with at("2027-01-02 09:00"):
        assert years(cast["韩立群"]) == [2027, 2026]


def test_the_lines_behind_a_figure_come_page_by_page_newest_first(cast):
    cases = [start(cast, name=f"第{number}案", when=f"11-13 20:1{number}")[0] for number in range(5)]
    with at(LATER):
        first = listed(cast["韩立群"], URGENT, Outcome.ARISEN, 2026, size=2)
        second = listed(cast["韩立群"], URGENT, Outcome.ARISEN, 2026, size=2, after=first.after)
        third = listed(cast["韩立群"], URGENT, Outcome.ARISEN, 2026, size=2, after=second.after)
    told = [line.case.id for page in (first, second, third) for line in page.lines]
    assert sorted(told) == sorted(cases)
    assert len(third.lines) == 1
    assert not third.after


def sums():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT unit, restricted, closed, year, provision, outcome, sum(n) FROM cases_ruletally GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(n) <> 0"
        )
        return sorted(map(str, cursor.fetchall()))


def test_adding_the_differences_together_and_counting_anew_change_no_figure(cast):
    case, urgent = start(cast)
    approval(cast, case, about=urgent.id)
    before = sums()
    tally.compact()
    assert sums() == before
    assert RuleTally.objects.count() == len(before)
    RuleTally.objects.all().delete()
    tally.recount(cast.agency)
    assert sums() == before


def test_a_case_projected_again_adds_nothing(cast):
    case, _ = start(cast)
    before, rows = sums(), RuleTally.objects.count()
    projections.project(cast.agency, SubjectRef("case", case), register.history(cast.agency, SubjectRef("case", case)))
    assert (sums(), RuleTally.objects.count()) == (before, rows)


def test_two_people_who_write_at_once_are_both_counted(cast):
    cases = [start(cast, name=f"第{number}案")[0] for number in range(2)]
    failed = []

    def write(case):
        try:
            register.record(cast["周启明"], SubjectRef("case", case), "situation_note", {"text": "x"}, origin="system")
        except Exception as error:  # noqa: BLE001 - told to the test
            failed.append(error)
        finally:
            connections.close_all()

    with at(LATER):
        threads = [threading.Thread(target=write, args=(case,)) for case in cases for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert not failed
    before = sums()
    tally.recount(cast.agency)
    assert sums() == before


def test_complaints_are_counted_by_those_who_deal_with_them(cast):
    with at("11-13 09:00"):
        commands.register_complaint(
            cast["丁晓彤"],
            {
                "channel": "visit",
                "named": True,
                "complainant": {"name": "李女士"},
                "accused": "某网吧",
                "matter": "有未成年人",
                "received": "2026-11-13T09:00",
            },
        )
    rule = "REG:8:triage"
    assert [seen(cast, name, rule)[Outcome.OWED] for name in ("丁晓彤", "韩立群", "许知远", "方志刚", "周启明", "程远")] == [
        1,
        1,
        1,
        1,
        0,
        0,
    ]
    with at(LATER):
        line = listed(cast["丁晓彤"], rule, Outcome.OWED, 2026).lines[0]
    assert line.clue is not None
    assert line.case is None


def test_a_case_without_findings_has_no_row(cast):
    assert not SubjectTally.objects.filter(subject=UUID(int=0)).exists()
    assert tally.stands(UUID(int=0)).open_count == 0
