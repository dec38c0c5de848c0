"""One officer in two places at once, over his day: in another case too, and a rebuild says the same."""

from uuid import UUID

import pytest

from liuhen.register import register
from liuhen.register.models import FindingRow, OfficerSpan
from liuhen.regulation.when import When

PLACE = "PRACTICE:人员时间"


def inspected(bureau, case, span, officers=None):
    content = {"officers": bureau.officers("20:37") if officers is None else officers, "findings": "三名未成年人"}
    return register.record(bureau.zhou, case, "inspection_record", content, when=When.parse(span), origin="paper")


def noted(case):
    return list(FindingRow.objects.filter(subject=case.id, provision=PLACE))


@pytest.mark.parametrize(
    ("second", "clash"),
    [
        ("2026-11-13T21:47/22:30", True),
        ("2026-11-13T21:48/22:30", False),
        ("2026-11-13T20:00/20:36", False),
        ("2026-11-13T20:00/20:37", True),
        ("2026-11-14T20:36/21:48", False),
        ("2026-11-13", False),
    ],
)
def test_an_officer_is_not_in_another_case_at_the_same_time(bureau, second, clash):
    """Issue 3: one officer in two places at once, over the officer's day."""
    one, other = bureau.case(), bureau.case()
    bureau.at("2026-11-14 09:00")
    inspected(bureau, one, "2026-11-13T20:36/21:48")
    bureau.at("2026-11-14 10:00")
    inspected(bureau, other, second)
    assert [row.gravity for row in noted(other)] == (["note"] if clash else [])
    assert noted(one) == [], "the one entered later is noted"


def test_what_is_said_of_another_case_names_no_case(bureau):
    one, other = bureau.case(), bureau.case()
    bureau.at("2026-11-14 09:00")
    inspected(bureau, one, "2026-11-13T20:36/21:48")
    bureau.at("2026-11-14 10:00")
    inspected(bureau, other, "2026-11-13T21:00/22:00")
    (row,) = noted(other)
    assert "另一案件的现场检查（勘验）笔录" in row.why
    assert "周启明" in row.why
    assert "星遇" not in row.why


def test_other_officers_at_the_same_time_are_no_clash(bureau):
    one, other = bureau.case(), bureau.case()
    inspected(bureau, one, "2026-11-13T20:36/21:48", bureau.officers()[:1])
    bureau.at("2026-11-14 10:00")
    inspected(bureau, other, "2026-11-13T21:00/22:00", bureau.officers()[1:])
    assert noted(other) == []


def test_a_rebuild_from_nothing_notes_the_same(bureau):
    one, other = bureau.case(), bureau.case()
    bureau.at("2026-11-14 09:00")
    inspected(bureau, one, "2026-11-13T20:36/21:48")
    bureau.at("2026-11-14 10:00")
    inspected(bureau, other, "2026-11-13T21:00/22:00")
    before = {row.key for row in noted(other)}
    spans = set(OfficerSpan.objects.values_list("record", "person", "start", "end"))
    FindingRow.objects.all().delete()
    for case in (one, other, one):
        register.rebuild_findings(bureau.agency, case)
    assert {row.key for row in noted(other)} == before
    assert before
    assert noted(one) == []
    assert set(OfficerSpan.objects.values_list("record", "person", "start", "end")) == spans


def test_a_correction_of_who_was_there_moves_the_spans(bureau):
    one, other = bureau.case(), bureau.case()
    bureau.at("2026-11-14 09:00")
    record = inspected(bureau, one, "2026-11-13T20:36/21:48")
    register.correct(bureau.zhou, UUID(record.id), {"officers": bureau.officers("20:37")[1:]}, "笔误", clerical=True)
    assert {row.person for row in OfficerSpan.objects.filter(subject=one.id)} == {str(bureau.shen.person)}
    bureau.at("2026-11-14 10:00")
    inspected(bureau, other, "2026-11-13T21:00/22:00", bureau.officers("20:37")[:1])
    assert noted(other) == []
