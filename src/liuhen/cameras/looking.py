"""查阅: somebody looks at footage that is not kept. Reason, content, person and unit are logged before the first picture is shown.

(公共安全视频图像信息系统管理条例: 查阅要登记.) The copy is his alone, and gone after an hour.
"""

import shutil
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.http import Http404

from liuhen import access
from liuhen.access.policy import Action
from liuhen.cameras import index, keeping, places
from liuhen.cameras.cutting import Piece
from liuhen.cameras.models import CameraRow, Look
from liuhen.recordings import devices, playable, sandbox
from liuhen.register import clock
from liuhen.register.types import Actor
from liuhen.regulation.grammar import Refusal

LONGEST = timedelta(minutes=30)
SEEN_FOR = timedelta(hours=1)
_PROXY = sandbox.Limits(seconds=240, cpu=480, output=4 * 1024**3, nice=5)


def look(actor: Actor, camera: UUID, begin: datetime, end: datetime, *, reason: str, content: str) -> Look:
    """Log the reading and make the copy; a Refusal where nothing was recorded."""
    access.demand(actor, Action.EQUIP)
    row = CameraRow.objects.filter(pk=camera, agency=actor.agency).first()
    if row is None:
        raise Http404
    if not reason.strip() or not content.strip():
        raise Refusal("没有调取：查阅监控要登记事由和查阅的内容。请填写。", code="incomplete")
    if end <= begin or end - begin > LONGEST:
        raise Refusal("没有调取：一次看一段，最多 30 分钟，结束要晚于开始。请核对时间。", code="times_crossed")
    found = index.between(camera, begin, end)
    if not found:
        raise Refusal("没有调取：这段时间没有监控录像，当时没有录，或者已经过了保存期。", code="nothing")
    said = {"reason": reason.strip()[:300], "content": content.strip()[:300], "unit": actor.unit_name}
    span = {"from": begin.isoformat(timespec="seconds"), "to": end.isoformat(timespec="seconds")}
    number = access.reading(actor, devices.ref(camera), "played", {**said, **span, "counter": row.counter})
    assert number is not None  # noqa: S101 - only openings are merged
    pieces = keeping.cut(camera, found, begin, end, f"look-{number.hex}")
    _put(number, pieces)
    now = clock.now()
    return Look.objects.create(
        id=number, agency=actor.agency, camera=camera, person=actor.person, name=actor.name, begin=begin, end=end, at=now,
        until=now + SEEN_FOR, **said,
    )  # fmt: skip


def _put(number: UUID, pieces: list[Piece]) -> None:
    """The pieces where only this look's own page finds them, in a form that browsers play."""
    folder = places.looks()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for at, piece in enumerate(pieces):
        made, target = Path(piece.path), folder / f"{number}-{at}"
        how = playable.need(piece.type, _codecs(made, piece.type))
        try:
            if how:
                sandbox.run("proxy", _PROXY, path=str(made), type=piece.type, target=str(target), how=how)
            else:
                shutil.move(made, target)
        except sandbox.Failed as failure:
            raise Refusal(
                f"没有调取：这段录像转不成浏览器能放的格式（{failure.reason}）。可以先留存，再下载原件。", code="unplayable"
            ) from None
        finally:
            made.unlink(missing_ok=True)


def _codecs(path: Path, type_: str) -> dict[str, str]:
    facts = sandbox.run("probe", sandbox.Limits(seconds=60), path=str(path), type=type_)
    return {key: str(facts.get(key) or "") for key in ("container", "video", "audio", "pixels")}


def own(actor: Actor, number: UUID) -> Look:
    """A look of the actor's own that is not over; for anybody else there is none."""
    found = Look.objects.filter(pk=number, agency=actor.agency, person=actor.person, until__gt=clock.now()).first()
    if found is None:
        raise Http404
    return found


def files_of(look: Look) -> list[Path]:
    """Its files, in order."""
    return sorted(places.looks().glob(f"{look.pk}-*"), key=lambda path: int(path.name.rpartition("-")[2]))
