"""A volume of a case file as one PDF/A-2b: cover, catalogue, every paper with the volume's page numbers, recordings, closing note.

Stamping a page number on an issued paper would break its signature, and joining papers loses their tags. So the issued papers
stay as they are, beside the volume; the volume is a copy for reading and printing that says so (docs/adr on the bound file).
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from liuhen.instruments import casefile, pictures, typesetter
from liuhen.instruments.casefile import Item
from liuhen.instruments.compose import number_of
from liuhen.instruments.letterhead import Agency
from liuhen.instruments.orders import Volume
from liuhen.instruments.render import laid_out, pdf
from liuhen.register import register
from liuhen.regulation.history import History
from liuhen.regulation.terms import Terms

TITLES = {"catalogue": "卷内目录", "recordings": "音像资料目录", "note": "卷内备考表"}


@dataclass(frozen=True, kw_only=True)
class Bound:
    """One bound volume: the PDF, its items with their pages, the names of attachments that could not be bound in."""

    volume: Volume
    pdf: bytes
    items: tuple[Item, ...]
    apart: tuple[str, ...] = ()

    @property
    def pages(self) -> int:
        """Numbered pages."""
        return sum(item.pages for item in self.items)


@dataclass(kw_only=True)
class _Binder:
    """What every sheet of one file shares."""

    history: History
    terms: Terms
    agency: Agency
    date: datetime
    apart: list[str] = field(default_factory=list)

    def sheet(self, layout: str, title: str, **data: Any) -> bytes:
        """One of the file's own sheets."""
        foot: dict[str, Any] = {"lines": [], "qr": None, "turn": False}
        return typesetter.pdf(layout, {"title": title, "agency": self.agency.name, "foot": foot, **data}, date=self.date)

    def paper(self, item: Item) -> list[bytes]:
        """A record's paper and its attachments, one PDF each."""
        made = laid_out(item.record, self.history, self.terms, self.agency)
        note = f"装订件　{item.volume.label}第{item.order}件" + (f"　正本文号{item.record.number}" if item.record.issued else "")
        data = {**made.data, "foot": {"lines": [note], "qr": None}}
        return [pdf(replace(made, data=data)), *self._attachments(item)]

    def _attachments(self, item: Item) -> Iterator[bytes]:
        scans = casefile.scans_of(item.record)
        for number, scan in enumerate(scans, start=1):
            name = str(scan.get("name") or "附件")
            title = f"{item.record.kind.title}　附件{number}／{len(scans)}　{name}"
            picture = pictures.page(str(scan["sha256"]))
            if picture is not None:
                yield self.sheet("scan", title, picture={"jpg": picture})
                continue
            self.apart.append(f"第{item.order}件附件{number}（{name}）")
            said = f"本附件以原文件另存，未编入本卷。\n文件：{name}\n类型：{scan.get('type') or ''}\nSHA-256：{scan['sha256']}"
            yield self.sheet("scan", title, said=said)


def bind(history: History, terms: Terms, agency: Agency, volume: Volume) -> Bound:
    """One volume of a case's file as it stands now; the same history gives the same bytes. Not signed."""
    binder = _Binder(history=history, terms=terms, agency=agency, date=casefile.bound_at(history))
    arranged = casefile.arrange(history)[volume]
    papers = [[_Piece(pdf) for pdf in binder.paper(item)] for item in arranged]
    items = casefile.paginate(arranged, [sum(piece.pages for piece in pieces) for pieces in papers])
    links = register.open_links(history) if volume == Volume.MAIN else []
    volumes = len(casefile.volumes_of(history))
    front = [
        binder.sheet("cover", f"{agency.name}案卷封面", **casefile.cover(history, volume, items, volumes)),
        binder.sheet("catalogue", TITLES["catalogue"], table=casefile.catalogue(items, agency.name), head=volume.label),
    ]
    back = [binder.sheet("catalogue", TITLES["recordings"], table=casefile.recordings(links, history))] if links else []
    note = casefile.closing_note(history, items, len(links), binder.apart)
    back.append(binder.sheet("closing_note", TITLES["note"], **note))
    pages = sum(item.pages for item in items)
    folios = binder.sheet("folio", "页号", first=1, last=pages) if pages else None
    joined = _Join(title=f"{_name(history)}（{volume.label}）", date=binder.date)
    pdf = joined.volume(front, list(zip(items, papers, strict=True)), back, folios)
    return Bound(volume=volume, pdf=pdf, items=items, apart=tuple(binder.apart))


def _name(history: History) -> str:
    return str(register.facts(history).get("name") or "案卷")


class _Piece:
    """A PDF to be bound in, and its number of pages."""

    __slots__ = ("pages", "pdf")

    def __init__(self, pdf: bytes) -> None:
        import pikepdf  # slow to import, and needed only where a file is bound

        self.pdf = pdf
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            self.pages = len(opened.pages)


class _Join:
    """Pages of many PDF/A documents as one PDF/A-2b with bookmarks and page numbers."""

    def __init__(self, *, title: str, date: datetime) -> None:
        import pikepdf

        self.title, self.date, self.pikepdf = title, date, pikepdf

    def volume(
        self, front: Sequence[bytes], papers: Sequence[tuple[Item, list[_Piece]]], back: Sequence[bytes], folios: bytes | None
    ) -> bytes:
        """Front and back without page numbers, the papers with them."""
        with self.pikepdf.open(io.BytesIO(front[0])) as out:
            marks = [("封面", 0), (TITLES["catalogue"], len(out.pages))]
            for pdf in front[1:]:
                self._add(out, pdf)
            first = len(out.pages)
            for item, pieces in papers:
                marks.append((f"{item.folios}　{item.record.kind.title}{number_of(item.record)}", len(out.pages)))
                for piece in pieces:
                    self._add(out, piece.pdf)
            self._number(out, first, folios)
            for pdf in back:
                marks.append((TITLES["note"] if pdf is back[-1] else TITLES["recordings"], len(out.pages)))
                self._add(out, pdf)
            self._describe(out)
            with out.open_outline() as outline:
                outline.root[:] = [self.pikepdf.OutlineItem(title, page) for title, page in marks]
            made = io.BytesIO()
            out.save(made, deterministic_id=True, object_stream_mode=self.pikepdf.ObjectStreamMode.generate)
            return made.getvalue()

    def _add(self, out: Any, pdf: bytes) -> None:
        with self.pikepdf.open(io.BytesIO(pdf)) as source:
            out.pages.extend(source.pages)

    def _number(self, out: Any, first: int, folios: bytes | None) -> None:
        """Lay each number over its page, under a name of its own: the library's own overlay draws names by lot."""
        if folios is None:
            return
        with self.pikepdf.open(io.BytesIO(folios)) as numbers:
            for offset, number in enumerate(numbers.pages):
                page, name = out.pages[first + offset], self.pikepdf.Name(f"/LiuhenFolio{offset + 1}")
                drawn = out.copy_foreign(number.as_form_xobject())
                if "/XObject" not in page.Resources:
                    page.Resources.XObject = self.pikepdf.Dictionary()
                page.Resources.XObject[name] = drawn
                page.contents_add(b"q", prepend=True)
                page.contents_add(f"Q q {name} Do Q".encode())

    def _describe(self, out: Any) -> None:
        """Joined pages have no common tag tree: say 2b, and drop what pointed into the single ones."""
        for key in ("/StructTreeRoot", "/MarkInfo", "/Outlines", "/PageLabels", "/Names", "/Dests"):
            if key in out.Root:
                del out.Root[key]
        for page in out.pages:
            for key in ("/StructParents", "/Tabs", "/Annots"):
                if key in page:
                    del page[key]
        if "/Info" in out.trailer:
            del out.trailer["/Info"]
        with out.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as meta:
            for key in list(meta):
                del meta[key]
            meta["pdfaid:part"], meta["pdfaid:conformance"] = "2", "B"
            meta["dc:title"] = self.title
            meta["xmp:CreateDate"] = meta["xmp:ModifyDate"] = self.date.isoformat(timespec="seconds")
