"""What people do with devices. One tap takes one over; a fact that does not follow is taken and flagged, never refused."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from liuhen import access
from liuhen.access.policy import Action
from liuhen.bureau import queries as bureau
from liuhen.cases.clocks import moment
from liuhen.recordings import fold
from liuhen.recordings.devices import by_id, drift_of, ref
from liuhen.recordings.models import DeviceRow, DeviceUse, UseState
from liuhen.register import clock, register
from liuhen.register.types import Act, Actor, SubjectRef
from liuhen.regulation.grammar import Kind, Refusal, Role
from liuhen.regulation.history import Origin
from liuhen.regulation.kinds import equipment as kinds
from liuhen.regulation.when import When

_SORTS = dict(kinds.SORTS)
#: A tap within so long of the one before is the same word said twice.
AGAIN = timedelta(minutes=1)
_DETAILS = ("make", "model", "serial", "gb28181")


def _write(actor: Actor, device: UUID, kind: Kind, content: Mapping[str, Any], **more: Any) -> None:
    told = {key: value for key, value in content.items() if value not in ("", None)}
    register.write(actor, [Act(subject=ref(device), kind=kind.key, content=told, **more)])


def must_see(actor: Actor, device: UUID) -> DeviceRow:
    """A device the actor may see; Http404 for any other."""
    access.demand(actor, Action.SEE, ref(device))
    row = by_id(actor.agency, device)
    assert row is not None  # noqa: S101 - whoever may see it saw its row
    return row


# -- on the books ----------------------------------------------------------------------------------------------------


def register_device(actor: Actor, said: Mapping[str, Any], unit: UUID | None = None) -> UUID:
    """Put a device on the books. Its code is ours and must be free; a serial that another bears is taken and flagged."""
    access.demand(actor, Action.EQUIP)
    code = str(said.get("code") or "").strip()
    if not code or said.get("sort") not in _SORTS:
        raise Refusal("设备没有登记：要有编号和种类。请补齐。", code="incomplete")
    twin = DeviceRow.objects.filter(agency=actor.agency, code__iexact=code).first()
    if twin is not None:
        raise Refusal(
            f"设备没有登记：编号 {twin.code} 已经用在一台{twin.sort_label}上。请换一个编号，或者打开那台设备。", code="already"
        )
    number = uuid4()
    content = {"code": code, "sort": said["sort"], **_details(said), **_unit(actor, unit)}
    _write(actor, number, kinds.DEVICE_REGISTERED, content)
    return number


def _details(said: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {key: str(said.get(key) or "").strip() for key in _DETAILS}
    return found | {"storage": whole(said.get("storage"), "存储容量")}


def whole(text: Any, title: str) -> int | None:
    """A whole number as typed; None where none is."""
    text = str(text or "").strip()
    if not text:
        return None
    if not text.isdecimal() or len(text) > 9:  # noqa: PLR2004 - more is a slip of the finger
        raise Refusal(f"没有记入：{title}要写整数。请核对。", code="malformed")
    return int(text)


def _unit(actor: Actor, unit: UUID | None) -> dict[str, str]:
    if unit is None:
        return {}
    row = bureau.unit(unit)
    if row is None or row.agency != actor.agency:
        raise Refusal("没有记入：没有这个机构。请重新选择。", code="unknown_unit")
    return {"unit": str(unit), "unit_name": row.name}


def change_device(actor: Actor, device: UUID, said: Mapping[str, Any], reason: str) -> None:
    """Change what is on record of a device (model, serial, storage), with the reason; nothing is overwritten."""
    access.demand(actor, Action.EQUIP, ref(device))
    row = must_see(actor, device)
    changed = {key: value for key, value in _details(said).items() if value and value != getattr(row, key)}
    if not changed:
        raise Refusal("没有更改：填写的与原来一样。", code="unchanged")
    if not reason.strip():
        raise Refusal("没有更改：要写明变更的原因。请补写。", code="incomplete")
    _write(actor, device, kinds.DEVICE_CHANGED, {**changed, "sort": row.sort, "reason": reason.strip()})


def set_need(actor: Actor, unit: UUID, sort: str, count: str, source: str = "") -> None:
    """State how many devices of a sort a unit needs (article 5), and where that comes from."""
    access.demand(actor, Action.EQUIP)
    wanted = whole(count, "需要台数")
    if sort not in _SORTS or wanted is None:
        raise Refusal("装备需要没有记入：要写明种类和台数。请补齐。", code="incomplete")
    _unit(actor, unit)
    content = {"sort": sort, "count": wanted, "source": source.strip()}
    register.write(actor, [Act(subject=SubjectRef("unit", unit), kind=kinds.EQUIPMENT_NEEDED.key, content=content)])


# -- from hand to hand -----------------------------------------------------------------------------------------------


def take(actor: Actor, device: UUID) -> None:
    """One tap by the taker: he carries it from now on, from whomever he has it."""
    row = by_id(actor.agency, device)
    if row is None:
        raise Refusal("没有领用：没有找到这台设备。请照机身核对编号。", code="unknown_device")
    if not {Role.OFFICER.value, Role.UNIT_HEAD.value, Role.KEEPER.value} & actor.roles:
        raise Refusal("没有领用：音像设备由执法人员领用。请转给他们。", code="wrong_role")
    if row.holder == actor.person:
        raise Refusal(f"{row.code} 已经在您手里，没有重复记。", code="already")
    _write(actor, device, kinds.DEVICE_TAKEN, {"person": _me(actor), "before": _holder(row)})


def give(actor: Actor, device: UUID, person: UUID, at: datetime | None = None) -> None:
    """The keeper puts down that somebody has it: a fact from outside, where that one did not tap for himself."""
    access.demand(actor, Action.EQUIP, ref(device))
    row, taker = must_see(actor, device), bureau.person(person)
    if taker is None or taker.agency != actor.agency:
        raise Refusal("没有记入：没有这个人。请重新选择领用人。", code="unknown_person")
    when = at or clock.now()
    if when > clock.now():
        raise Refusal("没有记入：领用时间还没有到。请核对。", code="future")
    content = {"person": {"id": str(taker.id), "name": taker.name}, "before": _holder(row)}
    _write(actor, device, kinds.DEVICE_TAKEN, content, when=When.at(when), origin=Origin.TOLD)


def _me(actor: Actor) -> dict[str, str]:
    return {"id": str(actor.person), "name": actor.name}


def _holder(row: DeviceRow) -> dict[str, str] | None:
    return {"id": str(row.holder), "name": row.holder_name} if row.holder else None


def give_back(actor: Actor, device: UUID, note: str = "") -> None:
    """One tap by whoever brings it back. The keeper who takes it in puts it down for its holder."""
    access.demand(actor, Action.WRITE, ref(device))
    row = must_see(actor, device)
    keeper = Role.KEEPER.value in actor.roles and row.holder is not None and row.holder != actor.person
    content = {"person": _holder(row) if keeper else _me(actor), "holder": _holder(row), "note": note.strip()}
    _write(actor, device, kinds.DEVICE_RETURNED, content)


def transfer(actor: Actor, device: UUID, unit: UUID, receiver: UUID, reason: str) -> UUID:
    """To another unit: counts once the receiver and the keeper have signed. Returns the record to sign."""
    access.demand(actor, Action.EQUIP, ref(device))
    row, officers = must_see(actor, device), {one.id: one for one in bureau.officers(actor.agency)}
    if receiver not in officers or not reason.strip():
        raise Refusal("没有调拨：要写明接收人和原因。请补齐。", code="incomplete")
    if row.unit == unit:
        raise Refusal(f"没有调拨：{row.code} 已经配发给这个机构。", code="unchanged")
    there = [one.id for one in officers.values() if one.unit == unit]
    if there and receiver not in there:
        goes_to, taker = _unit(actor, unit)["unit_name"], officers[receiver].name
        raise Refusal(f"没有调拨：{taker}不是{goes_to}的人。请选{goes_to}的接收人，由他签名。", code="wrong_unit")
    content = {
        **_unit(actor, unit),
        "from_name": row.unit_name,
        "reason": reason.strip(),
        "officers": [officers[receiver].as_field(lead=True)],
    }
    number = uuid4()
    _write(actor, device, kinds.DEVICE_TRANSFERRED, content, id=number)
    return number


# -- what it filmed --------------------------------------------------------------------------------------------------


def recorded(actor: Actor, device: UUID, what: str = "", ended: datetime | None = None) -> None:
    """One tap 录制结束: from now on the film is to be in storage within 24 hours."""
    access.demand(actor, Action.WRITE, ref(device))
    now = clock.now()
    end = ended or now
    if end > now + timedelta(minutes=1):
        raise Refusal("没有记入：录制结束的时间还没有到。请核对。", code="future")
    said = DeviceUse.objects.filter(device=device, person=actor.person, record=None, state=UseState.OPEN.value)
    if ended is None and (twice := said.filter(ended__gt=now - AGAIN).first()) is not None:
        raise Refusal(f"没有重复记：{moment(twice.ended)} 已经记过录制结束。又录了一段的，过一分钟再点。", code="already")
    content = {"person": _me(actor), "ended": fold.written(end), "what": what.strip()}
    more: dict[str, Any] = {"when": When.at(end), "origin": Origin.TOLD} if ended else {}
    _write(actor, device, kinds.DEVICE_RECORDED, content, **more)


def not_used(actor: Actor, use: UUID, reason: str) -> UUID:
    """It was not filmed with this device: which one it was, or why nothing was filmed. Returns the device."""
    row = DeviceUse.objects.filter(pk=use, agency=actor.agency).first()
    if row is None:
        raise Refusal("没有记入：这一项已经不在。请刷新页面查看。", code="not_found")
    access.demand(actor, Action.WRITE, ref(row.device))
    if row.state != UseState.OPEN.value:
        raise Refusal("没有记入：这一项已经办结。请刷新页面查看。", code="already")
    if not reason.strip():
        raise Refusal("没有记入：请写明用哪台设备录的，或者为什么没有录。", code="incomplete")
    _write(actor, row.device, kinds.DEVICE_NOT_USED, {"reason": reason.strip(), "stated_by": actor.name}, about=use)
    return row.device


def check_clock(actor: Actor, device: UUID, device_time: datetime | None, *, adjusted: bool) -> None:
    """Compare the device's clock with ours now; set right, it runs from zero."""
    access.demand(actor, Action.WRITE, ref(device))
    if device_time is None:
        raise Refusal("没有记入：请照设备屏幕填写它显示的时间。", code="incomplete")
    now = clock.now()
    content = {"device_time": fold.written(device_time), "drift": drift_of(device_time, now), "adjusted": adjusted}
    _write(actor, device, kinds.DEVICE_CLOCK_CHECKED, content)


def explain_gap(actor: Actor, device: UUID, first: str, last: str, reason: str) -> None:
    """Say why numbers are missing in what came from a device; nothing depends on it."""
    access.demand(actor, Action.WRITE, ref(device))
    if not first.strip() or not reason.strip():
        raise Refusal("没有记入：请写明缺号和原因。", code="incomplete")
    content = {"first": first.strip(), "last": last.strip() or first.strip(), "reason": reason.strip(), "stated_by": actor.name}
    _write(actor, device, kinds.SEQUENCE_GAP_EXPLAINED, content)
