"""What the player shows around a recording: the steps of its records with their seconds, its axes, its neighbours, its custody."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from liuhen.access.permissions import may, powers
from liuhen.access.policy import Action
from liuhen.pages.shown import shown as wrapped
from liuhen.recordings import queries
from liuhen.recordings.models import MomentRow, RecordingLink, RecordingRow
from liuhen.recordings.transcripts_text import code
from liuhen.register import register
from liuhen.register.types import Actor, SubjectRef
from liuhen.regulation.grammar import Refusal
from liuhen.regulation.history import Record
from liuhen.regulation.moments import Asked, asked
from liuhen.regulation.when import CST

CONTINUES = timedelta(minutes=30)  # a segment that begins later than this is another act
SHOWN = 400  # moments of one list; who marks more than this is served by the search of the words
ON_AXIS = 40  # names above the axis; beyond that only strokes
CLOSE = 9.0  # per cent of the axis by which names keep their distance
STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 720)  # minutes between two ticks of a clock
TICKS = 6  # so many at most, that a phone has room for them


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """One moment of a step: in this recording (``here``) or in another of the same record, which then is named."""

    row: MomentRow
    code: str
    url: str
    here: bool
    segment: int = 0
    at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class StepLine:
    """A step of a record with one of its moments, or with none; ``look`` is the second at which the record says it was."""

    step: Asked | None
    title: str
    where: str
    seen: Seen | None = None
    look: float | None = None


@dataclass(kw_only=True)
class Acts:
    """One record that the recording shows, its steps in the order of their seconds, and those that are only offered."""

    record: Any
    lines: list[StepLine] = field(default_factory=list)
    offered: list[Asked] = field(default_factory=list)
    writes: bool = False

    @property
    def steps(self) -> int:
        """How many steps are listed."""
        return len({line.step.id if line.step else line.title for line in self.lines})

    @property
    def marked(self) -> int:
        """How many of them have a second."""
        return len({line.step.id if line.step else line.title for line in self.lines if line.seen})


def acts(actor: Actor, row: RecordingRow, links: Iterable[RecordingLink]) -> list[Acts]:
    """The records a recording stands for, with their steps; those of cases that the actor does not see are left out."""
    found = []
    for link in links:
        case = powers(actor, SubjectRef("case", link.case))
        if link.record is None or not case.may(Action.SEE):
            continue
        record = _record(actor, link.record)
        if record is not None:
            found.append(_acts(row, record, personal=case.clearance.personal, writes=case.may(Action.WRITE)))
    return found


def _record(actor: Actor, number: UUID) -> Record | None:
    try:
        return register.find_record(actor.agency, number)[1]
    except Refusal:
        return None


def _acts(row: RecordingRow | None, record: Record, *, personal: bool, writes: bool) -> Acts:
    segments = queries.of_record(UUID(record.id))
    places = {one.pk: place for place, one in enumerate(segments, start=1)}
    moments = MomentRow.objects.filter(record=UUID(record.id), recording__in=list(places))[:SHOWN]
    begins = {one.pk: one.begin for one in segments}
    steps = {step.id: step for step in asked(record)}
    made = Acts(record=wrapped(record), writes=writes)
    shown: set[str] = set()
    for moment in moments:
        step = steps.get(moment.step_id)
        shown.add(moment.step_id)
        seen = _seen(row, moment, begins.get(moment.recording), places[moment.recording] if len(places) > 1 else 0)
        made.lines.append(
            StepLine(
                step=step, title=_title(step, moment.title, personal=personal), where=step.where if step else "其他", seen=seen
            )
        )
    made.lines.sort(key=lambda line: _order(line.seen))
    left = [step for step in steps.values() if step.id not in shown]
    made.lines += [StepLine(step=s, title=s.title, where=s.where, look=_look(row, s.said)) for s in left if s.listed]
    made.offered = [step for step in steps.values() if personal or step.listed]
    return made


def _order(seen: Seen | None) -> tuple[bool, float, float]:
    if seen is None or seen.at is None:
        return True, seen.segment if seen else 0, seen.row.second if seen else 0
    return False, seen.at.timestamp(), 0


def _title(step: Asked | None, title: str, *, personal: bool) -> str:
    """A line of what was found is not for everybody who may see the film."""
    if step is not None:
        return step.title if personal or step.listed else step.where
    return title


def _seen(row: RecordingRow | None, moment: MomentRow, begin: datetime | None, segment: int) -> Seen:
    return Seen(
        row=moment,
        code=code(int(moment.second)),
        url=f"/recordings/{moment.recording}/?t={moment.second:g}",
        here=row is not None and moment.recording == row.pk,
        segment=segment,
        at=begin + timedelta(seconds=moment.second) if begin else None,
    )


def _look(row: RecordingRow | None, said: datetime | None) -> float | None:
    """The second of a recording at which its record says that a step was done; None where it was not running then."""
    if row is None or said is None or row.begin is None or row.end is None or not row.begin <= said <= row.end:
        return None
    return (said - row.begin).total_seconds()


def of_record(actor: Actor, ref: SubjectRef, record: Record) -> Acts | None:
    """For a record's own page: its steps and where they are seen; None where it has no recordings or no steps."""
    if ref.type != "case" or not RecordingLink.objects.filter(record=UUID(record.id)).exists():
        return None
    personal = powers(actor, ref).clearance.personal
    made = _acts(None, record, personal=personal, writes=False)
    return made if made.lines else None


def free(row: RecordingRow) -> list[Seen]:
    """Moments of a recording that belong to no record."""
    return [_seen(row, moment, row.begin, 0) for moment in MomentRow.objects.filter(recording=row.pk, record=None)[:SHOWN]]


# -- axes -----------------------------------------------------------------------------------------------------------


def own_axis(row: RecordingRow, made: Iterable[Acts], loose: Iterable[Seen]) -> list[dict[str, Any]]:
    """The moments of this recording above its scrub bar: place in per cent, short name where there is room for it."""
    if not row.seconds:
        return []
    named = [(line.seen, _short(line)) for one in made for line in one.lines if line.seen and line.seen.here]
    named += [(seen, seen.row.title[:6]) for seen in loose]
    return _placed([(seen, seen.row.second / row.seconds * 100, name) for seen, name in named])


def _short(line: StepLine) -> str:
    """Two to four characters; a line of text by its first words, without its number."""
    if line.step is None:
        return line.title[:6]
    if line.step.key != "line" or line.title == line.where:
        return line.step.short
    words = line.title.split("、", maxsplit=1)[-1].split("　", maxsplit=1)[-1]
    for mark in "，。；：,;:（(":
        words = words.split(mark, maxsplit=1)[0]
    return words[:8] or line.step.short


def _placed(marks: list[tuple[Seen, float, str]]) -> list[dict[str, Any]]:
    listed, last, found = sorted(marks, key=lambda mark: mark[1]), -CLOSE, []
    for number, (seen, x, name) in enumerate(listed):
        room = number < ON_AXIS and x - last >= CLOSE
        last = x if room else last
        side = "start" if x < 4 else "end" if x > 96 else "middle"  # noqa: PLR2004 - per cent, so that a name stays on the axis
        found.append(
            {"seen": seen, "x": f"{min(max(x, 0), 100):.2f}%", "name": name if room else "", "title": name, "side": side}
        )
    return found


def track(actor: Actor, row: RecordingRow, made: Acts) -> dict[str, Any] | None:
    """The record's span and the recordings that cover it, on one axis of the real clock, in per cent of its width."""
    record = _record(actor, UUID(made.record.id))
    if record is None:
        return None
    begin, end = record.at.lo, record.ended.hi
    if end <= begin or end - begin > timedelta(days=2):
        return None
    coverage = queries.coverage_for(UUID(record.id), begin, end)
    rows = [one for one in queries.of_record(UUID(record.id)) if one.begin and one.end]
    first = min([begin, *(one.begin for one in rows if one.begin)])
    last = max([end, *(one.end for one in rows if one.end)])
    width = (last - first).total_seconds() or 1.0

    def place(at: datetime) -> float:
        return (at - first).total_seconds() / width * 100

    def part(start: Any, stop: Any) -> dict[str, str]:
        return {"x": f"{place(start):.2f}%", "w": f"{max(0.4, place(stop) - place(start)):.2f}%"}

    marks = [(line.seen, place(line.seen.at), _short(line)) for line in made.lines if line.seen and line.seen.at]
    return {
        "record": made.record,
        "first": first,
        "last": last,
        "span": part(begin, end),
        "segments": [{**part(one.begin, one.end), "row": one, "current": one.pk == row.pk} for one in rows],
        "gaps": [part(gap.begin, gap.end) for gap in coverage.gaps],
        "coverage": coverage,
        "marks": _placed(marks),
        "ticks": ticks(first, last),
        "from": (row.begin - first).total_seconds() / width * 100 if row.begin else None,
        "per_second": 100 / width,
    }


def ticks(first: datetime, last: datetime) -> list[dict[str, str]]:
    """The clock below the axis: its ends, and between them round minutes that keep their distance."""
    width = (last - first).total_seconds() or 1.0
    step = next((one for one in STEPS if width / 60 / one <= TICKS), STEPS[-1])
    begin = first.astimezone(CST).replace(hour=0, minute=0, second=0, microsecond=0)
    steps = range(int((first - begin).total_seconds() // 60 // step) + 1, int((last - begin).total_seconds() // 60 // step) + 1)
    inside = [begin + timedelta(minutes=step * number) for number in steps]
    placed = [(at, (at - first).total_seconds() / width * 100) for at in inside]
    found = [(at, f"{x:.2f}%", "middle") for at, x in placed if CLOSE < x < 100 - CLOSE]
    found = [(first, "0%", "start"), *found, (last, "100%", "end")]
    return [{"x": x, "side": side, "said": f"{at.astimezone(CST):%H:%M}"} for at, x, side in found]


# -- neighbours -----------------------------------------------------------------------------------------------------


def neighbours(actor: Actor, row: RecordingRow, links: Iterable[RecordingLink]) -> Mapping[str, Any]:
    """The segment before and after of the same act, and what another camera took meanwhile."""
    if row.begin is None or row.end is None or row.media not in {"video", "audio"}:
        return {}
    begin, end = row.begin, row.end
    near: dict[UUID, RecordingRow] = {}
    for link in links:
        near |= {one.pk: one for one in (queries.of_record(link.record) if link.record else queries.of_case(link.case))}
    others = [one for one in near.values() if one.pk != row.pk and one.begin and one.end and one.media in {"video", "audio"}]
    others = [one for one in others if may(actor, Action.PLAY, SubjectRef("recording", one.pk))]
    slack = timedelta(seconds=2)
    before = [one for one in others if one.end and one.end <= begin + slack and begin - one.end <= CONTINUES]
    after = [one for one in others if one.begin and one.begin >= end - slack and one.begin - end <= CONTINUES]
    twins = [one for one in others if one.begin and one.end and one.begin < end - slack and one.end > begin + slack]
    return {
        "before": max(before, key=lambda one: (_same(one, row), one.end), default=None),
        "after": min(after, key=lambda one: (not _same(one, row), one.begin), default=None),
        "twins": twins[:4],
    }


def _same(one: RecordingRow, other: RecordingRow) -> bool:
    return bool(one.device) and one.device == other.device


# -- the device's clock ------------------------------------------------------------------------------------------------


def clocks(row: RecordingRow) -> dict[str, Any]:
    """The device's clock beside the real one: how far it was off, and the seconds to add to show what is burnt in."""
    drift = row.drift
    if drift is None and row.device_begin is not None and row.begin is not None:
        drift = (row.device_begin - row.begin).total_seconds()
    return {"drift": drift, "drift_words": _off(drift) if drift else "", "fps": float(row.codecs.get("fps") or 0)}


def _off(drift: float) -> str:
    whole = abs(round(drift))
    minutes, seconds = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    parts = [
        f"{hours} 小时" if hours else "",
        f"{minutes} 分" if minutes else "",
        f"{seconds} 秒" if seconds or not whole else "",
    ]
    return ("快 " if drift > 0 else "慢 ") + " ".join(part for part in parts if part)
