"""A device in the dock: what its clock said, what storage is left, which files are on it; answered by which of them to send."""

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.urls import reverse

from liuhen.api.grammar import Answer, Caller, Operation
from liuhen.api.operations.devices import DEVICE
from liuhen.api.operations.devices import told as told_device
from liuhen.api.problems import Problem
from liuhen.api.shapes import DIGEST, NUMBER, listed, moment, obj, perhaps, whole, words, yes
from liuhen.recordings import arrivals, devices
from liuhen.recordings.models import RecordingRow, Upload
from liuhen.recordings.queries import open_uploads
from liuhen.register import clock
from liuhen.register.types import Actor
from liuhen.regulation.grammar import Refusal

MOST_FILES = 10_000
_MB = 1_000_000
#: A clock that lost its battery says 1970; that is a drift like any other, and told as one.
_FAR = timedelta(days=80 * 366)


def report(caller: Caller) -> HttpResponse:
    """Enter the docking in the device's history, and say of every file whether it is there, half there, or wanted."""
    said = caller.body
    row = devices.find(caller.actor.agency, said["device"])
    if row is None:
        raise Problem(
            422,
            "采集情况没有记入：没有登记这台设备，或者有两台用同一个编号。请核对编号，或请装备管理员先登记；文件可以照传。",
            "unknown_device",
        )
    now = clock.now()
    sent_at, at, device_time = (_at(said.get(key), now) for key in ("sent_at", "at", "device_time"))
    offset = now - sent_at if sent_at else timedelta()
    at = at + offset if at else now
    files = said.get("files") or []
    repeated = _enter(caller.actor, row.pk, said, (at, device_time))
    answer = {
        "device": told_device(devices.by_id(caller.actor.agency, row.pk) or row),
        "at": at.isoformat(),
        "drift_seconds": devices.drift_of(device_time, at),
        "station_offset_seconds": round(offset.total_seconds(), 3),
        "repeated": repeated,
        "files": _compared(caller, files),
    }
    return JsonResponse(answer, status=200 if repeated else 201, json_dumps_params={"ensure_ascii": False})


def _at(text: str | None, now: datetime) -> datetime | None:
    """A moment of the report; a Problem where it is so far away that nothing can be reckoned with it."""
    found = datetime.fromisoformat(text) if text else None
    if found is not None and not now - _FAR < found < now + _FAR:
        raise Problem(422, "采集情况没有记入：报告里的时间离现在太远。请核对采集站的时钟。", "bad_time")
    return found


def _enter(actor: Actor, device: UUID, said: Mapping[str, Any], times: tuple[datetime, datetime | None]) -> bool:
    """Enter it; True where this very report had been entered before (a station that got no answer sends it again)."""
    number = uuid.uuid5(device, f"docked:{actor.person}:{said['report']}") if said.get("report") else None
    left, (at, device_time) = said.get("storage_left"), times
    try:
        devices.docked(
            actor,
            device,
            station=actor.name,
            at=at,
            device_time=device_time,
            storage_left=None if left is None else int(left) // _MB,
            files=len(said["files"]) if "files" in said else None,
            number=number,
        )
    except Refusal as refusal:
        if refusal.code != "already":
            raise
        return True
    return False


def _compared(caller: Caller, files: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What to do with each file. Without a digest nobody can tell whether it is there: it is sent, and known as the same then."""
    agency = caller.actor.agency
    digests = {one["sha256"] for one in files if one.get("sha256")}
    here = dict(RecordingRow.objects.filter(agency=agency, here=True, sha256__in=digests).values_list("sha256", "pk"))
    coming = {str(one.metadata.get("sha256") or "").lower(): one for one in open_uploads(caller.actor)}
    return [{"name": one["name"], "sha256": one.get("sha256"), **_todo(caller, one, here, coming)} for one in files]


def _todo(caller: Caller, file: Mapping[str, Any], here: Mapping[str, UUID], coming: Mapping[str, Upload]) -> dict[str, Any]:
    digest = file.get("sha256") or ""
    if digest in here:
        return {"action": "already", "recording": str(here[digest]), "upload": None, "offset": None}
    if digest and digest in coming:
        upload = coming[digest]
        place = caller.request.build_absolute_uri(reverse("api_upload_options", args=[upload.pk]))
        return {"action": "resume", "recording": None, "upload": place, "offset": arrivals.offset(upload)}
    return {"action": "send", "recording": None, "upload": None, "offset": None}


_FILE = obj(
    ("name", "size"),
    name=words("设备上的文件名", minLength=1, maxLength=400),
    size=whole("大小，字节", minimum=0),
    sha256=DIGEST,
)
_BODY = obj(
    ("device",),
    device=words("设备的编号、序列号或国标编码", minLength=1, maxLength=80),
    report=NUMBER | {"description": "采集站给这次报告编的号；没有收到回答时用同一个号再报，只记一次"},
    at=moment("采集时间，按采集站的时钟；不写的按收到的时间"),
    device_time=moment("同一时刻设备显示的时间，用来测设备时钟的偏差"),
    sent_at=moment("发出报告时采集站的时钟；写了的，按服务器时间校正 at"),
    storage_left=whole("设备剩余存储，字节", minimum=0, maximum=2**53),
    files=listed(_FILE, "设备上的全部文件", maxItems=MOST_FILES),
)
_TODO = obj(
    ("name", "action"),
    name=words("设备上的文件名"),
    sha256=perhaps(DIGEST),
    action=words(
        "already 已入库，不必传；resume 传了一半，从 offset 接着传到 upload；send 要传", enum=["already", "resume", "send"]
    ),
    recording=perhaps(words("已入库的音像编号")),
    upload=perhaps(words("接着传的地址")),
    offset=perhaps(whole("已收到的字节数")),
)
_ANSWER = obj(
    ("device", "at", "drift_seconds", "repeated", "files"),
    device=DEVICE,
    at=moment("记下的采集时间"),
    drift_seconds=perhaps(whole("设备时钟的偏差，快为正")),
    station_offset_seconds={"type": "number", "description": "服务器时钟减采集站时钟，秒"},
    repeated=yes("这次报告以前已经记入"),
    files=listed(_TODO),
)
_EXAMPLE = {
    "device": "DSJ-07",
    "report": "0b6f9a0e-3f0f-4a55-9d7a-1f3f6f2d9c11",
    "at": "2026-11-13T22:40:05+08:00",
    "device_time": "2026-11-13T22:42:18+08:00",
    "storage_left": 21_474_836_480,
    "files": [{"name": "20261113203400_0001.MP4", "size": 734003200}],
}

OPERATIONS = (
    Operation(
        id="report_docking",
        method="POST",
        path="/dockings/",
        tag="采集",
        summary="报告一次采集",
        help="设备接上采集站时报告：记入设备的历史（采集时间、时钟偏差、剩余存储、文件数），并回答每个文件要不要传。",
        view=report,
        body=_BODY,
        example=_EXAMPLE,
        answers={
            201: Answer(help="记入了；files 说每个文件怎么办", schema=_ANSWER),
            200: Answer(help="同一次报告以前已经记入，没有再记", schema=_ANSWER),
        },
    ),
)
