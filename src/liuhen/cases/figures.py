# ruff: noqa: S608 - the SQL is put together from constants of this file; values are arguments
"""How each rule was kept in a year, in figures, and the duties behind each figure: both of what one person may see, and no more."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as given
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from liuhen.access.policy import Action, Relation, allowed, roles_of
from liuhen.access.visibility import Scope, scope
from liuhen.bureau.fold import number_of
from liuhen.cases.models import CaseRow, ClueRow
from liuhen.cases.tally import FAULT, UNDATED
from liuhen.register import clock
from liuhen.register.models import FindingRow
from liuhen.register.types import Actor
from liuhen.regulation.grammar import Label, Role
from liuhen.regulation.when import start_of

PAGE = 50


class Outcome(Label):
    """What a figure counts, in the order in which they stand."""

    ARISEN = "arisen", "发生"
    KEPT = "kept", "按时办结"
    KEPT_LATE = "kept_late", "迟办"
    OWED = "owed", "在办"
    OVERDUE = "overdue", "逾期"
    BREACHED = "breached", "违反"
    EXCUSED = "excused", "免办"
    UNSEEN = "unseen", "来源未载"


#: What is stored under which outcome: a duty's status, or that it is a fault. Overdue is the clock's business and never stored.
STORED: Mapping[Outcome, tuple[str, ...]] = {
    Outcome.ARISEN: ("kept", "kept_late", "owed", "breached", FAULT, "excused", "unseen"),
    Outcome.KEPT: ("kept",),
    Outcome.KEPT_LATE: ("kept_late",),
    Outcome.OWED: ("owed",),
    Outcome.BREACHED: ("breached", FAULT),
    Outcome.EXCUSED: ("excused",),
    Outcome.UNSEEN: ("unseen",),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """How often one rule, or several, came to each outcome."""

    counts: Mapping[Outcome, int] = given(default_factory=dict)

    def __getitem__(self, outcome: Outcome) -> int:
        """One figure; nothing counted is nought."""
        return self.counts.get(outcome, 0)

    def __add__(self, other: "Figures") -> "Figures":
        """Both together."""
        return Figures(counts={outcome: self[outcome] + other[outcome] for outcome in Outcome})

    def shown(self) -> list[tuple[Outcome, int]]:
        """Every figure in its order; what no source told only where there is any, and overdue stands beside what is open."""
        return [(one, self[one]) for one in Outcome if one != Outcome.OVERDUE and (one != Outcome.UNSEEN or self[one])]


NONE = Figures()


def figures(actor: Actor, year: int) -> dict[str, Figures]:
    """Each rule's figures of a year by its id, over what the actor may see."""
    return gathered(_counted(actor, year), _overdue(actor, year))


def gathered(counted: Iterable[tuple[str, str, int]], overdue: Iterable[tuple[str, int]]) -> dict[str, Figures]:
    """Figures by rule, of what is stored (rule, outcome, number) and of what is past its time."""
    found: dict[str, dict[Outcome, int]] = {}
    for provision, stored, number in counted:
        for outcome, stores in STORED.items():
            if stored in stores:
                listed = found.setdefault(provision, {})
                listed[outcome] = listed.get(outcome, 0) + number
    for provision, number in overdue:
        found.setdefault(provision, {})[Outcome.OVERDUE] = number
    return {provision: Figures(counts=counts) for provision, counts in found.items()}


def counts_anything(actor: Actor) -> bool:
    """Whether somebody's roles show any case or clue at all."""
    return seen_by(actor).anything


def outcome_of(row: FindingRow) -> Outcome:
    """What one finding came to, as the clock stands."""
    if row.sort == "fault":
        return Outcome.BREACHED
    if row.status == "owed" and row.due_hi is not None and row.due_hi < clock.now():
        return Outcome.OVERDUE
    return Outcome(row.status)


def years(actor: Actor) -> list[int]:
    """The years of which anything is counted, newest first, this year always among them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT year FROM cases_ruletally WHERE agency = %s AND year <> %s", [actor.agency, UNDATED])
        found = {int(row[0]) for row in cursor.fetchall()}
    return sorted(found | {clock.now().year}, reverse=True)


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """What somebody may count, as SQL over a tally ``t``: ``by_role`` for both tables, ``named`` for cases that name the person."""

    by_role: str
    arguments: list[Any]
    named: bool
    anything: bool


def seen_by(actor: Actor) -> Seen:
    """The cases that an actor's roles show, and the clues."""
    known = scope(actor)
    cases, values = _cases(known)
    clues = "FALSE"
    if allowed(actor.roles, [Relation.CLUE], Action.SEE):
        clues = "TRUE"
    elif Role.UNIT_HEAD in roles_of(actor.roles):
        clues = "(t.unit IS NULL OR t.unit = %s)"
        values = [*values, number_of(actor.unit)]
    sql = f"coalesce((t.type = 'case' AND ({cases})) OR (t.type = 'clue' AND {clues}), FALSE)"
    named = known.named and not (known.everything and known.restricted)
    return Seen(by_role=sql, arguments=values, named=named, anything=known.named or "FALSE" not in {cases, clues})


def _cases(known: Scope) -> tuple[str, list[Any]]:
    open_to_role = "TRUE" if known.restricted else "NOT t.restricted"
    parts, values = list[str](), list[Any]()
    if known.everything:
        parts.append(open_to_role)
    elif known.closed:
        parts.append(f"t.closed AND {open_to_role}")
    if known.unit:
        parts.append("t.unit = %s")
        values.append(known.unit)
    return " OR ".join(f"({part})" for part in parts) or "FALSE", values


# each looked up by its key, whatever the planner thinks of it: one person's cases are some thousands, few of them of this year
_NAMED = (
    'FROM access_casevisibility v, LATERAL (SELECT * FROM cases_subjecttally k WHERE k.subject = v."case" AND k.last_year >= %s'
    " OFFSET 0) t"
)
_IS_NAMED = 'EXISTS (SELECT FROM access_casevisibility v WHERE v."case" = f.subject AND v.person = %s AND v.withdrawn_at IS NULL)'


def _counted(actor: Actor, year: int) -> list[tuple[str, str, int]]:
    """(rule, stored outcome, number): of the bureau's counts what the roles show, of single cases those that name the person."""
    seen = seen_by(actor)
    sql = f"SELECT provision, outcome, sum(n) FROM cases_ruletally t WHERE agency = %s AND year = %s AND {seen.by_role} GROUP BY 1, 2"
    values = [actor.agency, year, *seen.arguments]
    if seen.named:
        sql += (
            " UNION ALL SELECT split_part(e.key, '|', 1), split_part(e.key, '|', 2), sum(e.value::int)"
            f" {_NAMED}, jsonb_each_text(t.counts -> %s) e WHERE v.person = %s AND v.withdrawn_at IS NULL AND NOT {seen.by_role}"
            " GROUP BY 1, 2"
        )
        values += [year, str(year), actor.person, *seen.arguments]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [(str(provision), str(outcome), int(number)) for provision, outcome, number in cursor.fetchall()]


def _overdue(actor: Actor, year: int) -> list[tuple[str, int]]:
    where, values = _where(actor, Outcome.OVERDUE, year)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT f.provision, count(*) {_FOUND} WHERE {where} GROUP BY 1", values)
        return [(str(provision), int(number)) for provision, number in cursor.fetchall()]


# -- the duties behind a figure -----------------------------------------------------------------------------------------
_FOUND = "FROM register_findingrow f JOIN cases_subjecttally t ON t.subject = f.subject"


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One duty or fault behind a figure, with the case or clue it stands in."""

    finding: FindingRow
    case: CaseRow | None = None
    clue: ClueRow | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """One page of them, newest first. ``after`` asks for the next one; empty on the last."""

    lines: list[Line]
    after: str = ""


def listed(actor: Actor, provision: str, outcome: Outcome, year: int, *, after: str = "", size: int = PAGE) -> Listed:
    """The duties and faults of one rule that came to an outcome in a year, newest first."""
    asks, values = [], list[Any]()
    for stored in STORED.get(outcome, ("owed",)):
        where, arguments = _where(actor, outcome, year, provision=provision, stored=stored)
        if place := place_of(after):
            where += " AND (f.arose, f.id) < (%s, %s)"
            arguments += place
        asks.append(f"(SELECT f.id, f.arose {_FOUND} WHERE {where} ORDER BY f.arose DESC, f.id DESC LIMIT {size + 1})")
        values += arguments
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asks), values)
        found = sorted(cursor.fetchall(), key=lambda row: (row[1], row[0]), reverse=True)
    rows = FindingRow.objects.in_bulk([row[0] for row in found[:size]])
    last = found[size - 1] if len(found) > size else None
    return Listed(
        lines=_with_subjects([rows[row[0]] for row in found[:size] if row[0] in rows]),
        after=f"{last[1].isoformat()}~{last[0]}" if last else "",
    )


def place_of(after: str) -> tuple[datetime, int] | None:
    """Where a page goes on; None for the first one, and for what no page of ours wrote."""
    moment, _, number = after.partition("~")
    try:
        return datetime.fromisoformat(moment), int(number)
    except ValueError:
        return None


def _with_subjects(rows: list[FindingRow]) -> list[Line]:
    subjects: list[UUID] = [row.subject for row in rows]
    cases, clues = CaseRow.objects.in_bulk(subjects), ClueRow.objects.in_bulk(subjects)
    return [Line(finding=row, case=cases.get(row.subject), clue=clues.get(row.subject)) for row in rows]


def _where(actor: Actor, outcome: Outcome, year: int, *, provision: str = "", stored: str = "owed") -> tuple[str, list[Any]]:
    """Findings ``f`` of one stored outcome that arose in a year, in what the actor may see."""
    seen = seen_by(actor)
    sort, status = ("fault", "breached") if stored == FAULT else ("duty", stored)
    parts = ["f.agency = %s", "f.status = %s", "f.sort = %s", "f.arose >= %s", "f.arose < %s"]
    values: list[Any] = [actor.agency, status, sort, start_of(date(year, 1, 1)), start_of(date(year + 1, 1, 1))]
    if provision:
        parts.append("f.provision = %s")
        values.append(provision)
    if outcome == Outcome.OVERDUE:
        parts.append("f.due_hi < %s")
        values.append(clock.now())
    shown = f"({seen.by_role} OR {_IS_NAMED})" if seen.named else seen.by_role
    parts.append(shown)
    values += [*seen.arguments, *([actor.person] if seen.named else [])]
    return " AND ".join(parts), values
