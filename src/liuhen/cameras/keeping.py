"""附上监控录像: a span of the ring becomes a recording, on request, for a case and its record or by itself; the rest expires.

The cut is made in the background and goes the way of every recording: digest, entry, link, custody. It arrived when its last segment was
safe on our disk, which was before anybody asked; when it was cut stands in its own entry, with the digests of the segments.
"""

import logging
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404

from liuhen import access
from liuhen.access.models import Account
from liuhen.access.policy import Action
from liuhen.cameras import index, places, worker
from liuhen.cameras.cutting import Piece
from liuhen.cameras.models import CameraRow, Keeping, Kept, Segment
from liuhen.recordings import commands as recordings
from liuhen.recordings import devices, fold
from liuhen.recordings.commands import Stated
from liuhen.recordings.models import RecordingRow
from liuhen.register import clock, files, register
from liuhen.register.types import Act, Actor, SubjectRef
from liuhen.regulation.grammar import Refusal
from liuhen.regulation.kinds.counter_camera import FOOTAGE_CUT
from liuhen.regulation.when import CST

log = logging.getLogger(__name__)
LONGEST = timedelta(hours=6)
SLOWEST = 5 * 1024 * 1024  # bytes a second that a cut copies at least
AHEAD = timedelta(minutes=10)  # of a visit that is still going on


def ask(
    actor: Actor,
    camera: UUID,
    begin: datetime,
    end: datetime,
    reason: str,
    *,
    case: UUID | None = None,
    record: UUID | None = None,
) -> Keeping:
    """Ask for a span. Asked twice for the same, it is the same. For a case: whoever may write in it; by itself: the keeper."""
    if case is not None:
        access.demand(actor, Action.WRITE, SubjectRef("case", case))
    else:
        access.demand(actor, Action.EQUIP)
    row = CameraRow.objects.filter(pk=camera, agency=actor.agency).first()
    if row is None:
        raise Http404
    _demand_span(begin, end)
    if not reason.strip():
        raise Refusal("没有留存：请写明留存的原因，例如“受理过程留证”。", code="incomplete")
    same = Keeping.objects.filter(camera=camera, case=case, record=record, begin=begin, end=end)
    known = same.filter(state__in=(Kept.WAITING.value, Kept.DONE.value)).first()
    if known is not None:
        return known
    return _asked(
        Keeping(
            id=uuid.uuid4(),
            agency=actor.agency,
            camera=camera,
            begin=begin,
            end=end,
            case=case,
            record=record,
            reason=reason.strip()[:300],
            person=actor.person,
            name=actor.name,
            asked_at=clock.now(),
        )
    )


def _asked(keeping: Keeping) -> Keeping:
    """On the books together with its job: neither waits without the other."""
    from liuhen.cameras import jobs

    with transaction.atomic():
        keeping.save(force_insert=True)
        jobs.defer(keeping.pk)
    return keeping


def _demand_span(begin: datetime, end: datetime) -> None:
    if end <= begin:
        raise Refusal("没有留存：结束时间要晚于开始时间。请核对后重填。", code="times_crossed")
    if end - begin > LONGEST:
        raise Refusal("没有留存：一次最多留 6 小时。请分几次，或者核对日期。", code="too_long")
    if begin > clock.now() or end > clock.now() + AHEAD:
        raise Refusal("没有留存：这段时间还没有到。请等录完再附。", code="not_yet")


def waits(keeping: Keeping) -> bool:
    """Whether its last segment is still being recorded; not longer than a recorder that lives would need for it."""
    last = index.newest(keeping.camera)
    patience = timedelta(seconds=2 * places.seconds() + 30)
    # the recorder's clock is the machine's own
    return (last is None or last.end < keeping.end) and datetime.now(UTC) < max(keeping.end, keeping.asked_at) + patience


def make(keeping: Keeping) -> None:
    """Cut, store, tell, link; done before in part, it goes on."""
    index.catch_up(keeping.camera)
    found = index.between(keeping.camera, keeping.begin, keeping.end)
    if not found:
        _over(keeping, Kept.NOTHING, "这段时间没有监控录像：当时没有录，或者已经过了保存期。")
        return
    actor, pieces = _actor(keeping), cut(keeping.camera, found, keeping.begin, keeping.end, f"keep-{keeping.pk.hex}")
    made = [_store(actor, keeping, piece, found) for piece in pieces]
    if not made:
        _over(keeping, Kept.NOTHING, "这段时间的监控里没有画面。")
        return
    keeping.recordings = [str(number) for number in made]
    _over(keeping, Kept.DONE, _linked(actor, keeping, made))


def _linked(actor: Actor, keeping: Keeping, made: Sequence[UUID]) -> str:
    """Link what was made to the case it was asked for; why not, where that is refused by now. It is safe either way."""
    try:
        for number in made if keeping.case is not None else ():
            _link(actor, keeping, number)
    except Refusal as refusal:
        return f"已入库，没有关联：{refusal.message}"[:300]
    except Http404:
        return "已入库，没有关联：这个案件现在不对您开放。请案件承办人来关联。"
    return ""


def _over(keeping: Keeping, state: Kept, why: str) -> None:
    keeping.state, keeping.why = state.value, why
    keeping.save(update_fields=["state", "why", "recordings"])


def cut(camera: UUID, found: Sequence[Segment], begin: datetime, end: datetime, name: str) -> list[Piece]:
    """The pieces of a span, in the folder for files on their way in; a Refusal where they cannot be made."""
    size = sum(one.size for one in found)
    if not files.room_for(2 * size, reserve=places.reserve() // 5):
        raise Refusal("没有截取：存储空间不足。请管理员清理或扩容后再试，录像片段还在。", code="disk_full")
    # a piece begins with the key picture before the wanted moment, which may lie in the segment before
    earlier = Segment.objects.filter(camera=camera, end__gt=begin - timedelta(minutes=10), begin__lt=found[0].begin)
    names = [
        *(one.name for one in earlier.order_by("begin") if found[0].begin - one.end < timedelta(seconds=2)),
        *(one.name for one in found),
    ]
    order = {
        "folder": str(places.folder(camera)),
        "names": names,
        "begin": begin.timestamp(),
        "end": end.timestamp(),
        "target": str(files.incoming() / name),
    }
    try:
        return [Piece(**one) for one in worker.ask("cutting", order, 60 + size / SLOWEST)]
    except worker.Died:
        raise Refusal("没有截取：读录像片段的程序中止。片段还在，请稍后再试。", code="cut_failed") from None


def _store(actor: Actor, keeping: Keeping, piece: Piece, found: Sequence[Segment]) -> UUID:
    row = CameraRow.objects.get(pk=keeping.camera)
    path = files.incoming() / piece.path.rpartition("/")[2]
    blob = files.adopt(path, sha256=files.digest_of(path))
    device = devices.by_id(keeping.agency, keeping.camera)
    begin, end = _moment(piece.begin), _moment(piece.end)
    used = {one["name"] for one in piece.segments}
    arrived = max((one.finished for one in found if one.name in used), default=clock.now())
    drift = timedelta(seconds=piece.drift or 0)
    stated = Stated(
        name=f"{row.counter} {begin:%Y-%m-%d %H-%M-%S}.{'mp4' if piece.type == 'video/mp4' else 'mov'}",
        begin=begin,
        end=end,
        device=device.code if device else "",
        device_id=keeping.camera,
        place=row.counter,
        what=f"窗口监控　{row.counter}",
        source="camera",
        times_from="recorder",
        device_begin=begin + drift if piece.drift is not None else None,
        device_end=end + drift if piece.drift is not None else None,
        drift=piece.drift,
    )
    number = recordings.store_recording(actor, blob, stated, arrived=max(arrived, end)).recording
    _tell(actor, keeping, number, piece)
    return number


def _tell(actor: Actor, keeping: Keeping, number: UUID, piece: Piece) -> None:
    """The entry that says where it comes from; once, however often the job runs."""
    row = CameraRow.objects.get(pk=keeping.camera)
    early = keeping.begin - _moment(piece.begin)
    content: dict[str, Any] = {
        "camera": str(keeping.camera),
        "counter": row.counter,
        "asked_begin": fold.written(keeping.begin),
        "asked_end": fold.written(keeping.end),
        "begin": fold.written(_moment(piece.begin)),
        "end": fold.written(_moment(piece.end)),
        "frames": piece.frames,
        "segments": [
            {
                "id": one["sha256"][:16],
                "name": one["name"],
                "sha256": one["sha256"],
                "size": one["size"],
                "begin": _moment(one["begin"]).isoformat(timespec="milliseconds"),
                "end": _moment(one["end"]).isoformat(timespec="milliseconds"),
            }
            for one in piece.segments
        ],
        "reason": keeping.reason,
        "note": f"从关键帧开始，比要留的早 {early.total_seconds():.1f} 秒" if early > timedelta(seconds=0.1) else "",
    }
    entry = uuid.uuid5(number, f"{FOOTAGE_CUT.key}:{keeping.pk}")
    about = uuid.uuid5(number, fold.STORED)
    _once(actor, Act(subject=SubjectRef("recording", number), kind=FOOTAGE_CUT.key, content=content, id=entry, about=about))


def _once(actor: Actor, act: Act) -> None:
    try:
        register.write(actor, [act])
    except Refusal as refusal:
        if refusal.code != "already":
            raise


def _link(actor: Actor, keeping: Keeping, number: UUID) -> None:
    """Link it to the case, for whoever may write there; seeing what belongs to no case yet is not asked of a clerk at the counter."""
    assert keeping.case is not None  # noqa: S101 - asked by the caller
    case, row = SubjectRef("case", keeping.case), RecordingRow.objects.get(pk=number)
    access.demand(actor, Action.WRITE, case)
    try:
        facts = recordings.link_facts(row)
        register.link_recording(actor, case, SubjectRef("recording", number), record_id=keeping.record, facts=facts)
    except Refusal as refusal:
        if refusal.code != "already":
            raise


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, CST)


def _actor(keeping: Keeping) -> Actor:
    """Who asked, with the roles held now; somebody who left since keeps the authorship, without any role."""
    account = Account.objects.filter(person=keeping.person).first()
    try:
        if account is not None:
            found: Actor = access.actor_of(account)
            return found
    except Refusal:
        log.info("keeping=%s of somebody who left is made under his name", keeping.pk)
    return Actor(person=keeping.person, name=keeping.name, agency=keeping.agency)


def failed(keeping: UUID, why: str) -> None:
    """Given up; the segments may expire, and the page says why."""
    Keeping.objects.filter(pk=keeping, state=Kept.WAITING.value).update(state=Kept.FAILED.value, why=why[:300])


def waits_for_room(keeping: UUID, why: str) -> None:
    """Not yet: it is tried again, and says why until then."""
    Keeping.objects.filter(pk=keeping, state=Kept.WAITING.value).update(why=why[:300])
