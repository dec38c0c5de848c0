"""What the frame of every page says: the agency, who is at the desk, the entries of the main menu."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from liuhen.access.permissions import may
from liuhen.access.policy import Action
from liuhen.bureau import queries as bureau
from liuhen.register import clock
from liuhen.register.types import Actor
from liuhen.regulation.grammar import Role


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One entry of the main menu."""

    title: str
    url: str
    current: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Shell:
    """The top bar: nothing but its wordmark for somebody who is not signed in."""

    agency: str = ""
    demo: bool = False
    who: str = ""
    name: str = ""
    unit: str = ""
    entries: tuple[Entry, ...] = ()
    now: Any = None
    root: bool = False


#: title, URL name, path prefix that makes it current, roles that need it (empty: everybody signed in)
_CASE_ROLES = (Role.OFFICER, Role.UNIT_HEAD, Role.LEGAL, Role.HEAD, Role.ARCHIVIST, Role.AUDITOR)
_CLUE_ROLES = (Role.RECEPTION, Role.UNIT_HEAD, Role.HEAD, Role.LEGAL, Role.AUDITOR)
_RECORDING_ROLES = (Role.OFFICER, Role.UNIT_HEAD, Role.KEEPER, Role.LEGAL, Role.HEAD, Role.ARCHIVIST, Role.AUDITOR)
MENU: tuple[tuple[str, str, tuple[Role, ...]], ...] = (
    ("工作台", "desk", ()),
    ("案件", "cases", _CASE_ROLES),
    ("待批", "approvals", (Role.UNIT_HEAD, Role.LEGAL, Role.HEAD)),
    ("音像", "recordings", _RECORDING_ROLES),
    ("装备", "equipment", (Role.KEEPER, Role.UNIT_HEAD, Role.LEGAL, Role.HEAD)),
    ("受理窗口", "counter", (Role.RECEPTION,)),
    ("投诉举报", "clues", _CLUE_ROLES),
    ("监督台", "supervision", (Role.LEGAL, Role.HEAD, Role.AUDITOR, Role.UNIT_HEAD)),
    ("空白文书", "blanks", (Role.KEEPER, Role.ARCHIVIST)),
    ("机关", "people", (Role.ADMINISTRATOR,)),
    ("制度", "rules", ()),
)


def of(request: HttpRequest) -> Shell:
    """The shell for whoever sent the request."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return Shell(now=clock.now())
    row = bureau.agency(actor.agency)
    return Shell(
        agency=row.name if row else "",
        demo=bool(row and row.demo),
        who=str(actor.person),
        name=actor.name,
        unit=_unit(actor),
        entries=(entries := tuple(_entries(request.path, actor))),
        root=any(entry.url == request.path for entry in entries),
        now=clock.now(),
    )


def _unit(actor: Actor) -> str:
    if actor.unit_name:
        return actor.unit_name
    row = bureau.unit(_uuid(actor.unit))
    return row.name if row else ""


def _uuid(text: str) -> Any:
    from uuid import UUID

    return UUID(text) if text else None


def _entries(path: str, actor: Actor) -> list[Entry]:
    shown = []
    for title, name, roles in MENU:
        if roles and not actor.roles & {role.value for role in roles}:
            continue
        try:
            url = reverse(name)
        except NoReverseMatch:  # the room is not there yet
            continue
        current = path == url if url == "/" else path.startswith(url)
        shown.append(Entry(title=title, url=url, current=current))
    return shown


def may_intake(actor: Actor) -> bool:
    """Whether the desk offers to register a complaint."""
    return may(actor, Action.INTAKE)
