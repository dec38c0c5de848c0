"""Every stored file is read again within its period; what is wrong is entered once, shown to whoever owns it, and entered when whole."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError

from liuhen.bureau import commands as bureau
from liuhen.operating import health
from liuhen.recordings import clips as cutting
from liuhen.recordings import commands, jobs, keeping, sidecars
from liuhen.recordings.commands import Stated
from liuhen.recordings.dock_files import Seen
from liuhen.recordings.models import RecordingRow
from liuhen.register import clock, files, register, stores
from liuhen.register.models import FileCheck
from liuhen.register.stores_s3 import Place
from liuhen.register.types import SubjectRef
from tests.recordings.test_jobs import work

pytestmark = pytest.mark.ledger


@pytest.fixture
def film(cast, clips):
    stored = commands.store_recording(cast["周启明"], files.put(clips["mp4"]), Stated(name="现场.mp4"))
    return RecordingRow.objects.get(pk=stored.recording)


def entries(row):
    found = register.history(row.agency, SubjectRef("recording", row.pk)).entries
    return [(entry.kind, entry["wrong"] or "") for entry in found if entry.kind.startswith("file_")]


def spoil(digest):
    path = files.path_of(digest)
    path.chmod(0o600)
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    return whole


def test_a_damaged_original_is_entered_once_and_its_repair_too(film, clips):
    assert keeping.share(60, everything=True)
    assert entries(film) == []
    whole = spoil(film.sha256)
    keeping.share(60, everything=True)
    keeping.share(60, everything=True)
    assert entries(film) == [("file_damaged", "changed")]
    assert files.put(whole).sha256 == film.sha256
    keeping.share(60, everything=True)
    assert entries(film) == [("file_damaged", "changed"), ("file_repaired", "")]


def test_a_missing_original_is_found_even_if_it_was_never_seen(film):
    files.path_of(film.sha256).unlink()
    keeping.share(60)
    assert entries(film) == [("file_damaged", "missing")]


def test_killed_between_entry_and_row_it_is_entered_once(film, monkeypatch):
    spoil(film.sha256)

    def killed(*_args, **_more):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(FileCheck, "save", killed)
        with pytest.raises(KeyboardInterrupt):
            keeping.share(60)
    keeping.share(60)
    assert entries(film) == [("file_damaged", "changed")]


def test_what_the_last_reading_found_is_told_of_the_damaged_and_of_no_other(film):
    keeping.share(60)
    assert keeping.wrong_with([film.sha256]) == {}
    spoil(film.sha256)
    keeping.share(60, everything=True)
    assert keeping.wrong_with([film.sha256, "0" * 64]) == {film.sha256: "内容与入库时的校验值不符"}


def test_who_brought_it_is_told_and_others_are_not(cast, film):
    spoil(film.sha256)
    keeping.share(60)
    assert [(one.name, one.wrong) for one in keeping.alerts(cast["周启明"])] == [("现场.mp4", "内容与入库时的校验值不符")]
    assert keeping.alerts(cast["吴彦"]) == []
    assert [one.name for one in keeping.alerts(cast["马骏"])] == [
        f"文件 {film.sha256[:16]}…"
    ]  # the disks are his, the film is not


def test_the_desk_says_so(person, film):
    spoil(film.sha256)
    keeping.share(60)
    desk = person("周启明")
    page = desk.get(f"{desk.url}/").text
    assert "有 1 个文件校验不符，请从备份或设备找回" in page
    assert "现场.mp4" in page


def test_a_file_of_no_recording_is_the_bureau_s(cast, store):
    paper = files.put(b"a paper")
    keeping.share(60)
    spoil(paper.sha256)
    keeping.share(60, everything=True)
    found = register.history(cast.agency, SubjectRef("agency", cast.agency)).entries
    assert [entry["sha256"] for entry in found if entry.kind == "file_damaged"] == [paper.sha256]


def test_a_copy_that_is_damaged_leaves_the_original_alone(film):
    work()
    film.refresh_from_db()
    spoil(film.poster)
    keeping.share(60, everything=True)
    found = register.history(film.agency, SubjectRef("recording", film.pk)).entries
    assert [entry["sort"] for entry in found if entry.kind == "file_damaged"] == ["poster"]
    assert files.verify(film.sha256)


@pytest.mark.parametrize("gone", [False, True])
def test_what_lies_beside_a_film_and_is_cut_from_it_is_looked_after_too_and_its_owner_is_told(cast, film, gone):
    beside = files.put(b"1\n00:00:00,000 --> 00:00:02,000\nwords\n")
    sidecars.keep(cast["周启明"], film.pk, beside, Seen(path="现场.srt"))
    cut = cutting.ask(cast["周启明"], film.pk, cutting.Wanted(begin=0.0, end=1.0, what="门口", reason="附卷"))
    work()
    cut.refresh_from_db()
    assert cut.sha256, cut.error
    for digest in (beside.sha256, cut.sha256):
        files.path_of(digest).unlink() if gone else spoil(digest)
    keeping.share(60, everything=True)
    found = register.history(film.agency, SubjectRef("recording", film.pk)).entries
    assert sorted(entry["sort"] for entry in found if entry.kind == "file_damaged") == ["clip", "sidecar"]
    told = [(one.name, one.wrong) for one in keeping.alerts(cast["周启明"])]
    assert told == [("现场.mp4", "随附文件，录音录像本身完好：" + keeping.WORDS["missing" if gone else "changed"])]
    assert keeping.alerts(cast["吴彦"]) == []
    spoil(film.sha256)
    keeping.share(60, everything=True)
    assert [one.wrong for one in keeping.alerts(cast["周启明"])] == [keeping.WORDS["changed"]]  # what weighs most


def test_a_share_each_night_reads_the_whole_store_within_its_period(cast, store, monkeypatch):
    bureau.set_setting(bureau.set_up_actor(cast.agency), "fixity_days", 10, source="试")
    digests = {files.put(bytes([number]) * 1000).sha256 for number in range(40)}
    begin = clock.now()
    for night in range(10):
        monkeypatch.setattr(clock, "now", lambda night=night: begin + timedelta(days=night))
        assert keeping.share(60) == 4
        assert keeping.share(60) == 0  # the next slice of the same night has nothing left to do
    assert set(FileCheck.objects.filter(checked_at__gte=begin).values_list("sha256", flat=True)) == digests
    assert {row.wrong for row in FileCheck.objects.all()} == {""}


def test_a_store_that_is_away_is_no_damage(film, settings):
    keeping.share(60, everything=True)
    settings.LIUHEN_S3 = Place(url="http://127.0.0.1:9", bucket="none", key="k", secret="s")
    files.path_of(film.sha256).unlink()  # it may be in the store that cannot be asked
    row = FileCheck.objects.get(pk=film.sha256)
    assert not keeping.check(row)
    assert entries(film) == []


def test_it_reads_no_faster_than_it_may(store):
    source = files.open_blob(files.put(b"x" * 4 * 1024 * 1024).sha256)
    begun = keeping.time.monotonic()
    with source:
        files.digest_of(keeping.Throttled(source, 20))
    assert 0.15 < keeping.time.monotonic() - begun < 2


def test_doctor_names_it_until_it_is_whole(film):
    whole = spoil(film.sha256)
    keeping.share(60)
    assert [told.partition("：")[0] for told in health.damage()] == ["文件校验不符，内容与入库时的校验值不符"]
    files.put(whole)
    assert keeping.share(60) == 0  # once a night
    assert keeping.share(60, again=True) == 1
    assert list(health.damage()) == []


def test_copies_point_to_their_original(film):
    work()
    found = register.history(film.agency, SubjectRef("recording", film.pk)).entries
    assert {entry["of"] for entry in found if entry.kind == "recording_derived" and entry["sort"] != "sm3"} == {film.sha256}


def test_by_day_nothing_is_read(film, monkeypatch):
    monkeypatch.setattr(keeping, "share", lambda *_: pytest.fail("read by day"))
    jobs.fixity_of_the_night(timestamp=1_795_662_000)  # 2026-11-25 11:00 in China
    monkeypatch.setattr(keeping, "share", lambda *_: None)
    jobs.fixity_of_the_night(timestamp=1_795_626_000)  # 2026-11-25 01:00


def test_nothing_in_the_system_takes_an_original_away(film):
    path = files.path_of(film.sha256)
    assert path.stat().st_mode & 0o222 == 0
    assert [name for name in dir(files) if "delete" in name or "remove" in name] == []
    from django.db import connection

    with pytest.raises(ProgrammingError), connection.cursor() as cursor:
        cursor.execute("UPDATE ledger.acts_content SET leaves = '[]'")
    assert stores.disk().size(film.sha256) == film.size
