"""Playing the rows: what the Book finds wrong in each story, held against what the row expects, and counted by provision.

Wrong is a duty that was broken, met late, overdue or left open at the end of the story, a fault, and what is worth a look.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatchcase

from liuhen.operating.planted.rows import Row
from liuhen.regulation.book import Book, Finding
from liuhen.regulation.grammar import Provision, Status
from liuhen.regulation.history import History
from liuhen.regulation.terms import Setting, Terms
from liuhen.regulation.when import Instant

OF_OLD = date(2000, 1, 1)
_SAID = {
    Status.BREACHED: "breached",
    Status.KEPT_LATE: "late",
    Status.KEPT: "kept",
    Status.EXCUSED: "excused",
    Status.UNSEEN: "unseen",
}
RIGHT = frozenset({"kept", "excused", "unseen", "owed"})


@dataclass
class Score:
    """What the rows say of one provision."""

    planted: int = 0
    near: int = 0
    found: int = 0
    false: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Of what it found, how much was there."""
        return self.found / (self.found + self.false) if self.found + self.false else 0.0

    @property
    def recall(self) -> float:
        """Of what was there, how much it found."""
        return self.found / self.planted if self.planted else 0.0


def terms_of(row: Row) -> Terms:
    """The bureau's settings of a row, in force long since."""
    return Terms(settings={key: (Setting(value=value, since=OF_OLD),) for key, value in row.settings.items()})


def history_of(row: Row, book: Book) -> History:
    """A row's story."""
    others = {name: History(entries, book.kinds, subject="c1") for name, entries in row.others.items()}
    return History(row.entries, book.kinds, subject="c1", subject_type=row.subject, partial=row.partial, others=others)


def said(finding: Finding, row: Row) -> str:
    """What has become of what a finding says, in one word; with its code, for a fault or a note."""
    if finding.sort != "duty":
        return f"{finding.sort}:{finding.key.rpartition(':!')[2]}"
    if finding.status != Status.OWED:
        return _SAID[finding.status]
    if row.cut is None:
        return "open"
    return "overdue" if finding.due is not None and row.cut.lo > finding.due.hi else "owed"


def fits(finding: Finding, wanted: str, row: Row) -> bool:
    """Whether a finding is what a line of ``expect`` or ``shows`` describes: ``late due=2026-12-07 about=p1``."""
    word, *pairs = wanted.split()
    if not fnmatchcase(said(finding, row), word):
        return False
    for pair in pairs:
        key, _, value = pair.partition("=")
        found = getattr(finding, key)
        if isinstance(found, Instant):
            found = found.hi.isoformat()[: len(value)]
        if str(found) != value:
            return False
    return True


def play(book: Book, rows: Iterable[Row], scores: dict[str, Score] | None = None) -> dict[str, Score]:
    """Every row before every provision of the Book; scores by provision, with the reasons where one is not 1.0."""
    scores = {} if scores is None else scores
    for row in rows:
        score = scores.setdefault(row.of, Score())
        if row.of not in book.provisions:
            score.wrong.append(f"{row.name}: there is no such provision")
            continue
        found = book.judge(history_of(row, book), terms_of(row))
        score.planted += row.planted
        score.near += not row.planted
        wrong = of_itself(row, [finding for finding in found if finding.provision == row.of])
        if wrong:
            score.wrong.append(f"{row.name}: {wrong}")
            score.false += not row.planted
        score.found += row.planted and not wrong
        for finding in found:
            if finding.provision == row.of or said(finding, row) in RIGHT or _expected(finding, row.also):
                continue
            other = scores.setdefault(finding.provision, Score())
            other.false += 1
            other.wrong.append(f"{row.name}: {finding.provision} {said(finding, row)} because={finding.because} “{finding.why}”")
    return scores


def of_itself(row: Row, found: Sequence[Finding]) -> str:
    """In what the provision's own findings differ from what a row expects; empty where they do not."""
    bad = [finding for finding in found if said(finding, row) not in RIGHT]
    missing = [line for line in (*row.expect, *row.shows) if not any(fits(finding, line, row) for finding in found)]
    if row.planted and not row.expect:
        return "a planted fault says what is to be found"
    if missing:
        return f"not found: {'; '.join(missing)}; found: {_told(found, row)}"
    more = [finding for finding in bad if not any(fits(finding, line, row) for line in row.expect)]
    return f"also found: {_told(more, row)}" if more else ""


def _expected(finding: Finding, also: Iterable[str]) -> bool:
    return any(fnmatchcase(finding.provision, pattern) for pattern in also)


def _told(found: Iterable[Finding], row: Row) -> str:
    return (
        "; ".join(
            f"{said(one, row)} because={one.because} about={one.about} owes={one.owes} due={one.due.hi.isoformat()[:16] if one.due else ''} “{one.why}”"
            for one in found
        )
        or "nothing"
    )


def without_rows(provisions: Mapping[str, Provision], rows: Iterable[Row]) -> dict[str, str]:
    """Provisions that lack a planted fault or a near miss, and which."""
    listed = list(rows)
    planted, near = {row.of for row in listed if row.planted}, {row.of for row in listed if not row.planted}
    lacking = {key: [] if key in planted else ["planted"] for key in provisions}
    return {key: " and ".join(words) for key, one in lacking.items() if (words := [*one, *([] if key in near else ["near"])])}
