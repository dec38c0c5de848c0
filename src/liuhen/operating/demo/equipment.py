"""The demo bureau's cameras: who carries which, one that is broken, one whose clock runs fast, one evening still on a card, one number missing."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from liuhen.operating.demo.recordings import clip
from liuhen.operating.demo.telling import Story, Tale
from liuhen.recordings import commands as recordings
from liuhen.recordings import device_commands as commands
from liuhen.recordings import devices
from liuhen.recordings.commands import Stated
from liuhen.register import clock, register
from liuhen.register.register import Signing
from liuhen.register.types import Actor
from liuhen.regulation.grammar import Verdict

KEEPER = "linqiu"
#: code, sort, maker, model, serial, national code, GB, unit
STOCK = (
    ("DSJ-07", "body_camera", "澄光", "G9", "CG9-240107", "42011200001380000007", "64", "one"),
    ("DSJ-08", "body_camera", "澄光", "G9", "CG9-240108", "42011200001380000008", "64", "one"),
    ("DSJ-09", "body_camera", "澄光", "G9", "CG9-240109", "42011200001380000009", "64", "two"),
    ("DSJ-12", "body_camera", "澄光", "G7", "CG7-220112", "", "32", "two"),
    ("DSJ-13", "body_camera", "澄光", "G7", "CG7-220113", "", "32", "two"),
    ("LYB-01", "audio_recorder", "澄音", "R2", "R2-0031", "", "16", ""),
)
NEEDS = (("one", "body_camera", "2"), ("two", "body_camera", "3"))


def equipped(tale: Tale) -> None:
    """Plan the life of every device."""
    _bought(tale)
    _carried(tale)
    _broken(tale)
    _still_on_the_card(tale)
    _a_number_missing(tale)


def _plan(tale: Tale, day: int, hour: str, act: Callable[[Story], None]) -> None:
    story = Story(tale, "one", ("zhouqiming", "shenjingwen"))
    tale.plan(story.on(day, hour), lambda: act(story))


def _device(actor: Actor, code: str) -> UUID:
    return devices.must_find(actor, code).pk


def _bought(tale: Tale) -> None:
    def act(story: Story) -> None:
        keeper = story.cast.actors[KEEPER]
        for code, sort, make, model, serial, national, storage, unit in STOCK:
            said = {
                "code": code,
                "sort": sort,
                "make": make,
                "model": model,
                "serial": serial,
                "gb28181": national,
                "storage": storage,
            }
            commands.register_device(keeper, said, story.cast.units.get(unit))
        for unit, sort, count in NEEDS:
            commands.set_need(keeper, story.cast.units[unit], sort, count, "示范机关装备配备表")

    _plan(tale, -60, "09:00", act)


def _carried(tale: Tale) -> None:
    """Taken with one tap, docked at the station, some brought back."""

    def taken(who: str, code: str) -> Callable[[Story], None]:
        return lambda story: commands.take(story.cast.actors[who], _device(story.cast.actors[who], code))

    def back(who: str, code: str) -> Callable[[Story], None]:
        return lambda story: commands.give_back(story.cast.actors[who], _device(story.cast.actors[who], code))

    def docked(code: str, drift: int, left: int) -> Callable[[Story], None]:
        def act(story: Story) -> None:
            keeper, now = story.cast.actors[KEEPER], clock.now()
            devices.docked(
                keeper,
                _device(keeper, code),
                station="一号采集站",
                at=now,
                device_time=now + timedelta(seconds=drift),
                storage_left=left,
            )

        return act

    for day, hour, act in (
        (-33, "08:20", taken("zhouqiming", "DSJ-07")),
        (-32, "14:28", docked("DSJ-07", 41, 51_200)),
        (-31, "17:30", back("zhouqiming", "DSJ-07")),
        (-16, "08:30", taken("luoyutong", "DSJ-12")),
        (-15, "12:03", docked("DSJ-12", -4, 20_480)),
        (-14, "17:40", back("luoyutong", "DSJ-12")),
        (-7, "18:00", taken("zhouqiming", "DSJ-07")),
        (-4, "08:38", docked("DSJ-07", 95, 38_400)),
        (-2, "13:30", taken("gaoyuan", "DSJ-09")),
        (-2, "16:25", docked("DSJ-09", 2, 57_300)),
        (-2, "17:50", back("gaoyuan", "DSJ-09")),
    ):
        _plan(tale, day, hour, act)


def _broken(tale: Tale) -> None:
    """A camera that was dropped: reported by its holder, signed by him and by the keeper."""

    def act(story: Story) -> None:
        holder, keeper = story.cast.actors["luoyutong"], story.cast.actors[KEEPER]
        ref = devices.ref(_device(holder, "DSJ-13"))
        told = {
            "fault": "从台阶上掉落，屏幕碎裂，不能开机；存储卡完好，音像已导出。",
            "at": story.stamp(-3, "16:10"),
            "officers": story.cast.officers("luoyutong"),
        }
        draft = register.start_draft(keeper, "device_fault", subject=ref, content=told)
        record = register.freeze(keeper, draft.pk)
        number = UUID(record.id)
        register.sign(
            holder, number, Signing(part="officers", about=str(holder.person), signer=holder.name, verdict=Verdict.AGREED)
        )
        register.opine(keeper, number, "keeper", "agreed", "已收回，待送修。")

    _plan(tale, -3, "16:20", act)


def _still_on_the_card(tale: Tale) -> None:
    """One evening's film that is over its day, one that has hours left."""

    def filmed(who: str, code: str, what: str) -> Callable[[Story], None]:
        return lambda story: commands.recorded(story.cast.actors[who], _device(story.cast.actors[who], code), what)

    def taken(story: Story) -> None:
        commands.take(story.cast.actors["luoyutong"], _device(story.cast.actors["luoyutong"], "DSJ-12"))

    _plan(tale, -2, "18:00", taken)
    _plan(tale, -2, "22:05", filmed("luoyutong", "DSJ-12", "夜间演出场所巡查"))
    _plan(tale, -1, "23:30", filmed("zhouqiming", "DSJ-07", "望江路网吧巡查"))


def _a_number_missing(tale: Tale) -> None:
    """0007 and 0008 are the films of 星遇; this one is 0010."""

    def act(story: Story) -> None:
        actor = story.cast.actors["zhouqiming"]
        begin = story.on(-5, "15:02")
        stated = Stated(
            name="执法记录仪 DSJ-07 0010.mp4",
            begin=begin,
            end=begin + timedelta(minutes=6),
            device="DSJ-07",
            device_id=_device(actor, "DSJ-07"),
            sequence="0010",
            what="出发前试录",
            source="device",
        )
        recordings.store_recording(actor, clip(begin, begin + timedelta(minutes=6), "DSJ-07 0010"), stated)

    _plan(tale, -4, "08:43", act)
