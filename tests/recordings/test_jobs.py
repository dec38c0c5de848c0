"""Posters, digests and copies by jobs: done once, tried again, shown when they fail, never lost."""

import os
import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from threading import Thread

import pytest
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued

from liuhen.operating import jobs as operating
from liuhen.recordings import clips, commands, fixity, jobs, listeners, sandbox
from liuhen.recordings.clips import Wanted
from liuhen.recordings.commands import Stated
from liuhen.recordings.models import RecordingRow
from liuhen.register import files, register
from liuhen.register.files import put
from liuhen.register.types import SubjectRef


@pytest.fixture
def film(cast, clips):
    found = commands.store_recording(cast["周启明"], put(clips["mp4"]), Stated(name="a.mp4"))
    return RecordingRow.objects.get(pk=found.recording)


def work():
    """Do every job that is due, as a worker does."""
    with app.replace_connector(app.connector.get_worker_connector()) as running:
        running.run_worker(wait=False, install_signal_handlers=False, listen_notify=False, concurrency=2)


def due_now():
    """Let the waiting between two tries be over."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE status = 'todo'")


def statuses():
    return sorted(ProcrastinateJob.objects.values_list("task_name", "status"))


def entries(row):
    return [entry.kind for entry in register.history(row.agency, SubjectRef("recording", row.pk)).entries]


def test_a_stored_film_gets_its_poster_and_its_second_digest(film):
    assert statuses() == [("recordings.poster", "todo"), ("recordings.sm3", "todo"), ("recordings.wave", "todo")]
    work()
    row = RecordingRow.objects.get(pk=film.pk)
    assert (row.poster_state, row.sm3_state, row.proxy_state) == ("ready", "ready", "none")
    with files.open_blob(row.sha256) as file:
        assert fixity.digests(file).sm3 == row.sm3
    assert files.verify(row.poster)
    assert entries(row)[0] == "recording_stored"
    assert entries(row)[1:] == ["recording_derived"] * 3


def test_a_job_done_twice_changes_nothing(film):
    work()
    before = entries(film)
    jobs.defer("poster", film.pk)
    jobs._poster(film)
    work()
    assert entries(film) == before


def test_a_sound_has_no_poster_and_waits_for_none(cast, clips):
    found = commands.store_recording(cast["周启明"], put(clips["wav"]), Stated(name="a.wav"))
    assert RecordingRow.objects.get(pk=found.recording).poster_state == "none"
    assert statuses() == [("recordings.sm3", "todo"), ("recordings.wave", "todo")]


def test_the_jobs_belong_to_the_entry_no_entry_no_jobs(cast, clips, monkeypatch):
    from liuhen.recordings import listeners

    def fails(*_args, **_more):
        raise RuntimeError("cut here")

    monkeypatch.setattr(listeners.jobs, "defer_all", fails)
    with pytest.raises(RuntimeError):
        commands.store_recording(cast["周启明"], put(clips["mp4"]), Stated(name="a.mp4"))
    assert statuses() == []
    assert not RecordingRow.objects.exists()


def test_a_poster_that_fails_is_tried_four_times_shown_with_its_reason_and_made_when_asked_for_again(cast, film, monkeypatch):
    tries = []

    def fails(task, *_args, **_more):
        tries.extend([task] if task == "poster" else [])
        raise sandbox.Failed("没有一帧能解出")

    with monkeypatch.context() as patched:
        patched.setattr(jobs.sandbox, "run", fails)
        for number in range(1, 6):
            work()
            row = RecordingRow.objects.get(pk=film.pk)
            assert row.poster_state == ("waiting" if number < jobs.TRIES else "failed")
            due_now()
    assert len(tries) == jobs.TRIES
    assert row.poster_error == "没有一帧能解出"
    assert ("recordings.poster", "failed") in statuses()
    commands.redo(cast["周启明"], film.pk, "poster")
    work()
    assert RecordingRow.objects.get(pk=film.pk).poster_state == "ready"


def test_one_that_succeeds_the_second_time_is_there(film, monkeypatch):
    real, tries = sandbox.run, []

    def once(task, *args, **more):
        tries.append(task)
        if len(tries) == 1:
            raise sandbox.Failed("读文件的程序中止", died=True)
        return real(task, *args, **more)

    monkeypatch.setattr(jobs.sandbox, "run", once)
    work()
    due_now()
    work()
    row = RecordingRow.objects.get(pk=film.pk)
    assert (row.poster_state, row.poster_error) == ("ready", "")


def test_a_disk_full_under_a_poster_leaves_no_half_poster(film, store, monkeypatch):
    monkeypatch.setattr(jobs, "_POSTER", sandbox.Limits(output=500))
    work()
    row = RecordingRow.objects.get(pk=film.pk)
    assert (row.poster_state, row.poster) == ("waiting", "")
    assert list((store / "incoming").iterdir()) == []


def test_an_original_that_changed_on_the_disk_is_found_by_the_second_digest(film, monkeypatch):
    path = files.path_of(film.sha256)
    path.chmod(0o600)
    content = bytearray(path.read_bytes())
    content[5000] ^= 1
    path.write_bytes(content)
    monkeypatch.setattr(jobs, "TRIES", 1)
    work()
    row = RecordingRow.objects.get(pk=film.pk)
    assert row.sm3_state == "failed"
    assert "校验值不一致" in row.sm3_error


def test_originals_are_the_same_after_everything(cast, clips):
    rows = []
    for name in ("mp4", "avi", "mkv", "jpeg", "wav", "ts"):
        found = commands.store_recording(cast["周启明"], put(clips[name]), Stated(name=clips[name].name))
        rows.append(RecordingRow.objects.get(pk=found.recording))
    work()
    for row in rows:
        row.refresh_from_db()
        assert "waiting" not in {row.poster_state, row.proxy_state, row.sm3_state}
        assert "failed" not in {row.poster_state, row.proxy_state, row.sm3_state}, row.name
        assert files.verify(row.sha256)


def test_a_worker_killed_in_the_middle_of_a_poster_loses_nothing(film, store, tmp_path, monkeypatch):
    """A worker of its own takes the job, is killed with -9 while the poster is made, and the rescue gives the job to the next."""
    program = f"""
import os, time
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import django
django.setup()
from django.conf import settings
from django.db import connections
settings.MEDIA_ROOT = {str(store)!r}
for alias in ("default", "owner"):
    connections.settings[alias].update({_database()!r})
    connections[alias].settings_dict.update(connections.settings[alias])
from liuhen.recordings import jobs
def slow(*args, **more):
    open({str(tmp_path / "begun")!r}, "w").close()
    time.sleep(60)
jobs.sandbox.run = slow
from procrastinate.contrib.django import app
with app.replace_connector(app.connector.get_worker_connector()) as running:
    running.run_worker(wait=False, queues=["recordings"], update_heartbeat_interval=0.2)
"""
    with subprocess.Popen([sys.executable, "-c", program], env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}) as worker:
        until = time.monotonic() + 60
        while not (tmp_path / "begun").exists() and time.monotonic() < until and worker.poll() is None:
            time.sleep(0.05)
        assert (tmp_path / "begun").exists()
        os.kill(worker.pid, signal.SIGKILL)
    assert RecordingRow.objects.get(pk=film.pk).poster_state == "waiting"
    assert "doing" in {status for _, status in statuses()}
    time.sleep(1.2)
    monkeypatch.setattr(operating, "GIVEN_UP", 1.0)  # the program waits longer before it takes a worker for dead
    with suppress(AlreadyEnqueued):  # the worker that died may have asked for the rescue itself
        operating.requeue_stalled.defer(timestamp=0)
    work()
    due_now()
    work()
    assert RecordingRow.objects.get(pk=film.pk).poster_state == "ready"


def _database():
    known = connection.settings_dict
    return {key: known[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}


def test_a_file_spoilt_in_the_store_is_told_in_chinese_and_logged_with_its_entry(cast, film, caplog):
    """陈's disk loses the middle of a film: the page tells no decoder's words, the log does, and names what it was."""
    asked = clips.ask(cast["周启明"], film.pk, Wanted(begin=0, end=2, reason="交法制审核"))
    path = files.path_of(film.sha256)
    path.chmod(0o600)
    path.write_bytes(b"\x00" * film.size)
    for _ in range(jobs.TRIES):
        work()
        due_now()
    asked.refresh_from_db()
    row = RecordingRow.objects.get(pk=film.pk)
    assert (asked.state, row.poster_state, row.wave_state) == ("failed", "failed", "failed")
    for told in (asked.error, row.poster_error, row.wave_error):
        assert told
        assert not re.search("[A-Za-z]", told)
    line = next(one.getMessage() for one in caplog.records if one.getMessage().startswith(f"clip={asked.pk}"))
    assert f"recording={film.pk} entry={film.entry} case=-" in line
    assert "InvalidDataError" in line


def test_a_failure_told_while_another_copy_is_entered_stays_told(film, monkeypatch):
    """The poster is being entered while the wave fails for good in another worker: neither forgets the other."""
    real, marking = listeners.holds.of, []

    def meanwhile(history):
        marking.append(Thread(target=_fails_for_good, args=(film.pk,)))
        marking[0].start()
        marking[0].join(1)
        return real(history)

    with monkeypatch.context() as patched:
        patched.setattr(listeners.holds, "of", meanwhile)
        listeners.project(film.agency, film.pk, register.history(film.agency, SubjectRef("recording", film.pk)))
    marking[0].join()
    assert RecordingRow.objects.get(pk=film.pk).wave_state == "failed"


def _fails_for_good(recording):
    jobs._mark_failed(recording, "wave", "没有一段声音能解出")
    connection.close()
