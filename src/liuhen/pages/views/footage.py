"""监控录像: what somebody looks at for an hour, and 附上监控录像 for a case of the counter."""

import os
from typing import Any, BinaryIO
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from liuhen.access.permissions import demand
from liuhen.access.policy import Action
from liuhen.cameras import expiry, keeping, looking, queries
from liuhen.cameras.models import CameraRow
from liuhen.cases.models import CaseRow
from liuhen.pages.answers import Request, go, page
from liuhen.pages.forms import as_uuid
from liuhen.pages.views.cameras import moment_of, on_now
from liuhen.recordings.ranges import Span, Unsatisfiable, requested
from liuhen.recordings.sending import Bytes
from liuhen.register import clock, register, slow
from liuhen.register.types import SubjectRef
from liuhen.regulation.grammar import Refusal


@require_GET
@page
def look(request: Request, number: UUID) -> HttpResponse:
    """The copy that was made for this look; nobody else's."""
    found = looking.own(request.actor, number)
    camera = CameraRow.objects.filter(pk=found.camera).first()
    parts = range(len(looking.files_of(found)))
    return render(request, "pages/footage_look.html", {"look": found, "camera": camera, "parts": parts, "now": clock.now()})


@require_GET
@page
def look_file(request: Request, number: UUID, part: int) -> HttpResponse:
    """One file of it, whole or the range asked for."""
    files = looking.files_of(looking.own(request.actor, number))
    if part >= len(files):
        raise Http404
    try:
        file = files[part].open("rb")  # from here on it is sent to its end, also where the hour is over meanwhile
    except FileNotFoundError:
        raise Http404 from None
    return _ranged(request, file, f"look={number} part {part}")  # type: ignore[return-value]


def _ranged(request: Request, file: BinaryIO, name: str) -> HttpResponseBase:
    size = os.fstat(file.fileno()).st_size
    try:
        span = requested(request.headers.get("Range", ""), size, slow.PART)
    except Unsatisfiable:
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    part = span or Span(first=0, last=size - 1, size=size)
    file.seek(part.first)
    response = slow.sent(Bytes(file, part, name), part.length, "video/mp4")
    response.status_code = 206 if span else 200
    response["Content-Length"], response["Accept-Ranges"] = str(part.length), "bytes"
    if span:
        response["Content-Range"] = span.content_range
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_http_methods(["GET", "POST"])
@page
def footage(request: Request, case: UUID) -> HttpResponse:
    """附上监控录像: the visits of a case at the counter, what of them was filmed, and a button each."""
    ref = SubjectRef("case", case)
    demand(request.actor, Action.WRITE, ref)
    row = CaseRow.objects.filter(pk=case, agency=request.actor.agency).first()
    if row is None:
        raise Http404
    if request.method == "POST":
        return _keep(request, case)
    listed = on_now(request.actor.agency)
    chosen = next((one for one in listed if str(one.pk) == request.GET.get("camera", "")), listed[0] if listed else None)
    kept = queries.keepings(case)
    context = {
        "case": row,
        "cameras": listed,
        "chosen": chosen,
        "visits": _visits(request, ref, chosen) if chosen else [],
        "kept": kept,
        "waiting": any(one.state == "waiting" for one in kept),
        "days": expiry.days_of(chosen) if chosen else 0,
        "now": clock.now(),
    }
    return render(request, "pages/footage.html", context)


def _visits(request: Request, ref: SubjectRef, camera: CameraRow) -> list[dict[str, Any]]:
    found = []
    for visit in queries.visits(register.history(request.actor.agency, ref)):
        there, gaps = queries.covered(camera.pk, visit.begin, visit.end)
        found.append({"visit": visit, "there": there, "gaps": gaps, "any": there.total_seconds() > 1})
    return found


def _keep(request: Request, case: UUID) -> HttpResponse:
    posted = request.POST
    camera = as_uuid(posted.get("camera", ""))
    if camera is None:
        raise Refusal("没有附上：还没有选窗口。请先选。", code="incomplete")
    record = as_uuid(posted.get("record", ""))
    if record is not None and register.find_record(request.actor.agency, record)[0].id != case:
        raise Http404
    begin, end = moment_of(request, "begin"), moment_of(request, "end")
    reason = posted.get("reason", "").strip() or "受理过程留证"
    keeping.ask(request.actor, camera, begin, end, reason, case=case, record=record)
    return go(request, f"{reverse('footage', args=[case])}?camera={camera}")
