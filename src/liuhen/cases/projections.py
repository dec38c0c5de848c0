"""Writing the rows of cases and clues from histories; the same code serves the listener and ``rebuild``."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import connection

from liuhen.access import visibility
from liuhen.access.policy import RESTRICTING
from liuhen.bureau import queries as bureau
from liuhen.bureau.fold import number_of
from liuhen.cases import fold, tally, texts, tokens
from liuhen.cases.models import CaseRow, CaseText, ClueRow, PaperText, PartyRow, Waiting
from liuhen.register import register
from liuhen.register.prefill import FACT_KINDS
from liuhen.register.types import SubjectRef
from liuhen.regulation.grammar import Role, Signer
from liuhen.regulation.history import History, Record, Wanted

#: Written at nearly every write, so not composed anew each time.
_UPSERT_CASE = """
INSERT INTO cases_casetext ("case", agency, opened_at, words, tokens) VALUES (%s, %s, %s, %s, array_to_tsvector(%s))
ON CONFLICT ("case") DO UPDATE SET words = EXCLUDED.words, tokens = EXCLUDED.tokens, opened_at = EXCLUDED.opened_at
"""
_UPSERT_PAPER = """
INSERT INTO cases_papertext (record, agency, "case", kind, at, words, tokens) VALUES (%s, %s, %s, %s, %s, %s, array_to_tsvector(%s))
ON CONFLICT (record) DO UPDATE SET words = EXCLUDED.words, tokens = EXCLUDED.tokens, at = EXCLUDED.at
"""


def project(agency: UUID, ref: SubjectRef, history: History, touched: Iterable[str] | None = None) -> None:
    """Make the rows of one subject say what its history says. ``touched``: ids of the new entries; None writes everything."""
    if not len(history):
        return
    if ref.type == "case":
        project_case(agency, ref.id, history, touched)
    elif ref.type == "clue":
        values = fold.clue_values(history)
        if values is not None:
            # the unit that took the clue up is that of whoever dealt with it
            author = values.pop("triaged_by")
            row = bureau.person(author) if author else None
            values["unit"] = row.unit if row else None
            ClueRow.objects.update_or_create(id=ref.id, defaults={"agency": agency, **values})
            tally.settle(agency, "clue", ref.id, tally.stands(ref.id), tally.Place(unit=values["unit"]))


def project_case(agency: UUID, case: UUID, history: History, touched: Iterable[str] | None = None) -> None:
    """The rows of one case: list row, who is on it, parties, what waits, the words it is found by.

    A record that says nothing of the case's own facts leaves the rows that are made of them alone: most writes are of that sort.
    """
    facts, new = register.facts(history), None if touched is None else _records_of(history, set(touched))
    stood = tally.stands(case)
    values = fold.row_values(history, facts) | {"next_due": stood.next_due, "open_count": stood.open_count}
    row = CaseRow.objects.filter(pk=case).first()
    if row is None:
        CaseRow.objects.create(id=case, agency=agency, **values)
    else:
        changed = {name: value for name, value in values.items() if getattr(row, name) != value}
        CaseRow.objects.filter(pk=case).update(**changed)
    if row is None or new is None or _of_facts(history, new) or _turned(row, values):
        _made_of_facts(agency, case, history, facts, values, anew=new is None)
    restricted, closed = values["secrecy"] in RESTRICTING, values["closed_at"] is not None
    tally.settle(agency, "case", case, stood, tally.Place(unit=values["unit"], restricted=restricted, closed=closed))
    _waiting(agency, case, values["unit"], history, None if row is None or row.unit != values["unit"] else new)
    _papers(agency, case, history, new)


#: Kinds whose words are the case's own: who handles it, whose it is, what it is called.
_FACTS = frozenset({*FACT_KINDS, "party_end", "source_told"})


def _of_facts(history: History, records: set[str]) -> bool:
    return any(record.id in records and record.kind.key in _FACTS for record in history.records)


def _turned(row: CaseRow, values: Mapping[str, Any]) -> bool:
    """Whether the case got its number or another name, was closed or archived (or no longer is)."""
    ends = any((getattr(row, name) is None) != (values[name] is None) for name in ("closed_at", "archived_at"))
    return ends or any(getattr(row, name) != values[name] for name in ("number", "name", "cause"))


def _made_of_facts(
    agency: UUID, case: UUID, history: History, facts: Mapping[str, Any], values: Mapping[str, Any], *, anew: bool
) -> None:
    active = values["archived_at"] is None
    restricted, closed = values["secrecy"] in RESTRICTING, values["closed_at"] is not None
    visibility.place(
        case,
        agency,
        unit=values["unit"],
        restricted=restricted,
        closed=closed,
        active=active,
        opened_at=values["opened_at"],
        counter=values["procedure"] == "licence",
    )
    for since, people in fold.officers_in_turn(history) if anew else ():
        visibility.settle(case, agency, people, since)
    visibility.settle(case, agency, values["officer_ids"], values["last_at"])
    _parties(agency, case, fold.parties(facts, fold.Reading(history)))
    words = texts.case_words(values, facts)
    if CaseText.objects.filter(case=case).values_list("words", "opened_at").first() != (words, values["opened_at"]):
        _run(_UPSERT_CASE, (case, agency, values["opened_at"], words, tokens.tokens(words)))


def _run(sql: str, arguments: tuple[Any, ...]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, arguments)


def _parties(agency: UUID, case: UUID, listed: list[fold.PartyFacts]) -> None:
    known = {row.party: row for row in PartyRow.objects.filter(case=case)}
    for party in listed:
        values = {
            "type": party.type[:20], "name": party.name[:200], "code": party.code[:40],
            "representative": party.representative[:60], "ended": party.ended[:20],
        }  # fmt: skip
        row = known.pop(party.id, None)
        if row is None:
            PartyRow.objects.create(agency=agency, case=case, party=party.id, **values)
        elif any(getattr(row, name) != value for name, value in values.items()):
            PartyRow.objects.filter(pk=row.pk).update(**values)
    if known:
        PartyRow.objects.filter(pk__in=[row.pk for row in known.values()]).delete()


def _waiting(agency: UUID, case: UUID, unit: UUID | None, history: History, records: set[str] | None) -> None:
    """What waits on these records (all, if None): a record that nobody touched waits for what it waited for."""
    wanted: dict[tuple[UUID, str, str], Waiting] = {}
    rows = Waiting.objects.filter(case=case)
    if records is not None:
        rows = rows.filter(record__in=[UUID(number) for number in records])
    for record in history.records:
        if records is None or record.id in records:
            for row in _waiting_rows(agency, case, unit, record):
                wanted[row.record, row.part, row.about] = row
    known = {(row.record, row.part, row.about): row for row in rows}
    gone = [row.pk for key, row in known.items() if key not in wanted or _differs(row, wanted[key])]
    if gone:
        Waiting.objects.filter(pk__in=gone).delete()
    fresh = [row for key, row in wanted.items() if key not in known or _differs(known[key], row)]
    if fresh:
        Waiting.objects.bulk_create(fresh)


def _differs(one: Waiting, other: Waiting) -> bool:
    return any(getattr(one, name) != getattr(other, name) for name in ("role", "person", "unit", "returned", "since"))


def _waiting_rows(agency: UUID, case: UUID, unit: UUID | None, record: Record) -> Iterable[Waiting]:
    author = number_of(record.entry.author)
    common = {"agency": agency, "case": case, "record": UUID(record.id), "kind": record.kind.key, "unit": unit, "author": author}
    blocked = record.blocked
    if blocked is not None and record.voided is None and not record.told:
        if blocked.verdict == "returned":
            since = blocked.entry.recorded_at if blocked.entry else record.recorded_at
            yield Waiting(part="mend", about="", person=author, returned=True, since=since, **common)
        return
    since = max([record.recorded_at, *(view.entry.recorded_at for view in record.parts if view.entry)])
    for want in _asked(record):
        part = want.part
        by_name = part.signer in {Signer.OFFICERS, Signer.MEMBERS} and not part.opinion
        person = number_of(want.about) if by_name else None
        role = "" if person else (part.role.value if part.role else Role.OFFICER.value)
        yield Waiting(part=part.key, about=want.about, role=role, person=person, opinion=part.opinion, since=since, **common)


def _asked(record: Record) -> Iterable[Wanted]:
    """The parts that people of ours can give now: of opinions the next in order, of signatures all that are missing."""
    if record.voided is not None or record.told:
        return
    opinion_seen = False
    for want in record.missing:
        if want.part.outside:
            continue
        if want.part.opinion:
            if opinion_seen:
                continue
            opinion_seen = True
        yield want


def _papers(agency: UUID, case: UUID, history: History, records: set[str] | None) -> None:
    for record in history.records:
        if records is not None and record.id not in records:
            continue
        if record.voided is not None:
            PaperText.objects.filter(record=record.id).delete()
            continue
        words = texts.paper_words(record)
        at = fold.known(record.at, record.recorded_at)
        _run(_UPSERT_PAPER, (UUID(record.id), agency, case, record.kind.key, at, words, tokens.tokens(words)))


def _records_of(history: History, new: set[str]) -> set[str]:
    """The records that new entries are, or attach to."""
    found: set[str] = set()
    for entry in history.entries:
        if entry.id in new:
            found |= {entry.id, entry.part_of, entry.corrects}
    return found - {""}


def rebuild(agency: UUID) -> int:
    """Write every row of an agency anew from the ledger; returns how many subjects were read."""
    refs = [ref for sort in ("case", "clue") for ref in register.subjects(agency, sort)]
    for ref in refs:
        project(agency, ref, register.history(agency, ref))
    return len(refs)
