"""Telling a story on a scripted clock: every step of every case is planned first, then done in the order of time.

So the demo's log reads as it would have been written: no entry before the one above it, everything through the register's own
commands, gates and signatures included. A step that the law refuses stops the building: the demo is a test of the whole path.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from liuhen.bureau import queries as bureau
from liuhen.instruments.jobs import make_waiting
from liuhen.instruments.render import pages
from liuhen.ledger.sequencer import sequence
from liuhen.operating.demo.people import Cast
from liuhen.register import clock, register
from liuhen.register.register import Signing
from liuhen.register.types import Actor, SubjectRef
from liuhen.regulation.grammar import Signer, Verdict
from liuhen.regulation.history import Record, Wanted
from liuhen.regulation.when import CST

#: A drawn signature may stand for whoever signs on glass; made once per story.
OUTSIDE = {Signer.PARTY, Signer.PERSON, Signer.WITNESS, Signer.RECIPIENT}


@dataclass(order=True)
class Step:
    """Something that happens at a moment; ``number`` keeps steps of one moment in the order they were told."""

    moment: datetime
    number: int
    act: Callable[[], None] = field(compare=False)


@dataclass(frozen=True, kw_only=True)
class How:
    """What goes otherwise than usual with a record's parts.

    ``leave``: from this part on nobody has signed yet. ``declined``: part → reason of the refusal to sign. ``refused``: opinion →
    words of a head who says no.
    """

    leave: Sequence[str] = ()
    declined: Mapping[str, str] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)


AS_USUAL = How()


class Tale:
    """All stories of the demo, and the clock they are told by."""

    def __init__(self, cast: Cast, today: date, stroke: Callable[[str], str]) -> None:
        self.cast = cast
        self.today = today
        self.stroke = stroke
        self.steps: list[Step] = []
        self._last: datetime | None = None

    def plan(self, moment: datetime, act: Callable[[], None]) -> None:
        """Something to happen at a moment."""
        self.steps.append(Step(moment, len(self.steps), act))

    def tell(self, until: datetime, progress: Callable[[int, int], None]) -> None:
        """Do every step up to ``until`` in the order of time; later ones are left to the people of the demo."""
        due = [step for step in sorted(self.steps) if step.moment <= until]
        for number, step in enumerate(due, start=1):
            self.set(step.moment)
            step.act()
            progress(number, len(due))
        sequence()

    def set(self, moment: datetime) -> None:
        """Put the clock to a moment, never back."""
        self._last = max(moment, self._last + timedelta(seconds=1)) if self._last else moment
        clock.set_script(self._last)

    def wait(self, seconds: int) -> None:
        """Let the clock run on a little."""
        assert self._last is not None  # noqa: S101 - only called while a step is told
        self.set(self._last + timedelta(seconds=seconds))


class Story:
    """One case as it is told: a current moment, the case's subject, and its records by label."""

    def __init__(self, tale: Tale, unit: str, officers: tuple[str, str]) -> None:
        self.tale = tale
        self.cast = tale.cast
        self.unit = unit
        self.lead, self.second = officers
        self.case = SubjectRef("case", uuid4())
        self.clue = SubjectRef("clue", uuid4())
        self.records: dict[str, Record] = {}
        self.films: dict[str, UUID] = {}
        self.moment = self.on(-1, "09:00")

    # -- time -----------------------------------------------------------------------------------------------------
    def on(self, day: int, hour: str) -> datetime:
        """A moment so many days from the first day of the demo (negative: before)."""
        return datetime.combine(self.tale.today + timedelta(days=day), time.fromisoformat(hour), CST)

    def at(self, day: int, hour: str) -> None:
        """What is told next happens then."""
        self.moment = self.on(day, hour)

    def stamp(self, day: int, hour: str) -> str:
        """A moment as a form holds it."""
        return self.on(day, hour).strftime("%Y-%m-%dT%H:%M")

    def day(self, day: int) -> str:
        """A day as a form holds it."""
        return self.on(day, "00:00").date().isoformat()

    # -- acts -----------------------------------------------------------------------------------------------------
    def later(self, act: Callable[[], None]) -> None:
        """Plan any act for the current moment."""
        self.tale.plan(self.moment, act)

    def do(
        self,
        who: str,
        kind: str,
        values: Mapping[str, Any] | Callable[[], Mapping[str, Any]],
        *,
        about: str = "",
        label: str = "",
        subject: str = "case",
        how: How = How(),
    ) -> None:
        """A record filled in, frozen, signed by all it asks for, but what ``how`` leaves, and issued if it is issued."""

        def act() -> None:
            ref = self.case if subject == "case" else self.clue
            told = values() if callable(values) else values
            before = self.records[about].id if about else None
            actor = self.cast.actors[who]
            draft = register.start_draft(actor, kind, subject=ref, about=UUID(before) if before else None)
            draft = register.save_draft(actor, draft.id, told, draft.revision)
            record = register.freeze(actor, draft.id)
            record = self._sign_all(record, who, how)
            if record.kind.issued and record.complete:
                self.tale.wait(20)
                sequence()
                register.issue(actor, UUID(record.id))
                record = self._paper(record)
            self.records[label or kind] = record

        self.later(act)

    def _paper(self, record: Record) -> Record:
        """The PDF of what was just issued, made at once instead of by the worker, so that its receipt is of that day."""
        self.tale.wait(2)
        sequence()
        make_waiting(self.cast.agency, clock.script())
        _, issued = register.find_record(self.cast.agency, UUID(record.id))
        return issued

    def _sign_all(self, record: Record, who: str, how: How) -> Record:
        for want in record.missing:
            if want.part.key in how.leave:
                return record
            self.tale.wait(40)
            record = self._sign(record, want, who, how)
            if want.part.key in how.refused:
                return record
        return record

    def _sign(self, record: Record, want: Wanted, who: str, how: How) -> Record:
        key, number = want.part.key, UUID(record.id)
        actor = self._whose(want, who)
        if want.part.opinion:
            no = how.refused.get(key)
            return register.opine(actor, number, key, "refused" if no else "agreed", no or OPINIONS.get(key, "同意。"))
        outside = want.part.signer in OUTSIDE
        name = self._signer_name(record, want) if outside else actor.name
        reason = how.declined.get(key)
        signing = Signing(
            part=key,
            about=want.about,
            signer=name,
            verdict=Verdict.DECLINED if reason else Verdict.AGREED,
            means="glass" if outside else "password",
            strokes=self.tale.stroke(name) if outside and not reason else "",
            extra={"reason": reason} if reason else self._pages(record, want),
        )
        return register.sign(actor, number, signing)

    def _pages(self, record: Record, want: Wanted) -> dict[str, list[int]]:
        """Who signs page by page signs every page there is."""
        agency = bureau.agency(self.cast.agency)
        if not want.part.page_by_page or agency is None:
            return {}
        history = register.history(self.cast.agency, SubjectRef(record.entry.subject_type, UUID(record.entry.subject)))
        count = len(pages(record, history, register.terms(self.cast.agency), agency))
        return {"pages": list(range(1, count + 1))}

    def _whose(self, want: Wanted, who: str) -> Actor:
        """The actor whose part this is."""
        actors = self.cast.actors
        for actor in actors.values():
            if want.about == str(actor.person):
                return actor
        role = want.part.role.value if want.part.role else ""
        if not role or role in actors[who].roles:
            return actors[who]
        if role == "unit_head":
            return actors["fangzhigang" if self.unit == "one" else "gaoyuan"]
        return actors[{"head": "hanliqun", "legal": "dingxiaotong", "archivist": "linqiu"}.get(role, self.lead)]

    def _signer_name(self, record: Record, want: Wanted) -> str:
        for key in (want.part.key, "on_site", "person", "recipient", "witness"):
            value = record.get(key)
            if isinstance(value, dict) and value.get("name"):
                return str(value["name"])
        parties = register.facts(register.history(self.cast.agency, self.case)).get("parties") or [{}]
        return str(parties[0].get("representative") or parties[0].get("name") or "当事人")


OPINIONS = {
    "handler": "事实基本清楚，建议按程序办理。",
    "unit_head": "同意承办人意见，请审批。",
    "legal": "主体、权限、程序合法，同意。",
    "head": "同意。",
    "chair": "同意。",
}
