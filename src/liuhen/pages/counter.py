"""受理窗口: what came in today, what is owed next, the applications that are under way, and the papers to print for them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from liuhen.cases.duties import DutyItem, duty_of, once
from liuhen.cases.elsewhere import elsewhere
from liuhen.cases.fold import local_day
from liuhen.cases.models import CaseRow, PaperText
from liuhen.instruments.models import Instrument
from liuhen.pages.duties import with_buttons
from liuhen.register import clock, register
from liuhen.register.models import FindingRow
from liuhen.register.types import Actor
from liuhen.regulation.grammar import Role
from liuhen.regulation.when import DISTANT_FUTURE

MOST = 60
#: How far an application is, the furthest first: the record that says so, and the words.
_STATES = (
    ("licence_ended", "已撤销或注销"),
    ("licence_delivered", "证件已送达"),
    ("licence_decision", "已决定"),
    ("licence_application_withdrawn", "已撤回"),
    ("licence_refused_to_accept", "不予受理"),
    ("licence_hearing_record", "已听证"),
    ("licence_review", "审查中"),
    ("licence_check", "审查中"),
    ("licence_acceptance", "已受理"),
    ("supplement_received", "已收补正"),
    ("licence_supplement", "待补正"),
    ("not_needed", "已即时告知"),
)
#: Papers that are handed over at the counter.
_HANDED = (
    "licence_acceptance", "licence_supplement", "licence_refused_to_accept", "licence_period_excluded", "licence_extension",
    "licence_decision",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Application:
    """One application in the list: its case, how far it is, its next duty, the papers issued for it."""

    case: CaseRow
    state: str
    next: DutyItem | None
    papers: tuple[Instrument, ...]
    today: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Counter:
    """The page. ``body`` names who handles licences where this bureau does not."""

    applications: tuple[Application, ...]
    duties: tuple[dict[str, Any], ...]
    body: str = ""

    @property
    def today(self) -> int:
        """How many of the applications came in today."""
        return sum(one.today for one in self.applications)


def counter(actor: Actor) -> Counter:
    """The counter's work: every application of the bureau that is not archived yet, newest first, whoever took it in."""
    rows = list(
        CaseRow.objects.filter(agency=actor.agency, procedure="licence", archived_at__isnull=True).order_by("-opened_at")[:MOST]
    )
    ids = [row.pk for row in rows]
    owed = _owed(actor, ids)
    kinds, papers = _kinds(ids), _papers(ids)
    day = local_day(clock.now())
    first = _first(owed)
    return Counter(
        applications=tuple(
            Application(
                case=row,
                state=_state(kinds[row.pk], {one.kind for one in papers[row.pk]}),
                next=first.get(row.pk),
                papers=tuple(papers[row.pk]),
                today=local_day(row.opened_at) == day,
            )
            for row in rows
        ),
        duties=tuple(_rows([one for one in owed if one.role == Role.RECEPTION.value], rows)),
        body=elsewhere(register.terms(actor.agency), register.book()).get("licence", ""),
    )


def _owed(actor: Actor, cases: list[UUID]) -> list[DutyItem]:
    """The open duties of these cases, most urgent first."""
    rows = FindingRow.objects.filter(agency=actor.agency, subject__in=cases, status="owed", sort="duty")
    ordered = sorted(rows, key=lambda row: (row.due_hi or DISTANT_FUTURE, row.pk))
    now, calendar, book = clock.now(), register.terms(actor.agency).calendar, register.book()
    return [duty_of(row, now, calendar, book) for row in once(ordered)]


def _first(owed: Iterable[DutyItem]) -> Mapping[UUID, DutyItem]:
    found: dict[UUID, DutyItem] = {}
    for one in owed:
        if one.case is not None:
            found.setdefault(one.case, one)
    return found


def _rows(owed: list[DutyItem], rows: Iterable[CaseRow]) -> Iterable[dict[str, Any]]:
    by_id = {row.pk: row for row in rows}
    for one in with_buttons(owed):
        yield {**one, "case": by_id[one["duty"].case]}


def _kinds(cases: list[UUID]) -> Mapping[UUID, set[str]]:
    found: dict[UUID, set[str]] = defaultdict(set)
    for case, kind in PaperText.objects.filter(case__in=cases).values_list("case", "kind"):
        found[case].add(kind)
    return found


def _papers(cases: list[UUID]) -> Mapping[UUID, list[Instrument]]:
    found: dict[UUID, list[Instrument]] = defaultdict(list)
    for one in Instrument.objects.filter(subject__in=cases, kind__in=_HANDED).order_by("issued_at"):
        found[one.subject].append(one)
    return found


def _state(kinds: set[str], issued: set[str]) -> str:
    """How far: a paper that was written and not issued yet is still to be issued."""
    for kind, words in _STATES:
        if kind in kinds:
            return f"{words}，待发出" if kind in _HANDED and kind not in issued else words
    return "待答复"
