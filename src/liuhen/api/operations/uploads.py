"""Files by tus 1.0.0, with a token: the protocol is that of the pages, its refusals are told as problems."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse

from liuhen.api.grammar import Answer, Caller, Operation, Parameter
from liuhen.api.operations.recordings import RECORDING, told
from liuhen.api.problems import Problem
from liuhen.api.shapes import DIGEST, listed, moment, number, obj, perhaps, whole, words, yes
from liuhen.bureau import queries as bureau
from liuhen.recordings import arrivals, devices, fold, receipt, tus
from liuhen.recordings.models import DeviceRow, RecordingRow, Upload
from liuhen.register.types import Actor
from liuhen.regulation.grammar import Refusal

#: The protocol's words in the head of an answer; they go on standing beside a problem.
_HEADERS = ("Tus-Resumable", "Tus-Version", "Upload-Offset", "Upload-Expires", "Location")


def understood(actor: Actor, said: dict[str, str]) -> dict[str, str]:
    """What a station says of a file, in the words of the pages: ``officer`` becomes who took it, the source is a device.

    An officer nobody knows is no reason to turn evidence away: it is kept as said, and the recording waits for its owner. Nor is a time of
    the device's clock that no calendar has.
    """
    if said.get("case") or said.get("record"):
        raise Refusal("文件没有收：采集站不能把音像关联到案件，关联由承办人确认。请去掉 case 和 record 再传。", code="no_linking")
    found = _without_nonsense(said)
    found["station"] = actor.name
    found.setdefault("source", "device")
    device = devices.find(actor.agency, found.get("device", ""))
    if device is not None:
        found["device"], found["device_id"] = device.code, str(device.pk)
        if device.drift is not None and (found.get("device_begin") or found.get("device_end")):
            found.setdefault("drift", str(device.drift))  # as measured at its last docking
    officer = found.pop("officer", "") or found.pop("taken_by", "")
    found |= _taken_by(actor, officer, device)
    if officer and "taken_by" not in found:
        found["what"] = "；".join(filter(None, (found.get("what"), f"采集站所报录制人：{officer}")))
    return found


def _without_nonsense(said: dict[str, str]) -> dict[str, str]:
    """Times of the device's clock that cannot be read become words."""
    spoilt = {key: said[key] for key in ("device_begin", "device_end") if said.get(key) and fold.moment(said[key]) is None}
    found = {key: text for key, text in said.items() if key not in spoilt}
    if spoilt:
        shown = "、".join(text[:30] for text in spoilt.values())
        found["what"] = "；".join(filter(None, (found.get("what"), f"采集站所报设备时间读不懂：{shown}")))
    return found


def _taken_by(actor: Actor, officer: str, device: DeviceRow | None) -> dict[str, str]:
    """The officer named; where none is, whoever carries the device."""
    named = bureau.officer_named(actor.agency, officer)
    person = named.id if named else device.holder if device and not officer else None
    return {"taken_by": str(person)} if person else {}


STATIONS = tus.Manner(place="api_upload_options", understand=understood)


def as_problem(response: HttpResponse) -> HttpResponse:
    """An answer of the protocol; one that refuses becomes a problem with the same sentence."""
    if response.status_code < 400:  # noqa: PLR2004 - HTTP's own border
        return response
    code = response.headers.get("Liuhen-Refusal", "")
    problem = Problem(response.status_code, response.content.decode(), code).response()
    for name in _HEADERS:
        if name in response.headers:
            problem[name] = response.headers[name]
    return problem


def at_the_place(caller: Caller) -> HttpResponse:
    """OPTIONS, POST and GET where uploads are made."""
    return as_problem(tus.uploads(caller.request, STATIONS))


def with_one(caller: Caller, number: UUID) -> HttpResponse:
    """OPTIONS, HEAD, PATCH and DELETE of one upload."""
    return as_problem(tus.upload(caller.request, number))


def state(caller: Caller, number: UUID) -> HttpResponse:
    """How one upload stands, and what became of it."""
    answer = tus.upload(caller.request, number)
    if answer.status_code >= 400:  # noqa: PLR2004
        return as_problem(answer)
    return JsonResponse(told_upload(receipt.own(caller.actor, number)), json_dumps_params={"ensure_ascii": False})


def mine(caller: Caller) -> HttpResponse:
    """The station's uploads that are under way."""
    from liuhen.recordings.queries import open_uploads

    return JsonResponse(
        {"uploads": [told_upload(one) for one in open_uploads(caller.actor)]}, json_dumps_params={"ensure_ascii": False}
    )


def told_upload(upload: Upload) -> dict[str, Any]:
    """As the interface tells it."""
    row = RecordingRow.objects.filter(pk=upload.recording, agency=upload.agency).first() if upload.recording else None
    return {
        "id": str(upload.pk),
        "state": upload.state,
        "name": upload.name,
        "length": upload.length,
        "offset": arrivals.offset(upload),
        "sha256": upload.sha256 or None,
        "already": upload.duplicate,
        "why": upload.why,
        "expires_at": upload.expires_at.isoformat(),
        "recording": told(row) if row else None,
    }


STATES = ["receiving", "received", "stored", "refused", "ended"]
UPLOAD = obj(
    ("id", "state", "length", "offset", "already", "recording"),
    id=words("上传编号"),
    state=words("情况：receiving 接收中，received 已收齐待入库，stored 已入库，refused 未收，ended 已终止", enum=STATES),
    name=words("文件名"),
    length=whole("文件大小，字节"),
    offset=whole("已收到的字节数，从这里接着传"),
    sha256=perhaps(DIGEST),
    already=yes("这个文件以前已经入库，没有重复存"),
    why=words("没有入库或者没有收的原因"),
    expires_at=moment("到这个时间还没有接着传的，清除"),
    recording={"anyOf": [RECORDING, {"type": "null"}], "description": "入库以后的音像"},
)

_VERSION = Parameter(
    name="Tus-Resumable", where="header", help="协议版本", schema={"type": "string", "const": "1.0.0"}, required=True
)
_METADATA = Parameter(
    name="Upload-Metadata",
    where="header",
    help=(
        "对文件的说明，“键 base64(UTF-8 值)”，逗号分隔：filename 文件名；officer 录制人（执法证号、登录名、姓名或人员编号）；"
        "device 设备（编号、序列号或国标编码）；device_begin、device_end 设备时钟所示的起止，真实时间由它减去偏差 drift（秒，快为正；不写的用最近一次测得的）；"
        "begin、end 真实的起止；sequence 设备内序号；path 设备上的路径；place 地点；what 内容；"
        "sha256 站上算好的摘要，与收到的不一致就不收"
    ),
)
_LENGTH = Parameter(
    name="Upload-Length", where="header", help="文件大小，字节", schema={"type": "integer", "minimum": 1}, required=True
)
_OFFSET = Parameter(
    name="Upload-Offset", where="header", help="从哪个字节接着传", schema={"type": "integer", "minimum": 0}, required=True
)
_CHECKSUM = Parameter(name="Upload-Checksum", where="header", help="这一段的校验：sha256 或 sha1，空格，base64")
_TELLS = {
    "Tus-Resumable": "协议版本",
    "Upload-Offset": "已收到的字节数",
    "Upload-Expires": "上传保留到何时",
    "Liuhen-Recording": "文件收齐并入库以后：音像编号",
    "Liuhen-Duplicate": "yes：这个文件以前已经入库",
}
_NUMBER = number("上传编号")


def _operation(id: str, method: str, path: str, summary: str, view: Callable[..., HttpResponse], **more: Any) -> Operation:  # noqa: A002
    return Operation(id=id, method=method, path=path, tag="上传", summary=summary, view=view, **more)


OPERATIONS = (
    _operation(
        "create_upload",
        "POST",
        "/uploads/",
        "开始上传一个文件",
        at_the_place,
        help="tus 的 creation 和 creation-with-upload。Location 是这次上传的地址，随后用 PATCH 传内容。",
        parameters=(_VERSION, _LENGTH, _METADATA, _CHECKSUM),
        bytes_in=True,
        answers={201: Answer(help="可以传了；随请求带了全部内容的，已入库", headers={"Location": "这次上传的地址", **_TELLS})},
        problems=(400, 409, 411, 412, 413, 415, 422, 423, 460, 503, 507),
    ),
    _operation(
        "list_uploads",
        "GET",
        "/uploads/",
        "列出没有传完的文件",
        mine,
        answers={200: Answer(help="本采集站没有传完的", schema=obj(("uploads",), uploads=listed(UPLOAD)))},
    ),
    _operation(
        "uploads_options",
        "OPTIONS",
        "/uploads/",
        "查询支持的 tus 版本和扩展",
        at_the_place,
        answers={
            204: Answer(
                help="支持的版本、扩展、最大文件、校验算法",
                headers={"Tus-Version": "版本", "Tus-Extension": "扩展", "Tus-Max-Size": "最大文件，字节"},
            )
        },
    ),
    _operation(
        "upload_options",
        "OPTIONS",
        "/uploads/{number}/",
        "查询支持的 tus 版本和扩展",
        with_one,
        parameters=(_NUMBER,),
        answers={204: Answer(help="支持的版本和扩展", headers={"Tus-Version": "版本", "Tus-Extension": "扩展"})},
        problems=(404,),
    ),
    _operation(
        "get_upload",
        "GET",
        "/uploads/{number}/",
        "查询一次上传的情况",
        state,
        parameters=(_NUMBER,),
        answers={200: Answer(help="情况；已入库的带上音像、用时和回执", schema=UPLOAD)},
        problems=(404, 422, 503, 507),
    ),
    _operation(
        "upload_offset",
        "HEAD",
        "/uploads/{number}/",
        "查询已收到多少字节",
        with_one,
        parameters=(_NUMBER, _VERSION),
        answers={200: Answer(help="从 Upload-Offset 接着传", headers={"Upload-Length": "文件大小", **_TELLS})},
        problems=(404, 410, 412, 422, 503, 507),
    ),
    _operation(
        "append_upload",
        "PATCH",
        "/uploads/{number}/",
        "接着传内容",
        with_one,
        help="可以分任意多段。传完最后一段，文件即入库。断了就先查已收到多少，再从那里接着传。",
        parameters=(_NUMBER, _VERSION, _OFFSET, _CHECKSUM),
        bytes_in=True,
        answers={204: Answer(help="这一段收下了", headers=_TELLS)},
        problems=(400, 404, 409, 410, 411, 412, 413, 415, 422, 423, 460, 503, 507),
    ),
    _operation(
        "end_upload",
        "DELETE",
        "/uploads/{number}/",
        "放弃一次上传",
        with_one,
        help="已收到的部分清除。已经收齐入库的不能放弃。",
        parameters=(_NUMBER, _VERSION),
        answers={204: Answer(help="已放弃")},
        problems=(404, 410, 412, 422),
    ),
)
