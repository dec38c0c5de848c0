"""Content goes into leaves and comes back the same; its bytes are those of RFC 8785."""

import json

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from liuhen.ledger import canonical, tree
from liuhen.ledger.canonical import Leaf, join, leaf_hash, split
from liuhen.ledger.envelope import seal, unpack
from tests.ledger import vectors

texts = st.text(st.characters(exclude_categories=["Cs"]))
scalars = (
    st.none()
    | st.booleans()
    | st.integers(-canonical.SAFE_INTEGER, canonical.SAFE_INTEGER)
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts
)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4), max_leaves=12
)
contents = st.dictionaries(
    texts | st.sampled_from(["a/b", "~", "~1", "p0", "0", "a"]), values | st.text("ab\n\r¶", max_size=12), max_size=6
)


def jcs_names():
    return ["arrays", "french", "structures", "unicode", "values", "weird"]


@pytest.mark.parametrize("name", jcs_names())
def test_bytes_are_those_of_the_published_vectors(name: str):
    root = vectors.folder("jcs/testdata")

    written = canonical.canonical(json.loads((root / "input" / f"{name}.json").read_text("utf-8")))

    assert written == (root / "output" / f"{name}.json").read_bytes()


@given(values)
def test_every_value_has_the_bytes_that_the_package_gives_it(value):
    assert canonical.canonical(value) == rfc8785.dumps(value)


@given(contents)
def test_content_comes_back_from_its_leaves(content):
    assert rfc8785.dumps(join(split(content))) == rfc8785.dumps(content)


@given(contents)
def test_leaves_do_not_depend_on_the_order_in_which_fields_were_filled_in(content):
    assert split(dict(reversed(content.items()))) == split(content)


def test_a_list_a_text_of_paragraphs_and_a_field_are_split_as_people_would_withhold_them():
    content = {"party": {"name": "张三"}, "items": ["账簿", "电脑"], "facts": "第一段\n\n第三段", "none": []}

    assert [pointer for pointer, _ in split(content)] == [
        "/facts/p0",
        "/facts/p1",
        "/facts/p2",
        "/items/0",
        "/items/1",
        "/none",
        "/party",
    ]


def test_a_withheld_leaf_still_proves_its_place_and_tells_nothing():
    packed, root = seal({"name": "王小明", "fine": 5000})
    fine, name = unpack(packed)

    shown = [fine.hash, leaf_hash(name.pointer, name.inner)]

    assert canonical.root(shown) == root
    assert "王小明".encode() not in name.inner


def test_the_same_value_twice_has_two_salts_and_two_hashes():
    first, second = unpack(seal({"a": ["x", "x"]})[0])

    assert first.salt != second.salt
    assert first.hash != second.hash
    assert len(first.salt) == 16


def test_a_value_moved_to_another_field_has_another_hash():
    salt = bytes(16)

    assert Leaf("/fine", salt, b"1").hash != Leaf("/count", salt, b"1").hash


def test_no_leaves_have_the_root_of_the_empty_tree():
    assert canonical.root([]) == tree.EMPTY
    assert join([]) == {}


@pytest.mark.parametrize(
    "pairs",
    [
        [("/a/1", b"1")],  # begins at 1
        [("/a/0", b"1"), ("/a/0", b"2")],  # twice
        [("/a", b"[]"), ("/a/0", b"1")],  # whole and in items
        [("/a", b"1"), ("/a", b"2")],
        [("/a/0", b"1"), ("/a/p0", b'"x"')],  # list and text
        [("/a/00", b"1")],
        [("/a/x", b"1")],
        [("/a/0/b", b"1")],
        [("a", b"1")],
        [("", b"1")],
        [("/a/\u0661", b"1")],  # an Arabic one
    ],
)
def test_leaves_that_no_content_makes_are_refused(pairs):
    with pytest.raises(ValueError, match="out of place"):
        join(pairs)


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), 2**60, "\ud800", object(), b"bytes", {1: 2}])
def test_what_json_cannot_carry_is_refused_before_anything_is_written(bad):
    with pytest.raises(ValueError, match=r".") as caught:
        split({"field": bad})
    assert caught.type is not UnicodeWarning


def test_a_field_name_must_be_text():
    with pytest.raises(TypeError):
        split({1: "x"})  # type: ignore[dict-item]
