"""Measuring what people wait for: pages as HTML, and whole commands, on a made-up bureau loaded once per size.

The questions behind the pages are measured by ``bench_cases``; here the same bureau is asked through the views, templates included,
and written to through the register, listeners and jobs included.
"""

import itertools
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from uuid import UUID, uuid4

from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from liuhen.bureau.models import Agency
from liuhen.operating.bench_cases import SIZES, asked, measured
from liuhen.operating.bench_corpus import NOW, Corpus
from liuhen.operating.bench_ledger import Row
from liuhen.operating.bench_load import Loaded, load
from liuhen.operating.scratch import scratch_instance
from liuhen.pages.views import case, desk
from liuhen.register import clock, register
from liuhen.register.types import Act, Actor, SubjectRef
from liuhen.regulation.grammar import Role
from liuhen.regulation.history import PART, wanted_parts

ROUNDS = 5
WRITES = 80  # per case
CASES = 10
OFFICERS = [
    {"id": "zhou", "name": "周启明", "certificate": "17020114031"},
    {"id": "shen", "name": "沈静文", "certificate": "17020114058"},
]
NARROWED = (
    "",
    "?stage=decision",
    "?holding=all&sort=newest",
    "?overdue=1",
    "?holding=archived",
    "?holding=all&from=2025-10-01&to=2025-10-31",
)


def rows(*, sizes: Sequence[int] = SIZES) -> Iterator[Row]:
    """Questions, pages and commands at each size, smallest first; each size on a server made for it."""
    before: dict[str, float] = {}
    for size in sizes:
        with scratch_instance():
            loaded = load(Corpus(size=size))
            yield command(loaded)
            with clock.scripted(NOW):
                for row in measured(loaded, before):
                    yield Row(*row)
            yield from pages(loaded, before)  # openings are logged, and a real log keeps the system's clock


def pages(loaded: Loaded, before: dict[str, float]) -> Iterator[Row]:
    """The pages as HTML; ``before`` keeps the medians of the smallest size."""
    Agency.objects.get_or_create(
        id=loaded.corpus.agency, defaults={"name": "压测机关", "mark": "测", "demo": False, "clock": "system", "founded_at": NOW}
    )
    for work, asks in _works(loaded).items():
        times = [_seconds(ask) for ask in asks for _ in range(ROUNDS)]
        middle, slow = statistics.median(times), statistics.quantiles(times, n=20)[-1]
        base = before.setdefault(work, middle)
        said = f"{middle * 1000:.1f} ms (p95 {slow * 1000:.1f})"
        yield Row(f"HTML {work}（{loaded.corpus.size:,} 案）", said, "", f"{middle / base:.2f}")


def _works(loaded: Loaded) -> dict[str, list[Callable[[], object]]]:
    askers = loaded.askers()
    head = askers[0]
    return {
        "case page": [asking(case.case, f"/cases/{one.id}/", head, one.id) for one in loaded.full[:20]],
        "desk": [asking(desk.desk, "/", who) for who in askers],
        "case list": [asking(desk.cases, f"/cases/{more}", who) for who in askers for more in NARROWED],
        "search, 40 queries": [asking(desk.search, f"/search/?q={text}", head) for text in asked(loaded)],
    }


def asking(view: Callable[..., HttpResponse], path: str, actor: Actor, *arguments: UUID) -> Callable[[], object]:
    """A page asked by somebody, to be called as often as wanted."""
    return lambda: _answer(view, _request(path, actor), *arguments)


def _request(path: str, actor: Actor) -> HttpRequest:
    """A request as the middleware hands it to a view."""
    request = RequestFactory().get(path, HTTP_HOST="127.0.0.1")
    request.session = SessionStore()
    request.user = AnonymousUser()
    request.actor, request.device, request.htmx = actor, "", HtmxDetails(request)  # type: ignore[attr-defined]
    return request


def _answer(view: Callable[..., HttpResponse], request: HttpRequest, *arguments: UUID) -> None:
    answer = view(request, *arguments)
    if answer.status_code != 200:  # noqa: PLR2004 - anything else would be measured fast and wrong
        raise AssertionError(f"{request.get_full_path()} answered {answer.status_code}")


def command(loaded: Loaded) -> Row:
    """An entry made on a history of 60 to 140: lock, append, duties, rows, search words, jobs, commit. Records and signatures."""
    actor = loaded.actor(Role.OFFICER, person=loaded.corpus.officers[0].id, unit=0)
    times = []
    for one in loaded.full[:CASES]:
        ref = SubjectRef("case", one.id)
        register.history(actor.agency, ref)  # the case's pages are warm, as they are for who works on it
        for act in itertools.islice(_acts(ref, one.representative), WRITES):
            times.append(_seconds(lambda act=act: register.write(actor, [act])))  # type: ignore[misc]  # noqa: PERF401
    middle, slow = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    work = f"command: one entry on 60-{60 + WRITES} entries, bureau of {loaded.corpus.size:,}"
    return Row(work, f"p50 {middle * 1000:.1f} ms, p95 {slow * 1000:.1f} ms", "", "")


def _acts(ref: SubjectRef, name: str) -> Iterator[Act]:
    """As a case goes: a record, its signatures, the next record."""
    talk = [{"q": f"第 {at} 问：当晚有什么情况？", "a": "值班经理确认没有核对身份证件。"} for at in range(8)]
    contents: tuple[tuple[str, dict[str, object]], ...] = (
        ("situation_note", {"text": "现场检查时网络中断，改用纸质笔录。", "officers": OFFICERS}),
        ("evidence_item", {"number": "31", "kind": "documentary", "name": "上网登记记录 1 份", "proves": "没有登记未成年人。"}),
        ("interview_transcript", {"person": {"name": name}, "dialogue": talk, "officers": OFFICERS}),
    )
    kinds = register.book().kinds
    for kind, content in itertools.cycle(contents):
        record = Act(subject=ref, kind=kind, content=content, id=uuid4())
        yield record
        for want in wanted_parts(kinds[kind], content):
            said = {"part": want.part.key, "about": want.about, "verdict": "agreed", "signer": want.label}
            yield Act(subject=ref, kind=PART, content=said, part_of=record.id)


def _seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin
