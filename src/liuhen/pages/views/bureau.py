"""The administrator's pages: people, accounts, certificates, units, division of work."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from liuhen.access import accounts
from liuhen.access.models import Account
from liuhen.access.permissions import demand
from liuhen.access.policy import Action
from liuhen.bureau import commands
from liuhen.bureau import queries as bureau
from liuhen.bureau.models import Certificate, Division, Person
from liuhen.pages.answers import Request, go, page
from liuhen.pages.forms import as_uuid
from liuhen.pages.passwords import refuse_weak
from liuhen.pages.shown import shown
from liuhen.register import clock, register
from liuhen.register.types import SubjectRef
from liuhen.regulation.grammar import Refusal, Role

#: What a head may be charged with (分工).
MATTERS = (
    ("all", "全部事项"),
    ("start", "程序启动"),
    ("preservation", "先行登记保存"),
    ("decision", "处罚决定"),
    ("closing", "结案"),
)


def only_administrators(request: Request) -> None:
    """Everything here is for those who administer the bureau."""
    demand(request.actor, Action.ADMINISTER)


@require_GET
@page
def people(request: Request) -> HttpResponse:
    """Everybody of the bureau: roles, unit, certificate, sign-in name."""
    only_administrators(request)
    names = bureau.unit_names(request.actor.agency)
    labels = {role.value: role.label for role in Role}
    rows = []
    for one in Person.objects.filter(agency=request.actor.agency).order_by("-active", "name"):
        account = Account.objects.filter(person=one.id).first()
        rows.append(
            {
                "person": one,
                "unit": names.get(one.unit, "") if one.unit else "",
                "roles": "、".join(labels.get(role, role) for role in one.roles),
                "certificate": bureau.certificate(one.id),
                "account": account,
                "locked": bool(account and account.locked_until and account.locked_until > clock.now()),
            }
        )
    return render(request, "pages/people.html", {"rows": rows, "today": clock.now().date()})


@require_http_methods(["GET", "POST"])
@page
def new_person(request: Request) -> HttpResponse:
    """Register somebody and open the account in one step."""
    only_administrators(request)
    if request.method == "GET":
        return render(request, "pages/person_new.html", {"roles": list(Role), "units": bureau.units(request.actor.agency)})
    posted = request.POST
    username, password = posted.get("username", "").strip(), posted.get("password", "")
    if not username or not password:
        raise Refusal("人员没有登记：要有登录名和首次密码。请补齐。", code="incomplete")
    if Account.objects.filter(username=username).exists():
        raise Refusal(f"人员没有登记：登录名“{username}”已有人用。请换一个。", code="already")
    refuse_weak(username, password, "人员没有登记")
    person = commands.register_person(
        request.actor,
        posted.get("name", ""),
        roles=posted.getlist("roles"),
        account=username,
        unit=as_uuid(posted.get("unit", "")),
        title=posted.get("title", "").strip(),
    )
    accounts.open_account(username=username, password=password, person=person, must_change=True)
    return go(request, reverse("person", args=[person]))


def _person(request: Request, number: UUID) -> Person:
    only_administrators(request)
    found = Person.objects.filter(pk=number, agency=request.actor.agency).first()
    if found is None:
        raise Http404
    return found


@require_GET
@page
def person(request: Request, number: UUID) -> HttpResponse:
    """One person: what is on record, certificates, the account, the history of both."""
    found = _person(request, number)
    history = register.history(request.actor.agency, SubjectRef("person", number))
    context = {
        "person": found,
        "roles": list(Role),
        "units": bureau.units(request.actor.agency),
        "certificates": Certificate.objects.filter(person=number).order_by("-valid_until"),
        "account": Account.objects.filter(person=number).first(),
        "now": clock.now(),
        "entries": [
            {"record": shown(one), "reason": one.get("reason") or one.get("number") or ""} for one in reversed(history.records)
        ],
    }
    return render(request, "pages/person.html", context)


@require_POST
@page
def change_person(request: Request, number: UUID) -> HttpResponse:
    """Change roles, unit, title, or take somebody off, with the reason."""
    found = _person(request, number)
    posted = request.POST
    values: dict[str, Any] = {
        "name": posted.get("name", found.name).strip(),
        "title": posted.get("title", "").strip(),
        "unit": posted.get("unit", ""),
        "roles": posted.getlist("roles"),
        "active": posted.get("active") == "1",
    }
    commands.change_person(request.actor, number, posted.get("reason", ""), **values)
    return go(request, reverse("person", args=[number]))


@require_POST
@page
def certificate(request: Request, number: UUID) -> HttpResponse:
    """Record a certificate."""
    _person(request, number)
    posted = request.POST
    if not posted.get("number", "").strip():
        raise Refusal("执法证没有记入：证号是空的。请照证件填写。", code="incomplete")
    commands.record_certificate(
        request.actor,
        number,
        posted["number"],
        valid_from=day_of(posted.get("from", "")),
        valid_until=day_of(posted.get("until", "")),
        scope=posted.get("scope", "").strip(),
    )
    return go(request, reverse("person", args=[number]))


@require_POST
@page
def reset(request: Request, number: UUID) -> HttpResponse:
    """A new first password, and the lock lifted."""
    found = _person(request, number)
    account = Account.objects.filter(person=found.id).first()
    if account is None:
        username = request.POST.get("username", "").strip() or found.account
        accounts.open_account(username=username, password=request.POST.get("password", ""), person=found.id, must_change=True)
    else:
        accounts.reset_password(request.actor, account, request.POST.get("password", ""))
    return go(request, reverse("person", args=[number]))


def day_of(text: str) -> date | None:
    """A day as the form gives it."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Refusal("没有记入：日期读不出。请写成 2026-11-13 这样。", code="malformed") from error


@require_http_methods(["GET", "POST"])
@page
def units(request: Request) -> HttpResponse:
    """Units and the heads' division of work 分工."""
    only_administrators(request)
    if request.method == "POST":
        commands.make_unit(request.actor, request.POST.get("name", ""))
        return go(request, reverse("units"))
    names = {one.id: one.name for one in Person.objects.filter(agency=request.actor.agency)}
    unit_names = bureau.unit_names(request.actor.agency)
    lines = [
        {
            "person": names.get(line.person, ""),
            "matters": "、".join(dict(MATTERS).get(key, key) for key in line.matters) or "全部事项",
            "units": "、".join(unit_names.get(unit, "") for unit in line.units) or "全部机构",
            "since": line.since,
            "until": line.until,
        }
        for line in Division.objects.filter(agency=request.actor.agency).order_by("-since")
    ]
    context = {
        "units": [
            {"unit": one, "people": bureau.people(request.actor.agency, unit=one.id)}
            for one in bureau.units(request.actor.agency)
        ],
        "lines": lines,
        "heads": bureau.people(request.actor.agency, role=Role.HEAD),
        "matters": MATTERS,
        "today": clock.now().date(),
    }
    return render(request, "pages/units.html", context)


@require_POST
@page
def divide(request: Request) -> HttpResponse:
    """State what one head approves from a day on."""
    only_administrators(request)
    posted = request.POST
    head, approves = as_uuid(posted.get("head", "")), posted.getlist("matters")
    since = day_of(posted.get("since", ""))
    if since is None or head is None or not approves:
        raise Refusal("分工没有记入：要写明哪位负责人批什么、从哪天起。请补齐。", code="incomplete")
    units = [found for text in posted.getlist("units") if (found := as_uuid(text))]
    commands.divide_work(request.actor, head, approves, since=since, units=units, source=posted.get("source", "").strip())
    return go(request, reverse("units"))
