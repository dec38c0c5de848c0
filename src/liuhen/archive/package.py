"""Writing bags: a case file with its proofs, or a whole log. Pure: everything comes in as plain facts.

A bag is made beside its place under the name ``*.part`` and renamed when it is whole, so that a half-made one is never taken
for a bag. Payload files are hard-linked where the file system allows, else copied; their digests are those that the caller
knows from storing them, and are checked while copying.
"""

import os
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Self
from uuid import UUID

from liuhen.archive import bagit, contents, reading
from liuhen.archive.contents import FileRow, Labels
from liuhen.ledger.envelope import StoredEntry
from liuhen.ledger.proved import Bundle, Withholding

NAME_BYTES = 255  # what file systems take


@dataclass(frozen=True, kw_only=True)
class BagFile:
    """A payload file: where it goes below data/files, where it lies now, its SHA-256 in hex, and the entry that names it."""

    path: str
    source: Path
    sha256: str
    entry: UUID
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class CaseBag:
    """What goes into a case file's bag. ``titles`` name the subjects; ``withheld`` says which leaves are kept back, by entry."""

    labels: Labels
    bundle: Bundle
    made_at: datetime
    titles: Mapping[UUID, str] = field(default_factory=dict)
    files: Sequence[BagFile] = ()
    withheld: Withholding = field(default_factory=dict)
    info: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, kw_only=True)
class LogExport:
    """A whole log: its entries in leaf order, ``size`` of them, and all its checkpoints, the newest of that size."""

    origin: str
    key: str
    size: int
    entries: Iterable[StoredEntry]
    checkpoints: Sequence[str]
    made_at: datetime
    agency: str = ""


def write_bag(folder: Path, bag: CaseBag, *, progress: Callable[[int], None] | None = None) -> Path:
    """Write the bag of a case file to ``folder``, which must not exist yet; FileExistsError if it does, ValueError on a bad name."""
    with _Making(folder) as making:
        rows = [_place(making, file, progress) for file in bag.files]
        proved = [one for subject in bag.bundle.subjects for one in subject.entries]
        entries = [contents.entry_line(one, bag.withheld.get(one.entry.id, frozenset())) for one in proved]
        subjects = [contents.subject_line(subject, bag.titles.get(subject.subject, "")) for subject in bag.bundle.subjects]
        making.text(contents.ENTRIES, "".join(entries))
        making.text(contents.SUBJECTS, "".join(subjects))
        making.text(contents.FILES, "".join(contents.file_line(row) for row in rows))
        making.text(contents.LABELS, labels := contents.labels_text(bag.labels))
        making.text(contents.CHECKPOINT, bag.bundle.checkpoint)
        making.text(contents.KEY, bag.bundle.key + "\n")
        page = reading.render(
            contents.read_labels(labels),
            [contents.read_subject(line) for line in subjects],
            [contents.read_entry(line, number) for number, line in enumerate(entries, 1)],
            rows,
            bag.bundle.checkpoint,
        )
        making.text(contents.INDEX, page)
        facts = [
            ("Source-Organization", bag.labels.agency), ("External-Identifier", bag.labels.number),
            ("External-Description", bag.labels.title), *bag.info, ("Liuhen-Format", contents.CASE), ("Liuhen-Log", bag.bundle.origin),
        ]  # fmt: skip
        return making.finish(facts, bag.made_at, bag.bundle.size)


def write_log(folder: Path, log: LogExport) -> Path:
    """Write a whole log to ``folder``; ValueError if the entries are not as many as its size says."""
    with _Making(folder) as making:
        count = 0
        with making.open(contents.ENTRIES) as out:
            for entry in log.entries:
                out.write(_log_line(entry).encode())
                count += 1
        if count != log.size:
            msg = f"{count} entries for a log of {log.size}"
            raise ValueError(msg)
        making.text(contents.CHECKPOINTS, "".join(f"{note}\n" for note in log.checkpoints))
        making.text(contents.KEY, log.key + "\n")
        facts = [("Source-Organization", log.agency), ("Liuhen-Format", contents.LOG), ("Liuhen-Log", log.origin)]
        return making.finish(facts, log.made_at, log.size)


def _log_line(entry: StoredEntry) -> str:
    """Envelope, leaves, and the hash by which a change can be pinned to this line."""
    facts = {"envelope": entry.envelope, "hash": entry.hash.hex(), "leaves": [contents.shown(leaf) for leaf in entry.leaves]}
    return contents.dumps(facts | ({"destroyed": True} if entry.destroyed else {})) + "\n"


def _place(making: "_Making", file: BagFile, progress: Callable[[int], None] | None) -> FileRow:
    path = f"{contents.CONTENT}/{file.path}"
    making.link(path, file.source, file.sha256)
    if progress:
        progress(file.source.stat().st_size)
    return FileRow(path=path, sha256=file.sha256, entry=file.entry, title=file.title)


class _Hashed:
    """A file being written, hashed as it goes."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.digest = sha256()
        self.size = 0

    def write(self, data: bytes) -> None:
        self._file.write(data)
        self.digest.update(data)
        self.size += len(data)


class _Making:
    """A bag in the making, under ``FOLDER.part``; removed if anything fails."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.part = folder.with_name(f"{folder.name}.part")
        self.digests: dict[str, str] = {}
        self.bytes = 0

    def __enter__(self) -> Self:
        if self.folder.exists():
            raise FileExistsError(self.folder)
        shutil.rmtree(self.part, ignore_errors=True)
        (self.part / contents.PROOF).mkdir(parents=True)
        return self

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        if failed:
            shutil.rmtree(self.part, ignore_errors=True)

    def open(self, path: str) -> "_Open":
        """A payload file to be written piece by piece."""
        return _Open(self, path)

    def text(self, path: str, text: str) -> None:
        """A payload file from its text."""
        with self.open(path) as out:
            out.write(text.encode())

    def link(self, path: str, source: Path, digest: str) -> None:
        """A payload file that lies elsewhere already."""
        if not _plain(path) or path in self.digests:
            msg = f"not a new plain path inside the bag: {path!r}"
            raise ValueError(msg)
        target = self.part / path
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            target.hardlink_to(source)
        except OSError:  # another disk, or a file system without links
            shutil.copyfile(source, target)
            if bagit.digest(target) != digest:
                msg = f"{source} is not the file of digest {digest}"
                raise ValueError(msg) from None
        self.digests[path] = digest
        self.bytes += target.stat().st_size

    def finish(self, facts: Sequence[tuple[str, str]], made_at: datetime, size: int) -> Path:
        """Write the tag files and give the bag its name."""
        tail = [
            ("Liuhen-Size", str(size)), ("Bagging-Date", made_at.date().isoformat()),
            ("Payload-Oxum", f"{self.bytes}.{len(self.digests)}"), ("Bag-Software-Agent", "Liuhen"),
        ]  # fmt: skip
        tags = {
            "bagit.txt": bagit.DECLARATION,
            "bag-info.txt": bagit.bag_info([*facts, *tail]),
            "manifest-sha256.txt": bagit.manifest(self.digests),
        }
        tags["tagmanifest-sha256.txt"] = bagit.manifest({name: sha256(text.encode()).hexdigest() for name, text in tags.items()})
        for name, text in tags.items():
            with (self.part / name).open("xb") as file:
                file.write(text.encode())
                os.fsync(file.fileno())
        self.part.rename(self.folder)
        return self.folder


class _Open:
    """One payload file of a bag in the making, hashed and flushed to disk."""

    def __init__(self, making: _Making, path: str) -> None:
        self.making, self.path = making, path

    def __enter__(self) -> _Hashed:
        self.file = (self.making.part / self.path).open("xb")
        self.hashed = _Hashed(self.file)
        return self.hashed

    def __exit__(self, *_: object) -> None:
        self.file.flush()
        os.fsync(self.file.fileno())
        self.file.close()
        self.making.digests[self.path] = self.hashed.digest.hexdigest()
        self.making.bytes += self.hashed.size


def _plain(path: str) -> bool:
    """Whether a path is one that every file system takes and that stays in the bag."""
    parts = PurePosixPath(path).parts
    return (
        str(PurePosixPath(path)) == path
        and all(part not in {".", "..", "/"} and len(part.encode()) <= NAME_BYTES for part in parts)
        and not any(ord(char) < ord(" ") or char in '\\:*?"<>|' for char in path)
    )
