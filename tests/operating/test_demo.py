"""The demo bureau is told through the register's own gates: if the law refuses a step, the demo does not build."""

from datetime import datetime

from liuhen.archive.exporting import export_case
from liuhen.archive.verify import verify
from liuhen.cases.models import CaseRow
from liuhen.instruments.models import Instrument
from liuhen.operating.demo import build
from liuhen.register import register
from liuhen.register.models import BlankUse, FindingRow
from liuhen.register.types import SubjectRef
from liuhen.regulation.when import CST


def test_only_what_is_meant_to_be_late_is_late(demo):
    now = datetime.now(CST)
    over = FindingRow.objects.filter(status="owed", due_hi__lt=now)
    faults = FindingRow.objects.filter(sort="fault")
    late = FindingRow.objects.filter(status="kept_late")

    # one evening is still on a card; in the dedicated storage one file is due to be looked at again, and one is gone from its place;
    # the fine that is demanded was not paid in time: that is what the demand is about
    said = {(row.because_kind, row.label) for row in over}
    assert said == {
        ("device_recorded", "制度第二十七条"),
        ("kept_elsewhere_checked", "办案惯例专用存储器"),
        ("proof_of_service", "处罚法第六十七条"),
    }
    assert {row.subject for row in over if row.subject_type == "case"} == {demo.case("长夜").pk}
    assert [(row.because_kind, row.label) for row in faults] == [("kept_elsewhere_checked", "办案惯例专用存储器")]
    assert {row.label for row in late} == {"制度第二十七条"}


def test_a_dozen_cases_stand_at_every_stage_and_one_has_two_parties(demo):
    rows = CaseRow.objects.filter(agency=demo.agency)

    assert rows.count() == 24
    others = sorted(row.procedure for row in rows if row.procedure != "ordinary")
    assert others == [*["inspection"] * 6, "licence", "licence", "summary", "summary"]
    assert {row.stage for row in rows} == {"initiation", "investigation", "decision", "execution", "archiving"}
    assert any("、" in row.party_names for row in rows)


def test_it_is_built_once(demo):
    assert tuple(build.build()) == demo.people


def test_every_issued_paper_has_its_pdf(demo):
    assert set(Instrument.objects.values_list("state", flat=True)) == {"ready"}


def test_findings_kept_along_the_way_equal_a_judgement_from_scratch(demo):
    for row in CaseRow.objects.filter(agency=demo.agency):
        kept = set(FindingRow.objects.filter(subject=row.pk).values_list("key", "status", "due_hi"))
        FindingRow.objects.filter(subject=row.pk).delete()
        register.rebuild_findings(demo.agency, SubjectRef("case", row.pk))
        assert kept == set(FindingRow.objects.filter(subject=row.pk).values_list("key", "status", "due_hi")), row.name


def test_the_archived_case_leaves_as_a_bag_that_proves_itself(demo, tmp_path):
    row = demo.case("明珠")

    bag = export_case(demo.actor("林秋"), row, tmp_path)

    report = verify(bag)
    assert (report.code, report.problems) == (0, [])
    assert list((bag / "data/files/papers").glob("*.pdf"))
    assert list((bag / "data/files/recordings").iterdir())
    assert not any("责任" in path.name for path in bag.rglob("*"))


def test_the_demo_keeps_numbered_blanks(demo):
    from liuhen.bureau import blanks

    officer = demo.actor("周启明")
    in_hand = list(blanks.open_numbers(demo.agency, person=officer.person))
    assert {one.block.form for one in in_hand} == {"summary_decision", "interview_transcript"}
    typed = BlankUse.objects.get()
    assert (typed.number, typed.subject) == ("澄当罚字〔2026〕0000101号", demo.case("枫桥").pk)
    assert not FindingRow.objects.filter(subject_type="blanks").exists()
