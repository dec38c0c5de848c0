"""What comes next in a case: for the chooser 新增记录 and the process band.

An ordinary penalty (practice.md 1-3) hangs on many things at once and is told here; every other procedure is read off its declaration
in ``regulation/procedures/``. Pure: a history and the open duties in, steps out. The order is advice; nothing here refuses anything.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from liuhen.cases.fold import DECISIONS, STOPS, Reading
from liuhen.regulation.grammar import Kind, Label, Stage
from liuhen.regulation.history import Record
from liuhen.regulation.procedure import PARTY, Procedure, Turn

NO_PENALTY = "no_penalty_decision"  # offered where the bureau's no-penalty list names the act


class State(Label):
    """How far a step is."""

    DONE = "done", "已办"
    UNDER_WAY = "under_way", "办理中"
    NOW = "now", "现在可办"
    LATER = "later", "以后"


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One record that the procedure asks for, for the case or for one ``party``, or about one record (``about``).

    ``required`` steps are counted in the process band; the others are offered when they fit. ``record`` is what was done.
    """

    kind: str
    stage: Stage
    state: State
    why: str
    party: str = ""
    about: str = ""
    record: str = ""
    required: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Owed:
    """An open duty, as findings name it: what kind of record it asks for, because of which, and its words."""

    kind: str
    about: str
    do: str
    party: str = ""
    key: str = ""


class Course:
    """What the steps ask about a case."""

    def __init__(self, reading: Reading, parties: Iterable[str]) -> None:
        """``parties`` are their ids, in order."""
        self.reading = reading
        self.parties = tuple(parties) or ("",)
        self.stopped = bool(reading.standing(*STOPS))
        self.bound = bool(reading.standing("case_file_bound"))
        self.started = bool(reading.all("urgent_start")) or bool(reading.standing("initiation_approval"))
        self.approved = bool(reading.standing("initiation_approval"))
        self.gathered = bool(
            reading.all(
                "inspection_record", "interview_transcript", "evidence_list", "evidence_item", "sampling", "inspection_linked"
            )
        )
        self.reported = bool(reading.standing("investigation_report"))

    def done(self, kind: str, *, party: str = "", about: str = "") -> Record | None:
        """The record of that kind for that party or about that record: the one that stands, else the newest."""
        found = self.reading.of_party(kind, party) if party else self.reading.all(kind)
        if about:
            found = [record for record in found if record.about == about or about in named_papers(record)]
        standing = [record for record in found if record.stands]
        chosen = standing or found
        return chosen[-1] if chosen else None

    def decided(self, party: str) -> bool:
        """Whether a decision, of whatever kind, stands for a party."""
        return any(record.stands for kind in DECISIONS for record in self.reading.of_party(kind, party))

    def noticed(self, party: str) -> bool:
        """Whether the party's prior notice was issued."""
        return any(record.stands for record in self.reading.of_party("prior_notice", party))

    def told(self, party: str) -> bool:
        """Whether the party has its prior notice in hand; a source that tells of the notice alone is believed."""
        slips = [paper for slip in self.reading.standing("proof_of_service") for paper in named_papers(slip)]
        notices = [record for record in self.reading.of_party("prior_notice", party) if record.stands]
        return any(record.told or record.id in slips for record in notices)

    def heard(self, party: str) -> bool:
        """Whether the party stated its defence or waived it."""
        return bool(self.reading.of_party("statement_defence", party) or self.reading.of_party("defence_waived", party))


def named_papers(record: Record) -> list[str]:
    """The papers that a record says it is about (a proof of service), by id."""
    papers = record["papers"]
    if isinstance(papers, list):
        return [str(paper) for paper in papers]
    return [str(papers)] if papers else []


def plan(
    reading: Reading, parties: Iterable[str], owed: Iterable[Owed] = (), procedure: Procedure | None = None
) -> tuple[Step, ...]:
    """The steps of the case in order; what is owed or offered beyond the usual course (``owed``) stands in at its kind."""
    if procedure is not None and procedure.key != "ordinary":
        return tuple(_declared(Course(reading, parties), procedure, {duty.kind.split(".")[0] for duty in owed}))
    course, wanted = Course(reading, parties), {duty.kind.split(".")[0] for duty in owed}
    return tuple(step for make in (_start, _investigate, _decide, _serve, _close) for step in make(course, wanted))


def _step(
    course: Course, kind: str, stage: Stage, why: str, *, ready: bool, party: str = "", about: str = "", required: bool = True
) -> Step:
    record = course.done(kind, party=party, about=about)
    if record is not None:
        state = State.DONE if record.stands else State.UNDER_WAY
    else:
        state = State.NOW if ready and not course.stopped and not course.bound else State.LATER
    return Step(
        kind=kind,
        stage=stage,
        state=state,
        why=why,
        party=party,
        about=about,
        record=record.id if record else "",
        required=required,
    )


def _declared(course: Course, procedure: Procedure, wanted: set[str]) -> Iterator[Step]:
    """The steps of a procedure as its turns declare them."""
    for turn in procedure.turns:
        ready = not turn.after or bool(course.reading.standing(*[kind.key for kind in turn.after]))
        needless = bool(turn.unless) and bool(course.reading.standing(*[kind.key for kind in turn.unless]))
        for party, about in _times(course, turn):
            done = course.done(turn.kind.key, party=party, about=about)
            if done is None and (needless or course.stopped):
                continue
            required = turn.required or turn.kind.key in wanted or done is not None
            key, stage = turn.kind.key, turn.kind.stage
            yield _step(course, key, stage, turn.why, ready=ready, party=party, about=about, required=required)


def _times(course: Course, turn: Turn) -> Iterator[tuple[str, str]]:
    """For whom and about what a turn comes: (party, record)."""
    if isinstance(turn.each, Kind):
        for record in course.reading.standing(turn.each.key):
            yield str(record["party"] or ""), record.id
    elif turn.each == PARTY:
        for party in course.parties:
            yield party, ""
    else:
        yield "", ""


def _start(course: Course, wanted: set[str]) -> Iterator[Step]:
    stage = Stage.INITIATION
    yield _step(course, "case_registration", stage, "先登记案件从哪里来", ready=True)
    if not course.started:
        yield _step(course, "urgent_start", stage, "情况紧急，可以先启动，24 小时内补报审批表", ready=True, required=False)
    urgent = course.done("urgent_start")
    why = "已紧急启动，24 小时内补报" if urgent else "启动一般程序先经负责人批准"
    yield _step(course, "initiation_approval", stage, why, ready=True, about=urgent.id if urgent else "")
    form = course.done("initiation_approval")
    if "stopped" in wanted or (form and form.refused("head")):
        yield _step(course, "stopped", stage, "负责人不同意启动，程序到此终止", ready=True)


def _investigate(course: Course, wanted: set[str]) -> Iterator[Step]:
    stage, reading = Stage.INVESTIGATION, course.reading
    if not reading.all("inspection_record"):
        yield _step(
            course,
            "inspection_record",
            stage,
            "到现场检查、勘验，查明初步事实",
            ready=True,
            required="inspection_record" in wanted,
        )
    for record in reading.all("inspection_record"):
        yield Step(kind="inspection_record", stage=stage, state=_of(record), why="", record=record.id)
    yield _step(
        course,
        "rights_notice",
        stage,
        "调查时告知陈述、申辩和申请回避的权利",
        ready=course.started,
        required="rights_notice" in wanted,
    )
    for party in course.parties:
        why = "询问当事人，核实事实"
        yield _step(course, "interview_transcript", stage, why, ready=course.started, party=party, required=False)
    if course.started or course.gathered:
        yield _step(course, "evidence_item", stage, "收到的证据逐件登记", ready=True, required=course.started)
    for record in reading.standing("preservation_approval"):
        yield _step(course, "advance_registration", stage, "负责人已批准先行登记保存", ready=True, about=record.id)
    for record in reading.all("advance_registration"):
        why = "先行登记保存后 7 个工作日内作出处理"
        yield _step(course, "preservation_outcome", stage, why, ready=record.stands, about=record.id)
    ready = course.approved and course.gathered
    yield _step(
        course,
        "correction_order",
        stage,
        "发现违法行为的，责令改正",
        ready=course.gathered,
        required="correction_order" in wanted,
    )
    yield _step(
        course, "investigation_report", Stage.DECISION, "事实已查清，写调查终结报告", ready=ready, required=not course.stopped
    )


def _of(record: Record) -> State:
    return State.DONE if record.stands else State.UNDER_WAY


def _decide(course: Course, wanted: set[str]) -> Iterator[Step]:
    if course.stopped:
        return
    stage, reading = Stage.DECISION, course.reading
    for party in course.parties:
        without = any(record.stands for record in reading.of_party("no_penalty_decision", party))
        if NO_PENALTY in wanted and not without and not course.decided(party):
            why = "案由在本局不予处罚清单里，符合条件的不予处罚"
            yield _step(course, NO_PENALTY, stage, why, ready=course.reported, party=party, required=False)
        if not without:
            yield _step(
                course, "prior_notice", stage, "决定之前先告知拟处罚的内容和陈述申辩权", ready=course.reported, party=party
            )
        if course.noticed(party) and not course.heard(party):
            why = "当事人陈述申辩的，如实记下"
            yield _step(course, "statement_defence", stage, why, ready=True, party=party, required=False)
            yield _step(
                course, "defence_waived", stage, "当事人明确放弃的，记下并请其签名", ready=True, party=party, required=False
            )
    for record in reading.all("statement_defence"):
        yield _step(
            course, "defence_review", stage, "陈述申辩逐条复核", ready=True, party=str(record["party"] or ""), about=record.id
        )
    yield from _hear(course)
    told = all(course.told(party) or course.decided(party) for party in course.parties)
    for kind, why in (("legality_review", "决定之前送法制审核"), ("deliberation", "情节复杂或者重大的，集体讨论决定")):
        yield _step(course, kind, stage, why, ready=course.reported, required=kind in wanted or bool(reading.all(kind)))
    yield _step(course, "decision_approval", stage, "报负责人审查决定", ready=course.reported and told)
    approved = bool(reading.standing("decision_approval"))
    for party in course.parties:
        kind = "no_penalty_decision" if reading.of_party("no_penalty_decision", party) else "penalty_decision"
        yield _step(course, kind, stage, "负责人已批准，制作决定书", ready=approved, party=party)


def _hear(course: Course) -> Iterator[Step]:
    for request in course.reading.all("hearing_request"):
        withdrawn = any(record.about == request.id for record in course.reading.all("hearing_withdrawn"))
        if not withdrawn:
            for kind, why in (("hearing_notice", "听证七个工作日前通知"), ("hearing_record", "当事人已申请听证，听证后才能决定")):
                yield _step(course, kind, Stage.DECISION, why, ready=True, about=request.id)


def _serve(course: Course, _wanted: set[str]) -> Iterator[Step]:
    stage, reading = Stage.EXECUTION, course.reading
    for kind in ("correction_order", "advance_registration", "preservation_outcome", "prior_notice", *DECISIONS):
        for paper in reading.standing(kind):
            why = f"{paper.kind.title}要送达并取得回证"
            yield _step(course, "proof_of_service", stage, why, ready=True, party=str(paper["party"] or ""), about=paper.id)
    for order in reading.standing("correction_order"):
        yield _step(course, "correction_check", stage, "改正期限届满，复查改正情况", ready=True, about=order.id)
    for decision in reading.standing("penalty_decision"):
        if decision["fine"] or decision["confiscation"]:
            party = str(decision["party"] or "")
            yield _step(course, "payment", stage, "登记罚没款缴纳情况和票据", ready=True, party=party, about=decision.id)
    for party in course.parties:
        why = "这一当事人的处理已终结的，记一笔"
        yield _step(course, "party_end", stage, why, ready=course.decided(party), party=party, required=not course.stopped)


def _close(course: Course, wanted: set[str]) -> Iterator[Step]:
    stage, reading = Stage.ARCHIVING, course.reading
    for decision in reading.standing("penalty_decision"):
        why, owed = "决定作出后 7 个工作日内公示", "publicity" in wanted
        yield _step(course, "publicity", stage, why, ready=True, about=decision.id, required=owed)
    ended = {str(record["party"]) for record in reading.all("party_end")}
    ready = not course.stopped and all(not party or party in ended for party in course.parties) and bool(ended)
    if not course.stopped:
        yield _step(course, "closing_report", stage, "各当事人都已终结，写结案报告", ready=ready)
    closed = course.stopped or bool(reading.standing("closing_report"))
    record = course.done("case_file_bound")
    state = State.DONE if record else State.NOW if closed else State.LATER
    yield Step(kind="case_file_bound", stage=stage, state=state, why="终结之日起 30 日内归档", record=record.id if record else "")
