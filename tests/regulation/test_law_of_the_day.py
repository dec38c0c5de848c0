"""Acts are judged by the law in force when they were done, whenever they are entered (article 32, law.md trap 2)."""

import pytest
from tests.regulation.story import find, judged, one, story

from liuhen.regulation.articles import a07_ex_officio_start
from liuhen.regulation.grammar import Status
from liuhen.regulation.statutes.civil_procedure_2023 import a95_public_notice
from liuhen.regulation.statutes.penalty_2009 import same_articles
from liuhen.regulation.statutes.penalty_2017 import a37_investigation, a40_served_in_seven_days, a42_hearing
from liuhen.regulation.statutes.penalty_2021 import a56_advance_registration, a61_served_in_seven_days, a64_hearing_procedure

OLD = next(item for item in a37_investigation.PROVISIONS if item.key == "decided")
NEW = next(item for item in a56_advance_registration.PROVISIONS if item.key == "decided")


@pytest.mark.parametrize(
    ("kept", "source", "due"),
    [("2019-08-21", "penalty_2017", "2019-08-28"), ("2021-07-14", "penalty_2017", "2021-07-21"), ("2021-07-15", "penalty_2021", "2021-07-26"),
     ("2021-08-26", "penalty_2021", "2021-09-06")],
)  # fmt: skip
def test_seven_days_are_calendar_days_until_the_new_law_and_working_days_since(kept, source, due):
    found = one(judged(story(f"told {kept} advance_registration", partial=True), OLD, NEW))
    assert (found.basis.source.key, str(found.due.hi.date()), found.status) == (source, due, Status.UNSEEN)


def test_an_outcome_on_the_seventh_calendar_day_is_in_time_and_on_the_eighth_late():
    for day, status in (("28", Status.KEPT), ("29", Status.KEPT_LATE)):
        lines = ("told 2019-08-21 advance_registration", f"told 2019-08-{day} preservation_outcome outcome=return")
        assert one(judged(story(*lines, partial=True), OLD, NEW)).status == status


def test_a_case_of_2016_is_judged_by_the_version_of_2009():
    found = judged(story("told 2016-05-03 advance_registration", partial=True))
    assert {finding.basis.source.key for finding in found if finding.owes == "preservation_outcome"} == {"penalty_2009"}


def test_the_review_of_2017_is_not_asked_of_2016():
    assert all(provision.key != "reviewed" or provision.basis.article != "38" for provision in same_articles.PROVISIONS)


def test_the_service_of_a_decision_takes_seven_calendar_days_under_the_old_law():
    found = one(
        judged(
            story("told 2021-06-01 penalty_decision", partial=True),
            a40_served_in_seven_days.PROVISION,
            a61_served_in_seven_days.PROVISION,
        )
    )
    assert (found.basis.source.key, str(found.due.hi.date())) == ("penalty_2017", "2021-06-08")


@pytest.mark.parametrize(
    ("day", "source", "waits"), [("2021-06-01", "penalty_2017", "2021-06-04"), ("2021-12-01", "penalty_2021", "2021-12-08")]
)
def test_a_hearing_could_be_asked_for_in_three_days_and_now_in_five_working_days(day, source, waits):
    waited = [item for item in (*a42_hearing.PROVISIONS, *a64_hearing_procedure.PROVISIONS) if item.key == "waited"]
    lines = (
        f"told {day} prior_notice#n hearing=true",
        f"told {day} proof_of_service papers='[\"#n\"]'",
        "told 2021-12-30 penalty_decision",
    )
    found = one(judged(story(*lines), *waited))
    assert (found.basis.source.key, str(found.met.hi.date()), found.status) == (source, waits, Status.KEPT)


def test_public_notice_took_sixty_days_until_2022():
    for day, source in (
        ("2021-11-01", "civil_procedure_2017"),
        ("2022-03-01", "civil_procedure_2021"),
        ("2024-03-01", "civil_procedure_2023"),
    ):
        found = one(
            judged(
                story(f"told {day} proof_of_service way=public_notice published={day}", partial=True),
                *a95_public_notice.PROVISIONS,
            )
        )
        assert found.basis.source.key == source


def test_the_regulation_binds_from_november_2019():
    before = story("told 2019-10-31 initiation_approval", partial=True)
    since = story("told 2019-11-01 initiation_approval", partial=True)
    assert judged(before, *a07_ex_officio_start.PROVISIONS) == []
    assert judged(since, *a07_ex_officio_start.PROVISIONS)


def test_an_act_of_an_unknown_day_in_the_month_the_law_changed_is_never_guessed():
    found = judged(
        story("told 2021-07 advance_registration", "told 2021-07-23 preservation_outcome outcome=return", partial=True), OLD, NEW
    )
    assert {finding.status for finding in found} == {Status.UNSEEN}


def test_no_article_of_the_new_law_speaks_of_an_act_of_2019():
    found = judged(story("told 2019-08-21T19:30/19:45 inspection_record officer_count=1", partial=True))
    assert not find(found, level="law", status=Status.KEPT) or all(
        finding.basis.source.key != "penalty_2021" for finding in found
    )
    assert {finding.basis.source.key for finding in found if finding.level == "law" and finding.status == Status.BREACHED} == {
        "penalty_2017"
    }
