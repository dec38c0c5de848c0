"""What keepers and administrators do with the counter's cameras: register, set, switch on and off, try the connection."""

import base64
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404

from liuhen import access
from liuhen.access.policy import Action
from liuhen.cameras import addresses, expiry, worker
from liuhen.cameras.models import CameraRow
from liuhen.recordings import devices
from liuhen.recordings.models import DeviceRow
from liuhen.register import register
from liuhen.register.types import Act, Actor
from liuhen.regulation.devices import GONE, State
from liuhen.regulation.grammar import Refusal
from liuhen.regulation.kinds.counter_camera import COUNTER_CAMERA_SET
from liuhen.regulation.kinds.equipment import DEVICE_REGISTERED

SORT = "counter_camera"
LOOK_LIMIT = 45.0  # seconds for a test of the connection, all waits together
MOST_DAYS = 3650


@dataclass(frozen=True, kw_only=True, slots=True)
class Setting:
    """What is set for a camera. ``days`` None: the bureau's setting."""

    counter: str
    days: int | None = None
    on: bool = False
    sign: bool = False
    reason: str = ""


def may_keep(actor: Actor) -> bool:
    """Whether the actor sets up cameras: keepers of the equipment and administrators."""
    return bool(access.may(actor, Action.EQUIP) or access.may(actor, Action.ADMINISTER))


def demand_keeper(actor: Actor) -> None:
    """Only those; for anybody else there is no such page."""
    if not may_keep(actor):
        raise Http404


def find(actor: Actor, camera: UUID) -> DeviceRow:
    """A counter's camera of the agency; Http404 for anything else."""
    row = devices.by_id(actor.agency, camera)
    if row is None or row.sort != SORT:
        raise Http404
    return row


def enter(actor: Actor, code: str, setting: Setting, *, address: str, user: str = "", password: str = "") -> UUID:
    """A new camera on the books, with what is set for it."""
    demand_keeper(actor)
    whole = addresses.compose(address, user, password)
    if not code.strip():
        raise Refusal("摄像机没有登记：没有编号。请填写贴在机身上的编号，例如 CK-01。", code="incomplete")
    if devices.find(actor.agency, code) is not None:
        raise Refusal(f"摄像机没有登记：编号“{code.strip()}”已有设备在用。请换一个编号，或者在列表里设置那一台。", code="already")
    number = uuid4()
    known = {"code": code.strip()[:60], "sort": SORT}
    acts = [
        Act(subject=devices.ref(number), kind=DEVICE_REGISTERED.key, content=known),
        _act(actor, number, setting, addresses.shown(whole)),
    ]
    register.write(actor, acts)
    addresses.keep(number, whole)
    return number


def change(actor: Actor, camera: UUID, setting: Setting, *, address: str = "", user: str = "", password: str = "") -> None:
    """Set a camera anew. Without a new address the one that is kept stays; without a new login, so does that, for the same host."""
    demand_keeper(actor)
    device = find(actor, camera)
    if setting.on and State(device.state) in GONE:
        raise Refusal(f"没有开始录制：这台摄像机已登记为{device.state_label}。找到了，先在装备里记“设备找回”。", code="gone")
    whole = addresses.address_of(camera)
    if address.strip() and not _only_shown(camera, address, user, password):
        whole = addresses.with_login_of(camera, addresses.compose(address, user, password))
    elif user.strip() or password:
        whole = addresses.compose(whole, user or addresses.user_of(camera), password)
    if setting.on and not whole:
        raise Refusal("没有开始录制：还没有填写视频地址。请先填写地址，试一次连接。", code="incomplete")
    register.write(actor, [_act(actor, camera, setting, addresses.shown(whole) if whole else "")])
    if whole != addresses.address_of(camera):
        addresses.keep(camera, whole)


def _only_shown(camera: UUID, address: str, user: str, password: str) -> bool:
    """Whether the form only gave back what it had shown, struck-out words and all: then nothing of it is new."""
    kept = addresses.address_of(camera)
    return bool(kept) and address.strip() == addresses.shown(kept) and not (user.strip() or password)


def switch(actor: Actor, camera: UUID, *, on: bool, reason: str = "") -> None:
    """Begin or end recording; the rest stays as it was set."""
    demand_keeper(actor)
    find(actor, camera)
    row = CameraRow.objects.filter(pk=camera, agency=actor.agency).first()
    if row is None:
        raise Refusal("没有开始录制：这台摄像机还没有设置。请先填写窗口和视频地址。", code="incomplete")
    if row.on == on:
        return
    if not on and not reason.strip():
        raise Refusal("没有停止录制：请写明停止的原因，停止期间的监控会显示为空白。", code="incomplete")
    change(actor, camera, Setting(counter=row.counter, days=row.days, on=on, sign=row.sign, reason=reason))


def _act(actor: Actor, camera: UUID, setting: Setting, shown: str) -> Act:
    if not setting.counter.strip():
        raise Refusal("没有记入：请写明是哪个窗口，例如“一楼受理窗口”。", code="incomplete")
    least = expiry.least_days(actor.agency)
    if setting.days is not None and not least <= setting.days <= MOST_DAYS:
        raise Refusal(
            f"没有记入：监控录像至少保存 {least} 天（机关设置“窗口监控录像保存天数”），最多 {MOST_DAYS} 天。请改天数，或者不填。",
            code="too_short",
        )
    content: dict[str, Any] = {**asdict(setting), "counter": setting.counter.strip()[:120], "address": shown[:300]}
    told = {key: value for key, value in content.items() if value not in ("", None)}
    return Act(subject=devices.ref(camera), kind=COUNTER_CAMERA_SET.key, content=told)


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """What a test of the connection found; ``words`` where it failed."""

    words: str = ""
    picture: bytes = b""
    video: str = ""
    audio: str = ""
    width: int = 0
    height: int = 0
    drift: float | None = None


def test(actor: Actor, camera: UUID) -> Seen:
    """Connect as the recorder does, and bring one picture back. Whoever sees a picture of the hall is logged."""
    demand_keeper(actor)
    find(actor, camera)
    url = addresses.address_of(camera)
    if not url:
        raise Refusal("没有试连：还没有填写视频地址。请先填写并保存。", code="incomplete")
    access.reading(
        actor, devices.ref(camera), "played", {"reason": "测试连接", "content": "当前画面一帧", "unit": actor.unit_name}
    )
    try:
        told = worker.ask("still", {"url": url}, LOOK_LIMIT)
    except worker.Died:
        return Seen(words="摄像机连上了，但一直没有画面传来")
    if told.get("words"):
        return Seen(words=str(told["words"]))
    facts = {key: told[key] for key in ("video", "audio", "width", "height", "drift")}
    return Seen(picture=base64.b64decode(told["jpeg"]), **facts)
