"""From the side of the case: recordings already in storage that fit a record, offered where one is owed."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from liuhen.pages.duties import RECORDING
from liuhen.recordings import offers
from liuhen.register.types import Actor


@dataclass(frozen=True, kw_only=True, slots=True)
class Offered:
    """How many recordings fit, where they are confirmed, and in whose queues others lie (name and number, nothing else)."""

    count: int
    url: str
    others: tuple[tuple[str, int], ...] = ()


def by_record(actor: Actor, case: UUID, record: UUID | None = None) -> dict[str, Offered]:
    """What is offered to the records of a case, by the record's id."""
    found = {}
    for number, waits in offers.for_case(actor, case, record).items():
        url = f"{reverse('match')}?case={case}&record={number}"
        found[str(number)] = Offered(count=len(waits.mine), url=url, others=waits.others)
    return found


def beside(rows: list[dict[str, Any]], found: dict[str, Offered]) -> list[dict[str, Any]]:
    """Duties with what is offered beside the button that uploads: those that owe a recording."""
    return [{**one, "offered": found.get(str(one["duty"].about)) if _owes_recording(one["duty"]) else None} for one in rows]


def _owes_recording(duty: Any) -> bool:
    return duty.kind in RECORDING or duty.kind.startswith("recording:")


def all_of(case: UUID, found: dict[str, Offered]) -> Offered | None:
    """The recordings offered to a whole case; None where there are none."""
    count = sum(one.count for one in found.values())
    return Offered(count=count, url=f"{reverse('match')}?case={case}") if count else None
