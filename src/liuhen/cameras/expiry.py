"""The ring: what is older than its days goes, file first. What waits to be kept stays; what was kept is a recording and lies elsewhere.

The days are the camera's own or the bureau's setting (``camera_days``, 30 by default, which the statute sets as the least). Where room runs
short, segments older than the bureau's days go before a longer period of the camera's own is over; younger ones never: recording
stops instead, and says so.
"""

import logging
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Sum

from liuhen.bureau import queries as bureau
from liuhen.cameras import places, segments
from liuhen.cameras.models import CameraRow, Keeping, Kept, Look, Segment
from liuhen.register import clock
from liuhen.regulation.settings_table import SETTINGS

log = logging.getLogger(__name__)
AT_ONCE = 500
OVER_LOOK = timedelta(hours=1)


def least_days(agency: UUID) -> int:
    """Days that every camera of the bureau is kept at least."""
    return int(bureau.setting(agency, "camera_days", default=SETTINGS["camera_days"].default))


def days_of(row: CameraRow) -> int:
    """Days that a camera's footage is kept."""
    return max(row.days or 0, least_days(row.agency))


def expire(row: CameraRow) -> int:
    """Remove what is over; how many segments."""
    now = clock.now()
    done = _remove(row, _over(row, now - timedelta(days=days_of(row))))
    while _short_of_room():
        spare = _over(row, now - timedelta(days=least_days(row.agency)))[:AT_ONCE]
        if not (more := _remove(row, spare)):
            break
        done += more
    if done:
        log.info("camera=%s: %d segments expired", row.pk, done)
    return done


def _over(row: CameraRow, until: datetime) -> "QuerySet[Segment]":
    """Segments that ended before, less those of footage that waits to be kept."""
    waiting = Keeping.objects.filter(
        camera=OuterRef("camera"), state=Kept.WAITING.value, begin__lt=OuterRef("end"), end__gt=OuterRef("begin")
    )
    return Segment.objects.filter(~Exists(waiting), camera=row.pk, end__lt=until).order_by("end")


def _remove(row: CameraRow, found: "QuerySet[Segment]") -> int:
    """Files first: a row without its file is known and put right, a file without its row would stay for ever."""
    folder, count = places.folder(row.pk), 0
    for segment in found:
        path = folder / segment.name
        path.unlink(missing_ok=True)
        path.with_suffix(".json").unlink(missing_ok=True)
        segment.delete()
        count += 1
        with suppress(OSError):
            path.parent.rmdir()  # the day's folder, once it is empty
    return count


def _short_of_room() -> bool:
    from shutil import disk_usage

    root = places.root()
    if not root.is_dir():
        return False
    return disk_usage(root).free < places.reserve() or over_most()


def over_most() -> bool:
    """Whether all footage takes more than the machine's settings allow."""
    most = places.most()
    return bool(most) and used() > most


def used(camera: UUID | None = None) -> int:
    """Bytes of footage: of one camera, or of all."""
    rows = Segment.objects.all() if camera is None else Segment.objects.filter(camera=camera)
    return int(rows.aggregate(sum=Sum("size"))["sum"] or 0)


def end_looks() -> int:
    """Remove the copies of looks whose hour is over, and strays; how many."""
    count, folder = 0, places.looks()
    living = {str(number) for number in Look.objects.filter(until__gt=clock.now()).values_list("pk", flat=True)}
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name[:36] not in living:
            path.unlink(missing_ok=True)
            count += 1
    return count


def stray(camera: UUID) -> int:
    """Facts files whose segment is gone (a removal that was cut in between): removed; how many."""
    count = 0
    for path in segments.finished(places.folder(camera)):
        if not path.with_suffix(segments.SUFFIX).exists():
            path.unlink(missing_ok=True)
            count += 1
    return count
