"""待关联: recordings of no case, each with its owner: the officer's own, the unit's for its head, those of nobody for the keeper."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from liuhen.bureau.fold import number_of
from liuhen.recordings.models import RecordingRow
from liuhen.register.types import Actor
from liuhen.regulation.grammar import Label, Role

PAGE = 50
CAP = 10_000


class Whose(Label):
    """Whose queue."""

    MINE = "mine", "我的"
    UNIT = "unit", "本机构其他人的"
    NOBODY = "nobody", "没有归属的"


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """One page, newest first; ``after`` asks for the next."""

    rows: list[RecordingRow]
    after: str = ""


def whose(actor: Actor) -> list[Whose]:
    """The queues an actor has: everybody his own, a unit's head the unit's, a keeper those that nobody owns."""
    found = [Whose.MINE]
    if Role.UNIT_HEAD.value in actor.roles and number_of(actor.unit):
        found.append(Whose.UNIT)
    if Role.KEEPER.value in actor.roles:
        found.append(Whose.NOBODY)
    return found


def rows(actor: Actor, of: Whose = Whose.MINE) -> "QuerySet[RecordingRow]":
    """The recordings of one queue; empty for one the actor does not have."""
    loose = RecordingRow.objects.filter(agency=actor.agency, linked=False)
    if of not in whose(actor):
        return loose.none()
    if of == Whose.UNIT:
        return loose.filter(~Q(owner=actor.person), unit=number_of(actor.unit))
    return loose.filter(owner=actor.person if of == Whose.MINE else None)


def page(actor: Actor, of: Whose = Whose.MINE, *, after: str = "", size: int = PAGE) -> Page:
    """One page of a queue."""
    asked = rows(actor, of)
    if after:
        at, number = key_of(after)
        asked = asked.filter(Q(arrived__lt=at) | Q(arrived=at, id__lt=number))
    listed = list(asked.order_by("-arrived", "-id")[: size + 1])
    last = listed[size - 1] if len(listed) > size else None
    return Page(rows=listed[:size], after=f"{last.arrived.isoformat()}~{last.pk}" if last else "")


def key_of(after: str) -> tuple[datetime, UUID]:
    """Where a page goes on; ValueError for what no page of ours wrote."""
    moment, _, number = after.partition("~")
    return datetime.fromisoformat(moment), UUID(number)


def count(actor: Actor, of: Whose = Whose.MINE) -> int:
    """How many wait in a queue, up to one more than the cap."""
    return rows(actor, of)[: CAP + 1].count()


def oldest(actor: Actor, of: Whose = Whose.MINE) -> datetime | None:
    """When the one that waits longest in a queue came in."""
    return rows(actor, of).order_by("arrived").values_list("arrived", flat=True).first()
