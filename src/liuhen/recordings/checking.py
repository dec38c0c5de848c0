"""查验原件: read an original from first byte to last now, and hold its digest against the one that was entered when it came in."""

import hashlib
import logging
import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from procrastinate.contrib.django import app

from liuhen import access
from liuhen.ledger import proofs
from liuhen.ledger.read import NoSuchEntry
from liuhen.recordings import fold_beside, jobs, keeping
from liuhen.recordings.models import RecordingRow, Work
from liuhen.recordings.models_beside import OriginalCheck
from liuhen.register import clock, files
from liuhen.register.models import FileCheck
from liuhen.register.stores_s3 import StoreTrouble
from liuhen.register.types import Act, Actor, SubjectRef
from liuhen.register.write import write
from liuhen.regulation.grammar import Refusal

log = logging.getLogger(__name__)
CHUNK = 4 * 1024 * 1024
TOLD = 64 * 1024 * 1024  # bytes between two words about how far it is
STALE = timedelta(hours=6)  # a check that has not ended by then was cut off


def ask(actor: Actor, recording: UUID) -> OriginalCheck:
    """Begin a check, or give the one that runs."""
    ref = SubjectRef("recording", recording)
    access.demand(actor, "see", ref)
    row = RecordingRow.objects.get(pk=recording, agency=actor.agency)
    if not row.here:
        raise Refusal("没有查验：原件在专用存储器里，不在本系统。请到存放处用 ./liuhen digest 复核。", code="elsewhere")
    now = clock.now()
    running = OriginalCheck.objects.filter(recording=recording, state=Work.WAITING.value, asked_at__gt=now - STALE).first()
    if running is not None:
        return running
    check = OriginalCheck.objects.create(
        id=uuid.uuid4(),
        agency=actor.agency,
        recording=recording,
        person=actor.person,
        name=actor.name,
        asked_at=now,
        size=row.size,
    )
    check_original.configure(priority=9).defer(check=str(check.pk))
    return check


@app.task(name="recordings.check_original", queue=jobs.QUEUE, retry=jobs.RETRY, pass_context=False)
def check_original(check: str) -> None:
    """Read and compare."""
    row = OriginalCheck.objects.filter(pk=UUID(check), state=Work.WAITING.value).first()
    if row is not None:
        run(row)


def run(check: OriginalCheck) -> None:
    """Read the original, say how far along, enter what was found; a difference is told as fixity tells it."""
    recording = RecordingRow.objects.get(pk=check.recording)
    try:
        found = _read(check, recording.sha256)
    except FileNotFoundError:
        _end(check, recording, "", "原件不在文件库里。请从备份或设备找回，再查验。")
    except StoreTrouble:
        raise  # the store is away, which says nothing about the file: tried again
    except OSError as trouble:
        log.warning("recording=%s original cannot be read: %s", recording.pk, trouble)
        _end(check, recording, "", "磁盘读不出原件。请管理员检查存储。")
    else:
        _end(check, recording, found, "" if found == recording.sha256 else "内容与入库时的校验值不符。请从备份或设备找回。")


def _read(check: OriginalCheck, sha256: str) -> str:
    digest, done, told = hashlib.sha256(), 0, 0
    with files.open_blob(sha256) as file:
        while data := file.read(CHUNK):
            digest.update(data)
            done += len(data)
            if done - told >= TOLD:
                OriginalCheck.objects.filter(pk=check.pk).update(done=done)
                told = done
    OriginalCheck.objects.filter(pk=check.pk).update(done=done)
    return digest.hexdigest()


def _end(check: OriginalCheck, recording: RecordingRow, found: str, error: str) -> None:
    content = {"sha256": recording.sha256, "found": found, "same": not error, "size": recording.size if found else 0}
    ref = SubjectRef("recording", recording.pk)
    act = Act(subject=ref, kind=fold_beside.CHECKED, content=content, id=uuid.uuid5(check.pk, "checked"))
    try:
        write(Actor(person=check.person, name=check.name, agency=check.agency), [act])
    except Refusal as refusal:
        if refusal.code != "already":
            raise
    state = Work.FAILED.value if error else Work.READY.value
    OriginalCheck.objects.filter(pk=check.pk).update(state=state, error=error, found=found, finished_at=clock.now())
    if error:
        file, _ = FileCheck.objects.get_or_create(sha256=recording.sha256, defaults={"size": recording.size})
        keeping.check(file)


@dataclass(frozen=True, kw_only=True, slots=True)
class Proof:
    """Where the entry that names the original stands in the log: leaf, size of the tree, the log's name."""

    index: int
    size: int
    origin: str


def proof(row: RecordingRow) -> Proof | None:
    """The receipt of the entry that stored a recording; None until it has its place."""
    try:
        found = proofs.receipt(row.entry)
    except NoSuchEntry:
        return None
    return Proof(index=found.index, size=found.size, origin=found.origin) if found else None


def newest(recording: UUID) -> OriginalCheck | None:
    """The newest check of a recording."""
    return OriginalCheck.objects.filter(recording=recording).order_by("-asked_at").first()


def as_json(check: OriginalCheck) -> dict[str, Any]:
    """For the page that waits."""
    share = min(1.0, check.done / check.size) if check.size else 1.0
    return {"state": check.state, "share": round(share, 3), "found": check.found, "error": check.error}
