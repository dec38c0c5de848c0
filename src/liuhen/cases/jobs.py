"""What this room does every so often."""

from procrastinate.contrib.django import app

from liuhen.cases import tally

QUEUE = "cases"


@app.periodic(cron="*/5 * * * *")
@app.task(name="cases.compact", queue=QUEUE, queueing_lock="cases.compact", pass_context=False)
def compact(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    """Add the differences of the bureau's counts together."""
    tally.compact()
