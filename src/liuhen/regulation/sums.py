"""Sums of money as records state them: yuan as decimal strings."""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any


def money(value: Any) -> Decimal | None:
    """A sum in yuan; None where there is none or it cannot be read."""
    if value in (None, ""):
        return None
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def total(values: Iterable[Any]) -> Decimal:
    """The sum of those that can be read."""
    return sum((found for value in values if (found := money(value)) is not None), Decimal(0))
