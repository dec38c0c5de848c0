"""What this room does when the bureau changes what a gap is: the rows of all its acts are made anew. Idempotent."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from liuhen.bureau.commands import set_up_actor
from liuhen.register import register
from liuhen.register.types import Act, SubjectRef
from liuhen.regulation.history import History
from liuhen.regulation.terms import Terms
from liuhen.supervision.models import CoverageRow
from liuhen.supervision.projections import CASE, project_case

QUEUE = "supervision"
RETRY = RetryStrategy(max_attempts=5, exponential_wait=3)


def defer_all(agency: UUID) -> None:
    """Ask for all rows of an agency anew, on the connection (and in the transaction) of the caller."""
    cover_again.defer(agency=str(agency))


@app.task(name="supervision.cover_again", queue=QUEUE, retry=RETRY, pass_context=False)
def cover_again(agency: str) -> None:
    """Judge every recorded act by the settings as they are now."""
    for case in cases(UUID(agency)):
        cover_case(UUID(agency), case)


def cases(agency: UUID) -> list[UUID]:
    """The cases that have an act to be recorded."""
    return list(CoverageRow.objects.filter(agency=agency).order_by("case").values_list("case", flat=True).distinct())


def cover_case(agency: UUID, case: UUID) -> None:
    """The rows of one case anew, under its lock, so that nothing entered meanwhile is overwritten."""
    ref = SubjectRef(CASE, case)

    def plan(histories: Mapping[SubjectRef, History], terms: Terms) -> Sequence[Act]:
        project_case(agency, case, histories[ref], terms)
        return ()

    register.write_planned(set_up_actor(agency), [ref], plan)
