"""A log told in memory: the same facts that the database would give, for bags and exports without a database."""

import dataclasses
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from liuhen.archive import bagit, contents
from liuhen.archive.package import BagFile, CaseBag, LogExport, write_bag, write_log
from liuhen.ledger import envelope, tree
from liuhen.ledger.envelope import NewEntry, StoredEntry
from liuhen.ledger.note import Checkpoint, Signer
from liuhen.ledger.proved import Bundle, ProvedEntry, ProvedSubject, SubjectHead

NINE = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@dataclass(kw_only=True)
class Told:
    """An agency's log: append, sign, pack."""

    agency: UUID = field(default_factory=uuid4)
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    entries: list[StoredEntry] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)

    @property
    def signer(self) -> Signer:
        return Signer(f"liuhen/{self.agency}/acts", self.key)

    @property
    def hashes(self) -> list[bytes]:
        return [entry.hash for entry in self.entries]

    def history(self, subject: UUID) -> list[StoredEntry]:
        return [entry for entry in self.entries if entry.subject == subject]

    def tell(self, subject: UUID, kind: str = "inspection_record", *, at: datetime | None = None, **content: Any) -> StoredEntry:
        """Append as the database does."""
        new = NewEntry(
            id=uuid4(), agency=self.agency, subject=subject, subject_type="case", kind=kind, version=1, author=uuid4(), acted={},
            origin="system", content=content,
        )  # fmt: skip
        packed, root = envelope.seal(content)
        before = self.history(subject)
        moment = at or NINE + timedelta(minutes=len(self.entries))
        first = envelope.first_line(prev=before[-1].hash if before else b"", recorded_at=moment, seq=len(before) + 1)
        second = envelope.second_line(new, root)
        self.entries.append(envelope.stored(f"{first}\n{second}", packed))
        return self.entries[-1]

    def checkpoint(self, size: int | None = None) -> str:
        size = len(self.entries) if size is None else size
        return self.signer.sign(Checkpoint(self.signer.name, size, tree.root(self.hashes[:size])).text)

    def bundle(self, subjects: Sequence[UUID], size: int | None = None) -> Bundle:
        size = len(self.entries) if size is None else size
        hashes = self.hashes[:size]

        def node(level: int, index: int) -> bytes:
            return tree.root(hashes[index << level : (index + 1) << level])

        made = []
        for subject in subjects:
            own = [(i, entry) for i, entry in enumerate(self.entries[:size]) if entry.subject == subject]
            proved = [ProvedEntry(entry=entry, index=i, proof=tuple(tree.inclusion_proof(node, i, size))) for i, entry in own]
            head = SubjectHead(origin=self.signer.name, subject=subject, count=len(own), hash=own[-1][1].hash, size=size)
            made.append(
                ProvedSubject(subject=subject, subject_type="case", head=self.signer.sign(head.text), entries=tuple(proved))
            )
        return Bundle(
            origin=self.signer.name,
            key=self.signer.verifier.text,
            size=size,
            checkpoint=self.checkpoint(size),
            subjects=tuple(made),
        )

    def export(self, size: int | None = None, sizes: Sequence[int] = ()) -> LogExport:
        size = len(self.entries) if size is None else size
        notes = [self.checkpoint(one) for one in [*sizes, size]]
        return LogExport(
            origin=self.signer.name,
            key=self.signer.verifier.text,
            size=size,
            entries=self.entries[:size],
            checkpoints=notes,
            made_at=NINE,
        )


@dataclass(kw_only=True)
class Case:
    """One case in a bureau's log, with a paper and a video, among other people's entries."""

    told: Told = field(default_factory=Told)
    case: UUID = field(default_factory=uuid4)
    clue: UUID = field(default_factory=uuid4)
    bag: CaseBag = field(init=False)

    def write(self, folder: Path, store: Path) -> Path:
        """Pack it."""
        return write_bag(folder, self.made(store))

    def made(self, store: Path) -> CaseBag:
        store.mkdir(parents=True, exist_ok=True)
        told, other = self.told, uuid4()
        files = {name: text.encode() for name, text in (("决定书.pdf", "决定书"), ("现场 视频.mp4", "视频" * 1000))}
        digests = {name: sha256(data).hexdigest() for name, data in files.items()}
        for name, data in files.items():
            (store / digests[name]).write_bytes(data)
        told.tell(self.clue, "report_received", text="举报：有未成年人上网", informant="李某")
        told.tell(other, n=1)
        told.tell(self.case, "initiation_approval", cause="举报\n情况属实", parties=[{"name": "某某网吧"}])
        told.tell(other, n=2)
        record = told.tell(
            self.case,
            "inspection_record",
            found="发现未成年人上网\n负责人在场",
            attachments=[{"sha256": digests["现场 视频.mp4"]}],
        )
        paper = told.tell(self.case, "instrument_issued", sha256=digests["决定书.pdf"], size=9, strokes="f" * 64)
        told.tell(other, n=3)
        told.tell(self.case, "case_file_bound", number="澄文综罚字〔2026〕1号")
        labels = contents.Labels(
            title="某某网吧接纳未成年人案",
            number="澄文综罚字〔2026〕1号",
            agency="澄江区文化和旅游局",
            kinds={"inspection_record": "现场检查笔录"},
            fields={"inspection_record": {"found": "检查情况"}},
        )
        return CaseBag(
            labels=labels, bundle=told.bundle([self.case, self.clue]), made_at=NINE, titles={self.case: "案件", self.clue: "线索"},
            files=(
                BagFile(path="文书/决定书.pdf", source=store / digests["决定书.pdf"], sha256=digests["决定书.pdf"], entry=paper.id, title="处罚决定书"),
                BagFile(path="音像/现场 视频.mp4", source=store / digests["现场 视频.mp4"], sha256=digests["现场 视频.mp4"], entry=record.id, title=""),
            ),
            withheld={told.entries[0].id: frozenset({"/informant"})},
        )  # fmt: skip


def rows(root: Path, name: str = contents.ENTRIES) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (root / name).read_bytes().decode("utf-8").split("\n")[:-1]]


def rewrite(root: Path, new: Sequence[dict[str, Any]], name: str = contents.ENTRIES) -> None:
    (root / name).write_text("".join(contents.dumps(row) + "\n" for row in new), "utf-8")


def remanifest(root: Path) -> None:
    """What a careful forger does: make every manifest fit again, and the page that people read."""
    from liuhen.archive import reading

    if (root / contents.SUBJECTS).exists():
        page = reading.render(
            contents.read_labels((root / contents.LABELS).read_text("utf-8")),
            [contents.read_subject(json.dumps(row)) for row in rows(root, contents.SUBJECTS)],
            [contents.read_entry(json.dumps(row), number) for number, row in enumerate(rows(root), 1)],
            [contents.read_file(json.dumps(row)) for row in rows(root, contents.FILES)],
            (root / contents.CHECKPOINT).read_text("utf-8"),
        )
        (root / contents.INDEX).write_text(page, "utf-8")
    payload = {str(path.relative_to(root)): bagit.digest(path) for path in (root / "data").rglob("*") if path.is_file()}
    (root / "manifest-sha256.txt").write_text(bagit.manifest(payload), "utf-8")
    tags = ("bagit.txt", "bag-info.txt", "manifest-sha256.txt")
    (root / "tagmanifest-sha256.txt").write_text(bagit.manifest({name: bagit.digest(root / name) for name in tags}), "utf-8")


def edited(row: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    """A line with words changed in its envelope."""
    assert old in row["envelope"]
    return row | {"envelope": row["envelope"].replace(old, new)}


def log_folder(folder: Path, told: Told, **options: Any) -> Path:
    return write_log(folder, told.export(**options))


def resigned(told: Told) -> Told:
    """The same facts under another key."""
    return dataclasses.replace(told, key=Ed25519PrivateKey.generate())
