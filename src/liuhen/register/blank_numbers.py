"""Numbered blanks: a case is judged with the registers of the forms that were filled in by hand, and with who else used a number.

Which record bears which number is a projection, written as records are entered; a register that changes has its cases judged anew
(``bureau.blanks``).
"""

import uuid
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from uuid import UUID

from liuhen.register.models import BlankUse
from liuhen.register.store import book, load
from liuhen.register.types import SubjectRef
from liuhen.regulation.blanks import FORMS, REGISTER, Stock, number_on, plain
from liuhen.regulation.grammar import Provision
from liuhen.regulation.history import Entry, History, Origin
from liuhen.regulation.kinds.blanks import SUBJECT
from liuhen.regulation.statutes.practice import blank_numbers
from liuhen.regulation.when import CST, When

_MOST = 120  # characters of a number that is looked for
_ASKING = frozenset(provision.id for provision in blank_numbers.PROVISIONS if provision.reads == "case")


class Use(NamedTuple):
    """One record and the number on its paper."""

    record: UUID
    kind: str
    number: str
    plain: str
    at: object
    recorded_at: object


def register_of(agency: UUID, form: str) -> SubjectRef:
    """The register of one form: one history an agency and form."""
    return SubjectRef(SUBJECT, uuid.uuid5(agency, f"blanks:{form}"))


def seen(agency: UUID, ref: SubjectRef, history: History, provisions: Iterable[Provision] | None) -> History:
    """The history as the rules on numbers see it, where they are asked and some paper bears a number."""
    if ref.type != "case" or (provisions is not None and all(item.id not in _ASKING for item in provisions)):
        return history
    uses = note(agency, ref, history)
    if not uses:
        return history
    registers = {form: load(agency, register_of(agency, form)) for form in {use.kind for use in uses}}
    entries = [entry for register in registers.values() for entry in register.entries]
    if not entries:
        return history
    kinds = book().kinds
    others = [*entries, *_elsewhere(agency, ref, uses, Stock(History(entries, kinds)))]
    return History(
        history.entries,
        kinds,
        subject=history.subject,
        subject_type=history.subject_type,
        partial=history.partial,
        others={**history.others, REGISTER: History(others, kinds, subject=str(ref.id))},
    )


def note(agency: UUID, ref: SubjectRef, history: History) -> list[Use]:
    """Make the rows of a case say which record bears which number; they are written only where they changed."""
    uses = sorted(_uses(history))
    rows = BlankUse.objects.filter(subject=ref.id)
    if sorted(Use(*row) for row in rows.values_list(*Use._fields)) != uses:
        rows.delete()
        BlankUse.objects.bulk_create(BlankUse(agency=agency, subject=ref.id, **use._asdict()) for use in uses)
    return uses


def _uses(history: History) -> Iterator[Use]:
    for record in history.of(*FORMS):
        if number := number_on(record):
            written = plain(number)[:_MOST]
            yield Use(UUID(record.id), record.kind.key, number[:_MOST], written, record.at.lo, record.recorded_at)


def _elsewhere(agency: UUID, ref: SubjectRef, uses: list[Use], stock: Stock) -> Iterator[Entry]:
    """Records of other cases that bear one of these numbers, however it was spelt; nothing else of another case."""
    for use in uses:
        rows = BlankUse.objects.filter(agency=agency, kind=use.kind, plain__in=spellings(stock, use.kind, use.number))
        for row in rows.exclude(subject=ref.id).order_by("recorded_at", "record"):
            yield Entry(
                id=str(row.record),
                subject=str(row.subject),
                subject_type="case",
                seq=0,
                kind=row.kind,
                version=1,
                author="",
                when=When.at(row.at.astimezone(CST)),
                recorded_at=row.recorded_at.astimezone(CST),
                origin=Origin.PAPER,
                content={"number": row.number},
            )


def spellings(stock: Stock, form: str, number: str) -> set[str]:
    """How a number may have been written: as it is, in full, and by its figures with and without the leading noughts."""
    found = stock.find(form, number)
    if found is None:
        return {plain(number)}
    block, figures = found
    return {plain(number), plain(block.printed(figures)), f"{figures:0{block.width}d}", str(figures)}
