"""The record form made from a Kind: sections, rows, what each field offers to choose from, where a first value came from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as given
from functools import cached_property
from itertools import groupby
from typing import Any
from uuid import UUID

from liuhen.access.permissions import may
from liuhen.access.policy import Action
from liuhen.bureau import queries as bureau
from liuhen.cases.clocks import known
from liuhen.cases.elsewhere import elsewhere
from liuhen.instruments import words
from liuhen.pages.widgets import widget_of
from liuhen.recordings import queries as recordings
from liuhen.register import clock, register
from liuhen.register.models import Draft
from liuhen.register.types import Actor, SubjectRef
from liuhen.regulation import citing, licences
from liuhen.regulation import fields as f
from liuhen.regulation.causes import catalogue
from liuhen.regulation.grammar import Kind, Source
from liuhen.regulation.history import History, Origin
from liuhen.regulation.terms import Terms
from liuhen.regulation.violation import JOINT, Catalogue, Violation

UNNAMED = "内容"
ORIGINAL = "原件"
TOLD_SECTION = "来源所述"
#: Where a prefilled value came from, in words.
CAME_FROM: Mapping[str, str] = {
    "case": "取自案件",
    "actor": "取自登录人",
    "agency": "取自机关设置",
    "about": "取自所依据的记录",
    "me": "本人",
    "clue": "取自线索",
    "catalogue": "取自案由目录",
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One field on the form: its widget, its value, whether it is shown now, and what stands under it."""

    field: f.Field
    value: Any
    template: str
    wide: bool
    shown: bool
    source: str
    printed: str
    asks: str = ""
    extra: Mapping[str, Any] = given(default_factory=dict)

    @property
    def optional(self) -> bool:
        """Whether it may be left open; a box to tick may always be."""
        return not self.field.required and not isinstance(self.field, f.Flag | f.RecordingRefs | f.Scans)


@dataclass(frozen=True, kw_only=True)
class Section:
    """Fields that belong together; ``anchor`` is its place on the page."""

    title: str
    anchor: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class Form:
    """One draft as a form."""

    draft: Draft
    kind: Kind
    sections: tuple[Section, ...]
    history: History
    paper: bool = False

    @property
    def keys(self) -> list[str]:
        """The fields that are on the form."""
        return [row.field.key for section in self.sections for row in section.rows]


class Choosing:
    """What fields offer to choose from; each list is read once, and only when a field asks."""

    def __init__(self, actor: Actor, subject: SubjectRef, history: History) -> None:
        self.actor, self.subject, self.history = actor, subject, history

    @cached_property
    def facts(self) -> dict[str, Any]:
        """The case's facts as they stand."""
        return register.facts(self.history)

    @cached_property
    def parties(self) -> list[Mapping[str, Any]]:
        """The parties of the case."""
        return [one for one in self.facts.get("parties") or () if isinstance(one, Mapping)]

    @cached_property
    def terms(self) -> Terms:
        """The bureau's settings."""
        return register.terms(self.actor.agency)

    @cached_property
    def officers(self) -> list[bureau.Officer]:
        """The officers of the bureau with their certificates today."""
        return bureau.officers(self.actor.agency)

    @cached_property
    def violations(self) -> Catalogue:
        """The catalogue of violations, ours and the bureau's own rows."""
        return catalogue(register.terms(self.actor.agency), register.book().violations)

    def staff(self, role: str) -> list[Any]:
        """People of the bureau who hold a role."""
        return bureau.people(self.actor.agency, role=role)

    def records(self, kinds: tuple[str, ...]) -> list[tuple[str, str]]:
        """Records of this history that a field may point to: (id, words)."""
        return [
            (record.id, " ".join(filter(None, (record.kind.title, record.number, known(record.at, clock.now())))))
            for record in self.history.records
            if record.voided is None and not record.kind.internal and (not kinds or record.kind.key in kinds)
        ]

    @cached_property
    def recordings(self) -> list[Any]:
        """Recordings of the case, and this person's own that no case has yet."""
        of_case = recordings.of_case(self.subject.id) if self.subject.type == "case" else []
        return [*of_case, *recordings.unlinked(self.actor)]


def form_of(actor: Actor, draft: Draft) -> Form:
    """The form of a draft."""
    kind = register.book().kind(draft.kind)
    subject = register.subject_of(draft)
    history = register.history(actor.agency, subject)
    choosing = Choosing(actor, subject, history)
    paper = draft.origin == Origin.PAPER
    listed = [row_of(one, draft.content, choosing) for one in kind.fields if on_form(one, draft.content, paper=paper)]
    sections = [
        Section(title=title, anchor=f"s{number}", rows=tuple(rows))
        for number, (title, rows) in enumerate(groupby(listed, key=lambda row: row.field.section or UNNAMED), start=1)
    ]
    return Form(draft=draft, kind=kind, sections=tuple(sections), history=history, paper=paper)


def on_form(one: f.Field, content: Mapping[str, Any], *, paper: bool) -> bool:
    """Where an original is kept is asked for papers made by hand, what only a source tells is not asked of people at all."""
    if one.section == TOLD_SECTION:
        return not one.empty(content.get(one.key))
    if one.section == ORIGINAL:
        return paper
    return not one.internal


def row_of(one: f.Field, content: Mapping[str, Any], choosing: Choosing) -> Row:
    """One field with its value and its choices."""
    one = _offered(one, choosing)
    widget = widget_of(one)
    value = content.get(one.key)
    around = words.Surroundings(parties={str(party.get("id")): party for party in choosing.parties})
    return Row(
        field=one,
        value=value,
        template=f"pages/fields/{'locked' if one.locked else widget.template}.html",
        wide=widget.wide and not one.locked,
        shown=one.wanted(content),
        source=source_of(one) if not one.empty(value) else "",
        printed=words.printed(one, value, around) if one.locked or one.folds else "",
        asks=" ".join(widget.asks),
        extra=extra_of(one, value, choosing),
    )


def _offered(one: f.Field, choosing: Choosing) -> f.Field:
    """A choice as this bureau offers it: its own licence items beside ours, no procedure that another body handles."""
    if not isinstance(one, f.Choice):
        return one
    if one.options is licences.OPTIONS:
        rows = choosing.terms.setting("licence_items", default=())
        own = [str(row.get("title") or row.get("key")) for row in rows if isinstance(row, Mapping)]
        known = set(dict(one.options)) | set(dict(one.options).values())
        return replace(one, options=(*one.options, *((title, title) for title in own if title not in known)))
    if one.key == "procedure":
        away = elsewhere(choosing.terms, register.book())
        return replace(one, options=tuple(pair for pair in one.options if pair[0] not in away))
    return one


def source_of(one: f.Field) -> str:
    """Where a prefilled value came from, in words; empty where it is typed."""
    room, _, key = one.prefill.partition(".")
    if not key and room not in CAME_FROM:
        return ""
    if room in CAME_FROM:
        return CAME_FROM[room]
    kinds = register.book().kinds
    return f"取自{kinds[room].title}" if room in kinds else ""


def extra_of(one: f.Field, value: Any, choosing: Choosing) -> dict[str, Any]:
    """What the widget of this field offers besides its value."""
    offer = _OFFERS.get(type(one))
    return offer(one, value, choosing) if offer else {}


def _items(one: f.Items, value: Any, choosing: Choosing) -> dict[str, Any]:
    staff = choosing.staff("") if any(column.type == "staff" for column in one.columns) else []
    return {"people": staff, "rows": value or [{}]}


def _cause(_one: f.Cause, value: Any, choosing: Choosing) -> dict[str, Any]:
    """What was chosen, in its own words, with the violation it is (None: provisional); and the rest of the catalogue by industry."""
    known = choosing.violations
    chosen = [(words, known.named(words)) for words in str(value or "").split(JOINT) if words.strip()]
    taken, _ = known.read(str(value or ""))
    rest = {
        industry: [left for violation in listed if (left := _left(violation, taken)) is not None]
        for industry, listed in known.industries().items()
    }
    return {"chosen": chosen, "industries": {industry: listed for industry, listed in rest.items() if listed}}


def _left(violation: Violation, taken: list[Violation]) -> Violation | None:
    """What of a violation is not chosen yet: the acts beside those that are, nothing of one that is chosen as a whole."""
    chosen = next((one.chosen for one in taken if one.key == violation.key), None)
    if chosen is None:
        return violation
    acts = tuple(act for act in violation.acts if act.key not in chosen) if chosen else ()
    return replace(violation, acts=acts) if acts else None


def _dialogue(one: f.Dialogue, value: Any, choosing: Choosing) -> dict[str, Any]:
    return {"rows": value or [{"q": opening, "a": ""} for opening in _openings(one, choosing)]}


def _refs(one: f.RecordRef, value: Any, choosing: Choosing) -> dict[str, Any]:
    return {"records": choosing.records(one.kinds), "chosen": value if isinstance(value, list) else [value]}


def norm_shown(norm: Source) -> dict[str, Any]:
    """A norm as a template reads it: a Source can be called, and a template would."""
    return {"key": norm.key, "title": norm.title, "issued": norm.issued, "until": norm.until}


_BLANK_PARTY = {"types": list(words.PARTY_TYPES.items()), "blank": {"type": "organisation"}}
_OFFERS: Mapping[type[f.Field], Callable[[Any, Any, Choosing], dict[str, Any]]] = {
    f.Cause: _cause,
    f.Parties: lambda _one, _value, _choosing: _BLANK_PARTY,
    f.Party: lambda _one, _value, choosing: {"parties": choosing.parties},
    f.Officers: lambda _one, _value, choosing: {"officers": choosing.officers},
    f.Staff: lambda one, _value, choosing: {"people": choosing.staff(one.role)},
    f.LawRefs: lambda _one, _value, _choosing: {"norms": [norm_shown(norm) for norm in citing.norms().values()]},
    f.RecordRef: _refs,
    f.RecordingRefs: lambda _one, value, choosing: {"recordings": choosing.recordings, "chosen": value or []},
    f.Items: _items,
    f.Dialogue: _dialogue,
}


def _openings(one: f.Dialogue, choosing: Choosing) -> list[str]:
    """The first questions with the agency's name in them."""
    row = bureau.agency(choosing.actor.agency)
    return [text.replace("{agency}", row.name if row else "") for text in one.openings] or [""]


def may_write(actor: Actor, subject: SubjectRef, history: History) -> bool:
    """Whether somebody may fill in a record here: on the case, or at his desk for a subject that does not exist yet."""
    return may(actor, Action.WRITE, subject) if len(history) else may(actor, Action.WRITE) or may(actor, Action.INTAKE)


def as_uuid(text: str) -> UUID | None:
    """A UUID; None for anything else."""
    try:
        return UUID(text)
    except (ValueError, TypeError):
        return None
