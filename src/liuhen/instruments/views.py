"""Papers over HTTP: the issued PDF, or a record that is not issued printed from its frozen text. Checked and logged before a byte leaves."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from liuhen import access
from liuhen.bureau import queries as bureau
from liuhen.instruments import jobs, masked, render
from liuhen.instruments.models import Instrument, State
from liuhen.instruments.orders import Volume
from liuhen.ledger.proofs import receipt
from liuhen.recordings.who import actor_of_request
from liuhen.register import files, register
from liuhen.register.types import Actor, SubjectRef
from liuhen.regulation.grammar import Refusal
from liuhen.regulation.history import Record

PLAIN = "text/plain; charset=utf-8"
View = Callable[..., HttpResponseBase]


def _signed_in(*methods: str) -> Callable[[View], View]:
    """For people who are signed in; a Refusal is one line of text."""

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, number: UUID, **more: str) -> HttpResponseBase:
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            actor = actor_of_request(request)
            if actor is None:
                return HttpResponse("登录已过期。请重新登录。", status=401, content_type=PLAIN)
            try:
                return view(request, actor, number, **more)
            except Refusal as refusal:
                status = {"not_found": 404, "not_allowed": 403}.get(refusal.code, 409)
                return HttpResponse(refusal.message, status=status, content_type=PLAIN)

        return wrapped

    return decorate


@_signed_in("GET", "HEAD")
def paper(request: HttpRequest, actor: Actor, number: UUID) -> HttpResponseBase:
    """A record as PDF, by its id: shown (and so printed), or with ``?download=1`` kept."""
    ref, record = register.find_record(actor.agency, number)
    keep = "download" in request.GET
    access.demand(actor, "see", ref)
    access.demand(actor, "download" if keep else "print", ref)
    hidden = masked.owed(actor, ref)
    tag, content = _masked(actor, ref, record) if hidden else _content(actor, ref, record)
    if request.headers.get("If-None-Match") == tag:
        response: HttpResponseBase = HttpResponse(status=304)
    else:
        if request.method == "GET":
            access.reading(actor, ref, "downloaded" if keep else "printed", _said(record, hidden=hidden), item=record.id)
        body = content()
        response = HttpResponse(body, content_type=jobs.PDF) if isinstance(body, bytes) else body
        response["Content-Disposition"] = (
            content_disposition_header(keep, f"{masked.MARK if hidden else ''}{file_name(record)}") or ""
        )
    return _private(response, tag)


def _private(response: HttpResponseBase, tag: str) -> HttpResponseBase:
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _content(actor: Actor, ref: SubjectRef, record: Record) -> tuple[str, Callable[[], bytes | HttpResponseBase]]:
    """The entity tag and what gives the content: the issued PDF from the store, anything else set anew from the frozen text."""
    row = Instrument.objects.filter(record=record.id).first()
    if row is not None:
        if row.state != State.READY:
            why = f"上次没有成功：{row.error}" if row.error else "正在排版和签名，几秒后再试。"
            raise Refusal(f"“{row.title}”{row.number}还没有出好（{State(row.state).label}）。{why}", code="waiting")
        digest = row.sha256
        return f'"{digest}"', lambda: FileResponse(files.open_blob(digest), content_type=jobs.PDF)
    if record.kind.paper is None:
        raise Refusal(f"“{record.kind.title}”没有纸面格式，不能打印。", code="no_paper")
    state = f"{record.id}-{len(record.parts)}-{len(record.corrections)}-{bool(record.voided)}"
    return f'W/"{state}"', lambda: _printed(actor, ref, record)


def _masked(actor: Actor, ref: SubjectRef, record: Record) -> tuple[str, Callable[[], bytes | HttpResponseBase]]:
    """What those are given who may look and not read personal data: the paper masked, marked so, unsigned."""
    if record.kind.paper is None:
        raise Refusal(f"“{record.kind.title}”没有纸面格式，不能打印。", code="no_paper")
    agency = bureau.agency(actor.agency)
    if agency is None:
        raise Refusal("机关还没有设立，不能打印。", code="not_found")
    history, settled, cleared = register.history(actor.agency, ref), register.terms(actor.agency), access.clearance(actor, ref)
    tag = f'W/"masked-{record.id}-{len(history)}"'
    return tag, lambda: render.pdf(render.masked_sheet(record, history, settled, agency, cleared))


def _printed(actor: Actor, ref: SubjectRef, record: Record) -> bytes:
    """A record that is not issued, as it is frozen, with the signatures given so far, signed by the system like any paper."""
    agency = bureau.agency(actor.agency)
    if agency is None:
        raise Refusal("机关还没有设立，不能打印。", code="not_found")
    history = register.history(actor.agency, ref)
    return jobs.sealed(record, history, register.terms(actor.agency), agency, receipt(UUID(record.id)))


def _said(record: Record, *, hidden: bool = False) -> dict[str, str]:
    return {"title": f"{record.kind.title}（{masked.MARK}）" if hidden else record.kind.title, "number": record.number}


def file_name(record: Record) -> str:
    """责令改正通知书 澄文综改字〔2026〕31号.pdf."""
    return f"{' '.join(filter(None, (record.kind.title, record.number)))}.pdf"


@_signed_in("GET", "HEAD")
def volume(request: HttpRequest, actor: Actor, number: UUID, name: str) -> HttpResponseBase:
    """One volume of a case's file as it stands now: cover, catalogue, numbered papers, closing note; signed by the system."""
    from liuhen.instruments import binding, signing

    ref = SubjectRef("case", number)
    keep = "download" in request.GET
    access.demand(actor, "see", ref)
    access.demand(actor, "download" if keep else "print", ref)
    masked.refuse_whole(actor, ref)
    agency = bureau.agency(actor.agency)
    if agency is None or name not in set(Volume):
        raise Refusal("没有这一卷。", code="not_found")
    history = register.history(actor.agency, ref)
    tag = f'W/"{name}-{len(history)}"'
    if request.headers.get("If-None-Match") == tag:
        return _private(HttpResponse(status=304), tag)
    made = binding.bind(history, register.terms(actor.agency), agency, Volume(name))
    if request.method == "GET":
        title = Volume(name).label
        access.reading(actor, ref, "downloaded" if keep else "printed", {"title": f"案卷{title}", "pages": made.pages}, item=name)
    response = HttpResponse(signing.sign(made.pdf, agency.id, agency.name), content_type=jobs.PDF)
    response["Content-Disposition"] = content_disposition_header(keep, f"案卷{Volume(name).label}.pdf") or ""
    return _private(response, tag)


@_signed_in("POST")
def paper_again(_request: HttpRequest, actor: Actor, number: UUID) -> HttpResponseBase:
    """Try a paper that failed once more; its number stays."""
    ref, record = register.find_record(actor.agency, number)
    access.demand(actor, "see", ref)
    access.demand(actor, "write", ref)
    with transaction.atomic():
        row = Instrument.objects.select_for_update().filter(record=record.id).first()
        if row is None or row.state != State.FAILED:
            raise Refusal("这份文书不用重出。请刷新页面查看。", code="not_failed")
        jobs.again(row)
    return HttpResponse("已经重新排队，几秒后出好，文号不变。", content_type=PLAIN)
