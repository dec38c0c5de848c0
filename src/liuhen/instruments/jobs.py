"""The job that makes an issued record's PDF: receipt, typesetting, signature, store, entry. Idempotent, retried, never lost.

The order is that of design.md (Ledger, issuing). A job killed at any point is done again from the start: what it stored before
lies in the file store under its own digest and harms nobody; the entry has one id per issue, so a second one cannot be made.
When the last try fails, the row says 出具失败 and why; the number stays.
"""

import io
import logging
from datetime import datetime
from uuid import UUID, uuid5

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from liuhen.bureau import queries as bureau
from liuhen.instruments import render
from liuhen.instruments.letterhead import Agency
from liuhen.instruments.models import Instrument, State
from liuhen.ledger.proofs import Receipt, wait_sequenced
from liuhen.register import clock, files
from liuhen.register.register import history as load_history
from liuhen.register.register import terms, write
from liuhen.register.types import Act, Actor, SubjectRef
from liuhen.regulation.grammar import Refusal
from liuhen.regulation.history import INSTRUMENT_ISSUED, History, Record
from liuhen.regulation.terms import Terms

log = logging.getLogger(__name__)

QUEUE = "instruments"
TRIES = 5
RETRY = RetryStrategy(max_attempts=TRIES, exponential_wait=3)
PDF = "application/pdf"
_PRIORITY = 50


def defer(entry: UUID) -> None:
    """Ask for the PDF of one ``issued`` entry, on the connection (and in the transaction) of the caller."""
    issue_instrument.configure(priority=_PRIORITY).defer(entry=str(entry))


def again(row: Instrument) -> None:
    """Ask once more for a PDF that failed; the number stays."""
    row.state, row.error, row.tries = State.WAITING, "", 0
    row.save(update_fields=["state", "error", "tries"])
    defer(row.entry)


@app.task(name="instruments.issue", queue=QUEUE, retry=RETRY, pass_context=True)
def issue_instrument(context: JobContext, entry: str) -> None:
    """One try; a failure is written on the row, the last one as final, and raised for the queue to try again."""
    number, attempt = UUID(entry), context.job.attempts + 1
    try:
        make(number)
    except Exception as error:
        reason = error.message if isinstance(error, Refusal) else "出文书时出错，文号保留。请系统管理员查看日志，改好后再出一次。"
        row = Instrument.objects.filter(pk=number).exclude(state=State.READY)
        row.update(tries=attempt, error=reason[:300], **({"state": State.FAILED} if attempt >= TRIES else {}))
        found = Instrument.objects.filter(pk=number).first()
        where = f"{found.subject_type}:{found.subject}" if found else "?"
        log.warning(
            "paper of %s entry=%s failed, try %d of %d: %s: %s", where, number, attempt, TRIES, type(error).__name__, error
        )
        raise


def make(entry: UUID) -> Instrument:
    """Make the PDF of one issued entry now, unless it is there. Call it outside transactions."""
    row = Instrument.objects.get(pk=entry)
    if row.state == State.READY:
        return row
    agency = bureau.agency(row.agency)
    if agency is None:
        raise LookupError(f"agency {row.agency} has no row")
    receipt = wait_sequenced(entry)
    ref = SubjectRef(row.subject_type, row.subject)
    history = load_history(row.agency, ref)
    record = history.record(str(row.record))
    if record is None or record.issued is None:
        raise LookupError(f"entry {entry} issues no record of {ref}")
    if record.instrument is None:
        _put(ref, record, agency, receipt, sealed(record, history, terms(row.agency), agency, receipt))
    row.refresh_from_db()
    return row


def _put(ref: SubjectRef, record: Record, agency: Agency, receipt: Receipt, content: bytes) -> None:
    blob = files.put(content, PDF)
    act = Act(
        subject=ref,
        kind=INSTRUMENT_ISSUED,
        id=uuid5(receipt.entry, INSTRUMENT_ISSUED),
        part_of=UUID(record.id),
        content={
            "sha256": blob.sha256,
            "size": blob.size,
            "type": PDF,
            "pages": page_count(content),
            "number": record.number,
            "receipt": {"index": receipt.index, "size": receipt.size, "log": receipt.origin},
        },
    )
    try:
        write(system(agency.id), [act])
    except Refusal as refusal:
        if refusal.code != "already":  # another worker was quicker: its paper is the one
            raise


def sealed(record: Record, history: History, settled: Terms, agency: Agency, receipt: Receipt | None) -> bytes:
    """A record as a signed PDF/A-2a."""
    from liuhen.instruments import signing  # a second to import, which a web process need not spend at its start

    return signing.sign(render.render(record, history, settled, agency, receipt), agency.id, agency.name)


def page_count(content: bytes) -> int:
    """Pages of a PDF."""
    import pikepdf  # see above

    with pikepdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.pages)


def warm() -> None:
    """Load what the first paper of a process would wait for: fonts, the compiler, the signing library. For a worker's start."""
    from liuhen.instruments import signing, typesetter

    data = {"title": "预热", "blocks": [{"kind": "p", "text": signing.FIELD}], "signatures": []}
    page_count(typesetter.pdf("notice", data, date=clock.now()))


def system(agency: UUID) -> Actor:
    """The system itself, as the author of what nobody did by hand: the agency's own id."""
    return Actor(person=agency, name="系统", agency=agency)


def make_waiting(agency: UUID, at: datetime | None = None) -> int:
    """Make every waiting PDF of an agency here and now, without a worker: for the demo and for tools; returns how many.

    ``at`` is the scripted moment at which they are recorded, for an agency on a scripted clock.
    """
    waiting = list(
        Instrument.objects.filter(agency=agency, state=State.WAITING).order_by("issued_at").values_list("entry", flat=True)
    )
    for entry in waiting:
        if at is None:
            make(entry)
        else:
            with clock.scripted(at):
                make(entry)
    return len(waiting)
