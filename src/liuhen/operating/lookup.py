"""Cases as an operator names them at the terminal: by number (文号), by id, or by the id that a source gave them."""

from uuid import UUID

from liuhen.bureau import queries
from liuhen.cases.models import CaseRow
from liuhen.ledger import read
from liuhen.regulation.grammar import Refusal

_MANY = 100_000


def agency_id() -> UUID:
    """The agency of this installation; Refusal(code="no_agency") before one is founded."""
    agencies = queries.agencies()
    if not agencies:
        raise Refusal("还没有设立机关。请先启动一次（./liuhen serve）。", code="no_agency")
    return UUID(str(agencies[0].id))


def find(name: str) -> CaseRow:
    """The case of that name; Refusal(code="not_found") where there is none, code="ambiguous" where there are several."""
    agency = agency_id()
    rows = CaseRow.objects.filter(agency=agency)
    try:
        found = list(rows.filter(pk=UUID(name)))
    except ValueError:
        found = list(rows.filter(number=name)) or list(rows.filter(pk__in=_by_source(agency, name)))
    if not found:
        raise Refusal(
            f"没有“{name}”这件案件。可以用案号、案件标识或者来源编号来查，./liuhen export --list 列出全部案号。", code="not_found"
        )
    if len(found) > 1:
        listed = "、".join(str(row.pk) for row in found)
        raise Refusal(f"叫“{name}”的案件有 {len(found)} 件，请用标识指明：{listed}", code="ambiguous")
    return found[0]


def name_of(row: CaseRow) -> str:
    """What to call a case at the terminal: its number where it has one of its own, else its id."""
    return row.number if row.number and CaseRow.objects.filter(agency=row.agency, number=row.number).count() == 1 else str(row.pk)


def _by_source(agency: UUID, name: str) -> list[UUID]:
    told = read.newest(agency, limit=_MANY, kinds=["source_told"])
    return [one.entry.subject for one in told if one.entry.content.get("source_id") == name]
