"""Which act a recording belongs to: scored by who, when, where and with what, each offer saying why. Pure; it attaches nothing.

Time alone offers nothing: somebody is always somewhere. An offer needs the time and one more thing: an officer of the record who took it
or carried the device, the device noted for that act, the place. An offer is *sure* when the recording ran within the act, one of the
record's officers or its device stands behind it and the place does not speak against it. Even a sure one is only proposed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import asin, cos, radians, sin, sqrt
from uuid import UUID

from liuhen.regulation.saying import length
from liuhen.regulation.when import CST

NEAR = timedelta(minutes=30)  # cameras are switched on at the door and off in the car
HERE, CLOSE, AROUND, FAR = 100.0, 500.0, 2000.0, 5000.0  # metres
EARTH = 6_371_000.0
RIVALS = 15  # points: offers of two cases nearer than that cannot be told apart
SCORES = {
    "took": 40,
    "carried": 40,
    "brought": 20,
    "noted": 50,
    "overlap": 40,
    "near": 10,
    "here": 25,
    "close": 15,
    "around": 5,
    "far": -60,
    "same place": 10,
}
Point = tuple[float, float]  # longitude, latitude


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A recording to be matched. ``reading``: by which reading of its time, where that is not the one that counts. ``carrier`` carried its device when it began; a photograph begins and ends at once."""

    id: UUID
    media: str
    begin: datetime
    end: datetime
    taken_by: UUID | None = None
    carrier: UUID | None = None
    stored_by: UUID | None = None
    device: str = ""
    device_id: UUID | None = None
    point: Point | None = None
    place: str = ""
    turned_down: frozenset[UUID] = frozenset()
    reading: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Act:
    """A record of a case. ``officers`` by id with their names; ``devices`` were noted as used for it."""

    record: UUID
    case: UUID
    kind: str
    begin: datetime
    end: datetime
    officers: Mapping[UUID, str] = field(default_factory=dict)
    point: Point | None = None
    place: str = ""
    devices: frozenset[UUID] = frozenset()


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """A recording offered to an act: how good the match is and why, in words."""

    piece: UUID
    act: Act
    score: int
    reasons: tuple[str, ...]
    sure: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Recordings offered together to one act: its segments. Each with its offer, in the order of their beginning."""

    act: Act
    offers: tuple[Offer, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Doubtful:
    """A recording that may belong to several acts: all are offered, none is chosen."""

    piece: UUID
    offers: tuple[Offer, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Sorted:
    """What was made of a queue: groups to confirm, doubtful ones, and those for which nothing was found."""

    groups: tuple[Group, ...]
    doubtful: tuple[Doubtful, ...]
    alone: tuple[UUID, ...]


def offer(piece: Piece, act: Act) -> Offer | None:
    """This recording offered to this act; None where too little speaks for it, or where it was turned down."""
    if act.record in piece.turned_down:
        return None
    when = _when(piece, act)
    if when is None:
        return None
    who, where = _who(piece, act), _where(piece, act)
    points = {when[0]: when[1], **{key: SCORES[key] for key, _ in (*who, *where)}}
    if not who and not points.keys() & {"here", "close", "same place"}:
        return None
    score = sum(points.values())
    if score <= 0:
        return None
    within = points.get("overlap", 0) >= SCORES["overlap"] // 2
    reasons = (*(words for _, words in who), when[2], *(words for _, words in where), *filter(None, (piece.reading,)))
    sure = bool(who) and within and "far" not in points and not piece.reading
    return Offer(piece=piece.id, act=act, score=score, reasons=reasons, sure=sure)


def _when(piece: Piece, act: Act) -> tuple[str, int, str] | None:
    """How the recording lies to the act in time: what it counts and in words; None where it lies elsewhere."""
    both = min(piece.end, act.end) - max(piece.begin, act.begin)
    if both >= timedelta():
        if act.begin == act.end:
            return "overlap", SCORES["overlap"], f"录到 {act.begin.astimezone(CST):%H:%M} 的经过"
        if piece.begin == piece.end:
            return "overlap", SCORES["overlap"], "摄于起止时间内"
    if both > timedelta():
        shorter = min(piece.end - piece.begin, act.end - act.begin)
        return "overlap", round(SCORES["overlap"] * (both / shorter)), f"时间重合 {length(both)}"
    apart, word = (act.begin - piece.end, "前") if piece.end <= act.begin else (piece.begin - act.end, "后")
    words = f"在记录{word} {length(apart)}" if apart >= timedelta(minutes=1) else f"紧接在记录{word}"
    return ("near", SCORES["near"], words) if apart <= NEAR else None


def _who(piece: Piece, act: Act) -> list[tuple[str, str]]:
    """Who of the record's officers stands behind the recording, and whether its device was noted for the act."""
    found = []
    took, carried, brought = (act.officers.get(one) if one else None for one in (piece.taken_by, piece.carrier, piece.stored_by))
    if took is not None:
        found.append(("took", f"同一执法人员{took}"))
    if carried is not None:
        found.append(("carried", f"{piece.device or '设备'} 当时由{carried}领用"))
    if not found and piece.taken_by is None and brought is not None:
        found.append(("brought", f"由{brought}交入"))
    if piece.device_id in act.devices:
        found.append(("noted", f"设备 {piece.device}"))
    return found


def _where(piece: Piece, act: Act) -> list[tuple[str, str]]:
    if piece.point is not None and act.point is not None:
        metres = distance(piece.point, act.point)
        if metres > FAR:
            return [("far", f"相距 {metres / 1000:.1f} 公里")]
        band = "here" if metres <= HERE else "close" if metres <= CLOSE else "around" if metres <= AROUND else ""
        return [(band, f"距离 {_metres(metres)}")] if band else []
    one, other = _bare(piece.place), _bare(act.place)
    if len(one) > 3 and len(other) > 3 and (one in other or other in one):  # noqa: PLR2004 - 大厅 is everywhere
        return [("same place", "地点相符")]
    return []


def _metres(metres: float) -> str:
    return f"{max(10, round(metres, -1)):.0f} 米" if metres < 1000 else f"{metres / 1000:.1f} 公里"  # noqa: PLR2004


def _bare(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def distance(one: Point, other: Point) -> float:
    """Metres between two points on the ground (haversine)."""
    (lon1, lat1), (lon2, lat2) = one, other
    north, east = radians(lat2 - lat1), radians(lon2 - lon1)
    part = sin(north / 2) ** 2 + cos(radians(lat1)) * cos(radians(lat2)) * sin(east / 2) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(part)))


def offers(ways: Sequence[Piece], acts: Sequence[Act]) -> list[Offer]:
    """All offers of one recording, the best first; by each way its time may be read, the one that counts first, and each act once."""
    found: dict[UUID, tuple[timedelta, Offer]] = {}
    for piece in ways:
        for act in acts:
            one = offer(piece, act)
            if one is not None and (act.record not in found or one.score > found[act.record][1].score):
                found[act.record] = abs(act.begin - piece.begin), one
    best = sorted(found.values(), key=lambda pair: (-pair[1].score, pair[0], str(pair[1].act.record)))
    return [one for _, one in best]


def chosen(found: Sequence[Offer]) -> Offer | None:
    """The one offer that may be proposed with a tick: sure, and no act of another case comes near it; None where it is open."""
    if not found or not found[0].sure:
        return None
    best = found[0]
    rivals = (one for one in found[1:] if one.act.case != best.act.case)
    return None if any(one.sure or best.score - one.score < RIVALS for one in rivals) else best


def sort(found: Mapping[UUID, Sequence[Offer]], pieces: Mapping[UUID, Piece]) -> Sorted:
    """Queue and offers into groups. A recording with offers of one case alone stands with its best act, sure or not."""
    together: dict[UUID, list[Offer]] = {}
    doubtful, alone = [], []
    for piece, listed in found.items():
        if not listed:
            alone.append(piece)
        elif chosen(listed) is not None or len({one.act.case for one in listed}) == 1:
            together.setdefault(listed[0].act.record, []).append(listed[0])
        else:
            doubtful.append(Doubtful(piece=piece, offers=tuple(listed)))
    groups = [
        Group(act=listed[0].act, offers=tuple(sorted(listed, key=lambda one: (pieces[one.piece].begin, str(one.piece)))))
        for listed in together.values()
    ]
    groups.sort(key=lambda group: group.act.begin, reverse=True)
    return Sorted(groups=tuple(groups), doubtful=tuple(doubtful), alone=tuple(alone))
