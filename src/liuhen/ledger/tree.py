"""Merkle trees of RFC 6962: hashing, roots, inclusion and consistency proofs and their verification.

Pure. Hashes are 32-byte SHA-256; leaves count from 0; a range of leaves is ``begin`` .. ``end`` (excluded). Proofs are lists
of hashes from the bottom up, as RFC 6962 section 2.1 (and RFC 9162, whose verification steps are followed) orders them.

Proving needs the hash of a perfect subtree, ``node(level, index)`` = the root over leaves ``index << level`` up to
``(index + 1) << level``: see :mod:`liuhen.ledger.tiles` for a reader that takes them from stored tiles.
"""

from collections.abc import Callable, Sequence
from hashlib import sha256

EMPTY = sha256(b"").digest()
HASH_SIZE = 32
Node = Callable[[int, int], bytes]


class ProofError(ValueError):
    """A proof does not lead to the root it is held against; the message says which way."""


def leaf(data: bytes) -> bytes:
    """Hash of a leaf: H(0x00 || data)."""
    return sha256(b"\x00" + data).digest()


def parent(left: bytes, right: bytes) -> bytes:
    """Hash of an inner node: H(0x01 || left || right)."""
    return sha256(b"\x01" + left + right).digest()


def pair_up(hashes: Sequence[bytes]) -> list[bytes]:
    """The next level of full nodes above ``hashes``; an odd last one is left out."""
    join = b"\x01".__add__
    return [sha256(join(hashes[i] + hashes[i + 1])).digest() for i in range(0, len(hashes) - 1, 2)]


def root(hashes: Sequence[bytes]) -> bytes:
    """Root over leaf hashes; of none, H(). Equals RFC 6962: an unpaired last node rises unchanged."""
    if not hashes:
        return EMPTY
    level = list(hashes)
    while len(level) > 1:
        above = pair_up(level)
        if len(level) % 2:
            above.append(level[-1])
        level = above
    return level[0]


def span(node: Node, begin: int, end: int) -> bytes:
    """Root over leaves ``begin`` .. ``end`` of a larger tree, ``begin`` a multiple of the greatest power of two below the width."""
    width = end - begin
    if width & (width - 1) == 0:
        level = width.bit_length() - 1
        return node(level, begin >> level)
    middle = begin + _split(width)
    return parent(span(node, begin, middle), span(node, middle, end))


def tree_root(node: Node, size: int) -> bytes:
    """Root of the tree of that size."""
    return span(node, 0, size) if size else EMPTY


def inclusion_proof(node: Node, index: int, size: int) -> list[bytes]:
    """Proof that leaf ``index`` is in the tree of that size; IndexError if it has no such leaf."""
    if not 0 <= index < size:
        msg = f"no leaf {index} in a tree of {size}"
        raise IndexError(msg)
    proof: list[bytes] = []
    begin, end = 0, size
    while end - begin > 1:
        middle = begin + _split(end - begin)
        if index < middle:
            proof.append(span(node, middle, end))
            end = middle
        else:
            proof.append(span(node, begin, middle))
            begin = middle
    return proof[::-1]


def consistency_proof(node: Node, old: int, new: int) -> list[bytes]:
    """Proof that the tree of size ``new`` only adds to that of size ``old`` (RFC 6962 2.1.2); empty when there is nothing to show."""
    if not 0 <= old <= new:
        msg = f"no proof from {old} to {new}"
        raise IndexError(msg)
    if old in (0, new):
        return []
    proof: list[bytes] = []
    begin, end, whole = 0, new, True
    while old != end:
        middle = begin + _split(end - begin)
        if old <= middle:
            proof.append(span(node, middle, end))
            end = middle
        else:
            proof.append(span(node, begin, middle))
            begin, whole = middle, False
    if not whole:
        proof.append(span(node, begin, end))
    return proof[::-1]


def root_from_inclusion(leaf_hash: bytes, index: int, size: int, proof: Sequence[bytes]) -> bytes:
    """The root to which an inclusion proof leads (RFC 9162 2.1.3.2); ProofError if it has the wrong length."""
    if not 0 <= index < size:
        msg = f"no leaf {index} in a tree of {size}"
        raise ProofError(msg)
    _hashes(leaf_hash, *proof)
    fn, sn, result = index, size - 1, leaf_hash
    for step in proof:
        if sn == 0:
            msg = "inclusion proof too long"
            raise ProofError(msg)
        if fn & 1 or fn == sn:
            result = parent(step, result)
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            result = parent(result, step)
        fn, sn = fn >> 1, sn >> 1
    if sn:
        msg = "inclusion proof too short"
        raise ProofError(msg)
    return result


def verify_inclusion(leaf_hash: bytes, index: int, size: int, proof: Sequence[bytes], expected: bytes) -> None:
    """ProofError unless the proof leads from the leaf to the expected root."""
    if root_from_inclusion(leaf_hash, index, size, proof) != expected:
        msg = "inclusion proof leads to another root"
        raise ProofError(msg)


def verify_consistency(old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes) -> None:
    """ProofError unless the proof shows that the new tree only adds to the old (RFC 9162 2.1.4.2)."""
    if old > new or old < 0:
        msg = f"a tree of {new} does not add to one of {old}"
        raise ProofError(msg)
    _hashes(old_root, new_root, *proof)
    if old in (0, new):
        _same(not proof, "consistency proof too long")
        _same(old != new or old_root == new_root, "two roots of one size")
        _same(old or old_root == EMPTY, "a root that is not of the empty tree")
        return
    _climb(old, new, list(proof), old_root, new_root)


def _climb(old: int, new: int, proof: list[bytes], old_root: bytes, new_root: bytes) -> None:
    """The loop of RFC 9162 2.1.4.2: both roots rebuilt from the same nodes."""
    if old & (old - 1) == 0:
        proof.insert(0, old_root)
    _same(proof, "consistency proof too short")
    fn, sn = old - 1, new - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    older = newer = proof[0]
    for step in proof[1:]:
        _same(sn, "consistency proof too long")
        if fn & 1 or fn == sn:
            older, newer = parent(step, older), parent(step, newer)
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            newer = parent(newer, step)
        fn, sn = fn >> 1, sn >> 1
    _same(not sn, "consistency proof too short")
    _same(older == old_root, "consistency proof leads to another old root")
    _same(newer == new_root, "consistency proof leads to another new root")


def _hashes(*values: bytes) -> None:
    _same(all(len(value) == HASH_SIZE for value in values), "a hash that is not 32 bytes")


def _same(holds: object, otherwise: str) -> None:
    if not holds:
        raise ProofError(otherwise)


def _split(width: int) -> int:
    """The greatest power of two below ``width`` (> 1)."""
    return 1 << (width - 1).bit_length() - 1
