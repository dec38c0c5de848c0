"""A case file as a bag: entries of the case and of its recordings with proofs, papers, scans, signatures, recordings.

What goes in is what entries name by digest; findings stay inside the bureau (practice.md 13), and the clue with its complainant is
not part of the file that leaves it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from liuhen import access
from liuhen.archive.contents import Labels
from liuhen.archive.package import BagFile, CaseBag, write_bag
from liuhen.bureau import queries as bureau
from liuhen.cases.models import CaseRow
from liuhen.ledger import bundle, proofs
from liuhen.register import clock, files, register
from liuhen.register.sniff import ENOUGH, sniff
from liuhen.register.types import Actor, SubjectRef
from liuhen.regulation.grammar import Kind, Refusal
from liuhen.regulation.history import Entry, History

_DIGEST_LENGTH = 64
_WAIT = 10.0
_FOLDERS = {"instrument_issued": "papers", "volume_bound": "volumes"}
_ENDINGS = {
    "application/pdf": ".pdf", "image/png": ".png", "image/svg+xml": ".svg", "image/jpeg": ".jpg", "video/mp4": ".mp4", "audio/mpeg": ".mp3",
    "audio/wav": ".wav", "video/quicktime": ".mov", "audio/mp4": ".m4a", "image/heic": ".heic",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Named:
    """A file that an entry names by its digest."""

    sha256: str
    entry: Entry
    type: str
    name: str
    folder: str


def export_case(actor: Actor, row: CaseRow, out: Path, progress: Callable[[int], None] | None = None) -> Path:
    """Write the bag of a case below ``out`` and log the export; returns the bag's folder.

    Refusal where a file of the store is missing or the folder is there already; nothing half-written stays.
    """
    case = SubjectRef("case", row.pk)
    access.demand(actor, "export", case)
    history = register.history(row.agency, case)
    recordings = _recordings(row.agency, history)
    for held in (history, *recordings):
        proofs.wait_sequenced(UUID(held.entries[-1].id), _WAIT)
    gathered = bundle.gather(row.agency, [row.pk, *(UUID(held.subject) for held in recordings)])
    folder = out / _folder_name(row)
    if folder.exists():
        raise Refusal(f"没有导出：{folder} 已经存在。请换一个文件夹，或者先把它移走。", code="already")
    bag = CaseBag(
        labels=_labels(row),
        bundle=gathered,
        made_at=clock.now(),
        titles={row.pk: row.name, **{UUID(held.subject): _recording_title(held) for held in recordings}},
        files=list(_files(history, recordings)),
        info=(("Liuhen-Case", str(row.pk)),),
    )
    made = write_bag(folder, bag, progress=progress)
    access.reading(actor, case, "exported", {"what": made.name, "count": len(bag.files)})
    return made


def _recordings(agency: UUID, history: History) -> list[History]:
    numbers = dict.fromkeys(str(link.content["recording"]) for link in register.open_links(history))
    return [register.history(agency, SubjectRef("recording", UUID(number))) for number in numbers]


def _recording_title(history: History) -> str:
    stored = history.records[0]
    return str(stored.get("what") or stored.get("name") or "音像记录")


def _folder_name(row: CaseRow) -> str:
    """A name that every file system takes; the number where there is one."""
    name = row.number or str(row.pk)
    return "".join(letter if letter.isalnum() or letter in "〔〕-" else "_" for letter in name)[:80]


def _labels(row: CaseRow) -> Labels:
    kinds: Mapping[str, Kind] = register.book().kinds
    agency = bureau.agency(row.agency)
    return Labels(
        title=row.name,
        number=row.number,
        agency=agency.name if agency else "",
        kinds={key: kind.title for key, kind in kinds.items()},
        fields={key: {field.key: field.title for field in kind.fields} for key, kind in kinds.items() if kind.fields},
    )


def _files(history: History, recordings: list[History]) -> Iterator[BagFile]:
    """Every file that an entry names, once, under a name that says what it is."""
    seen: set[str] = set()
    counts: dict[str, int] = {}
    for held in (history, *recordings):
        for named in _named(held):
            if named.sha256 in seen:
                continue
            seen.add(named.sha256)
            if not files.exists(named.sha256):
                raise Refusal(
                    f"没有导出：库里缺“{named.name}”（{named.sha256[:12]}…）。请先运行 ./liuhen doctor 查明。",
                    code="file_missing",
                )
            counts[named.folder] = counts.get(named.folder, 0) + 1
            ending = _ENDINGS.get(named.type, "")
            path = f"{named.folder}/{counts[named.folder]:03d}-{_plain(named.name)}{ending}"
            yield BagFile(
                path=path, source=files.path_of(named.sha256), sha256=named.sha256, entry=UUID(named.entry.id), title=named.name
            )


def _plain(name: str) -> str:
    stem = name.rsplit(".", 1)[0] if "." in name[-6:] else name
    return "".join(letter if letter.isalnum() or letter in "〔〕（）-" else "_" for letter in stem)[:60] or "file"


def _named(history: History) -> Iterator[Named]:
    for entry in history.entries:
        title = _title(history, entry)
        for found in _digests(entry.content):
            folder = (
                "recordings"
                if history.subject_type == "recording"
                else "papers"
                if entry.kind == "instrument_issued"
                else "scans"
            )
            name = str(found.get("name") or title)
            yield Named(sha256=found["sha256"], entry=entry, type=str(found.get("type") or ""), name=name, folder=folder)
        strokes = entry.content.get("strokes")
        if _is_digest(strokes):
            yield Named(
                sha256=str(strokes),
                entry=entry,
                type=_drawn(str(strokes)),
                name=f"{title} {entry.content.get('signer', '')}",
                folder="signatures",
            )


def _drawn(sha256: str) -> str:
    """What a drawn signature is stored as: strokes of the pad, or a picture."""
    if not files.exists(sha256):
        return ""
    with files.open_blob(sha256) as blob:
        head = blob.read(ENOUGH)
    return "image/svg+xml" if head.lstrip().startswith((b"<svg", b"<?xml")) else sniff(head)


def _title(history: History, entry: Entry) -> str:
    record = history.record(entry.part_of or entry.id)
    if record is None:
        return "附件"
    return f"{record.kind.title}{record.number}" if record.number else record.kind.title


def _digests(value: Any) -> Iterator[Mapping[str, Any]]:
    """Every object in a content that has a digest, at any depth."""
    if isinstance(value, Mapping):
        if _is_digest(value.get("sha256")):
            yield value
        for inner in value.values():
            yield from _digests(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _digests(inner)


def _is_digest(value: Any) -> bool:
    return isinstance(value, str) and len(value) == _DIGEST_LENGTH and all(letter in "0123456789abcdef" for letter in value)
