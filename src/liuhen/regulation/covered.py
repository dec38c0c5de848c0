"""What of a record's span its recordings cover, and what is missing. Pure.

Article 12 is broken when there is neither picture nor sound within the span; photographs count for that, though they cover no
time (practice.md 14). A gap inside is a note, unless the whole course is asked for.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from liuhen.regulation.grammar import Label

#: Media that run in time; a photograph is taken at once.
RUNNING = frozenset({"audio", "video"})
#: Times are told to the minute: by so much a film may be shorter than what is told of it.
SLACK = timedelta(minutes=1)


class Covered(Label):
    """How far the span of a record is covered; the last four only of an act as its history tells it, never of a span alone."""

    WHOLE = "whole", "全程"
    GAPS = "gaps", "有缺口"
    PHOTOS = "photos", "仅照片"
    NONE = "none", "无音像"
    UNREADABLE = "unreadable", "读不出"
    EXEMPT = "exempt", "免录"
    TOLD = "told", "来源称已录"
    UNSEEN = "unseen", "无从判断"


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """One recording on the clock: its id, medium and span; a photograph begins and ends at once."""

    id: str
    media: str
    begin: datetime
    end: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Stretch:
    """A stretch of time; ``recordings`` are those that cover it, none in a gap."""

    begin: datetime
    end: datetime
    recordings: tuple[str, ...] = ()

    @property
    def seconds(self) -> float:
        """Its length."""
        return (self.end - self.begin).total_seconds()


@dataclass(frozen=True, kw_only=True, slots=True)
class Coverage:
    """The span cut into covered stretches and gaps, in order, without overlap; together they are the span."""

    begin: datetime
    end: datetime
    covered: tuple[Stretch, ...]
    gaps: tuple[Stretch, ...]
    photos: tuple[str, ...]
    state: Covered

    @property
    def seconds(self) -> float:
        """Length of the span."""
        return (self.end - self.begin).total_seconds()

    @property
    def covered_seconds(self) -> float:
        """How long it is covered."""
        return sum(stretch.seconds for stretch in self.covered)

    @property
    def missing_seconds(self) -> float:
        """How long it is not."""
        return sum(stretch.seconds for stretch in self.gaps)


def shown_until(begin: datetime | None, end: datetime | None, media: str, seconds: float | None) -> datetime | None:
    """The last moment that a file shows: what is told of its end, but not more than its own length (``seconds``) after its begin.

    Whoever says that a film of four seconds ran for an hour has filmed four seconds. A length that nobody could read changes nothing.
    """
    if begin is None or end is None or seconds is None or media not in RUNNING:
        return end
    lasts = begin + timedelta(seconds=seconds)
    return lasts if end - lasts > SLACK else end


def cover(begin: datetime, end: datetime, taken: Iterable[Taken], *, unnoticed: timedelta = timedelta()) -> Coverage:
    """Cut the span ``begin`` to ``end`` by what was taken. Gaps no longer than ``unnoticed`` count as covered.

    ValueError when the span ends before it begins.
    """
    if end < begin:
        raise ValueError("a span cannot end before it begins")
    pieces = [one for one in taken if one.begin <= end and one.end >= begin and one.end >= one.begin]
    photos = tuple(one.id for one in pieces if one.media == "photo")
    films = [one for one in pieces if one.media != "photo"]
    covered = _merged(begin, end, films, unnoticed)
    gaps = _between(begin, end, covered)
    return Coverage(begin=begin, end=end, covered=covered, gaps=gaps, photos=photos, state=_state(films, photos, covered, gaps))


def _state(films: Sequence[Taken], photos: Sequence[str], covered: Sequence[Stretch], gaps: Sequence[Stretch]) -> Covered:
    if covered or films:
        return Covered.GAPS if gaps else Covered.WHOLE
    return Covered.PHOTOS if photos else Covered.NONE


def _merged(begin: datetime, end: datetime, films: Iterable[Taken], unnoticed: timedelta) -> tuple[Stretch, ...]:
    stretches: list[Stretch] = []
    for one in sorted(films, key=lambda film: (film.begin, film.end, film.id)):
        first, last = max(one.begin, begin), min(one.end, end)
        if stretches and first - stretches[-1].end <= unnoticed:
            before = stretches.pop()
            stretches.append(Stretch(begin=before.begin, end=max(before.end, last), recordings=(*before.recordings, one.id)))
        elif not stretches and first - begin <= unnoticed:
            stretches.append(Stretch(begin=begin, end=last, recordings=(one.id,)))
        else:
            stretches.append(Stretch(begin=first, end=last, recordings=(one.id,)))
    if stretches and end - stretches[-1].end <= unnoticed:
        stretches[-1] = Stretch(begin=stretches[-1].begin, end=end, recordings=stretches[-1].recordings)
    return tuple(stretch for stretch in stretches if stretch.begin < stretch.end)


def _between(begin: datetime, end: datetime, covered: Iterable[Stretch]) -> tuple[Stretch, ...]:
    gaps, at = [], begin
    for stretch in covered:
        if stretch.begin > at:
            gaps.append(Stretch(begin=at, end=stretch.begin))
        at = stretch.end
    if at < end:
        gaps.append(Stretch(begin=at, end=end))
    return tuple(gaps)
