"""What every kind of log is read into: traces of events whose attributes are still the text they were."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol


class UnreadableLog(Exception):  # noqa: N818 - a refusal, in the house's words
    """A log, a map or a clock that cannot be used; the message names file and line, in Chinese."""


class Event(NamedTuple):
    """One event: its attributes as text, and the line of the file on which it stands (0: to be looked up)."""

    attributes: Mapping[str, str]
    line: int = 0


class Trace(NamedTuple):
    """The events of one case in the order of the log; ``attributes`` are those of the case, each under ``case:NAME``."""

    attributes: Mapping[str, str]
    events: list[Event]
    number: int = 0
    wrong: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Trouble:
    """Something that could not be read or judged, and was left out: where, which case, what, and what to do."""

    code: str
    text: str
    file: str = ""
    line: int = 0
    case: str = ""


class Batch(Protocol):
    """Some traces as raw as they came, cheap to hand to another process, which then reads them."""

    @property
    def traces(self) -> Iterator[Trace]:
        """The traces, in the order of the log."""

    def line(self, trace: Trace, event: int | None = None) -> int:
        """The line of the file on which a trace, or one of its events, begins."""


class Log(Protocol):
    """A log that is read in batches; ``troubles`` are what belongs to no trace, known once all was read."""

    path: str
    troubles: list[Trouble]

    def batches(self) -> Iterator[Batch]:
        """All of it, in order; :class:`UnreadableLog` where it cannot be read on."""
