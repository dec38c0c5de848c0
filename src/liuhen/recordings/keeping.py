"""定期校验: every stored file is read to its end within a set period, a share each night; what is wrong is entered and shown.

Which files there are is told by the stores themselves and by what recordings name. A file that is missing, changed or cannot be read
becomes an entry of the recording it belongs to (of the bureau, for papers and scans) and an alert on the desk of whoever brought it in
or may write in its cases; it is read again every night, and once it is whole another entry says so. A store that is away says nothing
about its files: they are asked again the next time.
"""

import errno
import logging
import time
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from uuid import UUID

from django.db.models import F, Q, Sum

from liuhen.access.policy import roles_of
from liuhen.bureau import queries as bureau
from liuhen.lib.env import envint
from liuhen.recordings import queries
from liuhen.recordings.models import Clip, RecordingRow
from liuhen.register import clock, stores
from liuhen.register.digests import Readable, digest_of
from liuhen.register.models import FileCheck
from liuhen.register.stores_s3 import StoreTrouble
from liuhen.register.types import Act, Actor, SubjectRef
from liuhen.register.write import write
from liuhen.regulation.grammar import Refusal, Role

log = logging.getLogger(__name__)

DAYS = 90
MISSING, CHANGED, UNREADABLE = "missing", "changed", "unreadable"
_NIGHT = timedelta(hours=12)  # what was read within it belongs to the share of the same night
_BATCH = 1000
MOST = 20  # alerts on one desk
#: Who sees every alert: they look after the disks, and see of a file its digest alone.
KEEPERS = frozenset({Role.KEEPER, Role.ADMINISTRATOR})


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """What one reading of a file found: ``wrong`` empty for a whole one, ``found`` the digest that was read."""

    wrong: str
    found: str = ""
    store: str = ""


class Throttled:
    """A reader that takes at most so many MiB a second, so that people's work does not wait for it; 0 is as fast as it goes."""

    def __init__(self, source: Readable, mib: int) -> None:
        self._source, self._rate = source, mib * 1024 * 1024
        self._begun, self._read = time.monotonic(), 0

    def read(self, size: int, /) -> bytes:
        """As the source, with a pause where it is too quick."""
        data = self._source.read(size)
        self._read += len(data)
        if self._rate and (ahead := self._read / self._rate - (time.monotonic() - self._begun)) > 0:
            time.sleep(ahead)
        return data


def speed() -> int:
    """MiB a second that fixity reads at most: ``LIUHEN_FIXITY_MIB``; 0 for no limit."""
    return envint("LIUHEN_FIXITY_MIB", 100, least=0)


def look(sha256: str, *, mib: int = 0) -> Look:
    """Read one file to its end. StoreTrouble where its store is away, which says nothing about the file."""
    try:
        store = stores.holding(sha256)
        with store.open(sha256) as file:
            found = digest_of(Throttled(file, mib) if mib else file)
    except FileNotFoundError:
        return Look(wrong=MISSING)
    except StoreTrouble:
        raise
    except OSError as error:
        if error.errno not in {errno.EIO, errno.EACCES, errno.EPERM}:
            raise
        return Look(wrong=UNREADABLE)
    return Look(wrong="" if found == sha256 else CHANGED, found=found, store=store.name)


def enrol() -> int:
    """Make a row for every file that the stores have or recordings name, where there is none; how many are new."""
    before = FileCheck.objects.count()
    for batch in _batches():
        FileCheck.objects.bulk_create(batch, ignore_conflicts=True)
    return FileCheck.objects.count() - before


def _batches() -> Iterator[list[FileCheck]]:
    rows: list[FileCheck] = []
    for store in stores.reading():
        for sha256, size in store.listed():
            rows.append(FileCheck(sha256=sha256, size=size))
            if len(rows) == _BATCH:
                yield rows
                rows = []
    rows += [FileCheck(sha256=sha256) for sha256 in Clip.objects.exclude(sha256="").values_list("sha256", flat=True)]
    known = RecordingRow.objects.filter(here=True).values_list("sha256", "size", "poster", "proxy", "wave", "sidecars")
    for sha256, size, *copies, beside in known.iterator(chunk_size=_BATCH):
        rows += [FileCheck(sha256=sha256, size=size), *(FileCheck(sha256=one) for one in copies if one)]
        rows += [FileCheck(sha256=one["sha256"], size=one["size"]) for one in beside]
        if len(rows) >= _BATCH:
            yield rows
            rows = []
    yield rows


def period() -> timedelta:
    """Within which the whole store is read: the shortest that a bureau here has set."""
    days = [int(bureau.setting(agency.id, "fixity_days", default=DAYS)) for agency in bureau.agencies()]
    return timedelta(days=max(1, min(days, default=DAYS)))


def share(seconds: float, *, everything: bool = False, again: bool = False) -> int:
    """Read of tonight's share what can be read in so many seconds; how many files were.

    Damaged ones are read first, once a night, or ``again``; ``everything`` reads every file.
    """
    until, begun = time.monotonic() + seconds, clock.now()
    if everything or not FileCheck.objects.filter(checked_at__gte=begun - _NIGHT).exists():
        try:
            enrol()
        except StoreTrouble as trouble:
            log.warning("files of the store that is away are not looked for tonight: %s", trouble)
    count = 0
    for row in _due(begun, everything=everything, again=again or everything):
        if not check(row):
            break  # the store is away: the rest waits for it
        count += 1
        if time.monotonic() > until:
            break
    return count


def _due(now: datetime, *, everything: bool, again: bool) -> Iterator[FileCheck]:
    asked = set[str]()
    for row in FileCheck.objects.exclude(wrong="").filter(checked_at__lt=now if again else now - _NIGHT):
        asked.add(row.sha256)
        yield row
    total = FileCheck.objects.aggregate(all=Sum("size"))["all"] or 0
    tonight = FileCheck.objects.filter(checked_at__gte=now - _NIGHT)
    quota = ceil(total / period().days) - (tonight.aggregate(all=Sum("size"))["all"] or 0)
    # a store of many empty or tiny files is not to wait either: files count as well as bytes
    files = ceil(FileCheck.objects.count() / period().days) - tonight.count()
    oldest = FileCheck.objects.filter(Q(checked_at=None) | Q(checked_at__lt=now if everything else now - _NIGHT))
    for row in oldest.order_by(F("checked_at").asc(nulls_first=True), "sha256").iterator(chunk_size=_BATCH):
        if row.sha256 in asked:
            continue
        if not everything and quota <= 0 and files <= 0:
            return
        quota, files = quota - row.size, files - 1
        yield row


def check(row: FileCheck) -> bool:
    """Read one file, enter what has changed about it; False where its store is away."""
    try:
        seen = look(row.sha256, mib=speed())
    except StoreTrouble as trouble:
        log.warning("fixity waits, the store is away: %s", trouble)
        return False
    now = clock.now()
    if seen.wrong != row.wrong:
        log.log(logging.ERROR if seen.wrong else logging.INFO, "fixity sha256=%s: %s", row.sha256, seen.wrong or "whole again")
        _enter(row, seen)
        row.since = now if seen.wrong else None
    row.wrong, row.checked_at, row.store = seen.wrong, now, seen.store
    row.save()
    return True


def _enter(row: FileCheck, seen: Look) -> None:
    """The entry, in every history that the file belongs to; one, should we be killed before the row says so and come again."""
    sha256, before = row.sha256, row.since or row.checked_at
    content = {"sha256": sha256, "store": seen.store}
    if seen.wrong:
        content |= {"wrong": seen.wrong, "found": seen.found}
    kind = "file_damaged" if seen.wrong else "file_repaired"
    for agency, ref, sort in _belongs(sha256):
        act = Act(subject=ref, kind=kind, content={**content, "sort": sort}, id=uuid.uuid5(ref.id, f"{kind}:{sha256}:{before}"))
        try:
            write(Actor(person=agency, name="系统", agency=agency), [act])
        except Refusal as refusal:
            if refusal.code != "already":
                raise


def _belongs(sha256: str) -> list[tuple[UUID, SubjectRef, str]]:
    """Bureau, subject and sort of a file: its recordings, else the bureau."""
    rows = RecordingRow.objects.filter(Q(sha256=sha256) | Q(poster=sha256) | Q(proxy=sha256) | Q(wave=sha256))
    found = [
        (row.agency, SubjectRef("recording", row.pk), next(sort for sort in _SORTS if getattr(row, _SORTS[sort]) == sha256))
        for row in rows
    ]
    beside = RecordingRow.objects.filter(sidecars__contains=[{"sha256": sha256}])
    found += [(row.agency, SubjectRef("recording", row.pk), "sidecar") for row in beside]
    found += [(clip.agency, SubjectRef("recording", clip.recording), "clip") for clip in Clip.objects.filter(sha256=sha256)]
    # a file of no recording is a paper or a scan: which case's, its entries tell; here it is the bureau's
    return found or [(agency.id, SubjectRef("agency", agency.id), "other") for agency in bureau.agencies()]


_SORTS = {"original": "sha256", "poster": "poster", "proxy": "proxy", "wave": "wave"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Alert:
    """A file that is not what it was: its recording, where it has one, and what is wrong with it in words."""

    recording: RecordingRow | None
    name: str
    wrong: str
    since: datetime | None


WORDS = {MISSING: "文件不在了", CHANGED: "内容与入库时的校验值不符", UNREADABLE: "磁盘读不出"}


def wrong_with(digests: Iterable[str]) -> dict[str, str]:
    """What the last reading found wrong with these files, in words; those that are whole are left out."""
    rows = FileCheck.objects.filter(pk__in=set(digests)).exclude(wrong="")
    return {row.sha256: WORDS[row.wrong] for row in rows}


def alerts(actor: Actor) -> list[Alert]:
    """What the desk of this person has to say: files of recordings brought in, taken or seen by him; all, for who keeps the store."""
    damaged = FileCheck.objects.exclude(wrong="").in_bulk()
    if not damaged:
        return []
    mine = queries.visible(actor).filter(_with_any_of(damaged)).order_by("arrived")[:MOST]
    found = [_alert(row, *_damaged_of(row, damaged)) for row in mine]
    if roles_of(actor.roles) & KEEPERS:
        told = {sha256 for row in mine for sha256 in _files_of(row)}
        rest = [row for row in damaged.values() if row.sha256 not in told][:MOST]
        found += [Alert(recording=None, name=f"文件 {row.sha256[:16]}…", wrong=WORDS[row.wrong], since=row.since) for row in rest]
    return found


def _with_any_of(damaged: Mapping[str, FileCheck]) -> Q:
    """The recordings that any of these files is of."""
    rows = Q(sha256__in=damaged) | Q(poster__in=damaged) | Q(proxy__in=damaged) | Q(wave__in=damaged)
    clips = Clip.objects.filter(sha256__in=damaged)
    found = rows | Q(pk__in=clips.values("recording"))
    if len(damaged) > _BATCH:
        return found  # a whole disk is gone: nobody has to be told of what lay beside a film
    known = {sha256 for row in RecordingRow.objects.filter(rows).only(*_SORTS.values()) for sha256 in _own(row)}
    known |= set(clips.values_list("sha256", flat=True))
    for sha256 in [one for one in damaged if one not in known][:MOST]:
        found |= Q(sidecars__contains=[{"sha256": sha256}])
    return found


def _own(row: RecordingRow) -> list[str]:
    return [str(getattr(row, name)) for name in _SORTS.values()]


def _files_of(row: RecordingRow) -> dict[str, str]:
    """The files of a recording with what they are to it, the original first."""
    own = {sha256: sort for sort, sha256 in zip(_SORTS, _own(row), strict=True) if sha256}
    beside = {str(one["sha256"]): "sidecar" for one in row.sidecars}
    clips = dict.fromkeys(Clip.objects.filter(recording=row.pk).values_list("sha256", flat=True), "clip")
    return {**clips, **beside, **own}


def _damaged_of(row: RecordingRow, damaged: Mapping[str, FileCheck]) -> tuple[FileCheck, str]:
    """What of a recording is damaged, the original before its copies, and what it is to it."""
    ours = {sort: damaged[sha256] for sha256, sort in _files_of(row).items() if sha256 in damaged}
    sort = next(one for one in SAID if one in ours)
    return ours[sort], sort


#: What a damaged file is to its recording, in the order of weight.
SAID = {
    "original": "",
    "sidecar": "随附文件，录音录像本身完好：",
    "clip": "截取的片段，原件完好：",
    "proxy": "播放用的副本，原件完好：",
    "poster": "封面，原件完好：",
    "wave": "波形，原件完好：",
}


def _alert(row: RecordingRow, seen: FileCheck, sort: str) -> Alert:
    return Alert(recording=row, name=row.what or row.name, wrong=SAID[sort] + WORDS[seen.wrong], since=seen.since)
