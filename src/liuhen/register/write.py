"""The one way entries are made: all entries of all subjects in one durable transaction, findings and listeners included."""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.db.utils import OperationalError

from liuhen.ledger.append import AlreadyThere, append, lock
from liuhen.ledger.envelope import NewEntry
from liuhen.register import clock
from liuhen.register.findings import restore, woken, woken_kinds
from liuhen.register.signals import recorded
from liuhen.register.store import book, entry_of, fold, load, terms
from liuhen.register.types import Act, Actor, SubjectRef
from liuhen.regulation.book import Finding
from liuhen.regulation.grammar import Refusal
from liuhen.regulation.history import Entry, History
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import When

log = logging.getLogger(__name__)
_ATTEMPTS = 5
_DEADLOCK = {"40P01", "40001"}

Plan = Callable[[Mapping[SubjectRef, History], Terms], Sequence[Act]]


@dataclass(frozen=True, kw_only=True)
class Written:
    """What one write made: entries in order, the histories with them in, and the findings of the woken provisions."""

    entries: list[Entry]
    histories: Mapping[SubjectRef, History]
    findings: Mapping[SubjectRef, list[Finding]] = field(default_factory=dict)


def write(actor: Actor, acts: Sequence[Act]) -> list[Entry]:
    """Append these acts, whatever the law says of them; see :func:`write_planned` for acts that depend on what stands."""
    return write_planned(actor, {act.subject for act in acts}, lambda _histories, _terms: acts).entries


def write_planned(actor: Actor, subjects: Iterable[SubjectRef], plan: Plan) -> Written:
    """Lock the subjects, let ``plan`` look at their histories and say what to append (or raise a Refusal), append it.

    A deadlock with another write is tried again; nothing is half done.
    """
    listed = sorted(set(subjects), key=lambda ref: ref.id)
    for attempt in range(_ATTEMPTS):
        try:
            return _write_once(actor, listed, plan)
        except OperationalError as error:
            if _state(error) not in _DEADLOCK or attempt == _ATTEMPTS - 1:
                raise
            log.warning("write on %s met a deadlock, trying again", ", ".join(map(str, listed)))
    raise AssertionError


def _state(error: OperationalError) -> str:
    return str(getattr(error.__cause__, "sqlstate", "") or "")


def _write_once(actor: Actor, subjects: Sequence[SubjectRef], plan: Plan) -> Written:
    with transaction.atomic(durable=True):
        settled = terms(actor.agency)
        lock(actor.agency, [(ref.id, ref.type) for ref in subjects])
        before = {ref: load(actor.agency, ref) for ref in subjects}
        acts = plan(before, settled)
        if not acts:
            return Written(entries=[], histories=before)
        entries = _append(actor, acts)
        histories, findings = dict(before), {}
        for ref in subjects:
            new = [entry for entry in entries if entry.subject == str(ref.id)]
            if new:
                histories[ref] = fold(ref, (*before[ref].entries, *new))
                provisions = woken(histories[ref], woken_kinds(histories[ref], (entry.id for entry in new)))
                findings[ref] = restore(actor.agency, ref, histories[ref], settled, provisions)
        recorded.send(sender=None, entries=entries, actor=actor, histories=histories)
        return Written(entries=entries, histories=histories, findings=findings)


def _append(actor: Actor, acts: Sequence[Act]) -> list[Entry]:
    """Hand the acts to the ledger in one call; a repeated id is a Refusal that says it was done already."""
    moment = clock.script()
    try:
        stored = append([_new(actor, act) for act in acts], recorded_at=moment)
    except AlreadyThere as error:
        raise Refusal("这一份已经记入，没有重复记。请刷新页面查看。", code="already") from error
    kinds = book().kinds
    return [entry_of(entry, kinds) for entry in stored]


def _new(actor: Actor, act: Act) -> NewEntry:
    return NewEntry(
        id=act.id,
        agency=actor.agency,
        subject=act.subject.id,
        subject_type=act.subject.type,
        kind=act.kind,
        version=book().kinds[act.kind].version,
        author=actor.person,
        # done here and now: the clock's reading after the subject is locked is the time of the act
        acted=act.when.as_json() if act.when else {},
        origin=act.origin,
        part_of=act.part_of,
        corrects=act.corrects,
        about=act.about,
        content=act.content,
    )


def provisional(actor: Actor, act: Act, seq: int) -> Entry:
    """An act as the entry it would become now, for rehearsals; nothing is written."""
    now = clock.now()
    return Entry(
        id=str(act.id),
        subject=str(act.subject.id),
        subject_type=act.subject.type,
        seq=seq,
        kind=act.kind,
        version=book().kinds[act.kind].version,
        author=str(actor.person),
        when=act.when or When.at(now),
        recorded_at=now,
        origin=act.origin,
        part_of=_text(act.part_of),
        corrects=_text(act.corrects),
        about=_text(act.about),
        content=act.content,
    )


def _text(number: UUID | None) -> str:
    return str(number) if number else ""
