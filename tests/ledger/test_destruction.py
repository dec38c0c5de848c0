"""Content destroyed by law takes its salts with it; the log goes on verifying."""

from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from liuhen.ledger import proofs, read, tree
from liuhen.ledger.founding import NotApproved, destroy
from liuhen.ledger.note import opened
from liuhen.ledger.sequencer import sequence
from tests.ledger.conftest import Bureau


def approval(bureau: Bureau, *entries: UUID, kind: str = "destruction_approved") -> UUID:
    return bureau.write(bureau.new(bureau.agency, kind=kind, reason="保管期限届满", entries=[str(entry) for entry in entries]))[
        0
    ].id


def test_what_was_destroyed_still_verifies(bureau: Bureau):
    case = uuid4()
    (entry,) = bureau.write(bureau.new(case, name="王小明", said="没有看见"))
    bureau.tell(case, 1)
    sequence()

    destroy(entry.id, approval(bureau, entry.id))

    gone, after = read.history(bureau.agency, case)
    assert gone.destroyed
    assert gone.content == {}
    assert gone.leaves == ()
    assert (gone.hash, gone.content_root, after.prev) == (entry.hash, entry.content_root, entry.hash)
    receipt = proofs.wait_sequenced(entry.id)
    root = opened(receipt.checkpoint, [proofs.verifier(bureau.agency)]).root
    tree.verify_inclusion(gone.hash, receipt.index, receipt.size, receipt.proof, root)


def test_nothing_of_it_is_left_in_the_database(bureau: Bureau, owner: psycopg.Connection[Any]):
    (entry,) = bureau.write(bureau.new(uuid4(), name="王小明"))

    destroy(entry.id, approval(bureau, entry.id))

    assert owner.execute("SELECT count(*) FROM ledger.acts_content WHERE leaves LIKE '%王小明%'").fetchone() == (0,)
    assert owner.execute("SELECT count(*) FROM ledger.acts_envelope WHERE envelope LIKE '%王小明%'").fetchone() == (0,)
    assert owner.execute("SELECT approved_by IS NOT NULL FROM ledger.acts_destroyed").fetchall() == [(True,)]


def test_destroying_twice_changes_nothing(bureau: Bureau):
    (entry,) = bureau.tell(uuid4(), 1)
    approved = approval(bureau, entry.id)

    destroy(entry.id, approved)
    destroy(entry.id, approved)

    assert read.entry(entry.id).destroyed


@pytest.mark.parametrize("sort", ["another entry", "another kind", "no entry", "itself"])
def test_nothing_is_destroyed_without_an_approval_that_names_it(bureau: Bureau, sort: str):
    (entry,) = bureau.write(bureau.new(uuid4(), kind="destruction_approved", text="x"))
    given = {
        "another entry": lambda: approval(bureau, uuid4()),
        "another kind": lambda: approval(bureau, entry.id, kind="inspection_record"),
        "no entry": uuid4,
        "itself": lambda: entry.id,
    }

    with pytest.raises(NotApproved) as refusal:
        destroy(entry.id, given[sort]())

    assert "销毁审批" in refusal.value.message
    assert read.entry(entry.id).content == {"text": "x"}


def test_another_agencys_approval_does_not_count(bureau: Bureau):
    (entry,) = bureau.tell(uuid4(), 1)

    with pytest.raises(NotApproved):
        destroy(entry.id, approval(Bureau(clock="system"), entry.id))


def test_content_taken_out_by_force_is_seen_when_it_is_read(bureau: Bureau, database: Any):
    (entry,) = bureau.tell(uuid4(), 1)
    with psycopg.connect(database.url("postgres"), autocommit=True) as superuser:
        superuser.execute("SET session_replication_role = replica")
        superuser.execute("DELETE FROM ledger.acts_content WHERE subject = %s", (entry.subject,))

    with pytest.raises(read.Damaged):
        read.history(bureau.agency, entry.subject)


def test_readings_are_destroyed_by_the_same_rule(bureau: Bureau):
    (opening,) = bureau.write(bureau.new(uuid4(), kind="opened", why="查阅"), log="readings")

    destroy(opening.id, approval(bureau, opening.id), log="readings")

    assert read.entry(opening.id, log="readings").destroyed
