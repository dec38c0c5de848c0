"""查阅: who looks at footage is logged with reason, content and unit first; the copy is his alone, and not for long."""

import os
from datetime import timedelta

import av
import pytest

from liuhen.access.models import Reading
from liuhen.access.readings import rebuild
from liuhen.cameras import expiry, looking, places
from liuhen.cameras.models import Look
from liuhen.register import clock, slow
from tests.cameras import footage
from tests.cameras.test_setting import signed_in
from tests.cast import at, moment

BEGIN = moment("11-13 09:00")
SAID = {"begin": "2026-11-13T09:00:01", "end": "2026-11-13T09:00:08", "reason": "群众反映丢失证件", "content": "窗口前的交接"}


@pytest.fixture
def camera(cast, tmp_path):
    with at("11-13 08:00"):
        number = footage.put(cast["马骏"])
    footage.filmed(tmp_path, number, BEGIN)
    clock.set_script(moment("11-13 10:00"))
    yield number
    clock.set_script(None)


def test_a_look_is_in_the_register_before_it_is_seen_and_plays(cast, camera, tmp_path):
    browser = signed_in(cast, "马骏")
    answer = browser.post(f"/counter/cameras/{camera}/look/", SAID)
    assert answer.status_code == 302
    [reading] = Reading.objects.filter(subject=camera)
    assert (reading.kind, reading.name, reading.detail["reason"]) == ("played", "马骏", "群众反映丢失证件")
    assert (reading.detail["content"], reading.detail["from"][:19]) == ("窗口前的交接", "2026-11-13T09:00:01")
    page = browser.get(answer["Location"]).content.decode()
    assert "群众反映丢失证件" in page
    film = browser.get(f"{answer['Location']}0")
    path = tmp_path / "seen.mp4"
    path.write_bytes(film.content)
    with av.open(str(path)) as found:
        assert len(list(found.decode(video=0))) >= 34
    part = browser.get(f"{answer['Location']}0", headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, path.read_bytes()[10:20])
    page = browser.get(f"/counter/cameras/{camera}/").content.decode()
    assert "群众反映丢失证件" in page
    assert "11-13 09:00:01–09:00:08" in page


def test_the_register_is_rebuilt_from_the_log(cast, camera):
    signed_in(cast, "马骏").post(f"/counter/cameras/{camera}/look/", SAID)
    Reading.objects.all().delete()
    rebuild(cast.agency)
    assert Reading.objects.get(subject=camera).detail["content"] == "窗口前的交接"


@pytest.mark.parametrize("lacking", ["reason", "content", "begin"])
def test_without_reason_content_or_time_nothing_is_shown_and_nothing_logged(cast, camera, lacking):
    answer = signed_in(cast, "马骏").post(f"/counter/cameras/{camera}/look/", {**SAID, lacking: ""})
    assert answer.status_code == 409
    assert not Reading.objects.filter(subject=camera).exists()
    assert not places.looks().exists()


@pytest.mark.parametrize("name", ["程远", "丁晓彤", "周启明", "韩立群", "顾怡"])
def test_nobody_but_the_keeper_looks_and_nobody_at_anothers_copy(cast, camera, name):
    place = signed_in(cast, "马骏").post(f"/counter/cameras/{camera}/look/", SAID)["Location"]
    other = signed_in(cast, name)
    assert other.get(place).status_code == other.get(f"{place}0").status_code == 404
    assert other.post(f"/counter/cameras/{camera}/look/", SAID).status_code in {404, 409}
    assert Look.objects.count() == 1


def test_the_copy_is_gone_after_an_hour(cast, camera):
    browser = signed_in(cast, "马骏")
    place = browser.post(f"/counter/cameras/{camera}/look/", SAID)["Location"]
    clock.set_script(moment("11-13 10:00") + timedelta(minutes=61))
    assert browser.get(place).status_code == 404
    assert expiry.end_looks() == 1
    assert not list(places.looks().iterdir())


@pytest.fixture
def looked_at(cast, camera):
    """马骏's look with a copy that is sent in pieces."""
    browser = signed_in(cast, "马骏")
    place = browser.post(f"/counter/cameras/{camera}/look/", SAID)["Location"]
    [path] = places.looks().iterdir()
    with path.open("ab") as file:
        file.write(bytes(slow.PART))
    return browser, f"{place}0", path


def test_a_copy_whose_hour_ends_while_it_is_sent_is_sent_to_its_end(looked_at):
    browser, place, path = looked_at
    whole, answer = path.read_bytes(), browser.get(place)
    clock.set_script(moment("11-13 10:00") + timedelta(minutes=61))
    assert expiry.end_looks() == 1
    assert b"".join(answer.streaming_content) == whole
    answer.close()
    assert browser.get(place).status_code == 404


def test_a_copy_that_is_cut_short_is_not_taken_for_the_whole(looked_at, caplog):
    browser, place, path = looked_at
    answer = browser.get(place)
    os.truncate(path, 1000)
    with pytest.raises(EOFError):
        list(answer.streaming_content)
    assert "part 0 broke off after 1000 of" in caplog.text


def test_a_copy_that_is_gone_is_not_there(looked_at):
    browser, place, path = looked_at
    path.unlink()
    assert browser.get(place).status_code == 404


def test_ten_parts_stand_in_their_order(cast, camera):
    signed_in(cast, "马骏").post(f"/counter/cameras/{camera}/look/", SAID)
    look = Look.objects.get()
    for part in range(12):
        (places.looks() / f"{look.pk}-{part}").touch()
    assert [path.name.rpartition("-")[2] for path in looking.files_of(look)] == [str(part) for part in range(12)]
