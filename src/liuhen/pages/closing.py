"""案卷 as it stands before it is bound: what goes into which volume, what is missing, what stands in the way."""

from dataclasses import dataclass
from typing import Any

from liuhen.cases.case_page import CaseView
from liuhen.instruments import casefile
from liuhen.instruments.orders import Volume
from liuhen.pages.shown import listed, shown
from liuhen.regulation.asking import punishes
from liuhen.regulation.ending import last_end
from liuhen.regulation.history import Origin, Record


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """One line of the catalogue: number, paper, its date, whether it stands and where its original is."""

    number: int
    record: Any
    state: str
    original: str


@dataclass(frozen=True, kw_only=True)
class Volumes:
    """The two volumes, what is not complete in them, and what gates closing and archiving.

    ``reports``: it is closed by a closing report; an act that is no penalty is closed by its last end.
    """

    main: tuple[Piece, ...]
    internal: tuple[Piece, ...]
    unfinished: tuple[Any, ...]
    gates: tuple[str, ...]
    closed: Any
    bound: Any
    reports: bool


def book_of(view: CaseView) -> Volumes:
    """The catalogue in the order in which the volumes are bound."""
    records = [one for one in view.history.records if _goes_in(one)]
    volumes = casefile.arrange(view.history)
    main = [item.record for item in volumes.get(Volume.MAIN, ())]
    internal = [item.record for item in volumes.get(Volume.INTERNAL, ())]
    gates = [duty.do for duty in view.duties if duty.gate.startswith(("结案前", "归档前"))]
    end = None if punishes(view.history) else last_end(view.history)
    standing = {one.kind.key: shown(one) for one in records if one.stands}
    return Volumes(
        main=tuple(_piece(number, one) for number, one in enumerate(main, start=1)),
        internal=tuple(_piece(number, one) for number, one in enumerate(internal, start=1)),
        unfinished=tuple(listed(one for one in records if not one.stands)),
        gates=tuple(gates),
        closed=standing.get("closing_report") or (shown(end) if end is not None else None),
        bound=standing.get("case_file_bound"),
        reports=punishes(view.history),
    )


def _goes_in(record: Record) -> bool:
    return record.voided is None and not record.kind.internal and not record.kind.key.startswith(("recording_", "clue_"))


def _piece(number: int, record: Record) -> Piece:
    state = (
        "已作废"
        if record.voided
        else ""
        if record.stands
        else "已退回"
        if record.blocked
        else "待发出"
        if record.complete
        else "待签"
    )
    on_paper = record.entry.origin == Origin.PAPER
    original = str(record.get("original_place") or "纸质，未写存放处") if on_paper else "电子"
    return Piece(number=number, record=shown(record), state=state, original=original)
