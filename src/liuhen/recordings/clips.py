"""截取片段: a stretch of a recording as a derived copy, cut by a worker without coding it anew; the original stays untouched."""

import math
import uuid
from dataclasses import dataclass
from uuid import UUID

from procrastinate import JobContext
from procrastinate.contrib.django import app

from liuhen import access
from liuhen.recordings import fold, jobs, sandbox, trouble
from liuhen.recordings.models import RecordingRow, Work
from liuhen.recordings.models_beside import Clip
from liuhen.register import clock, files
from liuhen.register.types import Act, Actor, SubjectRef
from liuhen.register.write import write
from liuhen.regulation.grammar import Refusal

SHORTEST = 0.2


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """From which second to which, what it shows, and what for."""

    begin: float
    end: float
    what: str = ""
    reason: str = ""


def ask(actor: Actor, recording: UUID, wanted: Wanted) -> Clip:
    """Ask a worker for a clip; a Refusal where there is nothing to cut."""
    access.demand(actor, "write", SubjectRef("recording", recording))
    row = RecordingRow.objects.get(pk=recording, agency=actor.agency)
    _refuse(row, wanted)
    last = row.seconds or wanted.end
    clip = Clip.objects.create(
        id=uuid.uuid4(),
        agency=actor.agency,
        recording=recording,
        begin=round(wanted.begin, 1),
        end=round(min(wanted.end, last), 1),
        what=wanted.what.strip()[:120],
        reason=wanted.reason.strip()[:300],
        by=actor.person,
        at=clock.now(),
    )
    make_clip.configure(priority=8).defer(clip=str(clip.pk))
    return clip


def _refuse(row: RecordingRow, wanted: Wanted) -> None:
    if not row.here:
        raise Refusal("没有截取：原件在专用存储器里，不在本系统。请先把原文件传进来。", code="elsewhere")
    if row.media not in {"video", "audio"} or row.unreadable:
        raise Refusal("没有截取：这份音像不能播放，截不出片段。", code="not_playable")
    if (
        not (math.isfinite(wanted.begin) and math.isfinite(wanted.end))
        or wanted.begin < 0
        or wanted.end - wanted.begin < SHORTEST
    ):
        raise Refusal("没有截取：结束要在开始之后。请在播放器里分别按“起点”和“终点”。", code="bad_span")
    if row.seconds and wanted.begin >= row.seconds:
        raise Refusal(f"没有截取：开始在片尾（{row.seconds:.1f} 秒）之后。", code="beyond_end")
    if not wanted.reason.strip():
        raise Refusal("没有截取：请写明截取事由，例如“拒签经过，交法制审核”。", code="incomplete")
    if not files.exists(row.sha256):
        raise Refusal("没有截取：原件不在文件库里。请告诉系统管理员，从备份或设备找回后再截。", code="missing")


@app.task(name="recordings.clip", queue=jobs.QUEUE, retry=jobs.RETRY, pass_context=True)
def make_clip(context: JobContext, clip: str) -> None:
    """Cut; on the last try that fails, the clip says why."""
    row = Clip.objects.filter(pk=UUID(clip), state=Work.WAITING.value).first()
    if row is None:
        return
    try:
        cut(row)
    except Exception as error:
        jobs.log_failure(f"clip={row.pk}", row.recording, context.job.attempts + 1, error)
        if context.job.attempts + 1 >= jobs.TRIES:
            Clip.objects.filter(pk=row.pk).update(state=Work.FAILED.value, error=trouble.words(error)[:300])
        raise


def cut(clip: Clip) -> None:
    """Make it and enter it, under the name of who asked. A job that runs twice enters it once."""
    row = RecordingRow.objects.get(pk=clip.recording)
    limits = sandbox.Limits(seconds=900, cpu=900, output=max(row.size * 2, jobs.GIB), nice=5)
    span = {"begin": clip.begin, "end": clip.end}
    with jobs.scratch() as target:
        path = str(files.path_of(row.sha256))
        made = sandbox.run("cut", limits, path=path, type=row.type, target=str(target.path), **span)
        blob = target.store(str(made["type"]))
    content = {
        "sort": "clip", "clip": str(clip.pk), "sha256": blob.sha256, "type": blob.type, "size": blob.size, "of": row.sha256,
        "from": made["from"], "until": made["until"], "asked_from": clip.begin, "asked_until": clip.end,
        "what": clip.what, "reason": clip.reason, "made": "逐包复制，未重新编码",
    }  # fmt: skip
    ref = SubjectRef("recording", row.pk)
    act = Act(subject=ref, kind=fold.DERIVED, content=content, id=uuid.uuid5(clip.pk, "clip"))
    try:
        write(Actor(person=clip.by, name="", agency=clip.agency), [act])
    except Refusal as refusal:
        if refusal.code != "already":
            raise


def why(clip: Clip) -> str:
    """Why it failed, and what to do."""
    return f"{trouble.shown(clip.error) or trouble.UNKNOWN}。请再截一次；仍然不行，请告诉系统管理员。"


def of_recording(recording: UUID) -> list[Clip]:
    """The clips of a recording, in its order."""
    return list(Clip.objects.filter(recording=recording).order_by("begin", "at")[:200])
