"""Leaf numbers, tiles and checkpoints; what an outsider can hold against them."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from liuhen.ledger import keys, outside, proofs, read, tree
from liuhen.ledger.note import NoteError, opened, parse
from liuhen.ledger.proved import SubjectHead
from liuhen.ledger.sequencer import JITTER, gone_back, sequence
from tests.ledger.conftest import NINE, Bureau


def hashes(bureau: Bureau, log: str = "acts") -> list[bytes]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT hash FROM ledger.{log}_position WHERE agency = %s ORDER BY leaf", (bureau.agency,))
        return [bytes(digest) for (digest,) in cursor.fetchall()]


def many(bureau: Bureau, count: int) -> None:
    bureau.write(*(bureau.new(uuid4(), n=i) for i in range(count)))


def test_an_entry_has_no_receipt_until_it_is_numbered(bureau: Bureau):
    (entry,) = bureau.tell(uuid4(), 1)

    assert proofs.receipt(entry.id) is None
    assert sequence() == 2
    assert proofs.receipt(entry.id) is not None
    assert sequence() == 0


def test_a_receipt_proves_the_entry_against_the_bureaus_key(bureau: Bureau):
    many(bureau, 600)
    sequence()
    (entry,) = bureau.tell(uuid4(), 1)
    many(bureau, 10)
    sequence()

    receipt = proofs.receipt(entry.id)

    assert receipt is not None
    checkpoint = opened(receipt.checkpoint, [proofs.verifier(bureau.agency)])
    assert (receipt.size, checkpoint.size, checkpoint.origin) == (612, 612, f"liuhen/{bureau.agency}/acts")
    tree.verify_inclusion(entry.hash, receipt.index, receipt.size, receipt.proof, checkpoint.root)
    with pytest.raises(tree.ProofError):
        tree.verify_inclusion(bureau.first.hash, receipt.index, receipt.size, receipt.proof, checkpoint.root)


def test_who_waits_for_a_receipt_gets_it_without_a_running_sequencer(bureau: Bureau):
    (entry,) = bureau.tell(uuid4(), 1)

    assert proofs.wait_sequenced(entry.id).leaf == entry.hash


def test_no_receipt_for_an_entry_that_does_not_exist(bureau: Bureau):
    with pytest.raises(read.NoSuchEntry):
        proofs.receipt(uuid4())


@pytest.mark.parametrize("steps", [[1], [254], [255], [256], [511, 1], [1, 1, 1, 300, 255], [1000, 25]])
def test_the_checkpoint_is_the_root_of_all_that_was_numbered(bureau: Bureau, steps: list[int]):
    for count in steps:
        many(bureau, count)
        sequence()

        signed = opened(proofs.checkpoint(bureau.agency) or "", [proofs.verifier(bureau.agency)])

        assert signed.root == tree.root(hashes(bureau))
        assert signed.size == len(hashes(bureau))


def test_every_later_checkpoint_only_adds(bureau: Bureau):
    sizes = []
    for count in (1, 3, 252, 1, 300, 40):
        many(bureau, count)
        sequence()
        sizes.append(len(hashes(bureau)))
    root = {
        size: opened(proofs.checkpoint(bureau.agency, size=size) or "", [proofs.verifier(bureau.agency)]).root for size in sizes
    }

    for old in sizes:
        for new in (size for size in sizes if size >= old):
            tree.verify_consistency(old, new, proofs.consistency(bureau.agency, old, new), root[old], root[new])


def test_a_backlog_is_taken_in_portions(bureau: Bureau):
    many(bureau, 99)

    assert [sequence(limit=40) for _ in range(4)] == [40, 40, 20, 0]


def test_both_logs_and_every_agency_are_numbered(bureau: Bureau):
    other = Bureau(clock="system")
    other.tell(uuid4(), 2)
    bureau.write(bureau.new(uuid4(), kind="opened"), log="readings")

    assert sequence() == 1 + 3 + 1

    readings = opened(proofs.checkpoint(bureau.agency, log="readings") or "", [proofs.verifier(bureau.agency, "readings")])
    assert (readings.origin, readings.size) == (f"liuhen/{bureau.agency}/readings", 1)
    assert proofs.checkpoint(other.agency, log="readings") is None


def test_a_checkpoint_of_one_log_does_not_pass_for_the_others(bureau: Bureau):
    sequence()

    with pytest.raises(NoteError):
        opened(proofs.checkpoint(bureau.agency) or "", [proofs.verifier(bureau.agency, "readings")])


def test_a_subject_head_says_how_many_entries_there_are(bureau: Bureau):
    case = uuid4()
    written = bureau.tell(case, 3)
    with pytest.raises(proofs.NotSequenced):
        proofs.subject_head(bureau.agency, case)
    sequence()

    note = proofs.subject_head(bureau.agency, case)

    head = SubjectHead.parse(parse(note).text)
    assert (head.subject, head.count, head.hash, head.size) == (case, 3, written[-1].hash, 4)
    assert parse(note).signed_by(proofs.verifier(bureau.agency))
    with pytest.raises(NoteError):
        opened(note, [proofs.verifier(bureau.agency)])  # it is no checkpoint, though the same key signed it
    with pytest.raises(read.NoSuchEntry):
        proofs.subject_head(bureau.agency, uuid4())


def test_a_lost_key_stops_numbering_and_loses_nothing(bureau: Bureau, caplog: pytest.LogCaptureFixture):
    (entry,) = bureau.tell(uuid4(), 1)
    file = keys.path(bureau.agency)
    aside = file.rename(file.with_suffix(".aside"))
    keys._load.cache_clear()
    with pytest.raises(keys.KeyMissing, match="restore it"):
        sequence()
    keys.make(bureau.agency)  # somebody makes a new one
    with pytest.raises(keys.KeyMissing, match="founded with"):
        sequence()
    aside.replace(file)
    keys._load.cache_clear()

    assert proofs.wait_sequenced(entry.id).leaf == entry.hash


def test_one_bureaus_lost_key_does_not_hold_up_the_others(bureau: Bureau):
    others = [Bureau(clock="system") for _ in range(3)]
    keys.path(bureau.agency).unlink()
    keys._load.cache_clear()

    with pytest.raises(keys.KeyMissing):
        sequence()

    assert all(proofs.receipt(other.first.id) for other in others)
    assert proofs.receipt(bureau.first.id) is None


# outside the database


@pytest.fixture
def mirror(settings: Any, tmp_path: Path) -> Path:
    settings.LIUHEN_CHECKPOINT_MIRROR = tmp_path / "other-host"
    return Path(settings.LIUHEN_CHECKPOINT_MIRROR)


def checkpoints(file: Path) -> list[int]:
    return [checkpoint.size for checkpoint in outside._checkpoints(file.read_text("utf-8"))]


def test_every_checkpoint_goes_to_the_file_and_to_the_mirror(bureau: Bureau, mirror: Path):
    for _ in range(3):
        many(bureau, 2)
        sequence()

    assert [checkpoints(file) for file in outside.files(bureau.agency, "acts")] == [[3, 5, 7]] * 2
    assert outside.disagreements(bureau.agency) == []


def test_a_mirror_that_was_away_gets_what_it_missed(bureau: Bureau, mirror: Path, caplog: pytest.LogCaptureFixture):
    mirror.write_text("a file where the folder should be")
    sequence()
    many(bureau, 1)
    sequence()
    mirror.unlink()
    assert "cannot be written" in caplog.text

    many(bureau, 1)
    sequence()

    assert checkpoints(outside.files(bureau.agency, "acts")[1]) == [1, 2, 3]


def test_a_checkpoint_half_written_when_the_machine_died_is_written_anew(bureau: Bureau):
    sequence()
    many(bureau, 1)
    sequence()
    (file,) = outside.files(bureau.agency, "acts")
    whole = file.read_bytes()
    file.write_bytes(whole[:-30])

    outside.publish(bureau.agency, "acts")

    assert checkpoints(file) == [1, 2]


def test_an_old_database_put_back_shows_against_the_mirror(bureau: Bureau, mirror: Path, database: Any, database_server: Any):
    from tests.support.servers import forget_connections, point_django_at

    sequence()
    forget_connections()
    copy = database_server.clone(database.name)  # the backup
    many(bureau, 3)
    sequence()
    assert outside.disagreements(bureau.agency) == []

    point_django_at(database_server, copy)
    try:
        (own, mirrored) = outside.disagreements(bureau.agency)
        assert "数据库里只有 1 条" in mirrored
        assert "旧备份" in own
        many(bureau, 5)  # work goes on, as if nothing had happened
        sequence()
        assert all("不一致" in problem for problem in outside.disagreements(bureau.agency))
        assert len(outside.disagreements(bureau.agency)) == 2
    finally:
        point_django_at(database_server, database.name)
        database_server.drop(copy)


# the clock


def test_a_clock_set_back_is_an_entry_of_the_bureaus_history(bureau: Bureau, owner: psycopg.Connection[Any]):
    sequence()
    ahead = datetime.now(UTC) + timedelta(hours=3)
    # as if the last entries had been recorded while the machine's clock stood three hours ahead
    owner.execute(
        "INSERT INTO ledger.acts_checkpoint (agency, size, root, note, latest) VALUES (%s, 2, %s, '', %s)",
        (bureau.agency, bytes(32), ahead),
    )
    bureau.tell(uuid4(), 1)
    (file,) = outside.files(bureau.agency, "acts")
    file.unlink()
    bureau.tell(uuid4(), 1)

    sequence()

    last = read.history(bureau.agency, bureau.agency)[-1]
    assert last.kind == "clock_back"
    assert last.content["before"] == ahead.isoformat()
    sequence()
    assert [entry.kind for entry in read.history(bureau.agency, bureau.agency)].count("clock_back") == 1


def test_a_script_that_goes_back_is_no_clock_that_goes_back(demo_bureau: Bureau):
    demo_bureau.tell(uuid4(), 1, at=NINE + timedelta(days=9))
    demo_bureau.tell(uuid4(), 1, at=NINE + timedelta(days=1))

    sequence()

    assert [entry.kind for entry in read.history(demo_bureau.agency, demo_bureau.agency)] == ["agency_founded"]


def test_only_more_than_jitter_counts_as_going_back():
    late, jitter, back = NINE + timedelta(hours=1), NINE + timedelta(hours=1) - JITTER, NINE

    assert gone_back(NINE, [late, jitter]) == (late, [])
    latest, backs = gone_back(None, [late, back, back + timedelta(seconds=5)])
    assert [(found.before, found.after) for found in backs] == [(late, back)]
    assert latest == back + timedelta(seconds=5)


@given(st.lists(st.integers(0, 10_000), min_size=1).map(sorted))
def test_a_clock_that_only_goes_forward_never_goes_back(seconds: list[int]):
    assert gone_back(None, [NINE + timedelta(seconds=s) for s in seconds]) == (NINE + timedelta(seconds=seconds[-1]), [])


def agency_file(agency: UUID) -> Path:
    return keys.path(agency)


def test_the_key_is_readable_by_its_owner_alone(bureau: Bureau):
    assert agency_file(bureau.agency).stat().st_mode & 0o777 == 0o600
    assert shutil.which("openssl") is None or agency_file(bureau.agency).read_text().startswith("-----BEGIN PRIVATE KEY-----")
