"""Rows are made of entries: made anew they say the same, and what somebody changed behind our back is put right."""

from uuid import uuid4

from liuhen.access import visibility
from liuhen.access.models import CaseVisibility
from liuhen.bureau import queries
from liuhen.cases.commands import assign
from liuhen.cases.models import CaseRow, CaseText, PartyRow
from liuhen.cli import main
from liuhen.instruments.models import Instrument
from liuhen.operating.rebuilding import rebuild
from liuhen.recordings.models import DeviceHolding, DeviceRow, DeviceUse, EquipmentNeed, RecordingRow
from liuhen.register.models import FindingRow


def test_after_a_year_of_work_nothing_differs(demo):
    assert [one.line() for one in rebuild(demo.agency)] == []


def test_a_case_moved_to_another_stage_by_hand_comes_back(demo):
    row = demo.case("明珠")
    CaseRow.objects.filter(pk=row.pk).update(stage="initiation", party_names="别人")

    (found,) = rebuild(demo.agency)

    assert (found.before, found.after) == (
        {"stage": "initiation", "party_names": "别人"},
        {"stage": row.stage, "party_names": row.party_names},
    )
    assert (CaseRow.objects.get(pk=row.pk).stage, list(rebuild(demo.agency))) == (row.stage, [])


def test_a_duty_struck_out_by_hand_is_owed_again(demo):
    duty = FindingRow.objects.filter(status="owed").first()
    FindingRow.objects.filter(pk=duty.pk).delete()

    (found, *_) = [one for one in rebuild(demo.agency) if one.table == "register_findingrow"]

    assert found.before is None
    assert FindingRow.objects.filter(subject=duty.subject, key=duty.key, status="owed").exists()


def test_a_duty_said_to_be_kept_by_hand_is_owed_again(demo):
    duty = FindingRow.objects.filter(status="owed").first()
    FindingRow.objects.filter(pk=duty.pk).update(status="kept")

    tables = {one.table for one in rebuild(demo.agency)}

    assert "register_findingrow" in tables
    assert FindingRow.objects.get(subject=duty.subject, key=duty.key).status == "owed"
    assert list(rebuild(demo.agency)) == []


def test_search_words_papers_recordings_and_who_sees_what_come_back(demo):
    row = demo.case("明珠")
    CaseText.objects.filter(case=row.pk).delete()
    PartyRow.objects.filter(case=row.pk).delete()
    seen = set(CaseVisibility.objects.filter(case=row.pk).values_list("person", flat=True))
    CaseVisibility.objects.filter(case=row.pk).delete()
    paper = Instrument.objects.filter(subject=row.pk).first()
    Instrument.objects.filter(pk=paper.pk).update(sha256="0" * 64)
    film = RecordingRow.objects.order_by("pk").first()
    RecordingRow.objects.filter(pk=film.pk).update(name="换过的")

    tables = {one.table for one in rebuild(demo.agency)}

    assert tables == {
        "cases_casetext", "cases_partyrow", "access_casevisibility", "instruments_instrument", "recordings_recordingrow",
    }  # fmt: skip
    assert set(CaseVisibility.objects.filter(case=row.pk).values_list("person", flat=True)) == seen
    assert Instrument.objects.get(pk=paper.pk).sha256 == paper.sha256
    assert RecordingRow.objects.get(pk=film.pk).name == film.name
    assert list(rebuild(demo.agency)) == []


def test_who_was_taken_off_a_case_stays_known(demo):
    row = demo.case("明珠")
    head = demo.actor("方志刚")
    stays, leaves = row.officer_ids[:2]
    another = next(one for one in queries.people(demo.agency, role="officer") if one.id not in row.officer_ids)
    assign(head, row.pk, [stays, another.id], "调整分工", unit=row.unit)
    taken_off = visibility.was_on(leaves, row.pk)
    assert taken_off is not None
    CaseVisibility.objects.filter(case=row.pk).delete()

    rebuild_all = list(rebuild(demo.agency))

    assert {one.table for one in rebuild_all} == {"access_casevisibility"}
    assert visibility.was_on(leaves, row.pk) == taken_off
    assert visibility.was_on(stays, row.pk) is None


def test_a_case_that_no_entry_tells_of_is_removed(demo):
    row = demo.case("明珠")
    invented = uuid4()
    row.pk = invented
    row.save(force_insert=True)

    (found,) = rebuild(demo.agency)

    assert (found.subject, found.after) == (str(invented), None)
    assert not CaseRow.objects.filter(pk=invented).exists()


def test_the_operator_reads_what_was_put_right(demo, database_server, capsys, monkeypatch):
    from contextlib import nullcontext

    from liuhen.operating import instance

    monkeypatch.setattr(instance, "database", nullcontext)  # the test's own database is there already
    monkeypatch.setattr(instance, "start_django", lambda: None)
    row = demo.case("明珠")
    CaseRow.objects.filter(pk=row.pk).update(name="改过的名")

    assert main(["rebuild"]) == 0
    assert f'name "改过的名" → "{row.name}"' in capsys.readouterr().out
    assert main(["rebuild"]) == 0
    assert "没有改动" in capsys.readouterr().out
    assert main(["rebuild", "--agency", "没有这个"]) == 1


def test_what_devices_are_in_whose_hands_and_what_is_still_in_them_come_back(demo):
    carried = DeviceRow.objects.get(code="DSJ-07")
    DeviceRow.objects.filter(pk=carried.pk).update(holder_name="别人", drift=0)
    DeviceHolding.objects.filter(device=carried.pk).delete()
    DeviceUse.objects.filter(state="open").update(state="stored")
    EquipmentNeed.objects.all().delete()

    found = {one.table for one in rebuild(demo.agency)}

    assert found == {"recordings_devicerow", "recordings_deviceholding", "recordings_deviceuse", "recordings_equipmentneed"}
    row = DeviceRow.objects.get(pk=carried.pk)
    assert (row.holder_name, row.drift) == (carried.holder_name, carried.drift)
    assert list(rebuild(demo.agency)) == []
