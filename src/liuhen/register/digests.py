"""Digests of files in a fixed amount of memory, and what makes a rename durable. Standard library alone."""

import hashlib
import os
from pathlib import Path
from typing import Protocol

CHUNK = 1024 * 1024


class Readable(Protocol):
    """Anything bytes can be read from: an open file, a request, an upload."""

    def read(self, size: int, /) -> bytes:
        """At most ``size`` bytes; none at the end."""


def digest_of(source: Readable | Path) -> str:
    """SHA-256 of a file or of what is left of a stream, in a fixed amount of memory."""
    if isinstance(source, Path):
        with source.open("rb", buffering=0) as file:
            return digest_of(file)
    digest = hashlib.sha256()
    while chunk := source.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def fsync_folder(folder: Path) -> None:
    """Make a rename in this folder durable."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
