"""The demo bureau's docking station, and what lies in its dedicated storage: one film whole, one to be looked at again, one that is gone."""

import hashlib
from datetime import timedelta

from liuhen.access import stations
from liuhen.operating.demo.telling import Story, Tale
from liuhen.recordings import elsewhere
from liuhen.recordings.digesting import Reading
from liuhen.recordings.elsewhere_said import About, Where
from liuhen.register import clock

KEEPER = "linqiu"
TAKER = "zhouqiming"
#: day, hour of the end, file, what, bytes, the day of a re-check, what it found
FILMS = (
    (-140, "16:40", "检查全程_01.MP4", "联合检查全程录像，第一段", 3_412_885_120, -100, "equal"),
    (-95, "17:05", "查封过程_01.MP4", "查封过程全程录像", 6_108_332_544, -60, "equal"),
    (-60, "11:30", "听证全程.MP4", "听证会录像", 9_701_122_048, -20, "gone"),
)


def stationed(tale: Tale) -> None:
    """Plan the station and the films."""
    story = Story(tale, "one", (TAKER, "shenjingwen"))

    def admitted() -> None:
        stations.admit(story.cast.actors[KEEPER], "执法一中队采集站", days=730, place="执法一中队值班室")

    tale.plan(story.on(-150, "09:00"), admitted)
    for film in FILMS:
        _film(tale, story, film)


def _film(tale: Tale, story: Story, film: tuple[int, str, str, str, int, int, str]) -> None:
    day, hour, name, what, size, looked, found = film
    ended = story.on(day, hour)
    digest = hashlib.sha256(name.encode()).hexdigest()
    reading = Reading(file=name, size=size, sha256=digest, sm3="", media={"media": "video"}, computed=None)

    def put() -> None:
        people = story.cast.actors
        where = Where(kept_at="二楼机房 2 号柜", carrier="nas", carrier_code="NAS-02", keeper=people[KEEPER].person)
        about = About(
            put=clock.now(),
            begin=ended - timedelta(minutes=50),
            end=ended,
            device="DSJ-07",
            taken_by=people[TAKER].person,
            what=what,
        )
        elsewhere.put(people[KEEPER], [reading], where, about, means="tool")

    def look() -> None:
        keeper = story.cast.actors[KEEPER]
        (row,) = elsewhere.listed(keeper).filter(digest=digest)
        whole = found == "equal"
        note = "" if whole else "机房搬迁以后，2 号柜里没有这个文件"
        told = {"found": digest} if whole else {"note": note}
        elsewhere.check(keeper, row.recording, "" if whole else found, at=clock.now(), means="tool" if whole else "typed", **told)

    tale.plan(ended + timedelta(hours=2), put)
    tale.plan(story.on(looked, "09:30"), look)
