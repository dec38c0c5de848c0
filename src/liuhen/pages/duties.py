"""What the button of a duty opens: a draft of the kind that is owed, the signing page, the upload page, the case file."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from liuhen.cases.duties import DutyItem
from liuhen.cases.next_steps import named_papers
from liuhen.register import register
from liuhen.register.models import FindingRow
from liuhen.regulation.excusals import still_to_be_done
from liuhen.regulation.grammar import Kind, Verdict
from liuhen.regulation.history import History, Record


@dataclass(frozen=True, kw_only=True, slots=True)
class Button:
    """A link (``url``), or a small form that opens a draft (``start`` with ``values``)."""

    text: str
    url: str = ""
    start: str = ""
    values: tuple[tuple[str, str], ...] = ()


#: Sent by a duty's button: a record of that kind that is not finished yet is gone on with.
OWED = "owed"
RECORDING = ("recording", "recording_stored", "recording_linked")


def button_of(duty: DutyItem, history: History | None = None) -> Button:
    """The button that does what is owed."""
    if duty.part:
        return Button(text=duty.button, url=reverse("sign", args=[_record(duty, history)]))
    if duty.kind in RECORDING or duty.kind.startswith("recording:"):
        query = f"?case={duty.case}&record={duty.about}" if duty.case else ""
        return Button(text=duty.button, url=reverse("upload_page") + query)
    if duty.kind == "case_file_bound" and duty.case:
        return Button(text=duty.button, url=reverse("case_file", args=[duty.case]))
    kind = register.book().kinds.get(duty.kind)
    if kind is None or duty.case is None:
        return Button(text="去看", url=reverse("case", args=[duty.case]) if duty.case else reverse("desk"))
    if "recording" in kind.subjects and "case" not in kind.subjects:
        return Button(text=duty.button, url=_recording(duty, history))
    return _writing(duty, kind, history)


def _writing(duty: DutyItem, kind: Kind, history: History | None) -> Button:
    """Goes on with what was begun, else opens a draft."""
    there = unfinished(history, kind.key, duty.about, duty.item) if history is not None else None
    if there is not None:
        way, text = ("issue", "发出") if there.complete else ("sign", "去签")
        return Button(text=text, url=reverse(way, args=[there.id]))
    values = (("case", str(duty.case)), ("party", duty.item), ("about", duty.about), (OWED, "1"))
    return Button(text=duty.button, start=kind.key, values=values)


def unfinished(history: History, kind: str, about: str, party: str) -> Record | None:
    """The newest record of a kind, about the same entry or of the same party, that waits for a signature or for being issued."""
    for record in reversed(history.records):
        if record.kind.key != kind or record.stands or record.voided is not None or _refused(record):
            continue
        if about in {record.about, *named_papers(record)} or (party and record["party"] == party):
            return record
    return None


def _refused(record: Record) -> bool:
    return record.blocked is not None and record.blocked.verdict == Verdict.REFUSED


def _record(duty: DutyItem, history: History | None) -> str:
    """The record whose part is owed: the newest of its kind about the same entry, else what the duty is because of."""
    if history is not None:
        found = [one for one in history.records if one.kind.key == duty.kind and one.voided is None and not one.stands]
        about = [one for one in found if duty.about in {one.id, one.about}]
        if about or found:
            return (about or found)[-1].id
    return duty.about


def _recording(duty: DutyItem, history: History | None) -> str:
    """The page of the recording that a link in the case speaks of."""
    record = history.record(duty.about) if history is not None else None
    number = str(record["recording"] or "") if record is not None else ""
    return reverse("recording", args=[number]) if number else reverse("case", args=[duty.case])


def with_buttons(duties: Iterable[DutyItem], history: History | None = None) -> list[dict[str, Any]]:
    """Duties, each with its button, the row that 无法补办 names, and whether it may be called past doing at all (``past``)."""
    listed = list(duties)
    subjects, keys = {duty.case for duty in listed if duty.case}, [duty.key for duty in listed]
    rows = {row.key: row for row in FindingRow.objects.filter(subject__in=subjects, key__in=keys).only("key", "owes", "gates")}
    return [{"duty": duty, "button": button_of(duty, history), **_letting_go(rows.get(duty.key))} for duty in listed]


def _letting_go(row: FindingRow | None) -> dict[str, Any]:
    return {"finding": row and row.pk, "past": row is not None and not still_to_be_done(row.owes, row.gates)}
