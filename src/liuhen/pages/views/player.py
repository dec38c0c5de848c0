"""Beside the player: marking moments, the words spoken, clips, the check of the original. Each answers with the part it changed."""

import json
import logging
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from liuhen.access.permissions import demand, may, powers
from liuhen.access.policy import Action
from liuhen.access.readings import reading as log_reading
from liuhen.bureau.models import Person
from liuhen.pages import playing
from liuhen.pages.answers import Request, go, page
from liuhen.pages.forms import as_uuid
from liuhen.recordings import checking, clips, marking, playback, queries, spoken, transcripts, transcripts_text
from liuhen.recordings.clips import Wanted
from liuhen.recordings.marking import Said
from liuhen.recordings.models import Clip, RecordingLink, RecordingRow, TranscriptRow, Work
from liuhen.register import files
from liuhen.register.types import Actor, SubjectRef
from liuhen.regulation.grammar import Refusal

log = logging.getLogger(__name__)

FILE = 64 * 1024 * 1024
MARK = "时刻没有标上：没有读到秒数。请在播放器里停在那一刻再标。"
CUT = "片段没有截：起点和终点照 00:24:48 的样子写，或者在画面停住时点“此刻”。"


def moments_of(actor: Actor, row: RecordingRow) -> dict[str, Any]:
    """The steps with their seconds, and both axes: what every marking changes."""
    links = list(RecordingLink.objects.filter(recording=row.pk))
    made, loose = playing.acts(actor, row, links), playing.free(row)
    return {
        "row": row,
        "acts": made,
        "loose": loose,
        "marks": playing.own_axis(row, made, loose),
        "tracks": [track for one in made if (track := playing.track(actor, row, one))],
        "may_write": may(actor, Action.WRITE, SubjectRef("recording", row.pk)),
        "may_play": may(actor, Action.PLAY, SubjectRef("recording", row.pk)),
    }


@require_POST
@page
def mark(request: Request, number: UUID) -> HttpResponse:
    """Mark a second: a step of a record (``step`` is ``record/step``), or words of one's own."""
    row = queries.find(request.actor, number)
    record, _, step = request.POST.get("step", "").partition("/")
    said = Said(record=as_uuid(record), step=step, title=request.POST.get("title", ""), note=request.POST.get("note", ""))
    marking.mark(request.actor, number, _second(request.POST.get("second", "")), said)
    return _changed(request, row)


@require_POST
@page
def withdraw(request: Request, number: UUID, moment: UUID) -> HttpResponse:
    """Take a moment back."""
    row = queries.find(request.actor, number)
    marking.withdraw(request.actor, moment, request.POST.get("reason", ""))
    return _changed(request, row)


def _changed(request: Request, row: RecordingRow) -> HttpResponse:
    if not request.htmx:
        return go(request, reverse("recording", args=[row.pk]))
    return render(request, "pages/_play_moments.html", moments_of(request.actor, row))


def _second(text: str, told: str = MARK) -> float:
    if (found := transcripts_text.second_of(text)) is None:
        raise Refusal(told, code="bad_second")
    return found


# -- the words ------------------------------------------------------------------------------------------------------


def words_of(actor: Actor, row: RecordingRow) -> dict[str, Any]:
    """What the panel of the words shows before its lines are fetched."""
    found = TranscriptRow.objects.filter(pk=row.pk).first()
    by = Person.objects.filter(pk=found.by).first() if found and found.by else None
    writes = may(actor, Action.WRITE, SubjectRef("recording", row.pk))
    edits = writes and transcripts.may_edit(actor, row.pk)
    return {
        "row": row,
        "words": found,
        "words_by": by.name if by else "",
        "versions": versions_of(actor, row.pk) if found and found.version > 1 else (),
        "typed": _typed(actor, row) if edits else "",
        "draft": transcripts.draft(actor, row.pk) if edits else None,
        "may_write": writes,
        "may_edit": edits,
        "may_play": may(actor, Action.PLAY, SubjectRef("recording", row.pk)),
    }


def versions_of(actor: Actor, recording: UUID) -> list[dict[str, Any]]:
    """Every version of the words, newest first, each with who stored it."""
    found = transcripts.versions(actor.agency, recording)
    names = dict(Person.objects.filter(pk__in={one.by for one in found if one.by}).values_list("id", "name"))
    return [{"version": one, "by": names.get(one.by, "") if one.by else ""} for one in found]


def _typed(actor: Actor, row: RecordingRow) -> str:
    """What stands in the box; a transcript too long to be typed in a box is changed by a new file."""
    found = TranscriptRow.objects.filter(pk=row.pk).values_list("lines", flat=True).first()
    if found and found > spoken.BOX and transcripts.draft(actor, row.pk) is None:
        return ""
    try:
        return transcripts.editable(actor, row.pk)
    except FileNotFoundError:
        return ""


@require_http_methods(["POST"])
@page
def words(request: Request, number: UUID) -> HttpResponse:
    """Store what was typed, or a subtitle file, as a version."""
    queries.find(request.actor, number)
    file = request.FILES.get("file")
    if file is not None:
        if (file.size or 0) > FILE:
            raise Refusal(f"字幕文件没有导入：超过 {FILE // 1024 // 1024} MiB。", code="too_long")
        found = transcripts.imported(request.actor, number, file.read(), file.name or "")
    else:
        found = transcripts.typed(request.actor, number, request.POST.get("text", ""))
    row = queries.find(request.actor, number)
    if not request.htmx:
        return go(request, reverse("recording", args=[number]))
    context = words_of(request.actor, row) | {"stored": len(found.lines), "told": found.notes}
    return render(request, "pages/_play_words.html", context)


@require_POST
@page
def words_draft(request: Request, number: UUID) -> HttpResponse:
    """Keep what is being typed."""
    queries.find(request.actor, number)
    transcripts.save_draft(request.actor, number, request.POST.get("text", ""))
    return HttpResponse(status=204)


@require_GET
@page
def words_json(request: Request, number: UUID) -> HttpResponse:
    """The lines for the page: ``[[begin, end, text], ...]``; reading them is a reading of the recording."""
    row = queries.find(request.actor, number)
    ref = SubjectRef("recording", number)
    demand(request.actor, Action.PLAY, ref)
    lines = _lines(request.actor, number)
    log_reading(request.actor, ref, "opened", {"name": row.name}, item="words")
    return JsonResponse(
        {"lines": [[line.begin, line.end, line.text] for line in lines]}, json_dumps_params={"ensure_ascii": False}
    )


@require_GET
@page
def words_vtt(request: Request, number: UUID) -> HttpResponse:
    """The words as a WebVTT file."""
    row = queries.find(request.actor, number)
    ref = SubjectRef("recording", number)
    demand(request.actor, Action.DOWNLOAD, ref)
    text = transcripts_text.written(_lines(request.actor, number))
    log_reading(request.actor, ref, "downloaded", {"name": f"{row.name}.vtt"}, item="words")
    response = HttpResponse(text, content_type="text/vtt; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"{row.what or row.name}.vtt") or "attachment"
    return response


def _lines(actor: Actor, number: UUID) -> list[Any]:
    found = TranscriptRow.objects.filter(pk=number, agency=actor.agency).first()
    if found is None:
        raise Http404
    return read(actor, number, found.sha256)


def read(actor: Actor, number: UUID, sha256: str) -> list[transcripts_text.Line]:
    """The lines of one version as the actor may see them."""
    try:
        lines = transcripts.lines(sha256)
    except FileNotFoundError as error:
        told = "文字记录的文件不在文件库里。请告诉系统管理员，从备份找回。"
        raise Refusal(told, code="missing") from error
    return spoken.shown_to(lines, powers(actor, SubjectRef("recording", number)).clearance)


# -- the shape of the sound -----------------------------------------------------------------------------------------


@require_GET
@page
def wave(request: Request, number: UUID) -> HttpResponse:
    """The bars below the picture, as JSON; 404 while there are none."""
    row = queries.find(request.actor, number)
    demand(request.actor, Action.PLAY, SubjectRef("recording", number))
    if row.wave_state != Work.READY.value:
        raise Http404
    try:
        with files.open_blob(row.wave) as file:
            return JsonResponse(json.load(file))
    except (FileNotFoundError, ValueError) as error:
        raise Http404 from error


# -- clips ----------------------------------------------------------------------------------------------------------


def clips_of(actor: Actor, row: RecordingRow) -> dict[str, Any]:
    """The clips of a recording, each with who asked for it."""
    found = clips.of_recording(row.pk)
    names = dict(Person.objects.filter(pk__in={clip.by for clip in found}).values_list("id", "name"))
    ref = SubjectRef("recording", row.pk)
    return {
        "row": row,
        "clips": [{"clip": clip, "by": names.get(clip.by, ""), "why": clips.why(clip)} for clip in found],
        "clips_wait": any(clip.state == Work.WAITING.value for clip in found),
        "may_write": may(actor, Action.WRITE, ref),
        "may_play": may(actor, Action.PLAY, ref),
        "may_download": may(actor, Action.DOWNLOAD, ref),
    }


@require_http_methods(["GET", "POST"])
@page
def clip(request: Request, number: UUID) -> HttpResponse:
    """Ask for a clip; or how those asked for stand."""
    row = queries.find(request.actor, number)
    if request.method == "POST":
        said = request.POST
        wanted = Wanted(
            begin=_second(said.get("begin", ""), CUT),
            end=_second(said.get("end", ""), CUT),
            what=said.get("what", ""),
            reason=said.get("reason", ""),
        )
        clips.ask(request.actor, number, wanted)
        if not request.htmx:
            return go(request, reverse("recording", args=[number]))
    return render(request, "pages/_play_clips.html", clips_of(request.actor, row))


def clip_file(request: Request, number: UUID, clip: UUID) -> HttpResponseBase:
    """One clip, played or taken along, as the recording itself may be."""
    return page(_clip_file)(request, number, clip)


def _clip_file(request: Request, number: UUID, clip: UUID) -> Any:
    row = queries.find(request.actor, number)
    found = Clip.objects.filter(pk=clip, recording=number, state=Work.READY.value).first()
    if found is None:
        raise Http404
    ref, taken = SubjectRef("recording", number), "download" in request.GET
    demand(request.actor, Action.DOWNLOAD if taken else Action.PLAY, ref)
    if request.method == "GET" and not (taken and request.headers.get("Range")):
        log_reading(request.actor, ref, "downloaded" if taken else "opened", {"name": _name(row, found)}, item=str(clip))
    try:
        return playback.served(
            request, found.sha256, found.type, download=_name(row, found) if taken else "", modified=found.at.timestamp()
        )
    except files.Missing as error:
        log.error("recording=%s clip=%s: file %s is missing from the store", number, clip, found.sha256)  # noqa: TRY400 - no more to tell
        raise Refusal("片段的文件不在文件库里。原件还在的，请再截一次。", code="missing") from error


def _name(row: RecordingRow, clip: Clip) -> str:
    tail = "mp4" if clip.type.endswith("mp4") else "mkv"
    start = clip.start if clip.start is not None else clip.begin
    return f"{clip.what or row.what or row.name}　{transcripts_text.code(int(start)).replace(':', '')}起.{tail}"


# -- the original ---------------------------------------------------------------------------------------------------


def check_of(row: RecordingRow) -> dict[str, Any]:
    """The newest check of the original, and where its entry stands in the log."""
    found = checking.newest(row.pk)
    share = checking.as_json(found)["share"] if found else 0
    return {"row": row, "check": found, "share": f"{share * 100:.0f}", "proof": checking.proof(row)}


@require_http_methods(["GET", "POST"])
@page
def check(request: Request, number: UUID) -> HttpResponse:
    """Read the original again now; or how far that is."""
    row = queries.find(request.actor, number)
    if request.method == "POST":
        checking.ask(request.actor, number)
        if not request.htmx:
            return go(request, reverse("recording", args=[number]))
    return render(request, "pages/_play_check.html", check_of(row))
