"""Which steps of a record can be seen and heard in its recording, and at which second: the legal step ↔ the second of the film.

A step comes from the record's own declaration: the certificate that officers showed (制度第九条), the rights that were told (第十条), every
signature of somebody outside or its refusal, the lines of what was found. What a kind asks beyond that stands in ``STEPS``, one
line each. ``required`` steps are those that a recording of the act is made to prove. Pure.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from functools import cache
from types import MappingProxyType

from liuhen.regulation.fields import Dialogue, Officers, Rights, holds
from liuhen.regulation.grammar import Basis, Kind, Part, Verdict
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.moments import MOMENT_MARKED, MOMENT_WITHDRAWN
from liuhen.regulation.sources import COMPULSION_2011, PENALTY_2021, REG
from liuhen.regulation.when import CST

LINES = 200  # of one field; a longer one is marked by its first lines
WORDS = 24  # of a line, as the title of its step


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One step of a kind: ``field`` is where the record speaks of it, ``short`` stands above the axis, ``when`` is a field's condition."""

    key: str
    title: str
    short: str
    field: str
    basis: Basis
    required: bool = True
    when: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A step of one record. ``about``: the line, question or signer; ``where``: field or part in words; ``said``: when the record says it was.

    ``listed``: shown though it has no moment; lines of text are only offered.
    """

    key: str
    title: str
    short: str
    where: str
    basis: Basis
    about: str = ""
    required: bool = False
    listed: bool = True
    said: datetime | None = None

    @property
    def id(self) -> str:
        """Key and what it is about, as forms and moments name it."""
        return f"{self.key}:{self.about}" if self.about else self.key


#: What kinds ask beyond what their fields and parts tell.
STEPS: Mapping[str, tuple[Step, ...]] = MappingProxyType(
    {
        "sampling": (
            Step(key="taken", title="抽取样品", short="抽样", field="items", basis=REG(12)),
            Step(key="sealed", title="封存样品", short="封样", field="items", basis=PENALTY_2021(56), required=False),
        ),
        "advance_registration": (
            Step(key="counted", title="清点登记物品", short="清点", field="items", basis=REG(13), required=False),
        ),
        "evidence_list": (
            Step(key="counted", title="清点登记物品", short="清点", field="items", basis=REG(11), required=False),
        ),
        "seizure_decision": (
            Step(key="counted", title="清点查封、扣押的物品", short="清点", field="items", basis=COMPULSION_2011(24)),
            Step(
                key="handed", title="当场交付决定书和清单", short="交付", field="handed_over", basis=COMPULSION_2011(24),
                when="handed_over",
            ),
        ),
        "scene_record": (
            Step(key="heard", title="听取陈述和申辩", short="申辩", field="defence", basis=COMPULSION_2011(18)),
        ),
        "obstruction_removal": (
            Step(key="removed", title="排除妨碍、恢复原状", short="排除", field="what", basis=REG(25)),
        ),
        "summary_decision": (
            Step(key="rights", title="告知事实、理由、依据和权利", short="告知", field="told", basis=REG(17), when="told"),
            Step(key="heard", title="听取陈述和申辩", short="申辩", field="statement", basis=REG(17)),
            # where the party signed for it, his signature is the moment
            Step(
                key="handed", title="当场交付决定书", short="交付", field="handed_over", basis=PENALTY_2021(52), when="handed_over"
            ),
        ),
        "proof_of_service": (
            Step(key="left", title="留置文书", short="留置", field="refusal_reason", basis=REG(20), when="way=leaving"),
            Step(
                key="handed", title="交付文书", short="交付", field="recipient", basis=REG(18), required=False,
                when="way=direct|way=entrusted|way=passed_on",
            ),
            Step(
                key="posted", title="张贴公告", short="张贴", field="medium", basis=REG(22), required=False, when="way=public_notice"
            ),
        ),
        "hearing_record": (
            Step(key="opened", title="宣布听证开始、告知权利", short="开始", field="chair", basis=PENALTY_2021(64)),
            Step(key="accused", title="提出事实、证据和处罚建议", short="指控", field="accusation", basis=PENALTY_2021(64)),
            Step(key="heard", title="申辩和质证", short="申辩", field="defence", basis=PENALTY_2021(64)),
        ),
    }
)  # fmt: skip

#: Long fields whose lines are offered as steps, and what a line is called.
TEXTS: Mapping[str, tuple[tuple[str, str], ...]] = MappingProxyType(
    {
        "inspection_record": (("findings", "情况"),),
        "scene_record": (("facts", "经过"),),
        "obstruction_removal": (("what", "经过"),),
        "hearing_record": (("exchange", "辩论"),),
    }
)
#: Told in the words of another statute than the regulation's article 10.
_RIGHTS = MappingProxyType({"scene_record": COMPULSION_2011(18)})


@cache
def steps(kind: Kind) -> tuple[Step, ...]:
    """The steps that a kind itself has, in the order of its form; signatures and lines belong to single records."""
    found: list[Step] = []
    for field in kind.fields:
        if isinstance(field, Officers) and field.shown:
            found.append(Step(key="card", title="出示执法证件", short="亮证", field=field.key, basis=REG(9)))
        elif isinstance(field, Rights):
            basis = _RIGHTS.get(kind.key, REG(10))
            found.append(Step(key="rights", title="告知权利", short="告知", field=field.key, basis=basis, when=field.when))
    return (*found, *STEPS.get(kind.key, ()))


def marked_kinds(kinds: Mapping[str, Kind]) -> tuple[Kind, ...]:
    """The kinds of cases that have steps of their own."""
    return tuple(kind for kind in kinds.values() if "case" in kind.subjects and steps(kind))


def asked(record: Record) -> list[Asked]:
    """The steps of one record: its kind's, its lines, its signatures and refusals, in this order."""
    return [*_own(record), *_lines(record), *_signed(record)]


def _own(record: Record) -> Iterator[Asked]:
    titles = {field.key: field.title for field in record.kind.fields}
    for step in steps(record.kind):
        if step.when and not holds(step.when, record.content):
            continue
        yield Asked(
            key=step.key,
            title=step.title,
            short=step.short,
            where=titles.get(step.field, ""),
            basis=step.basis,
            required=step.required,
            said=_said(record, step),
        )


def _said(record: Record, step: Step) -> datetime | None:
    """The time of the step as the record states it: the officers' earliest showing, the telling of rights."""
    value = record.get(step.field)
    if step.key == "card" and isinstance(value, list):
        shown = [str(one.get("shown_at") or "") for one in value if isinstance(one, Mapping)]
        return min((at for hour in shown if (at := _on(record, hour))), default=None)
    if step.key == "rights" and isinstance(value, Mapping):
        return _on(record, str(value.get("at") or ""))
    return None


def _on(record: Record, hour: str) -> datetime | None:
    """An hour as forms hold it (20:39), on the day of the act."""
    try:
        at = time.fromisoformat(hour)
    except ValueError:
        return None
    if not record.at.is_exact:
        return None
    return datetime.combine(record.at.lo.astimezone(CST).date(), at, CST)


def _lines(record: Record) -> Iterator[Asked]:
    for key, name in TEXTS.get(record.kind.key, ()):
        lines = [line.strip() for line in str(record.get(key) or "").splitlines() if line.strip()]
        for number, line in enumerate(lines[:LINES], start=1):
            yield _line(line, f"{key}-{number}", f"{name}第 {number} 项")
    for field in record.kind.fields:
        if isinstance(field, Dialogue):
            rows = [row for row in record.get(field.key) or () if isinstance(row, Mapping)]
            for number, row in enumerate(rows[:LINES], start=1):
                yield _line(str(row.get("q") or ""), f"{field.key}-{number}", f"第 {number} 问")


def _line(text: str, about: str, where: str) -> Asked:
    title = text if len(text) <= WORDS else text[: WORDS - 1] + "…"
    return Asked(
        key="line", title=title or where, short=where.replace(" ", ""), where=where, basis=REG(11), about=about, listed=False
    )


def _signed(record: Record) -> Iterator[Asked]:
    """Signatures of people outside; one that was refused is a step that the recording is to prove."""
    for want in record.wanted:
        part = want.part
        if not part.outside:
            continue
        view = record.part(part.key, want.about)
        declined = view is not None and view.verdict == Verdict.DECLINED
        yield Asked(
            key="refused" if declined else "signed",
            title=_signing(part, declined=declined),
            short="拒签" if declined else "签名",
            where="签名",
            basis=REG(11),
            about=":".join(filter(None, (part.key, want.about))),
            required=declined,
            said=view.at.lo if declined and view is not None and view.at.is_exact else None,
        )


def _signing(part: Part, *, declined: bool) -> str:
    return f"{part.who}拒签" if declined else part.title


def standing(history: History) -> list[Record]:
    """The moments of a case that were not taken back, in the order in which they were marked."""
    gone = {str(item["moment"]) for item in history.of(MOMENT_WITHDRAWN)}
    return [item for item in history.of(MOMENT_MARKED) if str(item["moment"]) not in gone]


def missing(record: Record, moments: list[Record]) -> list[Asked]:
    """The required steps of a record that no moment shows."""
    shown = {step_id(item) for item in moments if str(item["record"] or "") == record.id}
    return [step for step in asked(record) if step.required and step.id not in shown]


def step_id(moment: Record) -> str:
    """Step and what it is about, of a moment."""
    return ":".join(filter(None, (str(moment["step"] or ""), str(moment["about"] or ""))))
