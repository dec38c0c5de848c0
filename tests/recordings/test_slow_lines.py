"""Films last: who plays, saves or sends one over a slow line holds up nobody else's pages."""

import socket
from threading import BoundedSemaphore
from urllib.parse import urlsplit

import pytest

from liuhen.recordings import commands
from liuhen.recordings.commands import Stated
from liuhen.recordings.models import RecordingRow
from liuhen.register import slow
from liuhen.register.files import put
from liuhen.register.slow import PART
from tests.cases.stories import open_case

LONG = 3 * PART + 12_345


@pytest.fixture
def case(cast):
    """Of 周启明 and 沈静文."""
    return open_case(cast)


@pytest.fixture
def film(cast, case, clips, tmp_path):
    """A film of some megabytes, of 周启明, linked to the case."""
    path = tmp_path / "long.mp4"
    content = clips["mp4"].read_bytes()
    path.write_bytes(content + bytes(LONG - len(content)))
    found = commands.store_recording(cast["周启明"], put(path), Stated(name="全程.mp4"))
    commands.link(cast["周启明"], case, found.recording)
    return RecordingRow.objects.get(pk=found.recording)


@pytest.fixture
def places(monkeypatch):
    """``places(n)``: so many places for what lasts."""

    def there_are(count):
        monkeypatch.setattr(slow.Place, "_free", BoundedSemaphore(count))
        return slow.Place._free

    return there_are


def address(desk, row, query=""):
    return f"{desk.url}/recordings/{row.pk}/file{query}"


def full(free):
    """Whether no place is free."""
    if free.acquire(timeout=5):
        free.release()
        return False
    return True


def test_a_player_that_asks_for_all_from_here_on_gets_a_part_and_goes_on_from_there(person, film, tmp_path):
    desk, came = person("沈静文"), b""
    while len(came) < LONG:
        answer = desk.get(address(desk, film), headers={"Range": f"bytes={len(came)}-"})
        last = min(len(came) + PART, LONG) - 1
        assert answer.status_code == 206
        assert answer.headers["Content-Range"] == f"bytes {len(came)}-{last}/{LONG}"
        came += answer.content
    assert came == (tmp_path / "long.mp4").read_bytes()


def test_a_player_that_names_its_end_gets_all_it_asked_for(person, film):
    desk = person("沈静文")
    answer = desk.get(address(desk, film), headers={"Range": f"bytes=0-{LONG - 1}"})
    assert answer.headers["Content-Range"] == f"bytes 0-{LONG - 1}/{LONG}"
    assert len(answer.content) == LONG


def test_who_loses_the_film_while_he_plays_it_gets_no_more_than_the_part_he_has(person, cast, case, film):
    desk = person("沈静文")
    assert desk.get(address(desk, film), headers={"Range": "bytes=0-"}).status_code == 206
    commands.unlink(cast["周启明"], case, film.pk, None, "关联错了案件")
    assert desk.get(address(desk, film), headers={"Range": f"bytes={PART}-"}).status_code == 404


def test_players_take_no_place_and_play_where_none_is_free(person, film, places):
    desk = person("沈静文")
    places(1).acquire()
    assert desk.get(address(desk, film), headers={"Range": "bytes=0-"}).status_code == 206


def test_who_saves_a_film_holds_a_place_until_it_is_sent_or_given_up(person, film, places):
    desk, other, free = person("沈静文"), person("周启明"), places(1)
    with desk.get(address(desk, film, "?download=1"), stream=True) as saving:
        assert saving.status_code == 200
        turned_away = other.get(address(other, film, "?download=1"))
        assert turned_away.status_code == 503
        assert turned_away.headers["Retry-After"] == str(slow.RETRY)
        assert "请过半分钟再试" in turned_away.text
        assert sum(map(len, saving.iter_content(65536))) == LONG
    assert not full(free)
    assert len(other.get(address(other, film, "?download=1")).content) == LONG


def test_an_upload_for_which_there_is_no_place_is_asked_to_come_again_and_loses_nothing(person, clips, places):
    desk, content, free = person("周启明"), clips["mp4"].read_bytes(), places(1)
    place = desk.place(len(content), filename="DSJ-07.mp4")
    assert desk.go_on(place, 0, content[:1000]).status_code == 204
    free.acquire()
    turned_away = desk.go_on(place, 1000, content[1000:])
    assert turned_away.status_code == 503
    assert turned_away.headers["Liuhen-Refusal"] == "busy"
    free.release()
    assert desk.how_far(place) == 1000
    assert desk.go_on(place, 1000, content[1000:]).status_code == 204
    assert RecordingRow.objects.get().name == "DSJ-07.mp4"


def test_an_upload_that_breaks_off_gives_its_place_back(person, places):
    desk, free = person("周启明"), places(1)
    place = desk.place(1_000_000, filename="DSJ-07.mp4")
    parts = urlsplit(place)
    cookies = "; ".join(f"{one.name}={one.value}" for one in desk.cookies)
    head = (
        f"PATCH {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\nCookie: {cookies}\r\nX-CSRFToken: {desk.headers['X-CSRFToken']}\r\n"
        "Tus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\nContent-Length: 1000000\r\n\r\n"
    )
    with socket.create_connection((parts.hostname, parts.port)) as line:
        line.sendall(head.encode() + bytes(10_000))
    assert not full(free)


def test_most_threads_are_for_what_lasts_and_never_all():
    assert 0 < int(slow.threads() * slow._SHARE) < slow.threads()
