"""Licences, inspections, levies, fees and other acts judged by the whole Book: nothing of a penalty, and each breach by its name."""

import pytest
from tests.regulation.other_acts import (
    ACCEPTED,
    APPLIED,
    DECIDED,
    DELIVERED,
    DONE,
    EXAMINED,
    FEE,
    FEE_ASKED,
    GRANTED,
    INSPECTED,
    INSPECTION,
    INSPECTION_START,
    LAWFUL,
    LEVIED,
    LEVY,
    LEVY_PAID,
    LICENCE,
    OTHER,
    RESULT,
    started,
)
from tests.regulation.story import and_then, find, judged, one, story

from liuhen.regulation.articles import a23_charges_and_other_acts as a23
from liuhen.regulation.articles import a27_case_file as a27
from liuhen.regulation.asking import procedure_of
from liuhen.regulation.book import our_book
from liuhen.regulation.ending import last_end
from liuhen.regulation.grammar import Status
from liuhen.regulation.statutes.compulsion_2011 import a45_late_charges_on_levies as a45
from liuhen.regulation.statutes.practice import charges, inspection_order
from liuhen.regulation.terms import PLAIN, Setting, Terms
from liuhen.regulation.when import date, end_of

APPROVED, NOTICED, TOLD, CAPPED = inspection_order.PROVISIONS
RECEIPTED, REFUNDED = charges.PROVISIONS
CEILING, RECKONED, FOUNDED = a45.PROVISIONS
CAP = Terms(settings={"inspection_cap": (Setting(value=2, since=date(2026, 1, 1)),)})


def wrong(lines, terms=PLAIN):
    """What is not in order: provisions with a duty that is not kept in time, or a fault or note, by name."""
    found = judged(story(*lines), terms=terms)
    return {
        finding.provision for finding in found if finding.status not in {Status.KEPT, Status.EXCUSED} or finding.sort != "duty"
    }


@pytest.mark.parametrize("procedure", LAWFUL)
def test_a_lawful_act_from_start_to_archive_leaves_nothing_open_and_no_fault(procedure):
    history = story(*LAWFUL[procedure])
    assert procedure_of(history) == procedure
    found = judged(history)
    assert [
        (one.provision, one.status, one.do, one.why) for one in found if one.status not in {Status.KEPT, Status.EXCUSED}
    ] == []
    assert [(one.provision, one.why) for one in found if one.sort != "duty"] == []


@pytest.mark.parametrize("procedure", LAWFUL)
def test_no_rule_of_a_penalty_speaks_on_what_is_none(procedure):
    only_penalties = {"44", "45", "54", "57", "58", "59", "60", "61", "62", "63", "64", "67"}
    found = judged(story(*LAWFUL[procedure]))
    sources = [(one.basis.source.key, one.basis.article) for one in found]
    assert [pair for pair in sources if pair[0].startswith("penalty_") and pair[1] in only_penalties] == []


@pytest.mark.parametrize("procedure", LAWFUL)
def test_every_record_of_a_lawful_act_has_its_place_in_the_procedure(procedure):
    procedures = our_book().procedures
    for record in story(*LAWFUL[procedure]).records:
        assert record.kind.key == "recording_linked" or procedures.belongs(record.kind.key, procedure), record.kind.key


@pytest.mark.parametrize(
    ("lines", "provisions"),
    [
        ([line for line in INSPECTION if "#plan.unit_head" not in line], {"PRACTICE:行政检查:approved"}),
        ([line for line in INSPECTION if "#card" not in line], {"PRACTICE:行政检查:noticed"}),
        ([line for line in INSPECTION if "recording_linked" not in line], {"REG:12"}),
        ([line for line in LEVY if "#form.head" not in line], {"REG:7:approval"}),
        ([line for line in FEE if "charge_payment" not in line], {"REG:23:acts"}),
        ([line.replace("amount=200.00", "amount=250.00") for line in FEE], {"PRACTICE:征收收费:refund"}),
        ([line.replace(" receipt=0002", "") for line in FEE], {"PRACTICE:征收收费:receipt"}),
        ([line for line in OTHER if " performance#" not in line], {"REG:23:acts"}),
        ([line.replace("12-10", "12-30") for line in OTHER], {"REG:27:file"}),
    ],
)  # fmt: skip
def test_one_breach_in_a_lawful_act_is_found_alone(lines, provisions):
    assert wrong(lines) == provisions


# -- inspections --------------------------------------------------------------------------------------------------------
def test_an_approval_after_the_inspection_is_late():
    late = [line.replace("11-13 15:30 #plan", "11-14 09:00 #plan") for line in (*INSPECTION_START, *INSPECTED)]
    assert one(judged(story(*late), APPROVED)).status == Status.KEPT_LATE
    assert one(judged(story(*INSPECTION_START, *INSPECTED), APPROVED)).status == Status.KEPT


def test_an_inspection_within_a_penalty_needs_no_approval_of_its_own():
    within = [line.replace("act=inspection procedure=inspection", "act=penalty procedure=ordinary") for line in INSPECTION_START]
    assert judged(story(within[0], *INSPECTED), APPROVED, NOTICED, TOLD) == []


def test_the_result_is_told_or_the_case_opened():
    seen = (*INSPECTION_START, *INSPECTED)
    assert one(judged(story(*seen), TOLD)).status == Status.OWED
    assert one(judged(story(*seen, *RESULT), TOLD)).status == Status.KEPT
    assert one(judged(story(*seen, "11-14 10:00 inspection_linked case=c2"), TOLD)).status == Status.KEPT


@pytest.mark.parametrize(
    ("words", "count"),
    [("nth=2", 0), ("nth=3", 1), ("nth=3 over_reason=举报集中", 0), ("nth=3 task_kind=complaint", 0), ("task_kind=plan", 0)],
)
def test_the_bureaus_cap_on_inspections_of_one_firm(words, count):
    lines = (INSPECTION_START[0], f"11-13 15:10 inspection_approval#plan object=蓝鲸网吧 {words} officers=@two")
    assert len(judged(story(*lines), CAPPED, terms=CAP)) == count
    assert judged(story(*lines), CAPPED) == []  # no cap is set: none is invented


def test_the_case_that_an_inspection_found_starts_by_its_own_approval():
    """制度第七条 is judged on the penalty's start (practice.md 2): the inspection carries neither of its duties into the case."""
    case = (
        "11-14 09:00 case_registration#reg source=inspection parties=@cafe officers=@two",
        '11-14 09:01 inspection_linked inspection=c1 case=c2 records=\'[{"id": "r1", "title": "现场检查（勘验）笔录"}]\'',
    )
    found = judged(story(*case))
    assert find(found, because="reg", provision="REG:7:approval")
    assert not [finding for finding in found if finding.basis.article in {"9", "12", "42"}]


# -- money --------------------------------------------------------------------------------------------------------------
LAW_OF_ITS_OWN = """basis='[{"title": "税收征收管理法", "article": "32"}]'"""


def late_charge(total, basis=LAW_OF_ITS_OWN):
    return (f"12-08 09:00 charge_overdue#late about=#levy party=p1 sum={total} reckoning=逐日 {basis}",)


@pytest.mark.parametrize(("total", "count"), [("1000.00", 0), ("1000.01", 1)])
def test_a_late_charge_is_no_more_than_the_sum_itself(total, count):
    assert len(judged(story(*started("levy"), *LEVIED, *late_charge(total)), CEILING)) == count


@pytest.mark.parametrize(("day", "total", "count"), [("11-20", "600.00", 0), ("11-20", "600.01", 1), ("12-09", "600.01", 0)])
def test_a_late_charge_is_no_more_than_what_was_left_of_the_sum_then(day, total, count):
    less = (
        f"{day} 09:00 charge_reduced#red about=#levy party=p1 how=reduced amount=400.00 basis=@law reason=法定",
        *(f"{day} 09:1{n} #red.{part}" for n, part in enumerate(("handler", "unit_head", "head"))),
    )
    assert len(judged(story(*started("levy"), *LEVIED, *less, *late_charge(total)), CEILING)) == count


@pytest.mark.parametrize(
    ("since", "total", "count"), [("2026-12-01", "4.00", 1), ("2026-12-02", "3.50", 0), ("2026-12-02", "4.00", 1)]
)
def test_a_late_charge_runs_from_the_day_after_the_last_for_paying(since, total, count):
    """Served on 11-16, fifteen days to 12-01: who pays on that day is not late."""
    days = f"base=1000.00 per_myriad=5 since={since} until=2026-12-08"
    late = f"12-08 09:00 charge_overdue about=#levy party=p1 {days} sum={total} reckoning=逐日"
    assert len(judged(story(*started("levy"), *LEVIED, late), RECKONED)) == count


@pytest.mark.parametrize(
    ("title", "count"),
    [
        ("互联网上网服务营业场所管理条例", 1),
        ("某某费征收使用管理办法", 1),
        ("旅游法", 0),
        ("社会保险法", 0),
        ("中华人民共和国民法典", 0),
    ],
)
def test_a_late_charge_stands_on_a_law_and_not_on_a_regulation(title, count):
    basis = f"""basis='[{{"title": "{title}", "article": "12"}}]'"""
    assert len(judged(story(*LEVIED, *late_charge("10.00", basis)), FOUNDED)) == count


def test_a_late_charge_names_its_statute():
    assert judged(story(*LEVIED, *late_charge("10.00")), FOUNDED) == []
    assert len(judged(story(*LEVIED, *late_charge("10.00", basis="")), FOUNDED)) == 1


def test_what_was_overpaid_goes_back():
    over = [line.replace("amount=1000.00", "amount=1200.00") for line in (*LEVIED, *LEVY_PAID)]
    assert one(judged(story(*over), REFUNDED)).status == Status.OWED
    back = (*over, "12-01 09:00 charge_refund#back about=#paid party=p1 amount=200.00 reason=多缴", "12-01 09:10 #back.head")
    assert one(judged(story(*back), REFUNDED)).status == Status.OWED  # the payee has not signed for it
    assert one(judged(story(*back, "12-01 09:20 #back.party"), REFUNDED)).status == Status.KEPT
    assert judged(story(*LEVIED, *LEVY_PAID), REFUNDED) == []


def test_a_receipt_is_named_and_a_source_that_tells_none_is_not_blamed():
    assert len(judged(story("11-20 10:00 charge_payment party=p1 amount=1.00"), RECEIPTED)) == 1
    assert judged(story("told 2026-11-20 charge_payment party=p1 amount=1.00"), RECEIPTED) == []


def test_performance_is_put_on_record_where_there_is_something_to_perform():
    assert one(judged(story(*DECIDED), a23.PROVISION)).status == Status.OWED
    assert one(judged(story(*DECIDED, *DONE), a23.PROVISION)).status == Status.KEPT
    nothing = [line.replace("to_perform=true perform_days=10", "to_perform=false") for line in DECIDED]
    assert judged(story(*nothing), a23.PROVISION) == []


# -- ends (制度第二十七条) --------------------------------------------------------------------------------------------------
FORM = ("11-20 09:05 #red.handler", "11-20 09:10 #red.unit_head", "11-20 09:20 #red.head")
WAIVED = ("11-20 09:00 charge_reduced#red about=#levy party=p1 how=exempted amount=1000.00 basis=@law reason=法定", *FORM)
REFUSED = [line.replace("result=grant", "result=refuse") for line in GRANTED]
NOTHING_TO_DO = [line.replace("to_perform=true perform_days=10", "to_perform=false") for line in DECIDED]


@pytest.mark.parametrize(
    ("lines", "end"),
    [
        ((*APPLIED, *ACCEPTED, *EXAMINED, *GRANTED), None),
        ((*APPLIED, *ACCEPTED, *EXAMINED, *GRANTED, *DELIVERED), "licence"),
        ((*APPLIED, *ACCEPTED, *EXAMINED, *REFUSED[:2]), None),
        ((*APPLIED, *ACCEPTED, *EXAMINED, *REFUSED), "slip"),
        ((*APPLIED, "11-13 10:00 licence_refused_to_accept#no party=p1 ground=not_within", "11-13 10:01 #no issued 1号"), "no"),
        ((*APPLIED, "11-13 10:00 licence_application_withdrawn#gone party=p1", "11-13 10:01 #gone.applicant"), "gone"),
        ((*INSPECTION_START, *INSPECTED), None),
        ((*INSPECTION_START, *INSPECTED, *RESULT), "told"),
        ((*INSPECTION_START, *INSPECTED, "11-14 10:00 inspection_linked#link case=c2"), "link"),
        ((*started("levy"), *LEVIED), None),
        ((*started("levy"), *LEVIED, *LEVY_PAID), "paid"),
        ((*started("levy"), *LEVIED, LEVY_PAID[0].replace("amount=1000.00", "amount=999.00")), None),
        ((*started("levy"), *LEVIED, *WAIVED), "red"),
        ((*FEE_ASKED,), None),
        ((*started("other"), *DECIDED), None),
        ((*started("other"), *DECIDED, *DONE), "done"),
        ((*started("other"), *NOTHING_TO_DO), "slip"),
        ((*started("other"), *DECIDED, "11-28 party_end#over party=p1 ground=terminated at=2026-11-28"), "over"),
    ],
)
def test_how_each_act_ends(lines, end):
    found = last_end(story(*lines))
    assert (found.id if found else None) == end


@pytest.mark.parametrize(("bound", "wanted"), [("12-30", Status.KEPT), ("12-31", Status.KEPT_LATE)])
def test_thirty_days_run_from_the_licence_in_hand(bound, wanted):
    lines = (*LICENCE[:-1], f"{bound} case_file_bound#file bound=2026-{bound}")  # delivered on 11-30
    found = one(judged(story(*lines), *a27.PROVISIONS), owes="case_file_bound")
    assert (found.status, found.due.hi) == (wanted, end_of(date(2026, 12, 30)))


def test_a_later_word_on_the_procedure_rules():
    history = story(*started("other"))
    assert procedure_of(and_then(history, "11-14 09:00 case_changed procedure=levy reason=改")) == "levy"
