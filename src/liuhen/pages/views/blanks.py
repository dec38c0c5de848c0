"""空白文书: the keeper's register of numbered blanks, and what an officer has in hand (practice.md 4)."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from liuhen.access.permissions import demand, may
from liuhen.access.policy import Action
from liuhen.access.readings import reading as log_reading
from liuhen.bureau import blanks
from liuhen.bureau import queries as bureau
from liuhen.bureau.blanks import Design, Numbers, Stretch
from liuhen.instruments import blanks as sheets
from liuhen.instruments.letterhead import letterhead
from liuhen.pages import files
from liuhen.pages.answers import Request, go, page
from liuhen.pages.forms import as_uuid
from liuhen.pages.views.bureau import day_of
from liuhen.register import clock, register
from liuhen.register.blank_numbers import register_of
from liuhen.register.types import SubjectRef
from liuhen.regulation.blanks import FORMS, Block
from liuhen.regulation.grammar import Kind, Refusal, Role
from liuhen.regulation.when import CST

STATES = {"store": "在库", "out": "在外", "used": "已用", "void": "作废", "gap": "跳号"}
_TAKERS = (Role.OFFICER, Role.UNIT_HEAD)


@require_GET
@page
def blanks_page(request: Request) -> HttpResponse:
    """The keeper sees every form and who has what; an officer the numbers in his own hands."""
    keeps = may(request.actor, Action.BLANKS)
    if not keeps and not request.actor.roles & {role.value for role in _TAKERS}:
        demand(request.actor, Action.BLANKS)
    mine = [] if keeps else list(_in_hand(request))
    context = {
        "keeps": keeps,
        "forms": [found for kind in FORMS if (found := _form(request, kind))] if keeps else [],
        "kinds": FORMS,
        "mine": mine,
        "mine_count": sum(one["stretch"].count for one in mine),
        "open": _by_holder(request) if keeps else [],
        "today": clock.now().astimezone(CST).date(),
        "administers": may(request.actor, Action.ADMINISTER),
    }
    return render(request, "pages/blanks.html", context)


def _form(request: Request, kind: Kind) -> dict[str, Any] | None:
    """One form: its blocks with what is in store, out, used and void."""
    rows = []
    for block in blanks.stock(request.actor.agency, kind.key).blocks:
        listed = blanks.stretches(request.actor.agency, kind.key, block)
        count = {state: sum(one.count for one in listed if one.state == state) for state in STATES}
        rows.append(
            {"block": block, "since": _since(block), "count": count, "gaps": sum(one.count for one in blanks.gaps(listed))}
        )
    return {"kind": kind, "blocks": rows} if rows else None


def _since(block: Block) -> date:
    """The day on which a block came in."""
    return block.received.at.lo.astimezone(CST).date()


def _by_holder(request: Request) -> list[dict[str, Any]]:
    """Open numbers of everybody, by name, oldest first: who has still to say what became of which."""
    found: dict[str, dict[str, Any]] = {}
    for one in blanks.open_numbers(request.actor.agency):
        row = found.setdefault(one.holder.name if one.holder else "", {"count": 0, "stretches": []})
        row["count"] += one.count
        row["stretches"].append(_shown(request, one))
    return [{"name": name, **row} for name, row in sorted(found.items())]


def _in_hand(request: Request) -> Any:
    unit = as_uuid(request.actor.unit) if Role.UNIT_HEAD.value in request.actor.roles else None
    for one in blanks.open_numbers(request.actor.agency, person=request.actor.person, unit=unit):
        yield _shown(request, one)


def _shown(request: Request, one: Stretch) -> dict[str, Any]:
    """A stretch as the page tells it; the record that used a number is named only to those who see its case."""
    kind = next(kind for kind in FORMS if kind.key == one.block.form)
    since = one.holder.record.at.lo.astimezone(CST).date() if one.holder else None
    seen = one.use is not None and may(request.actor, Action.SEE, SubjectRef("case", one.use.subject))
    return {
        "stretch": one, "state": STATES[one.state], "kind": kind, "since": since, "record": one.use.record if seen and one.use else None,
        "last_sheet": min(one.last, one.first + sheets.MOST - 1),
        "days": (clock.now().astimezone(CST).date() - since).days if since else 0,
    }  # fmt: skip


@require_GET
@page
def block_page(request: Request, form: str, number: UUID) -> HttpResponse:
    """One block, number by number, with what the rules say of its moves."""
    demand(request.actor, Action.BLANKS)
    kind, block = _found(request, form, number)
    listed = blanks.stretches(request.actor.agency, form, block)
    history = blanks.history(request.actor.agency, form)
    own = {str(number), *(record.id for record in history.records if record.about == str(number))}
    ref = register_of(request.actor.agency, form)
    context = {
        "kind": kind,
        "batch": block,
        "since": _since(block),
        "rows": [_shown(request, one) for one in listed],
        "gaps": [_shown(request, one) for one in blanks.gaps(listed)],
        "findings": [row for row in register.findings(ref) if str(row.because) in own],
        "takers": [one for one in bureau.people(request.actor.agency) if set(one.roles) & {role.value for role in _TAKERS}],
        "units": bureau.units(request.actor.agency),
        "next": next((one.first for one in listed if one.state == "store"), block.first),
        "today": clock.now().astimezone(CST).date(),
        "moves": [_move(record, block) for record in reversed(history.records) if record.id in own],
        "sheets": sheets.MOST,
    }
    return render(request, "pages/blank_block.html", context)


def _move(record: Any, block: Block) -> dict[str, Any]:
    """One entry of a block's history in words."""
    first, last = int(record.get("first") or 0), int(record.get("last") or 0)
    said = (record.get("person") or {}).get("name") or record.get("unit_name") or record.get("reason") or ""
    person = bureau.person(UUID(record.entry.author)) if record.entry.author else None
    words = block.printed(first) if first == last else f"{block.printed(first)} 至 {block.printed(last)}"
    return {
        "title": record.kind.title,
        "at": record.at.lo.astimezone(CST).date(),
        "words": words,
        "said": said,
        "by": person.name if person else "",
        "kept": record.get("kept_at") or "",
        "scans": record.get("scans") or [],
    }


def _found(request: Request, form: str, number: UUID) -> tuple[Kind, Block]:
    kind = next((kind for kind in FORMS if kind.key == form), None)
    block = (
        next((one for one in blanks.stock(request.actor.agency, form).blocks if one.id == str(number)), None) if kind else None
    )
    if kind is None or block is None:
        raise Http404
    return kind, block


@require_POST
@page
def receive(request: Request) -> HttpResponse:
    """A block comes in."""
    demand(request.actor, Action.BLANKS)
    posted = request.POST
    design = Design(
        prefix=posted.get("prefix", ""),
        suffix=posted.get("suffix", ""),
        width=_figure(posted.get("width", ""), "位数"),
        source="printed" if posted.get("source") == "printed" else "delivered",
    )
    block = blanks.receive(request.actor, posted.get("form", ""), _numbers(request), design)
    return go(request, reverse("blank_block", args=[posted["form"], block]))


@require_POST
@page
def move(request: Request, form: str, number: UUID, what: str) -> HttpResponse:
    """Hand out or take back numbers of a block."""
    demand(request.actor, Action.BLANKS)
    _found(request, form, number)
    if what == "return":
        blanks.give_back(request.actor, form, number, _numbers(request))
    else:
        sort, _, taker = request.POST.get("taker", "").partition(":")
        given = {sort: as_uuid(taker)} if sort in {"person", "unit"} else {}
        blanks.issue(request.actor, form, number, _numbers(request), **given)
    return go(request, reverse("blank_block", args=[form, number]))


@require_http_methods(["GET", "POST"])
@page
def spoil(request: Request, form: str, number: UUID) -> HttpResponse:
    """A number is void: said by the keeper, or by the officer who has it; with where the spoilt original is, or its picture."""
    kind, block = _found(request, form, number)
    if request.method == "GET":
        first = _figure(request.GET.get("first", str(block.first)), "起号")
        _demand_own(request, form, block, Numbers(first=first, last=first))
        context = {"kind": kind, "batch": block, "first": first, "today": clock.now().astimezone(CST).date()}
        return render(request, "pages/blank_spoil.html", context)
    numbers = _numbers(request)
    _demand_own(request, form, block, numbers)
    file = request.FILES.get("scan")
    scans = []
    if file is not None:
        photo = files.take_in(request.actor, file, None)
        scans = [{"sha256": photo.sha256, "size": photo.size, "type": photo.type, "name": photo.name, "page": 1}]
    posted = request.POST
    blanks.spoil(request.actor, form, number, numbers, posted.get("reason", ""), kept_at=posted.get("kept_at", ""), scans=scans)
    keeps = may(request.actor, Action.BLANKS)
    return go(request, reverse("blank_block", args=[form, number]) if keeps else reverse("blanks"))


@require_GET
@page
def spoilt_scan(request: Request, form: str, number: UUID, digest: str) -> HttpResponse:
    """The picture of a spoilt original, for the keeper."""
    demand(request.actor, Action.BLANKS)
    _found(request, form, number)
    spoilt = [record for record in blanks.stock(request.actor.agency, form).spoilt if record.about == str(number)]
    held = {str(one["sha256"]): str(one["type"]) for record in spoilt for one in record.get("scans") or ()}
    if digest not in held:
        raise Http404
    return files.shown(digest, held[digest])


def _demand_own(request: Request, form: str, block: Block, numbers: Numbers) -> None:
    """Pass the keeper, and whoever has every one of these numbers in hand; anybody else does not learn that there are any."""
    if may(request.actor, Action.BLANKS):
        return
    holders = blanks.stock(request.actor.agency, form).holders(block)
    held = [holders.get(one) for one in range(numbers.first, min(numbers.last, block.last) + 1)]
    unit = request.actor.unit if Role.UNIT_HEAD.value in request.actor.roles else "-"
    if not held or not all(one and (one.person == str(request.actor.person) or one.unit == unit) for one in held):
        raise Http404


@require_GET
@page
def printed(request: Request, form: str, number: UUID) -> HttpResponse:
    """The blank forms as one PDF, for the keeper or for whoever has them in hand."""
    kind, block = _found(request, form, number)
    first, last = _figure(request.GET.get("first", ""), "起号"), _figure(request.GET.get("last", ""), "止号")
    if not (block.holds(first) and block.holds(last) and first <= last):
        raise Refusal("没有打印：起止号不全在这一本里。请核对。", code="malformed")
    if last - first >= sheets.MOST:
        raise Refusal(f"没有打印：一次最多 {sheets.MOST} 份。请分几次打印。", code="malformed")
    _demand_own(request, form, block, Numbers(first=first, last=last))
    agency = bureau.agency(request.actor.agency)
    if agency is None:
        raise Http404
    now = clock.now()
    numbers = [block.printed(one) for one in range(first, last + 1)]
    content = sheets.pdf(kind, numbers, letterhead(agency, register.terms(agency.id), now.astimezone(CST).date()), now)
    said = {"title": f"空白{kind.title}", "number": " 至 ".join(dict.fromkeys((numbers[0], numbers[-1])))}
    log_reading(request.actor, register_of(agency.id, form), "printed", said, item=str(number))
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, f"空白{kind.title} {numbers[0]}.pdf") or ""
    return response


def _numbers(request: Request) -> Numbers:
    posted = request.POST
    first = _figure(posted.get("first", ""), "起号")
    last = _figure(posted.get("last", "") or str(first), "止号")
    day: date | None = day_of(posted.get("day", ""))
    today = clock.now().astimezone(CST).date()
    if day is not None and day > today:
        raise Refusal("没有记入：日期还没有到。请核对日期。", code="future")
    return Numbers(first=first, last=last, day=day if day != today else None)


def _figure(text: str, name: str) -> int:
    """A whole number as typed; full-width figures too."""
    written = text.strip()
    if not written.isdecimal() or len(written) > blanks.WIDEST:
        raise Refusal(f"没有记入：{name}要写成数字，例如 101。请核对。", code="malformed")
    return int(written)
