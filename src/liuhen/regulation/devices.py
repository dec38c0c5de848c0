"""The life of a recording device as data: its states, what leads from one to the next, and what was odd on the way. Pure.

A fact that does not follow from the state is taken all the same (a scrapped camera was carried, somebody else brought it back); it
is flagged, never refused.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from liuhen.regulation.grammar import Kind, Label, Verdict
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds import equipment as kinds


class State(Label):
    """Where a device is."""

    STORE = "store", "在库"
    CARRIED = "carried", "领用中"
    FAULTY = "faulty", "故障"
    REPAIR = "repair", "送修"
    LOST = "lost", "丢失"
    SCRAPPED = "scrapped", "报废"


#: What counts as usable stock.
USABLE = frozenset({State.STORE, State.CARRIED})
#: What the bureau has no more.
GONE = frozenset({State.LOST, State.SCRAPPED})
_S = State

#: kind → from which state into which; a state that is not named makes the fact an odd one, and it leads to ``OTHERWISE``.
MOVES: Mapping[Kind, Mapping[State, State]] = MappingProxyType(
    {
        kinds.DEVICE_TAKEN: {_S.STORE: _S.CARRIED, _S.CARRIED: _S.CARRIED},
        kinds.DEVICE_RETURNED: {_S.CARRIED: _S.STORE, _S.FAULTY: _S.FAULTY, _S.REPAIR: _S.REPAIR},
        kinds.DEVICE_FAULT: {_S.STORE: _S.FAULTY, _S.CARRIED: _S.FAULTY},
        kinds.DEVICE_REPAIR: {_S.FAULTY: _S.REPAIR, _S.STORE: _S.REPAIR},
        kinds.DEVICE_BACK: {_S.REPAIR: _S.STORE, _S.FAULTY: _S.STORE},
        kinds.DEVICE_LOST: {_S.STORE: _S.LOST, _S.CARRIED: _S.LOST, _S.FAULTY: _S.LOST, _S.REPAIR: _S.LOST},
        kinds.DEVICE_FOUND: {_S.LOST: _S.STORE},
        kinds.DEVICE_TRANSFERRED: {_S.STORE: _S.STORE, _S.CARRIED: _S.CARRIED, _S.FAULTY: _S.FAULTY},
        kinds.DEVICE_SCRAPPED: {_S.STORE: _S.SCRAPPED, _S.FAULTY: _S.SCRAPPED, _S.REPAIR: _S.SCRAPPED, _S.LOST: _S.SCRAPPED},
    }
)
OTHERWISE: Mapping[Kind, State] = MappingProxyType(
    {
        kinds.DEVICE_TAKEN: _S.CARRIED,
        kinds.DEVICE_RETURNED: _S.STORE,
        kinds.DEVICE_FAULT: _S.FAULTY,
        kinds.DEVICE_REPAIR: _S.REPAIR,
        kinds.DEVICE_BACK: _S.STORE,
        kinds.DEVICE_LOST: _S.LOST,
        kinds.DEVICE_FOUND: _S.STORE,
        kinds.DEVICE_SCRAPPED: _S.SCRAPPED,
    }
)
#: After these nobody carries it any more.
RELEASING = frozenset({kinds.DEVICE_RETURNED, kinds.DEVICE_REPAIR, kinds.DEVICE_LOST, kinds.DEVICE_SCRAPPED})


def follows(state: State) -> list[Kind]:
    """What may come next, in the order in which pages offer it."""
    return [kind for kind, table in MOVES.items() if state in table]


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """How a device stands after a fact: state, holder (``{"id", "name"}`` or None), since when he carries it, its unit."""

    state: State = State.STORE
    holder: Mapping[str, Any] | None = None
    since: datetime | None = None
    unit: str = ""
    unit_name: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One fact in the life of a device, how it stood before and after; ``odd`` where it did not follow."""

    record: Record
    before: Standing
    after: Standing
    odd: bool


def life(history: History) -> Iterator[Step]:
    """Every fact that moved a device, in the order entered.

    One that waits for a second signature, or came back for its words, moves it all the same; one that was refused does not, and a
    transfer counts once both have signed.
    """
    now = Standing()
    for record in history.records:
        if record.voided is not None or (record.blocked is not None and record.blocked.verdict == Verdict.REFUSED):
            continue
        if record.kind is kinds.DEVICE_REGISTERED:
            now = replace(now, unit=str(record["unit"] or ""), unit_name=str(record["unit_name"] or ""))
        table = MOVES.get(record.kind)
        if table is None or (record.kind is kinds.DEVICE_TRANSFERRED and not record.stands):
            continue
        odd = now.state not in table
        after = _moved(now, record, table.get(now.state) or OTHERWISE.get(record.kind, now.state))
        yield Step(record=record, before=now, after=after, odd=odd)
        now = after


def _moved(now: Standing, record: Record, state: State) -> Standing:
    if record.kind is kinds.DEVICE_TAKEN:
        return replace(now, state=state, holder=record["person"] or None, since=record.at.lo)
    if record.kind is kinds.DEVICE_TRANSFERRED:
        return replace(now, state=state, unit=str(record["unit"] or ""), unit_name=str(record["unit_name"] or ""))
    if record.kind in RELEASING:
        return replace(now, state=state, holder=None, since=None)
    return replace(now, state=state)


def standing(history: History) -> Standing:
    """How a device stands now."""
    found = Standing()
    registered = next((one for one in history.of(kinds.DEVICE_REGISTERED)), None)
    if registered is not None:
        found = replace(found, unit=str(registered["unit"] or ""), unit_name=str(registered["unit_name"] or ""))
    for step in life(history):
        found = step.after
    return found
