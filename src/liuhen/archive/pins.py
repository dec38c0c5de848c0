"""What a checker brings from outside: the agency's key or its fingerprint, and checkpoints kept elsewhere."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from liuhen.archive.report import Report
from liuhen.ledger import note
from liuhen.ledger.note import Checkpoint, Note, NoteError, Verifier

_FINGERPRINT = re.compile(r"[0-9a-f]{64}")


class PinError(ValueError):
    """What was given as a key or checkpoint cannot be read as one; the message is for people, in Chinese."""


@dataclass(frozen=True, kw_only=True)
class Pins:
    """Fingerprint of the key that must have signed, and outside checkpoints; both may be absent."""

    fingerprint: str = ""
    notes: Sequence[Note] = ()

    @classmethod
    def of(cls, key: str | None = None, checkpoint: str | Path | None = None) -> "Pins":
        """From what stands on the command line: a fingerprint, a key or a file with one; a file of checkpoints. PinError if unreadable."""
        return cls(fingerprint=_fingerprint(key) if key else "", notes=_notes(Path(checkpoint)) if checkpoint else ())

    def trust(self, verifier: Verifier, report: Report) -> None:
        """Hold the key found inside against what came from outside, and say in the report whether the identity was checked."""
        report.fingerprint, report.origin = verifier.fingerprint, verifier.name
        if self.fingerprint and self.fingerprint != verifier.fingerprint:
            report.wrong(
                "wrong_key",
                f"由另一把密钥签署，不是指定的机关密钥（指定 {self.fingerprint[:16]}…，包内 {verifier.fingerprint[:16]}…）",
            )
            return
        if self.notes and not self.known(verifier):
            report.wrong("wrong_key", "外部检查点不是包内这把密钥签署的：包由另一把密钥重新签署，或检查点属于别的机关")
            return
        report.identity = bool(self.fingerprint or self.notes)

    def known(self, verifier: Verifier) -> list[Checkpoint]:
        """The outside checkpoints of this very log that this key signed."""
        return [note.parse_checkpoint(one.text) for one in self.notes if one.signed_by(verifier)]


def _fingerprint(key: str) -> str:
    """Hex fingerprint from a fingerprint (colons and blanks allowed), a verifier key, or a file holding either."""
    text = key
    if "+" not in key and len(key) < 1000 and Path(key).is_file():  # noqa: PLR2004 - longer than any path
        text = Path(key).read_text("utf-8", "replace")
    bare = re.sub(r"[\s:]", "", text).lower()
    if _FINGERPRINT.fullmatch(bare):
        return bare
    try:
        return Verifier.parse(text).fingerprint
    except NoteError as error:
        msg = f"--key 读不出密钥或指纹：{key}。请给出 64 位十六进制指纹、密钥文本，或含有它的文件。"
        raise PinError(msg) from error


def _notes(file: Path) -> list[Note]:
    """The whole checkpoints in a file, one or many."""
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        msg = f"--checkpoint 读不出文件：{file}"
        raise PinError(msg) from error
    found = [one for one in notes_in(text) if _is_checkpoint(one)]
    if not found:
        msg = f"--checkpoint 文件里没有检查点：{file}"
        raise PinError(msg)
    return found


def notes_in(text: str) -> list[Note]:
    """The signed notes in a text of many, parted by empty lines; what is not one is passed over."""
    blocks = re.split(r"\n{2,}", text.strip("\n"))
    found = []
    for body, signatures in zip(blocks, blocks[1:], strict=False):  # noqa: RUF007 - one may be broken, each pair is tried
        try:
            found.append(note.parse(f"{body}\n\n{signatures}\n"))
        except NoteError:
            continue
    return found


def _is_checkpoint(one: Note) -> bool:
    try:
        note.parse_checkpoint(one.text)
    except NoteError:
        return False
    return True
