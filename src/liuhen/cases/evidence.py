"""Beside the timeline: the people of a case, its evidence with where each piece is, and its files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from liuhen.bureau import queries as bureau
from liuhen.bureau.fold import day_of, valid
from liuhen.cases.fold import Reading
from liuhen.cases.models import CaseRow
from liuhen.regulation.history import History, Record
from liuhen.regulation.when import CST


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonOn:
    """Somebody with a part in the case: 主办, 协办, 承办机构, 法制审核, 负责人; ``warning`` when a certificate ends soon or has ended."""

    role: str
    name: str
    detail: str = ""
    person: UUID | None = None
    warning: str = ""


def people_on(agency: UUID, row: CaseRow, reading: Reading, facts: Mapping[str, Any], today: date) -> list[PersonOn]:
    """Officers with certificates, the unit and its head, the legal reviewer and the head as far as the case names them."""
    found = list(_officers(agency, row, facts, today))
    heads = bureau.heads_of_unit(row.unit) if row.unit else []
    found.append(PersonOn(role="承办机构", name="、".join(head.name for head in heads) or "未指定", detail=row.unit_name))
    found.append(PersonOn(role="法制审核", name=_legal(reading) or "未指定"))
    found.append(PersonOn(role="负责人", name=_author_of(agency, reading, "head") or "未审批"))
    return found


def _officers(agency: UUID, row: CaseRow, facts: Mapping[str, Any], today: date) -> Iterator[PersonOn]:
    held = {one.id: one for one in bureau.officers(agency, today, only=row.officer_ids)} if row.officer_ids else {}
    for number, one in enumerate(facts.get("officers") or ()):
        if not isinstance(one, Mapping):
            continue
        known = next((officer for person, officer in held.items() if str(person) == str(one.get("id"))), None)
        until = known.valid_until if known else day_of(one.get("valid_until"))
        number_of = (known.certificate if known else str(one.get("certificate") or "")) or ""
        yield PersonOn(
            role="主办" if one.get("lead") or (number == 0 and not _any_lead(facts)) else "协办",
            name=str(one.get("name") or ""),
            detail=f"证号 {number_of}" if number_of else "没有执法证记录",
            person=known.id if known else None,
            warning=_certificate(until, today),
        )


def _any_lead(facts: Mapping[str, Any]) -> bool:
    return any(isinstance(one, Mapping) and one.get("lead") for one in facts.get("officers") or ())


def _certificate(until: date | None, today: date) -> str:
    """12-05 到期 within a month; 已到期 after."""
    if until is None:
        return ""
    if not valid(None, until, today):
        return f"{until.isoformat()} 已到期"
    return f"{until:%m-%d} 到期" if (until - today).days <= 31 else ""  # noqa: PLR2004 - a month ahead


def _legal(reading: Reading) -> str:
    for record in reversed(reading.all("legality_review")):
        reviewer = record["reviewer"]
        if isinstance(reviewer, Mapping) and reviewer.get("name"):
            return str(reviewer["name"])
    return next(
        (view.signer for record in reading.all("initiation_approval") for view in record.parts if view.key == "legal"), ""
    )


def _author_of(agency: UUID, reading: Reading, part: str) -> str:
    """Who last gave an opinion as head: 韩立群, with the title the bureau has."""
    given = [
        view
        for kind in ("initiation_approval", "decision_approval", "closing_report")
        for record in reading.all(kind)
        for view in record.parts
        if view.key == part
    ]
    if not given:
        return ""
    last = given[-1]
    row = bureau.person(UUID(last.author)) if last.author else None
    if row is not None and row.agency == agency:
        return row.name
    return last.signer


@dataclass(frozen=True, kw_only=True, slots=True)
class EvidenceItem:
    """One piece of the evidence register. ``held`` says where it is: 在卷, 先行登记保存, or with whom since the last handover."""

    id: str
    number: str
    kind: str
    name: str
    held: str
    proves: str = ""
    moves: tuple[str, ...] = ()


def evidence(reading: Reading) -> list[EvidenceItem]:
    """The evidence register in the order of its numbers."""
    moves: dict[str, list[Record]] = {}
    for move in reading.all("custody_move"):
        item = move["item"]
        moves.setdefault(str(item.get("id") if isinstance(item, Mapping) else item or move.about), []).append(move)
    found = [
        _evidence(record, moves.get(record.id, []), serial) for serial, record in enumerate(reading.all("evidence_item"), start=1)
    ]
    return sorted(found, key=lambda item: (not item.number.isdecimal(), int(item.number) if item.number.isdecimal() else 0))


def _evidence(record: Record, moves: list[Record], serial: int) -> EvidenceItem:
    labels = {field.key: field for field in record.kind.fields}
    kind, custody = labels.get("kind"), labels.get("custody")
    last = moves[-1] if moves else None
    held = _word(last, "to") if last is not None else _label(custody, record["custody"])
    return EvidenceItem(
        id=record.id,
        number=str(record["number"] or serial),
        kind=_label(kind, record["kind"]),
        name=str(record["name"] or ""),
        held=held or "在卷",
        proves=str(record["proves"] or ""),
        moves=tuple(
            f"{str(move['at'] or '')[5:16].replace('T', ' ')} 由{_word(move, 'from')}交{_word(move, 'to')}" for move in moves
        ),
    )


def _label(field: Any, value: Any) -> str:
    label = getattr(field, "label", None)
    return str(label(str(value))) if callable(label) and value else str(value or "")


def _word(record: Record, key: str) -> str:
    value = record[key]
    return str(value.get("name") or "") if isinstance(value, Mapping) else str(value or "")


@dataclass(frozen=True, kw_only=True, slots=True)
class FileItem:
    """A file of the case: an issued paper's PDF, or a scan that belongs to a record."""

    record: str
    title: str
    sha256: str
    size: int
    type: str
    name: str
    at: datetime
    issued: bool


def files(history: History) -> list[FileItem]:
    """Issued papers and scans, in the order entered."""
    return [item for record in history.records if record.voided is None for item in _files(record)]


def _files(record: Record) -> Iterator[FileItem]:
    if record.instrument is not None:
        content = record.instrument.content
        title = f"{record.kind.title}　{record.number}" if record.number else record.kind.title
        yield _file(record, content, title, record.instrument.recorded_at, issued=True)
    for value in record.content.values():
        if isinstance(value, list):
            for one in value:
                if isinstance(one, Mapping) and one.get("sha256"):
                    yield _file(record, one, record.kind.title, record.recorded_at, issued=False)


def _file(record: Record, content: Mapping[str, Any], title: str, at: datetime, *, issued: bool) -> FileItem:
    return FileItem(
        record=record.id,
        title=title,
        sha256=str(content.get("sha256") or ""),
        size=int(content.get("size") or 0),
        type=str(content.get("type") or ""),
        name=str(content.get("name") or ""),
        at=at.astimezone(CST),
        issued=issued,
    )
