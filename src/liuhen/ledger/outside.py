"""Checkpoints outside the database: an append-only file per log, and a mirror of it on another host.

A database that was put back to an older state looks whole by itself. It shows only against a checkpoint kept elsewhere, so
:func:`disagreements` holds the database against every file it can reach.
"""

import fcntl
import logging
import os
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from uuid import UUID

from django.conf import settings

from liuhen.ledger import statements
from liuhen.ledger.envelope import LOGS
from liuhen.ledger.note import Checkpoint, NoteError, parse, parse_checkpoint
from liuhen.ledger.read import agencies
from liuhen.ledger.stored_tree import reader
from liuhen.ledger.tree import tree_root

logger = logging.getLogger(__name__)
_TAIL = 4096  # bytes; a checkpoint takes about 300


def files(agency: UUID, log: str) -> list[Path]:
    """Where a log's checkpoints are appended: ``LIUHEN_HOME/checkpoints``, and the mirror if one is set."""
    name = f"{agency}.txt" if log == "acts" else f"{agency}.{log}.txt"
    mirror = getattr(settings, "LIUHEN_CHECKPOINT_MIRROR", None)
    return [Path(settings.LIUHEN_HOME) / "checkpoints" / name, *([Path(mirror) / name] if mirror else [])]


def publish(agency: UUID, log: str) -> None:
    """Append to each file the checkpoints it lacks (many, after a time when the mirror could not be reached).

    A file that cannot be written is logged and tried again at the next checkpoint: the log itself goes on.
    """
    for file in files(agency, log):
        try:
            _append_missing(file, agency, log)
        except OSError as error:
            logger.warning("checkpoints of agency %s cannot be written to %s: %s", agency, file, error)


def _append_missing(file: Path, agency: UUID, log: str) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644), "r+b") as out:
        fcntl.flock(out, fcntl.LOCK_EX)  # two processes may publish at once; each checkpoint stands once
        tail = _tail(out.fileno())
        newest = _newest(tail)
        if newest is not None and not _issued(agency, log, newest):
            logger.error(
                "%s holds a checkpoint of %s entries that this database never made: nothing is added to it", file, newest.size
            )
            return
        notes = _notes_above(agency, log, newest.size if newest else 0)
        if notes:
            mend = "" if not tail or tail.endswith("\n\n") else "\n\n"  # a line half written by a machine that died
            os.write(out.fileno(), (mend + "".join(f"{note}\n" for note in notes)).encode())
            os.fsync(out.fileno())


def _tail(handle: int) -> str:
    size = os.fstat(handle).st_size
    return os.pread(handle, _TAIL, max(0, size - _TAIL)).decode("utf-8", "replace")


def _issued(agency: UUID, log: str, checkpoint: Checkpoint) -> bool:
    """Whether this database made that checkpoint. After an old one was put back it did not, and adding to the file would hide it."""
    sql = "SELECT root FROM ledger.{log}_checkpoint WHERE agency = %s AND size = %s"
    made = statements.row(sql, (agency, checkpoint.size), log)
    return made is not None and bytes(made[0]) == checkpoint.root


def _newest(text: str) -> Checkpoint | None:
    return max(_checkpoints(text), key=lambda checkpoint: checkpoint.size, default=None)


def _notes_above(agency: UUID, log: str, size: int) -> list[str]:
    sql = "SELECT note FROM ledger.{log}_checkpoint WHERE agency = %s AND size > %s ORDER BY size"
    return [row[0] for row in statements.rows(sql, (agency, size), log)]


def _checkpoints(text: str) -> Iterator[Checkpoint]:
    """The whole checkpoints in a file or its tail; what is not one is passed over."""
    blocks = text.split("\n\n")
    for body, lines in pairwise(blocks):
        try:
            yield parse_checkpoint(parse(f"{body}\n\n{lines}\n").text)
        except NoteError:
            continue


def all_disagreements() -> list[str]:
    """The same for every agency and log of this database."""
    return [problem for agency in agencies() for log in LOGS for problem in disagreements(agency, log)]


def disagreements(agency: UUID, log: str = "acts") -> list[str]:
    """What the newest checkpoint of each file says against the database, in Chinese for the operator; empty if nothing."""
    return [problem for file in files(agency, log) if (problem := _disagreement(file, agency, log))]


def _disagreement(file: Path, agency: UUID, log: str) -> str:
    if not file.exists():
        return ""
    with file.open("rb") as lines:
        known = _newest(_tail(lines.fileno()))
    if known is None:
        return ""
    sql = "SELECT coalesce(max(leaf) + 1, 0) FROM ledger.{log}_position WHERE agency = %s"
    ((size,),) = statements.rows(sql, (agency,), log)
    if size < known.size:
        return f"数据库里只有 {size} 条，{file} 的检查点已到 {known.size} 条：数据库比检查点旧，可能被换成了旧备份。"
    if tree_root(reader(agency, known.size, log).node, known.size) != known.root:
        return f"数据库前 {known.size} 条与 {file} 的检查点不一致：这些记录被改动过，或数据库换过。"
    return ""
