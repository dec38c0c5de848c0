"""The doors: signing in and out, and the first run of a real bureau."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from liuhen.access import first_run
from liuhen.access.sessions import sign_in as open_session
from liuhen.access.sessions import sign_out as close_session
from liuhen.bureau import queries as bureau
from liuhen.pages.answers import go
from liuhen.pages.passwords import refuse_weak
from liuhen.regulation.grammar import Refusal, Role


@require_http_methods(["GET", "POST"])
def signin(request: HttpRequest) -> HttpResponse:
    """Ask for name and password; a bureau that has none yet is set up first."""
    agencies = bureau.agencies()
    if first_run.needed():
        return redirect("setup")
    target = _safe(request, request.POST.get("next") or request.GET.get("next") or "")
    if request.method == "POST":
        account = open_session(request, request.POST.get("username", ""), request.POST.get("password", ""))
        return go(request, "/account/password/" if account.must_change else target)
    context = {
        "agency": agencies[0].name if len(agencies) == 1 else "",
        "next": target,
        "expired": "expired" in request.GET,
        "idle": settings.SESSION_COOKIE_AGE // 60,
        "demo": _demo_people(agencies[0].id) if len(agencies) == 1 and agencies[0].demo else [],
    }
    response = render(request, "pages/signin.html", context)
    add_never_cache_headers(response)
    return response


def _demo_people(agency: object) -> list[dict[str, str]]:
    """The sign-ins of a demo bureau, whose people are invented; a real bureau shows none."""
    from uuid import UUID

    labels = {role.value: role.label for role in Role}
    people = bureau.people(UUID(str(agency)))
    return [
        {"username": one.account, "name": one.name, "roles": "、".join(labels.get(role, role) for role in one.roles)}
        for one in people
        if one.account
    ]


def _safe(request: HttpRequest, target: str) -> str:
    return target if url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}) else "/"


@require_POST
def signout(request: HttpRequest) -> HttpResponse:
    """Sign out."""
    close_session(request)
    return go(request, "/signin/")


@require_http_methods(["GET", "POST"])
def setup(request: HttpRequest) -> HttpResponse:
    """The first run: the agency, its mark, its first administrator. Closed for good once somebody can sign in."""
    if not first_run.needed():
        return redirect("signin")
    if request.method == "GET":
        return render(request, "pages/setup.html")
    posted = {key: request.POST.get(key, "").strip() for key in ("agency", "mark", "name", "username")}
    password = request.POST.get("password", "")
    if not all(posted.values()):
        raise Refusal("机关没有设立：还有空着的栏。请补齐。", code="incomplete")
    if password != request.POST.get("again", ""):
        raise Refusal("机关没有设立：两次输入的密码不一样。请重新输入。", code="password")
    refuse_weak(posted["username"], password, "机关没有设立")
    first_run.found(
        name=posted["agency"], mark=posted["mark"], administrator=posted["name"], username=posted["username"], password=password
    )
    open_session(request, posted["username"], password)
    return go(request, "/bureau/people/")
