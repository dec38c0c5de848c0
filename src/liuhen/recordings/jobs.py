"""What is made of a recording after it is safe: poster, SM3, a copy that browsers play. Idempotent, retried, never lost.

A job that fails is tried again; when the last try fails, the recording's row says so and why, and the page offers to try again.
A job whose worker was killed is put back by the periodic rescue of stalled jobs.
"""

import logging
import uuid
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Self
from uuid import UUID

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from liuhen.recordings import fixity, fold, playable, sandbox, trouble
from liuhen.recordings.models import RecordingRow, Upload, UploadState, Work
from liuhen.register import clock, files, stores
from liuhen.register.files import Blob
from liuhen.register.types import Act, Actor, SubjectRef
from liuhen.register.write import write
from liuhen.regulation.grammar import Refusal
from liuhen.regulation.when import CST

log = logging.getLogger(__name__)

QUEUE = "recordings"
TRIES = 4
RETRY = RetryStrategy(max_attempts=TRIES - 1, exponential_wait=3)  # procrastinate does not count the first
SORTS = ("poster", "sm3", "proxy", "wave")
_PRIORITY = {"poster": 10, "sm3": 0, "proxy": -10, "wave": 5}

GIB = 1024**3
_PROBE = sandbox.Limits(seconds=120)
_POSTER = sandbox.Limits(seconds=180, cpu=40, output=16 * 1024**2)
_SLOWEST = 6  # a proxy may take this many times the length of the recording
_AT_LEAST, _AT_MOST = 300, 6 * 3600
NIGHT = frozenset({21, 22, 23, 0, 1, 2, 3, 4, 5})  # hours in China; twelve of them at most, see keeping
SLICE = 7 * 60  # seconds of every ten minutes: in between a worker is free for what people wait for


def defer_all(row: RecordingRow) -> None:
    """Ask for every copy that the row waits for, on the connection (and in the transaction) of the caller."""
    for sort in SORTS:
        if getattr(row, f"{sort}_state") == Work.WAITING.value:
            defer(sort, row.pk)


def defer(sort: str, recording: UUID) -> None:
    """Ask for one copy."""
    TASKS[sort].configure(priority=_PRIORITY[sort]).defer(recording=str(recording))


@app.task(name="recordings.poster", queue=QUEUE, retry=RETRY, pass_context=True)
def make_poster(context: JobContext, recording: str) -> None:
    """One picture that stands for the recording."""
    _attempt(context, UUID(recording), "poster", _poster)


@app.task(name="recordings.sm3", queue=QUEUE, retry=RETRY, pass_context=True)
def digest_sm3(context: JobContext, recording: str) -> None:
    """SM3, and SHA-256 once more over what really lies on the disk."""
    _attempt(context, UUID(recording), "sm3", _sm3)


@app.task(name="recordings.proxy", queue=QUEUE, retry=RETRY, pass_context=True)
def make_proxy(context: JobContext, recording: str) -> None:
    """A copy that browsers play."""
    _attempt(context, UUID(recording), "proxy", _proxy)


@app.task(name="recordings.wave", queue=QUEUE, retry=RETRY, pass_context=True)
def make_wave(context: JobContext, recording: str) -> None:
    """How loud it is, second by second."""
    _attempt(context, UUID(recording), "wave", _wave)


TASKS = {"poster": make_poster, "sm3": digest_sm3, "proxy": make_proxy, "wave": make_wave}


def _attempt(context: JobContext, recording: UUID, sort: str, make: Callable[[RecordingRow], None]) -> None:
    row = RecordingRow.objects.get(pk=recording)
    if getattr(row, f"{sort}_state") in {Work.READY.value, Work.NONE.value}:
        return
    try:
        make(row)
    except Exception as error:
        last = context.job.attempts + 1 >= TRIES
        log_failure(sort, recording, context.job.attempts + 1, error)
        if last:
            _mark_failed(recording, sort, trouble.words(error))
        raise


def log_failure(what: str, recording: UUID, attempt: int, error: Exception) -> None:
    """One line for the operator: what could not be made, of which recording, entry and case, and what was thrown."""
    row = RecordingRow.objects.get(pk=recording)
    fault = getattr(error, "fault", "") or f"{type(error).__name__}: {error}"
    log.warning(
        "%s of recording=%s entry=%s case=%s failed, try %d: %s", what, row.pk, row.entry, row.home or "-", attempt, fault
    )


def _mark_failed(recording: UUID, sort: str, reason: str) -> None:
    rows = RecordingRow.objects.filter(pk=recording, **{f"{sort}_state": Work.WAITING.value})
    rows.update(**{f"{sort}_state": Work.FAILED.value, f"{sort}_error": reason[:300]})


def _poster(row: RecordingRow) -> None:
    with scratch() as target:
        sandbox.run("poster", _POSTER, path=_path(row), type=row.type, target=str(target.path))
        _derived(row, "poster", target.store("image/jpeg"))


def _proxy(row: RecordingRow) -> None:
    seconds = int(min(max(_AT_LEAST, (row.seconds or 0) * _SLOWEST), _AT_MOST))
    limits = sandbox.Limits(seconds=seconds, cpu=seconds * 2, output=max(2 * row.size, GIB), nice=10)
    how = playable.need(row.type, row.codecs)
    with scratch() as target:
        made = sandbox.run("proxy", limits, path=_path(row), type=row.type, target=str(target.path), how=how)
        _refuse_spoilt(str(target.path), str(made["type"]))
        _derived(row, "proxy", target.store(str(made["type"])))


def _wave(row: RecordingRow) -> None:
    seconds = int(min(max(_AT_LEAST, (row.seconds or 0) / 4), _AT_MOST))
    limits = sandbox.Limits(seconds=seconds, cpu=seconds, output=16 * 1024**2, nice=5)
    with scratch() as target:
        sandbox.run("wave", limits, path=_path(row), type=row.type, target=str(target.path))
        _derived(row, "wave", target.store("application/json"))


def _refuse_spoilt(path: str, type_: str) -> None:
    """A muxer that ran out of disk does not always say so: the copy has to be readable and whole before it is kept."""
    facts = sandbox.run("probe", _PROBE, path=path, type=type_)
    if facts["unreadable"] or "truncated" in facts["notes"]:
        raise sandbox.Failed("副本没有写完整")


def _sm3(row: RecordingRow) -> None:
    with files.open_blob(row.sha256) as file:
        found = fixity.digests(file)
    if found.sha256 != row.sha256:
        raise Refusal("文件与入库时的校验值不一致。请管理员核对存储。", code="changed")
    _append(row, "sm3", {"sort": "sm3", "sha256": row.sha256, "type": row.type, "digest": found.sm3})


def _path(row: RecordingRow) -> str:
    return str(files.path_of(row.sha256))


def _derived(row: RecordingRow, sort: str, blob: Blob) -> None:
    said = {"sort": sort, "sha256": blob.sha256, "type": blob.type, "size": blob.size, "digest": "", "of": row.sha256}
    _append(row, sort, said)


def _append(row: RecordingRow, sort: str, content: dict[str, object]) -> None:
    """One entry per recording, sort and result, whoever's job comes first: a job that runs twice changes nothing."""
    number = uuid.uuid5(row.pk, f"{sort}:{content['sha256']}")
    act = Act(subject=SubjectRef("recording", row.pk), kind=fold.DERIVED, content=content, id=number)
    try:
        write(system(row.agency), [act])
    except Refusal as refusal:
        if refusal.code != "already":
            raise


def system(agency: UUID) -> Actor:
    """The system itself, as the author of what nobody did by hand: the agency's own id."""
    return Actor(person=agency, name="系统", agency=agency)


class scratch:  # noqa: N801 - used as a word: with scratch() as target
    """A place for the workshop to write to, on the disk of the store; removed if it was not stored."""

    def __enter__(self) -> Self:
        self.path = files.incoming() / f"part-{uuid.uuid4().hex}"
        return self

    def store(self, type: str) -> Blob:  # noqa: A002 - media type
        """Take what was written into the store; the workshop's limits refuse a full disk before this does."""
        return files.put(self.path, type)

    def __exit__(self, *_error: object) -> None:
        self.path.unlink(missing_ok=True)


@app.periodic(cron="17 * * * *")
@app.task(name="recordings.sweep", queue=QUEUE, queueing_lock="recordings.sweep", pass_context=False)
def sweep(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    """End uploads that nobody went on with, finish those that were cut between receipt and entry, close old play sessions."""
    from liuhen.recordings import arrivals, plays, protocol, receipt

    now = clock.now()
    _each(receipt.end, Upload.objects.filter(state=UploadState.RECEIVING.value, expires_at__lt=now))
    _each(receipt.finish, Upload.objects.filter(state=UploadState.RECEIVED.value, arrived__lt=now - timedelta(minutes=5)))
    plays.close_idle(now)
    arrivals.clear(protocol.kept_for() + timedelta(days=1))
    files.clear_fetched(timedelta(days=1).total_seconds())
    for store in stores.reading():
        try:
            store.clear(timedelta(days=2).total_seconds())
        except OSError as trouble:  # away, or a server that lists no uploads in parts
            log.warning("the store %s could not be cleared: %s", store.name, trouble)


def _each(do: Callable[[Upload], object], uploads: Iterable[Upload]) -> None:
    """One after the other; trouble with one (a disk that refuses, a store that is away) is its own, the others do not wait for it."""
    for upload in uploads:
        try:
            do(upload)
        except (Refusal, OSError) as trouble:
            log.warning("upload=%s is tried again in an hour: %s", upload.pk, trouble)


@app.periodic(cron="*/10 * * * *")
@app.task(name="recordings.fixity", queue=QUEUE, queueing_lock="recordings.fixity", lock="recordings.fixity", pass_context=False)
def fixity_of_the_night(timestamp: int) -> None:
    """A slice of tonight's share of the files, read again from first byte to last; by day nothing."""
    from liuhen.recordings import keeping

    if datetime.fromtimestamp(timestamp, CST).hour in NIGHT:
        keeping.share(SLICE)
