"""What was filmed with a device is noticed, and taken off when its film comes in; once each, however often a job runs."""

from datetime import timedelta
from uuid import UUID

import pytest

from liuhen.recordings import commands, device_uses, devices
from liuhen.recordings import device_commands as handling
from liuhen.recordings.commands import Stated
from liuhen.recordings.models import DeviceUse
from liuhen.register import register
from liuhen.register.files import put
from liuhen.register.models import FindingRow
from liuhen.register.types import SubjectRef
from liuhen.regulation.when import When
from tests.cases.stories import open_case
from tests.cast import at, moment
from tests.recordings.test_jobs import work


@pytest.fixture
def camera(cast):
    number = handling.register_device(cast["马骏"], {"code": "DSJ-07", "sort": "body_camera"}, cast.units["执法一中队"])
    with at("11-13 18:00"):
        handling.take(cast["周启明"], number)
    return number


@pytest.fixture
def case(cast):
    return open_case(cast, "周启明", "沈静文")


def inspect(cast, case, kind="inspection_record", span=("11-13 20:36", "11-13 21:48"), **more):
    """The inspection of the evening, written down when it ended."""
    begin, end = map(moment, span)
    content = {"officers": cast.officers("周启明", "沈静文"), "facts": "两名未成年人在上网", **more}
    with at("11-13 22:30"):
        found = register.record(
            cast["周启明"], SubjectRef("case", case), kind, content, origin="system", when=When.between(begin, end)
        )
        work()
    return found


def film(cast, path, *, when, who="周启明", **stated):
    with at(when):
        found = commands.store_recording(cast[who], put(path), Stated(name=path.name, **stated))
        work()
    return found.recording


def uses(state=""):
    rows = DeviceUse.objects.all()
    return list(rows.filter(state=state) if state else rows)


def test_an_inspection_done_with_a_camera_in_hand_is_put_down_as_filmed_with_it(cast, camera, case):
    record = inspect(cast, case)
    (use,) = uses("open")
    assert (use.device, use.case, str(use.record), use.name) == (camera, case, record.id, "周启明")
    assert (use.begin, use.due) == (moment("11-13 20:36"), moment("11-14 21:48"))
    assert FindingRow.objects.get(subject=camera, provision="REG:27:on_device").status == "owed"


def test_a_job_that_runs_twice_puts_it_down_once(cast, camera, case):
    record = inspect(cast, case)
    device_uses.notice_act(str(cast.agency), str(case), record.id)
    assert len(uses()) == 1
    assert [entry.kind for entry in register.history(cast.agency, devices.ref(camera)).entries].count("device_used") == 1


def test_nothing_is_put_down_to_a_camera_that_was_in_store(cast, case, camera):
    with at("11-13 19:00"):
        handling.give_back(cast["周启明"], camera)
    inspect(cast, case)
    assert uses() == []


def test_an_interview_need_not_be_filmed(cast, case, camera):
    inspect(cast, case, "interview_transcript", ("11-13 21:50", "11-13 22:00"))
    assert uses() == []


def test_what_was_rightly_not_filmed_is_on_no_device(cast, case, camera):
    inspect(cast, case, recording_unsuitable=True, unsuitable_reason="涉及未成年人隐私")
    assert uses() == []


def test_the_film_of_that_time_takes_it_off(cast, camera, case, clips):
    inspect(cast, case)
    film(cast, clips["mp4"], when="11-14 09:00", device="dsj-07", begin=moment("11-13 20:40"))
    (use,) = uses()
    assert (use.state, use.stored_at) == ("stored", moment("11-14 09:00"))
    assert FindingRow.objects.get(subject=camera, provision="REG:27:on_device").status == "kept"


def test_a_film_of_another_day_or_another_camera_does_not(cast, camera, case, clips):
    handling.register_device(cast["马骏"], {"code": "DSJ-08", "sort": "body_camera"})
    inspect(cast, case)
    film(cast, clips["mp4"], when="11-14 09:00", device="DSJ-07", begin=moment("11-12 20:40"))
    film(cast, clips["jpeg"], when="11-14 09:05", device="DSJ-08", begin=moment("11-13 20:40"))
    assert [use.state for use in uses()] == ["open"]


def test_a_film_that_is_linked_to_the_act_takes_it_off_whatever_it_was_filmed_with(cast, camera, case, clips):
    record = inspect(cast, case)
    found = film(cast, clips["mp4"], when="11-14 09:00", begin=moment("11-13 20:40"))
    assert [use.state for use in uses()] == ["open"]
    with at("11-14 09:10"):
        commands.link(cast["周启明"], case, found, UUID(record.id))
        work()
    assert [use.state for use in uses()] == ["stored"]


def test_what_was_docked_before_the_record_was_written_is_not_waited_for(cast, camera, case, clips):
    film(cast, clips["mp4"], when="11-13 21:49", device="DSJ-07", begin=moment("11-13 20:40"))
    inspect(cast, case)
    assert uses() == []


def test_times_that_are_put_right_afterwards_take_it_off(cast, camera, case, clips):
    inspect(cast, case)
    found = film(cast, clips["mp4"], when="11-14 09:00", device="DSJ-07", begin=moment("1970-01-01 08:00"))
    assert [use.state for use in uses()] == ["open"]
    with at("11-14 09:30"):
        commands.restate(
            cast["周启明"], found, Stated(begin=moment("11-13 20:36"), end=moment("11-13 21:48")), "设备时钟没有设置"
        )
        work()
    assert [use.state for use in uses()] == ["stored"]


def test_late_is_late_on_the_device_too(cast, camera, clips):
    with at("11-13 21:48"):
        handling.recorded(cast["周启明"], camera, "检查")
    film(cast, clips["mp4"], when="11-14 21:49", device="DSJ-07", begin=moment("11-13 20:40"))
    assert FindingRow.objects.get(subject=camera, provision="REG:27:on_device").status == "kept_late"


def test_the_word_of_yesterday_is_not_met_by_the_film_of_today(cast, camera, clips):
    with at("11-13 21:48"):
        handling.recorded(cast["周启明"], camera)
    with at("11-14 10:00"):
        handling.recorded(cast["周启明"], camera)
    film(cast, clips["mp4"], when="11-14 11:00", device="DSJ-07", begin=moment("11-14 09:30"))
    assert [(use.ended, use.state) for use in sorted(uses(), key=lambda one: one.ended)] == [
        (moment("11-13 21:48"), "open"),
        (moment("11-14 10:00"), "stored"),
    ]
    assert uses("open")[0].due - uses("open")[0].ended == timedelta(hours=24)
