"""The bureau's recording devices, as a station has to know them: by code, serial or GB/T 28181 code."""

from typing import Any

from django.http import HttpResponse, JsonResponse

from liuhen.api.grammar import Answer, Caller, Operation, Parameter
from liuhen.api.shapes import listed, moment, obj, perhaps, whole, words
from liuhen.recordings import devices
from liuhen.recordings.models import DeviceRow

LONGEST = 80


def found(caller: Caller) -> HttpResponse:
    """All devices, or the one that bears what is asked for; none is an empty list and no error."""
    asked = caller.request.GET.get("q")
    if asked is None:
        rows = list(DeviceRow.objects.filter(agency=caller.actor.agency).order_by("code", "id"))
    else:
        one = devices.find(caller.actor.agency, asked[:LONGEST].replace("\0", ""))
        rows = [one] if one else []
    return JsonResponse({"devices": [told(row) for row in rows]}, json_dumps_params={"ensure_ascii": False})


def told(row: DeviceRow) -> dict[str, Any]:
    """As the interface tells it."""
    return {
        "id": str(row.pk),
        "code": row.code,
        "sort": row.sort,
        "make": row.make,
        "model": row.model,
        "serial": row.serial,
        "gb28181": row.gb28181,
        "unit": row.unit_name,
        "state": row.state,
        "holder": {"id": str(row.holder), "name": row.holder_name} if row.holder else None,
        "drift_seconds": row.drift,
        "docked_at": row.docked_at.isoformat() if row.docked_at else None,
    }


DEVICE = obj(
    ("id", "code", "state"),
    id=words("设备在登记册里的编号"),
    code=words("本局编号，如 DSJ-07"),
    sort=words("种类"),
    make=words("厂商"),
    model=words("型号"),
    serial=words("序列号"),
    gb28181=words("国标编码"),
    unit=words("配发机构"),
    state=words("状态"),
    holder=perhaps(obj(("id", "name"), id=words("人员编号"), name=words("姓名"))),
    drift_seconds=perhaps(whole("最近一次测得的时钟偏差，快为正")),
    docked_at=perhaps(moment("最近一次采集")),
)

OPERATIONS = (
    Operation(
        id="find_devices",
        method="GET",
        path="/devices/",
        tag="设备",
        summary="查找设备",
        help="不带 q 列出本机关的全部设备；带 q 按编号、序列号或国标编码找一台，不分大小写，找不到的回空表。",
        view=found,
        parameters=(Parameter(name="q", where="query", help="编号、序列号或国标编码"),),
        answers={200: Answer(help="设备", schema=obj(("devices",), devices=listed(DEVICE)))},
    ),
)
