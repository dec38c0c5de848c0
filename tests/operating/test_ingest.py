"""``./liuhen ingest``: folders gone through once or watched, every file in one list, trouble waited for, killed and run again."""

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, nullcontext
from copy import deepcopy
from itertools import pairwise
from pathlib import Path

import pytest

from liuhen.cli import COMMANDS, read
from liuhen.lib.home import PROJECT
from liuhen.operating import bench_ingest, ingest_looks, instance
from liuhen.operating.commands import ingest as command
from liuhen.operating.ingest_report import Report
from liuhen.operating.ingesting import HELD_OPEN, How, Ingest
from liuhen.recordings import dock_files, dock_names, docking
from liuhen.recordings.docking import Docking, Plan
from liuhen.recordings.models import DeviceRow, RecordingRow
from liuhen.register import files, register, stores
from liuhen.register.types import SubjectRef
from tests.recordings.test_devices import put
from tests.support.disks import small

pytestmark = pytest.mark.ledger
LISTS = ("stored", "already", "unreadable", "refused")


@pytest.fixture
def cast(database, settings, tmp_path, assembled):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.LIUHEN_HOME = tmp_path
    return deepcopy(assembled[1])


@pytest.fixture
def drop(tmp_path):
    folder = tmp_path / "drop"
    folder.mkdir()
    return folder


@pytest.fixture
def ingest(cast, drop, monkeypatch, capsys):
    """``ingest("--json")`` on the drop folder: exit code, and the lists or what was printed."""
    monkeypatch.setattr(instance, "database", lambda: nullcontext(None))

    def run(*words, folder=drop):
        parser = argparse.ArgumentParser()
        command.arguments(parser)
        code = command.run(parser.parse_args([*([str(folder)] if folder else []), "--settle", "0", *words]))
        told = capsys.readouterr()
        return (code, json.loads(told.out)) if "--json" in words and told.out else (code, told.out + told.err)

    return run


def paths(lists):
    return {name: sorted(Path(row["file"]).name for row in lists[name]) for name in LISTS}


def fill(clips, drop):
    """A card as it comes: two folders, a twin, a sidecar, something broken, a paper, a pipe."""
    (drop / "DCIM" / "100").mkdir(parents=True)
    shutil.copy(clips["mp4"], drop / "DCIM" / "100" / "DSJ-07_20261113203412_0001.mp4")
    shutil.copy(clips["mp4_late_moov"], drop / "DCIM" / "100" / "DSJ-07_20261113203512_0002.mp4")
    (drop / "DCIM" / "100" / "DSJ-07_20261113203512_0002.txt").write_text("第二段", "utf-8")
    shutil.copy(clips["jpeg"], drop / "IMG_0001.jpg")
    shutil.copy(clips["jpeg"], drop / "再来.jpg")
    (drop / "坏.mp4").write_bytes(b"\x07" * 4000)
    (drop / "说明.pdf").write_bytes(b"%PDF-1.7\n")
    os.mkfifo(drop / "pipe.mp4")


def test_a_card_is_taken_in_and_every_file_stands_in_one_list(clips, cast, drop, ingest):
    fill(clips, drop)
    code, lists = ingest("--json", "--jobs", "1")
    assert code == 1  # a paper and a pipe were refused
    assert paths(lists) == {
        "stored": [
            "DSJ-07_20261113203412_0001.mp4",
            "DSJ-07_20261113203512_0002.mp4",
            "DSJ-07_20261113203512_0002.txt",
            "IMG_0001.jpg",
        ],
        "already": ["再来.jpg"],
        "unreadable": ["坏.mp4"],
        "refused": ["pipe.mp4", "说明.pdf"],
    }
    assert all(set(row) >= {"file", "sha256", "recording"} for row in lists["stored"] + lists["already"] + lists["unreadable"])
    assert all(set(row) == {"file", "reason"} for row in lists["refused"])
    assert RecordingRow.objects.filter(linked=True).count() == 0
    assert RecordingRow.objects.count() == 4


def test_run_again_nothing_is_there_twice(clips, cast, drop, ingest):
    fill(clips, drop)
    ingest("--json")
    entries = sum(len(register.history(cast.agency, ref)) for ref in register.subjects(cast.agency, "recording"))
    code, lists = ingest("--json")
    assert (code, lists["stored"], lists["unreadable"]) == (1, [], [])
    assert len(lists["already"]) == 6
    assert sum(len(register.history(cast.agency, ref)) for ref in register.subjects(cast.agency, "recording")) == entries


def test_people_get_a_summary_and_the_reasons(clips, drop, ingest):
    fill(clips, drop)
    code, told = ingest()
    assert code == 1
    assert "说明.pdf　这是 PDF 文件。" in told
    assert "已入库 4，原已入库 1，读不出，已原样入库 1，没有收 2。" in told


def test_what_systems_leave_on_a_card_is_told_and_no_trouble(clips, drop, ingest):
    shutil.copy(clips["mp4"], drop)
    (drop / "System Volume Information").mkdir()
    (drop / "System Volume Information" / "WPSettings.dat").write_bytes(b"12345678")
    (drop / "Thumbs.db").write_bytes(b"1")
    code, told = ingest("--json")
    assert (code, len(told["stored"]), len(told["refused"])) == (0, 1, 2)
    (drop / "说明.pdf").write_bytes(b"%PDF-1.7")
    assert ingest("--json")[0] == 1


def test_an_empty_folder_is_no_trouble(ingest):
    assert ingest("--json") == (0, {name: [] for name in LISTS})


def test_the_docking_stands_in_the_devices_history_with_its_drift(clips, cast, drop, ingest):
    put(cast)
    shutil.copy(clips["mp4"], drop / "a.mp4")
    fast = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(time.time() + 8 * 3600 + 95))
    code, _ = ingest("--json", "--device", "dsj-07", "--device-clock", fast, "--station", "一楼采集站", "--officer", "周启明")
    assert code == 0
    device, row = DeviceRow.objects.get(), RecordingRow.objects.get()
    assert device.docked_station == "一楼采集站"
    assert 93 <= device.drift <= 97
    assert (row.device_id, row.station, row.taken_by) == (device.pk, "一楼采集站", cast.people["周启明"])
    assert 93 <= (row.device_begin - row.begin).total_seconds() <= 97


def test_a_device_named_by_its_files_is_docked_once_however_often_they_are_met(clips, cast, drop, ingest):
    device = put(cast)
    shutil.copy(clips["mp4"], drop / "DSJ-07_20261113203412_0001.mp4")
    for _ in range(2):
        ingest("--json")
    kinds = [entry.kind for entry in register.history(cast.agency, SubjectRef("device", device.pk)).entries]
    assert kinds.count("device_docked") == 1


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--device", "DSJ-99"), "没有找到设备“DSJ-99”"),
        (("--officer", "无名氏"), "没有找到“无名氏”"),
        (("--keeper", "周启明"), "没有装备管理员的职责"),
        (("--device-clock", "2026-11-28T16:40"), "--device-clock 要和 --device 一起用"),
        (("--device", "DSJ-07", "--device-clock", "刚才"), "读不懂"),
        (("--pattern", "nobody"), "没有叫“nobody”的文件名规则"),
    ],
)
def test_what_the_keeper_says_wrongly_is_said_before_anything_is_taken(clips, cast, drop, ingest, words, says):
    put(cast)
    shutil.copy(clips["mp4"], drop / "a.mp4")
    code, told = ingest(*words)
    assert code == 2
    assert says in told
    assert RecordingRow.objects.count() == 0


def test_a_folder_that_is_not_there_and_bad_patterns_are_told(tmp_path, ingest):
    assert ingest(folder=tmp_path / "nowhere") == (2, f"没有文件夹 {tmp_path / 'nowhere'}\n")
    assert ingest(folder=None)[0] == 2
    (tmp_path / dock_names.OWN).write_text("[mine]\nregex = '('\n", "utf-8")
    code, told = ingest()
    assert code == 2
    assert "docking.toml 的 [mine]：regex 写错了" in told


def test_the_patterns_can_be_listed(ingest):
    code, told = ingest("--list-patterns")
    assert code == 0
    assert len(told.splitlines()) == len(dock_names.shipped())


def test_the_keeper_who_brings_it_in_may_be_named(clips, cast, drop, ingest):
    shutil.copy(clips["mp4"], drop / "a.mp4")
    assert ingest("--json", "--keeper", "马骏")[0] == 0
    assert RecordingRow.objects.get().stored_by == cast.people["马骏"]


def test_a_source_is_deleted_only_when_that_is_said(clips, drop, ingest):
    fill(clips, drop)
    ingest("--json")
    assert len([path for path in drop.rglob("*") if not path.is_dir()]) == 8
    ingest("--json", "--delete-source")
    assert sorted(path.name for path in drop.rglob("*") if not path.is_dir()) == ["pipe.mp4", "坏.mp4", "说明.pdf"]


def test_a_sidecar_goes_before_its_film_so_that_a_kill_between_them_leaves_no_orphan(clips, drop, ingest, monkeypatch):
    shutil.copy(clips["mp4"], drop / "a.mp4")
    (drop / "a.txt").write_text("x", "utf-8")
    given_up, real = [], dock_files.give_up
    monkeypatch.setattr(dock_files, "give_up", lambda source, digest: given_up.append(source.seen.name) or real(source, digest))
    ingest("--json", "--delete-source")
    assert given_up == ["a.txt", "a.mp4"]


# -- what passes


def run_once(cast, drop, *, delete=False, **how):
    report = Report()
    plan = Plan(actor=command.keeper(cast.agency, None), patterns=dock_names.shipped(), delete_source=delete)
    made = Ingest(
        roots=[str(drop)],
        docking=Docking(plan),
        report=report,
        how=How(**{"quiet": 0, "pause": 0.05, **how}),
        stop=threading.Event(),
    )
    return made, report


@contextmanager
def watching(cast, drop, **how):
    made, report = run_once(cast, drop, watch=True, **how)
    thread = threading.Thread(target=made.run)
    thread.start()
    try:
        yield report
    finally:
        made.stop.set()
        thread.join(20)
        assert not thread.is_alive()


def eventually(what, patience=20.0):
    limit = time.monotonic() + patience
    while not what():
        assert time.monotonic() < limit
        time.sleep(0.02)


def test_a_film_that_is_still_being_written_is_waited_for(clips, cast, drop):
    content, path = clips["mp4"].read_bytes(), drop / "a.mp4"
    path.write_bytes(content[:1000])
    made, report = run_once(cast, drop, quiet=0.4, pause=0.5)
    thread = threading.Thread(target=made.run)
    thread.start()
    with path.open("ab", buffering=0) as file:
        for at in range(1000, len(content), len(content) // 8):
            file.write(content[at : at + len(content) // 8])
            time.sleep(0.1)
    thread.join(20)
    (one,) = report.outcomes.values()
    assert one.fate is docking.Fate.STORED
    assert RecordingRow.objects.get().size == len(content)


def test_what_some_program_never_closes_is_given_up_in_the_end_and_said(clips, cast, drop, monkeypatch):
    path = drop / "a.mp4"
    shutil.copy(clips["mp4"], path)
    monkeypatch.setitem(sys.modules["liuhen.operating.ingesting"].TRIES, docking.Wait.FILE, 3)
    made, report = run_once(cast, drop)
    with path.open("ab"):
        made.run()
    assert [one.reason for one in report.outcomes.values()] == [HELD_OPEN]


def test_a_watch_takes_what_comes_and_what_comes_later_for_it(clips, cast, drop):
    with watching(cast, drop) as report:
        shutil.copy(clips["mp4"], drop / "part")
        (drop / "part").rename(drop / "a.mp4")
        eventually(lambda: report.counts[docking.Fate.STORED] == 1)
        (drop / "a.srt").write_text("x", "utf-8")
        eventually(lambda: report.counts[docking.Fate.STORED] == 2)
    assert [one["name"] for one in RecordingRow.objects.get().sidecars] == ["a.srt"]


def test_a_sidecar_that_came_before_its_film_is_looked_at_again(clips, cast, drop):
    (drop / "a.json").write_text('{"place": "学府路18号"}', "utf-8")
    with watching(cast, drop) as report:
        eventually(lambda: report.counts[docking.Fate.REFUSED] == 1)
        shutil.copy(clips["mp4"], drop / "part")
        (drop / "part").rename(drop / "a.mp4")
        eventually(lambda: report.counts[docking.Fate.STORED] == 2)
    row = RecordingRow.objects.get()
    assert (row.place, len(row.sidecars)) == ("学府路18号", 1)


def test_what_comes_for_a_film_whose_source_was_deleted_is_still_its_own(clips, cast, drop):
    with watching(cast, drop, delete=True) as report:
        shutil.copy(clips["mp4"], drop / "part")
        (drop / "part").rename(drop / "a.mp4")
        eventually(lambda: not (drop / "a.mp4").exists() and report.counts[docking.Fate.STORED] == 1)
        (drop / "a.srt").write_text("x", "utf-8")
        eventually(lambda: report.counts[docking.Fate.STORED] == 2)
        eventually(lambda: not (drop / "a.srt").exists())
    assert [one["name"] for one in RecordingRow.objects.get().sidecars] == ["a.srt"]


def test_a_station_that_is_unplugged_and_comes_back_is_gone_on_with(clips, cast, drop, capsys):
    shutil.copy(clips["mp4"], drop / "a.mp4")
    with watching(cast, drop) as report:
        eventually(lambda: report.counts[docking.Fate.STORED] == 1)
        drop.rename(drop.with_name("away"))
        eventually(lambda: "打不开" in capsys.readouterr().err)
        shutil.copy(clips["jpeg"], drop.with_name("away") / "b.jpg")
        drop.with_name("away").rename(drop)
        eventually(lambda: report.counts[docking.Fate.STORED] == 2)
    assert "回来了" in capsys.readouterr().err
    assert RecordingRow.objects.count() == 2


@pytest.mark.parametrize("watch", [True, False])
def test_a_card_that_is_pulled_out_and_leaves_an_empty_folder_is_waited_for(
    clips, cast, drop, tmp_path, capsys, monkeypatch, watch
):
    """Mounted by the system: the folder it was mounted on stays when it is gone, and tells nothing of its files."""
    taken = docking.Docking.take

    def pulled_out(self, bundle):
        subprocess.run(["umount", "--lazy", drop], check=False, capture_output=True)
        return taken(self, bundle)

    with small(tmp_path / "card") as card:
        shutil.copy(clips["mp4"], card / "a.mp4")
        shutil.copy(clips["jpeg"], card / "b.jpg")
        subprocess.run(["mount", "--bind", card, drop], check=True)
        monkeypatch.setattr(docking.Docking, "take", pulled_out)
        made, report = run_once(cast, drop, watch=watch, jobs=1)
        thread = threading.Thread(target=made.run)
        thread.start()
        try:
            said = []
            eventually(lambda: said.append(capsys.readouterr().err) or "打不开（设备已拔出）" in "".join(said))
            time.sleep(0.3)
            assert ("".join(said) + capsys.readouterr().err).count("等待：") == 1
            monkeypatch.setattr(docking.Docking, "take", taken)
            subprocess.run(["mount", "--bind", card, drop], check=True)
            eventually(lambda: report.counts[docking.Fate.STORED] == 2)
        finally:
            made.stop.set()
            thread.join(20)
            subprocess.run(["umount", "--lazy", drop], check=False)
    assert report.counts[docking.Fate.REFUSED] == 0
    assert RecordingRow.objects.count() == 2


@pytest.mark.parametrize("trouble", ["full disk", "read-only store", "database"])
def test_trouble_of_a_place_is_waited_for_and_said_once(clips, cast, drop, capsys, monkeypatch, trouble):
    shutil.copy(clips["mp4"], drop / "a.mp4")
    shutil.copy(clips["jpeg"], drop / "b.jpg")
    with monkeypatch.context() as patch:
        if trouble == "full disk":
            patch.setattr(files, "room_for", lambda *_args, **_more: False)
        elif trouble == "read-only store":
            patch.setattr(stores.Disk, "take", _read_only)
        else:
            patch.setattr(docking, "store_recording", _dead)
        with watching(cast, drop) as report:
            said = []
            eventually(lambda: said.append(capsys.readouterr().err) or "等待：" in "".join(said))
            assert not report.outcomes
            patch.undo()
            eventually(lambda: report.counts[docking.Fate.STORED] == 2)
            eventually(lambda: said.append(capsys.readouterr().err) or "恢复了" in "".join(said))
    assert "".join(said).count("等待：") == 1
    assert list(files.incoming().iterdir()) == []


def test_a_full_disk_is_tried_by_one_film_at_a_time_and_not_by_the_whole_card(clips, cast, drop, capsys, monkeypatch):
    for number in range(9):
        (drop / f"{number}.mp4").write_bytes(clips["mp4"].read_bytes() + bytes([number]) * 8)
    asked = []
    with monkeypatch.context() as patch:
        patch.setattr(files, "room_for", lambda *_args, **_more: asked.append(time.monotonic()))
        with watching(cast, drop, jobs=2) as report:
            eventually(lambda: "等待：" in capsys.readouterr().err)
            first = len(asked)
            eventually(lambda: len(asked) > first + 2)
            times = asked[first:]
            patch.undo()
            eventually(lambda: report.counts[docking.Fate.STORED] == 9)
    assert first <= 4
    assert all(later - earlier > 0.05 for earlier, later in pairwise(times))


def _read_only(*_args):
    raise OSError(30, "Read-only file system")


def _dead(*_args):
    from django.db import OperationalError

    raise OperationalError("the connection is closed")


def test_once_is_not_for_ever(clips, drop, ingest, monkeypatch):
    """Without a watch a place that stays full is told, and the files stay for the next run."""
    shutil.copy(clips["mp4"], drop / "a.mp4")
    with monkeypatch.context() as patch:
        patch.setattr(files, "room_for", lambda *_args, **_more: False)
        code, lists = ingest("--json", "--patience", "0")
    assert code == 3
    assert "存储空间不够" in lists["refused"][0]["reason"]
    assert ingest("--json")[0] == 0


def test_a_folder_that_goes_away_for_good_is_no_success(clips, cast, drop, ingest, monkeypatch):
    monkeypatch.setattr(dock_files, "walk", _unplugged)
    code, told = ingest("--patience", "0")
    assert code == 3
    assert "设备已拔出" in told


def _unplugged(_folder):
    raise OSError(19, "No such device")


def test_a_name_that_would_tell_the_terminal_something_is_printed_harmless(drop, ingest):
    (drop / "a\x1b]0;x\x07\n已入库.txt").write_text("x", "utf-8")
    _, told = ingest()
    assert "\x1b]0" not in told
    assert "a�]0;x��已入库.txt" in told


def test_two_folders_one_in_the_other_show_a_file_once(clips, drop):
    (drop / "in").mkdir()
    shutil.copy(clips["jpeg"], drop / "in" / "a.jpg")
    looks = ingest_looks.Looks(roots=[str(drop), str(drop / "in")], say=print, quiet=0)
    assert len(looks.look().ready) == 1


def test_a_film_with_the_suffix_of_a_sidecar_is_a_film(clips, drop):
    shutil.copy(clips["jpeg"], drop / "a.jpg")
    shutil.copy(clips["mp4"], drop / "a.txt")
    looks = ingest_looks.Looks(roots=[str(drop)], say=print, quiet=0)
    assert sorted(one.film.name for one in looks.look().ready) == ["a.jpg", "a.txt"]


# -- the real thing


def test_its_head_is_read_without_the_database():
    assert read(COMMANDS / "ingest.py").needs == "django"


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_watch_of_its_own_home_ends_in_order_at_sigterm_and_after_a_kill_nothing_is_lost(clips, drop, tmp_path):
    """Without ``serve``: it starts PostgreSQL itself; killed with -9 and run again it goes on; SIGTERM ends it with 0."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("LIUHEN", "DJANGO", "DATABASE"))}
    environment |= {"LIUHEN_HOME": str(tmp_path / "home"), "PYTHONPATH": str(PROJECT / "src")}
    found = (
        "from liuhen.operating import instance\ninstance.start_django()\nwith instance.database():\n"
        "    from liuhen.access import first_run\n"
        "    first_run.found(name='演练', mark='演', administrator='演练员', username='yl', password='drill-四海-7719')\n"
    )
    subprocess.run([sys.executable, "-c", found], check=True, env=environment, cwd=PROJECT)
    fill(clips, drop)
    words = [sys.executable, "-m", "liuhen.cli", "ingest", str(drop), "--json", "--settle", "0"]
    first = subprocess.Popen([*words, "--watch"], env=environment, stdout=subprocess.PIPE)
    first.stdout.readline()
    first.kill()
    first.wait()
    second = subprocess.Popen([*words, "--watch"], env=environment, stdout=subprocess.PIPE)
    lists = json.loads(second.stdout.readline())
    second.send_signal(signal.SIGTERM)
    assert second.wait(60) == 0
    assert sum(len(lists[name]) for name in LISTS) == 8
    done = subprocess.run(words, check=False, env=environment, capture_output=True)
    assert done.returncode == 1
    assert len(json.loads(done.stdout)["already"]) == 6


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_memory_stays_flat_for_a_gibibyte(cast, tmp_path):
    row = bench_ingest.memory_of_ingest(command.keeper(cast.agency, None), tmp_path, 1024**3)
    assert float(row.ratio.split("（")[0]) < 1
