"""Findings: what a provision said of a history, stamped with where it is written and judged in time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from liuhen.regulation.grammar import Basis, Duty, Fault, Gravity, Kind, Label, Level, PartOf, Provision, Status
from liuhen.regulation.history import BREACH_DECLARED, EXCUSAL, Entry, History, PartView, Record
from liuhen.regulation.when import UNKNOWN, Instant

PARDONING = frozenset({EXCUSAL, BREACH_DECLARED})


class Finding(NamedTuple):
    """A duty or fault, stamped with its provision and judged. ``key`` is stable over re-evaluation; excusals name it.

    ``due``, ``met`` and ``arose`` (when the act that gave rise to it took place) are instants or None. Whether an owed duty is overdue depends on the clock: see :meth:`overdue`.
    """

    key: str
    subject: str
    provision: str
    basis: Basis
    level: Level
    sort: str
    status: Status
    gravity: Gravity | None
    because: str
    because_kind: str
    about: str
    owes: str
    owes_title: str
    do: str
    why: str
    due: Instant | None
    met: Instant | None
    gates: tuple[str, ...]
    role: str
    unit: str
    field: str = ""
    mendable: bool = False
    missing: str = ""
    arose: Instant | None = None

    def overdue(self, now: Instant) -> bool:
        """Whether it is owed and its due moment has certainly passed."""
        return self.status == Status.OWED and self.due is not None and now.lo > self.due.hi

    @property
    def is_open(self) -> bool:
        """Owed, or a fault that stands."""
        return self.status == Status.OWED


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """A provision made ready for judging: what is asked of it for every history, worked out once."""

    provision: Provision
    id: str
    level: Level
    first: date
    last: date
    wakers: frozenset[str]

    def in_force(self, at: Instant) -> bool:
        """Whether it was in force on the day of an act; a day that spans the border counts as in force."""
        return at.hi.date() >= self.first and at.lo.date() <= self.last


_ready: dict[int, Rule] = {}


def rule_of(provision: Provision) -> Rule:
    """A provision made ready; kept by identity, for a provision is no key (its kinds hold mappings)."""
    rule = _ready.get(id(provision))
    if rule is None or rule.provision is not provision:
        source = provision.basis.source
        rule = _ready[id(provision)] = Rule(
            provision=provision,
            id=provision.id,
            level=provision.stands_at,
            first=provision.in_force or source.in_force,
            last=provision.until or source.until or date.max,
            wakers=frozenset(kind.key for kind in (*provision.triggers, *provision.met_by)),
        )
    return rule


def days(history: History) -> tuple[date, date]:
    """The first and the last day on which an act of this history may have begun."""
    starts = [entry.when.start for entry in history.entries]
    if not starts:
        return date.min, date.max
    return min([start.lo for start in starts]).date(), max([start.hi for start in starts]).date()


def pardons_of(history: History) -> dict[str, Entry]:
    """Excusals and declared breaches, by the key of the duty they name."""
    if PARDONING.isdisjoint(history.kinds):
        return {}
    return {str(entry.content.get("duty", "")): entry for entry in history.entries if entry.kind in PARDONING}


def stamp(rule: Rule, output: Duty | Fault, history: History, pardons: Mapping[str, Entry]) -> Finding:
    """What a rule said of a history, with its provision and judged."""
    if isinstance(output, Fault):
        return _stamp_fault(rule, output, history)
    owes = output.owes if isinstance(output.owes, str) else output.owes.name
    key = f"{rule.id}:{output.because.id}:{output.about}:{owes}"
    met = _met_at(output.met)
    status = _status(output, met, history, pardons.get(key))
    return Finding(
        key=key,
        subject=history.subject,
        provision=rule.id,
        basis=rule.provision.basis,
        level=rule.level,
        sort="duty",
        status=status,
        gravity=output.gravity,
        because=output.because.id,
        because_kind=_kind_of(output.because),
        about=output.about,
        owes=owes,
        owes_title=_owes_title(output.owes),
        do=output.do or _owes_title(output.owes),
        why=output.why,
        due=output.due,
        met=met,
        gates=output.gates if status == Status.OWED else (),
        role=output.role.value,
        unit=output.unit,
        missing=output.missing,
        arose=output.because.at,
    )


def _stamp_fault(rule: Rule, output: Fault, history: History) -> Finding:
    note = output.gravity == Gravity.NOTE
    return Finding(
        key=":".join((rule.id, output.because.id, output.about, "!" + (output.code or output.wrong))),
        subject=history.subject,
        provision=rule.id,
        basis=rule.provision.basis,
        level=rule.level,
        sort="note" if note else "fault",
        status=Status.KEPT if note else Status.BREACHED,
        gravity=output.gravity,
        because=output.because.id,
        because_kind=_kind_of(output.because),
        about=output.about,
        owes="",
        owes_title="",
        do="",
        why=output.wrong,
        due=None,
        met=None,
        gates=output.blocks,
        role="",
        unit="",
        field=output.field,
        mendable=output.mendable,
        arose=output.because.at,
    )


def _kind_of(because: Record | Entry) -> str:
    return because.kind.key if isinstance(because, Record) else because.kind


def _owes_title(owes: Kind | PartOf | str) -> str:
    return owes.label if isinstance(owes, Label) else owes if isinstance(owes, str) else owes.title


def _met_at(met: Record | Entry | PartView | Instant | bool | None) -> Instant | None:  # noqa: FBT001 - "met, no matter when"
    if met is None or met is False:
        return None
    if met is True:
        return UNKNOWN
    if isinstance(met, Instant):
        return met
    if isinstance(met, Record):
        return met.effective
    return met.at


def _status(duty: Duty, met: Instant | None, history: History, pardon: Entry | None) -> Status:
    """What has become of a duty, apart from the clock: an owed one may be overdue by the time it is looked at."""
    if duty.excused or (pardon is not None and pardon.kind == EXCUSAL):
        return Status.EXCUSED
    if duty.unseen:
        return Status.UNSEEN
    if met is not None:
        return _in_time(met, duty.due)
    if duty.breached or pardon is not None:
        return Status.BREACHED
    return Status.UNSEEN if history.partial else Status.OWED


def _in_time(met: Instant, due: Instant | None) -> Status:
    """Kept, kept late, or unseen where the precision cannot tell."""
    in_time = due is None or met.by(due)
    if in_time is None:
        return Status.UNSEEN
    return Status.KEPT if in_time else Status.KEPT_LATE
