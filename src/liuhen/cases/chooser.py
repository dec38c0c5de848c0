"""The chooser 新增记录: every kind a person may add to a case, what is owed first, then what comes next, and why. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from liuhen.cases.fold import Reading
from liuhen.cases.next_steps import Owed, State, Step
from liuhen.regulation.book import Book
from liuhen.regulation.grammar import Kind, Stage


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """One kind in the chooser 新增记录: recommended ones say why, and what the new record would be about.

    ``elsewhere``: it belongs to other procedures than the case's; it can be recorded all the same and stands behind the rest.
    """

    kind: str
    title: str
    help: str
    stage: Stage
    recommended: bool = False
    owed: bool = False
    why: str = ""
    about: str = ""
    party: str = ""
    count: int = 0
    elsewhere: bool = False


def choices(
    reading: Reading, steps: Iterable[Step], owed: Iterable[Owed], book: Book, procedure: str = "ordinary"
) -> dict[Stage, list[Choice]]:
    """Every kind a person may add to a case, by stage; what is owed first, then what comes next, then the rest by title's order."""
    counts: dict[str, int] = {}
    for record in reading.history.records:
        if record.voided is None:
            counts[record.kind.key] = counts.get(record.kind.key, 0) + 1
    reasons = _reasons(steps, owed, book.kinds)
    grouped: dict[Stage, list[Choice]] = {stage: [] for stage in Stage if stage != Stage.ADMINISTRATION}
    for kind in book.for_subject("case"):
        if kind.by_hand and not kind.internal and kind.stage in grouped:
            count, reason = counts.get(kind.key, 0), reasons.get(kind.key)
            elsewhere = not count and reason is None and not book.procedures.belongs(kind.key, procedure)
            grouped[kind.stage].append(replace(_choice(kind, reason, count), elsewhere=elsewhere))
    rank: Callable[[Choice], tuple[bool, bool, bool]] = lambda one: (not one.owed, not one.recommended, one.elsewhere)  # noqa: E731
    return {stage: sorted(listed, key=rank) for stage, listed in grouped.items()}


def _choice(kind: Kind, reason: Mapping[str, Any] | None, count: int) -> Choice:
    return Choice(kind=kind.key, title=kind.title, help=kind.help, stage=kind.stage, count=count, **(reason or {}))


#: Stages whose records wait for those before them.
_IN_ORDER = (Stage.DECISION, Stage.ARCHIVING)


def _reasons(steps: Iterable[Step], owed: Iterable[Owed], kinds: Mapping[str, Kind]) -> dict[str, dict[str, Any]]:
    """Why a kind is recommended: the first duty that asks for it, else the first step that can be done now.

    What is owed one day and has its turn only later (the decision, right after the start) is not called for yet.
    """
    found: dict[str, dict[str, Any]] = {}
    steps = tuple(steps)
    turn = {step.kind for step in steps if step.state != State.LATER}
    later = {step.kind for step in steps if step.state == State.LATER and step.stage in _IN_ORDER} - turn
    for duty in owed:
        key = duty.kind.split(".")[0]
        if key in kinds and "." not in duty.kind and key not in later:
            found.setdefault(key, {"recommended": True, "owed": True, "why": duty.do, "about": duty.about, "party": duty.party})
    for step in steps:
        if step.state == State.NOW:
            found.setdefault(step.kind, {"recommended": True, "why": step.why, "about": step.about, "party": step.party})
    return found
