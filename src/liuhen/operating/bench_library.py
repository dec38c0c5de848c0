"""Measuring the library at full size: a hundred thousand recordings of a made-up bureau, listed, filtered, counted, matched.

The rows are made like real ones and come by COPY: most linked to cases, some in several; one in fifty late, one in a hundred unreadable,
some held, one in twenty of no case yet and near an act it may belong to. Pages are asked as HTML through their views.
"""

import json
import random
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, connections, transaction
from django.db.models import JSONField

from liuhen.bureau.models import Agency, Person
from liuhen.cases import frequency
from liuhen.cases.tokens import tokens
from liuhen.operating.bench_corpus import NOW, Corpus, MadeCase, Officer, number
from liuhen.operating.bench_ledger import Row
from liuhen.operating.bench_load import Loaded, load
from liuhen.operating.bench_pages import asking
from liuhen.operating.scratch import scratch_instance
from liuhen.pages.views import library as pages
from liuhen.pages.views import matching
from liuhen.recordings import offers, waiting
from liuhen.recordings.library import Filters, Only, Order, page
from liuhen.recordings.library_counts import counts
from liuhen.recordings.models import RecordingRow
from liuhen.register import clock
from liuhen.register.types import Actor
from liuhen.regulation.grammar import Role

SIZE, CASES, ROUNDS = 100_000, 20_000, 3
RARE = 11  # the serial, within a hundred, of those that are unreadable; within three hundred, of those held
WHAT = ("大厅全景", "前台登记", "实名登记系统", "当事人签字", "查封经过", "抽样取证", "文书送达", "门头照片", "库房", "证照公示")
MEDIA = (("video", 70), ("photo", 25), ("audio", 5))


def rows(*, size: int = SIZE, cases: int = CASES) -> Iterator[Row]:
    """List, filters, counts and the queue, each for everybody who asks."""
    with scratch_instance():
        loaded = load(Corpus(size=cases))
        fill(loaded, size)
        Agency.objects.get_or_create(
            id=loaded.corpus.agency,
            defaults={"name": "压测机关", "mark": "测", "demo": False, "clock": "system", "founded_at": NOW},
        )
        with clock.scripted(NOW):
            for work, asks in _works(loaded).items():
                yield _row(f"{work}（{size:,} 段音像）", asks)


def _row(work: str, asks: list[Callable[[], object]]) -> Row:
    times = []
    for ask in asks:
        for _ in range(ROUNDS):
            begin = time.perf_counter()
            ask()
            times.append(time.perf_counter() - begin)
    middle, slow = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    return Row(work, f"{middle * 1000:.1f} ms (p95 {slow * 1000:.1f})", "", "")


def filters(loaded: Loaded) -> list[tuple[Filters, Order]]:
    """What people narrow the library to: every filter once, rare and common."""
    corpus = loaded.corpus
    first = loaded.full[0]
    plain = [Filters(only=only) for only in Only]
    plain += [Filters(media=media) for media, _ in MEDIA]
    plain += [Filters(source="messenger"), Filters(unit=corpus.units[0]), Filters(officer=corpus.officers[0].id)]
    plain += [
        Filters(device="DSJ-07"),
        Filters(case=first.id),
        Filters(text="查封经过"),
        Filters(text="DSJ-07"),
        Filters(text="DSJ-07 查封"),
        Filters(text="00031337"),
        Filters(text="罚得太重"),  # said in some
        Filters(text="核对身份证件"),  # said in all
        Filters(text="13800031337"),  # a number, in clear for some
    ]
    plain += [Filters(taken_from=(NOW - timedelta(days=400)).date(), taken_to=(NOW - timedelta(days=390)).date())]
    plain += [Filters(only=Only.UNREADABLE, officer=corpus.officers[-1].id), Filters(media="audio", only=Only.LATE)]
    return [(one, Order.NEWEST) for one in plain] + [(Filters(), Order.TAKEN), (Filters(), Order.SLOWEST)]


def _works(loaded: Loaded) -> dict[str, list[Callable[[], object]]]:
    askers, asked = loaded.askers(), filters(loaded)
    officers = [loaded.actor(Role.OFFICER, person=one.id, unit=one.unit) for one in loaded.corpus.officers]
    return {
        "library: list": [_listing(who, Filters(), order) for who in askers for order in Order],
        "library: filtered": [_listing(who, one, order) for who in askers for one, order in asked],
        "library: second page": [_second(who) for who in askers],
        "library: counts of the tabs": [_counting(who, one) for who in askers for one, _ in asked],
        "library: match queue": [_queue(who) for who in officers],
        "library: match queue as HTML": [asking(matching.match, "/recordings/match/", who) for who in officers],
        "library: page as HTML": [asking(pages.library, "/recordings/", who) for who in askers],
    }


def _listing(who: Actor, one: Filters, order: Order) -> Callable[[], object]:
    return lambda: page(who, one, order)


def _second(who: Actor) -> Callable[[], object]:
    after = page(who).after
    return lambda: page(who, after=after)


def _counting(who: Actor, one: Filters) -> Callable[[], object]:
    return lambda: counts(who, one)


def _queue(who: Actor) -> Callable[[], object]:
    return lambda: offers.for_rows(who, waiting.page(who).rows)


# -- the rows -----------------------------------------------------------------------------------------------------------


def fill(loaded: Loaded, size: int) -> None:
    """Recordings, links, words and acts by COPY."""
    corpus, chance = loaded.corpus, random.Random(loaded.corpus.seed)  # noqa: S311 - made up, no secret
    cases = list(Corpus(size=corpus.size, seed=corpus.seed).cases())  # anew, so that they are those that were loaded
    Person.objects.bulk_create(
        [
            Person(id=one.id, agency=corpus.agency, name=one.name, unit=corpus.units[one.unit], roles=["officer"])
            for one in corpus.officers
        ],
        ignore_conflicts=True,
    )
    usual = _usual()
    made = [_recording(corpus, serial, cases, chance, usual) for serial in range(size)]
    _copy("recordings_recordingrow", ", ".join(f'"{name}"' for name in usual), (row for row, _, _ in made))
    _copy(
        "recordings_transcriptrow",
        "recording, agency, entry, version, lines, sha256, source, name, at, text, tokens",
        (_said(corpus, serial) for serial in range(0, size, 2)),
    )
    columns = 'entry, agency, recording, "case", record, linked_by, linked_at'
    _copy("recordings_recordinglink", columns, (link for _, links, _ in made for link in links))
    _copy("recordings_recordingtext", "recording, agency, words, tokens", (words for _, _, words in made))
    _copy(
        "recordings_recordspan",
        'record, agency, "case", kind, officers, names, begin, finish, place',
        _spans(corpus, cases, chance),
    )
    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    frequency.forget()


def _copy(table: str, columns: str, made: Iterator[tuple[Any, ...]]) -> None:
    with transaction.atomic(), connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for row in made:
            copy.write_row(row)


def _usual() -> dict[str, Any]:
    """Every column of a recording's row and what stands in it where nothing is said."""
    found = {}
    for field in RecordingRow._meta.concrete_fields:  # noqa: SLF001 - the only way Django offers
        default = field.get_default()
        found[str(field.column)] = json.dumps(default) if isinstance(field, JSONField) and default is not None else default
    return found


def _act_of(case: MadeCase, nth: int) -> tuple[datetime, datetime]:
    begin = case.opened + timedelta(days=nth, hours=2)
    return begin, begin + timedelta(minutes=70)


def _recording(
    corpus: Corpus, serial: int, cases: list[MadeCase], chance: random.Random, usual: dict[str, Any]
) -> tuple[Any, Any, Any]:
    loose = serial % 20 == 0
    case = cases[-1 - serial % (len(cases) // 20)] if loose else cases[chance.randrange(len(cases))]
    officer: Officer = chance.choice(case.officers)
    start, stop = _act_of(case, serial % 3)
    begin = start + timedelta(minutes=chance.randrange(50))
    media = chance.choices([name for name, _ in MEDIA], [weight for _, weight in MEDIA])[0]
    end = begin if media == "photo" else min(begin + timedelta(minutes=chance.randrange(1, 30)), stop)
    lag = timedelta(hours=chance.uniform(25, 90) if serial % 50 == 7 else chance.uniform(0.2, 20))  # noqa: PLR2004 - one in fifty
    identity, device, what = number("recording", serial), f"DSJ-{serial % 40:02}", chance.choice(WHAT)
    unit, several = corpus.units[case.unit], not loose and serial % 200 == 3  # noqa: PLR2004 - some
    digest = f"{serial:064x}"
    name = f"{device}_{serial:08}.mp4"
    seconds = (end - begin).total_seconds() or None
    values = {
        "id": identity, "agency": corpus.agency, "entry": number("stored", serial), "sha256": digest, "sm3": digest, "size": 50_000_000,
        "type": "video/mp4", "media": media, "name": name, "source": "messenger" if serial % 90 == RARE else "device", "device": device,
        "sequence": str(serial), "station": "采集站一", "place": "学府路", "what": what, "begin": begin, "end": end, "arrived": end + lag, "lag": lag,
        "seconds": seconds, "times_from": "container", "zone": "stated", "unreadable": serial % 100 == RARE, "stored_by": officer.id,
        "taken_by": officer.id, "taken_by_name": officer.name, "linked": not loose, "held_until": NOW + timedelta(days=90) if serial % 300 == RARE else None,
        "owner": officer.id, "owner_name": officer.name, "unit": unit, "home": None if loose else case.id, "several": several,
        "closed": case.archived is not None, "poster_state": "none", "sm3_state": "none",
    }  # fmt: skip
    act = number("act", case.serial * 3 + serial % 3)
    links: list[tuple[Any, ...]] = []
    if not loose:
        links.append((number("link", serial), corpus.agency, identity, case.id, act, officer.id, end + lag))
    if several:
        other = cases[chance.randrange(len(cases))]
        links.append((number("link again", serial), corpus.agency, identity, other.id, None, officer.id, end + lag))
    words = f"{what}\n{name}\n{device}\n学府路\n{officer.name}\n第 {serial % 997} 号"
    row = tuple(values.get(name, default) for name, default in usual.items())
    return row, links, (identity, corpus.agency, words, _vector(words))


def _said(corpus: Corpus, serial: int) -> tuple[Any, ...]:
    """What is said in every second recording."""
    lines = [f"第 {serial % 997} 号机", "请配合核对身份证件", f"电话 138{serial:08}", "在场的人都看清楚了"]
    lines += ["我不签，罚得太重"] if serial % 150 == 0 else []
    text = "\n".join(lines)
    return (
        number("recording", serial), corpus.agency, number("words", serial), 1, len(lines), f"{serial:064x}", "typed", "", NOW, text,
        _vector(text),
    )  # fmt: skip


def _vector(text: str) -> str:
    return " ".join("'" + token.replace("'", "''") + "'" for token in tokens(text))


def _spans(corpus: Corpus, cases: list[MadeCase], chance: random.Random) -> Iterator[tuple[Any, ...]]:
    """Three acts of every case."""
    kinds = ("inspection_record", "interview_transcript", "correction_check")
    for case in cases:
        for nth in range(3):
            begin, end = _act_of(case, nth)
            people = [one.id for one in case.officers]
            yield (
                number("act", case.serial * 3 + nth), corpus.agency, case.id, kinds[nth], people, [one.name for one in case.officers], begin, end,
                f"学府路{chance.randrange(300)}号",
            )  # fmt: skip
