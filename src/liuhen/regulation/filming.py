"""How one act was recorded in picture or sound, as its history tells it: what the rules judge and the supervision desk counts. Pure."""

from dataclasses import dataclass, replace
from datetime import timedelta

from liuhen.regulation.coverage import UNREADABLE, Link, bounds, covering, measured
from liuhen.regulation.covered import Coverage, Covered
from liuhen.regulation.covering import Filmed
from liuhen.regulation.grammar import Duty, Gravity
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.investigation_notes import GAP_EXPLAINED, RECORDING_UNSUITABLE
from liuhen.regulation.owed import Owed
from liuhen.regulation.when import Instant


@dataclass(frozen=True, kw_only=True, slots=True)
class Excuse:
    """Why an act was not recorded, as stated on the spot, and by whom: an id and, where the note has one, a name."""

    reason: str
    by: str
    name: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Filming:
    """What there is of one act. ``met``: when the first recording that counts began; ``unseen``: nobody can tell whether there is one.

    ``breached``: the source itself says that there is none. ``coverage`` only where something was running in a span that is known.
    """

    state: Covered
    met: Instant | None = None
    unseen: bool = False
    breached: bool = False
    excuse: Excuse | None = None
    coverage: Coverage | None = None
    links: tuple[Link, ...] = ()

    @property
    def excused(self) -> str:
        """The reason, where it lets the duty go."""
        return self.excuse.reason if self.excuse and self.state == Covered.EXEMPT else ""

    def duty(self, act: Record, *, do: str, why: str, owes: Owed = Owed.RECORDING) -> Duty:
        """A recording of the act, as owed."""
        return Duty(
            because=act, owes=owes, do=do, why=why, met=self.met, unseen=self.unseen, breached=self.breached, excused=self.excused
        )


def filming(history: History, record: Record, act: Filmed, linked: list[Link], *, unnoticed: timedelta = timedelta()) -> Filming:
    """How an act was recorded; a gap no longer than ``unnoticed`` is none."""
    found, perhaps = _counted(record, act, linked)
    told = record.get("recording_state") if record.told else None
    claimed = told in act.media or (act.scans and bool(record.get("scans")))
    first = min((link.begin for link in found if link.begin), default=found[0].entry.at if found else None)
    met = first or (record.at if claimed else None)
    excuse = unsuitable(history, record) if act.excusable else None
    coverage = measured(record, linked, unnoticed=unnoticed) if found else None
    base = Filming(state=Covered.NONE, met=met, excuse=excuse, coverage=coverage, links=tuple(found))
    if met is not None:
        return replace(base, state=_recorded(found, coverage, told))
    untold = record.told and told is None and history.partial
    return replace(
        base,
        state=_not_recorded(record, linked, excused=excuse is not None, unseen=perhaps or untold),
        unseen=perhaps or untold,
        breached=told == "none",
    )


def _counted(record: Record, act: Filmed, linked: list[Link]) -> tuple[list[Link], bool]:
    if act.anytime:
        return [link for link in linked if link.record == record.id and link.media != UNREADABLE], False
    found, perhaps = covering(record, linked)
    return [link for link in found if not link.media or link.media in act.media], perhaps


def _recorded(found: list[Link], coverage: Coverage | None, told: str | None) -> Covered:
    if coverage is not None:
        return Covered.GAPS if coverage.gaps else Covered.WHOLE
    if not found:
        return Covered.TOLD if told else Covered.PHOTOS
    # of an act whose end nobody wrote down a film is all that can be asked; a photograph remains one
    return Covered.PHOTOS if all(link.media == "photo" for link in found) else Covered.WHOLE


def _not_recorded(record: Record, linked: list[Link], *, excused: bool, unseen: bool) -> Covered:
    if excused:
        return Covered.EXEMPT
    if unseen:
        return Covered.UNSEEN
    unreadable = any(link.record == record.id and link.media == UNREADABLE for link in linked)
    return Covered.UNREADABLE if unreadable else Covered.NONE


def unsuitable(history: History, act: Record) -> Excuse | None:
    """The reason stated on the spot why the act was not recorded; one stated after it ended does not count (practice.md 14).

    The word alone, without a reason, excuses nothing, unless it is all that a source tells.
    """
    if act.get("recording_unsuitable") and (act.get("unsuitable_reason") or act.told):
        return Excuse(reason=str(act.get("unsuitable_reason") or "不适宜音像记录"), by=act.entry.author)
    for note in history.of(RECORDING_UNSUITABLE):
        if note.about == act.id and note.at.lo <= bounds(act)[1]:
            name = str(note.get("stated_by") or "")
            return Excuse(reason=str(note.get("reason") or "不适宜音像记录"), by=note.entry.author, name=name)
    return None


def gap_explained(history: History, act: Record) -> Instant | None:
    """When somebody first said why a stretch is missing."""
    return next((note.submitted for note in history.of(GAP_EXPLAINED) if note.about == act.id), None)


def gap_gravity(*, whole: bool) -> Gravity:
    """A gap is a note, unless the whole course was to be recorded."""
    return Gravity.NONCONFORMING if whole else Gravity.NOTE
