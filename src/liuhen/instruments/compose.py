"""A record as a sheet: which layout, and the data that it prints. Pure; drawings and typesetting come after.

Nothing is decided here about the law: the paragraphs are the kind's, the values the record's, the words those of ``words``.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from liuhen.instruments import annex, slots, words
from liuhen.instruments.body import Filler, paired
from liuhen.instruments.letterhead import Letterhead
from liuhen.instruments.words import STRUCK, Surroundings
from liuhen.register.prefill import facts
from liuhen.regulation import fields as f
from liuhen.regulation import paper
from liuhen.regulation.asking import punishes
from liuhen.regulation.grammar import Paper
from liuhen.regulation.history import History, Record
from liuhen.regulation.when import CST

BLANK_DATE = "　　　　年　　月　　日"
_PARTY_LINE = "当事人：{party}"


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What the typesetter needs: a layout's name, its data, the document's date. ``drawings`` are digests of stored strokes."""

    layout: str
    data: Mapping[str, Any]
    date: datetime
    drawings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Around:
    """What a sheet is made from besides its record."""

    history: History
    letterhead: Letterhead
    draft: bool = False
    foot: Mapping[str, Any] = field(default_factory=dict)


def sheet(record: Record, around: Around) -> Sheet:
    """The sheet of a record as it stands."""
    filler = _filler(record, around)
    layout = layout_of(record)
    data = {**_common(record, around), **_LAYOUTS[layout](record, filler, around)}
    signed = [slot for key in ("signatures", "strip", "opinions") for slot in data.get(key) or ()]
    drawn = {digest for slot in signed for digest in (slot["drawing"], *(slot["pages"] or {}).values())}
    return Sheet(layout=layout, data=data, date=dated(record), drawings=tuple(sorted(drawn - {""})))


def layout_of(record: Record) -> str:
    """The layout of a record's paper: a decision is a notice to nobody in particular, a list a form around a table of things."""
    said = record.kind.paper or Paper(layout="form")
    if said.layout == "notice" and not said.addressee:
        return "decision"
    tables = {item.key for item in record.kind.fields if isinstance(item, f.Items) and not words.is_list(item)}
    if said.layout == "form" and any(tables & set(paper.places(paragraph)) for paragraph in said.body):
        return "list"
    return said.layout


def dated(record: Record) -> datetime:
    """The document's date: that of its issue, else when it was entered."""
    return (record.issued or record.entry).recorded_at.astimezone(CST)


def number_of(record: Record) -> str:
    """文号: as drawn on issue, or that of the hand-made original; a number of another sort (of a piece of evidence) is none."""
    if record.issued is not None:
        return record.number
    own = any(item.key == "number" and item.internal for item in record.kind.fields)
    return record.number if own else ""


def day_of(record: Record) -> date | None:
    """The day a paper bears: of its issue, or as stated on a paper made elsewhere; None while it is a draft."""
    if record.told:
        return record.at.known_day
    return dated(record).date() if record.issued is not None else None


def _filler(record: Record, around: Around) -> Filler:
    known = facts(around.history)
    parties = {str(one.get("id")): one for one in known.get("parties") or () if isinstance(one, Mapping)}
    content = record.content
    party = parties.get(str(content.get("party"))) or next(iter(parties.values()), {})
    day = day_of(record)
    common = {
        "agency": around.letterhead.name,
        "number": number_of(record) or STRUCK,
        "party_name": words.party_name(party) if party else STRUCK,
        "party_address": str(party.get("address") or STRUCK),
        "date": words.day(day) if day else BLANK_DATE,
        "officers_line": words.officers(content.get("officers") or known.get("officers")) or STRUCK,
        "case_name": str(known.get("name") or STRUCK),
        "cause": str(content.get("cause") or known.get("cause") or STRUCK),
        "reconsideration_body": around.letterhead.reconsideration_body,
        "court": around.letterhead.court,
        "contact": around.letterhead.contact,
    }
    return Filler(
        kind=record.kind, content=content, common=common, around=Surroundings(parties=parties, paper=_named(around.history))
    )


def _named(history: History) -> Callable[[str], tuple[str, str]]:
    def named(entry_id: str) -> tuple[str, str]:
        found = history.record(entry_id)
        return (found.kind.title, found.number) if found else ("", "")

    return named


def paragraphs(record: Record, around: Around) -> list[str]:
    """The paragraphs to print; the one with ways of contact is left out where the bureau has stated none."""
    kept = list(paper.paragraphs(record.kind, record.content))
    return [one for one in kept if around.letterhead.contact or "contact" not in paper.places(one)]


def standing(record: Record, around: Around) -> list[str]:
    """The sentences a paper says beside its fields (where remedies are sought, what follows), for whoever signs on a screen."""
    filler, beside = _filler(record, around), {"agency", "contact", *paper.REMEDY_SETTINGS}
    return [filler.text(one) for one in paragraphs(record, around) if set(paper.places(one)) <= beside and one.endswith("。")]


# -- what every sheet has ---------------------------------------------------------------------------------------------------
def _common(record: Record, around: Around) -> dict[str, Any]:
    said = record.kind.paper
    return {
        "title": record.kind.title,
        "agency": around.letterhead.name if said is None or said.letterhead else "",
        "number": number_of(record),
        "marks": list(_marks(record)),
        "watermark": "作废" if record.voided else "草稿" if around.draft else "",
        "foot": dict(around.foot),
        "notes": [*([said.copies] if said and said.copies else []), *_corrections(record)],
    }


def _marks(record: Record) -> Iterator[str]:
    if record.told:
        place = str(record.get("original_place") or "")
        yield f"依原件录入{f'　原件存放：{place}' if place else ''}"
    if record.corrections:
        yield "有更正"


def _corrections(record: Record) -> Iterator[str]:
    for number, entry in enumerate(record.corrections, start=1):
        names = "、".join(_title(record, key) for key in entry.content.get("values", {}))
        yield f"更正{number}：{words.moment(entry.recorded_at)}更正{names}。理由：{entry.content.get('reason') or STRUCK}"


def _title(record: Record, key: str) -> str:
    return next((item.title for item in record.kind.fields if item.key == key), key)


# -- by layout ------------------------------------------------------------------------------------------------------------
def _notice(record: Record, filler: Filler, around: Around) -> dict[str, Any]:
    said = record.kind.paper
    addressee = filler.said(said.addressee) if said and said.addressee else ""
    return {
        "addressee": addressee,
        "blocks": list(filler.blocks(paragraphs(record, around))),
        # the seal speaks for the agency and the body names the officers: their signatures stand here only beside an outsider's
        "signatures": slots.slots(record) if record.kind.signed_outside else slots.signed(record, said.signs if said else ()),
        "seal": _seal(record, around),
        "service": _receipt_rows() if said and said.receipt and not record.kind.signed_outside and not record.told else None,
        "annex": annex.daily(record),
    }


def _decision(record: Record, filler: Filler, around: Around) -> dict[str, Any]:
    body = [one for one in paragraphs(record, around) if one != _PARTY_LINE]
    party = filler.around.parties.get(str(record.get("party")))
    rows = [{"label": label, "value": value} for label, value in words.party_facts(party) if label != "联系电话"] if party else []
    if rows:
        rows[0] = {"label": "当事人", "value": rows[0]["value"]}
    return {
        **_notice(record, filler, around),
        "addressee": "",
        "head": paired(rows or [{"label": "当事人", "value": STRUCK}]),
        "blocks": list(filler.blocks(body)),
    }


def _seal(record: Record, around: Around) -> dict[str, Any] | None:
    """The place of the seal: drawn only on a demonstration bureau; a paper of elsewhere has its seal on the original."""
    if record.told:
        return {"name": around.letterhead.name, "date": words.day(day_of(record)) if day_of(record) else STRUCK, "sort": "none"}
    day = day_of(record)
    drawn = around.letterhead.demo and not around.draft and record.issued is not None
    return {"name": around.letterhead.name, "date": words.day(day) if day else BLANK_DATE, "sort": "demo" if drawn else "blank"}


def _receipt_rows() -> list[list[dict[str, str]]]:
    """Proof of receipt, to be filled in by hand when the paper is served."""
    return [
        [{"label": "受送达人签名或盖章", "value": ""}, {"label": "收到时间", "value": "　年　月　日　时　分"}],
        [{"label": "送达方式", "value": ""}, {"label": "送达人签名", "value": ""}],
    ]


def _transcript(record: Record, filler: Filler, around: Around) -> dict[str, Any]:
    head, rest = filler.head(paragraphs(record, around))
    return {
        "head": paired(head),
        "blocks": list(filler.blocks(rest)),
        "signatures": slots.slots(record),
        "strip": slots.strip(record),
    }


def _form(record: Record, filler: Filler, around: Around) -> dict[str, Any]:
    body = paragraphs(record, around)
    said = {key for paragraph in (record.kind.paper.body if record.kind.paper else ()) for key in paper.places(paragraph)}
    pairs = [filler.pair(item) for item in _cells(record, said)]
    if "officers_line" in said:
        pairs = [pair for pair in pairs if pair["label"] != "执法人员"]
    return {
        "head": paired([*_case_pairs(record, filler, said, around.history), *pairs]),
        "opinions": slots.opinions(record),
        "blocks": list(filler.blocks(body)),
        "signatures": slots.slots(record),
        "seal": _seal(record, around) if record.kind.paper and record.kind.paper.sealed else None,
    }


def _cells(record: Record, said: set[str]) -> Iterator[f.Field]:
    """The fields that stand in a form's table: asked for, not internal, not said in the body; attachments only where there are any."""
    for item in record.kind.fields:
        attached = isinstance(item, f.Scans | f.RecordingRefs)
        if item.internal or item.key in said or not item.wanted(record.content):
            continue
        if attached and item.empty(record.get(item.key)):
            continue
        yield item


def _case_pairs(record: Record, filler: Filler, said: set[str], history: History) -> Iterator[dict[str, Any]]:
    """案由 (事项, where nobody is punished) heads every form that does not state it itself."""
    stated = said | {item.key for item in record.kind.fields}
    if not stated & {"cause", "name", "item"} and filler.common["cause"] != STRUCK:
        yield {"label": "案由" if punishes(history) else "事项", "value": filler.common["cause"]}


def _slip(record: Record, filler: Filler, around: Around) -> dict[str, Any]:
    body = [one for one in paragraphs(record, around) if "papers" not in paper.places(one)]
    rows = [_slip_row(filler, paragraph) for paragraph in body]
    first = [row for row in rows if row["label"] == "受送达人"]
    return {
        "head": [[row] for row in first],
        "papers": _served(record, filler),
        "rows": paired([row for row in rows if row not in first]),
        "signatures": slots.slots(record),
        "remark": str(record.get("note") or STRUCK),
    }


def _slip_row(filler: Filler, paragraph: str) -> dict[str, Any]:
    label, colon, rest = paragraph.partition("：")
    return {"label": label, "value": filler.text(rest)} if colon else {"label": "说明", "value": filler.text(paragraph)}


def _served(record: Record, filler: Filler) -> list[dict[str, str]]:
    """The papers served, by title and number; a source may name them only in words."""
    ids = record.get("papers") or ()
    named = [filler.around.paper(str(one)) for one in ids]
    if not named and record.get("paper_kind"):
        named = [(_kind_title(record), str(record.get("paper_number") or ""))]
    return [{"title": title or STRUCK, "number": number or STRUCK} for title, number in named or [(STRUCK, STRUCK)]]


def _kind_title(record: Record) -> str:
    from liuhen.register.store import book

    kind = book().kinds.get(str(record.get("paper_kind")))
    return kind.title if kind else str(record.get("paper_kind"))


_LAYOUTS: Mapping[str, Callable[[Record, Filler, Around], dict[str, Any]]] = {
    "notice": _notice,
    "decision": _decision,
    "transcript": _transcript,
    "form": _form,
    "list": _form,
    "slip": _slip,
}
