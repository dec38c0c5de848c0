"""专用存储器: what lies in the bureau's dedicated storage outside the system: registered, re-checked, moved."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from liuhen.bureau import queries as bureau
from liuhen.pages.answers import Request, go, page
from liuhen.pages.forms import as_uuid
from liuhen.recordings import digesting, elsewhere, fold
from liuhen.recordings.elsewhere_said import About, Where
from liuhen.recordings.models import KeptRow, RecordingRow
from liuhen.register import clock, register
from liuhen.register.types import Actor, SubjectRef
from liuhen.regulation.grammar import Refusal
from liuhen.regulation.kinds.kept_elsewhere import CARRIERS, RESULTS

MOST_BYTES = 4 * 1024 * 1024
MEDIA = (("video", "录像"), ("audio", "录音"), ("photo", "照片"))
TABS = (("", "全部"), ("due", "该复核"), ("bad", "有问题"))
SHOWN = 300
_SOON = timedelta(days=7)
_SAID = {
    "kept_elsewhere": "登记",
    "kept_elsewhere_checked": "复核",
    "kept_elsewhere_moved": "移存",
    "recording_stored": "传进系统",
}


def only_who_may(request: Request) -> None:
    """For who registers, and for who keeps some of it or sees it; for anybody else the page does not exist."""
    if not elsewhere.may_register(request.actor) and not elsewhere.listed(request.actor).exists():
        raise Http404


@require_GET
@page
def listed(request: Request) -> HttpResponse:
    """All of it, what is to be re-checked, what was found wrong."""
    only_who_may(request)
    days = elsewhere.check_days(request.actor.agency)
    now = clock.now()
    soon = now - timedelta(days=days) + _SOON
    every = elsewhere.listed(request.actor)
    outside = every.filter(here=False)
    wrong = outside.exclude(result__in=("", "equal"))
    parts = {"": every, "due": outside.filter(since__lt=soon).difference(wrong), "bad": wrong}
    tab = request.GET.get("only", "")
    rows = list((parts.get(tab, every)).order_by("since", "recording")[:SHOWN])
    context = {
        "rows": shown(rows, days, now),
        "tabs": [{"key": key, "title": title, "count": parts[key].count()} for key, title in TABS],
        "tab": tab,
        "days": days,
        "may_register": elsewhere.may_register(request.actor),
    }
    return render(request, "pages/elsewhere.html", context)


def shown(rows: Iterable[KeptRow], days: int, now: datetime) -> list[dict[str, Any]]:
    """Each with its recording, and when it is to be looked at again."""
    listed_rows = list(rows)
    recordings = RecordingRow.objects.in_bulk([row.recording for row in listed_rows])
    return [
        {
            "row": row,
            "recording": recordings.get(row.recording),
            "due": row.since + timedelta(days=days),
            "over": not row.here and not row.bad and row.since + timedelta(days=days) < now,
        }
        for row in listed_rows
    ]


@require_http_methods(["GET", "POST"])
@page
def new(request: Request) -> HttpResponse:
    """Register files: an output of ``./liuhen digest --json``, or one file typed."""
    if not elsewhere.may_register(request.actor):
        raise Http404
    if request.method == "POST":
        return _register(request)
    context = {
        "carriers": CARRIERS,
        "media": MEDIA,
        "people": bureau.people(request.actor.agency),
        "officers": bureau.officers(request.actor.agency),
        "now": clock.now(),
        "me": request.actor.person,
    }
    return render(request, "pages/elsewhere_new.html", context)


def _register(request: Request) -> HttpResponse:
    posted = request.POST
    readings = _readings(request)
    means = "tool" if readings else "typed"
    if not readings:
        readings = [_typed(posted)]
    put = _moment(posted.get("put", ""), "存入时间")
    if put is None:
        raise Refusal("没有登记：没有写存入时间。请照实填写。", code="incomplete")
    about = About(
        put=put,
        begin=_moment(posted.get("begin", ""), "录制开始"),
        end=_moment(posted.get("end", ""), "录制结束"),
        device=posted.get("device", "").strip()[:120],
        media=posted.get("media", "") if posted.get("media") in dict(MEDIA) else "",
        taken_by=as_uuid(posted.get("taken_by", "")),
        what=posted.get("what", "").strip()[:300],
    )
    done = elsewhere.put(request.actor, readings, _where(posted), about, means=means)
    if not done.new:
        raise Refusal("没有再登记：这些文件都已经登记过。请在列表里查看。", code="already")
    return go(request, reverse("elsewhere"))


def _readings(request: Request) -> list[digesting.Reading]:
    file = request.FILES.get("digests")
    if file is None:
        return []
    if (file.size or 0) > MOST_BYTES:
        raise Refusal("没有记入：结果文件太大。请分几次算。", code="too_large")
    try:
        return digesting.read(file.read())
    except ValueError as wrong:
        raise Refusal(f"没有记入：{wrong}。", code="malformed") from wrong


def _typed(posted: Any) -> digesting.Reading:
    digest, size = posted.get("sha256", "").strip().lower(), posted.get("size", "").strip()
    if not digesting.is_digest(digest) or not (size.isascii() and size.isdecimal()) or len(size) > 15:  # noqa: PLR2004 - a petabyte
        raise Refusal("没有登记：请交入结果文件，或者照 ./liuhen digest 的结果填写 SHA-256 和字节数。", code="incomplete")
    sm3 = posted.get("sm3", "").strip().lower()
    if sm3 and not digesting.is_digest(sm3):
        raise Refusal("没有登记：SM3 应为 64 位十六进制。请核对，或者空着。", code="malformed")
    name = posted.get("name", "").strip()[:400]
    if not name:
        raise Refusal("没有登记：没有写文件名。请照存放处的文件名填写。", code="incomplete")
    return digesting.Reading(file=name, size=int(size), sha256=digest, sm3=sm3, media={}, computed=None)


def _where(posted: Any) -> Where:
    return Where(
        kept_at=posted.get("kept_at", ""),
        carrier=posted.get("carrier", ""),
        carrier_code=posted.get("carrier_code", ""),
        keeper=as_uuid(posted.get("keeper", "")),
    )


def _moment(text: str, what: str) -> datetime | None:
    found = fold.moment(text)
    if text and found is None:
        raise Refusal(f"没有记入：{what}读不出。请写成 2026-11-13 21:50 这样。", code="malformed")
    return found


@require_GET
@page
def one(request: Request, number: UUID) -> HttpResponse:
    """One of them: where it lies, what was found each time, the forms for checking and moving."""
    row = elsewhere.find(request.actor, number)
    now = clock.now()
    history = register.history(request.actor.agency, SubjectRef("recording", number))
    recording = RecordingRow.objects.filter(pk=number, agency=request.actor.agency).first()
    context = {
        **shown([row], elsewhere.check_days(request.actor.agency), now)[0],
        "carriers": CARRIERS,
        "results": [(key, title) for key, title in RESULTS if key != "equal"],
        "people": bureau.people(request.actor.agency),
        "entries": [_entry(request.actor, entry) for entry in reversed(history.entries) if entry.kind in _SAID],
        "recording": recording,
        "now": now,
    }
    return render(request, "pages/elsewhere_one.html", context)


def _entry(actor: Actor, entry: Any) -> dict[str, Any]:
    author = fold.number(entry.author)
    person = bureau.person(author) if author else None
    what = dict(RESULTS).get(str(entry["result"] or ""), "") or str(entry["kept_at"] or "")
    return {
        "at": entry.when.start.lo,
        "told": entry.recorded_at,
        "who": person.name if person and person.agency == actor.agency else "系统",
        "what": _SAID[entry.kind],
        "how": what,
        "note": str(entry["note"] or entry["reason"] or ""),
    }


@require_POST
@page
def check(request: Request, number: UUID) -> HttpResponse:
    """What a re-check of one found."""
    posted = request.POST
    at = _moment(posted.get("checked", ""), "复核时间") or clock.now()
    readings = _readings(request)
    if len(readings) > 1:
        raise Refusal("复核没有记入：结果文件里不止一个文件。请在列表页一起交入。", code="malformed")
    found = readings[0].sha256 if readings else posted.get("found", "")
    means = "tool" if readings else "typed"
    elsewhere.check(
        request.actor, number, posted.get("result", ""), at=at, found=found, note=posted.get("note", "")[:2000], means=means
    )
    return go(request, reverse("elsewhere_one", args=[number]))


@require_POST
@page
def check_all(request: Request) -> HttpResponse:
    """An output of ``./liuhen digest --json`` over a whole medium: each registered file in it is a re-check."""
    only_who_may(request)
    readings = _readings(request)
    if not readings:
        raise Refusal("复核没有记入：没有选结果文件。请选 ./liuhen digest --json 的结果。", code="incomplete")
    done = elsewhere.check_all(request.actor, readings, at=clock.now())
    context = {"done": done, "count": len(done.equal) + len(done.differs)}
    return render(request, "pages/_elsewhere_checked.html" if request.htmx else "pages/elsewhere_checked.html", context)


@require_POST
@page
def move(request: Request, number: UUID) -> HttpResponse:
    """It lies elsewhere now, or somebody else keeps it."""
    posted = request.POST
    at = _moment(posted.get("moved", ""), "移存时间") or clock.now()
    elsewhere.move(request.actor, number, _where(posted), posted.get("reason", ""), at=at)
    return go(request, reverse("elsewhere_one", args=[number]))
