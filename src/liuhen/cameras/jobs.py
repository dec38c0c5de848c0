"""The room's deferred work: cut what somebody asked to keep; let the ring expire."""

import logging
from uuid import UUID

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from liuhen.cameras import expiry, keeping
from liuhen.cameras.models import CameraRow, Keeping, Kept
from liuhen.register import files
from liuhen.regulation.grammar import Refusal

log = logging.getLogger(__name__)
QUEUE = "cameras"
TRIES = 5
RETRY = RetryStrategy(max_attempts=TRIES - 1, exponential_wait=4)
AGAIN = 20  # seconds until the open segment is looked for again
LATER = 600  # seconds until a store that was full or away is tried again


def defer(number: UUID, *, seconds: int = 0) -> None:
    """Ask for the cut; in a while, where its last segment is still open."""
    task = keep.configure(schedule_in={"seconds": seconds}) if seconds else keep
    task.defer(keeping=str(number))


@app.task(name="cameras.keep", queue=QUEUE, retry=RETRY, pass_context=True)
def keep(context: JobContext, keeping: str) -> None:
    """Cut, store and link one span."""
    _keep(UUID(keeping), last=context.job.attempts + 1 >= TRIES)


def _keep(number: UUID, *, last: bool) -> None:
    row = Keeping.objects.filter(pk=number, state=Kept.WAITING.value).first()
    if row is None:
        return
    if keeping.waits(row):
        defer(number, seconds=AGAIN)
        return
    try:
        keeping.make(row)
    except Refusal as refusal:
        if refusal.code in files.TROUBLES:
            # the place is full or away: its segments wait as long as that lasts, and do not expire
            log.warning("keeping=%s camera=%s case=%s waits: %s", number, row.camera, row.case, refusal.message)
            keeping.waits_for_room(number, f"{refusal.message}系统每十分钟自动再试。")
            defer(number, seconds=LATER)
            return
        _failed(row, refusal, last=last)
        raise
    except Exception as error:
        _failed(row, error, last=last)
        raise


def _failed(row: Keeping, error: Exception, *, last: bool) -> None:
    reason = error.message if isinstance(error, Refusal) else "系统没有做完，原因已记入日志。片段在保存期内还在，可以再附一次。"
    log.warning("keeping=%s camera=%s case=%s failed: %s", row.pk, row.camera, row.case, reason)
    if last:
        keeping.failed(row.pk, reason)


@app.periodic(cron="*/10 * * * *")
@app.task(name="cameras.expire", queue=QUEUE, queueing_lock="cameras.expire", lock="cameras.expire", pass_context=False)
def expire(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    """Remove what is over, of every camera, switched on or not; one camera's trouble is its own."""
    for row in CameraRow.objects.all():
        try:
            expiry.expire(row)
            expiry.stray(row.pk)
        except OSError as trouble:
            log.warning("camera=%s: footage could not be removed: %s", row.pk, trouble.strerror)
    expiry.end_looks()
