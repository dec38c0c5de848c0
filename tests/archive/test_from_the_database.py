"""From the database into a bag or an export, and checked there without it."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from liuhen.archive import bagit
from liuhen.archive.contents import Labels
from liuhen.archive.package import BagFile, CaseBag, LogExport, write_bag, write_log
from liuhen.archive.pins import Pins
from liuhen.archive.verify import verify
from liuhen.ledger import bundle, outside, proofs, read
from liuhen.ledger.founding import destroy
from liuhen.ledger.note import opened
from liuhen.ledger.sequencer import sequence
from tests.ledger.conftest import NINE, Bureau

SWAP = """
    UPDATE ledger.acts_position SET leaf = 95 - leaf WHERE leaf IN (2, 3);
    UPDATE ledger.acts_position SET leaf = leaf - 90 WHERE leaf > 90;
"""
LABELS = Labels(title="案件", number="1号", kinds={}, fields={})


@pytest.fixture
def bureau(database: Any) -> Bureau:
    return Bureau(clock="system")


def test_a_case_from_the_database_verifies_against_the_bureaus_own_checkpoints(bureau: Bureau, tmp_path: Path):
    case, clue = uuid4(), uuid4()
    bureau.tell(uuid4(), 300)
    bureau.tell(clue, 1)
    store = tmp_path / "store"
    store.write_text("视频")
    digest = bagit.digest(store)
    (shot,) = bureau.write(bureau.new(case, kind="recording_linked", sha256=digest, name="现场.mp4"))
    bureau.tell(case, 3)
    sequence()
    file = BagFile(path="音像/现场.mp4", source=store, sha256=digest, entry=shot.id)

    made = CaseBag(labels=LABELS, bundle=bundle.gather(bureau.agency, [case, clue]), made_at=NINE, files=[file])
    bag = write_bag(tmp_path / "bag", made)

    report = verify(bag, Pins.of(checkpoint=outside.files(bureau.agency, "acts")[0]))
    assert report.lines()[0].startswith("完好")
    assert (report.code, report.identity, report.entries, report.size) == (0, True, 5, 306)
    assert report.notes == []
    assert verify(bag, Pins.of(proofs.verifier(bureau.agency).fingerprint)).identity


def test_what_is_written_while_a_bag_is_gathered_is_left_out_whole(bureau: Bureau, tmp_path: Path):
    case = uuid4()
    bureau.tell(case, 2)
    sequence()
    bureau.tell(case, 1)  # has no leaf number yet

    made = bundle.gather(bureau.agency, [case])

    assert len(made.subjects[0].entries) == 2
    assert verify(write_bag(tmp_path / "bag", CaseBag(labels=LABELS, bundle=made, made_at=NINE))).code == 0


def test_a_subject_without_entries_or_numbers_is_refused(bureau: Bureau):
    case = uuid4()
    with pytest.raises(proofs.NotSequenced):
        bundle.gather(bureau.agency, [case])
    sequence()
    with pytest.raises(read.NoSuchEntry):
        bundle.gather(bureau.agency, [case])
    bureau.tell(case, 1)
    with pytest.raises(proofs.NotSequenced):
        bundle.gather(bureau.agency, [case])


def export(bureau: Bureau, folder: Path) -> Path:
    notes = bundle.checkpoints(bureau.agency)
    key = proofs.verifier(bureau.agency)
    size = opened(notes[-1], [key]).size
    entries = bundle.whole_log(bureau.agency, size)
    return write_log(
        folder, LogExport(origin=key.name, key=key.text, size=size, entries=entries, checkpoints=notes, made_at=NINE)
    )


def test_the_whole_log_verifies_also_where_content_was_destroyed(bureau: Bureau, tmp_path: Path):
    (entry,) = bureau.write(bureau.new(uuid4(), name="王小明"))
    for _ in range(3):
        bureau.tell(uuid4(), 3)
        sequence()
    (approved,) = bureau.write(bureau.new(bureau.agency, kind="destruction_approved", entry=str(entry.id)))
    destroy(entry.id, approved.id)
    sequence()

    report = verify(export(bureau, tmp_path / "log"), Pins.of(checkpoint=outside.files(bureau.agency, "acts")[0]))

    assert [problem.line for problem in report.problems] == []
    assert (report.identity, report.entries, [note.code for note in report.notes]) == (True, 12, ["destroyed"])


def by_force(database: Any, statement: str) -> None:
    """As somebody with all rights, triggers off."""
    with psycopg.connect(database.url("postgres"), autocommit=True) as superuser:
        superuser.execute("SET session_replication_role = replica")
        superuser.execute(statement)


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        (
            "UPDATE ledger.acts_envelope SET envelope = replace(envelope, 'inspection_record', 'inspection_recorD') WHERE seq = 2",
            "root_differs",
        ),
        ("UPDATE ledger.acts_content SET leaves = replace(leaves, '第1次', '第9次')", "content_changed"),
        ("DELETE FROM ledger.acts_content WHERE seq = 2", "content_changed"),
        (SWAP, "reordered"),
    ],
)
def test_what_somebody_with_all_rights_did_to_the_database_is_found(
    bureau: Bureau, database: Any, tmp_path: Path, statement: str, code: str
):
    bureau.tell(uuid4(), 4)
    sequence()
    assert verify(export(bureau, tmp_path / "before")).code == 0

    by_force(database, statement)

    report = verify(export(bureau, tmp_path / "log"))
    assert report.code == 1
    assert code in {problem.code for problem in report.problems}


def test_a_log_that_lost_entries_in_the_database_is_not_even_written(bureau: Bureau, database: Any, tmp_path: Path):
    bureau.tell(uuid4(), 4)
    sequence()

    by_force(database, "DELETE FROM ledger.acts_position WHERE leaf = 2")

    with pytest.raises(ValueError, match="4 entries for a log of 5"):
        export(bureau, tmp_path / "log")
