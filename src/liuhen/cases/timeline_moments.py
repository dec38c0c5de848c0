"""The seconds of recordings that show the steps of a case's records, for the timeline. Pure."""

from collections.abc import Collection, Mapping

from liuhen.cases import clocks
from liuhen.regulation.history import History, Record
from liuhen.regulation.moments import standing

MOST = 8  # of one record: a timeline is no list of steps

#: Name of the step, time code, address.
Spot = tuple[str, str, str]


def moments_of(history: History, holding: Collection[str] | None, *, personal: bool) -> Mapping[str, tuple[Spot, ...]]:
    """By record, in the order of the clock; those of recordings that are linked no more (``holding`` names the links) are left out.

    A line of what was found is named only to who may read it.
    """
    linked = None if holding is None else {str(record["recording"]) for record in history.records if record.id in holding}
    found: dict[str, list[tuple[str, float, Record]]] = {}
    for moment in standing(history):
        if linked is None or str(moment["recording"]) in linked:
            at = (str(moment["real"] or ""), float(moment["second"] or 0))
            found.setdefault(str(moment["record"] or ""), []).append((*at, moment))
    return {
        record: tuple(_spot(moment, second, personal=personal) for _, second, moment in sorted(listed, key=_order)[:MOST])
        for record, listed in found.items()
    }


def _order(one: tuple[str, float, Record]) -> tuple[str, float]:
    return one[0], one[1]


def _spot(moment: Record, second: float, *, personal: bool) -> Spot:
    name = str(moment["title"]) if personal or moment["step"] != "line" else "所写情况"
    return name, clocks.code(second), f"/recordings/{moment['recording']}/?t={second:g}"
