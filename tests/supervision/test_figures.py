"""Each figure is the length of its list, and each person counts only what he supervises."""

from datetime import date

import pytest
from django.http import Http404

from liuhen.regulation.covered import Covered
from liuhen.supervision import figures, listing
from liuhen.supervision.listing import Asked
from liuhen.supervision.periods import Period
from liuhen.supervision.scope import scope

NOVEMBER = Period(key="days", first=date(2026, 11, 1), last=date(2026, 11, 30))
TWO = ("吴彦", "方志刚")


@pytest.fixture
def told(desk):
    """Two units: filmed whole, with a gap, photographed, not at all, excused; stored in time, late, explained, through an app."""
    first = desk.case()
    whole = desk.inspect(first)
    desk.film("2026-11-13T20:00:00", "2026-11-13T21:00:00", case=first, record=whole)
    gap = desk.inspect(first, "2026-11-14T20:00", "2026-11-14T21:00", when="11-14 21:10")
    desk.film("2026-11-14T20:00:00", "2026-11-14T20:30:00", case=first, record=gap, when="11-16 09:00")
    desk.inspect(
        first, "2026-11-15T20:00", "2026-11-15T21:00", when="11-15 21:10", recording_unsuitable=True, unsuitable_reason="隐私"
    )
    desk.record(first, "interview_transcript", when="11-16 10:10", span={"start": "2026-11-16T09:00", "end": "2026-11-16T10:00"})
    second = desk.case(*TWO, unit="执法二中队", secrecy="privacy")
    desk.inspect(second, who="吴彦", officers=TWO)
    photo = desk.inspect(second, "2026-11-17T20:00", "2026-11-17T21:00", who="吴彦", officers=TWO, when="11-17 21:10")
    desk.film(
        "2026-11-17T20:10:00", "2026-11-17T20:10:00", media="photo", who="吴彦", case=second, record=photo, when="11-17 22:00", source="messenger",
    )  # fmt: skip
    desk.film("", "", who="吴彦", when="11-18 08:00")
    return desk


def counts(line):
    return {one.value: line[one] for one in Covered if line[one]}


def test_the_bureau_sees_all_of_it(told):
    found = figures.coverage(scope(told.cast["许知远"]), NOVEMBER)
    assert counts(found.must) == {"whole": 1, "gaps": 1, "photos": 1, "none": 1, "exempt": 1}
    assert (found.must.recorded, found.must.base, found.must.share) == (3, 4, 0.75)
    assert (found.must.seconds, found.must.covered, found.must.time_share) == (7200, 5400, 0.75)
    assert {key: counts(line) for key, line in found.acts.items()} == {"inspection": counts(found.must), "interview": {"none": 1}}
    people = {name: counts(found.officers[told.cast.people[name]]) for name in ("周启明", "吴彦", "方志刚")}
    assert people["周启明"] == {"whole": 1, "gaps": 1, "exempt": 1}
    assert people["吴彦"] == people["方志刚"] == {"photos": 1, "none": 1}


def test_a_unit_s_head_sees_his_own_unit_and_the_auditor_nothing_that_is_marked(told):
    units = told.cast.units
    own = figures.coverage(scope(told.cast["罗成"]), NOVEMBER)
    assert own.units.keys() == {units["执法二中队"]}
    assert counts(own.must) == {"photos": 1, "none": 1}
    audited = figures.coverage(scope(told.cast["顾怡"]), NOVEMBER)
    assert audited.units.keys() == {units["执法一中队"]}
    whole, stored = figures.storing(scope(told.cast["顾怡"]), NOVEMBER)
    assert whole.messenger == 0
    assert sum(one.total for one in stored.values()) == whole.total


@pytest.mark.parametrize("name", ["周启明", "陈素", "丁晓彤", "马骏", "程远"])
def test_whoever_supervises_nothing_has_no_such_desk(told, name):
    with pytest.raises(Http404):
        scope(told.cast[name])


@pytest.mark.parametrize("name", ["许知远", "韩立群", "顾怡", "罗成", "方志刚"])
def test_every_figure_of_coverage_is_as_long_as_its_list(told, name):
    seen = scope(told.cast[name])
    found = figures.coverage(seen, NOVEMBER)

    def length(**asked):
        return listing.page_of_acts(listing.acts(seen, NOVEMBER, Asked(**asked)), size=1000)

    lines = [(dict[str, str](), found.must)]
    lines += [({"act": key}, line) for key, line in found.acts.items()]
    lines += [({"unit": str(key) if key else "none"}, line) for key, line in found.units.items()]
    lines += [({"officer": str(key) if key else "none"}, line) for key, line in found.officers.items()]
    assert found.must.total > 0
    for asked, line in lines:
        groups = {"": line.total, "recorded": line.recorded, "base": line.base} | {one.value: line[one] for one in Covered}
        for state, number in groups.items():
            page = length(**asked, state=state)
            assert (page.total, len(page.rows)) == (number, number), (asked, state)


@pytest.mark.parametrize("name", ["许知远", "顾怡", "罗成"])
def test_every_figure_of_storing_is_as_long_as_its_list(told, name):
    seen = scope(told.cast[name])
    whole, units = figures.storing(seen, NOVEMBER)
    for unit, one in [("", whole), *((str(key) if key else "none", one) for key, one in units.items())]:
        numbers = {
            "": one.total, "in_time": one.in_time, "late": one.late, "unexplained": one.unexplained, "untimed": one.untimed,
            "messenger": one.messenger,
        }  # fmt: skip
        for state, number in numbers.items():
            assert listing.recordings(seen, NOVEMBER, Asked(state=state, unit=unit)).count() == number, (unit, state)


def test_how_long_storing_took_has_a_middle_and_its_half_hours(told):
    whole, units = figures.storing(scope(told.cast["许知远"]), NOVEMBER)
    assert (whole.total, whole.timed, whole.late, whole.unexplained, whole.messenger) == (4, 3, 1, 1, 1)
    one = units[told.cast.units["执法一中队"]]
    assert one.buckets == {22: 1, 73: 1}
    assert one.median == 11 * 3600
    assert (whole.share, figures.Storing().share) == (2 / 3, None)


def test_what_happened_on_other_days_is_not_counted(told):
    seen = scope(told.cast["许知远"])
    one_day = Period(key="days", first=date(2026, 11, 14), last=date(2026, 11, 14))
    assert counts(figures.coverage(seen, one_day).must) == {"gaps": 1}
    before = Period(key="days", first=date(2026, 10, 1), last=date(2026, 10, 31))
    assert figures.coverage(seen, before).must.share is None


def test_a_page_goes_on_where_the_last_one_ended(told):
    seen = scope(told.cast["许知远"])
    rows = listing.acts(seen, NOVEMBER, Asked())
    met, after = [], ""
    for _ in range(5):
        page = listing.page_of_acts(rows, after, size=2)
        met += [row.pk for row, _ in page.rows]
        after = page.after
        if not after:
            break
    assert met == list(rows.order_by("-at", "-id").values_list("pk", flat=True))


@pytest.mark.parametrize(
    "asked", [Asked(unit="nobody"), Asked(officer="x' OR 1=1"), Asked(state="sleeping"), Asked(act="dancing")]
)
def test_an_address_that_somebody_made_up_finds_nothing(told, asked):
    assert listing.acts(scope(told.cast["许知远"]), NOVEMBER, asked).count() == 0
