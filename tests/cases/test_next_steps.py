"""What comes next, in the order of an ordinary penalty (practice.md 1-3)."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from liuhen.cases.chooser import choices
from liuhen.cases.fold import Reading, decide_by, filed_on, stage_of
from liuhen.cases.next_steps import Owed, State, plan
from liuhen.regulation.book import our_book
from liuhen.regulation.grammar import Stage
from liuhen.regulation.history import Entry, History
from liuhen.regulation.when import CST, When

START = datetime(2026, 11, 13, 20, 15, tzinfo=CST)


class Tale:
    """A case told line by line; each line is an entry an hour after the one before."""

    def __init__(self):
        self.entries = []

    def tell(self, kind, about="", part_of="", origin="told", **content):
        at = START + timedelta(hours=len(self.entries))
        entry = Entry(
            id=str(uuid4()), subject="s", subject_type="case", seq=len(self.entries) + 1, kind=kind, version=1, author=str(uuid4()),
            when=When.at(at), recorded_at=at, origin=origin, about=about, part_of=part_of, content=content,
        )  # fmt: skip
        self.entries.append(entry)
        return entry.id

    def reading(self):
        return Reading(History(self.entries, our_book().kinds))


@pytest.fixture
def tale():
    return Tale()


def now_to_do(tale, parties=("p1",), owed=()):
    return [step.kind for step in plan(tale.reading(), parties, owed) if step.state == State.NOW]


def test_a_new_case_begins_with_its_start(tale):
    tale.tell("case_registration")
    assert now_to_do(tale) == ["urgent_start", "initiation_approval", "inspection_record"]


def test_an_urgent_start_asks_for_the_form_about_it(tale):
    tale.tell("case_registration")
    urgent = tale.tell("urgent_start")
    form = next(step for step in plan(tale.reading(), ["p1"]) if step.kind == "initiation_approval")
    assert (form.state, form.about) == (State.NOW, urgent)
    assert "24 小时" in form.why
    assert "urgent_start" not in now_to_do(tale)


def test_a_refused_start_asks_to_be_stopped_and_nothing_more(tale):
    tale.tell("case_registration", origin="system")
    form = tale.tell("initiation_approval", origin="system")
    tale.tell("part", part_of=form, origin="system", part="head", verdict="refused")
    assert "stopped" in now_to_do(tale)
    tale.tell("stopped", about=form)
    assert now_to_do(tale) == ["case_file_bound"]
    assert stage_of(tale.reading()) == Stage.ARCHIVING


def test_after_the_start_the_investigation(tale):
    tale.tell("case_registration")
    tale.tell("initiation_approval")
    assert {"inspection_record", "interview_transcript", "evidence_item", "rights_notice"} <= set(now_to_do(tale))
    assert "prior_notice" not in now_to_do(tale)
    assert "penalty_decision" not in now_to_do(tale)


def test_preservation_wants_its_approval_first_and_its_outcome_after(tale):
    tale.tell("case_registration")
    tale.tell("initiation_approval")
    assert "advance_registration" not in now_to_do(tale)
    approval = tale.tell("preservation_approval")
    step = next(step for step in plan(tale.reading(), ["p1"]) if step.kind == "advance_registration")
    assert (step.state, step.about) == (State.NOW, approval)
    notice = tale.tell("advance_registration", about=approval)
    step = next(step for step in plan(tale.reading(), ["p1"]) if step.kind == "preservation_outcome")
    assert (step.state, step.about) == (State.NOW, notice)


def test_the_notice_is_served_and_answered_per_party(tale):
    tale.tell("case_registration")
    tale.tell("initiation_approval")
    tale.tell("inspection_record")
    assert "investigation_report" in now_to_do(tale)
    tale.tell("investigation_report")
    steps = plan(tale.reading(), ["p1", "p2"])
    assert [step.party for step in steps if step.kind == "prior_notice" and step.state == State.NOW] == ["p1", "p2"]
    tale.tell("prior_notice", party="p1")
    steps = plan(tale.reading(), ["p1", "p2"])
    assert [(s.party, s.state) for s in steps if s.kind == "prior_notice"] == [("p1", State.DONE), ("p2", State.NOW)]
    assert [s.party for s in steps if s.kind == "statement_defence"] == ["p1"]
    assert next(s for s in steps if s.kind == "decision_approval").state == State.LATER, "the other party was not told yet"


def test_a_hearing_request_asks_for_the_hearing_and_its_withdrawal_ends_that(tale):
    tale.tell("case_registration")
    tale.tell("initiation_approval")
    tale.tell("investigation_report")
    tale.tell("prior_notice", party="p1")
    request = tale.tell("hearing_request", party="p1")
    assert "hearing_record" in now_to_do(tale)
    tale.tell("hearing_withdrawn", about=request)
    assert "hearing_record" not in now_to_do(tale)


def test_from_the_decision_to_the_archive(tale):
    for kind in ("case_registration", "initiation_approval", "inspection_record", "evidence_item", "investigation_report"):
        tale.tell(kind)
    notice = tale.tell("prior_notice", party="p1")
    tale.tell("proof_of_service", papers=[notice], party="p1")
    tale.tell("defence_waived", party="p1")
    tale.tell("decision_approval")
    assert "penalty_decision" in now_to_do(tale)
    decision = tale.tell("penalty_decision", party="p1", fine="10000.00")
    assert {"proof_of_service", "payment", "publicity", "party_end"} <= set(now_to_do(tale))
    tale.tell("proof_of_service", papers=[decision], party="p1")
    tale.tell("payment", about=decision, party="p1")
    tale.tell("publicity", about=decision)
    tale.tell("party_end", party="p1", ground="performed")
    assert "closing_report" in now_to_do(tale)
    tale.tell("closing_report")
    assert "case_file_bound" in now_to_do(tale)
    tale.tell("case_file_bound")
    required = [step for step in plan(tale.reading(), ["p1"]) if step.required]
    assert [step.kind for step in required if step.state != State.DONE] == []


def test_what_the_law_asks_beyond_the_course_is_counted(tale):
    tale.tell("case_registration")
    tale.tell("investigation_report")
    optional = next(step for step in plan(tale.reading(), ["p1"]) if step.kind == "legality_review")
    owed = next(
        step
        for step in plan(tale.reading(), ["p1"], [Owed(kind="legality_review", about="", do="送法制审核")])
        if step.kind == "legality_review"
    )
    assert (optional.required, owed.required) == (False, True)


def test_the_chooser_puts_what_is_owed_first_and_says_why(tale):
    tale.tell("case_registration")
    tale.tell("initiation_approval")
    reading = tale.reading()
    owed = [Owed(kind="correction_order", about="x", do="责令停止接纳未成年人", party="p1")]
    offered = choices(reading, plan(reading, ["p1"], owed), owed, our_book())
    investigation = offered[Stage.INVESTIGATION]
    assert (investigation[0].kind, investigation[0].owed, investigation[0].why) == (
        "correction_order",
        True,
        "责令停止接纳未成年人",
    )
    assert [choice.recommended for choice in investigation] == sorted(
        (choice.recommended for choice in investigation), reverse=True
    )
    assert all(our_book().kind(choice.kind).by_hand for listed in offered.values() for choice in listed)
    assert next(choice for choice in offered[Stage.INITIATION] if choice.kind == "initiation_approval").count == 1


def test_the_decision_is_not_called_for_before_its_turn_however_long_it_has_been_owed(tale):
    tale.tell("case_registration")
    tale.tell("initiation_approval")
    owed = [
        Owed(kind="penalty_decision", about="x", do="作出处理决定", party="p1"),
        Owed(kind="investigation_report", about="x", do="写案件调查终结报告"),
    ]

    def called_for():
        reading = tale.reading()
        offered = choices(reading, plan(reading, ["p1"], owed), owed, our_book())
        return {one.kind for one in offered[Stage.DECISION] if one.recommended}

    assert called_for() == set()
    tale.tell("inspection_record")
    assert called_for() == {"investigation_report"}


def test_the_head_is_not_asked_to_decide_before_the_notice_was_served(tale):
    tale.tell("case_registration")
    tale.tell("initiation_approval")
    tale.tell("inspection_record")
    tale.tell("investigation_report")
    notice = tale.tell("prior_notice", origin="system", party="p1")
    tale.tell("part", part_of=notice, origin="system", part="unit_head", verdict="agreed")
    tale.tell("issued", about=notice, part_of=notice, origin="system", number="1号")
    assert "proof_of_service" in now_to_do(tale)
    assert "decision_approval" not in now_to_do(tale)
    tale.tell("proof_of_service", papers=[notice], party="p1")
    assert "decision_approval" in now_to_do(tale)


def test_nothing_is_called_for_once_the_file_is_bound(tale):
    tale.tell("case_registration")
    tale.tell("levy_decision", party="p1")
    levy = our_book().procedures.by_key["levy"]

    def called_for():
        return {step.kind for step in plan(tale.reading(), ["p1"], procedure=levy) if step.state == "now"}

    assert {"charge_payment", "charge_reduced", "charge_overdue"} <= called_for()
    tale.tell("case_file_bound")
    assert called_for() == set()


@pytest.mark.parametrize(
    "way", ["deposit_transfer", "goods_disposal", "obstruction_removal", "substitute_record", "other_enforcement"]
)
def test_each_way_of_enforcing_leads_on_to_the_end(tale, way):
    tale.tell("case_registration")
    enforcement = our_book().procedures.by_key["enforcement"]

    def called_for():
        return {step.kind for step in plan(tale.reading(), ["p1"], procedure=enforcement) if step.state == "now"}

    assert "party_end" not in called_for()
    tale.tell(way, party="p1")
    assert "party_end" in called_for()


def test_what_could_not_wait_is_seized_before_the_form_is_typed(tale):
    tale.tell("case_registration")
    measure = our_book().procedures.by_key["measure"]

    def called_for():
        return {step.kind for step in plan(tale.reading(), ["p1"], procedure=measure) if step.state == "now"}

    assert "seizure_decision" not in called_for()
    tale.tell("urgent_start")
    assert {"seizure_decision", "seizure_approval"} <= called_for()


def test_after_an_urgent_start_the_earlier_day_rules(tale):
    tale.tell("case_registration")
    tale.tell("urgent_start")
    tale.tell("initiation_approval", filed_on="2026-11-14")
    reading = tale.reading()
    assert str(filed_on(reading)) == "2026-11-13"
    assert str(decide_by(reading, filed_on(reading))) == "2027-02-11"


def test_an_extension_by_a_named_rule_moves_the_last_day(tale):
    tale.tell("initiation_approval", filed_on="2026-11-14")
    tale.tell("extension", until="2027-03-31")
    reading = tale.reading()
    assert str(decide_by(reading, filed_on(reading))) == "2027-03-31"


def test_a_voided_record_counts_for_nothing(tale):
    report = tale.tell("investigation_report")
    tale.tell("voided", part_of=report, reason="写错")
    assert stage_of(tale.reading()) == Stage.INITIATION
