"""Blocks of numbered blanks: what comes in, who has what, what became of each number; the number on a paper against the register."""

import json
from datetime import date
from uuid import UUID, uuid4

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from liuhen.bureau import blanks, blanks_jobs
from liuhen.bureau.blanks import Design, Numbers
from liuhen.register import register
from liuhen.register.blank_numbers import register_of
from liuhen.register.models import BlankUse, FindingRow
from liuhen.register.types import SubjectRef
from liuhen.regulation.grammar import Refusal
from liuhen.regulation.when import When
from tests.cast import at

FORM = "summary_decision"
DESIGN = Design(prefix="澄当罚字", suffix="号", width=7)


@pytest.fixture
def block(cast):
    """Twenty-five numbers in store since 2 November, ten of them with 周启明 since the 3rd."""
    with at("2026-11-02 09:00"):
        number = blanks.receive(cast["马骏"], FORM, Numbers(first=101, last=125), DESIGN)
    with at("2026-11-03 09:00"):
        blanks.issue(cast["马骏"], FORM, number, Numbers(first=101, last=110), person=cast.people["周启明"])
    return number


def typed(cast, number, *, day="2026-11-13", name="周启明", case=None, clock="11-14 09:00"):
    """A decision made by hand on a day, typed up on another."""
    ref = case or SubjectRef("case", uuid4())
    content = {"party": "p1", "number": number, "officers": cast.officers(name, "方志刚")}
    with at(clock):
        record = register.record(cast[name], ref, FORM, content, when=When.parse(f"{day}T21:10"), origin="paper")
    return ref, record


def said(ref):
    rows = FindingRow.objects.filter(subject=ref.id, provision__startswith="PRACTICE:空白文书")
    return sorted((row.provision.rpartition(":")[2], row.gravity) for row in rows)


def told(cast, block):
    found = next(one for one in blanks.stock(cast.agency, FORM).blocks if one.id == str(block))
    return [(one.state, one.words, one.count) for one in blanks.stretches(cast.agency, FORM, found)]


def test_every_number_of_a_block_has_its_place(cast, block):
    _, record = typed(cast, "澄当罚字0000102号")
    with at("11-15 09:00"):
        blanks.spoil(cast["周启明"], FORM, block, Numbers(first=104, last=104), "当事人姓名写错", kept_at="作废盒第1页")
        blanks.give_back(cast["马骏"], FORM, block, Numbers(first=109, last=110))
    assert told(cast, block) == [
        ("out", "澄当罚字0000101号", 1),
        ("used", "澄当罚字0000102号", 1),
        ("out", "澄当罚字0000103号", 1),
        ("void", "澄当罚字0000104号", 1),
        ("out", "澄当罚字0000105号 至 澄当罚字0000108号", 4),
        ("store", "澄当罚字0000109号 至 澄当罚字0000125号", 17),
    ]
    assert BlankUse.objects.get().record == UUID(record.id)
    found = next(one for one in blanks.stock(cast.agency, FORM).blocks)
    skipped = blanks.gaps(blanks.stretches(cast.agency, FORM, found))
    assert [one.words for one in skipped] == ["澄当罚字0000101号"]


def test_what_an_officer_still_has_in_hand_is_his_and_the_heads_is_the_units(cast, block):
    mine = list(blanks.open_numbers(cast.agency, person=cast.people["周启明"]))
    assert [(one.first, one.last) for one in mine] == [(101, 110)]
    assert list(blanks.open_numbers(cast.agency, person=cast.people["沈静文"])) == []
    assert list(blanks.open_numbers(cast.agency, person=cast.people["方志刚"], unit=cast.units["执法一中队"])) == mine
    assert list(blanks.open_numbers(cast.agency, person=cast.people["罗成"], unit=cast.units["执法二中队"])) == []


@pytest.mark.parametrize(
    ("number", "name", "expected"),
    [
        ("澄当罚字0000103号", "周启明", []),
        ("103", "周启明", []),
        ("No. 0000103", "周启明", []),
        ("澄当罚字0000126号", "周启明", [("known", "note")]),
        ("澄当罚字0000103号", "吴彦", [("own", "note")]),
        ("澄当罚字0000111号", "周启明", [("own", "note")]),
    ],
)
def test_the_number_on_a_paper_is_held_against_the_register_and_never_refused(cast, block, number, name, expected):
    ref, record = typed(cast, number, name=name)
    assert record.number == number
    assert said(ref) == expected


def test_a_number_used_twice_is_told_where_it_was_typed_up_later(cast, block):
    first, _ = typed(cast, "澄当罚字0000103号")
    second, _ = typed(cast, "103", clock="11-14 10:00")
    assert said(first) == []
    assert said(second) == [("once", "nonconforming")]
    (row,) = FindingRow.objects.filter(subject=second.id, provision="PRACTICE:空白文书:once")
    assert "另一案件" in row.why
    assert row.field == "number"


def test_a_void_number_that_was_used_is_told(cast, block):
    with at("11-10 09:00"):
        blanks.spoil(cast["周启明"], FORM, block, Numbers(first=103, last=103), "污损", kept_at="作废盒")
    ref, _ = typed(cast, "澄当罚字0000103号")
    assert said(ref) == [("not_void", "nonconforming")]


def test_a_block_that_is_registered_afterwards_settles_what_was_unknown(cast, block):
    ref, _ = typed(cast, "澄当罚字0000201号")
    assert said(ref) == [("known", "note")]
    with at("11-16 09:00"):
        later = blanks.receive(cast["马骏"], FORM, Numbers(first=201, last=210, day=date(2026, 11, 1)), DESIGN)
        blanks.issue(cast["马骏"], FORM, later, Numbers(first=201, last=210, day=date(2026, 11, 2)), person=cast.people["周启明"])
    jobs = ProcrastinateJob.objects.filter(task_name="bureau.judge_blanks")
    assert {json.dumps(job.args, sort_keys=True) for job in jobs} == {
        json.dumps({"agency": str(cast.agency), "register": str(register_of(cast.agency, FORM).id)})
    }
    assert blanks_jobs.anew(cast.agency, register_of(cast.agency, FORM).id) == 1
    assert said(ref) == []


def test_what_is_typed_here_and_not_from_a_paper_takes_no_blank(cast, block):
    ref = SubjectRef("case", uuid4())
    with at("11-14 09:00"):
        register.record(cast["周启明"], ref, FORM, {"party": "p1", "number": "澄当罚字0000126号"}, origin="system")
    assert said(ref) == []
    assert not BlankUse.objects.exists()


@pytest.mark.parametrize(
    ("do", "why"),
    [
        (lambda cast, _: blanks.receive(cast["马骏"], FORM, Numbers(first=9, last=8), DESIGN), "止号小于起号"),
        (lambda cast, _: blanks.receive(cast["马骏"], FORM, Numbers(first=1, last=99999), DESIGN), "一次最多"),
        (lambda cast, _: blanks.receive(cast["马骏"], FORM, Numbers(first=1, last=100), Design(width=2)), "位数"),
        (lambda cast, _: blanks.receive(cast["马骏"], "evidence_item", Numbers(first=1, last=2), DESIGN), "哪种文书"),
        (lambda cast, block: blanks.issue(cast["马骏"], FORM, block, Numbers(first=1, last=2)), "由谁领用"),
        (lambda cast, block: blanks.spoil(cast["马骏"], FORM, block, Numbers(first=1, last=2), " "), "写明原因"),
        (lambda cast, _: blanks.give_back(cast["马骏"], FORM, uuid4(), Numbers(first=1, last=2)), "没有这一本"),
    ],
)
def test_what_can_be_no_range_is_refused_and_nothing_is_entered(cast, block, do, why):
    before = len(blanks.history(cast.agency, FORM))
    with pytest.raises(Refusal, match=why), at("11-10 09:00"):
        do(cast, block)
    assert len(blanks.history(cast.agency, FORM)) == before


def test_a_number_handed_out_twice_is_entered_and_told(cast, block):
    with at("11-10 09:00"):
        move = blanks.issue(cast["马骏"], FORM, block, Numbers(first=110, last=112), unit=cast.units["执法二中队"])
    (row,) = FindingRow.objects.filter(subject=register_of(cast.agency, FORM).id)
    assert (row.because, row.gravity) == (move, "note")
    assert "澄当罚字0000110号 等 1 个号已经发出" in row.why
