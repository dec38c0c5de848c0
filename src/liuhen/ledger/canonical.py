"""Canonical bytes of content, and the leaves into which it is split.

Pure: RFC 8785 (JSON Canonicalization Scheme) and SHA-256, nothing else. A *leaf* is what can be disclosed or withheld by
itself: one top-level field, one item of a list, or one paragraph of a text. It is hashed as

    leaf = H(0x00 || H(salt || value) || pointer)

where H is SHA-256, ``salt`` sixteen random bytes, ``value`` the RFC 8785 bytes of the JSON value and ``pointer`` the UTF-8
bytes of an RFC 6901 JSON pointer. A withheld leaf shows its pointer and H(salt || value) and still proves its place. The
*content root* is the RFC 6962 root over the leaves in the order of :func:`split`.

Pointers have one reading each, so that :func:`join` is the reverse of :func:`split`:

    /field       the whole value of a field
    /field/3     item 3 of a list
    /field/p3    paragraph 3 of a text (paragraphs are parted by one newline)
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from json.encoder import encode_basestring
from typing import Any

import rfc8785

from liuhen.ledger import tree

SALT_SIZE = 16
SAFE_INTEGER = 2**53 - 1
Pair = tuple[str, bytes]
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Leaf:
    """One leaf as stored: pointer, 16-byte salt, RFC 8785 bytes of the value."""

    pointer: str
    salt: bytes
    value: bytes

    @property
    def inner(self) -> bytes:
        """H(salt || value), 32 bytes: all that a withheld leaf shows besides its pointer."""
        return sha256(self.salt + self.value).digest()

    @property
    def hash(self) -> bytes:
        """The leaf's hash in the content's tree, 32 bytes."""
        return leaf_hash(self.pointer, self.inner)


@dataclass(frozen=True, slots=True)
class Withheld:
    """A leaf whose value is kept back: it shows its pointer and H(salt || value), and so its place."""

    pointer: str
    inner: bytes

    @property
    def hash(self) -> bytes:
        """The leaf's hash in the content's tree, 32 bytes."""
        return leaf_hash(self.pointer, self.inner)


def leaf_hash(pointer: str, inner: bytes) -> bytes:
    """Hash of a leaf from its pointer and H(salt || value): also of one whose value is withheld."""
    return sha256(b"\x00" + inner + pointer.encode()).digest()


def _number(digits: str) -> int | float:
    number = int(digits)
    return number if abs(number) <= SAFE_INTEGER else float(digits)


_decode = json.JSONDecoder(parse_int=_number).decode


def canonical(value: Any) -> bytes:
    """RFC 8785 bytes of a JSON value; ValueError for what JSON cannot carry (NaN, integers beyond 2**53, lone surrogates).

    Values without floats and with ASCII keys have the same bytes from Python's own encoder, at a tenth of the cost.
    """
    if type(value) is str:
        return encode_basestring(value).encode()
    if _plain(value):
        return _encode(value).encode()
    return rfc8785.dumps(value)


def _plain(value: Any) -> bool:
    """Whether Python's encoder writes the value as RFC 8785 does: only exact JSON types, small integers, keys that sort alike."""
    kind = type(value)
    if kind is dict:
        return all(type(key) is str and key.isascii() for key in value) and all(map(_plain, value.values()))
    if kind is list or kind is tuple:
        return all(map(_plain, value))
    return kind is str or value is None or kind is bool or (kind is int and -SAFE_INTEGER <= value <= SAFE_INTEGER)


def value_of(raw: bytes | str) -> Any:
    """The JSON value of canonical bytes. RFC 8785 knows only doubles: 1e20 is written as an integer and read as what it was."""
    return _decode(raw if isinstance(raw, str) else raw.decode())


def split(content: Mapping[str, Any]) -> list[Pair]:
    """Content as (pointer, canonical value) pairs: fields in the order of RFC 8785, list items and paragraphs each by itself."""
    pairs: list[Pair] = []
    for field in sorted(content, key=None if "".join(content).isascii() else _utf16):
        value, pointer = content[field], "/" + _escape(field)
        if isinstance(value, str):
            if "\n" in value:
                pairs += ((f"{pointer}/p{i}", canonical(part)) for i, part in enumerate(value.split("\n")))
            else:
                pairs.append((pointer, canonical(value)))
        elif isinstance(value, (list, tuple)) and value:
            pairs += ((f"{pointer}/{i}", canonical(item)) for i, item in enumerate(value))
        else:
            pairs.append((pointer, canonical(value)))
    return pairs


def join(pairs: Iterable[tuple[str, bytes | str]]) -> dict[str, Any]:
    """The content of which ``pairs`` are the leaves; ValueError where they are not what :func:`split` makes."""
    whole: dict[str, Any] = {}
    parts: dict[tuple[str, str], list[Any]] = {}
    for pointer, raw in pairs:
        field, mark, place = _parse(pointer)
        if place is None:
            _expect(field not in whole, pointer)
            whole[field] = value_of(raw)
            continue
        items = parts.setdefault((field, mark), [])
        # the first item claims the field; a second claim, or a number out of order, is not what split makes
        _expect(place == str(len(items)) and (bool(items) or field not in whole), pointer)
        items.append(value_of(raw))
        whole[field] = items
    return whole | {field: "\n".join(items) for (field, mark), items in parts.items() if mark == "p"}


def root(hashes: Sequence[bytes]) -> bytes:
    """The content root: RFC 6962 root over leaf hashes in order; of no leaves, H()."""
    return tree.root(hashes)


def _expect(holds: bool, pointer: str) -> None:  # noqa: FBT001 - reads as an assertion
    if not holds:
        msg = f"leaf out of place: {pointer}"
        raise ValueError(msg)


def _utf16(field: str) -> bytes:
    return field.encode("utf-16be")


def _escape(field: str) -> str:
    return field.replace("~", "~0").replace("/", "~1") if "~" in field or "/" in field else field


def _parse(pointer: str) -> tuple[str, str, str | None]:
    """A pointer's field and, for an item or paragraph, its mark and number; ValueError for any other pointer."""
    empty, *tokens = pointer.split("/")
    _expect(empty == "" and len(tokens) in {1, 2}, pointer)
    field = tokens[0].replace("~1", "/").replace("~0", "~")
    if len(tokens) == 1:
        return field, "", None
    number = tokens[1].removeprefix("p")
    return field, tokens[1][: len(tokens[1]) - len(number)], number
