"""Record to paper: PDF/A-2a for issuing and printing, pages as pictures for the record page."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from uuid import UUID

from liuhen.access.masking import Clearance
from liuhen.instruments import masked, receipts, strokes, typesetter
from liuhen.instruments.compose import Around, Sheet, dated, sheet, standing
from liuhen.instruments.letterhead import Agency, letterhead
from liuhen.instruments.receipts import Receipt
from liuhen.register.models import Draft
from liuhen.register.register import book, load
from liuhen.register.types import SubjectRef
from liuhen.regulation.grammar import Refusal
from liuhen.regulation.history import Entry, History, Record
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import CST, When

Made = TypeVar("Made")
_OVER, _LONG = 2, 4  # pages: from the first on there is one to save; beyond the second nobody minds one more
_CLOSER = frozenset({"notice", "decision"})
DRAFT_NOTE = "草稿，没有编号，没有记入账本，不得送达。"
WAITING_NOTE = "还没有账本回执，不得送达。"


def render(record: Record, history: History, terms: Terms, agency: Agency, receipt: Receipt | None = None) -> bytes:
    """A record as PDF/A-2a, not yet signed. Same record, same receipt, same bytes.

    Refusal when a paper with remedies would go out without naming where they are sought.
    """
    return pdf(laid_out(record, history, terms, agency, receipt))


def pdf(made: Sheet) -> bytes:
    """A sheet as PDF/A-2a."""
    return _fitted(made, lambda data: typesetter.pdf(made.layout, data, date=made.date), typesetter.pages_in)


def _svg(made: Sheet) -> list[bytes]:
    return _fitted(made, lambda data: typesetter.svg(made.layout, data), len)


def _fitted(made: Sheet, make: Callable[[Mapping[str, Any]], Made], count: Callable[[Made], int]) -> Made:
    """A notice or decision whose last sheet holds little more than seal and proof of receipt is set closer, where that saves it."""
    first = make(made.data)
    if made.layout not in _CLOSER or not _OVER <= count(first) <= _LONG:
        return first
    for closeness in (1, 2):
        closer = make({**made.data, "closeness": closeness})
        if count(closer) < count(first):
            return closer
    return first


def laid_out(
    record: Record, history: History, terms: Terms, agency: Agency, receipt: Receipt | None = None, *, draft: bool = False
) -> Sheet:
    """The sheet with its drawings, ready for the typesetter."""
    head = letterhead(agency, terms, dated(record).date())
    if record.kind.paper and record.kind.paper.remedies and head.missing and record.issued is not None and not record.told:
        raise Refusal(
            f"“{record.kind.title}”还没有出文书：本机关没有设置{'和'.join(head.missing)}的全称，救济途径写不完整。"
            "请在机关设置里补齐，系统会自动重新出文书，文号不变。",
            code="settings_missing",
        )
    note = DRAFT_NOTE if draft else "" if receipt else WAITING_NOTE if record.kind.issued and not record.told else ""
    foot = receipts.foot(receipt, dated(record), note=note if receipt is None else "")
    made = sheet(record, Around(history=history, letterhead=head, draft=draft, foot=foot))
    drawn = strokes.drawings(made.drawings)
    return Sheet(layout=made.layout, data={**made.data, "drawings": drawn}, date=made.date, drawings=made.drawings)


def standing_words(record: Record, history: History, terms: Terms, agency: Agency) -> list[str]:
    """What a record's paper says beside its fields, in the order of the paper."""
    return standing(record, Around(history=history, letterhead=letterhead(agency, terms, dated(record).date())))


def masked_sheet(record: Record, history: History, terms: Terms, agency: Agency, clearance: Clearance) -> Sheet:
    """A record as 遮盖件 for one reader; a paper that cannot name its remedies is shown all the same, for it goes nowhere."""
    hidden = masked.history(history, clearance)
    return masked.marked(
        laid_out(masked.record(hidden, record.id), hidden, terms, agency, draft=record.issued is None and not record.told)
    )


def masked_pages(record: Record, history: History, terms: Terms, agency: Agency, clearance: Clearance) -> list[bytes]:
    """The same as one SVG per page."""
    return _svg(masked_sheet(record, history, terms, agency, clearance))


def preview(item: Draft | Record, terms: Terms, agency: Agency, history: History | None = None) -> bytes:
    """A draft, or a record not yet issued, as PDF with 草稿 across every page."""
    return pdf(_preview_sheet(item, terms, agency, history))


def preview_pages(item: Draft | Record, terms: Terms, agency: Agency, history: History | None = None) -> list[bytes]:
    """The same as one SVG per page, for the record page; its length is the number of pages."""
    return _svg(_preview_sheet(item, terms, agency, history))


def pages(record: Record, history: History, terms: Terms, agency: Agency) -> list[bytes]:
    """A frozen record as one SVG per page without a mark: what is shown for signing page by page."""
    return _svg(laid_out(record, history, terms, agency))


def _preview_sheet(item: Draft | Record, terms: Terms, agency: Agency, history: History | None) -> Sheet:
    if isinstance(item, Record):
        around = history or History((item.entry,), book().kinds)
        unfinished = item.issued is None and not item.told and (item.kind.issued or not item.complete)
        return laid_out(item, around, terms, agency, draft=unfinished)
    around = history or load(item.agency, SubjectRef(item.subject_type, UUID(str(item.subject))))
    return laid_out(record_of(item), around, terms, agency, draft=True)


def record_of(draft: Draft) -> Record:
    """A draft as the record it would be if it were frozen as it is."""
    saved = draft.saved_at.astimezone(CST)
    entry = Entry(
        id=str(draft.id),
        subject=str(draft.subject),
        subject_type=draft.subject_type,
        seq=0,
        kind=draft.kind,
        version=book().kinds[draft.kind].version,
        author=str(draft.author),
        when=When.at(saved),
        recorded_at=saved,
        origin=draft.origin,
        about=str(draft.about or ""),
        content=_mapping(draft.content),
    )
    return Record(entry, book().kinds[draft.kind])


def _mapping(content: Any) -> Mapping[str, Any]:
    return content if isinstance(content, Mapping) else {}
