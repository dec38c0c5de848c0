"""Putting a made-up bureau into a database: rows by COPY, full histories through the ledger."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.db import connection, connections, transaction

from liuhen.cases import frequency, tally
from liuhen.cases.texts import paper_words
from liuhen.cases.tokens import tokens
from liuhen.ledger.append import append
from liuhen.ledger.envelope import NewEntry
from liuhen.ledger.founding import found
from liuhen.operating.bench_corpus import Corpus, MadeCase, number, papers
from liuhen.register import register
from liuhen.register.types import Actor, SubjectRef
from liuhen.regulation.grammar import Role
from liuhen.regulation.history import Entry, Record
from liuhen.regulation.when import DISTANT_FUTURE, When


@dataclass(kw_only=True)
class Loaded:
    """A bureau that is loaded: who asks, and of what."""

    corpus: Corpus
    full: list[MadeCase] = field(default_factory=list)
    last: int = 0

    def actor(self, role: Role, *, person: UUID | None = None, unit: int | None = None) -> Actor:
        """Somebody of the bureau."""
        home = str(self.corpus.units[unit]) if unit is not None else ""
        return Actor(
            person=person or number(role.value, 0),
            name=role.label,
            agency=self.corpus.agency,
            roles=frozenset({role.value}),
            unit=home,
        )

    def askers(self) -> list[Actor]:
        """A head, a unit's head, an officer with many cases, one with few, the archivist."""
        first, last = self.corpus.officers[0], self.corpus.officers[-1]
        return [
            self.actor(Role.HEAD),
            self.actor(Role.UNIT_HEAD, unit=0),
            self.actor(Role.OFFICER, person=first.id, unit=first.unit),
            self.actor(Role.OFFICER, person=last.id, unit=last.unit),
            self.actor(Role.ARCHIVIST),
        ]


def load(corpus: Corpus) -> Loaded:
    """Put the bureau into the database: rows by COPY, full histories through the ledger."""
    with transaction.atomic():
        found(corpus.agency, "bench")
    loaded = Loaded(corpus=corpus, last=corpus.size)
    every = list(corpus.cases())
    loaded.full = [case for case in every if case.full]
    for table, columns, make in _TABLES:
        _copy(table, columns, (row for case in every for row in make(corpus, case)))
    chance = random.Random(corpus.seed)  # noqa: S311 - made-up cases, no secret
    _papers(corpus, loaded.full, chance)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_TALLIES)
    tally.recount(corpus.agency)
    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    frequency.forget()
    return loaded


#: What the listener counts entry by entry, for findings that came by COPY.
_TALLIES = """
INSERT INTO cases_subjecttally (subject, agency, type, unit, restricted, closed, last_year, counts)
SELECT c.id, c.agency, 'case', c.unit, false, c.closed_at IS NOT NULL, max(f.year), jsonb_object_agg(f.year, f.counts) FROM cases_caserow c JOIN (
    SELECT subject, year, jsonb_object_agg(rule || '|' || status, n) AS counts FROM (
        SELECT subject, extract(year FROM arose)::int AS year, provision AS rule, status, count(*) AS n
        FROM register_findingrow GROUP BY 1, 2, 3, 4
    ) g GROUP BY 1, 2
) f ON f.subject = c.id GROUP BY c.id
"""


def _copy(table: str, columns: str, made: Iterator[tuple[Any, ...]]) -> None:
    with transaction.atomic(), connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for row in made:
            copy.write_row(row)


def _vector(text: str) -> str:
    """Tokens as a tsvector is written."""
    return " ".join("'" + token.replace("'", "''") + "'" for token in tokens(text))


def _case_rows(corpus: Corpus, case: MadeCase) -> Iterator[tuple[Any, ...]]:
    closed = case.archived - timedelta(days=5) if case.archived else None
    yield (
        case.id, corpus.agency, case.document_number, case.name, "penalty", "ordinary", "inspection", case.cause, case.party,
        corpus.units[case.unit], corpus.unit_name(case.unit), [one.id for one in case.officers], "、".join(one.name for one in case.officers),
        case.stage, "none", False, False, False, case.opened, case.filed, case.filed + timedelta(days=90), closed, case.archived,
        case.due or DISTANT_FUTURE, 2 if case.due else 0, 60 if case.full else 3, case.last,
    )  # fmt: skip


def _text_rows(corpus: Corpus, case: MadeCase) -> Iterator[tuple[Any, ...]]:
    people = "、".join(one.name for one in case.officers)
    words = "\n".join(
        (
            case.document_number,
            case.name,
            case.cause,
            case.party,
            case.code,
            case.representative,
            people,
            corpus.unit_name(case.unit),
        )
    )
    yield case.id, corpus.agency, case.opened, words, _vector(words)


def _standing_rows(corpus: Corpus, case: MadeCase) -> Iterator[tuple[Any, ...]]:
    yield (
        case.id,
        corpus.agency,
        corpus.units[case.unit],
        False,
        case.archived is not None,
        case.archived is None,
        case.opened,
        False,
    )


def _visibility_rows(corpus: Corpus, case: MadeCase) -> Iterator[tuple[Any, ...]]:
    for officer in {one.id for one in case.officers}:
        yield corpus.agency, case.id, officer, "officer", case.archived is None, case.opened


def _party_rows(corpus: Corpus, case: MadeCase) -> Iterator[tuple[Any, ...]]:
    yield corpus.agency, case.id, "p1", "organisation", case.party, case.code, case.representative, ""


def _finding_rows(corpus: Corpus, case: MadeCase) -> Iterator[tuple[Any, ...]]:
    common = (corpus.agency, "case", case.id)
    if case.due:
        for role, owes in (
            ("officer", "proof_of_service"),
            ("head", "decision_approval.head") if case.serial % 7 == 0 else ("officer", "situation_note"),
        ):
            yield (
                *common, f"bench:{owes}", "bench:27", "REG", "27", "制度第二十七条", "regulation", "duty", "owed", "nonconforming", case.id,
                "case_registration", "", owes, "送达决定书", "送达行政处罚决定书", "决定已作出", case.due, case.due, None, None, "[]", role, "days", "", False, "", "", case.opened,
            )  # fmt: skip
    for serial in range(12 if case.full else 1):
        yield (
            *common, f"bench:kept:{serial}", "bench:7", "REG", "7", "制度第七条", "regulation", "duty", "kept", "nonconforming", case.id,
            "case_registration", "", "initiation_approval", "程序启动审批表", "报启动审批", "", case.opened, case.opened, case.opened, case.opened,
            "[]", "officer", "days", "", False, "", "", case.opened,
        )  # fmt: skip


def _waiting_rows(corpus: Corpus, case: MadeCase) -> Iterator[tuple[Any, ...]]:
    if case.archived is None and case.serial % 5 == 0:
        role = ("officer", "unit_head", "head", "legal")[case.serial // 5 % 4]
        author, unit = case.officers[0].id, corpus.units[case.unit]
        yield (
            corpus.agency,
            case.id,
            uuid5(case.id, "waiting"),
            "decision_approval",
            role,
            "",
            role,
            None,
            unit,
            True,
            False,
            author,
            case.last,
        )


_TABLES: tuple[tuple[str, str, Callable[[Corpus, MadeCase], Iterator[tuple[Any, ...]]]], ...] = (
    (
        "cases_caserow",
        (
            "id, agency, number, name, act, procedure, source, cause, party_names, unit, unit_name, officer_ids, officer_names, stage, secrecy, major, "
            "urgent, partial, opened_at, filed_on, decide_by, closed_at, archived_at, next_due, open_count, entries, last_at"
        ),
        _case_rows,
    ),
    ("cases_casetext", '"case", agency, opened_at, words, tokens', _text_rows),
    ("access_casestanding", '"case", agency, unit, restricted, closed, active, opened_at, counter', _standing_rows),
    ("access_casevisibility", 'agency, "case", person, why, active, opened_at', _visibility_rows),
    ("cases_partyrow", 'agency, "case", party, type, name, code, representative, ended', _party_rows),
    (
        "register_findingrow",
        (
            "agency, subject_type, subject, key, provision, source, article, label, level, sort, status, gravity, because, because_kind, about, owes, "
            'owes_title, "do", why, due_lo, due_hi, met_lo, met_hi, gates, role, unit, field, mendable, missing, digest, arose'
        ),
        _finding_rows,
    ),
    (
        "cases_waiting",
        'agency, "case", record, kind, part, about, role, person, unit, opinion, returned, author, since',
        _waiting_rows,
    ),
)


def _papers(corpus: Corpus, full: Sequence[MadeCase], chance: random.Random) -> None:
    """Full histories: entries through the ledger, their words by COPY."""
    kinds = register.book().kinds
    texts: list[tuple[Any, ...]] = []
    for case in full:
        made = [_new(corpus.agency, case, kind, content, at) for at, (kind, content) in enumerate(papers(case, chance))]
        with transaction.atomic():
            append(made)
        for entry in made:
            if entry.kind in kinds:
                words = paper_words(Record(_entry(entry, case), kinds[entry.kind]))
                texts.append((entry.id, corpus.agency, case.id, entry.kind, case.opened, words, _vector(words)))
        if len(texts) > 20_000:  # noqa: PLR2004 - memory stays flat
            _copy("cases_papertext", 'record, agency, "case", kind, at, words, tokens', iter(texts))
            texts.clear()
    _copy("cases_papertext", 'record, agency, "case", kind, at, words, tokens', iter(texts))


def _new(agency: UUID, case: MadeCase, kind: str, content: dict[str, Any], at: int) -> NewEntry:
    when = When.at(case.opened + timedelta(hours=at))
    return NewEntry(
        id=uuid4(), agency=agency, subject=case.id, subject_type="case", kind=kind, version=1, author=case.officers[0].id,
        acted=when.as_json(), origin="told", content=content,
    )  # fmt: skip


def _entry(new: NewEntry, case: MadeCase) -> Entry:
    ref = SubjectRef("case", new.subject)
    return Entry(
        id=str(new.id), subject=str(ref.id), subject_type=ref.type, seq=1, kind=new.kind, version=1, author="", when=When.at(case.opened),
        recorded_at=case.opened, origin="told", content=new.content,
    )  # fmt: skip
