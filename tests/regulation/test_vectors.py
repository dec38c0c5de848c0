"""The test vectors of law.md 1.10 and its seven traps, asked of the Book itself; the dates are from the law page, computed by hand.

The base day is Monday 2026-11-23; no statutory holiday falls in these spans. A vector whose path is asked of no rule here is
checked by the calendar alone, with the trigger and the way of counting that its statute states.
"""

from datetime import date, datetime

import pytest
from tests.regulation.story import find, judged, one, story

from liuhen.regulation.articles import a07_ex_officio_start, a20_leaving, a27_case_file
from liuhen.regulation.book import our_book
from liuhen.regulation.calendar import Calendar, days, hours, months, working_days
from liuhen.regulation.grammar import Level, Status
from liuhen.regulation.serving import takes_effect
from liuhen.regulation.sources import PENALTY_2021
from liuhen.regulation.statutes.civil_procedure_2023 import a89_leaving
from liuhen.regulation.statutes.penalty_2021 import (
    a56_advance_registration,
    a60_ninety_days,
    a61_served_in_seven_days,
    a64_hearing_procedure,
    a67_payment,
)
from liuhen.regulation.terms import PLAIN
from liuhen.regulation.when import CST, Instant

BASE = Instant.day(date(2026, 11, 23))
URGENT, APPROVED, _ = a07_ex_officio_start.PROVISIONS
STORED = next(provision for provision in a27_case_file.PROVISIONS if provision.key == "stored")


# -- vectors that a rule keeps --------------------------------------------------------------------------------------------
KEPT = (
    "11-23 09:00 advance_registration#kept party=p1 reason=易灭失 items=@host way=moved officers=@two",
    "11-23 09:05 #kept.party",
    "11-23 09:05 #kept.officers[zhou]",
    "11-23 09:05 #kept.officers[shen]",
    "11-23 09:06 #kept issued 1号",
)
DECISION = ("11-23 10:30 penalty_decision#d party=p1 penalties=@fine fine=10000.00", "11-23 10:40 #d issued 1号")
SERVED = (*DECISION, "told 2026-11-23 proof_of_service papers='[\"#d\"]' party=p1 way=direct")
START = ("11-23 09:30 initiation_approval#form filed_on=2026-11-23",)
FRIDAY = ("11-27 16:30 urgent_start#start reason=夜间举报",)
VECTORS = [
    ("C12 先行登记保存七个工作日内处理", KEPT, a56_advance_registration.PROVISIONS, "preservation_outcome", date(2026, 12, 2)),
    ("F0 决定书七个工作日内送达", DECISION, (a61_served_in_seven_days.PROVISION,), "proof_of_service", date(2026, 12, 2)),
    ("G1 收到决定书十五日内缴款", SERVED, (a67_payment.PROVISION,), "payment", date(2026, 12, 8)),
    ("D1 立案九十日内决定，末日是星期日也不顺延", START, a60_ninety_days.PROVISIONS, "penalty_decision", date(2027, 2, 21)),
]


@pytest.mark.parametrize(("rule", "lines", "provisions", "owes", "last"), VECTORS, ids=[row[0] for row in VECTORS])
def test_a_vector_that_a_rule_keeps(rule, lines, provisions, owes, last):
    found = [finding for finding in judged(story(*lines), *provisions) if finding.sort == "duty" and finding.owes == owes]
    assert {finding.due.hi.astimezone(CST).date() for finding in found} == {last}, rule


def test_d5_a_hearing_may_be_asked_for_until_the_30th():
    told = "told 2026-11-23 proof_of_service paper_kind=prior_notice party=p1 way=direct"
    asked = "told 2026-{} hearing_request party=p1"
    rule = a64_hearing_procedure.PROVISIONS[1]
    assert find(judged(story(told, asked.format("11-30")), rule), sort="note") == []
    assert "2026-11-30 24:00" in one(judged(story(told, asked.format("12-01")), rule), sort="note").why


def test_b2_an_urgent_start_on_friday_afternoon_is_filed_by_saturday_afternoon():
    assert one(judged(story(*FRIDAY), URGENT)).due.hi == datetime(2026, 11, 28, 16, 30, tzinfo=CST)


def test_f6_a_public_notice_of_the_23rd_has_served_when_the_23rd_of_december_ends():
    slip = story("told 2026-11-23 proof_of_service way=public_notice published=2026-11-23").records[0]
    effect = takes_effect(slip, PLAIN)
    assert effect.hi.astimezone(CST).isoformat(timespec="seconds") == "2026-12-23T23:59:59+08:00"


# -- vectors of paths that have rules of their own elsewhere: how their statutes count ----------------------------------------
@pytest.mark.parametrize(
    ("rule", "period", "last"),
    [
        ("C14 查封扣押三十日", days(30), date(2026, 12, 23)),
        ("E4 当场收缴的罚款二个工作日内交机关", working_days(2), date(2026, 11, 25)),
        ("A3 补正告知五个工作日，逾期视为自收到之日受理", working_days(5), date(2026, 11, 30)),
        ("G10 催告书送达十个工作日未履行", working_days(10), date(2026, 12, 7)),
        ("G12 法院五个工作日内受理", working_days(5), date(2026, 11, 30)),
        ("D14 复议六十日", days(60), date(2027, 1, 22)),
        ("D14 诉讼六个月", months(6), date(2027, 5, 23)),
    ],
)
def test_a_vector_by_its_way_of_counting(rule, period, last):
    assert period.after(BASE, Calendar()).hi.astimezone(CST).date() == last, rule


def test_c14_an_extended_seizure_ends_thirty_days_after_the_first_thirty():
    first = days(30).after(BASE, Calendar())
    assert days(30).after(first, Calendar()).hi.astimezone(CST).date() == date(2027, 1, 22)


def test_g10_the_court_is_asked_from_the_day_after_the_tenth_working_day():
    last = working_days(10).after(BASE, Calendar()).hi.astimezone(CST).date()
    assert (last, date(2026, 12, 8).toordinal() - last.toordinal()) == (date(2026, 12, 7), 1)


@pytest.mark.parametrize(
    ("day", "times"),
    [(date(2026, 12, 9), 1), (date(2026, 12, 18), 10), (date(2027, 1, 10), 33), (date(2027, 1, 11), 34)],
)
def test_g3_the_days_of_the_additional_fine_run_through_holidays(day, times):
    """10,000 yuan unpaid after 12-08: 3% a day are 300, 3,000, 9,900, and on the 34th day the fine itself is reached."""
    assert days(times).after(Instant.day(date(2026, 12, 8)), Calendar()).hi.astimezone(CST).date() == day


# -- the seven traps (law.md 0) --------------------------------------------------------------------------------------------
def test_trap_1_days_are_counted_by_each_statute_its_own_way():
    """处罚法: seven days are working days, fifteen and ninety are calendar days; the unit stands on the duty itself."""
    units = {
        row[3]: one([finding for finding in judged(story(*row[1]), *row[2]) if finding.owes == row[3]]).unit for row in VECTORS
    }
    assert units == {
        "preservation_outcome": "working_days",
        "proof_of_service": "working_days",
        "payment": "days",
        "penalty_decision": "days",
    }


def test_trap_1_a_make_up_saturday_counts_and_a_weekday_holiday_does_not():
    """2026-10-10 is a Saturday on which people work; 10-01 to 10-07 are holidays."""
    assert working_days(1).after(Instant.day(date(2026, 9, 30)), Calendar()).hi.astimezone(CST).date() == date(2026, 10, 8)
    assert working_days(3).after(Instant.day(date(2026, 9, 30)), Calendar()).hi.astimezone(CST).date() == date(2026, 10, 10)


@pytest.mark.parametrize(("day", "owed"), [("2021-07-14", {"penalty_2017"}), ("2021-07-15", {"penalty_2021"})])
def test_trap_2_a_case_is_judged_by_the_law_of_the_day_of_the_act(day, owed):
    found = judged(story(f"told {day} penalty_decision#d party=p1", f"told {day} proof_of_service papers='[\"#d\"]' way=direct"))
    assert {finding.basis.source.key for finding in found if "penalty" in finding.basis.source.key} == owed


def test_trap_2_public_notice_took_sixty_days_until_the_end_of_2021():
    for published, effect in (("2021-12-31", date(2022, 3, 1)), ("2022-01-01", date(2022, 1, 31))):
        slip = story(f"told {published} proof_of_service way=public_notice published={published}").records[0]
        assert takes_effect(slip, PLAIN).hi.astimezone(CST).date() == effect


LEFT = (
    '11-26 16:00 proof_of_service#slip party=p1 way=leaving refusal_reason=拒收 residence=true witness=\'{"name": "赵某"}\' officers=@two',
    "11-26 16:02 #slip.officers[zhou]",
    "11-26 16:02 #slip.officers[shen]",
)
WITNESS = "11-26 16:01 #slip.witness"
FILM = (
    "11-26 18:00 recording_linked recording=r1 record=#slip media=video begin=2026-11-26T15:58:00"
    " end=2026-11-26T16:04:00 arrived=2026-11-26T17:00:00"
)


@pytest.mark.parametrize(
    ("more", "in_law", "by_regulation"),
    [((), False, False), ((WITNESS,), True, False), ((FILM,), True, False), ((WITNESS, FILM), True, True)],
    ids=["neither", "witness", "film", "both"],
)
def test_trap_4_leaving_is_valid_with_either_and_conforms_with_both(more, in_law, by_regulation):
    history = story(*LEFT, *more)
    law, ours = judged(history, a89_leaving.PROVISIONS[0]), judged(history, *a20_leaving.PROVISIONS)
    assert ({finding.level for finding in law}, {finding.level for finding in ours}) == ({Level.LAW}, {Level.REGULATION})
    assert all(finding.status == Status.KEPT for finding in law) is in_law
    assert all(finding.status == Status.KEPT for finding in ours) is by_regulation


def test_trap_6_three_clocks_of_24_hours_with_three_triggers_run_through_holidays():
    """The urgent start's, the recording's (and that of a measure on the spot, which has a rule of its own): hours, never days."""
    eve = "2026-09-30 18:00 urgent_start#u reason=夜间"
    assert one(judged(story(eve), URGENT)).due.hi == datetime(2026, 10, 1, 18, 0, tzinfo=CST)
    film = "2026-09-30 18:05 recording_stored#r begin=2026-09-30T17:00:00 end=2026-09-30T18:00:00 arrived=2026-09-30T18:05:00"
    stored = one(judged(story(film, subject_type="recording"), STORED))
    assert (stored.due.hi, stored.unit) == (datetime(2026, 10, 1, 18, 0, tzinfo=CST), "hours")
    assert hours(24).after(Instant.exact(datetime(2026, 9, 30, 18, 0, tzinfo=CST)), Calendar()).hi.day == 1


def test_traps_are_not_hidden_in_the_sources():
    """Trap 2's dates stand in one place: the new 行政处罚法 is in force from 15 July 2021, and nothing of ours says otherwise."""
    assert PENALTY_2021.in_force == date(2021, 7, 15)
    ended = {
        source.until
        for source in {p.basis.source for p in our_book().provisions.values()}
        if source.key.startswith("penalty_2017")
    }
    assert ended == {date(2021, 7, 14)}
