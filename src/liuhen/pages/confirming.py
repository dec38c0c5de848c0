"""Asking before freezing: what does not fit in a draft (a wrong check digit, a law no longer in force) is confirmed, never refused."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from hashlib import blake2b

from liuhen.regulation.doubts import Doubt


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """One doubt to be confirmed; ``token`` changes with what is asked, so that a confirmation holds for that value alone."""

    text: str
    token: str


def unconfirmed(doubts: Iterable[Doubt], confirmed: Collection[str]) -> tuple[Asked, ...]:
    """The doubts that nobody has confirmed yet."""
    asked = (Asked(text=doubt.text, token=_token(doubt)) for doubt in doubts)
    return tuple(one for one in asked if one.token not in confirmed)


def _token(doubt: Doubt) -> str:
    return blake2b(f"{doubt.field}\x1f{doubt.text}\x1f{doubt.value}".encode(), digest_size=8).hexdigest()
