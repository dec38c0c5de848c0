"""HTTP Range as players use it: one range of bytes. Pure; after RFC 9110, 14."""

import re
from dataclasses import dataclass

_ONE = re.compile(r"bytes[ \t]*=[ \t]*(\d*)[ \t]*-[ \t]*(\d*)[ \t]*", re.IGNORECASE | re.ASCII)
_DIGITS = 19  # longer numbers are no offsets in a file


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """Bytes ``first`` to ``last``, both included, of a file of ``size`` bytes."""

    first: int
    last: int
    size: int

    @property
    def length(self) -> int:
        """How many bytes."""
        return self.last - self.first + 1

    @property
    def content_range(self) -> str:
        """The value of Content-Range."""
        return f"bytes {self.first}-{self.last}/{self.size}"


class Unsatisfiable(Exception):  # noqa: N818 - HTTP's own word
    """The range lies outside the file: 416."""


def requested(header: str, size: int, most: int = 0) -> Span | None:
    """The one range that a Range header asks of a file of ``size`` bytes; of a range without an end, ``most`` bytes at most, if given.

    None means: answer with the whole file. That is right for no header, for another unit, for what cannot be read, and for
    several ranges at once, which a server may ignore (RFC 9110, 14.2).
    """
    match = _ONE.fullmatch(header.strip())
    if match is None:
        return None
    first, last = match[1], match[2]
    if not (first or last) or len(first) > _DIGITS or len(last) > _DIGITS:
        return None
    if not first:
        if int(last) == 0 or size == 0:
            raise Unsatisfiable
        return Span(first=max(0, size - int(last)), last=size - 1, size=size)
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise Unsatisfiable
    end = int(last) if last else int(first) + most - 1 if most else size - 1
    return Span(first=int(first), last=min(end, size - 1), size=size)
