"""From what sum a hearing may be asked for: dated rows with their source and precedence, entered by the bureau (law-more.md 2.1).

A row: ``{"party_kind": citizen|organisation|all, "business_act": true|false (left out: either), "fine_from", "confiscation_from",
"inclusive": true, "source", "effective_from", "until", "precedence": statute|department|province|city}``. Of the rows in force on a day
the highest precedence that says something of the party rules; within it the newest. Older settings of the form
``{"citizen": sum, "organisation": sum}`` are read as rows of the lowest precedence.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from liuhen.regulation.asking import as_day
from liuhen.regulation.sums import money
from liuhen.regulation.terms import Terms
from liuhen.regulation.vocabulary import Label, Refusal


class Precedence(Label):
    """Whose figure goes first, highest first; ``BUREAU`` is a figure without a source of its own."""

    STATUTE = "statute", "法律、法规"
    DEPARTMENT = "department", "国务院部门规定"
    PROVINCE = "province", "省级规定"
    CITY = "city", "市级规定"
    BUREAU = "bureau", "本局设定"


RANKS = {rank: place for place, rank in enumerate(Precedence)}
PARTIES = (("citizen", "公民"), ("organisation", "法人或者其他组织"), ("all", "不分当事人"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Threshold:
    """One row, read."""

    party_kind: str
    business_act: bool | None
    fine_from: Decimal | None
    confiscation_from: Decimal | None
    inclusive: bool
    source: str
    since: date
    until: date | None
    precedence: Precedence

    def covers(self, party_kind: str, day: date, *, business: bool) -> bool:
        """Whether it speaks of such a party and act on that day."""
        in_force = self.since <= day and (self.until is None or day <= self.until)
        of_act = self.business_act is None or self.business_act == business
        return in_force and of_act and self.party_kind in {party_kind, "all"}

    def reached(self, amount: Decimal, *, confiscation: bool) -> bool:
        """Whether a fine, or a confiscation, reaches it."""
        limit = self.confiscation_from if confiscation else self.fine_from
        if limit is None:
            return False
        return amount >= limit if self.inclusive else amount > limit


def thresholds(terms: Terms) -> Iterator[Threshold]:
    """Every row that the bureau has entered."""
    for setting in terms.settings.get("hearing_threshold", ()):
        listed = setting.value if isinstance(setting.value, list) else [setting.value]
        for value in listed:
            if isinstance(value, Mapping):
                yield from _rows(value, setting.since, setting.source)


def _rows(value: Mapping[str, Any], since: date, source: str) -> Iterator[Threshold]:
    if "party_kind" in value:
        row = _row(value, since, source)
        if row is not None:
            yield row
        return
    for kind in ("citizen", "organisation"):
        amount = money(value.get(kind))
        if amount is not None:
            yield Threshold(
                party_kind=kind, business_act=None, fine_from=amount, confiscation_from=amount, inclusive=True, source=source,
                since=since, until=None, precedence=Precedence.BUREAU,
            )  # fmt: skip


def _row(value: Mapping[str, Any], since: date, source: str) -> Threshold | None:
    """A row; None where it cannot be read (it was written past the check)."""
    try:
        precedence = Precedence(str(value.get("precedence") or "bureau"))
    except ValueError:
        return None
    business = value.get("business_act")
    return Threshold(
        party_kind=str(value["party_kind"]),
        business_act=business if isinstance(business, bool) else None,
        fine_from=money(value.get("fine_from")),
        confiscation_from=money(value.get("confiscation_from")),
        inclusive=bool(value.get("inclusive", True)),
        source=str(value.get("source") or source),
        since=as_day(value.get("effective_from")) or since,
        until=as_day(value.get("until")),
        precedence=precedence,
    )


def threshold(terms: Terms, party_kind: str, day: date, *, business: bool = True) -> Threshold | None:
    """The row that rules for such a party on a day; None while the bureau has entered none that covers him."""
    found = [row for row in thresholds(terms) if row.covers(party_kind, day, business=business)]
    return min(found, key=lambda row: (RANKS[row.precedence], -row.since.toordinal(), row.business_act is None), default=None)


def checked(value: Mapping[str, Any]) -> dict[str, Any]:
    """A row as an administrator enters it; Refusal where it says nothing or cannot be read."""
    kinds, ranks = {key for key, _ in PARTIES}, {rank.value for rank in Precedence}
    fine, confiscation = money(value.get("fine_from")), money(value.get("confiscation_from"))
    stated = [value.get(key) for key in ("fine_from", "confiscation_from")]
    unreadable = any(text and money(text) is None for text in stated)
    negative = any(amount is not None and (not amount.is_finite() or amount < 0) for amount in (fine, confiscation))
    if value.get("party_kind") not in kinds or value.get("precedence") not in ranks:
        raise Refusal("听证标准没有记入：要选当事人种类和规定的层级。请补齐。", code="incomplete")
    if unreadable or negative or (fine is None and confiscation is None):
        raise Refusal("听证标准没有记入：罚款或者没收的数额至少写一项，用元为单位的数字。", code="malformed")
    if not as_day(value.get("effective_from")) or not str(value.get("source") or "").strip():
        raise Refusal("听证标准没有记入：要写明从哪天起、依据哪份文件。请补齐。", code="incomplete")
    return {key: item for key, item in value.items() if item not in (None, "")}
