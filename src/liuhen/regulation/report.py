"""A case article by article: what was kept, kept late, owed, breached, excused, unseen, not applicable. Pure.

One row per duty, fault or note, and one per provision that had nothing to say. Times are ISO 8601 with offset; a moment known
only within bounds shows its first bound where something was done and its last where something is due.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from liuhen.regulation.book import Book, Finding, our_book
from liuhen.regulation.grammar import Gravity, Level, Provision, Status
from liuhen.regulation.history import Entry, History
from liuhen.regulation.saying import said
from liuhen.regulation.sources import REG
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import CST, DISTANT_FUTURE, DISTANT_PAST, Instant

_LEVELS = (Level.REGULATION, Level.LAW, Level.PRACTICE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One line of the report. ``because`` reads "2021-08-26 证据先行登记保存通知书"; ``entry`` is that entry's id."""

    source: str
    article: int | str
    label: str
    title: str
    level: str
    status: str
    gravity: str | None
    about: str
    because: str | None
    entry: str | None
    owes: str
    why: str
    due: Instant | None
    met: Instant | None
    overdue: bool
    in_force: bool = True

    def as_json(self) -> dict[str, Any]:
        """The row for programs; keys are documented and kept."""
        return {
            "source": self.source,
            "article": self.article,
            "level": self.level,
            "status": self.status,
            "gravity": self.gravity,
            "about": self.about,
            "because": self.because,
            "due": _iso(self.due, last=True),
            "met": _iso(self.met, last=False),
            "overdue": self.overdue,
            "title": self.title,
            "owes": self.owes,
            "why": self.why,
            "entry": self.entry,
        }


def report(history: History, terms: Terms, at: datetime, book: Book | None = None) -> list[Row]:
    """The rows for a case as things stood at ``at``, the regulation first, then the statutes, then practice."""
    ours = book or our_book()
    stood = as_it_stood(history, at, ours)
    findings = ours.judge(stood, terms)
    spoke = {finding.provision for finding in findings}
    now = Instant.exact(at)
    rows = [_row(ours.provisions[finding.provision], finding, stood, now) for finding in findings]
    first, last = _span(history)
    rows += [
        _silent(provision, first, last)
        for provision in ours.provisions.values()
        if provision.reads == history.subject_type and provision.id not in spoke
    ]
    return sorted(rows, key=_place)


def as_it_stood(history: History, at: datetime, book: Book) -> History:
    """Without what certainly came after ``at``; the whole history where nothing did."""
    kept = [entry for entry in history.entries if entry.when.start.lo <= at]
    if len(kept) == len(history.entries):
        return history
    return History(
        kept,
        book.kinds,
        subject=history.subject,
        subject_type=history.subject_type,
        partial=history.partial,
        others=history.others,
    )


def _place(row: Row) -> tuple[Any, ...]:
    level = [level.value for level in _LEVELS].index(row.level)
    number = row.article if isinstance(row.article, int) else 0
    return (row.source != REG.key, level, row.source, number, str(row.article), row.because or "~", row.owes)


def _row(provision: Provision, finding: Finding, history: History, now: Instant) -> Row:
    overdue = finding.overdue(now)
    return Row(
        source=finding.basis.source.key,
        article=_article(finding.basis.article),
        label=finding.basis.label,
        title=provision.title,
        level=finding.level.value,
        status=finding.status.value,
        gravity=finding.gravity.value if finding.gravity else None,
        about=finding.about,
        because=because(history, finding.because),
        entry=finding.because,
        owes=finding.owes_title or finding.why,
        why=finding.why,
        due=finding.due,
        met=finding.met if finding.status in {Status.KEPT, Status.KEPT_LATE, Status.UNSEEN} else None,
        overdue=overdue,
    )


def _span(history: History) -> tuple[date, date]:
    """The first and the last day of the case, as far as they are known."""
    days = [bound.astimezone(CST).date() for entry in history.entries for bound in (entry.at.lo, entry.ended.hi)]
    known = [day for day in days if DISTANT_PAST.date() < day < DISTANT_FUTURE.date()]
    return (min(known), max(known)) if known else (DISTANT_PAST.date(), DISTANT_FUTURE.date())


def _silent(provision: Provision, first: date, last: date) -> Row:
    source = provision.basis.source
    start, end = provision.in_force or source.in_force, provision.until or source.until
    return Row(
        source=provision.basis.source.key,
        article=_article(provision.basis.article),
        label=provision.basis.label,
        title=provision.title,
        level=provision.stands_at.value,
        status=Status.NOT_APPLICABLE.value,
        gravity=None,
        about="",
        because=None,
        entry=None,
        owes="",
        why="",
        due=None,
        met=None,
        overdue=False,
        in_force=start <= last and (end is None or end >= first),
    )


def _article(number: str) -> int | str:
    return int(number) if number.isdecimal() else number


def because(history: History, entry_id: str) -> str:
    """The entry a row is about, in words: 2021-08-26 证据先行登记保存通知书."""
    record = history.record(entry_id)
    if record is not None:
        return f"{said(record.at)} {record.kind.title}"
    loose: Entry | None = next((entry for entry in history.entries if entry.id == entry_id), None)
    return f"{said(loose.at)} {loose.kind}" if loose else ""


def _iso(at: Instant | None, *, last: bool) -> str | None:
    """A bound of a moment to the second; None where it is unknown."""
    if at is None:
        return None
    moment = at.hi if last else at.lo
    if moment <= DISTANT_PAST or moment >= DISTANT_FUTURE:
        return None
    return moment.astimezone(CST).replace(microsecond=0).isoformat()


def as_json(case: str, at: datetime, rows: list[Row]) -> dict[str, Any]:
    """The whole report for programs."""
    return {"case": case, "at": at.astimezone(CST).isoformat(), "provisions": [row.as_json() for row in rows]}


_WORDS: Mapping[str, str] = {status.value: status.label for status in Status}


def in_words(rows: list[Row], *, silent: bool = True) -> Iterator[str]:
    """The report to read: a heading per article, a line per row with its clock, then the articles that had nothing to say."""
    spoken = [row for row in rows if row.status != Status.NOT_APPLICABLE.value]
    heading = ""
    for row in spoken:
        if row.label != heading:
            heading = row.label
            yield ""
            yield heading
        yield f"  {_state(row)}　{_line(row)}"
    counts = {status: sum(row.status == status for row in spoken) for status in _WORDS}
    yield ""
    yield "　".join(f"{_WORDS[status]} {number}" for status, number in counts.items() if number) or "没有可以核对的事项"
    quiet = list(dict.fromkeys(row.label for row in rows if row.status == Status.NOT_APPLICABLE.value and row.in_force))
    quiet = [label for label in quiet if label not in {row.label for row in spoken}]
    if silent and quiet:
        yield f"不适用：{'、'.join(quiet)}"


def _state(row: Row) -> str:
    if row.gravity == Gravity.NOTE.value and row.status == Status.KEPT.value and not row.met:
        return "提示"
    return "逾期" if row.overdue else _WORDS[row.status]


def _line(row: Row) -> str:
    times = []
    if row.due is not None and _iso(row.due, last=True):
        times.append(f"期限 {said(Instant.exact(row.due.hi))}")
    if row.met is not None and _iso(row.met, last=False):
        times.append(f"办理 {said(row.met)}")
    clock = f"（{'，'.join(times)}）" if times else ""
    title = row.owes if row.owes != row.why else row.title
    return f"{title}：{row.why}{clock}" if row.why else f"{title}{clock}"
