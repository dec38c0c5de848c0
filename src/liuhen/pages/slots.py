"""The slots of the signing page: every part a record asks for, what was given, what can be done about it now."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from liuhen.cases.timeline_status import status
from liuhen.register.types import Actor
from liuhen.regulation.grammar import Part, Signer, Verdict
from liuhen.regulation.history import Record, Wanted

MEANS = {
    "glass": "在屏幕上签",
    "password": "本人密码",
    "seal": "盖章",
    "fingerprint": "捺印",
    "paper": "在纸上签",
    "phone": "电话同意",
}
#: As what somebody signs for the party.
ROLES = ("本人", "法定代表人", "现场负责人", "受委托人")
ON_PAPER = ("paper", "seal", "fingerprint")


@dataclass(frozen=True, kw_only=True)
class Given:
    """What was said at a slot; ``signer`` by whom, ``role`` as what he signed for the party."""

    signer: str
    role: str
    verdict: str
    words: str
    means: str
    at: Any
    strokes: tuple[str, ...]
    text: str
    reason: str
    here: bool
    scans: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, kw_only=True)
class Slot:
    """One part, for one person where it is asked of several. ``can`` is what this desk may do: hand, officer, opine or nothing.

    ``declares`` is what somebody outside says by signing here.
    """

    part: Part
    about: str
    role: str
    name: str
    caption: str
    given: Given | None
    can: str
    key: str
    declares: str = ""
    next: bool = False

    @property
    def who(self) -> str:
        """Who signs: by name, or as what."""
        return self.name or self.part.who

    @property
    def hands(self) -> str:
        """What handing the device over is called: 交李强签, 交当事人签收."""
        return f"交{self.who}{'签' if self.part.act == '签名' else self.part.act or '签'}"

    @property
    def asks_role(self) -> bool:
        """Whether somebody unnamed signs for the party: then his name and what he is to the party are asked."""
        return not self.name and self.part.outside and self.part.signer == Signer.PARTY

    @property
    def open(self) -> bool:
        """Whether it still has to be given."""
        return self.given is None and not self.part.optional


def slots_of(record: Record, actor: Actor, device: str) -> list[Slot]:
    """The slots of a record in their order; opinions only when it is their turn."""
    turn = next((want.part.key for want in record.missing if want.part.opinion), "")
    slots = [_slot(record, want, actor, device, turn) for want in record.wanted]
    coming = _coming(slots, str(actor.person))
    return [replace(slot, next=slot is coming) for slot in slots]


def _coming(slots: list[Slot], me: str) -> Slot | None:
    """Who signs next on this device: whoever holds it, then the others in their order."""
    still = [slot for slot in slots if slot.open and slot.can]
    return next((slot for slot in still if slot.can == "officer" and slot.about == me), still[0] if still else None)


def _slot(record: Record, want: Wanted, actor: Actor, device: str, turn: str) -> Slot:
    given = _given(record, want, device)
    name, caption = _who(record, want)
    return Slot(
        part=want.part,
        about=want.about,
        role=want.part.title.removesuffix("签名"),
        name=name or (given.signer if given else ""),
        caption=(given.role if given else "") or caption,
        given=given,
        can="" if given else _can(want, actor, turn, blocked=record.blocked is not None),
        key=f"{want.part.key}-{want.about}".strip("-"),
        declares=_declares(record, want),
    )


def _declares(record: Record, want: Wanted) -> str:
    paper = record.kind.paper
    return paper.confirm if paper is not None and want.part.outside and want.part.signer != Signer.WITNESS else ""


def _can(want: Wanted, actor: Actor, turn: str, *, blocked: bool) -> str:
    if blocked:
        return ""
    part = want.part
    if part.outside:
        return "hand"
    if part.signer in {Signer.OFFICERS, Signer.MEMBERS}:
        return "officer"
    holds = part.role is None or part.role.value in actor.roles
    if part.opinion:
        return "opine" if holds and (part.key == turn or part.optional) else ""
    return "opine" if holds else ""


def _who(record: Record, want: Wanted) -> tuple[str, str]:
    """Name and caption of whoever signs: the officer with his certificate, the party, the person in a field of that name."""
    part = want.part
    if part.each:
        rows = [row for row in record.get(part.each) or () if isinstance(row, Mapping)]
        for number, row in enumerate(rows, start=1):
            if str(row.get("id") or number) == want.about:
                certificate = row.get("certificate")
                return str(row.get("name") or ""), f"证号 {certificate}" if certificate else str(row.get("title") or "")
    for key in (part.key, part.signer.value, "on_site", "person", "recipient"):
        value = record.get(key)
        if isinstance(value, Mapping) and value.get("name") and (part.outside or key == part.key):
            return str(value["name"]), str(value.get("title") or value.get("relation") or value.get("employer") or "")
    return "", part.role.label if part.role else ""


def drawn(content: Mapping[str, Any]) -> tuple[str, ...]:
    """The digests of what was drawn for a part: one drawing for each page, or the one that stands for all pages (``pages`` then numbers them)."""
    pages = tuple(str(page.get("strokes")) for page in content.get("pages") or () if isinstance(page, Mapping))
    strokes = str(content.get("strokes") or "")
    return pages or ((strokes,) if strokes else ())


def _given(record: Record, want: Wanted, device: str) -> Given | None:
    view = next((one for one in record.parts if (one.key, one.about) == (want.part.key, want.about)), None)
    if view is None:
        return None
    content: Mapping[str, Any] = view.entry.content if view.entry else {}
    return Given(
        signer=view.signer,
        role=str(content.get("signer_role") or ""),
        verdict=view.verdict.value,
        words=_words(want.part, view.verdict),
        means=MEANS.get(view.means, view.means),
        at=view.at.lo,
        strokes=drawn(content),
        text=view.text,
        reason=str(content.get("reason") or ""),
        here=bool(device) and content.get("device") == device,
        scans=tuple(content.get("scans") or ()),
    )


def _words(part: Part, verdict: Verdict) -> str:
    if verdict == Verdict.AGREED:
        return "同意" if part.opinion else "已签"
    return verdict.label


def waiting_words(record: Record, slots: list[Slot]) -> str:
    """还差 2 个签名：见证人、沈静文; 已退回 or 不同意 where nobody signs any more; empty when nothing is missing."""
    if record.blocked is not None:
        return status(record)
    missing = [slot.who for slot in slots if slot.open]
    return f"还差 {len(missing)} 个签名：{'、'.join(missing)}" if missing else ""
