"""The stored tree of a log: tiles and leaf hashes read from the database, and readers kept per size."""

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock
from uuid import UUID

from django.db import connection

from liuhen.ledger import statements, tiles

_KEPT_READERS = 16
_KEPT_TILES = 256
_TILE = "SELECT hashes FROM ledger.{log}_tile WHERE agency = %s AND level = %s AND tile = %s"
_LEAVES = "SELECT hash FROM ledger.{log}_position WHERE agency = %s AND leaf >= %s AND leaf < %s ORDER BY leaf"
_ROOTS = "SELECT root FROM ledger.{log}_tile WHERE agency = %s AND level = %s AND tile >= %s AND tile < %s ORDER BY tile"
_lock = Lock()
_readers: OrderedDict[tuple[str, UUID, str, int], tiles.Reader] = OrderedDict()
_full: dict[tuple[str, UUID, str], tiles.Cache] = {}


def reader(agency: UUID, size: int, log: str = "acts") -> tiles.Reader:
    """The tree of one size, kept: its tiles are read once. Full tiles are shared with the other sizes of the same log."""
    database = f"{connection.settings_dict['HOST']}/{connection.settings_dict['NAME']}"
    key = (database, agency, statements.checked_log(log), size)
    with _lock:
        found = _readers.pop(key, None)
        if found is None:
            full = _full.setdefault(key[:3], tiles.Cache(_KEPT_TILES))
            found = tiles.Reader(size, lambda level, tile, width: stored_tile(agency, log, level, tile, width), full)
        _readers[key] = found
        if len(_readers) > _KEPT_READERS:
            _readers.popitem(last=False)
    return found


def stored_tile(agency: UUID, log: str, level: int, tile: int, width: int) -> list[bytes]:
    """The first ``width`` hashes of a tile: a full one as stored, a partial one from what lies below it."""
    first = tile * tiles.WIDTH
    if width == tiles.WIDTH:
        rows = _column(_TILE, (agency, level, tile), log)
        return tiles.unpacked(rows[0]) if rows else []
    if level == 0:
        return _column(_LEAVES, (agency, first, first + width), log)
    return _column(_ROOTS, (agency, level - 1, first, first + width), log)


def _column(sql: str, arguments: Sequence[object], log: str) -> list[bytes]:
    return [bytes(row[0]) for row in statements.rows(sql, arguments, log)]
