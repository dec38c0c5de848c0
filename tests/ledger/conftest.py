"""A bureau with a founded log, in a database of the test's own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Thread
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction

from liuhen.ledger.append import append
from liuhen.ledger.envelope import NewEntry, StoredEntry
from liuhen.ledger.founding import found

NINE = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # nine in the morning in China


@dataclass(kw_only=True)
class Bureau:
    """An agency that appends."""

    clock: str
    agency: UUID = field(default_factory=uuid4)
    first: StoredEntry = field(init=False)

    def __post_init__(self) -> None:
        with transaction.atomic():
            self.first = found(
                self.agency, "澄江区文化和旅游局", self.clock, recorded_at=NINE if self.clock == "scripted" else None
            )

    def new(self, subject: UUID, *, kind: str = "inspection_record", **content: Any) -> NewEntry:
        return NewEntry(
            id=uuid4(), agency=self.agency, subject=subject, subject_type="case", kind=kind, version=1, author=uuid4(),
            acted={"start": ["2026-03-02T09:00:00+08:00"] * 2, "end": ["2026-03-02T09:00:00+08:00"] * 2, "stated": ""},
            origin="system", content=content,
        )  # fmt: skip

    def write(self, *entries: NewEntry, at: datetime | None = None, log: str = "acts") -> list[StoredEntry]:
        with transaction.atomic(durable=True):
            return append(entries, recorded_at=at, log=log)

    def tell(self, subject: UUID, count: int, *, at: datetime | None = None) -> list[StoredEntry]:
        """So many entries of one subject, one write each."""
        return [self.write(self.new(subject, text=f"第{i}次"), at=at)[0] for i in range(count)]


@pytest.fixture
def bureau(database: Any) -> Bureau:
    return Bureau(clock="system")


@pytest.fixture
def demo_bureau(database: Any) -> Bureau:
    return Bureau(clock="scripted")


def at_once(works: Sequence[Callable[[], Any]]) -> list[BaseException]:
    """Run each in a thread of its own; the errors they ended in."""
    errors: list[BaseException] = []

    def run(work: Callable[[], Any]) -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - handed to the test
            errors.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return errors
