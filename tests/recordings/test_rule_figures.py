"""The rules that read recordings and devices are counted, and each figure leads to what it counts, of what one may see."""

from urllib.parse import quote

import pytest

from liuhen.cases.figures import NONE, Outcome
from liuhen.pages.views import rules
from liuhen.recordings import device_commands as handling
from liuhen.recordings import rule_figures
from liuhen.recordings.models import RecordingRow
from liuhen.supervision import duties
from liuhen.supervision.duties import Asked
from liuhen.supervision.scope import scope
from tests.cast import at, moment
from tests.pages.test_rulebook import html
from tests.recordings.test_device_uses import camera, film

__all__ = ["camera"]
STORED, DEVICE = "REG:27:stored", "REG:27:on_device"
NOW, SOON = moment("11-20 09:00"), moment("11-21 09:00")
PEOPLE = ("周启明", "沈静文", "方志刚", "吴彦", "罗成", "许知远", "韩立群", "顾怡", "陈素", "马骏", "程远")


@pytest.fixture
def evening(cast, camera, clips):
    """周启明: one film stored in time, one a day too late and unexplained, both of no case yet; a third still in DSJ-07."""
    film(cast, clips["mp4"], when="11-13 22:00", begin=moment("11-13 20:40"))
    film(cast, clips["wav"], when="11-13 22:00", begin=moment("11-12 09:00"))
    with at("11-13 21:48"):
        handling.recorded(cast["周启明"], camera, "检查")
    return {row.media: row for row in RecordingRow.objects.all()}


def counted(cast, name, rule):
    with at("11-20 09:00"):
        found = rule_figures.figures(cast[name], 2026).get(rule, NONE)
    return found[Outcome.ARISEN], found[Outcome.KEPT], found[Outcome.KEPT_LATE], found[Outcome.OWED]


def late_rule(evening):
    """The rule's id as the Book has it."""
    return next(rule for rule in rule_figures._rules("recording") if rule.endswith(":late_stored"))


def test_the_rules_of_recordings_are_those_of_the_book(evening):
    assert rule_figures.reads(STORED) == "recording"
    assert rule_figures.reads(DEVICE) == "device"
    assert rule_figures.reads("REG:7:start") == ""


@pytest.mark.parametrize(
    ("name", "sees"),
    [
        ("周启明", 2),
        ("方志刚", 2),
        ("许知远", 2),
        ("韩立群", 2),
        ("顾怡", 2),
        ("沈静文", 0),
        ("吴彦", 0),
        ("罗成", 0),
        ("陈素", 0),
        ("程远", 0),
    ],
)
def test_each_counts_what_his_library_shows(cast, evening, name, sees):
    assert counted(cast, name, STORED) == ((2, 1, 1, 0) if sees else (0, 0, 0, 0))
    assert counted(cast, name, late_rule(evening))[3] == (1 if sees else 0)


@pytest.mark.parametrize(
    ("name", "sees"), [("周启明", 1), ("方志刚", 1), ("马骏", 1), ("许知远", 1), ("沈静文", 0), ("罗成", 0), ("陈素", 0)]
)
def test_what_is_still_in_a_device_is_counted_for_whoever_sees_the_device(cast, evening, name, sees):
    assert counted(cast, name, DEVICE) == ((1, 0, 0, 1) if sees else (0, 0, 0, 0))


def test_every_figure_is_as_long_as_its_list(cast, evening):
    with at("11-20 09:00"):
        for name in PEOPLE:
            figures = rule_figures.figures(cast[name], 2026)
            for sort in ("recording", "device"):
                for rule in rule_figures._rules(sort):
                    for outcome in Outcome:
                        lines = rule_figures.listed(cast[name], rule, outcome, 2026).lines
                        assert len(lines) == figures.get(rule, NONE)[outcome], (name, rule, outcome)
                        assert all(line.recording or line.device for line in lines)
            assert rule_figures.figures(cast[name], 2025) == {}


def test_pages_of_a_list_follow_each_other(cast, evening):
    with at("11-20 09:00"):
        first = rule_figures.listed(cast["许知远"], STORED, Outcome.ARISEN, 2026, size=1)
        second = rule_figures.listed(cast["许知远"], STORED, Outcome.ARISEN, 2026, size=1, after=first.after)
    numbers = [line.recording.pk for line in (*first.lines, *second.lines)]
    assert set(numbers) == {row.pk for row in evening.values()}
    assert second.after == ""


def test_the_page_of_the_article_counts_them_and_leads_to_them(cast, evening):
    page = html(rules.rules, "/rules/x/", cast["许知远"], "制度第二十七条")
    assert f"rule={quote(STORED, safe='')}" in page
    listed = html(
        rules.duties, f"/rules/x/duties/?rule={quote(STORED)}&outcome=kept_late&year=2026", cast["许知远"], "制度第二十七条"
    )
    assert f"/recordings/{evening['audio'].pk}/" in listed
    assert f"/recordings/{evening['video'].pk}/" not in listed
    device = html(rules.duties, f"/rules/x/duties/?rule={quote(DEVICE)}&outcome=owed&year=2026", cast["许知远"], "制度第二十七条")
    assert "DSJ-07" in device
    hidden = html(
        rules.duties, f"/rules/x/duties/?rule={quote(STORED)}&outcome=kept_late&year=2026", cast["罗成"], "制度第二十七条"
    )
    assert f"/recordings/{evening['audio'].pk}/" not in hidden


def test_who_filmed_with_a_device_that_is_no_longer_his_sees_the_duty_and_no_dead_link(cast, evening, camera):
    with at("11-14 08:00"):
        handling.give_back(cast["周启明"], camera)
        handling.take(cast["沈静文"], camera)
        (line,) = rule_figures.listed(cast["周启明"], DEVICE, Outcome.OWED, 2026).lines
    assert line.shut
    with at("11-20 09:00"):
        assert not rule_figures.listed(cast["马骏"], DEVICE, Outcome.OWED, 2026).lines[0].shut


def test_the_heat_table_has_them_and_leads_to_them(cast, evening):
    unit = cast.units["执法一中队"]
    for name in ("许知远", "韩立群", "顾怡", "方志刚"):
        seen = scope(cast[name])
        found = duties.heat(seen, NOW, SOON)
        assert (found.rows["27"][unit].open, found.rows["27"][unit].over) == (1, 1), name
        assert found.rows["practice"][unit].open == 1
        assert [line.device.code for line in duties.listed(seen, Asked(article="27"), NOW).rows] == ["DSJ-07"]
        (late,) = duties.listed(seen, Asked(article="practice", unit=str(unit)), NOW).rows
        assert late.recording == evening["audio"]
    seen = scope(cast["罗成"])
    assert duties.heat(seen, NOW, SOON).total.open == 0
    assert duties.listed(seen, Asked(), NOW).total == 0
