"""How a recording that the station brought in stands: stored, its lag against 24 hours, its digests, its receipt."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse

from liuhen.api.grammar import Answer, Caller, Operation, Parameter
from liuhen.api.shapes import DIGEST, moment, obj, perhaps, whole, words, yes
from liuhen.ledger import proofs
from liuhen.recordings import fold
from liuhen.recordings.digesting import is_digest
from liuhen.recordings.models import LIMIT, RecordingRow, Upload
from liuhen.register.types import Actor


def recording(caller: Caller, key: str) -> HttpResponse:
    """One recording, by its id or by the SHA-256 of its file; only what this station brought."""
    return JsonResponse(told(find(caller.actor, key)), json_dumps_params={"ensure_ascii": False})


def find(actor: Actor, key: str) -> RecordingRow:
    """A recording that the station stored, or brought once more; for anybody else it does not exist."""
    rows = RecordingRow.objects.filter(agency=actor.agency)
    if is_digest(key.lower()):
        row = rows.filter(sha256=key.lower()).first()
    else:
        number = fold.number(key)
        row = rows.filter(pk=number).first() if number else None
    if row is None or not (row.stored_by == actor.person or _brought(actor, row)):
        raise Http404
    return row


def _brought(actor: Actor, row: RecordingRow) -> bool:
    return Upload.objects.filter(agency=actor.agency, person=actor.person, recording=row.pk).exists()


def told(row: RecordingRow) -> dict[str, Any]:
    """As the interface tells it."""
    return {
        "id": str(row.pk),
        "state": "stored" if row.here else "kept_elsewhere",
        "name": row.name,
        "media": row.media,
        "type": row.type,
        "size": row.size,
        "sha256": row.sha256,
        "sm3": row.sm3 or None,
        "begin": _said(row.begin),
        "end": _said(row.end),
        "arrived": _said(row.arrived),
        "lag_seconds": int(row.lag.total_seconds()) if row.lag is not None else None,
        "limit_seconds": int(LIMIT.total_seconds()),
        "late": row.late,
        "unreadable": row.unreadable,
        "linked": row.linked,
        "receipt": _receipt(row.entry),
    }


def _receipt(entry: UUID) -> dict[str, Any]:
    """Where the entry stands in the bureau's log; the place is known a second later, when the next checkpoint is signed."""
    found = proofs.receipt(entry)
    return {
        "entry": str(entry),
        "log": found.origin if found else None,
        "leaf": found.index if found else None,
        "size": found.size if found else None,
    }


def _said(at: Any) -> str | None:
    return at.isoformat() if at else None


RECEIPT = obj(
    ("entry", "log", "leaf", "size"),
    entry=words("入库记录的编号"),
    log=perhaps(words("日志名称")),
    leaf=perhaps(whole("在日志里的序号；入库后约一秒才有")),
    size=perhaps(whole("对应检查点的日志长度")),
)
RECORDING = obj(
    ("id", "state", "size", "sha256", "arrived", "limit_seconds", "late", "receipt"),
    id=words("音像编号"),
    state=words("情况：stored 已入库，kept_elsewhere 只在专用存储器里", enum=["stored", "kept_elsewhere"]),
    name=words("文件名"),
    media=words("种类", enum=["photo", "audio", "video", ""]),
    type=words("文件类型"),
    size=whole("大小，字节"),
    sha256=DIGEST,
    sm3=perhaps(words("SM3，入库后不久算出")),
    begin=perhaps(moment("开始时间")),
    end=perhaps(moment("结束时间")),
    arrived=moment("安全入库的时间"),
    lag_seconds=perhaps(whole("从录制结束到入库，秒；录制时间不详的为空")),
    limit_seconds=whole("制度第二十七条的时限，秒"),
    late=yes("是否超过时限"),
    unreadable=yes("内容读不出，原样保存"),
    linked=yes("是否已关联案件"),
    receipt=RECEIPT,
)

OPERATIONS = (
    Operation(
        id="get_recording",
        method="GET",
        path="/recordings/{key}",
        tag="音像",
        summary="查询一份音像",
        help="只能查本采集站带来的。",
        view=recording,
        parameters=(Parameter(name="key", where="path", help="音像编号，或者文件的 SHA-256", required=True),),
        answers={200: Answer(help="这份音像", schema=RECORDING)},
        problems=(404,),
    ),
)
