"""The bureau as its entries tell it: people, certificates, units, settings, who approves what."""

from datetime import date

import pytest

from liuhen.bureau import commands, projections, queries
from liuhen.bureau.models import Agency, Certificate, Person, Unit
from liuhen.register import register
from liuhen.register.types import SubjectRef
from liuhen.regulation.grammar import Refusal, Role
from tests.cast import at


def test_everybody_is_registered_with_role_and_unit(cast):
    zhou = queries.person(cast.people["周启明"])
    assert (zhou.name, zhou.roles, zhou.unit) == ("周启明", ["officer"], cast.units["执法一中队"])
    assert [head.name for head in queries.heads_of_unit(cast.units["执法一中队"])] == ["方志刚"]
    assert {unit.name for unit in queries.units(cast.agency)} == {"执法一中队", "执法二中队"}
    assert queries.agency(cast.agency).mark == "澄"


def test_a_certificate_that_expired_yesterday_is_not_valid_and_says_when_it_ended(cast):
    with at("2026-12-06 09:00"):
        officers = {one.name: one for one in queries.officers(cast.agency)}
    assert not officers["沈静文"].valid
    assert officers["沈静文"].valid_until == date(2026, 12, 5)
    assert officers["周启明"].valid


def test_on_its_last_day_a_certificate_is_still_good(cast):
    with at("2026-12-05 23:50"):
        officers = {one.name: one for one in queries.officers(cast.agency)}
    assert officers["沈静文"].valid


def test_a_renewed_certificate_takes_the_old_ones_place(cast):
    with at("2026-11-30 10:00"):
        commands.record_certificate(
            cast["程远"], cast.people["沈静文"], "17020114032", valid_from=date(2026, 12, 1), valid_until=date(2030, 12, 1)
        )
    assert queries.certificate(cast.people["沈静文"], date(2027, 1, 1)).valid_until == date(2030, 12, 1)
    assert Certificate.objects.filter(person=cast.people["沈静文"]).count() == 1


def test_certificates_that_run_out_soon_are_listed_once_and_not_for_those_who_left(cast):
    assert [row.person for row in queries.expiring(cast.agency, date(2026, 12, 31))] == [cast.people["沈静文"]]
    with at("2026-11-30 10:00"):
        commands.change_person(cast["程远"], cast.people["沈静文"], "调离", left=True)
    assert queries.expiring(cast.agency, date(2026, 12, 31)) == []


def test_a_transfer_changes_the_unit_and_keeps_the_rest(cast):
    with at("2026-03-02 09:00"):
        commands.change_person(cast["程远"], cast.people["沈静文"], "轮岗", unit=cast.units["执法二中队"])
    shen = queries.person(cast.people["沈静文"])
    assert (shen.unit, shen.roles, shen.name) == (cast.units["执法二中队"], ["officer"], "沈静文")
    history = register.history(cast.agency, SubjectRef("person", shen.id))
    assert [record.kind.key for record in history.records] == ["person_registered", "certificate_recorded", "person_changed"]


def test_a_change_needs_its_reason(cast):
    with pytest.raises(Refusal, match="原因"):
        commands.change_person(cast["程远"], cast.people["沈静文"], " ", title="副中队长")


def test_two_units_of_one_name_and_a_head_of_no_unit_are_refused(cast):
    with pytest.raises(Refusal, match="已经设立"):
        commands.make_unit(cast["程远"], "执法一中队")
    with pytest.raises(Refusal, match="哪个机构"):
        commands.register_person(cast["程远"], "新人", roles=[Role.UNIT_HEAD])


def test_without_a_division_of_work_any_head_approves(cast):
    assert {head.name for head in queries.approvers(cast.agency, "decision_approval")} == {"韩立群", "何敏"}


def test_the_division_of_work_says_which_head_from_which_day(cast):
    with at("2026-02-01 09:00"):
        commands.divide_work(cast["程远"], cast.people["何敏"], ["start", "preservation"], since=date(2026, 3, 1))
        commands.divide_work(
            cast["程远"], cast.people["韩立群"], ["decision", "closing"], since=date(2026, 3, 1), source="澄文旅〔2026〕3号"
        )

    def names(kind, on):
        return [head.name for head in queries.approvers(cast.agency, kind, on=on)]

    assert names("initiation_approval", date(2026, 3, 1)) == ["何敏"]
    assert names("decision_approval", date(2026, 3, 1)) == ["韩立群"]
    assert sorted(names("initiation_approval", date(2026, 2, 28))) == ["何敏", "韩立群"]


def test_a_later_division_ends_the_earlier_one_and_the_past_stays_known(cast):
    with at("2026-02-01 09:00"):
        commands.divide_work(cast["程远"], cast.people["何敏"], ["start"], since=date(2026, 3, 1))
        commands.divide_work(cast["程远"], cast.people["何敏"], ["closing"], since=date(2026, 6, 1))
    assert [head.name for head in queries.approvers(cast.agency, "initiation_approval", on=date(2026, 5, 31))] == ["何敏"]
    assert len(queries.approvers(cast.agency, "initiation_approval", on=date(2026, 6, 1))) == 2
    assert [head.name for head in queries.approvers(cast.agency, "closing_report", on=date(2026, 6, 1))] == ["何敏"]


def test_a_division_may_cover_one_unit_only(cast):
    with at("2026-02-01 09:00"):
        commands.divide_work(cast["程远"], cast.people["何敏"], ["all"], since=date(2026, 3, 1), units=[cast.units["执法二中队"]])
    on = date(2026, 4, 1)
    assert [head.name for head in queries.approvers(cast.agency, "decision_approval", cast.units["执法二中队"], on)] == ["何敏"]
    assert len(queries.approvers(cast.agency, "decision_approval", cast.units["执法一中队"], on)) == 2


def test_only_a_head_can_be_given_a_share_of_the_heads_work(cast):
    with pytest.raises(Refusal, match="不是行政机关负责人"):
        commands.divide_work(cast["程远"], cast.people["周启明"], ["all"], since=date(2026, 3, 1))


def test_settings_are_dated_and_their_past_is_known(cast):
    with at("2026-02-01 09:00"):
        commands.set_setting(cast["程远"], "hearing_threshold", "10000", since=date(2026, 1, 1), source="省文旅厅规定")
        commands.set_setting(cast["程远"], "hearing_threshold", "30000", since=date(2026, 7, 1))
    assert queries.setting(cast.agency, "hearing_threshold", date(2026, 6, 30)) == "10000"
    assert queries.setting(cast.agency, "hearing_threshold", date(2026, 7, 1)) == "30000"
    assert queries.setting(cast.agency, "hearing_threshold", date(2025, 7, 1)) is None
    assert register.terms(cast.agency).setting("hearing_threshold", date(2026, 8, 1)) == "30000"


def test_the_bureaus_own_working_days_override_the_national_ones(cast):
    with at("2026-02-01 09:00"):
        commands.set_workdays(cast["程远"], {date(2026, 11, 21): True, date(2026, 11, 20): False}, "区政府通知")
    calendar = register.terms(cast.agency).calendar
    assert calendar.working(date(2026, 11, 21))
    assert not calendar.working(date(2026, 11, 20))


def test_custodians_are_named_for_a_unit_from_a_day(cast):
    with at("2026-02-01 09:00"):
        commands.name_custodian(
            cast["程远"], cast.people["马骏"], ["keep"], since=date(2026, 2, 1), unit=cast.units["执法一中队"]
        )
        commands.name_custodian(cast["程远"], cast.people["陈素"], ["archive", "use"], since=date(2026, 2, 1))
    named = {(row.person, row.unit) for row in queries.custodians(cast.agency, date(2026, 2, 1))}
    assert named == {(cast.people["马骏"], cast.units["执法一中队"]), (cast.people["陈素"], None)}
    assert queries.custodians(cast.agency, date(2026, 1, 31)) == []


def test_the_rows_can_be_thrown_away_and_rebuilt_from_the_ledger(cast):
    before = (
        sorted(Person.objects.values_list("name", "unit", "roles")),
        sorted(Certificate.objects.values_list("number", "valid_until")),
    )
    for model in (Person, Certificate, Unit, Agency):
        model.objects.all().delete()
    assert projections.rebuild(cast.agency) == 1 + 2 + len(cast.people)
    after = (
        sorted(Person.objects.values_list("name", "unit", "roles")),
        sorted(Certificate.objects.values_list("number", "valid_until")),
    )
    assert before == after
    assert queries.agency(cast.agency).name == "澄湖区文化和旅游局"
