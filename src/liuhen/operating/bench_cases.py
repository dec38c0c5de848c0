"""Measuring the pages' questions: case list, desk, search, case page, at ten and a hundred thousand cases and more.

A bureau is made up and loaded by COPY on a server of its own; what is measured is the room cases, from the call to the value that a
template shows. Each function is one row of the table that ``bench`` prints: (work, ours, peer, ratio). The ratio is the cost beside
that of the smallest bureau measured; the target is at most 1.5, and p95 below 100 ms at a million cases.
"""

import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import product
from typing import Any, NamedTuple
from uuid import UUID, uuid4, uuid5

from django.db import connection, connections, transaction

from liuhen.cases import frequency
from liuhen.cases.case_page import case_view
from liuhen.cases.listing import Filters, Holding, Sort, case_list, counts
from liuhen.cases.search import search
from liuhen.cases.texts import paper_words
from liuhen.cases.tokens import tokens
from liuhen.cases.worklist import worklist
from liuhen.ledger.append import append
from liuhen.ledger.envelope import NewEntry
from liuhen.ledger.founding import found
from liuhen.operating.bench_corpus import NOW, Corpus, MadeCase, number, papers
from liuhen.operating.scratch import scratch_instance
from liuhen.register import clock, register
from liuhen.register.types import Actor, SubjectRef
from liuhen.regulation.grammar import Role
from liuhen.regulation.history import Entry, Record
from liuhen.regulation.when import DISTANT_FUTURE, When

SIZES = (10_000, 100_000)
FULL = (10_000, 100_000, 1_000_000)
ROUNDS = 5

#: The forty questions of the search. The first twenty stand in many cases or papers, the others in fewer than one in a hundred.
QUERIES = (
    "网络服务有限公司", "接纳未成年人", "互联网上网服务", "网咖", "娱乐", "有限公司", "澄湖区", "身份证件", "营业性演出", "案",
    "2026", "执法1中队", "当事人", "值班经理确认", "上网消费者登记", "未成年人身份信息", "涉嫌", "书店", "印务", "星",
    "考级中心", "博物馆", "剧场 擅自变更", "不可移动文物", "艺术考级活动", "盗版图书目录399", "星遇网咖", "云岸娱乐", "石桥文具店",
    "〔2026〕{last}号", "91420112MA{last:08d}", "澄文综罚字〔{year}〕{full}号", "{representative}", "鄂财{full:08d}", "晨月剧场",
    "明月书店 非法出版物", "金鼎影城", "从来没有的词", "监护人出示了文物修缮方案7件", "长桥博物馆",
)  # fmt: skip


class Row(NamedTuple):
    """One line of the table; ``peer`` is empty where nothing stands beside ours."""

    work: str
    ours: str
    peer: str
    ratio: str


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


def rows(*, sizes: Sequence[int] = SIZES) -> Iterator[Row]:
    """The rows of all pages at each size, smallest first; each size on a server made for it."""
    before: dict[str, float] = {}
    for size in sizes:
        with scratch_instance():
            loaded = load(Corpus(size=size))
            with clock.scripted(NOW):
                yield from measured(loaded, before)


def measured(loaded: Loaded, before: dict[str, float]) -> Iterator[Row]:
    """One row per page; ``before`` keeps the medians of the smallest size."""
    for work, asks in works(loaded).items():
        times = [timed(ask) for ask in asks for _ in range(ROUNDS)]
        middle, slow = statistics.median(times), statistics.quantiles(times, n=20)[-1]
        base = before.setdefault(work, middle)
        said = f"{middle * 1000:.1f} ms（p95 {slow * 1000:.1f}）"
        yield Row(f"{work}（{loaded.corpus.size:,} 案）", said, "", f"{middle / base:.2f}")


def timed(ask: Callable[[], object]) -> float:
    """Seconds of one call, its connection warm."""
    begin = time.perf_counter()
    ask()
    return time.perf_counter() - begin


def works(loaded: Loaded) -> dict[str, list[Callable[[], object]]]:
    """What is asked, page by page."""
    askers = loaded.askers()
    lists = [
        Filters(), Filters(overdue=True), Filters(holding=Holding.ALL), Filters(holding=Holding.ARCHIVED), Filters(stage="decision"),
        Filters(unit=loaded.corpus.units[-1], holding=Holding.ALL), Filters(officer=loaded.corpus.officers[-1].id, holding=Holding.ALL),
        Filters(holding=Holding.ALL, opened_from=(NOW - timedelta(days=400)).date(), opened_to=(NOW - timedelta(days=370)).date()),
    ]  # fmt: skip
    head = askers[0]
    return {
        "案件列表": [_call(case_list, who, what, sort) for who, what, sort in product(askers, lists, (Sort.URGENT, Sort.NEWEST))],
        "列表计数": [_call(counts, who, what) for who, what in product(askers, lists)],
        "我的工作台": [_call(worklist, who) for who in askers for _ in range(4)],
        "查找（40 问，负责人）": [_call(search, head, text) for text in asked(loaded)],
        "查找（40 问，承办人）": [_call(search, askers[2], text) for text in asked(loaded)],
        "案件页（约 60 条）": [_call(_page, head, case.id) for case in loaded.full[:40]],
    }


def _call(function: Callable[..., object], *arguments: object) -> Callable[[], object]:
    return lambda: function(*arguments)


def _page(actor: Actor, case: UUID) -> object:
    view = case_view(actor, case, log=False)
    return view.days(), view.choices()


def asked(loaded: Loaded) -> list[str]:
    """The forty questions with this bureau's own numbers and names put in."""
    case = loaded.full[0]
    places = {"last": loaded.last, "full": case.serial, "year": case.opened.year, "representative": case.representative}
    return [text.format(**places) for text in QUERIES]


# -- loading -----------------------------------------------------------------------------------------------------------
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
    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    frequency.forget()
    return loaded


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
    yield case.id, corpus.agency, corpus.units[case.unit], False, case.archived is not None, case.archived is None, case.opened


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
                "case_registration", "", owes, "送达决定书", "送达行政处罚决定书", "决定已作出", case.due, case.due, None, None, "[]", role, "days", "", False, "",
            )  # fmt: skip
    for serial in range(12 if case.full else 1):
        yield (
            *common, f"bench:kept:{serial}", "bench:7", "REG", "7", "制度第七条", "regulation", "duty", "kept", "nonconforming", case.id,
            "case_registration", "", "initiation_approval", "程序启动审批表", "报启动审批", "", case.opened, case.opened, case.opened, case.opened,
            "[]", "officer", "days", "", False, "",
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
    ("access_casestanding", '"case", agency, unit, restricted, closed, active, opened_at', _standing_rows),
    ("access_casevisibility", 'agency, "case", person, why, active, opened_at', _visibility_rows),
    ("cases_partyrow", 'agency, "case", party, type, name, code, representative, ended', _party_rows),
    (
        "register_findingrow",
        (
            "agency, subject_type, subject, key, provision, source, article, label, level, sort, status, gravity, because, because_kind, about, owes, "
            'owes_title, "do", why, due_lo, due_hi, met_lo, met_hi, gates, role, unit, field, mendable, missing'
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
                words = paper_words(Record(entry=_entry(entry, case), kind=kinds[entry.kind]))
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
