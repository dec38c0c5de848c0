"""tus 1.0.0, the protocol of resumable uploads: core, creation, creation-with-upload, termination, checksum, expiration.

Who may not see an upload is told 404. Refusals are plain text in Chinese, which tus clients hand through to the page.
"""

import base64
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.http import http_date

from liuhen.recordings import arrivals, names, queries, receipt
from liuhen.recordings.models import Upload, UploadState
from liuhen.recordings.protocol import (
    BODY,
    EXTENSIONS,
    GIB,
    METADATA,
    OVER,
    VERSION,
    Wrong,
    demand_actor,
    demand_version,
    kept_for,
    largest,
    not_allowed,
    number_in,
    protocol,
    reserve,
    text,
)
from liuhen.register import clock, files, slow
from liuhen.register.files import Readable
from liuhen.register.types import Actor
from liuhen.regulation.grammar import Refusal


@dataclass(frozen=True, kw_only=True, slots=True)
class Manner:
    """Who uploads: the name of the address where one upload is gone on with, and what is made of the words said of a file."""

    place: str = "upload"
    understand: Callable[[Actor, dict[str, str]], dict[str, str]] = lambda _actor, said: said


PEOPLE = Manner()


@protocol
def uploads(request: HttpRequest, manner: Manner = PEOPLE) -> HttpResponse:
    """The place where uploads are made: OPTIONS, POST; GET lists one's own that are not finished."""
    if request.method == "OPTIONS":
        return _options()
    if request.method == "POST":
        return _create(request, manner)
    if request.method == "GET":
        own = queries.open_uploads(demand_actor(request))
        return JsonResponse({"uploads": [receipt.as_json(upload, arrivals.offset(upload)) for upload in own]})
    return not_allowed(["OPTIONS", "POST", "GET"])


@protocol
def upload(request: HttpRequest, number: UUID) -> HttpResponse:
    """One upload: HEAD asks how far it is, PATCH goes on, DELETE gives it up; GET tells the page how it stands."""
    methods = {"HEAD": _head, "PATCH": _patch, "DELETE": _delete}
    if request.method == "OPTIONS":
        return _options()
    if request.method == "GET":
        found = _settled(receipt.own(demand_actor(request), number))
        return JsonResponse(receipt.as_json(found, arrivals.offset(found)))
    method = methods.get(request.method or "")
    if method is None:
        return not_allowed(["OPTIONS", "GET", *methods])
    demand_version(request)
    found = receipt.own(demand_actor(request), number)
    _refuse_over(found)
    return method(request, found)


@protocol
def facts(request: HttpRequest, number: UUID) -> HttpResponse:
    """Say what an upload is while it still comes in: the form fields of ``receipt.SAYABLE``."""
    if request.method != "POST":
        return not_allowed(["POST"])
    actor = demand_actor(request)
    found = receipt.own(actor, number)
    if found.state != UploadState.RECEIVING.value:
        raise Refusal("这次上传已经结束。要改说明，请在音像页面更正。", code="over")
    said = {key: request.POST[key].replace("\0", "") for key in receipt.SAYABLE if key in request.POST}
    receipt.check_target(actor, said)
    receipt.restate(found, said)
    return JsonResponse(receipt.as_json(found, arrivals.offset(found)))


def _options() -> HttpResponse:
    response = HttpResponse(status=204)
    response["Tus-Version"] = VERSION
    response["Tus-Extension"] = EXTENSIONS
    response["Tus-Max-Size"] = str(largest())
    response["Tus-Checksum-Algorithm"] = ",".join(sorted(arrivals.CHECKSUMS))
    return response


# -- creation -------------------------------------------------------------------------------------------------------


def _create(request: HttpRequest, manner: Manner) -> HttpResponse:
    demand_version(request)
    actor = demand_actor(request)
    if "Upload-Length" not in request.headers:
        raise Wrong(400, "上传前要说明文件大小（Upload-Length）。")
    said = manner.understand(actor, _metadata(request.headers.get("Upload-Metadata", "")))
    made = _made(actor, number_in(request, "Upload-Length"), said)
    if request.content_type == BODY:
        made = _go_on(request, made, 0)
    response = _told(made, HttpResponse(status=201))
    response["Location"] = request.build_absolute_uri(reverse(manner.place, args=[made.pk]))
    return response


def _made(actor: Actor, length: int, said: dict[str, str]) -> Upload:
    if length == 0:
        raise Refusal("文件没有收：它是空的，0 字节。请在设备上核对后重新上传。", code="empty")
    if length > largest():
        raise Refusal(
            f"文件没有收：超过一次上传的上限 {largest() // GIB or 1} GiB。请分段上传，或由管理员导入。", code="too_large"
        )
    if not files.room_for(length, reserve=reserve()):
        raise Refusal("文件没有收：存储空间不够。请管理员清理或扩容后再传。", code="disk_full")
    given = said.get("filename") or said.get("name") or ""
    name = names.shown(given)
    kept = {key: said[key] for key in receipt.SAYABLE if said.get(key)}
    kept["given"] = names.written(given)
    receipt.stated(name, kept)
    receipt.check_target(actor, kept)
    now = clock.now()
    made = Upload(
        id=uuid.uuid4(),
        agency=actor.agency,
        person=actor.person,
        length=length,
        boot=arrivals.this_boot(),
        name=name,
        metadata=kept,
        created_at=now,
        expires_at=now + kept_for(),
    )
    arrivals.begin(made)
    made.save(force_insert=True)
    return made


def _metadata(header: str) -> dict[str, str]:
    """``key base64, key base64``; the values are UTF-8, the name of the file any bytes."""
    found: dict[str, str] = {}
    if len(header) > METADATA:
        raise Wrong(400, "Upload-Metadata 太长。")
    for pair in filter(None, (part.strip() for part in header.split(","))):
        key, _, value = pair.partition(" ")
        if not key.isascii() or key in found:
            raise Wrong(400, "Upload-Metadata 读不懂。")
        try:
            raw = base64.b64decode(value.strip(), validate=True)
        except ValueError:  # of base64 as well as of letters that are no ASCII
            raise Wrong(400, "Upload-Metadata 读不懂。") from None
        if key in {"filename", "name"}:
            found[key] = raw.decode("utf-8", "surrogateescape")  # to the byte: it is evidence of what the device called the file
        else:
            found[key] = raw.decode("utf-8", "replace").replace("\0", "")
    return found


# -- one upload -----------------------------------------------------------------------------------------------------


def _refuse_over(found: Upload) -> None:
    if found.state == UploadState.RECEIVING.value and found.expires_at <= clock.now():
        receipt.end(found)
        raise Wrong(410, "这次上传放得太久，已经清除。请重新上传。")
    if found.state in OVER:
        raise Wrong(410, found.why or "这次上传已经终止。请重新上传。")


def _settled(found: Upload) -> Upload:
    """An upload that has all its bytes is brought to its end, whoever asks."""
    whole = found.state == UploadState.RECEIVING.value and arrivals.offset(found) == found.length
    return receipt.finish(found) if whole or found.state == UploadState.RECEIVED.value else found


def _told(found: Upload, response: HttpResponse) -> HttpResponse:
    """The headers that tell how an upload stands; a file that was refused becomes 422 with its sentence."""
    if found.state == UploadState.REFUSED.value:
        response = text(422, found.why)
        response["Liuhen-Refusal"] = "refused"
    response["Upload-Offset"] = str(arrivals.offset(found))
    if found.state == UploadState.RECEIVING.value:
        response["Upload-Expires"] = http_date(found.expires_at.timestamp())
    if found.recording is not None:
        response["Liuhen-Recording"] = str(found.recording)
        if found.duplicate:
            response["Liuhen-Duplicate"] = "yes"
    return response


def _head(_request: HttpRequest, found: Upload) -> HttpResponse:
    found = _settled(found)
    response = _told(found, HttpResponse(status=200))
    response["Upload-Length"] = str(found.length)
    pairs = {"filename": found.name, **{key: str(found.metadata[key]) for key in receipt.SAYABLE if key in found.metadata}}
    response["Upload-Metadata"] = ",".join(f"{key} {base64.b64encode(said.encode()).decode()}" for key, said in pairs.items())
    return response


def _delete(_request: HttpRequest, found: Upload) -> HttpResponse:
    if found.state != UploadState.RECEIVING.value:
        raise Refusal("文件已经收齐入库，不能再终止上传。", code="over")
    receipt.end(found)
    return HttpResponse(status=204)


def _patch(request: HttpRequest, found: Upload) -> HttpResponse:
    if request.content_type != BODY:
        raise Wrong(415, f"内容类型应为 {BODY}。")
    return _told(_go_on(request, found, number_in(request, "Upload-Offset")), HttpResponse(status=204))


def _go_on(request: HttpRequest, found: Upload, at: int) -> Upload:
    """Take what the request brings; finish the upload where that was the last of it."""
    if "Content-Length" not in request.headers:
        raise Wrong(411, "请说明这一段的长度（Content-Length）。")
    if at != arrivals.offset(found):
        raise Wrong(409, "接续的位置不对。请先查询已收到多少，再接着传。")
    coming = number_in(request, "Content-Length")
    if found.state == UploadState.RECEIVING.value and coming:
        if at + coming > found.length:
            raise Wrong(413, "内容比说明的文件大小多。请重新上传。")
        _append(request, found, at)
        Upload.objects.filter(pk=found.pk).update(expires_at=clock.now() + kept_for())
    found.refresh_from_db()
    return _settled(found)


def _append(request: HttpRequest, found: Upload, at: int) -> None:
    try:
        with slow.place():
            arrivals.receive(found, at, cast("Readable", request), _checksum(request))
    except arrivals.WrongOffset:
        raise Wrong(409, "接续的位置不对。请先查询已收到多少，再接着传。") from None
    except arrivals.Overtaken:
        raise Wrong(423, "这个文件正在另一处上传。请等它传完，或在那一处停下。") from None
    except arrivals.Mismatch:
        raise Wrong(460, "这一段在路上出了错，没有收下。请重传这一段。") from None
    except arrivals.TooMuch:
        raise Wrong(413, "内容比说明的文件大小多。请重新上传。") from None


def _checksum(request: HttpRequest) -> tuple[str, bytes] | None:
    header = request.headers.get("Upload-Checksum")
    if header is None:
        return None
    name, _, value = header.strip().partition(" ")
    try:
        expected = base64.b64decode(value.strip(), validate=True)
    except ValueError:  # of base64 as well as of letters that are no ASCII
        raise Wrong(400, "Upload-Checksum 读不懂。") from None
    if name not in arrivals.CHECKSUMS:
        raise Wrong(400, "校验算法只支持 sha1 和 sha256。")
    return name, expected
