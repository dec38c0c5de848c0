"""Sums of money as records state them: yuan as decimal strings."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

#: Figures as people and other systems write them; 1e9, NaN and Infinity are numbers to a machine and no sums of money.
_FIGURES = re.compile(r"[+-]?\d+(\.\d*)?|[+-]?\.\d+")


def read(value: Any) -> Decimal | None:
    """A number written in figures, with commas or spaces between them or not; None for anything else."""
    words = re.sub(r"[,，\s]", "", f"{value:f}" if isinstance(value, Decimal | float) else str(value))
    return Decimal(words) if _FIGURES.fullmatch(words) else None


def money(value: Any) -> Decimal | None:
    """A sum in yuan; None where there is none or it cannot be read."""
    return None if value in (None, "") else read(value)


def total(values: Iterable[Any]) -> Decimal:
    """The sum of those that can be read."""
    return sum((found for value in values if (found := money(value)) is not None), Decimal(0))
