"""The job that binds the volumes of an archived case: one entry per volume names its digest, so that bags can prove it.

Idempotent: an entry's id follows from the archiving and the volume, so a job done twice adds nothing.
"""

import logging
from uuid import UUID, uuid5

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from liuhen.bureau import queries as bureau
from liuhen.cases.models import CaseRow
from liuhen.instruments import binding, casefile, jobs
from liuhen.instruments.orders import Volume
from liuhen.register import files, register
from liuhen.register.types import Act, SubjectRef
from liuhen.regulation.grammar import Refusal
from liuhen.regulation.kinds.machine import VOLUME_BOUND

log = logging.getLogger(__name__)

QUEUE = "instruments"
RETRY = RetryStrategy(max_attempts=5, exponential_wait=3)


def defer(case: UUID, entry: UUID) -> None:
    """Ask for the volumes of one archiving, on the connection (and in the transaction) of the caller."""
    bind_volumes.defer(case=str(case), entry=str(entry))


@app.task(name="archive.bind", queue=QUEUE, retry=RETRY)
def bind_volumes(case: str, entry: str) -> None:
    """One try; procrastinate tries again, and ``doctor`` shows what failed for good."""
    bind(UUID(case), UUID(entry))


def bind(case: UUID, entry: UUID) -> int:
    """Bind the volumes of a case as it stood when it was archived, unless they are bound; returns how many are new."""
    row = CaseRow.objects.get(pk=case)
    agency = bureau.agency(row.agency)
    if agency is None:
        raise LookupError(f"agency {row.agency} has no row")
    ref = SubjectRef("case", case)
    there = {one.id for one in register.history(row.agency, ref).entries}
    made = 0
    for volume in casefile.volumes_of(register.history(row.agency, ref)):
        number = uuid5(entry, f"volume:{volume.value}")
        if str(number) in there:
            continue
        history = register.history(row.agency, ref)
        bound = binding.bind(history, register.terms(row.agency), agency, volume)
        made += _put(ref, row, entry, number, bound)
    log.info("bound case=%s entry=%s volumes=%d", case, entry, made)
    return made


def _put(ref: SubjectRef, row: CaseRow, entry: UUID, number: UUID, bound: binding.Bound) -> int:
    blob = files.put(bound.pdf, jobs.PDF)
    content = {
        "volume": bound.volume.value,
        "pages": bound.pages,
        "name": f"{Volume(bound.volume).label}.pdf",
        "sha256": blob.sha256,
        "size": blob.size,
        "type": blob.type,
        "apart": list(bound.apart),
    }
    act = Act(subject=ref, kind=VOLUME_BOUND.key, id=number, about=entry, content=content)
    try:
        register.write(jobs.system(row.agency), [act])
    except Refusal as refusal:
        if refusal.code != "already":  # another worker was quicker: its volume is the one
            raise
        return 0
    return 1
