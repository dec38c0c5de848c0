"""A Merkle tree kept as tiles: 256 hashes wide and eight levels high (the shape of c2sp.org/tlog-tiles).

Pure. Tile ``(level, tile)`` holds hashes ``256 * tile`` .. of the tree's level ``8 * level``: leaf hashes at level 0, above it the
roots of full tiles below. A full tile never changes, so it is stored once; the partial tiles on the right edge belong to one
tree size. :class:`Reader` answers for the hash of any perfect subtree, which is all that proofs need.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from threading import Lock

from liuhen.ledger.tree import HASH_SIZE, pair_up

WIDTH = 256
HEIGHT = 8
Key = tuple[int, int]
Levels = list[list[bytes]]


def width(level: int, tile: int, size: int) -> int:
    """How many hashes tile ``(level, tile)`` holds in a tree of that size: 0 to 256."""
    return max(0, min(WIDTH, (size >> HEIGHT * level) - WIDTH * tile))


def packed(hashes: Sequence[bytes]) -> bytes:
    """Hashes one after the other."""
    return b"".join(hashes)


def unpacked(data: bytes) -> list[bytes]:
    """The reverse of :func:`packed`."""
    return [data[i : i + HASH_SIZE] for i in range(0, len(data), HASH_SIZE)]


def levels(hashes: Sequence[bytes]) -> Levels:
    """A tile's hashes and the perfect nodes above them, bottom up; of a full tile the last list is its root alone."""
    grown = [list(hashes)]
    while len(grown[-1]) > 1:
        grown.append(pair_up(grown[-1]))
    return grown


class Cache:
    """The tiles used last, at most ``limit`` of them (a tile with its nodes takes about 33 KB); shared by threads."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._kept: OrderedDict[Key, Levels] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key) -> Levels | None:
        """A kept tile."""
        with self._lock:
            if (found := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
            return found

    def put(self, key: Key, value: Levels) -> None:
        """Keep a tile, and forget the one used longest ago."""
        with self._lock:
            self._kept[key] = value
            if len(self._kept) > self._limit:
                self._kept.popitem(last=False)


class Reader:
    """Subtree hashes of the tree of one size. ``fetch(level, tile, width)`` gives a tile's first ``width`` hashes."""

    def __init__(self, size: int, fetch: Callable[[int, int, int], Sequence[bytes]], full: Cache) -> None:
        """``full`` caches full tiles and may be shared with readers of other sizes of the same tree."""
        self.size = size
        self._fetch = fetch
        self._full = full
        self._edge = Cache(WIDTH)

    def node(self, level: int, index: int) -> bytes:
        """Root over leaves ``index << level`` .. ``(index + 1) << level``; LookupError outside the tree."""
        height, above = divmod(level, HEIGHT)
        tile, place = divmod(index << above, WIDTH)
        nodes = self._tile(height, tile)
        if above >= len(nodes) or place >> above >= len(nodes[above]):
            msg = f"no perfect subtree {level}/{index} in a tree of {self.size}"
            raise LookupError(msg)
        return nodes[above][place >> above]

    def _tile(self, level: int, tile: int) -> Levels:
        wide = width(level, tile, self.size)
        cache = self._full if wide == WIDTH else self._edge
        found = cache.get((level, tile))
        if found is None:
            hashes = self._fetch(level, tile, wide)
            if len(hashes) != wide:
                msg = f"tile {level}/{tile} holds {len(hashes)} hashes, not {wide}"
                raise LookupError(msg)
            found = levels(hashes)
            cache.put((level, tile), found)
        return found
