"""The table of what is recorded: each row has its article, its words and its rule, and each rule reads the table."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.regulation.story import story

from liuhen.regulation.book import our_book
from liuhen.regulation.coverage import links
from liuhen.regulation.covered import Covered, Taken, cover
from liuhen.regulation.covering import ACTS, BY_KEY, Demand, act_of, asked_by, of_basis, unnoticed, whole_course
from liuhen.regulation.filming import filming
from liuhen.regulation.terms import Setting, Terms
from liuhen.regulation.when import CST, start_of

BOOK = our_book()
#: One record of each act, from 20:00 to 21:00 where it has a span.
RECORDS = {
    "inspection": "11-13 20:00/21:00 inspection_record#act officers=@two",
    "sampling": "11-13 20:00/21:00 sampling#act officers=@two",
    "hearing": "11-13 20:00/21:00 hearing_record#act",
    "summary": "11-13 20:00 summary_decision#act disputed=true",
    "leaving": "11-13 20:00 proof_of_service#act way=leaving",
    "notice": "11-13 20:00 proof_of_service#act way=public_notice",
    "obstruction": "11-13 20:00/21:00 obstruction_removal#act",
    "seizure": "told 2026-11-13T20:00/21:00 seizure_decision#act measure=seize",
    "counter": "11-13 20:00 licence_acceptance#act",
    "interview": "11-13 20:00/21:00 interview_transcript#act",
    "defence": "11-13 20:00/21:00 statement_defence#act",
    "registration": "11-13 20:00/21:00 advance_registration#act",
    "correction": "11-13 20:00/21:00 correction_check#act",
}
#: Records of the same kinds that are no such act.
OTHERS = {
    "summary": "11-13 20:00 summary_decision#act",
    "leaving": "11-13 20:00 proof_of_service#act way=direct",
    "notice": "11-13 20:00 proof_of_service#act way=post",
}
LINK = "11-14 08:00 recording_linked recording=r1 record={} media={} begin=2026-11-13T{} end=2026-11-13T{} arrived=2026-11-14T07:55:00"
FILM = LINK.format("#act", "video", "19:55:00", "21:05:00")


def of(*lines, partial=False):
    """The act of the story, and its history."""
    history = story(*lines, partial=partial)
    record = next(one for one in history.records if act_of(one) is not None)
    return history, record


def state(*lines, partial=False, **more):
    history, record = of(*lines, partial=partial)
    return filming(history, record, act_of(record), links(history), **more).state


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.key)
def test_each_row_says_where_it_stands_from_when_to_when_and_in_the_officers_words(act):
    assert act.begins
    assert act.ends
    assert 4 <= len(act.ask) <= 30
    assert all(kind in BOOK.kinds.values() for kind in (*act.kinds, *act.forms))
    assert act in of_basis(act.basis.source.key, act.basis.article)
    assert not re.search("[A-Za-z]", f"{act.title}{act.begins}{act.ends}{act.ask}{act.counts}{act.who}")
    assert all(act in asked_by(kind) for kind in (*act.kinds, *act.forms))


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.key)
def test_each_row_knows_its_record_and_no_other(act):
    _, record = of(RECORDS[act.key])
    assert act_of(record) is act
    if act.when:
        assert [one for one in story(OTHERS[act.key]).records if act_of(one) is act] == []


@pytest.mark.parametrize("act", [act for act in ACTS if act.must], ids=lambda act: act.key)
def test_each_act_that_must_be_recorded_has_a_rule_that_fires_without_and_is_met_with(act):
    def owed(*lines):
        findings = BOOK.judge(story(*lines), Terms(), list(BOOK.provisions.values()))
        return {one.status.value for one in findings if one.owes in {"recording", "recording:notice"}}

    assert owed(RECORDS[act.key]) == {"owed"}
    assert owed(RECORDS[act.key], FILM) == {"kept"}


@pytest.mark.parametrize("act", [act for act in ACTS if not act.must], ids=lambda act: act.key)
def test_what_is_recorded_as_needed_owes_nothing(act):
    findings = BOOK.judge(story(RECORDS[act.key]), Terms(), list(BOOK.provisions.values()))
    assert [one for one in findings if one.owes == "recording"] == []


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.key)
def test_nothing_is_nothing_and_a_film_is_a_film(act):
    assert state(RECORDS[act.key]) == Covered.NONE
    assert state(RECORDS[act.key], FILM) == Covered.WHOLE


def test_photographs_are_told_apart_from_a_film():
    assert state(RECORDS["inspection"], LINK.format("#act", "photo", "20:10:00", "20:10:00")) == Covered.PHOTOS


def test_a_notice_may_be_pictured_a_week_later_or_scanned():
    later = "11-21 08:00 recording_linked recording=r1 record=#act media=photo begin=2026-11-20T10:00:00 end=2026-11-20T10:00:00 arrived=2026-11-20T11:00:00"
    assert state(RECORDS["notice"], later) == Covered.PHOTOS
    assert state(RECORDS["notice"] + ' scans=["a"]') == Covered.PHOTOS
    assert state(RECORDS["leaving"], later) == Covered.NONE


def test_a_gap_shows_unless_it_is_as_short_as_the_rule_lets_pass():
    broken = LINK.format("#act", "video", "19:55:00", "20:40:00")
    assert state(RECORDS["inspection"], broken) == Covered.GAPS
    assert state(RECORDS["inspection"], broken, unnoticed=timedelta(minutes=20)) == Covered.WHOLE


def test_what_nobody_can_read_is_neither_a_recording_nor_nothing():
    unreadable = LINK.format("#act", "video", "20:00:00", "20:30:00") + " unreadable=true"
    assert state(RECORDS["inspection"], unreadable) == Covered.UNREADABLE
    assert state(RECORDS["notice"], unreadable) == Covered.UNREADABLE


def test_unsuitable_counts_only_as_stated_on_the_spot():
    on_the_spot = "11-13 20:40 recording_unsuitable about=#act reason=涉及未成年人隐私 stated_by=周启明"
    history, record = of(RECORDS["inspection"], on_the_spot)
    found = filming(history, record, act_of(record), links(history))
    assert (found.state, found.excuse.reason, found.excuse.name) == (Covered.EXEMPT, "涉及未成年人隐私", "周启明")
    assert state(RECORDS["inspection"], on_the_spot.replace("11-13 20:40", "11-14 09:00")) == Covered.NONE


def test_a_film_of_unknown_time_and_a_source_that_does_not_tell_leave_it_open():
    untimed = "11-14 08:00 recording_linked recording=r1 record=#act media=photo begin= end= arrived=2026-11-14T07:55:00"
    assert state(RECORDS["inspection"], untimed) == Covered.UNSEEN
    assert state("told 2021-09-16T17:00/17:20 inspection_record", partial=True) == Covered.UNSEEN
    assert state("told 2021-09-16T17:00/17:20 inspection_record recording_state=video", partial=True) == Covered.TOLD
    assert state("told 2021-09-16T17:00/17:20 inspection_record recording_state=none", partial=True) == Covered.NONE


def test_a_photograph_is_not_the_whole_course_of_a_seizure():
    photo = LINK.format("#act", "photo", "20:10:00", "20:10:00")
    whole = [BOOK.provisions["PRACTICE:音像记录:whole_course"]]
    assert [one.status for one in BOOK.judge(story(RECORDS["seizure"], photo), Terms(), whole)] == ["owed"]
    assert [one.status for one in BOOK.judge(story(RECORDS["seizure"], FILM), Terms(), whole)] == ["kept"]


@pytest.mark.parametrize("name", ["inspection", "现场检查（勘验）"])
def test_a_bureau_changes_the_gap_of_one_act_from_a_day_on(name):
    changed = Terms(settings={"gap_rules": (Setting(value={name: 300}, since=date(2026, 11, 14)),)})
    _, before = of(RECORDS["inspection"])
    _, after = of(RECORDS["inspection"].replace("11-13", "11-14"))
    _, other = of(RECORDS["sampling"].replace("11-13", "11-14"))
    found = [unnoticed(act_of(one), one.at.lo.date(), changed).total_seconds() for one in (before, after, other)]
    assert found == [60, 300, 60]


def test_a_bureau_changes_the_gap_of_all_acts_and_what_is_a_whole_course():
    _, inspection = of(RECORDS["inspection"])
    _, seizure = of(RECORDS["seizure"])
    plain = Terms()
    own = Terms(settings={key: (Setting(value=value, since=date(2020, 1, 1)),) for key, value in
                          {"gap_seconds": 120, "continuous": True, "whole_course": False}.items()})  # fmt: skip
    assert unnoticed(BY_KEY["inspection"], inspection.at.lo.date(), own) == timedelta(minutes=2)
    assert [whole_course(act_of(one), one.at.lo.date(), plain) for one in (inspection, seizure)] == [False, True]
    assert [whole_course(act_of(one), one.at.lo.date(), own) for one in (inspection, seizure)] == [True, False]


def test_a_rule_about_gaps_that_nobody_can_read_changes_nothing():
    _, inspection = of(RECORDS["inspection"])
    wrong = Terms(settings={"gap_rules": (Setting(value="三分钟", since=date(2020, 1, 1)),)})
    assert unnoticed(BY_KEY["inspection"], inspection.at.lo.date(), wrong) == timedelta(minutes=1)


MINUTES = st.integers(min_value=0, max_value=180)


@given(
    begin=MINUTES,
    length=st.integers(min_value=1, max_value=120),
    films=st.lists(st.tuples(MINUTES, st.integers(min_value=0, max_value=90), st.sampled_from(["video", "audio", "photo"]))),
    least=st.integers(min_value=0, max_value=600),
)
def test_what_is_covered_and_what_is_missing_are_the_span_whatever_was_taken(begin, length, films, least):
    midnight = start_of(date(2026, 11, 13)).astimezone(CST)

    def at(minute):
        return midnight + timedelta(minutes=minute)

    taken = [
        Taken(id=str(number), media=media, begin=at(first), end=at(first if media == "photo" else first + long))
        for number, (first, long, media) in enumerate(films)
    ]
    found = cover(at(begin), at(begin + length), taken, unnoticed=timedelta(seconds=least))
    pieces = sorted((*found.covered, *found.gaps), key=lambda one: one.begin)
    assert found.covered_seconds + found.missing_seconds == found.seconds
    assert [one.begin for one in pieces] == [found.begin, *(one.end for one in pieces[:-1])] if pieces else found.seconds == 0
    assert all(gap.seconds > least for gap in found.gaps) or not found.covered


def test_the_strictest_demand_is_only_where_the_whole_course_is_asked():
    assert {act.key for act in ACTS if act.demand == Demand.WHOLE} == {"obstruction", "seizure"}
