"""Merkle trees against the published vectors, and against a tree computed the slow way."""

import base64
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liuhen.ledger import tiles, tree
from liuhen.ledger.tree import ProofError
from tests.ledger import vectors


def b64(text: str) -> bytes:
    return base64.b64decode(text or "")


def slow_root(leaves: list[bytes]) -> bytes:
    """RFC 6962 2.1, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return tree.parent(slow_root(leaves[:k]), slow_root(leaves[k:]))


def node_of(hashes: list[bytes]):
    return lambda level, index: slow_root(hashes[index << level : (index + 1) << level])


hashes = [tree.leaf(str(i).encode()) for i in range(700)]


def test_roots_of_the_specification():
    data = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
    leaves = [tree.leaf(bytes.fromhex(text)) for text in data]

    assert tree.root([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert tree.root(leaves[:1]).hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert tree.root(leaves).hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


@pytest.mark.parametrize("sort", ["inclusion", "consistency"])
def test_published_proofs_are_taken_or_refused_as_they_should(sort: str):
    wrong, seen = [], 0
    for name, case in vectors.json_files(f"merkle/testdata/{sort}"):
        seen += 1
        proof = [b64(step) for step in case["proof"] or []]
        try:
            if sort == "inclusion":
                tree.verify_inclusion(b64(case["leafHash"]), case["leafIdx"], case["treeSize"], proof, b64(case["root"]))
            else:
                tree.verify_consistency(case["size1"], case["size2"], proof, b64(case["root1"]), b64(case["root2"]))
            refused = False
        except ProofError:
            refused = True
        if refused != case["wantErr"]:
            wrong.append((name, case["desc"]))
    assert seen > 40
    assert wrong == []


@given(st.integers(0, 300))
def test_the_root_is_that_of_the_definition(size: int):
    assert tree.root(hashes[:size]) == slow_root(hashes[:size])


@given(st.data())
def test_every_leaf_of_every_tree_is_proved_and_no_other(data):
    size = data.draw(st.integers(1, 300))
    index = data.draw(st.integers(0, size - 1))
    proof = tree.inclusion_proof(node_of(hashes), index, size)
    root = slow_root(hashes[:size])

    tree.verify_inclusion(hashes[index], index, size, proof, root)

    other = data.draw(st.integers(0, size - 1).filter(lambda i: i != index)) if size > 1 else None
    if other is not None:
        with pytest.raises(ProofError):
            tree.verify_inclusion(hashes[other], index, size, proof, root)
    with pytest.raises(ProofError):
        tree.verify_inclusion(hashes[index], index, size, [*proof, hashes[0]], root)
    if proof:
        with pytest.raises(ProofError):
            tree.verify_inclusion(hashes[index], index, size, proof[:-1], root)


@given(st.data())
def test_a_grown_tree_is_proved_and_a_rewritten_one_is_not(data):
    new = data.draw(st.integers(1, 300))
    old = data.draw(st.integers(1, new))
    proof = tree.consistency_proof(node_of(hashes), old, new)
    before, after = slow_root(hashes[:old]), slow_root(hashes[:new])

    tree.verify_consistency(old, new, proof, before, after)

    changed = data.draw(st.integers(0, old - 1))
    rewritten = [*hashes[:changed], tree.leaf(b"rewritten"), *hashes[changed + 1 : new]]
    with pytest.raises(ProofError):
        tree.verify_consistency(old, new, tree.consistency_proof(node_of(rewritten), old, new), before, slow_root(rewritten))


def test_a_tree_does_not_shrink_and_proves_no_leaf_it_lacks():
    with pytest.raises(ProofError):
        tree.verify_consistency(5, 4, [], hashes[0], hashes[1])
    with pytest.raises(IndexError):
        tree.inclusion_proof(node_of(hashes), 4, 4)
    with pytest.raises(IndexError):
        tree.consistency_proof(node_of(hashes), 5, 4)


def reader(size: int, count: list[tuple[int, int]] | None = None) -> tiles.Reader:
    """A reader whose tiles are computed from the leaf hashes."""

    def fetch(level: int, tile: int, width: int) -> list[bytes]:
        if count is not None:
            count.append((level, tile))
        step = tiles.WIDTH**level
        return [slow_root(hashes[i * step : (i + 1) * step]) for i in range(tile * tiles.WIDTH, tile * tiles.WIDTH + width)]

    return tiles.Reader(size, fetch, tiles.Cache(8))


@settings(max_examples=60)
@given(st.data())
def test_tiles_give_the_same_proofs_as_the_whole_tree(data):
    size = data.draw(st.sampled_from([1, 2, 255, 256, 257, 511, 512, 513, 700]) | st.integers(1, 700))
    index = data.draw(st.integers(0, size - 1))
    old = data.draw(st.integers(0, size))

    assert tree.tree_root(reader(size).node, size) == slow_root(hashes[:size])
    assert tree.inclusion_proof(reader(size).node, index, size) == tree.inclusion_proof(node_of(hashes), index, size)
    assert tree.consistency_proof(reader(size).node, old, size) == tree.consistency_proof(node_of(hashes), old, size)


def test_a_tile_is_read_once():
    asked: list[tuple[int, int]] = []
    one = reader(700, asked)

    for index in range(0, 256, 5):
        tree.inclusion_proof(one.node, index, 700)

    assert len(asked) == len(set(asked)) <= 4


def test_a_tile_that_is_too_short_is_not_taken():
    short = tiles.Reader(300, lambda _level, _tile, width: hashes[: width - 1], tiles.Cache(4))

    with pytest.raises(LookupError):
        tree.tree_root(short.node, 300)
