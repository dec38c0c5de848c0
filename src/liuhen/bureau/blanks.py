"""The register of numbered blanks: received, handed out, given back, spoilt; and what has become of every number.

A fact is never refused for being irregular (a number handed out twice): the findings say so. What cannot be a range is.
"""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from liuhen.bureau import queries
from liuhen.register import register
from liuhen.register.blank_numbers import register_of
from liuhen.register.models import BlankUse
from liuhen.register.types import Act, Actor
from liuhen.regulation.blanks import FORMS, MOST, Block, Holder, Stock
from liuhen.regulation.grammar import Kind, Refusal
from liuhen.regulation.history import History, Origin
from liuhen.regulation.kinds.blanks import BLANKS_ISSUED, BLANKS_RECEIVED, BLANKS_RETURNED, BLANKS_VOIDED
from liuhen.regulation.when import When

WIDEST = 12  # figures of a number


@dataclass(frozen=True, kw_only=True, slots=True)
class Numbers:
    """A range of numbers of one block, and the day on which it moved (today, where none is stated)."""

    first: int
    last: int
    day: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Design:
    """How the numbers of a block are printed, and where the block comes from (``printed`` here, ``delivered``)."""

    prefix: str = ""
    suffix: str = ""
    width: int = 7
    source: str = "delivered"


def form_of(key: str) -> Kind:
    """The form of that key; refused for what is no numbered form."""
    found = next((kind for kind in FORMS if kind.key == key), None)
    if found is None:
        raise Refusal("没有记入：还没有选是哪种文书。请先选文书种类。", code="incomplete")
    return found


def receive(actor: Actor, form: str, numbers: Numbers, design: Design) -> UUID:
    """A block comes in, delivered or printed here. Returns the block's id."""
    kind = form_of(form)
    _refuse_range(numbers, "没有入库")
    if not len(str(numbers.last)) <= design.width <= WIDEST:
        raise Refusal(f"没有入库：号的位数写不下 {numbers.last}，或者超过 {WIDEST} 位。请核对位数。", code="malformed")
    content = {
        "form": kind.key, "prefix": design.prefix.strip(), "suffix": design.suffix.strip(), "width": design.width,
        "source": design.source, "first": numbers.first, "last": numbers.last,
    }  # fmt: skip
    return _enter(actor, kind.key, BLANKS_RECEIVED, content, numbers)


def issue(
    actor: Actor, form: str, block: UUID, numbers: Numbers, *, person: UUID | None = None, unit: UUID | None = None
) -> UUID:
    """Hand numbers of a block to an officer, or to a unit."""
    _refuse_range(numbers, "没有登记领用")
    content: dict[str, Any] = {}
    taker = queries.person(person) if person else None
    if taker is not None and taker.agency == actor.agency:
        content["person"] = {"id": str(taker.id), "name": taker.name}
        unit = taker.unit
    row = queries.unit(unit) if unit else None
    if row is not None and row.agency == actor.agency:
        content |= {"unit": str(row.id), "unit_name": row.name}
    if not content:
        raise Refusal("没有登记领用：还没有写由谁领用。请选一名执法人员或者一个机构。", code="incomplete")
    return _enter(actor, form, BLANKS_ISSUED, content, numbers, block=block)


def give_back(actor: Actor, form: str, block: UUID, numbers: Numbers) -> UUID:
    """Numbers that were not used come back to the keeper."""
    _refuse_range(numbers, "没有登记交回")
    return _enter(actor, form, BLANKS_RETURNED, {}, numbers, block=block)


def spoil(
    actor: Actor,
    form: str,
    block: UUID,
    numbers: Numbers,
    reason: str,
    *,
    kept_at: str = "",
    scans: list[dict[str, Any]] | None = None,
) -> UUID:
    """Numbers that were spoilt or lost become void; the original is kept."""
    _refuse_range(numbers, "没有作废")
    if not reason.strip():
        raise Refusal("没有作废：要写明原因，例如写坏、污损、遗失。请补写。", code="incomplete")
    content = {"reason": reason.strip(), "kept_at": kept_at.strip()} | ({"scans": scans} if scans else {})
    return _enter(actor, form, BLANKS_VOIDED, content, numbers, block=block)


def _refuse_range(numbers: Numbers, what: str) -> None:
    if not 0 <= numbers.first <= numbers.last:
        raise Refusal(f"{what}：止号小于起号，或者号是负数。请核对。", code="malformed")
    if numbers.last - numbers.first >= MOST:
        raise Refusal(f"{what}：一次最多 {MOST} 个号。请核对起止号，或者分几次登记。", code="malformed")


def _enter(actor: Actor, form: str, kind: Kind, said: Mapping[str, Any], numbers: Numbers, *, block: UUID | None = None) -> UUID:
    form_of(form)
    ref = register_of(actor.agency, form)
    if block is not None and str(block) not in {one.id for one in stock(actor.agency, form).blocks}:
        raise Refusal("没有记入：登记里没有这一本。请刷新页面，重新选。", code="not_found")
    content = {**said, "first": numbers.first, "last": numbers.last}
    stated = None
    if numbers.day is not None:
        content["day"] = numbers.day.isoformat()
        stated = When.on(numbers.day)
    number = uuid.uuid4()
    origin = Origin.TOLD if stated else Origin.SYSTEM
    register.write(actor, [Act(subject=ref, kind=kind.key, content=content, id=number, about=block, when=stated, origin=origin)])
    return number


# -- what has become of the numbers --------------------------------------------------------------------------------------
@dataclass(frozen=True, kw_only=True, slots=True)
class Stretch:
    """Numbers of a block of which one thing can be said: in store, out (with whom), void; used ones stand alone with their record."""

    state: str
    first: int
    last: int
    block: Block
    holder: Holder | None = None
    use: BlankUse | None = None

    @property
    def words(self) -> str:
        """As printed: 澄当罚字0000103号, or from and to."""
        first, last = self.block.printed(self.first), self.block.printed(self.last)
        return first if self.first == self.last else f"{first} 至 {last}"

    @property
    def count(self) -> int:
        """How many."""
        return self.last - self.first + 1


def history(agency: UUID, form: str) -> History:
    """The register of a form."""
    return register.history(agency, register_of(agency, form))


def stock(agency: UUID, form: str) -> Stock:
    """The blocks of a form and their moves."""
    return Stock.of(history(agency, form))


def uses(agency: UUID, form: str) -> dict[tuple[str, int], list[BlankUse]]:
    """The records that bear numbers of a form, by block and number; those that the register does not have are left out."""
    held = stock(agency, form)
    found: dict[tuple[str, int], list[BlankUse]] = {}
    for row in BlankUse.objects.filter(agency=agency, kind=form).order_by("recorded_at", "record"):
        place = held.find(form, row.number)
        if place is not None:
            found.setdefault((place[0].id, place[1]), []).append(row)
    return found


def stretches(agency: UUID, form: str, block: Block) -> list[Stretch]:
    """A block from its first number to its last: what is said of each, neighbours of one kind together."""
    held, used = stock(agency, form), uses(agency, form)
    holders, void = held.holders(block), held.void(block)
    found: list[Stretch] = []
    for number in range(block.first, block.last + 1):
        use, holder = next(iter(used.get((block.id, number), ())), None), holders.get(number)
        state = "used" if use else "void" if number in void else "out" if holder else "store"
        one = Stretch(state=state, first=number, last=number, block=block, holder=holder, use=use)
        last = found[-1] if found else None
        if last is not None and not one.use and not last.use and (last.state, last.holder) == (state, holder):
            found[-1] = replace(last, last=number)
        else:
            found.append(one)
    return found


def open_numbers(agency: UUID, *, person: UUID | None = None, unit: UUID | None = None) -> Iterator[Stretch]:
    """What is out and neither used nor void: of everybody, of one officer, or of a unit with its people's own."""
    for kind in FORMS:
        for block in stock(agency, kind.key).blocks:
            for one in stretches(agency, kind.key, block):
                if one.state == "out" and one.holder and _of(one.holder, person, unit):
                    yield one


def _of(holder: Holder, person: UUID | None, unit: UUID | None) -> bool:
    if person is None and unit is None:
        return True
    return holder.person == str(person) or (unit is not None and str(holder.record.get("unit") or "") == str(unit))


def gaps(found: list[Stretch]) -> list[Stretch]:
    """Numbers still open below one that the same holder used already: somebody skipped them, or has not typed them up."""
    highest: dict[str, int] = {}
    for one in found:
        if one.state == "used" and one.holder:
            highest[one.holder.record.id] = max(one.first, highest.get(one.holder.record.id, one.first))
    return [
        Stretch(
            state="gap", first=one.first, last=min(one.last, highest[one.holder.record.id]), block=one.block, holder=one.holder
        )
        for one in found
        if one.state == "out" and one.holder and one.first < highest.get(one.holder.record.id, -1)
    ]
