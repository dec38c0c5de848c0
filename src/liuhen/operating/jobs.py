"""The jobs that keep the other jobs going."""

import logging

from procrastinate import JobContext
from procrastinate.contrib.django import app

from liuhen.operating.jobs_worker import GIVEN_UP

log = logging.getLogger(__name__)


@app.periodic(cron="* * * * * */10")  # the sixth field: every ten seconds
@app.task(name="operating.requeue_stalled", queueing_lock="operating.requeue_stalled", pass_context=True)
async def requeue_stalled(context: JobContext, timestamp: int) -> int:  # noqa: ARG001 - given by the scheduler
    """Give back the jobs whose worker died (killed, power cut): a job is done at least once, and each is idempotent."""
    manager = context.app.job_manager
    count = 0
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=GIVEN_UP):
        await manager.retry_job(job)
        log.warning("job %s (%s) was left by a worker that is gone; it is done again", job.id, job.task_name)
        count += 1
    return count
