"""装备: the list of recording devices, what each unit lacks, what is still on devices, putting a device on the books."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from liuhen.access.permissions import demand, may
from liuhen.access.policy import Action, roles_of
from liuhen.bureau import queries as bureau
from liuhen.cameras import commands as setting
from liuhen.cameras import queries as cameras
from liuhen.cameras.queries import Board
from liuhen.pages.answers import Request, go, page
from liuhen.pages.confirming import unconfirmed
from liuhen.pages.forms import as_uuid
from liuhen.recordings import device_commands as commands
from liuhen.recordings import device_queries as queries
from liuhen.recordings.models import DeviceRow
from liuhen.regulation.devices import State
from liuhen.regulation.doubts import Doubt
from liuhen.regulation.grammar import Refusal, Role
from liuhen.regulation.identifiers import gb28181
from liuhen.regulation.kinds.equipment import SORTS

#: The states of the tabs of the list.
TABS: tuple[tuple[str, str, frozenset[State]], ...] = (
    ("", "在用", frozenset({State.STORE, State.CARRIED, State.FAULTY, State.REPAIR})),
    ("carried", "领用中", frozenset({State.CARRIED})),
    ("store", "在库", frozenset({State.STORE})),
    ("broken", "故障、送修", frozenset({State.FAULTY, State.REPAIR})),
    ("gone", "丢失、报废", frozenset({State.LOST, State.SCRAPPED})),
)
#: Ways to order the list: the key of the address, its words, the columns.
SORTED = {
    "code": ("按编号", ("code",)),
    "drift": ("时钟偏差大的在前", ("-drift", "code")),
    "left": ("剩余存储少的在前", ("storage_left", "code")),
    "docked": ("久未采集的在前", ("docked_at", "code")),
}


def overseeing(request: Request) -> None:
    """The list is for those who keep the devices or answer for them; officers have a page of their own."""
    if not roles_of(request.actor.roles) & (queries.OVERSEES | {Role.UNIT_HEAD}):
        raise Http404


@require_GET
@page
def equipment(request: Request) -> HttpResponse:
    """Every device one sees, by unit, holder and state, with its clock and its storage; units that lack some stand above."""
    if Role.OFFICER.value in request.actor.roles and not roles_of(request.actor.roles) & (queries.OVERSEES | {Role.UNIT_HEAD}):
        return go(request, reverse("my_devices"))
    overseeing(request)
    asked = request.GET
    rows = list(queries.visible(request.actor))
    tab = asked.get("state", "") if asked.get("state", "") in {key for key, _, _ in TABS} else ""
    sort = asked.get("sort", "") if asked.get("sort") in SORTED else "code"
    boards = {one.device.pk: one for one in cameras.boards_of(rows)}
    listed = _sorted([row for row in rows if _under(tab, row, boards) and _named(row, asked, boards)], sort)
    notes = queries.notes(row.pk for row in listed)
    unexplained = queries.unexplained(request.actor)
    context = {
        "rows": [
            {
                "row": row,
                "camera": boards.get(row.pk),
                "notes": notes.get(row.pk, []),
                "gaps": [one.gap.said for one in unexplained if one.device.pk == row.pk],
            }
            for row in listed
        ],
        "total": len(rows),
        "usable": sum(row.usable for row in rows),
        "tabs": [{"key": key, "title": title, "count": sum(_under(key, row, boards) for row in rows)} for key, title, _ in TABS],
        "tab": tab,
        "still": len(queries.still(request.actor)),
        "asked": asked,
        "sort": sort,
        "sorts": [(key, words) for key, (words, _) in SORTED.items()],
        "units": bureau.units(request.actor.agency),
        "stock": queries.stock(request.actor),
        "keeps": may(request.actor, Action.EQUIP),
        "sets_cameras": setting.may_keep(request.actor),
        "device_sorts": SORTS,
        "carries": bool(request.actor.roles & {Role.OFFICER.value, Role.UNIT_HEAD.value}),
    }
    return render(request, "pages/equipment.html", context)


def _under(tab: str, row: DeviceRow, boards: Mapping[UUID, Board]) -> bool:
    """Whether a device stands under a tab. A camera that was set up hangs at its counter: it lies in no store."""
    hangs = tab == "store" and row.pk in boards and boards[row.pk].row is not None
    return not hangs and any(row.state in states for key, _, states in TABS if key == tab)


def _named(row: DeviceRow, asked: Any, boards: Mapping[UUID, Board]) -> bool:
    """Whether a device is one of those asked for: its unit, a word in its names, its counter's or its holder's."""
    unit, word = asked.get("unit", ""), asked.get("q", "").strip().casefold()
    counter = boards[row.pk].title if row.pk in boards else ""
    said = f"{row.code} {row.make} {row.model} {row.serial} {row.gb28181} {row.holder_name} {row.sort_label} {counter}"
    return (not unit or str(row.unit) == unit) and word in said.casefold()


def _sorted(rows: list[DeviceRow], sort: str) -> list[DeviceRow]:
    if sort == "drift":
        return sorted(rows, key=lambda row: (-abs(row.drift or 0), row.code))
    if sort == "left":
        return sorted(rows, key=lambda row: (row.storage_left is None, row.storage_left or 0, row.code))
    if sort == "docked":
        return sorted(
            rows, key=lambda row: (row.docked_at is not None, row.docked_at.timestamp() if row.docked_at else 0.0, row.code)
        )
    return sorted(rows, key=lambda row: (row.unit_name, row.code))


@require_GET
@page
def still(request: Request) -> HttpResponse:
    """仍在设备中: what was filmed and is not in storage yet, most urgent first, with who carries it."""
    roles = roles_of(request.actor.roles)
    if not roles & (queries.OVERSEES | {Role.UNIT_HEAD, Role.OFFICER}):
        raise Http404
    listed = queries.still(request.actor)
    context = {
        "still": listed,
        "over": sum(one.clock.urgency == "over" for one in listed),
        "missing": queries.unexplained(request.actor) if roles & queries.OVERSEES or Role.UNIT_HEAD in roles else [],
        "keeps": may(request.actor, Action.EQUIP),
    }
    return render(request, "pages/equipment_still.html", context)


@require_http_methods(["GET", "POST"])
@page
def new(request: Request) -> HttpResponse:
    """Put a device on the books; a national code that does not fit is asked about."""
    demand(request.actor, Action.EQUIP)
    if request.method == "GET":
        context = {"sorts": SORTS, "units": bureau.units(request.actor.agency)}
        return render(request, "pages/equipment_new.html", context)
    posted = request.POST
    asked = unconfirmed(doubts(posted.get("gb28181", "")), posted.getlist("confirmed"))
    if asked:
        return render(request, "pages/_confirm.html", {"asked": asked, "undone": "还没有登记"})
    number = commands.register_device(request.actor, posted.dict(), as_uuid(posted.get("unit", "")))
    return go(request, reverse("device", args=[number]))


def doubts(code: str) -> list[Doubt]:
    """What does not fit in a national code."""
    words = gb28181(code) if code.strip() else ""
    return [Doubt(field="gb28181", text=words, value=code)] if words else []


@require_POST
@page
def need(request: Request) -> HttpResponse:
    """State what a unit needs."""
    posted = request.POST
    unit = as_uuid(posted.get("unit", ""))
    if unit is None:
        raise Refusal("装备需要没有记入：还没有选机构。请选一个。", code="incomplete")
    commands.set_need(request.actor, unit, posted.get("sort", ""), posted.get("count", ""), posted.get("source", ""))
    return go(request, reverse("equipment"))
