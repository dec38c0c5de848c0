# ruff: noqa: S608 - the SQL is put together from constants of this file; values are arguments
"""Search in Chinese over names, parties, numbers and the text of papers, within what one person may see.

A word may be in half of all cases or in one of a million, and the planner cannot know which. So the newest cases a person sees are
looked through first: a common word fills the page there and the search ends. Only a word that does not is asked of the inverted
index, whose answer is then short.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from liuhen.access.visibility import Scope, scope
from liuhen.cases.listing import CAP, branches, said
from liuhen.cases.models import CaseRow, CaseText, PaperText
from liuhen.cases.tokens import normal, query, tokens, words_of
from liuhen.register import register
from liuhen.register.types import Actor

__all__ = ["Hit", "Results", "search", "tokens"]

PAGE = 50
NEWEST = 2500  # cases looked through before the inverted index is asked
NEWEST_PAPERS = 60  # cases whose papers are looked through
CANDIDATES = 200  # papers of the inverted index's answer that are read
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
    """What a search found. ``total`` counts the cases found by name, as said on the page; ``asked`` is False for empty questions."""

    text: str
    hits: list[Hit] = field(default_factory=list)
    total: str = "0"
    asked: bool = True


def search(actor: Actor, text: str, *, size: int = PAGE) -> Results:
    """The cases an actor sees in whose name, parties, numbers or papers every word of ``text`` stands; newest first."""
    asked = query(text)
    if not asked:
        return Results(text=text, asked=False)
    seen, words = scope(actor), words_of(text)
    named, total = _named(seen, asked, size)
    named = _really(named, words)
    papers = _papers(seen, asked, words, size)
    found = list(dict.fromkeys([*named, *papers]))[:size]
    rows, kinds = CaseRow.objects.in_bulk(found), register.book().kinds
    by_name = set(named)
    hits = [
        Hit(case=rows[case], named=case in by_name, papers=[_paper(row, words, kinds) for row in papers.get(case, ())[:3]])
        for case in found
        if case in rows
    ]
    return Results(text=text, hits=hits, total=said(max(total, len(hits))))


def _rows(sql: str, arguments: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, arguments)
        return list(cursor.fetchall())


def _named(seen: Scope, asked: str, size: int) -> tuple[list[UUID], int]:
    """Cases found by their own words, newest first, and how many there are (more than the cap counts as one more than it)."""
    parts, values = [], list[Any]()
    for sql, own in branches(seen):
        # the newest of the branch, each looked up by its key: cheap whatever the word
        parts.append(
            f"(SELECT c.id, c.last_at, count(*) OVER () AS walked FROM (SELECT c.id, c.last_at {sql} ORDER BY c.last_at DESC, c.id DESC LIMIT {NEWEST}) c)"
        )
        values += own
    if not parts:
        return [], 0
    sql = (
        f"SELECT n.id, n.walked FROM ({' UNION '.join(parts)}) n, "
        'LATERAL (SELECT 1 FROM cases_casetext t WHERE t."case" = n.id AND t.tokens @@ %s::tsquery OFFSET 0) t '
        "ORDER BY n.last_at DESC, n.id DESC"
    )
    near = _rows(sql, [*values, asked])
    listed = list(dict.fromkeys(row[0] for row in near))
    walked = max((row[1] for row in near), default=0)
    if len(listed) > size or (near and walked < NEWEST and len(parts) == 1):
        # a filled page, or everything there is was looked through
        return listed[: size + 1], _estimate(seen, asked, len(listed), walked)
    return _indexed(seen, asked, size)


def _estimate(seen: Scope, asked: str, found: int, walked: int) -> int:
    """How many cases in all: exact where all were looked through or the index tells cheaply, else above the cap."""
    if walked < NEWEST and found <= NEWEST:
        return found
    everybody = _rows("SELECT greatest(reltuples, 0)::bigint FROM pg_class WHERE oid = 'cases_caserow'::regclass", [])[0][0]
    if seen.everything and found / walked * everybody > 2 * CAP:
        return CAP + 1
    return _indexed(seen, asked, 0)[1]


def _indexed(seen: Scope, asked: str, size: int) -> tuple[list[UUID], int]:
    """The inverted index's answer within the scope, newest first, and its count up to the cap."""
    parts, values = [], list[Any]()
    for sql, own in branches(seen):
        parts.append(f'(SELECT c.id, c.last_at {sql} AND c.id IN (SELECT "case" FROM found) LIMIT {CAP + 1})')
        values += own
    sql = (
        f'WITH found AS MATERIALIZED (SELECT "case" FROM cases_casetext WHERE agency = %s AND tokens @@ %s::tsquery LIMIT {20 * CAP}), '
        f"mine AS ({' UNION '.join(parts)}) "
        f"SELECT id, (SELECT count(*) FROM mine) FROM mine ORDER BY last_at DESC, id DESC LIMIT {max(size, 1)}"
    )
    rows = _rows(sql, [seen.agency, asked, *values])
    return [row[0] for row in rows][:size], int(rows[0][1]) if rows else 0


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


def _papers(seen: Scope, asked: str, words: list[str], size: int) -> dict[UUID, list[PaperText]]:
    """Papers in which the words stand, by case, newest first."""
    parts, values = [], list[Any]()
    for sql, own in branches(seen):
        parts.append(f"(SELECT c.id, c.last_at {sql} ORDER BY c.last_at DESC, c.id DESC LIMIT {NEWEST_PAPERS})")
        values += own
    if not parts:
        return {}
    near = (
        f"SELECT p.record FROM ({' UNION '.join(parts)}) n, "
        'LATERAL (SELECT record, at FROM cases_papertext t WHERE t."case" = n.id AND t.tokens @@ %s::tsquery OFFSET 0) p '
        f"ORDER BY p.at DESC LIMIT {CANDIDATES}"
    )
    found = [row[0] for row in _rows(near, [*values, asked])]
    if len(found) < CANDIDATES // 2:
        found += [row[0] for row in _indexed_papers(seen, asked)]
    by_case: dict[UUID, list[PaperText]] = {}
    for row in PaperText.objects.filter(record__in=set(found)).defer("tokens").order_by("-at"):
        if _holds(row.words, words) and (row.case in by_case or len(by_case) < size):
            by_case.setdefault(row.case, []).append(row)
    return by_case


def _indexed_papers(seen: Scope, asked: str) -> list[tuple[Any, ...]]:
    parts, values = [], list[Any]()
    for sql, own in branches(seen):
        parts.append(f'(SELECT c.id {sql} AND c.id IN (SELECT "case" FROM found))')
        values += own
    sql = (
        f'WITH found AS MATERIALIZED (SELECT record, "case", at FROM cases_papertext WHERE agency = %s AND tokens @@ %s::tsquery LIMIT {CAP}) '
        f'SELECT f.record FROM found f WHERE f."case" IN ({" UNION ".join(parts)}) ORDER BY f.at DESC LIMIT {CANDIDATES}'
    )
    return _rows(sql, [seen.agency, asked, *values])


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
