"""Parts: opinions and signatures appended to a frozen record by their own authors; corrections and voiding.

Nobody edits another's words. What somebody outside signed is closed (practice.md 6): before the last signature the text may be
voided and frozen anew, after it only a 情况说明 or a supplementary record stands beside it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from liuhen.ledger.read import NoSuchEntry
from liuhen.ledger.read import entry as stored_entry
from liuhen.register import clock
from liuhen.register.gates import refuse_if_stopped, standing_in_the_way
from liuhen.register.models import Draft
from liuhen.register.numbering import draw
from liuhen.register.store import book, load
from liuhen.register.types import Act, Actor, SubjectRef
from liuhen.register.write import provisional, write_planned
from liuhen.regulation.grammar import Part, Refusal, Role, Signer, Verdict
from liuhen.regulation.history import CORRECTION, ISSUED, PART, VOIDED, History, Origin, Record
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import When


@dataclass(frozen=True, kw_only=True, slots=True)
class Signing:
    """One signature, seal, opinion or refusal as given.

    ``means``: password, glass, seal, fingerprint, paper or phone. ``strokes``: digest of the stored drawing. ``extra``: further
    facts (pages signed, witness, moment of a recording, telephone number). ``when`` only for what was given on paper or by phone.
    """

    part: str
    verdict: Verdict = Verdict.AGREED
    about: str = ""
    signer: str = ""
    text: str = ""
    means: str = "password"
    strokes: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)
    when: When | None = None
    origin: str = Origin.SYSTEM


def find_record(agency: UUID, record_id: UUID) -> tuple[SubjectRef, Record]:
    """The record of that id and the subject it belongs to; Refusal(code="not_found") if there is none."""
    try:
        stored = stored_entry(record_id)
    except NoSuchEntry:
        stored = None
    if stored is None or stored.agency != agency:
        raise Refusal("没有找到这份记录。请从案件页重新打开。", code="not_found")
    ref = SubjectRef(stored.subject_type, stored.subject)
    return ref, _record(load(agency, ref), record_id)


def _record(history: History, record_id: UUID) -> Record:
    record = history.record(str(record_id))
    if record is None:
        raise Refusal("没有找到这份记录。请从案件页重新打开。", code="not_found")
    return record


def add_part(actor: Actor, record_id: UUID, signing: Signing) -> Record:
    """Append one part to a record. Refused when it is not asked for, not this person's, out of turn, or gated by the law."""
    ref, _ = find_record(actor.agency, record_id)

    def plan(histories: Mapping[SubjectRef, History], terms: Terms) -> list[Act]:
        history = histories[ref]
        record = _record(history, record_id)
        _refuse_wrong_part(actor, record, signing)
        act = _part_act(ref, record, signing)
        new = provisional(actor, act, len(history) + 1)
        if signing.verdict == Verdict.AGREED:
            name = f"{record.kind.key}.{signing.part}"
            refuse_if_stopped(standing_in_the_way(history, [new], name, record.id, terms), record.kind.title)
        return [act, *_numbered(actor, ref, history.with_entries([new], book().kinds), record.id, terms)]

    return _record(write_planned(actor, [ref], plan).histories[ref], record_id)


def _numbered(actor: Actor, ref: SubjectRef, history: History, record_id: str, terms: Terms) -> Iterator[Act]:
    """The number of an internal form that carries one (立案 文执字): drawn with the part that completes it, not before."""
    record = history.record(record_id)
    if record is None or record.kind.issued or record.told or not record.complete or record.number:
        return
    if record.kind.paper is not None and record.kind.paper.layout == "form" and record.kind.paper.word:
        number = draw(actor.agency, record.kind, clock.now(), terms)
        yield Act(subject=ref, kind=ISSUED, content=number, part_of=UUID(record_id))


def _part_act(ref: SubjectRef, record: Record, signing: Signing) -> Act:
    content = {
        "part": signing.part,
        "verdict": signing.verdict.value,
        "about": signing.about,
        "signer": signing.signer,
        "text": signing.text,
        "means": signing.means,
        "strokes": signing.strokes,
        "root": record.entry.root,
        "corrections": len(record.corrections),
        **signing.extra,
    }
    return Act(
        subject=ref,
        kind=PART,
        content={key: value for key, value in content.items() if value not in ("", None)},
        part_of=UUID(record.id),
        when=signing.when,
        origin=signing.origin,
    )


def _refuse_wrong_part(actor: Actor, record: Record, signing: Signing) -> None:
    title = record.kind.title
    if record.voided is not None:
        raise Refusal(f"这份“{title}”已经作废，没有签。请在重新送签的那一份上签。", code="voided")
    wants = [want for want in record.wanted if want.part.key == signing.part and want.about == signing.about]
    if not wants:
        raise Refusal(f"“{title}”没有这一处签署，没有记入。请刷新页面再看。", code="not_wanted")
    part = wants[0].part
    given = next((view for view in record.parts if (view.key, view.about) == (signing.part, signing.about)), None)
    if given is not None and given.verdict != Verdict.RETURNED:
        raise Refusal(f"“{wants[0].label}”已经签过，没有重复签。", code="already")
    if record.blocked is not None:
        raise Refusal(f"这份“{title}”已被退回或者不同意，不能再签。请改好后重新送签。", code="blocked")
    if signing.verdict == Verdict.DECLINED and not (part.refusable and signing.extra.get("reason")):
        raise Refusal("记拒签要写明原因。请补写原因后再记。", code="incomplete")
    _refuse_wrong_person(actor, part, signing)
    _refuse_out_of_turn(record, part)


def _refuse_wrong_person(actor: Actor, part: Part, signing: Signing) -> None:
    """Everybody signs for himself. What was given on paper or by telephone is an outside fact: somebody types it in (代录)."""
    if signing.origin != Origin.SYSTEM:
        return
    if part.role is not None and part.role.value not in actor.roles:
        raise Refusal(f"“{part.title}”要由{part.role.label}签署。请交由本人办理。", code="wrong_role")
    own = {Signer.OFFICERS, Signer.MEMBERS}
    if part.each and part.signer in own and _is_person(signing.about) and signing.about != str(actor.person):
        raise Refusal("各签各的名。请由本人输入自己的密码。", code="wrong_person")


def _is_person(about: str) -> bool:
    """Whether an item is named by a person's id (rows typed by hand are numbered)."""
    try:
        UUID(about)
    except ValueError:
        return False
    return True


def _refuse_out_of_turn(record: Record, part: Part) -> None:
    """Opinions come in their order: handler, unit, legal body, head."""
    if not part.opinion:
        return
    for want in record.missing:
        if want.part.key == part.key:
            return
        if want.part.opinion:
            raise Refusal(f"要等“{want.part.title}”签过才轮到“{part.title}”。", code="out_of_turn")


def void(actor: Actor, record_id: UUID, reason: str) -> Draft:
    """作废重签: close a frozen text that not everybody signed yet, keep it, and open a draft with the same text."""
    ref, _ = find_record(actor.agency, record_id)
    if not reason.strip():
        raise Refusal("作废要写明原因。请补写后再办。", code="incomplete")

    def plan(histories: Mapping[SubjectRef, History], _terms: Terms) -> list[Act]:
        record = _record(histories[ref], record_id)
        if record.voided is not None:
            raise Refusal("这一份已经作废。", code="already")
        if record.issued is not None or (record.complete and record.wanted):
            raise Refusal("签署已经齐全，不能作废。要说明的，请另写情况说明。", code="closed")
        return [Act(subject=ref, kind=VOIDED, content={"reason": reason}, part_of=record_id)]

    written = write_planned(actor, [ref], plan)
    return _again(actor, ref, _record(written.histories[ref], record_id))


def _again(actor: Actor, ref: SubjectRef, record: Record) -> Draft:
    """A draft with the text of a voided record."""
    now = clock.now()
    with transaction.atomic():
        return Draft.objects.create(
            id=uuid4(),
            agency=actor.agency,
            subject_type=ref.type,
            subject=ref.id,
            kind=record.kind.key,
            origin=record.entry.origin,
            about=UUID(record.about) if record.about else None,
            content=dict(record.content),
            author=actor.person,
            author_name=actor.name,
            replaces=UUID(record.id),
            created_at=now,
            saved_at=now,
        )


def correct(actor: Actor, record_id: UUID, values: Mapping[str, Any], reason: str, *, clerical: bool) -> Record:
    """更正: a new entry that names the one it corrects and why; only of records that nobody outside signed.

    Clerical corrections leave the parts standing; one of substance asks every part anew.
    """
    ref, _ = find_record(actor.agency, record_id)
    if not reason.strip():
        raise Refusal("更正要写明原因。请补写后再办。", code="incomplete")

    def plan(histories: Mapping[SubjectRef, History], _terms: Terms) -> list[Act]:
        record = _record(histories[ref], record_id)
        _refuse_correction(record, values)
        before = {key: record.get(key) for key in values}
        content = {"values": dict(values), "before": before, "reason": reason, "clerical": clerical}
        return [Act(subject=ref, kind=CORRECTION, content=content, corrects=record_id)]

    return _record(write_planned(actor, [ref], plan).histories[ref], record_id)


def _refuse_correction(record: Record, values: Mapping[str, Any]) -> None:
    unknown: Sequence[str] = [key for key in values if all(item.key != key for item in record.kind.fields)]
    if unknown:
        raise Refusal("要更正的栏目不在这份记录里，没有更正。请刷新页面再看。", code="unknown_field")
    outside = {part.key for part in record.kind.parts if part.outside}
    if any(view.key in outside for view in record.parts):
        raise Refusal("外人已经签过名的记录不能更正。请由两名执法人员写情况说明，或者另做补充笔录请对方签名。", code="closed")
    if record.issued is not None:
        raise Refusal("已经发出的文书不能更正。请另行出具更正文书或者写情况说明。", code="closed")


#: Roles whose holders may approve; pages ask for one re-authentication per sitting.
APPROVING = frozenset({Role.HEAD.value, Role.UNIT_HEAD.value, Role.LEGAL.value})
