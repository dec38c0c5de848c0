"""C2SP signed notes and checkpoints (c2sp.org/signed-note, c2sp.org/tlog-checkpoint), signed with Ed25519.

A note is text ending in a newline, an empty line, and signature lines ``— NAME BASE64``, where BASE64 is a 4-byte key id and
the signature of the text. The key id is the first four bytes of SHA-256(NAME || 0x0A || 0x01 || public key). A checkpoint is a note
whose text is the origin, the tree's size, its root in base64, and any further lines.
"""

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

ED25519 = b"\x01"
KEY_SIZE = 32
KEY_ID_SIZE = 4
HASH_SIZE = 32
SPACE = 0x20
_SIZE = re.compile(r"0|[1-9][0-9]{0,18}", re.ASCII)
_DASH = "\u2014 "


class NoteError(ValueError):
    """A note cannot be read, or is not signed by the key it should be signed by."""


@dataclass(frozen=True, slots=True)
class Verifier:
    """A public key under its name: checks notes."""

    name: str
    public: bytes

    @property
    def key_id(self) -> bytes:
        """Four bytes that hint which key signed."""
        return sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:KEY_ID_SIZE]

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the public key in hex: what a person compares, whatever the name."""
        return sha256(self.public).hexdigest()

    @property
    def text(self) -> str:
        """The vkey form ``NAME+HEXID+BASE64`` of c2sp.org/signed-note."""
        return f"{self.name}+{self.key_id.hex()}+{_b64(ED25519 + self.public)}"

    @classmethod
    def parse(cls, text: str) -> "Verifier":
        """Read a vkey; NoteError if it is none, or its id is not that of its key."""
        name, _, rest = text.strip().partition("+")
        hex_id, _, key = rest.partition("+")
        raw = _unb64(key)
        if not _name_ok(name) or raw[:1] != ED25519 or len(raw) != 1 + KEY_SIZE:
            msg = "not an Ed25519 verifier key"
            raise NoteError(msg)
        verifier = cls(name, raw[1:])
        if verifier.key_id.hex() != hex_id:
            msg = "verifier key and its id differ"
            raise NoteError(msg)
        return verifier

    def verifies(self, text: str, signature: bytes) -> bool:
        """Whether the 64-byte signature is this key's of that text."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, text.encode())
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True)
class Signer:
    """A private key under its name: signs notes."""

    name: str
    key: Ed25519PrivateKey

    @property
    def verifier(self) -> Verifier:
        """The public side."""
        return Verifier(self.name, self.key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))

    def sign(self, text: str) -> str:
        """The note: text (which must end in a newline) and this key's signature line."""
        if not text.endswith("\n") or "\r" in text or not _name_ok(self.name):
            msg = "a note's text ends in a newline and its key has a plain name"
            raise NoteError(msg)
        signature = _b64(self.verifier.key_id + self.key.sign(text.encode()))
        return f"{text}\n{_DASH}{self.name} {signature}\n"


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line: the name, key id and signature it carries."""

    name: str
    key_id: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Note:
    """A note as read, not yet verified."""

    text: str
    signatures: tuple[Signature, ...]

    def signed_by(self, verifier: Verifier) -> bool:
        """Whether one of the lines is a good signature of that key; other keys' lines are passed over."""
        return any(
            line.name == verifier.name and line.key_id == verifier.key_id and verifier.verifies(self.text, line.signature)
            for line in self.signatures
        )


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a checkpoint says: log origin, tree size, root; extension lines as they stand."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The note's text."""
        return "".join(f"{line}\n" for line in (self.origin, str(self.size), _b64(self.root), *self.extensions))


def parse(note: str) -> Note:
    """Read a note; NoteError if it is malformed."""
    text, parted, tail = note.rpartition("\n\n")
    lines = tail.split("\n")
    if not parted or not text or len(lines) == 1 or lines[-1] != "" or any(ord(c) < SPACE and c != "\n" for c in note):
        msg = "not a signed note"
        raise NoteError(msg)
    return Note(text + "\n", tuple(_signature(line) for line in lines[:-1]))


def parse_checkpoint(text: str) -> Checkpoint:
    """Read a note's text as a checkpoint; NoteError if it is none."""
    origin, size, encoded, *rest = (*text.split("\n"), "", "")
    extensions = tuple(text.split("\n")[3:-1])
    if not text.endswith("\n") or not origin or not _SIZE.fullmatch(size):
        msg = "not a checkpoint"
        raise NoteError(msg)
    root = _unb64(encoded)
    if len(root) != HASH_SIZE or not rest or "" in extensions:
        msg = "not a checkpoint: its root is not a SHA-256 hash"
        raise NoteError(msg)
    return Checkpoint(origin, int(size), root, extensions)


def opened(note: str, verifiers: Sequence[Verifier]) -> Checkpoint:
    """The checkpoint in a note that one of ``verifiers`` signed; NoteError otherwise."""
    read = parse(note)
    if not any(read.signed_by(verifier) for verifier in verifiers):
        msg = "not signed by a known key"
        raise NoteError(msg)
    return parse_checkpoint(read.text)


def _signature(line: str) -> Signature:
    name, _, encoded = line.removeprefix(_DASH).partition(" ")
    raw = _unb64(encoded)
    if not line.startswith(_DASH) or not _name_ok(name) or len(raw) <= KEY_ID_SIZE:
        msg = "malformed signature line"
        raise NoteError(msg)
    return Signature(name, raw[:KEY_ID_SIZE], raw[KEY_ID_SIZE:])


def _name_ok(name: str) -> bool:
    return bool(name) and "+" not in name and not any(c.isspace() for c in name)


def _b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _unb64(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        msg = "malformed base64"
        raise NoteError(msg) from error
