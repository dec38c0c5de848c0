"""PostgreSQL is killed with -9 while people write: what was acknowledged is there, and the log goes on."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, InterfaceError, connections

from liuhen.ledger import read, tree
from liuhen.ledger.note import opened
from liuhen.ledger.proofs import checkpoint, verifier
from liuhen.ledger.sequencer import sequence
from liuhen.lib.home import Home
from liuhen.lib.postgres import Postgres
from tests.ledger.conftest import Bureau, at_once
from tests.support.servers import Embedded, forget_connections, point_django_at

NAMES = ("NAME", "USER", "PASSWORD", "HOST", "PORT")


@pytest.fixture
def real_server(tmp_path: Path, django_db_blocker: Any) -> Iterator[Postgres]:
    """A server of this test's own that waits for the disk, with the ledger in it; Django is pointed at it meanwhile."""
    before = {alias: {name: connections.settings[alias][name] for name in NAMES} for alias in ("default", "owner")}
    with Postgres(home=Home(root=tmp_path / "home")) as server, django_db_blocker.unblock():
        embedded = Embedded(server)
        embedded.create("ledger_crash")
        point_django_at(embedded, "ledger_crash")
        call_command("migrate", "ledger", database="owner", verbosity=0, interactive=False)
        yield server
        forget_connections()
    for alias, facts in before.items():
        connections.settings[alias].update(facts)
        connections[alias].settings_dict.update(facts)


@pytest.mark.slow
def test_killing_postgresql_under_load_loses_no_acknowledged_entry(real_server: Postgres):
    bureau = Bureau(clock="system")
    acknowledged: list[UUID] = []
    subjects = [uuid4() for _ in range(6)]

    def write(subject: UUID) -> None:
        while True:
            (entry,) = bureau.write(bureau.new(subject, text="现场检查" * 50))
            acknowledged.append(entry.id)

    def number() -> None:
        while True:
            sequence(limit=50)

    def kill() -> None:
        while len(acknowledged) < 300:
            time.sleep(0.01)
        os.kill(real_server.pid() or 0, signal.SIGKILL)

    errors = at_once([*(lambda subject=subject: write(subject) for subject in subjects[:4]), number, kill])
    assert all(isinstance(error, DatabaseError | InterfaceError) for error in errors), errors
    assert len(errors) == 5

    forget_connections()
    real_server.join()

    stored = {entry.id for subject in subjects for entry in read.history(bureau.agency, subject)}
    assert len(acknowledged) >= 300
    assert set(acknowledged) <= stored
    assert len(stored) - len(acknowledged) <= 4  # committed, but the answer did not arrive: at most one a writer
    assert_whole(bureau, subjects)
    bureau.tell(subjects[0], 1)
    assert_whole(bureau, subjects)


def assert_whole(bureau: Bureau, subjects: list[UUID]) -> None:
    """Chains have no gap, everything gets a leaf number, and the signed root is that of what is stored."""
    while sequence():
        pass
    for subject in subjects:
        history = read.history(bureau.agency, subject)
        assert [entry.seq for entry in history] == list(range(1, len(history) + 1))
        assert [entry.prev for entry in history] == [b"", *(entry.hash for entry in history)][: len(history)]
    log = [place.entry.hash for place in reversed(read.newest(bureau.agency, limit=100_000))]
    signed = opened(checkpoint(bureau.agency) or "", [verifier(bureau.agency)])
    assert (signed.size, signed.root) == (len(log), tree.root(log))


def test_the_application_waits_for_the_disk(real_server: Postgres):
    (fsync, commit) = [
        connections["default"].cursor().execute(f"SHOW {name}").fetchone()[0] for name in ("fsync", "synchronous_commit")
    ]

    assert (fsync, commit) == ("on", "on")
    assert settings.DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql"
