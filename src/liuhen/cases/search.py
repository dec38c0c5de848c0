# ruff: noqa: S608 - the SQL is put together from constants of this file; values are arguments
"""Search in Chinese over names, parties, numbers and the text of papers, within what one person may see.

A word may be in half of all cases or in one of a million. Of a common one the newest cases are looked through until the page is
full; a rare one is asked of the inverted index, whose answer is short. Which it is, PostgreSQL's statistics tell (``frequency``).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from liuhen.access.visibility import Scope, scope
from liuhen.cases.frequency import share
from liuhen.cases.listing import CAP, Branch, branches, said
from liuhen.cases.models import CaseRow, CaseText, PaperText
from liuhen.cases.tokens import asked, normal, query, tokens, words_of
from liuhen.register import register
from liuhen.register.types import Actor

__all__ = ["Hit", "Results", "search", "tokens"]

_CASE = '"case"'
PAGE = 50
COMMON = 0.02  # share of rows from which on a word is looked for by walking
WALK = 5000  # of the newest cases of a branch
WALK_PAPERS = 600  # of the newest papers of the bureau
WALK_CASES = 15  # newest cases of somebody who does not see all, whose papers are looked through
CANDIDATES = 200  # papers that are read
AROUND = 24  # characters shown each side of what was found


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperHit:
    """A record in which the words stand, and a piece of its text around the first."""

    record: UUID
    title: str
    at: datetime
    before: str
    word: str
    after: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """One case: found by its own words (``named``) or by those of its papers."""

    case: CaseRow
    named: bool
    papers: list[PaperHit] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True, slots=True)
class Results:
    """What a search found. ``total`` counts the cases found, as said on the page; ``asked`` is False for empty questions.

    ``partly``: the words are so common in papers that only the newest papers were looked through.
    """

    text: str
    hits: list[Hit] = field(default_factory=list)
    total: str = "0"
    asked: bool = True
    partly: bool = False


def search(actor: Actor, text: str, *, size: int = PAGE) -> Results:
    """The cases an actor sees in whose name, parties, numbers or papers every word of ``text`` stands; newest first."""
    wanted = query(text)
    if not wanted:
        return Results(text=text, asked=False)
    seen, runs, words = scope(actor), asked(text), words_of(text)
    named, total = _named(seen, wanted, size, share("cases_casetext", runs))
    named = _really(named, words)
    often = share("cases_papertext", runs) >= COMMON
    papers = _papers(seen, wanted, words, size, often=often)
    found = list(dict.fromkeys([*named, *papers]))[:size]
    rows, kinds = CaseRow.objects.in_bulk(found), register.book().kinds
    by_name = set(named)
    hits = [
        Hit(case=rows[case], named=case in by_name, papers=[_paper(row, words, kinds) for row in papers.get(case, ())[:3]])
        for case in found
        if case in rows
    ]
    shown = total if total.endswith("+") else said(max(int(total.replace(",", "")), len(hits)))
    return Results(text=text, hits=hits, total=shown, partly=often)


def _rows(sql: str, arguments: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, arguments)
        return list(cursor.fetchall())


def _sees_everything(seen: Scope) -> bool:
    """Whether no case of the agency is closed to this scope: then nothing need be joined to know what is seen."""
    return seen.everything and seen.restricted


def _named(seen: Scope, wanted: str, size: int, common: float) -> tuple[list[UUID], str]:
    """Cases found by their own words, newest first, and how many, as said."""
    parts = branches(seen)
    if not parts:
        return [], "0"
    if common >= COMMON:
        found = _walked(parts, wanted, size)
        if len(found) > size:
            return found[:size], _many(seen, wanted, size, common)
        if all(part.narrow for part in parts):
            return found, said(len(found))  # all of them were looked through
    return _indexed(seen, parts, wanted, size)


def _walked(parts: Sequence[Branch], wanted: str, size: int) -> list[UUID]:
    """The newest of each branch, each looked up by its key until the page is full; one person's cases are looked through to the end."""
    asks, values = [], list[Any]()
    for part in parts:
        limit = "" if part.narrow else f"LIMIT {WALK}"
        asks.append(
            f"(SELECT n.id, n.opened_at FROM (SELECT {part.key} AS id, {part.opened} AS opened_at {part.sql} ORDER BY {part.opened} DESC, {part.key} DESC {limit}) n, "
            'LATERAL (SELECT 1 FROM cases_casetext t WHERE t."case" = n.id AND t.tokens @@ %s::tsquery OFFSET 0) t '
            f"ORDER BY n.opened_at DESC, n.id DESC LIMIT {size + 1})"
        )
        values += [*part.arguments, wanted]
    found = sorted(_rows(" UNION ALL ".join(asks), values), key=lambda row: (row[1], row[0]), reverse=True)
    return [row[0] for row in found]


def _many(seen: Scope, wanted: str, size: int, common: float) -> str:
    """How many there are when a page is full: for those who see all by estimate or count, for others only that there are more."""
    if not _sees_everything(seen):
        return f"{size}+"
    everybody = _rows("SELECT greatest(reltuples, 0)::bigint FROM pg_class WHERE oid = 'cases_casetext'::regclass", [])[0][0]
    if common * everybody > 2 * CAP:
        return said(CAP + 1)
    counted = f"SELECT count(*) FROM (SELECT 1 FROM cases_casetext WHERE agency = %s AND tokens @@ %s::tsquery LIMIT {CAP + 1}) x"
    return said(int(_rows(counted, [seen.agency, wanted])[0][0]))


def _indexed(seen: Scope, parts: Sequence[Branch], wanted: str, size: int) -> tuple[list[UUID], str]:
    """The inverted index's answer within the scope, newest first, and its count."""
    inner = 'SELECT "case" AS id, opened_at FROM cases_casetext WHERE agency = %s AND tokens @@ %s::tsquery'
    if _sees_everything(seen):
        sql, values = f"WITH mine AS MATERIALIZED ({inner}) ", [seen.agency, wanted]
    else:
        each = " UNION ALL ".join(f"(SELECT c.id, c.opened_at {part.sql} AND {_among(part, 'id')})" for part in parts)
        sql = f"WITH found AS MATERIALIZED ({inner}), mine AS MATERIALIZED ({each}) "
        values = [seen.agency, wanted, *(value for part in parts for value in part.arguments)]
    rows = _rows(f"{sql} SELECT id, (SELECT count(*) FROM mine) FROM mine ORDER BY opened_at DESC, id DESC LIMIT {size}", values)
    return [row[0] for row in rows], said(int(rows[0][1]) if rows else 0)


def _among(part: Branch, column: str) -> str:
    """That a case of a branch was found.

    ``IS TRUE`` makes PostgreSQL hash the answer and look each row up in it: it takes what an inverted index finds for one row, however
    much that is, and joined one person's cases to it in nested loops that took minutes. A wide branch is walked from what was found.
    """
    return f"(c.id IN (SELECT {column} FROM found)) IS TRUE" if part.narrow else f"c.id IN (SELECT {column} FROM found)"


def _really(cases: list[UUID], words: list[str]) -> list[UUID]:
    """Pairs may stand apart in a text (接纳…未成年 for 纳未): only those in which every word stands as written."""
    texts = dict(CaseText.objects.filter(case__in=cases).values_list("case", "words"))
    return [case for case in cases if _holds(texts.get(case, ""), words)]


def _holds(text: str, words: list[str]) -> bool:
    plain = _bare(normal(text))
    return all(_bare(word) in plain for word in words)


def _bare(text: str) -> str:
    """Without blanks and brackets: 〔2026〕47 号 is written in a dozen ways."""
    return "".join(char for char in text if char.isalnum())


def _papers(seen: Scope, wanted: str, words: list[str], size: int, *, often: bool) -> dict[UUID, list[PaperText]]:
    """Papers in which the words stand, by case, newest first; of a word that stands in many only the newest papers."""
    parts = branches(seen)
    if not parts:
        return {}
    found = _newest_papers(seen, parts, wanted) if often else _indexed_papers(seen, parts, wanted)
    by_case: dict[UUID, list[PaperText]] = {}
    for row in PaperText.objects.filter(record__in=found).defer("tokens").order_by("-at"):
        if _holds(row.words, words) and (row.case in by_case or len(by_case) < size):
            by_case.setdefault(row.case, []).append(row)
    return by_case


def _newest_papers(seen: Scope, parts: Sequence[Branch], wanted: str) -> list[UUID]:
    if _sees_everything(seen):
        sql = (
            f"SELECT record FROM (SELECT record, tokens, at FROM cases_papertext WHERE agency = %s ORDER BY at DESC LIMIT {WALK_PAPERS}) p "
            f"WHERE p.tokens @@ %s::tsquery ORDER BY p.at DESC LIMIT {CANDIDATES}"
        )
        return [row[0] for row in _rows(sql, [seen.agency, wanted])]
    newest = " UNION ALL ".join(
        f"(SELECT c.id {part.sql} ORDER BY {part.opened} DESC, {part.key} DESC LIMIT {WALK_CASES})" for part in parts
    )
    sql = (
        f'SELECT p.record FROM ({newest}) n, LATERAL (SELECT record FROM cases_papertext t WHERE t."case" = n.id AND t.tokens @@ %s::tsquery OFFSET 0) p '
        f"LIMIT {CANDIDATES}"
    )
    return [row[0] for row in _rows(sql, [*(value for part in parts for value in part.arguments), wanted])]


def _indexed_papers(seen: Scope, parts: Sequence[Branch], wanted: str) -> list[UUID]:
    inner = 'SELECT record, "case", at FROM cases_papertext WHERE agency = %s AND tokens @@ %s::tsquery'
    values = [seen.agency, wanted]
    if _sees_everything(seen):
        return [row[0] for row in _rows(f"{inner} ORDER BY at DESC LIMIT {CANDIDATES}", values)]
    each = " UNION ALL ".join(f"(SELECT c.id {part.sql} AND {_among(part, _CASE)})" for part in parts)
    sql = (
        f"WITH found AS MATERIALIZED ({inner}) "
        f'SELECT f.record FROM found f WHERE (f."case" IN ({each})) IS TRUE ORDER BY f.at DESC LIMIT {CANDIDATES}'
    )
    return [row[0] for row in _rows(sql, [*values, *(value for part in parts for value in part.arguments)])]


def _paper(row: PaperText, words: list[str], kinds: Any) -> PaperHit:
    """The text around the first word, on one line."""
    line = " ".join(row.words.split())
    plain = line.lower()
    at = next((plain.find(word) for word in words if word in plain), -1)
    length = len(next((word for word in words if word in plain), ""))
    kind = kinds.get(row.kind)
    start = max(0, at - AROUND) if at >= 0 else 0
    return PaperHit(
        record=row.record,
        title=kind.title if kind else row.kind,
        at=row.at,
        before=("…" if start else "") + line[start : max(at, 0)],
        word=line[at : at + length] if at >= 0 else "",
        after=line[max(at, 0) + length : max(at, 0) + length + 2 * AROUND],
    )
