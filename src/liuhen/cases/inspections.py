"""行政检查 and the case that it finds (practice.md 2): how often a firm was inspected this year, and one click into a penalty case.

The inspection stays a case of its own with its own file. Its transcripts are named in both histories by one entry each
(``inspection_linked``) that carries what the penalty case needs of them; 制度第七条 is judged on the penalty's own start.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from liuhen.access.permissions import demand
from liuhen.access.policy import Action
from liuhen.cases.models import CaseRow, PartyRow
from liuhen.register import clock, register
from liuhen.register.types import Act, Actor, SubjectRef
from liuhen.regulation import venues
from liuhen.regulation.coverage import links
from liuhen.regulation.grammar import Refusal
from liuhen.regulation.history import History, Record
from liuhen.regulation.saying import said
from liuhen.regulation.when import CST

#: What an inspection makes that proves something, and goes along into the case.
TAKEN_ALONG = (
    "inspection_record", "sampling", "interview_transcript", "evidence_list", "evidence_item", "evidence_extract", "electronic_extraction",
    "evidence_explanation", "advance_registration", "correction_order", "inspection_notice",
)  # fmt: skip


def this_year(actor: Actor, inspection: UUID) -> int:
    """Which inspection of its parties in this calendar year this one is, as far as this system knows: 1 for the first."""
    year = clock.now().astimezone(CST).year
    mine = PartyRow.objects.filter(case=inspection, agency=actor.agency)
    codes, names = {row.code for row in mine if row.code}, {row.name for row in mine if row.name}
    same = PartyRow.objects.filter(agency=actor.agency, code__in=codes) | PartyRow.objects.filter(
        agency=actor.agency, name__in=names
    )
    cases = CaseRow.objects.filter(pk__in=same.values("case"), procedure="inspection", opened_at__year=year)
    return cases.exclude(pk=inspection).count() + 1


def first_values(actor: Actor, inspection: UUID) -> dict[str, Any]:
    """The first values of the case that an inspection found: where it comes from, whom and what it is about."""
    ref = SubjectRef("case", inspection)
    demand(actor, Action.WRITE, ref)
    history = register.history(actor.agency, ref)
    seen = _records(history, "inspection_record")
    if not seen:
        raise Refusal("没有转入：还没有现场检查笔录。请先做笔录。", code="incomplete")
    known, last = register.facts(history), seen[-1]
    kept = {key: known[key] for key in _KEPT if known.get(key)}
    return {
        **kept,
        "inspection": str(inspection),
        "source": "inspection",
        "act": "penalty",
        "procedure": "ordinary",
        "found": last.at.lo.astimezone(CST).strftime("%Y-%m-%dT%H:%M"),
        "place": last.get("place") or known.get("place") or {},
        "facts": str(last.get("findings") or ""),
    }


_KEPT = (
    "parties", "officers", "unit", "unit_name", "capacity", "acting_body", "entrusting_body", "secrecy", "legal_basis",
)  # fmt: skip


def link(actor: Actor, inspection: UUID, case: UUID) -> None:
    """Name the records of an inspection in the case that it found, and the case in the inspection; one entry in each history."""
    source, target = SubjectRef("case", inspection), SubjectRef("case", case)
    demand(actor, Action.SEE, source)
    demand(actor, Action.WRITE, target)
    found = register.history(actor.agency, source)
    if any(str(record.get("case")) == str(case) for record in _records(found, "inspection_linked")):
        return
    content = {
        "inspection": str(inspection),
        "case": str(case),
        "inspection_name": str(register.facts(found).get("name") or "行政检查"),
        "case_name": str(register.facts(register.history(actor.agency, target)).get("name") or ""),
        "records": list(_taken(found)),
    }
    register.write(actor, [Act(subject=ref, kind="inspection_linked", content=content) for ref in (target, source)])


def _records(history: History, *kinds: str) -> list[Record]:
    return [record for record in history.records if record.kind.key in kinds and record.voided is None]


def _taken(history: History) -> Iterator[dict[str, Any]]:
    """The records taken along, each with when and where it was made, who signed it, and how many recordings show it."""
    shown = [link.record for link in links(history)]
    for record in _records(history, *TAKEN_ALONG):
        place = record.get("place")
        span = f"{said(record.at)} 至 {said(record.ended)}" if record.at != record.ended else said(record.at)
        yield {
            "id": record.id,
            "kind": record.kind.key,
            "title": record.kind.title,
            "number": record.number,
            "time": span,
            "place": str(place.get("text") or "") if isinstance(place, Mapping) else "",
            "signed": "签名齐全" if record.complete else f"还缺{'、'.join(want.label for want in record.missing)}",
            "recordings": shown.count(record.id),
            **_fetched(record),
        }


def _fetched(record: Record) -> dict[str, Any]:
    """What of the things that a venue keeps for a while a record says was fetched, and when: the case need not fetch it again."""
    found = venues.fetched(record)
    return {"fetched": found, "at": record.at.hi.astimezone(CST).isoformat()} if found else {}


def linked(history: History) -> list[dict[str, str]]:
    """The other ends of a case's links: ``{"id", "name", "title"}``; the inspection it came from, or the cases it found."""
    ends = []
    for record in _records(history, "inspection_linked"):
        here = history.subject == str(record.get("inspection"))
        ends.append(
            {
                "id": str(record.get("case") if here else record.get("inspection")),
                "name": str(record.get("case_name") if here else record.get("inspection_name")),
                "title": "转入的处罚案件" if here else "来自行政检查",
            }
        )
    return ends
