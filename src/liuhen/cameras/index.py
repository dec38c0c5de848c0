"""The index of segments, caught up from what lies on the disk: the files are what counts, the rows are for finding them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from liuhen.cameras import places, segments
from liuhen.cameras.cutting import GAP
from liuhen.cameras.models import Segment
from liuhen.cameras.segments import CHINA, Facts
from liuhen.register import clock

#: Why nothing was recorded before a segment, in words.
WHY = {
    "start": "录制开始之前",
    "killed": "录制程序中断",
    "restart": "录制程序没有运行",
    "away": "摄像机没有连接",
    "refused": "摄像机没有应答",
    "unreachable": "摄像机连不上",
    "name": "摄像机连不上",
    "silent": "摄像机没有画面传来",
    "denied": "摄像机拒绝了用户名或者口令",
    "not_found": "摄像机上没有这个视频",
    "no_picture": "没有可录的画面",
    "not_rtsp": "应答的不是摄像机",
    "broken": "视频流中断",
    "disk_full": "磁盘空间不够",
    "disk_failed": "磁盘写不进去",
    "most": "录像占用达到上限",
    "clock_jump": "本机时钟被调整",
    "stamps_jump": "摄像机的时间戳跳变",
    "off": "录制被停止",
}

TIMELESS = frozenset({"录制开始之前", "没有录像"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Gap:
    """A stretch in which nothing was recorded; ``why`` in words. ``open``: nothing is known after it."""

    begin: datetime
    end: datetime
    why: str
    open: bool = False

    @property
    def length(self) -> timedelta:
        """How long."""
        return self.end - self.begin

    @property
    def words(self) -> str:
        """Why, so that nobody takes a gap that is over for how things stand now."""
        return self.why if self.open or self.why in TIMELESS else f"当时{self.why}"


def catch_up(camera: UUID, *, whole: bool = False) -> int:
    """Take in the segments that the index does not know: of yesterday and today, or all of them; how many.

    With ``whole``, rows whose file is gone are taken away as well.
    """
    folder, now = places.folder(camera), datetime.now(CHINA)  # the recorder names its folders by the machine's own clock
    days = None if whole else frozenset({f"{now:%Y-%m-%d}", f"{now - timedelta(days=1):%Y-%m-%d}"})
    paths = {f"{path.parent.name}/{path.stem}{segments.SUFFIX}": path for path in segments.finished(folder, days)}
    known = Segment.objects.filter(camera=camera)
    known = known if days is None else known.filter(name__regex=f"^({'|'.join(days)})/")
    names = set(known.values_list("name", flat=True))
    found = [facts for name, path in paths.items() if name not in names and (facts := segments.read_facts(path))]
    Segment.objects.bulk_create([_row(camera, facts) for facts in found], ignore_conflicts=True)
    if whole:
        there = {name for name, path in paths.items() if path.with_suffix(segments.SUFFIX).exists()}
        Segment.objects.filter(camera=camera, name__in=names - there).delete()
    return len(found)


def _row(camera: UUID, facts: Facts) -> Segment:
    return Segment(
        camera=camera,
        name=facts.name,
        begin=datetime.fromtimestamp(facts.begin, UTC),
        end=datetime.fromtimestamp(facts.end, UTC),
        size=facts.size,
        sha256=facts.sha256,
        frames=facts.frames,
        drift=facts.drift,
        before=facts.before,
        recovered=facts.recovered,
        finished=datetime.fromtimestamp(facts.finished, UTC),
    )


def between(camera: UUID, begin: datetime, end: datetime) -> list[Segment]:
    """The segments that hold something of a span, in order."""
    return list(Segment.objects.filter(camera=camera, end__gt=begin, begin__lt=end).order_by("begin"))


def gaps(rows: Iterable[Segment], begin: datetime, end: datetime) -> Iterator[Gap]:
    """Where in a span nothing was recorded, told by its segments in order; less than two seconds are none."""
    at, least = begin, timedelta(seconds=GAP)
    for row in rows:
        if row.begin - at > least:
            yield Gap(begin=at, end=row.begin, why=WHY.get(row.before, "没有录像"))
        at = max(at, row.end)
    if end - at > least:
        yield Gap(begin=at, end=end, why="没有录像", open=True)


def newest(camera: UUID) -> Segment | None:
    """The segment finished last."""
    return Segment.objects.filter(camera=camera).order_by("-end").first()


def running_since(camera: UUID) -> datetime | None:
    """Since when it is recorded without a gap."""
    last = Segment.objects.filter(camera=camera).exclude(before="").order_by("-begin").first()
    return last.begin if last else None


def now() -> datetime:
    """The present moment, for pages."""
    return clock.now()
