"""音像: upload, the library with what belongs to no case yet, the player with its clock, its links and its custody."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from liuhen.access.permissions import demand, may
from liuhen.access.policy import Action
from liuhen.cases.listing import Sort, case_list
from liuhen.cases.models import CaseRow
from liuhen.pages import custody, playing
from liuhen.pages.answers import Request, go, page
from liuhen.pages.forms import as_uuid
from liuhen.pages.shown import listed
from liuhen.pages.shown import shown as wrapped
from liuhen.pages.views import player
from liuhen.pages.views.copies import copies_of
from liuhen.recordings import commands, keeping, queries, utc_mark
from liuhen.recordings.models import LIMIT, RecordingLink, RecordingRow
from liuhen.register import clock, files, register
from liuhen.register.types import Actor, SubjectRef
from liuhen.regulation.grammar import Refusal

MEDIA = {"photo": "照片", "audio": "录音", "video": "录像", "": "文件"}
NOTES = {
    "truncated": "文件末尾不完整",
    "very_short": "不足一秒",
    "no_time": "没有拍摄时间",
    "ends_after_arrival": "设备时间晚于入库时间",
    "clock_wrong": "设备时钟不可信",
    "clocks_differ": "文件名与文件内的时间不一致",
    "device_unknown": "设备没有登记",
    "officer_unknown": "文件名中的人员没有登记",
    "taker_by_device": "录制人按设备领用人",
    "digest_differs": "与随附的校验值不符",
    "name_lies": "扩展名与内容不符",
}


def shown(row: RecordingRow) -> dict[str, Any]:
    """One recording as lists show it."""
    hours = row.lag.total_seconds() / 3600 if row.lag is not None else None
    return {
        "row": row,
        "media": MEDIA.get(row.media, "文件"),
        "hours": hours,
        "lag": row.lag,
        "late": row.late,
        "over": row.lag - LIMIT if row.lag is not None and row.late else None,
        "notes": [NOTES.get(note, note) for note in row.notes],
    }


@require_GET
@page
def upload(request: Request) -> HttpResponse:
    """Bring recordings in: for a record, for a case, or for none yet."""
    case, record = as_uuid(request.GET.get("case", "")), as_uuid(request.GET.get("record", ""))
    if case is not None:
        demand(request.actor, Action.WRITE, SubjectRef("case", case))
    context = {
        "case": CaseRow.objects.filter(pk=case, agency=request.actor.agency).first() if case else None,
        "cases": _own_cases(request.actor),
        "records": _records(request.actor, case) if case else [],
        "record": str(record or ""),
        "open_uploads": queries.open_uploads(request.actor),
        "endpoint": reverse("uploads"),
    }
    return render(request, "pages/upload.html", context)


def _own_cases(actor: Actor) -> list[CaseRow]:
    return case_list(actor, sort=Sort.ACTIVE).rows


def _records(actor: Actor, case: UUID) -> list[Any]:
    history = register.history(actor.agency, SubjectRef("case", case))
    return listed(one for one in history.records if not one.kind.internal and not one.voided)


@require_GET
@page
def recording(request: Request, number: UUID) -> HttpResponse:
    """The player."""
    row = queries.find(request.actor, number)
    ref = SubjectRef("recording", number)
    kept = queries.custody(request.actor, number)
    held = list(RecordingLink.objects.filter(recording=number))
    context = {
        **shown(row),
        "links": [_link(request.actor, one) for one in held],
        "custody": custody.listed(kept, request.actor),
        "names": custody.names(kept),
        "utc": utc_mark.told(request.actor, row),
        "cases": _own_cases(request.actor),
        "limit": LIMIT,
        "original_there": (there := files.exists(row.sha256)),
        "damaged": keeping.wrong_with([row.sha256]).get(row.sha256, ""),
        "plays": there and row.media in {"video", "audio"} and not row.unreadable and may(request.actor, Action.PLAY, ref),
        **player.moments_of(request.actor, row),
        **player.words_of(request.actor, row),
        **player.clips_of(request.actor, row),
        **copies_of(request.actor, row),
        **player.check_of(row),
        **playing.neighbours(request.actor, row, held),
        **playing.clocks(row),
        "may_download": may(request.actor, Action.DOWNLOAD, ref),
    }
    return render(request, "pages/recording.html", context)


@require_POST
@page
def utc(request: Request, number: UUID) -> HttpResponse:
    """Choose between the two readings of a time that the file calls UTC."""
    queries.find(request.actor, number)
    utc_mark.restate(request.actor, number, request.POST.get("mark", ""))
    return go(request, reverse("recording", args=[number]))


def _link(actor: Actor, link: RecordingLink) -> dict[str, Any]:
    case = CaseRow.objects.filter(pk=link.case).first()
    record = wrapped(register.find_record(actor.agency, link.record)[1]) if link.record else None
    return {"link": link, "case": case, "record": record}


@require_POST
@page
def link(request: Request, number: UUID) -> HttpResponse:
    """Tie a recording to a case, and to one of its records."""
    case = as_uuid(request.POST.get("case", ""))
    if case is None:
        raise Refusal("没有关联：还没有选案件。请先选。", code="incomplete")
    demand(request.actor, Action.WRITE, SubjectRef("case", case))
    commands.link(request.actor, case, number, as_uuid(request.POST.get("record", "")))
    return go(request, reverse("recording", args=[number]))


@require_POST
@page
def unlink(request: Request, number: UUID) -> HttpResponse:
    """Take a link back, with the reason."""
    entry = as_uuid(request.POST.get("link", ""))
    found = RecordingLink.objects.filter(pk=entry, recording=number).first() if entry else None
    if found is None:
        raise Refusal("没有取消：这条关联已经不在。请刷新页面查看。", code="not_found")
    demand(request.actor, Action.WRITE, SubjectRef("case", found.case))
    commands.unlink(request.actor, found.case, number, found.record, request.POST.get("reason", ""))
    return go(request, reverse("recording", args=[number]))


@require_POST
@page
def late(request: Request, number: UUID) -> HttpResponse:
    """Say why a recording came in late."""
    queries.find(request.actor, number)
    commands.explain_lateness(request.actor, number, request.POST.get("reason", ""))
    return go(request, reverse("recording", args=[number]))


@require_GET
@page
def records_of_case(request: Request) -> HttpResponse:
    """The records of a case, for the second of two choices."""
    case = as_uuid(request.GET.get("case", ""))
    rows = []
    if case is not None:
        demand(request.actor, Action.SEE, SubjectRef("case", case))
        rows = _records(request.actor, case)
    return render(request, "pages/_record_options.html", {"records": rows, "now": clock.now()})
