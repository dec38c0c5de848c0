"""Findings: what a provision said of a history, stamped with where it is written and judged in time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple

from liuhen.regulation import grammar
from liuhen.regulation.grammar import Basis, Duty, Fault, Gravity, Kind, Label, Level, PartOf, Provision, Status
from liuhen.regulation.history import EXCUSAL, PARDONING, Entry, History, PartView, Record
from liuhen.regulation.when import UNKNOWN, Instant

KEPT, KEPT_LATE, OWED, BREACHED, EXCUSED, UNSEEN = (
    Status.KEPT, Status.KEPT_LATE, Status.OWED, Status.BREACHED, Status.EXCUSED, Status.UNSEEN,
)  # fmt: skip
NOTE = Gravity.NOTE
OVERRIDE, NOT_NEEDED = "override", "not_needed"  # of excusals.Ground, as entries hold them
_made = tuple.__new__  # past the keywords of a named tuple: there are some forty findings to a judging
_FIRST, _LAST = attrgetter("when.start.lo"), attrgetter("when.start.hi")


class Finding(NamedTuple):
    """A duty or fault, stamped with its provision and judged. ``key`` is stable over re-evaluation; excusals name it.

    ``due`` and ``met`` are instants or None; of a fault, ``met`` is when a head let it pass (it stays a fault and stops nothing).
    Whether an owed duty is overdue depends on the clock: see :meth:`overdue`. Only what needs judging is worked out at once; how it
    reads is put together when somebody reads it. Two are equal that say the same.
    """

    rule: "Rule"
    output: Duty | Fault
    subject: str
    status: Status
    met: Instant | None

    @property
    def key(self) -> str:
        """Provision, entry, party and what is owed or wrong."""
        output = self.output
        what = "!" + (output.code or output.wrong) if isinstance(output, Fault) else _name(output.owes)
        return f"{self.rule.id}:{output.because.id}:{output.about}:{what}"

    @property
    def provision(self) -> str:
        """The provision's id."""
        return self.rule.id

    @property
    def basis(self) -> Basis:
        """Where it is written."""
        return self.rule.provision.basis

    @property
    def level(self) -> Level:
        """Who says so."""
        return self.rule.level

    @property
    def sort(self) -> str:
        """``duty``, ``fault`` or ``note``."""
        if isinstance(self.output, Fault):
            return "note" if self.output.gravity == Gravity.NOTE else "fault"
        return "duty"

    @property
    def gravity(self) -> Gravity:
        """How grave it is, if it is broken."""
        return self.output.gravity

    @property
    def because(self) -> str:
        """The id of the entry that gives rise to it."""
        return self.output.because.id

    @property
    def because_kind(self) -> str:
        """The kind of that entry."""
        because = self.output.because
        return because.kind.key if isinstance(because, Record) else because.kind

    @property
    def arose(self) -> Instant:
        """When the act that gives rise to it took place."""
        return self.output.because.at

    @property
    def about(self) -> str:
        """The party, service or item it is about."""
        return self.output.about

    @property
    def owes(self) -> str:
        """What is owed, as gates and excusals name it; empty for a fault."""
        return "" if isinstance(self.output, Fault) else _name(self.output.owes)

    @property
    def owes_title(self) -> str:
        """What is owed, in words; empty for a fault."""
        return "" if isinstance(self.output, Fault) else _title(self.output.owes)

    @property
    def do(self) -> str:
        """What the person does; empty for a fault."""
        return "" if isinstance(self.output, Fault) else self.output.do or _title(self.output.owes)

    @property
    def why(self) -> str:
        """Because of what, with the figures; what is wrong."""
        return self.output.wrong if isinstance(self.output, Fault) else self.output.why

    @property
    def due(self) -> Instant | None:
        """By when."""
        return None if isinstance(self.output, Fault) else self.output.due

    @property
    def gates(self) -> tuple[str, ...]:
        """The acts that it stops."""
        if isinstance(self.output, Fault):
            return self.output.blocks if self.met is None else ()
        return self.output.gates if self.status == Status.OWED else ()

    @property
    def role(self) -> str:
        """Who is to do it."""
        return "" if isinstance(self.output, Fault) else self.output.role.value

    @property
    def unit(self) -> str:
        """How its clock speaks."""
        return "" if isinstance(self.output, Fault) else self.output.unit

    @property
    def field(self) -> str:
        """The field that a fault is about."""
        return self.output.field if isinstance(self.output, Fault) else ""

    @property
    def mendable(self) -> bool:
        """Whether a fault can still be mended on the record itself."""
        return self.output.mendable if isinstance(self.output, Fault) else False

    @property
    def missing(self) -> str:
        """What a duty still lacks."""
        return "" if isinstance(self.output, Fault) else self.output.missing

    def overdue(self, now: Instant) -> bool:
        """Whether it is owed and its due moment has certainly passed."""
        return self.status == Status.OWED and self.due is not None and now.lo > self.due.hi

    @property
    def is_open(self) -> bool:
        """Owed, or a fault that stands."""
        return self.status == Status.OWED

    def said(self) -> tuple[Any, ...]:
        """Everything it says."""
        return tuple(getattr(self, name) for name in _SAID)

    def __eq__(self, other: object) -> bool:
        """Whether both say the same."""
        return isinstance(other, Finding) and self.said() == other.said()

    def __ne__(self, other: object) -> bool:
        """Whether they do not."""
        return not self == other

    def __hash__(self) -> int:
        """By its key."""
        return hash(self.key)


_SAID = (
    "key", "subject", "basis", "level", "sort", "status", "gravity", "because_kind", "owes_title", "do", "why", "due", "met", "gates",
    "role", "unit", "field", "mendable", "missing",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """A provision made ready for judging: what is asked of it for every history, worked out once."""

    provision: Provision
    says: grammar.Rule
    id: str
    level: Level
    first: date
    last: date
    triggers: frozenset[str]
    wakers: frozenset[str]

    def speaks_on(self, history: History) -> bool:
        """Whether some entry can make it speak; of a source that tells only part, what it does not tell can as well."""
        return not history.kinds.isdisjoint(self.wakers if history.partial else self.triggers)

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
            says=provision.rule,
            id=provision.id,
            level=provision.stands_at,
            first=provision.in_force or source.in_force,
            last=provision.until or source.until or date.max,
            triggers=frozenset(kind.key for kind in provision.triggers),
            wakers=frozenset(kind.key for kind in (*provision.triggers, *provision.met_by)),
        )
    return rule


def days(history: History) -> tuple[date, date]:
    """The first and the last day on which an act of this history may have begun."""
    entries = history.entries
    if not entries:
        return date.min, date.max
    return min(map(_FIRST, entries)).date(), max(map(_LAST, entries)).date()


def pardons_of(history: History) -> dict[str, Entry]:
    """Excusals and declared breaches, by the key of the duty they name."""
    if not history.mix.pardoning:
        return {}
    return {str(entry.content.get("duty", "")): entry for entry in history.entries if entry.kind in PARDONING}


def stamp(rule: Rule, output: Duty | Fault, history: History, pardons: Mapping[str, Entry]) -> Finding:
    """What a rule said of a history, judged. What has become of a duty is said apart from the clock: an owed one may be overdue."""
    if type(output) is Fault:
        passed = _overridden(rule, output, pardons) if pardons and output.blocks else None
        return _made(Finding, (rule, output, history.subject, KEPT if output.gravity is NOTE else BREACHED, passed))
    met, due = output.met, output.due
    if met is not None and met.__class__ is not Instant:
        met = _met_at(met)
    pardon = pardons.get(f"{rule.id}:{output.because.id}:{output.about}:{_name(output.owes)}") if pardons else None
    if pardon is not None and not _lets_go(rule, pardon):
        pardon = None
    if output.excused or (pardon is not None and pardon.kind == EXCUSAL):
        status = EXCUSED
    elif output.unseen:
        status = UNSEEN
    elif met is not None:
        status = KEPT if due is None or met.hi <= due.lo else KEPT_LATE if met.lo > due.hi else UNSEEN
    elif output.breached or pardon is not None:
        status = BREACHED
    else:
        status = UNSEEN if history.partial else OWED
    return _made(Finding, (rule, output, history.subject, status, met))


def _lets_go(rule: Rule, pardon: Entry) -> bool:
    """A statute's duty is nobody's to let pass, and only what custom asks can be said not to be needed."""
    ground = pardon.content.get("ground")
    return not (ground == OVERRIDE and rule.level is Level.LAW) and not (
        ground == NOT_NEEDED and rule.level is not Level.PRACTICE
    )


def _overridden(rule: Rule, fault: Fault, pardons: Mapping[str, Entry]) -> Instant | None:
    """When a head let an act go on in spite of a fault that our own regulation sees; a statute's is nobody's to let pass."""
    entry = pardons.get(f"{rule.id}:{fault.because.id}:{fault.about}:!{fault.code or fault.wrong}")
    ours = entry is not None and entry.content.get("ground") == OVERRIDE and rule.level is not Level.LAW
    return entry.at if entry is not None and ours else None


def _name(owes: Kind | PartOf | str) -> str:
    return owes if isinstance(owes, str) else owes.name


def _title(owes: Kind | PartOf | str) -> str:
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
