"""Applications at the counter: what they amount to as cases, who sees them and records what, and what the page shows."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from django.http import Http404

from liuhen.access.permissions import demand_kind, may
from liuhen.access.policy import Action
from liuhen.access.visibility import visible_cases
from liuhen.bureau import commands as bureau
from liuhen.cases import commands
from liuhen.cases.case_page import case_view
from liuhen.cases.elsewhere import elsewhere, given_away
from liuhen.cases.models import CaseRow
from liuhen.cases.worklist import worklist
from liuhen.pages.counter import counter
from liuhen.register import register, store
from liuhen.register.types import SubjectRef
from liuhen.regulation.grammar import Refusal
from tests.cases.stories import XINGYU, open_case
from tests.cast import at

CLERK = "丁晓彤"
APPLICATION = {
    "item": "entertainment",
    "request": "new",
    "received": "2026-11-13T09:00",
    "way": "window",
    "parties": [XINGYU],
    "materials": [
        {"id": "1", "name": "申请书", "form": "original", "check": "ok"},
        {"id": "2", "name": "场地平面图", "form": "copy", "check": "missing"},
    ],
}


@pytest.fixture(autouse=True)
def _terms_of_this_database():
    """Terms are kept as long as an agency's history grows; here every test has a copy of the same agency's."""
    store._terms.clear()
    yield
    store._terms.clear()


def register_application(cast, *, when="11-13 09:05", **values):
    case = uuid4()
    unit = {"unit": str(cast.units["执法二中队"]), "unit_name": "执法二中队"}
    with at(when):
        register.record(
            cast[CLERK], SubjectRef("case", case), "licence_application", {**APPLICATION, **unit, **values}, origin="system"
        )
    return case


def answered(cast, case, kind, when, **content):
    with at(when):
        record = register.record(cast[CLERK], SubjectRef("case", case), kind, {"party": "p1", **content}, origin="system")
        return register.issue(cast[CLERK], UUID(record.id))


def settled(cast):
    administrator = cast["程远"]
    bureau.set_setting(administrator, "reconsideration_body", "澄湖区人民政府", since=date(2020, 1, 1), source="测试")
    bureau.set_setting(administrator, "court", "澄湖区人民法院", since=date(2020, 1, 1), source="测试")


def test_an_application_is_a_case_of_the_applicant_and_the_item(cast):
    row = CaseRow.objects.get(pk=register_application(cast))
    assert (row.name, row.act, row.procedure) == ("澄湖区星遇网络服务有限公司申请娱乐场所经营许可", "licence", "licence")
    assert (row.cause, row.party_names, row.stage) == ("娱乐场所经营许可", "澄湖区星遇网络服务有限公司", "initiation")
    assert (row.unit_name, row.decide_by, row.number) == ("执法二中队", None, "")


def test_its_number_is_that_of_the_acceptance_and_its_time_runs_from_it(cast):
    case = register_application(cast)
    answered(cast, case, "licence_acceptance", "11-16 10:00", promised="二十个工作日")
    assert CaseRow.objects.get(pk=case).number.endswith("许受字〔2026〕1号")
    with at("11-17 09:00"):
        view = case_view(cast["罗成"], case)
    assert (view.decide_by.isoformat(), view.decide.label) == ("2026-12-14", view.decide.label)


def test_an_application_that_is_not_accepted_is_closed_and_waits_for_the_archive(cast):
    settled(cast)
    case = register_application(cast)
    answered(cast, case, "licence_refused_to_accept", "11-13 10:00", ground="not_within", reason="归市局", go_to="市局")
    row = CaseRow.objects.get(pk=case)
    assert (row.stage, bool(row.closed_at)) == ("archiving", True)
    assert row.next_due.date().isoformat() == "2026-12-13"


# -- who sees and records what --------------------------------------------------------------------------------------------
def test_the_counter_sees_every_application_and_no_other_case(cast):
    case, penalty = register_application(cast), open_case(cast)
    clerk = cast[CLERK]
    assert {row.case for row in visible_cases(clerk)} == {case}
    assert may(clerk, Action.SEE, case)
    assert not may(clerk, Action.SEE, penalty)
    with pytest.raises(Http404):
        demand_kind(clerk, "licence_acceptance", SubjectRef("case", penalty))


def test_the_counter_takes_in_and_hands_over_and_does_not_examine_or_decide(cast):
    ref = SubjectRef("case", register_application(cast))
    for kind in ("licence_supplement", "licence_acceptance", "spot_correction", "licence_delivered"):
        demand_kind(cast[CLERK], kind, ref)
    for kind in ("licence_review", "licence_decision", "case_changed", "licence_extension"):
        with pytest.raises(Refusal) as caught:
            demand_kind(cast[CLERK], kind, ref)
        assert caught.value.code == "not_allowed"
        demand_kind(cast["罗成"], kind, ref)


def test_an_archived_application_leaves_the_counter(cast):
    case = register_application(cast)
    with at("11-13 11:00"):
        content = {"retention": "10", "volumes": 1, "archivist": {"name": "陈素"}, "bound": "2026-11-13"}
        register.record(cast["陈素"], SubjectRef("case", case), "case_file_bound", content, origin="system")
    assert not may(cast[CLERK], Action.SEE, case)


def test_an_application_may_be_examined_by_one_without_a_certificate_of_enforcement(cast):
    case = register_application(cast)
    with at("2026-12-06 09:00"):  # a day after 沈静文's certificate ran out
        commands.assign(cast["罗成"], case, [cast.people["沈静文"]], "审查")
    assert CaseRow.objects.get(pk=case).officer_names == "沈静文"
    with at("11-20 09:00"), pytest.raises(Refusal, match="没有变更"):
        commands.assign(cast["罗成"], case, [], "审查")


# -- the page -------------------------------------------------------------------------------------------------------------
def test_the_counter_shows_what_came_today_what_is_owed_and_the_papers(cast):
    first = register_application(cast, when="11-12 09:05", received="2026-11-12T09:00")
    answered(cast, first, "licence_supplement", "11-12 09:30", items=[{"id": "1", "name": "场地平面图", "text": "原件"}])
    second = register_application(cast)
    with at("11-13 10:00"):
        shown = counter(cast[CLERK])
    assert [one.case.pk for one in shown.applications] == [second, first]
    assert [(one.state, one.today) for one in shown.applications] == [("待答复", True), ("待补正", False)]
    assert shown.today == 1
    assert [paper.title for paper in shown.applications[1].papers] == ["行政许可申请材料补正告知书"]
    first_duty = next(one for one in shown.duties if one["case"].pk == second)
    assert first_duty["duty"].do == "决定受理，或者一次告知补正"
    assert first_duty["button"].start == "licence_supplement"


def test_what_the_counter_owes_is_on_the_clerks_desk(cast):
    case = register_application(cast)
    with at("11-13 10:00"):
        assert {one.duty.case for one in worklist(cast[CLERK]).duties} == {case}
        assert worklist(cast["吴彦"]).duties == []


# -- handled elsewhere ----------------------------------------------------------------------------------------------------
def test_a_bureau_whose_licences_another_body_handles_has_no_applications(cast):
    book = register.book()
    assert elsewhere(register.terms(cast.agency), book) == {}
    value = [{"procedure": "licence", "body": "区行政审批局"}, "ordinary"]
    bureau.set_setting(cast["程远"], "procedures_elsewhere", value, since=date(2026, 1, 1), source="三定方案")
    terms = register.terms(cast.agency)
    assert elsewhere(terms, book) == {"licence": "区行政审批局"}  # a penalty is nobody else's
    assert given_away("licence_application", terms, book)
    assert not given_away("proof_of_service", terms, book)
    assert counter(cast[CLERK]).body == "区行政审批局"
