"""From a finished upload to a recording: adopt the bytes, enter the recording, link it. Every step may be repeated.

Between receipt and entry a process may be killed or the database be away; whoever asks next (the client, the sweep) goes on.
"""

import logging
import math
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404

from liuhen import access
from liuhen.access import stations
from liuhen.access.models import Account
from liuhen.recordings import arrivals, commands, fold
from liuhen.recordings.commands import Stated
from liuhen.recordings.models import Upload, UploadState
from liuhen.recordings.stated import TIMES_FROM
from liuhen.recordings.times import crossed
from liuhen.register import clock, files, register
from liuhen.register.files import Blob
from liuhen.register.sniff import ENOUGH, sniff
from liuhen.register.types import Actor, SubjectRef
from liuhen.regulation.grammar import Refusal

log = logging.getLogger(__name__)
MOST_DRIFT = 100 * 366 * 86400.0  # seconds; a clock that fell back to 1970 is off by half of that

#: What may be said of an upload, in its tus metadata or afterwards.
SAYABLE = (
    *("what", "device", "place", "begin", "end", "source", "holder", "case", "record", "taken_by", "sha256"),
    *("device_id", "sequence", "station", "path", "device_begin", "device_end", "times_from", "drift"),
)


def stated(name: str, said: Mapping[str, Any]) -> Stated:
    """What the metadata of an upload state; a Refusal where it contradicts itself or cannot be read."""
    whens: dict[str, Any] = {key: _moment(said.get(key)) for key in ("begin", "end", "device_begin", "device_end")}
    if crossed(whens["begin"], whens["end"]) or crossed(whens["device_begin"], whens["device_end"]):
        raise Refusal("结束时间早于开始时间，没有记入。请核对后重填。", code="times_crossed")
    source = str(said.get("source") or "upload")
    if source not in commands.SOURCES:
        raise Refusal("来源填写有误。请选浏览器上传、聊天软件转存或设备导入。", code="unknown_source")
    words: dict[str, Any] = {key: str(said.get(key) or "").strip()[:300] for key in ("what", "place", "path")}
    short: dict[str, Any] = {key: str(said.get(key) or "").strip()[:120] for key in ("device", "holder", "station")}
    short["sequence"] = str(said.get("sequence") or "").strip()[:60]
    short["times_from"] = str(said["times_from"]) if said.get("times_from") in TIMES_FROM else ""
    ids: dict[str, Any] = {key: fold.number(said.get(key)) for key in ("taken_by", "device_id")}
    given = str(said.get("given") or "")
    return Stated(name=name, given=given, source=source, drift=_drift(said.get("drift")), **whens, **ids, **words, **short)


def _moment(text: Any) -> datetime | None:
    found = fold.moment(text)
    if text and found is None:
        raise Refusal(f"时间“{str(text)[:30]}”读不懂。请按 2026-11-13T21:21:12 的样子填写。", code="bad_time")
    return found


def _drift(text: Any) -> float | None:
    try:
        seconds = float(text) if text not in {None, ""} else None
    except (TypeError, ValueError):
        seconds = math.nan
    if seconds is not None and not abs(seconds) <= MOST_DRIFT:  # nor where it is no number
        raise Refusal(f"设备时钟偏差“{str(text)[:30]}”读不懂。请填秒数，设备快为正，慢为负。", code="bad_drift")
    return seconds


def check_target(actor: Actor, said: Mapping[str, Any]) -> None:
    """Whether the actor may write in the case the recording is meant for; raises as access.demand does."""
    if said.get("case"):
        case = fold.number(said["case"])
        if case is None:
            raise Http404
        access.demand(actor, "write", SubjectRef("case", case))


def finish(upload: Upload) -> Upload:
    """Go on until the upload is stored or refused; returns it as it stands then."""
    with transaction.atomic():
        # one at a time; whoever comes second finds it done
        upload = Upload.objects.select_for_update().get(pk=upload.pk)
        if upload.state == UploadState.RECEIVING.value:
            _received(upload)
    if upload.state == UploadState.RECEIVED.value:
        with arrivals.alone_with(upload.pk):
            upload.refresh_from_db()
            if upload.state == UploadState.RECEIVED.value:
                _store_or_say(upload)
    return upload


def _store_or_say(upload: Upload) -> None:
    """Store; where the disk or the store refuses, the bytes wait in ``incoming`` and the upload says why. The sweep tries again."""
    try:
        with files.clean_refusal():
            _store(upload)
    except Refusal as refusal:
        if refusal.code not in files.TROUBLES:
            raise
        why = f"已收齐，还没有入库：{refusal.message}系统每小时自动再试。"
        Upload.objects.filter(pk=upload.pk).update(why=why[:500])
        upload.why = why
        raise


def _received(upload: Upload) -> None:
    """All bytes are here: what are they, and are they those that were meant?"""
    path = arrivals.path_of(upload.pk)
    with path.open("rb") as file:
        type_ = sniff(file.read(ENOUGH))
    digest = arrivals.taken_digest(upload)
    try:
        _refuse_other_content(upload, digest)
        commands.refuse_others(Blob(sha256=digest, size=upload.length, type=type_))
    except Refusal as refusal:
        arrivals.drop(upload.pk)
        upload.state, upload.why = UploadState.REFUSED.value, refusal.message
    else:
        upload.state, upload.arrived = UploadState.RECEIVED.value, clock.now()
    upload.sha256 = digest
    upload.save()


def _refuse_other_content(upload: Upload, digest: str) -> None:
    expected = str(upload.metadata.get("sha256") or "").lower()
    if expected not in {"", digest}:
        raise Refusal("收到的内容与设备上的校验值不一致，没有存入。请重新上传。", code="digest_differs")


def _store(upload: Upload) -> None:
    path = arrivals.path_of(upload.pk)
    try:
        blob = files.adopt(path, sha256=upload.sha256)
    except FileNotFoundError:
        blob = _already_adopted(upload)
    actor = _actor(upload)
    stored = commands.store_recording(actor, blob, stated(upload.name, upload.metadata), arrived=upload.arrived, upload=upload.pk)
    upload.recording, upload.duplicate = stored.recording, stored.duplicate and not _stored_before(upload, stored.recording)
    upload.why = _link(actor, upload)
    upload.state = UploadState.STORED.value
    upload.save()
    arrivals.drop(upload.pk)


def _already_adopted(upload: Upload) -> Blob:
    with files.open_blob(upload.sha256) as file:
        return Blob(sha256=upload.sha256, size=upload.length, type=sniff(file.read(ENOUGH)))


def _stored_before(upload: Upload, recording: UUID) -> bool:
    """Whether it was this very upload that stored it, in a try that was cut before it could say so."""
    history = register.history(upload.agency, SubjectRef("recording", recording))
    return any(entry["upload"] == str(upload.pk) for entry in history.entries)


def _link(actor: Actor, upload: Upload) -> str:
    """Link as was meant; why not, where that is refused by now. The recording is safe either way."""
    case, record = fold.number(upload.metadata.get("case")), fold.number(upload.metadata.get("record"))
    if case is None or upload.recording is None:
        return ""
    try:
        commands.link(actor, case, upload.recording, record)
    except Refusal as refusal:
        return "" if refusal.code == "already" else refusal.message
    except Http404:
        return "已入库，但没有关联：这个案件现在不对您开放。请案件承办人来关联。"
    return ""


def _actor(upload: Upload) -> Actor:
    """Who uploaded, with the roles held now; somebody who left since keeps the authorship, without any role. A station has none."""
    if station := stations.by_id(upload.person):
        return stations.actor_of_station(station)
    account = Account.objects.filter(person=upload.person).first()
    try:
        if account is not None:
            found: Actor = access.actor_of(account)
            return found
    except Refusal:
        log.info("upload=%s of somebody who left is stored under his name", upload.pk)
    return Actor(person=upload.person, name="", agency=upload.agency)


def end(upload: Upload) -> None:
    """End an upload that nobody goes on with, or that was given up."""
    ended = Upload.objects.filter(pk=upload.pk, state=UploadState.RECEIVING.value).update(state=UploadState.ENDED.value)
    if ended:
        arrivals.drop(upload.pk)


def restate(upload: Upload, said: Mapping[str, Any]) -> None:
    """Say more of an upload before it is stored."""
    stated(upload.name, {**upload.metadata, **said})
    upload.metadata = {**upload.metadata, **{key: str(value)[:300] for key, value in said.items() if key in SAYABLE}}
    upload.save(update_fields=["metadata"])


def as_json(upload: Upload, offset: int) -> dict[str, Any]:
    """For the list of uploads and for the page that waits."""
    return {
        "id": str(upload.pk),
        "name": upload.name,
        "length": upload.length,
        "offset": offset,
        "state": upload.state,
        "label": UploadState(upload.state).label,
        "recording": str(upload.recording) if upload.recording else None,
        "duplicate": upload.duplicate,
        "why": upload.why,
        "expires_at": upload.expires_at.isoformat(),
        "metadata": {key: upload.metadata.get(key, "") for key in SAYABLE},
    }


def own(actor: Actor, upload: UUID) -> Upload:
    """An upload of the actor's own; for anybody else it does not exist."""
    found = Upload.objects.filter(pk=upload, agency=actor.agency, person=actor.person).first()
    if found is None:
        raise Http404
    return found
