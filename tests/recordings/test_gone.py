"""A file that is gone from the store: found before a byte leaves, told in words, named in the log, and no reading of it is made up."""

import hashlib
import os
from pathlib import Path

import pytest
from django.test import RequestFactory

from liuhen.access.models import Reading
from liuhen.recordings import commands, jobs, playback
from liuhen.recordings.commands import Stated
from liuhen.recordings.models import RecordingRow
from liuhen.register import files
from liuhen.register.slow import PART

TOLD = "“DSJ-07 第2段.mp4”的文件不在文件库里，没有播放，也没有下载。请告诉系统管理员从备份找回；其他内容没有变动。"


@pytest.fixture
def film(cast, clips):
    """A recording of 周启明."""
    found = commands.store_recording(cast["周启明"], files.put(clips["mp4"]), Stated(name="DSJ-07 第2段.mp4"))
    return RecordingRow.objects.get(pk=found.recording)


def lose(digest):
    """Somebody with all rights removed the file."""
    files.path_of(digest).unlink()


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("asked", ["file", "copy", "file?download=1"])
def test_zhou_is_told_that_the_file_is_gone_and_whom_to_tell(person, film, caplog, method, asked):
    lose(film.sha256)
    desk = person("周启明")
    answer = desk.request(method, f"{desk.url}/recordings/{film.pk}/{asked}", headers={"Range": "bytes=0-99"})
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "text/plain; charset=utf-8")
    assert answer.text == (TOLD if method == "GET" else "")
    assert f"recording={film.pk}: file {film.sha256} is missing from the store" in caplog.text


def test_what_was_not_given_is_not_logged_as_read(person, film):
    lose(film.sha256)
    desk = person("周启明")
    desk.get(f"{desk.url}/recordings/{film.pk}/file")
    desk.get(f"{desk.url}/recordings/{film.pk}/file?download=1")
    assert not Reading.objects.filter(subject=film.pk).exists()


def test_a_poster_that_is_gone_is_told_and_the_film_still_plays(person, film, caplog):
    jobs._poster(film)
    film.refresh_from_db()
    lose(film.poster)
    desk = person("周启明")
    assert desk.get(f"{desk.url}/recordings/{film.pk}/poster.jpg").status_code == 404
    assert f"recording={film.pk}: file {film.poster} is missing" in caplog.text
    assert desk.get(f"{desk.url}/recordings/{film.pk}/file").status_code == 200


@pytest.fixture
def long(cast, clips):
    """A film that is sent in pieces."""
    content = clips["mp4"].read_bytes()
    return files.put(content + bytes(PART + 12_345 - len(content)), "video/mp4")


def answer_to(long, **headers):
    return playback.served(RequestFactory(headers=headers).get("/"), long.sha256, long.type)


def test_a_file_that_is_put_away_while_it_is_sent_is_sent_whole(long, clips):
    answer = answer_to(long)
    lose(long.sha256)
    assert hashlib.sha256(b"".join(answer.streaming_content)).hexdigest() == long.sha256
    answer.close()


def test_a_file_that_was_cut_while_it_is_sent_breaks_off_and_is_named(long, caplog):
    answer = answer_to(long, Range="bytes=100-")
    path = files.path_of(long.sha256)
    path.chmod(0o600)
    os.truncate(path, 150)
    sent = iter(answer.streaming_content)
    assert len(next(sent)) == 50
    with pytest.raises(EOFError):
        next(sent)
    answer.close()
    assert f"file {long.sha256} broke off after 50 of {long.size - 100} bytes from byte 100 on" in caplog.text


def test_an_answer_that_nobody_reads_lets_go_of_its_file(long):
    path = files.path_of(long.sha256).resolve()

    def held():
        return [one for one in Path("/proc/self/fd").iterdir() if one.resolve() == path]

    answer = answer_to(long)
    assert len(held()) == 1
    answer.close()
    assert held() == []
