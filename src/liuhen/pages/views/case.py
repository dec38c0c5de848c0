"""The case page, the face of the product, and the pages beside it: evidence, readings, people, the file."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast
from uuid import UUID
from zipfile import ZIP_STORED, ZipFile

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from liuhen.access.permissions import demand, may, powers
from liuhen.access.policy import Action
from liuhen.archive.exporting import export_case
from liuhen.bureau import queries as bureau
from liuhen.cameras.queries import shown_by
from liuhen.cases import commands, inspections, visit_steps
from liuhen.cases.case_page import CaseView, case_view
from liuhen.cases.models import CaseRow, ClueRow
from liuhen.cases.queries import other_cases
from liuhen.cases.timeline import Mark
from liuhen.pages import closing, links, offered, wording
from liuhen.pages.answers import Request, go, page
from liuhen.pages.duties import with_buttons
from liuhen.pages.forms import as_uuid
from liuhen.pages.shown import shown
from liuhen.pages.still_items import with_still
from liuhen.recordings import queries as recordings
from liuhen.register import clock, register, slow
from liuhen.register.files import incoming
from liuhen.register.types import SubjectRef
from liuhen.regulation.grammar import Role, Stage
from liuhen.regulation.kinds.initiation import CASE_REGISTRATION

TABS = (
    ("", "全部", "all"),
    ("paper", "文书", "paper"),
    ("recording", "音像", "recording"),
    ("event", "说明", "event"),
    ("late", "补记", "late"),
)
READINGS = {"opened": "查看", "played": "播放", "downloaded": "下载", "printed": "打印", "exported": "导出", "searched": "查找"}


@require_GET
@page
def case(request: Request, number: UUID) -> HttpResponse:
    """Five stages, one timeline, what is owed now, the people, the evidence, the file."""
    fragment = request.htmx and request.htmx.target == "timeline"
    view = with_still(case_view(request.actor, number, log=not fragment))
    context = {"view": view, "case": view.row, **_timeline(request, view)}
    if fragment:
        return render(request, "pages/_timeline.html", context)
    fitting = offered.by_record(request.actor, number) if "write" in view.can else {}
    context |= {
        "duties": offered.beside(_buttons(request, view), fitting),
        "offered": offered.all_of(number, fitting),
        "home": links.around(request.actor, SubjectRef("case", number))["crumbs"][0],
        "facts": facts_of(view),
        "secrecy": _label("secrecy", view.row.secrecy) if view.row.secrecy not in {"", "none"} else "",
        "stage_label": Stage(view.row.stage).label,
        "uploads": recordings.open_uploads(request.actor),
        "others": other_cases(request.actor, number)[:5],
        "clue": ClueRow.objects.filter(case=number).first(),
        "short": view.row.number.partition("字")[2] or view.row.number or view.row.name,
        "now": clock.now(),
        "writes": "write" in view.can,
        "overrides": Role.HEAD.value in request.actor.roles,
        "says": wording.of(view.row.procedure),
        "linked": inspections.linked(view.history),
        "visit": _visit(view),
        "may_transfer": _may_transfer(request, view),
    }
    return render(request, "pages/case.html", context)


def _buttons(request: Request, view: CaseView) -> list[dict[str, Any]]:
    """The duties with their buttons; none for what this reader does not record (the counter does not examine or decide)."""
    held, kinds = powers(request.actor, view.row.pk), register.book().kinds
    found = with_buttons(view.duties, view.history)
    return [
        one if one["duty"].kind not in kinds or held.may_record(one["duty"].kind) else {**one, "button": None} for one in found
    ]


def _visit(view: CaseView) -> visit_steps.Step | None:
    """The step to go on with, of a penalty on the spot that is not through."""
    return visit_steps.going_on(view.row, view.history) if "write" in view.can else None


def _may_transfer(request: Request, view: CaseView) -> bool:
    """Whether the inspection can be turned into a penalty case: somebody who may open one, and a transcript to take along."""
    seen = any(record.kind.key == "inspection_record" and record.voided is None for record in view.history.records)
    return view.row.procedure == "inspection" and seen and "write" in view.can and may(request.actor, Action.OPEN_CASE)


def facts_of(view: CaseView) -> dict[str, str]:
    """The six facts under the title."""
    lead = [str(one.get("name")) + ("（主办）" if one.get("lead") else "") for one in view.facts.get("officers") or ()]
    source = "依申请" if view.row.source == "application" else _label("source", view.row.source)
    return {
        "cause": view.row.cause,
        "parties": "、".join(party.name for party in view.parties),
        "officers": "、".join(lead) or view.row.officer_names,
        "source": f"{source}，紧急启动" if view.row.urgent else source,
    }


def _label(key: str, value: str) -> str:
    field: Any = CASE_REGISTRATION.field(key)
    return str(field.label(value)) if value else ""


def _timeline(request: Request, view: CaseView) -> dict[str, Any]:
    asked = request.GET
    show = asked.get("show", "")
    stage = asked.get("stage", "") if asked.get("stage") in set(Stage) else ""
    oldest = asked.get("order") == "oldest"
    mark = show if show in set(Mark) else ""
    posters = {str(row.pk): row for row in recordings.of_case(view.row.pk)}
    days = view.days(newest_first=not oldest, mark=mark, stage=stage, late=show == "late")
    return {
        "days": [{"said": day, "items": [{"item": one, "row": posters.get(one.recording)} for one in day.items]} for day in days],
        "tabs": [{"key": key, "title": title, "count": view.counts.get(count, 0)} for key, title, count in TABS],
        "show": show,
        "stage": stage,
        "oldest": oldest,
        "footage": shown_by(request.actor.agency, view.history) if "write" in view.can else frozenset(),
        "stage_choices": [one.stage for one in view.stages],
    }


@require_GET
@page
def evidence(request: Request, number: UUID) -> HttpResponse:
    """The evidence register with the custody of each piece."""
    view = case_view(request.actor, number, log=False)
    kinds = {str(record.id): shown(record) for record in view.history.records if record.kind.key == "evidence_item"}
    rows = [{"item": one, "record": kinds.get(one.id)} for one in view.evidence]
    return render(request, "pages/evidence.html", {"view": view, "case": view.row, "rows": rows, "writes": "write" in view.can})


@require_GET
@page
def readings(request: Request, number: UUID) -> HttpResponse:
    """Who opened, played, printed, exported what of this case."""
    view = case_view(request.actor, number, log=False)
    titles = {record.id: record.kind.title for record in view.history.records}
    rows = [
        {
            "reading": one,
            "what": READINGS.get(one.kind, one.kind),
            "title": titles.get(one.item, str(one.detail.get("title", ""))),
        }
        for one in view.readings
    ]
    return render(request, "pages/readings.html", {"view": view, "case": view.row, "rows": rows})


@require_http_methods(["GET", "POST"])
@page
def people(request: Request, number: UUID) -> HttpResponse:
    """指派: who handles the case from now on; the first leads."""
    demand(request.actor, Action.ASSIGN, number)
    if request.method == "POST":
        chosen = [found for key in ("lead", "second", "third") if (found := as_uuid(request.POST.get(key, "")))]
        commands.assign(request.actor, number, list(dict.fromkeys(chosen)), request.POST.get("reason", ""))
        return go(request, reverse("case", args=[number]))
    view = case_view(request.actor, number, log=False)
    context = {
        "view": view,
        "case": view.row,
        "officers": bureau.officers(request.actor.agency),
        "slots": [("lead", "主办"), ("second", "协办"), ("third", "另一名协办")],
        "now_on": [str(one) for one in view.row.officer_ids],
    }
    return render(request, "pages/case_people.html", context)


@require_GET
@page
def file(request: Request, number: UUID) -> HttpResponse:
    """案卷: catalogue of both volumes, recordings, completeness, what still stands in the way of closing and of archiving."""
    view = case_view(request.actor, number, log=False)
    book = closing.book_of(view)
    context = {
        "view": view,
        "case": view.row,
        "book": book,
        "volumes": [("正卷", book.main), ("副卷", book.internal)],
        "recordings": recordings.of_case(number),
        "archivist": Role.ARCHIVIST.value in request.actor.roles,
        "may_print": "print" in view.can,
        "may_export": "export" in view.can,
        "writes": "write" in view.can,
    }
    return render(request, "pages/file.html", context)


@require_POST
@page
def export(request: Request, number: UUID) -> HttpResponse:
    """The case file as one download: the bag that proves itself, packed without compression."""
    demand(request.actor, Action.EXPORT, number)
    row = CaseRow.objects.get(pk=number, agency=request.actor.agency)
    place = slow.Place()
    try:
        return cast("HttpResponse", _packed(request, row, place))
    except BaseException:
        place.close()
        raise


def _packed(request: Request, row: CaseRow, place: slow.Place) -> slow.SentFile:
    # the open file outlives its name: the folder goes now, the bytes when the answer is sent
    with TemporaryDirectory(prefix="export-", dir=incoming()) as folder:
        bag = export_case(request.actor, row, Path(folder))
        packed = Path(folder) / f"{bag.name}.zip"
        with ZipFile(packed, "w", ZIP_STORED) as archive:
            for path in sorted(bag.rglob("*")):
                if path.is_file():
                    archive.write(path, path.relative_to(bag.parent))
        return slow.SentFile(place, packed.open("rb"), as_attachment=True, filename=packed.name)
