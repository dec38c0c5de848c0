"""Drafts: started prefilled, saved with a revision so that two people do not overwrite each other, checked live, frozen once."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from liuhen.register import clock
from liuhen.register.check import needs, stated_when, time_field
from liuhen.register.models import Draft
from liuhen.register.prefill import first_values
from liuhen.register.store import book, load, terms
from liuhen.register.types import Act, Actor, Check, SubjectRef
from liuhen.register.write import provisional, write_planned
from liuhen.regulation.book import Finding
from liuhen.regulation.doubts import Doubt, doubts
from liuhen.regulation.grammar import Kind, Refusal
from liuhen.regulation.history import History, Origin, Record
from liuhen.regulation.reading import FIRST_YEAR
from liuhen.regulation.when import When


def start_draft(
    actor: Actor,
    kind: str,
    *,
    subject: SubjectRef | None = None,
    about: UUID | None = None,
    origin: str = Origin.SYSTEM,
    content: Mapping[str, Any] | None = None,
) -> Draft:
    """Open a draft of ``kind``, prefilled from what is known; without a subject a new one of the kind's first type is meant."""
    declared = book().kind(kind)
    ref = subject or SubjectRef(declared.subjects[0], uuid4())
    history = load(actor.agency, ref)
    record = history.record(str(about)) if about else None
    values = first_values(declared, history, actor, terms(actor.agency), record) | dict(content or {})
    now = clock.now()
    return Draft.objects.create(
        id=uuid4(),
        agency=actor.agency,
        subject_type=ref.type,
        subject=ref.id,
        kind=kind,
        origin=origin,
        about=about,
        content=values,
        author=actor.person,
        author_name=actor.name,
        created_at=now,
        saved_at=now,
    )


def save_draft(actor: Actor, draft_id: UUID, values: Mapping[str, Any], revision: int) -> Draft:
    """Save these values over the draft's; Refusal(code="stale") when somebody saved another revision in between."""
    with transaction.atomic():
        draft = _own(actor, draft_id)
        if draft.revision != revision:
            raise Refusal("这份草稿刚才在别处改过，没有覆盖。请先看清对方改了什么，再保存一次。", code="stale")
        draft.content = {**draft.content, **values}
        draft.revision += 1
        draft.saved_at = clock.now()
        draft.save(update_fields=["content", "revision", "saved_at"])
    return draft


def _own(actor: Actor, draft_id: UUID) -> Draft:
    draft = Draft.objects.select_for_update().filter(pk=draft_id, agency=actor.agency).first()
    if draft is None:
        raise Refusal("这份草稿已经送签或删去，没有保存。请回到案件页查看。", code="gone")
    return draft


def drop_draft(actor: Actor, draft_id: UUID) -> None:
    """Throw a draft away; nothing of it was ever an entry."""
    with transaction.atomic():
        _own(actor, draft_id).delete()


def subject_of(draft: Draft) -> SubjectRef:
    """The subject a draft is about."""
    return SubjectRef(draft.subject_type, draft.subject)


def act_of(draft: Draft, when: When | None = None) -> Act:
    """The act a draft becomes when frozen."""
    kind = book().kind(draft.kind)
    content = {key: value for key, value in draft.content.items() if value not in (None, "")}
    return Act(
        subject=subject_of(draft),
        kind=draft.kind,
        content=content,
        id=draft.id,
        when=when or stated_when(kind, content),
        origin=draft.origin,
        about=draft.about,
    )


def check(actor: Actor, draft: Draft) -> Check:
    """What the draft still needs, and the findings about it if it were frozen as it is; nothing is written."""
    kind = book().kind(draft.kind)
    missing = tuple(needs(kind, draft.content))
    history = load(actor.agency, subject_of(draft))
    rehearsed = history.with_entries([provisional(actor, act_of(draft), len(history) + 1)], book().kinds)
    provisions = book().woken_by([draft.kind], draft.subject_type)
    found = book().judge(rehearsed, terms(actor.agency), provisions)
    return Check(
        needs=missing,
        findings=tuple(finding for finding in found if _concerns(finding, draft, rehearsed)),
        doubts=doubts_of(draft),
    )


def doubts_of(draft: Draft) -> tuple[Doubt, ...]:
    """What in a draft does not fit: asked about before it is frozen, never refused."""
    kind = book().kind(draft.kind)
    when = stated_when(kind, draft.content)
    day = when.start.known_day if when else None
    return (*_of_its_time(kind, draft.content, when), *doubts(kind, draft.content, day or clock.now().date()))


def _of_its_time(kind: Kind, content: Mapping[str, Any], when: When | None) -> Iterator[Doubt]:
    """A time of the act that no act of ours can have: years before there was a bureau, or still to come."""
    item = time_field(kind, content)
    if when is None or item is None:
        return
    if when.start.hi.year < FIRST_YEAR:
        yield Doubt(
            field=item.key,
            text=f"{item.title}写的是 {when.start.hi.year} 年，设备没电时钟会退到那一年，请核对",
            value=str(content[item.key]),
        )
    elif when.start.lo > clock.now():
        yield Doubt(field=item.key, text=f"{item.title}还没有到，请核对日期和时间", value=str(content[item.key]))


def _concerns(finding: Finding, draft: Draft, history: History) -> bool:
    """Findings because of the draft itself, and what it would meet or break."""
    if finding.because == str(draft.id):
        return True
    return bool(finding.owes.split(".")[0] == draft.kind and history.record(finding.because))


def freeze(actor: Actor, draft_id: UUID, when: When | None = None) -> Record:
    """Make the draft an entry. Refused while it needs something, or states a time to come; done once however often asked."""
    draft = Draft.objects.filter(pk=draft_id, agency=actor.agency).first()
    if draft is None:
        raise Refusal("这一份已经送签，没有重复记。请在案件页查看。", code="already")
    kind = book().kind(draft.kind)
    act = act_of(draft, when)
    _refuse_unready(kind, draft, act)
    ref = subject_of(draft)

    def plan(_histories: Mapping[SubjectRef, History], _terms: object) -> list[Act]:
        # deleted inside the transaction: the second of two clicks finds no draft, or meets the entry's id
        if not Draft.objects.filter(pk=draft_id).delete()[0]:
            raise Refusal("这一份已经送签，没有重复记。请在案件页查看。", code="already")
        return [act]

    written = write_planned(actor, [ref], plan)
    record = written.histories[ref].record(str(draft_id))
    assert record is not None  # noqa: S101 - just appended
    return record


def _refuse_unready(kind: Kind, draft: Draft, act: Act) -> None:
    missing = list(needs(kind, draft.content))
    if missing:
        listed = "；".join(need.text for need in missing[:5])
        more = f"等 {len(missing)} 项" if len(missing) > 5 else ""  # noqa: PLR2004 - a line's worth
        raise Refusal(f"“{kind.title}”还不能送签。{listed}{more}。", code="incomplete")
    if draft.origin == Origin.PAPER and act.when is None:
        raise Refusal("依原件录入要写明纸面上的时间。请填写原件时间后再记入。", code="incomplete")
    if act.when is not None and act.when.start.lo > clock.now():
        raise Refusal(f"“{kind.title}”写的时间还没有到。请核对日期和时间。", code="future")
