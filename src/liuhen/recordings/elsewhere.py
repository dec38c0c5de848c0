"""专用存储器: registering what lies in the bureau's dedicated storage outside the system, saying what a re-check found, moving it.

A recording is known by its digest: the same file registered twice, or brought into the system later, is the same recording. When it was
put there is a stated time, a fact from outside; when that was told is the clock's.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from liuhen.access import policy
from liuhen.access.policy import Action
from liuhen.bureau import queries as bureau
from liuhen.recordings import fold, names, queries
from liuhen.recordings.digesting import Reading, is_digest
from liuhen.recordings.elsewhere_said import (
    About,
    Where,
    refuse_future,
    refuse_incomplete,
    refuse_place,
    refuse_time_of_check,
    refuse_times,
)
from liuhen.recordings.models import KeptRow, RecordingRow
from liuhen.recordings.storing import recording_id, staff
from liuhen.register import clock, register
from liuhen.register.types import Act, Actor, SubjectRef
from liuhen.regulation.grammar import Refusal, Role
from liuhen.regulation.history import Origin
from liuhen.regulation.kinds.kept_elsewhere import RESULTS
from liuhen.regulation.statutes.practice.kept_elsewhere import CHECK_DAYS
from liuhen.regulation.when import When


@dataclass(frozen=True, kw_only=True, slots=True)
class Registered:
    """What became of each file: newly registered, or known before."""

    new: tuple[UUID, ...] = ()
    known: tuple[UUID, ...] = ()


def may_register(actor: Actor) -> bool:
    """Whether the desk offers to register: whoever makes recordings, and who keeps the equipment."""
    return policy.at_desk(actor.roles, Action.WRITE) or policy.at_desk(actor.roles, Action.EQUIP)


def listed(actor: Actor) -> "QuerySet[KeptRow]":
    """What the actor may know of: all, for who keeps the equipment; else what he keeps himself and what he may see."""
    rows = KeptRow.objects.filter(agency=actor.agency)
    if policy.at_desk(actor.roles, Action.EQUIP):
        return rows
    return rows.filter(Q(keeper=actor.person) | Q(recording__in=queries.visible(actor).values("pk")))


def find(actor: Actor, recording: UUID) -> KeptRow:
    """One of them; Http404 for any other."""
    row = listed(actor).filter(pk=recording).first()
    if row is None:
        raise Http404
    return row


def check_days(agency: UUID) -> int:
    """Within how many days each is re-checked."""
    return int(bureau.setting(agency, "elsewhere_check_days", default=CHECK_DAYS))


# -- commands -------------------------------------------------------------------------------------------------------


def put(actor: Actor, readings: Sequence[Reading], where: Where, about: About, *, means: str) -> Registered:
    """Register files that were put there; a file that was registered before is told and not registered again."""
    if not may_register(actor):
        raise Refusal("没有登记。专用存储器由执法人员或者装备管理人员登记，请转给他们。", code="not_allowed")
    refuse_incomplete(readings, where, means)
    refuse_times(about)
    new: list[UUID] = []
    known: list[UUID] = []
    for one in {reading.sha256: reading for reading in readings}.values():
        number = recording_id(actor.agency, one.sha256)
        entered = _enter(actor, number, "kept_elsewhere", _content(one, where, about, means), about.put)
        (new if entered else known).append(number)
    return Registered(new=tuple(new), known=tuple(known))


def _enter(actor: Actor, number: UUID, kind: str, content: dict[str, object], at: datetime) -> bool:
    act = Act(
        subject=SubjectRef("recording", number),
        kind=kind,
        content={key: value for key, value in content.items() if value not in ("", None)},
        when=When.at(at),
        origin=Origin.TOLD,
        id=uuid.uuid5(number, kind),
    )
    try:
        register.write(actor, [act])
    except Refusal as refusal:
        if refusal.code != "already":
            raise
        return False
    return True


def _content(one: Reading, where: Where, about: About, means: str) -> dict[str, object]:
    media = one.media
    seconds = media.get("seconds")
    length = timedelta(seconds=float(seconds)) if isinstance(seconds, int | float) and 0 <= seconds < 10**8 else None
    begin = about.begin or fold.moment(media.get("begin"))
    end = about.end or (begin + length if begin and length else None)
    return {
        "name": names.shown(one.file),
        "digest": one.sha256,
        "sm3": one.sm3,
        "length": one.size,
        "means": means,
        "computed": fold.written(one.computed),
        "put": fold.written(about.put),
        **_where(where),
        "media": about.media or str(media.get("media") or ""),
        "begin": fold.written(begin),
        "end": fold.written(end),
        "seconds": round(length.total_seconds()) if length else None,
        "device": about.device or str(media.get("device") or "")[:120],
        "taken_by": staff(about.taken_by),
        "what": about.what,
    }


def _where(where: Where) -> dict[str, object]:
    words = {"kept_at": where.kept_at.strip()[:300], "carrier": where.carrier, "carrier_code": where.carrier_code.strip()[:80]}
    return {**words, "keeper": staff(where.keeper)}


def check(
    actor: Actor, recording: UUID, result: str, *, at: datetime, found: str = "", note: str = "", means: str = "typed"
) -> str:
    """Enter what a re-check found; with a digest the comparison is ours, whatever is said. Gives the result."""
    row = find(actor, recording)
    digest = found.strip().lower()
    if digest and not is_digest(digest):
        raise Refusal("复核没有记入：摘要应为 64 位十六进制的 SHA-256。请照 ./liuhen digest 的结果填写。", code="malformed")
    if digest:
        result = "equal" if digest == row.digest else "differs"
    if result not in dict(RESULTS):
        raise Refusal("复核没有记入：要选结果，或者填写算出的摘要。请补齐。", code="incomplete")
    if result == "equal" and not digest:
        raise Refusal("复核没有记入：说一致要有算出的 SHA-256。请到存放处用 ./liuhen digest 算一遍再填。", code="incomplete")
    refuse_time_of_check(row, at)
    _enter_check(actor, row, {"result": result, "found": digest, "means": means, "checked": fold.written(at), "note": note}, at)
    return result


def _enter_check(actor: Actor, row: KeptRow, said: dict[str, str], at: datetime) -> None:
    content = {key: value.strip() for key, value in said.items() if value.strip()}
    ref = SubjectRef("recording", row.recording)
    number = uuid.uuid5(row.recording, f"checked:{said['checked']}:{said['result']}:{said['found']}")  # pressed twice is once
    act = Act(
        subject=ref,
        kind="kept_elsewhere_checked",
        content=content,
        when=When.at(at),
        origin=Origin.TOLD,
        about=row.entry,
        id=number,
    )
    try:
        register.write(actor, [act])
    except Refusal as refusal:
        if refusal.code != "already":
            raise


@dataclass(frozen=True, kw_only=True, slots=True)
class Checked:
    """What an output of ``./liuhen digest`` said of what is registered: whole, changed, and files that nobody registered.

    ``absent`` lies in the same place as those and is not in the output. That is told and not entered: perhaps only a part was read.
    """

    equal: tuple[KeptRow, ...] = ()
    differs: tuple[KeptRow, ...] = ()
    unknown: tuple[str, ...] = ()
    absent: tuple[KeptRow, ...] = ()


def check_all(actor: Actor, readings: Iterable[Reading], *, at: datetime) -> Checked:
    """Enter the re-check of every file that an output names. One whose name is known and whose digest is not has changed."""
    rows = {row.digest: row for row in listed(actor).filter(here=False)}
    named: dict[str, list[KeptRow]] = {}
    for row in rows.values():
        named.setdefault(row.name, []).append(row)
    found = list(readings)
    digests = {one.sha256 for one in found}
    equal, differs, unknown = [], [], []
    for one in found:
        same = named.get(names.shown(one.file), [])
        if one.sha256 in rows:
            equal.append((rows[one.sha256], one))
        elif len(same) == 1 and same[0].digest not in digests:
            differs.append((same[0], one))
        else:
            unknown.append(one.file)
    due = [(row, one, min(one.computed or at, at)) for row, one in (*equal, *differs)]
    for row, _one, when in due:  # all of them before the first is entered
        refuse_time_of_check(row, when)
    for row, one, when in due:
        check(actor, row.recording, "", at=when, found=one.sha256, means="tool")
    met, places = {row.recording for row, _one, _when in due}, {row.place for row, _one, _when in due}
    absent = tuple(row for row in rows.values() if row.place in places and row.recording not in met and not row.bad)
    return Checked(
        equal=tuple(row for row, _ in equal), differs=tuple(row for row, _ in differs), unknown=tuple(unknown), absent=absent
    )


def move(actor: Actor, recording: UUID, where: Where, reason: str, *, at: datetime) -> None:
    """Enter that it lies elsewhere now, or that somebody else keeps it."""
    row = find(actor, recording)
    refuse_place(where, "移存没有记入")
    if not reason.strip():
        raise Refusal("移存没有记入：请写明原因。", code="incomplete")
    refuse_future(at, "移存")
    content = {**_where(where), "moved": fold.written(at), "reason": reason.strip()}
    ref = SubjectRef("recording", recording)
    act = Act(subject=ref, kind="kept_elsewhere_moved", content=content, when=When.at(at), origin=Origin.TOLD, about=row.entry)
    register.write(actor, [act])


#: Whose desk tells of the dedicated storage.
_ASKED = frozenset({Role.OFFICER.value, Role.UNIT_HEAD.value, Role.KEEPER.value, Role.ARCHIVIST.value})


def due(actor: Actor) -> int:
    """How many of those he keeps himself (all, for who keeps the equipment) are past the day of their next check."""
    if not set(actor.roles) & _ASKED:
        return 0
    rows = KeptRow.objects.filter(agency=actor.agency, here=False, result__in=("", "equal"))
    if not policy.at_desk(actor.roles, Action.EQUIP):
        rows = rows.filter(keeper=actor.person)
    return rows.filter(since__lt=clock.now() - timedelta(days=check_days(actor.agency))).count()


def alerts(actor: Actor) -> list[RecordingRow]:
    """Recordings whose last check found them other than they were: for who keeps them, brought them or sees their cases."""
    if not (set(actor.roles) & _ASKED):
        return []
    bad = listed(actor).filter(here=False).exclude(result__in=("", "equal")).values("recording")
    return list(RecordingRow.objects.filter(pk__in=bad, agency=actor.agency).order_by("arrived")[:20])
