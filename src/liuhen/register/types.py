"""What callers hand to the register and get back. Frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from liuhen.regulation.book import Finding
from liuhen.regulation.doubts import Doubt
from liuhen.regulation.history import Origin
from liuhen.regulation.when import When


@dataclass(frozen=True, slots=True)
class SubjectRef:
    """What a history is about: its type (``case``, ``clue``, ``recording``, ``agency`` ...) and id."""

    type: str
    id: UUID

    def __str__(self) -> str:
        """``case:<uuid>``."""
        return f"{self.type}:{self.id}"

    @classmethod
    def parse(cls, text: str) -> "SubjectRef":
        """The reverse of ``str``; ValueError if malformed."""
        sort, _, number = text.partition(":")
        return cls(sort, UUID(number))


@dataclass(frozen=True, kw_only=True, slots=True)
class Actor:
    """Who acts: a person of the agency with the roles he holds now, at a device. Made by the room access."""

    person: UUID
    name: str
    agency: UUID
    roles: frozenset[str] = frozenset()
    unit: str = ""
    unit_name: str = ""
    device: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Act:
    """One entry to be written. ``when`` is stated only for facts from outside (``origin`` other than system).

    ``content`` is plain JSON. ``id`` may be chosen by the caller (a draft's id becomes its entry's id).
    """

    subject: SubjectRef
    kind: str
    content: Mapping[str, Any] = field(default_factory=dict)
    id: UUID = field(default_factory=uuid4)
    when: When | None = None
    origin: str = Origin.SYSTEM
    part_of: UUID | None = None
    corrects: UUID | None = None
    about: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Need:
    """One field that a record still needs before it can be frozen: ``text`` says what to do, ``law`` who asks."""

    field: str
    text: str
    law: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """What a draft still needs, what in it does not fit, and what the rules would say if it were frozen as it is."""

    needs: tuple[Need, ...] = ()
    findings: tuple[Finding, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def ready(self) -> bool:
        """Whether it may be frozen."""
        return not self.needs
