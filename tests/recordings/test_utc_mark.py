"""文件所标 UTC: many body cameras write local time there. What decides by itself, both readings where nothing does, one tap that chooses."""

from datetime import timedelta

import pytest
from django.http import Http404

from liuhen.recordings import commands, device_commands, devices, matching, offers, utc_mark
from liuhen.recordings.commands import Stated
from liuhen.recordings.models import DeviceRow, RecordingRow
from liuhen.recordings.times import told
from liuhen.register import register
from liuhen.register.types import SubjectRef
from liuhen.regulation.grammar import Refusal
from tests.cases.stories import open_case
from tests.cast import at, moment
from tests.recordings.media import BEGIN
from tests.recordings.test_device_clock import facts
from tests.recordings.test_devices import put
from tests.recordings.test_offers import brought, inspection

WRITTEN = "2026-11-13T21:00:00Z"  # ten minutes of film
BY_MARK, LOCAL = moment("11-14 05:00"), moment("11-13 21:00")
NEXT_MORNING = moment("11-14 08:40")
EIGHT = timedelta(hours=8)


@pytest.mark.parametrize(
    ("said", "arrived", "begin", "zone"),
    [
        ({}, NEXT_MORNING, BY_MARK, "utc"),
        ({}, moment("11-14 04:55"), LOCAL, "loc_arrive"),  # by its mark it would still be running
        ({}, moment("11-13 22:30"), LOCAL, "loc_arrive"),  # or not even begun
        ({"name": "DSJ07_20261113210003_0007.mp4"}, NEXT_MORNING, LOCAL, "loc_name"),
        ({"name": "DSJ07_20261113211002_0007.mp4"}, NEXT_MORNING, LOCAL, "loc_name"),  # named when it ended
        ({"name": "DSJ07_20261114050003_0007.mp4"}, NEXT_MORNING, BY_MARK, "utc_name"),
        ({"name": "DSJ07_20261113120000_0007.mp4"}, NEXT_MORNING, BY_MARK, "utc"),  # a name that fits neither decides nothing
        ({"utc_mark": "local"}, NEXT_MORNING, LOCAL, "loc_chosen"),
        ({"utc_mark": "utc", "name": "DSJ07_20261113210003_0007.mp4"}, NEXT_MORNING, BY_MARK, "utc_chosen"),
        ({"begin": moment("11-13 20:58")}, NEXT_MORNING, moment("11-13 20:58"), "stated"),  # the officer's word goes first
    ],
)
def test_what_decides_is_used_and_said(said, arrived, begin, zone):
    found = told(Stated(**said), facts(WRITTEN), arrived)
    assert (found.begin, found.zone) == (begin, zone)
    assert zone in {"utc", "stated"} or utc_mark.WORDS[zone]


@pytest.mark.parametrize("text", ["2026-11-13T21:00:00+08:00", "2026-11-13T21:00:00"])
def test_a_time_that_is_not_called_utc_is_no_question(text):
    assert told(Stated(name="DSJ07_20261114050003_0007.mp4"), facts(text), NEXT_MORNING).begin == LOCAL


@pytest.fixture
def camera(cast):
    """DSJ-07, which calls local time UTC and which 周启明 carries."""
    row = put(cast)
    with at("11-13 19:00"):
        device_commands.take(cast["周启明"], row.pk)
    return row


@pytest.fixture
def film(cast, clips, camera):
    """``film()``: what 周启明 filmed at 20:34 and the keeper docked next morning; by its mark it is of 04:34."""

    def dock(when="11-14 08:40", **said):
        more = {"device_id": camera.pk, "device": "DSJ-07", "source": "device", "taken_by": cast.people["周启明"], **said}
        return brought(cast, clips["mp4_local"], "马骏", when=when, **more)

    return dock


def test_both_readings_are_offered_and_the_reason_says_which(cast, film):
    case = open_case(cast, "周启明", "沈静文")
    record = inspection(cast, case, begin="20:30")
    row = film()
    assert (row.begin, row.zone, utc_mark.choices(row)) == (BEGIN + EIGHT, "utc", (BEGIN + EIGHT, BEGIN))
    (offer,) = offers.for_rows(cast["周启明"], [row]).offers[row.pk]
    assert str(offer.act.record) == record.id
    assert "按设备写的是本地时间算（比所标 UTC 早 8 小时）" in offer.reasons
    assert "DSJ-07 当时由周启明领用" in offer.reasons
    assert matching.chosen([offer]) is None  # offered, never ticked: which reading it is must be said first
    (waits,) = offers.for_case(cast["周启明"], case).values()
    assert [one.piece for one in waits.mine] == [row.pk]

    utc_mark.restate(cast["周启明"], row.pk, "local")
    row.refresh_from_db()
    (offer,) = offers.for_rows(cast["周启明"], [row]).offers[row.pk]
    assert matching.chosen([offer]) is not None
    assert not any("UTC" in reason for reason in offer.reasons)


def test_one_tap_chooses_for_the_device_is_an_entry_and_can_be_chosen_anew(cast, camera, film):
    first, second = film(), film()
    with at("11-14 09:00"):
        assert utc_mark.restate(cast["周启明"], first.pk, "local") == 2
    said = register.history(cast.agency, devices.ref(camera.pk)).entries[-1]
    assert (said.kind, said["mark"], said.author) == ("device_utc_stated", "local", str(cast.people["周启明"]))
    for row in (first, second, film("11-14 09:10")):  # and what comes in from now on
        row.refresh_from_db()
        assert (row.begin, row.device_begin, row.zone) == (BEGIN, BEGIN, "loc_chosen")
    correction = register.history(cast.agency, SubjectRef("recording", second.pk)).entries[-1]
    assert (correction.kind, correction["before"]["begin"], correction["values"]["begin"]) == (
        "correction", "2026-11-14T04:34:12", "2026-11-13T20:34:12",
    )  # fmt: skip

    assert utc_mark.restate(cast["马骏"], second.pk, "utc") == 3
    assert set(RecordingRow.objects.values_list("begin", "zone")) == {(BEGIN + EIGHT, "utc_chosen")}
    assert DeviceRow.objects.get().utc_mark == "utc"
    before = len(register.history(cast.agency, devices.ref(camera.pk)))
    assert utc_mark.restate(cast["马骏"], second.pk, "utc") == 0  # pressed twice
    assert len(register.history(cast.agency, devices.ref(camera.pk))) == before


def test_what_is_linked_already_is_judged_by_the_time_that_was_chosen(cast, film):
    case = open_case(cast, "周启明", "沈静文")
    row = film()
    commands.link(cast["周启明"], case, row.pk)
    utc_mark.restate(cast["周启明"], row.pk, "local")
    linked = [one for one in register.history(cast.agency, SubjectRef("case", case)).entries if one.kind == "recording_linked"]
    assert [one["begin"] for one in linked] == ["2026-11-14T04:34:12", "2026-11-13T20:34:12"]


def test_of_a_phone_that_nobody_registered_one_film_alone_is_chosen(cast, film):
    first, second = (film(device_id=None, device="Honor") for _ in range(2))
    assert utc_mark.restate(cast["周启明"], first.pk, "local") == 1
    second.refresh_from_db()
    assert (second.begin, second.zone) == (BEGIN + EIGHT, "utc")


@pytest.mark.parametrize("name", ["罗成", "程远"])
def test_strangers_choose_nothing(cast, film, name):
    row = film()
    with pytest.raises((Http404, Refusal)):
        utc_mark.restate(cast[name], row.pk, "local")
    assert DeviceRow.objects.get().utc_mark == ""


def test_where_there_is_no_question_nothing_is_chosen(cast, film):
    row = film("11-13 22:00")
    assert (row.begin, row.zone) == (BEGIN, "loc_arrive")
    with pytest.raises(Refusal, match="不用再选"):
        utc_mark.restate(cast["周启明"], row.pk, "utc")
    with pytest.raises(Refusal):
        utc_mark.restate(cast["周启明"], film().pk, "mars")
