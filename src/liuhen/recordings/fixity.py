"""Digests of recordings. Pure: bytes in, hexadecimal out; no Django, no database.

SHA-256 is computed while a file arrives and names it. SM3 (GB/T 32905-2016), the digest of the national commercial cryptography,
is computed afterwards from what was stored, in the same reading that checks SHA-256 once more.
"""

import hashlib
from dataclasses import dataclass
from typing import Protocol

from cryptography.hazmat.primitives import hashes

CHUNK = 1024 * 1024


class Readable(Protocol):
    """Anything bytes can be read from."""

    def read(self, size: int, /) -> bytes:
        """At most ``size`` bytes; none at the end."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Digests:
    """Both digests of one file, 64 hex digits each, and its size in bytes."""

    sha256: str
    sm3: str
    size: int


def digests(source: Readable) -> Digests:
    """Read ``source`` to its end once, in a fixed amount of memory."""
    sha256, sm3, size = hashlib.sha256(), hashes.Hash(hashes.SM3()), 0
    while chunk := source.read(CHUNK):
        sha256.update(chunk)
        sm3.update(chunk)
        size += len(chunk)
    return Digests(sha256=sha256.hexdigest(), sm3=sm3.finalize().hex(), size=size)
