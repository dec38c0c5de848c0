"""Articles 19, 21, 22 and the statute: post, entrusted, passed on, electronic; a public notice comes last; one slip per party."""

from datetime import date

import pytest
from tests.regulation.story import and_then, find, gated, judged, one, story

from liuhen.regulation.articles import a19_by_post, a21_through_others, a22_public_notice
from liuhen.regulation.book import our_book
from liuhen.regulation.grammar import Gravity, Level, Status
from liuhen.regulation.serving import begun, served, takes_effect
from liuhen.regulation.statutes.civil_procedure_2023 import (
    a87_slip,
    a89_leaving,
    a90_electronic,
    a91_by_post,
    a92_passed_on,
    a95_public_notice,
)
from liuhen.regulation.statutes.penalty_2021 import a61_electronic_service, a61_served_in_seven_days
from liuhen.regulation.statutes.practice import postal_carrier
from liuhen.regulation.terms import PLAIN, Setting, Terms

VOUCHERS, REGISTERED = a19_by_post.PROVISIONS
PICTURE = '[{"sha256": "a"}]'
POSTED = (
    "11-23 10:00 posting#mail party=p1 papers='[\"#d\"]' carrier=中国邮政 mail=express tracking=EA1 posted=2026-11-23"
    f" registration='{PICTURE}' postage='{PICTURE}'"
)
BY_POST = (
    "11-27 16:00 proof_of_service#slip party=p1 papers='[\"#d\"]' way=post carrier=中国邮政 mail=express tracking=EA1"
    " posted=2026-11-23 received_on=2026-11-26 officers=@two"
)
DECIDED = ("11-20 10:30 penalty_decision#d party=p1 penalties=@fine fine=10000.00", "11-20 10:40 #d issued")
REGISTRATION = "11-13 19:50 case_registration parties=@both"


# -- by post ------------------------------------------------------------------------------------------------------------
def statuses(history, *provisions):
    return {finding.owes: finding.status for finding in judged(history, *provisions) if finding.sort == "duty"}


def test_each_of_the_three_vouchers_is_a_duty_of_its_own():
    kept, owed = Status.KEPT, Status.OWED
    assert statuses(story(POSTED), VOUCHERS) == {
        "posting_registered": kept, "postage_proved": kept, "return_receipt": owed,
    }  # fmt: skip
    assert statuses(story(BY_POST), VOUCHERS) == {
        "posting_registered": owed, "postage_proved": owed, "return_receipt": owed,
    }  # fmt: skip
    whole = story(POSTED, f"{BY_POST} return_receipt='{PICTURE}'")
    assert set(statuses(whole, VOUCHERS).values()) == {kept}
    assert len(judged(whole, VOUCHERS)) == 3


def test_mail_that_came_back_owes_no_receipt_and_the_attempt_stands_for_it():
    back = story(POSTED, "12-01 09:00 service_attempt party=p1 way=post result=returned tracking=EA1")
    assert statuses(back, VOUCHERS)["return_receipt"] == Status.EXCUSED
    other = story(POSTED, "12-01 09:00 service_attempt party=p1 way=post result=returned tracking=EA2")
    assert statuses(other, VOUCHERS)["return_receipt"] == Status.OWED


def test_mail_without_its_kind_or_number_is_no_registered_mail():
    assert judged(story(POSTED), REGISTERED) == []
    assert one(judged(story(POSTED.replace(" tracking=EA1", "")), REGISTERED)).field == "mail"
    assert judged(story("told 2026-11-26 proof_of_service way=post"), REGISTERED) == []


def test_what_a_source_does_not_tell_of_vouchers_is_unseen():
    assert set(statuses(story("told 2026-11-26 proof_of_service way=post", partial=True), VOUCHERS).values()) == {Status.UNSEEN}


def test_service_by_post_is_of_the_day_on_the_receipt_and_begins_with_the_posting():
    slip = story(BY_POST).records[0]
    assert takes_effect(slip, PLAIN).known_day == date(2026, 11, 26)
    assert begun(slip).known_day == date(2026, 11, 23)


def test_a_slip_by_post_says_the_day_of_the_receipt_and_no_day_before_the_posting():
    rule = a91_by_post.PROVISIONS[0]
    assert judged(story(BY_POST), rule) == []
    assert judged(story(BY_POST.replace("received_on=2026-11-26", "received_on=2026-11-23")), rule) == []
    assert (
        one(judged(story(BY_POST.replace("received_on=2026-11-26", "received_on=2026-11-22")), rule)).gravity == Gravity.IRREGULAR
    )
    assert one(judged(story(BY_POST.replace(" received_on=2026-11-26", "")), rule)).field == "received_on"


def test_a_decision_posted_on_the_seventh_working_day_is_in_time_and_on_the_eighth_is_late():
    """处罚法第六十一条: decided on Friday 2026-11-20, the seventh working day is Tuesday 2026-12-01."""
    for posted, status in (("2026-12-01", Status.KEPT), ("2026-12-02", Status.KEPT_LATE)):
        late = BY_POST.replace("2026-11-23", posted).replace("2026-11-26", "2026-12-04").replace("11-27 16:00", "12-05 16:00")
        history = story(
            REGISTRATION.replace("@both", "@cafe"),
            *DECIDED,
            late,
            "12-05 16:01 #slip.officers[zhou]",
            "12-05 16:01 #slip.officers[shen]",
        )
        assert one(judged(history, a61_served_in_seven_days.PROVISION), owes="proof_of_service").status == status


def test_mail_goes_by_the_post_of_china_unless_the_bureau_says_otherwise():
    """practice.md 17: post is 中国邮政, a setting."""
    assert judged(story(POSTED), postal_carrier.PROVISION) == []
    other = story(POSTED.replace("carrier=中国邮政", "carrier=某某快递"))
    assert one(judged(other, postal_carrier.PROVISION)).gravity == Gravity.NOTE
    own = Terms(settings={"carrier": (Setting(value="中国邮政、某某快递", since=date(2026, 1, 1)),)})
    assert judged(other, postal_carrier.PROVISION, terms=own) == []


# -- entrusted, passed on -----------------------------------------------------------------------------------------------
PASSED = (
    "11-26 16:00 proof_of_service#slip party=p2 way=passed_on passed_to=prisoner through=某市看守所 through_reason=被羁押"
    ' recipient=\'{"name": "李某"}\' relation=self officers=@two'
)


def test_passing_on_says_why_and_through_whom_and_both_sides_sign():
    found = judged(story(PASSED, "11-26 16:01 #slip.recipient", "11-26 16:02 #slip.officers[zhou]"), a21_through_others.PROVISION)
    assert one(found, owes="passed_on_why").status == Status.KEPT
    assert one(found, owes="proof_of_service.recipient").status == Status.KEPT
    assert one(found, owes="proof_of_service.officers").status == Status.OWED
    bare = story(PASSED.replace(" through_reason=被羁押", ""))
    assert one(judged(bare, a21_through_others.PROVISION), owes="passed_on_why").status == Status.BREACHED
    told = story("told 2026-11-26 proof_of_service way=entrusted", partial=True)
    assert {finding.status for finding in judged(told, a21_through_others.PROVISION)} == {Status.UNSEEN}


def test_who_hands_over_for_another_body_signs_where_he_is_named():
    named = story(PASSED + ' through_server=\'{"name": "管教"}\'')
    assert one(judged(named, a21_through_others.PROVISION), owes="proof_of_service.through_server").status == Status.OWED
    assert find(judged(story(PASSED), a21_through_others.PROVISION), owes="proof_of_service.through_server") == []


@pytest.mark.parametrize(
    ("whom", "through", "article", "noted"),
    [
        ("soldier", "某部队政治工作部", "92", False),
        ("soldier", "某部队后勤部", "92", True),
        ("prisoner", "某市看守所", "93", False),
        ("prisoner", "某街道办事处", "93", True),
        ("education", "某强制隔离戒毒所", "93", False),
        ("education", "某派出所", "93", True),
    ],
)
def test_each_of_the_three_is_reached_through_his_own_body(whom, through, article, noted):
    history = story(PASSED.replace("passed_to=prisoner through=某市看守所", f"passed_to={whom} through={through}"))
    found = find(judged(history, *a92_passed_on.PROVISIONS), sort="note")
    assert [(note.basis.article, note.basis.source.key) for note in found] == (
        [(article, "civil_procedure_2023")] if noted else []
    )


def test_a_body_is_not_served_through_another_and_the_reason_is_one_of_three():
    received = [rule for rule in a92_passed_on.PROVISIONS if rule.basis.article == "94"]
    assert find(judged(story(REGISTRATION, PASSED), *received), sort="fault") == []
    company = story(REGISTRATION, PASSED.replace("party=p2", "party=p1"))
    assert one(judged(company, *received), sort="fault", provision="civil_procedure_2023:94").field == "passed_to"
    assert one(
        judged(story(PASSED.replace(" passed_to=prisoner", "")), *received), sort="fault", provision="civil_procedure_2023:94"
    )


def test_passing_on_takes_effect_with_the_recipients_signature():
    rule = next(rule for rule in a92_passed_on.PROVISIONS if rule.id == "civil_procedure_2023:94")
    assert one(judged(story(PASSED), rule)).status == Status.OWED
    assert one(judged(story(PASSED, "11-26 16:01 #slip.recipient"), rule)).status == Status.KEPT


# -- electronic ---------------------------------------------------------------------------------------------------------
CONFIRMED = "11-13 22:00 address_confirmed#yes party=p1 electronic=true address=a@b.cn"
SIGNED = "11-13 22:01 #yes.party"
ELECTRONIC = (
    "11-26 16:00 proof_of_service#slip party=p1 papers='[\"#d\"]' way=electronic address=a@b.cn arrived=2026-11-26T16:02"
    " agreed=true officers=@two"
)


def test_an_electronic_service_wants_a_confirmation_that_was_signed_before():
    rule = a61_electronic_service.PROVISION
    assert one(judged(story(CONFIRMED, SIGNED, ELECTRONIC), rule)).status == Status.KEPT
    assert one(judged(story(ELECTRONIC), rule)).status == Status.BREACHED
    assert one(judged(story(CONFIRMED, ELECTRONIC), rule)).status == Status.BREACHED
    after = story(
        ELECTRONIC, "11-26 16:01 address_confirmed#yes party=p1 electronic=true address=a@b.cn", "11-26 16:01 #yes.party"
    )
    assert one(judged(after, rule)).status == Status.BREACHED
    assert (
        one(judged(story(CONFIRMED.replace("electronic=true", "electronic=false"), SIGNED, ELECTRONIC), rule)).status
        == Status.BREACHED
    )
    assert one(judged(story(CONFIRMED.replace("party=p1", "party=p2"), SIGNED, ELECTRONIC), rule)).status == Status.BREACHED


def test_a_confirmation_of_the_same_day_that_is_only_told_cannot_be_compared():
    told = "told 2026-11-26 address_confirmed#yes party=p1 electronic=true address=a@b.cn"
    assert one(judged(story(told, ELECTRONIC), a61_electronic_service.PROVISION)).status == Status.UNSEEN


def test_the_address_is_the_one_that_was_confirmed():
    other = story(CONFIRMED, SIGNED, ELECTRONIC.replace("address=a@b.cn", "address=c@d.cn"))
    assert one(judged(other, a61_electronic_service.PROVISION), sort="fault").field == "address"


@pytest.mark.parametrize(("day", "faults"), [("11-25", 1), ("11-28", 0)])
def test_an_address_confirmed_afterwards_is_for_what_is_served_afterwards(day, faults):
    new = (f"{day} 09:00 address_confirmed#new party=p1 electronic=true address=c@d.cn", f"{day} 09:01 #new.party")
    found = judged(story(CONFIRMED, SIGNED, ELECTRONIC, *new), a61_electronic_service.PROVISION)
    assert sum(finding.sort == "fault" for finding in found) == faults


def test_the_day_of_arrival_is_the_day_of_service():
    slip = story(ELECTRONIC.replace("16:02", "17:30")).records[0]
    assert takes_effect(slip, PLAIN).lo.strftime("%H:%M") == "17:30"
    rule = a90_electronic.PROVISIONS[0]
    assert one(judged(story(ELECTRONIC), rule)).status == Status.KEPT
    assert one(judged(story(ELECTRONIC.replace(" arrived=2026-11-26T16:02", "")), rule)).status == Status.BREACHED


def test_who_asks_for_paper_gets_paper():
    rule = a90_electronic.PROVISIONS[0]
    asked = story(*DECIDED, ELECTRONIC + " paper_wanted=true")
    assert one(judged(asked, rule), owes="paper_copy").status == Status.OWED
    given = and_then(
        asked,
        '11-27 09:00 proof_of_service#copy party=p1 papers=\'["#d"]\' way=direct officers=@one recipient=\'{"name": "王某"}\' relation=self',
        "11-27 09:01 #copy.recipient",
        "11-27 09:01 #copy.officers[zhou]",
    )
    assert one(judged(given, rule), owes="paper_copy").status == Status.KEPT


# -- leaving: who refused ------------------------------------------------------------------------------------------------
LEFT = (
    "11-26 16:00 proof_of_service#slip party=p1 way=leaving refusal_reason=拒收 residence=true officers=@two"
    ' refused_by=\'{"name": "王某"}\' refused_as=legal_representative witness=\'{"name": "赵某", "employer": "某社区居委会"}\''
)


def test_leaving_says_who_refused_and_in_what_capacity():
    """practice.md 17: who refused, in what capacity, whether this is the 住所."""
    rule = a89_leaving.REFUSED[0]
    assert judged(story(REGISTRATION, LEFT), rule) == []
    nobody = story(REGISTRATION, LEFT.replace(" refused_as=legal_representative", ""))
    assert one(judged(nobody, rule)).field == "refused_by"
    clerk = story(REGISTRATION, LEFT.replace("legal_representative", "family"))
    assert (one(judged(clerk, rule)).field, one(judged(clerk, rule)).gravity) == ("refused_as", Gravity.REVOCABLE)
    citizen = story(REGISTRATION, LEFT.replace("party=p1", "party=p2").replace("legal_representative", "family"))
    assert judged(citizen, rule) == []
    stranger = story(
        REGISTRATION, LEFT.replace(', \\"employer\\": \\"某社区居委会\\"', "").replace(', "employer": "某社区居委会"', "")
    )
    assert one(judged(stranger, rule)).field == "witness"


# -- the public notice is the last way -----------------------------------------------------------------------------------
NOTICE = "12-02 09:00 public_notice#notice party=p1 papers='[\"#d\"]' ground=failed content=决定书 medium=门户网站"
AGREED = ("12-02 09:10 #notice.unit_head", "12-02 09:20 #notice.head")
DOOR = (
    "11-24 15:00 service_attempt#door party=p1 papers='[\"#d\"]' way=direct result=absent note=无人 officers=@one",
    "11-24 15:01 #door.officers[zhou]",
)
MAIL_BACK = (
    "12-01 15:00 service_attempt#back party=p1 papers='[\"#d\"]' way=post result=returned note=退件 officers=@one",
    "12-01 15:01 #back.officers[zhou]",
)
TRIED = a22_public_notice.OTHERS_FAILED
LAW_95 = a95_public_notice.BEFORE[0]


def test_a_public_notice_is_not_issued_before_a_failed_try_is_on_record():
    """practice.md 17: public notice on 下落不明 (proof) or failed tries."""
    bare = story(*DECIDED, NOTICE, *AGREED)
    law = one(judged(bare, LAW_95))
    assert (law.status, law.level, law.owes, law.gravity) == (Status.OWED, Level.LAW, "service_attempt", Gravity.REVOCABLE)
    assert {finding.provision for finding in gated(bare, "public_notice")} == {"civil_procedure_2023:95:before", "REG:22:tried"}
    tried = story(*DECIDED, *DOOR, *MAIL_BACK, NOTICE, *AGREED)
    assert gated(tried, "public_notice") == []
    assert one(judged(tried, LAW_95)).status == Status.KEPT


def test_one_failed_way_is_enough_in_law_and_short_of_the_regulation():
    half = story(*DECIDED, *DOOR, NOTICE, *AGREED)
    assert one(judged(half, LAW_95)).status == Status.KEPT
    found = judged(half, TRIED)
    assert {finding.about: finding.status for finding in found} == {"p1:direct": Status.KEPT, "p1:post": Status.OWED}
    assert {finding.level for finding in found} == {Level.REGULATION}


def test_a_try_about_another_party_or_after_the_notice_does_not_count():
    other = story(*DECIDED, *(line.replace("party=p1", "party=p2") for line in DOOR), NOTICE)
    assert one(judged(other, LAW_95)).status == Status.OWED
    after = story(
        *DECIDED,
        NOTICE,
        "12-02 15:00 service_attempt#door party=p1 way=direct result=absent note=无人 officers=@one",
        "12-02 15:01 #door.officers[zhou]",
    )
    assert one(judged(after, LAW_95)).status == Status.OWED


def test_whereabouts_unknown_wants_its_proof_and_no_further_try():
    missing = NOTICE.replace("ground=failed", "ground=missing")
    assert one(judged(story(*DECIDED, *DOOR, missing), LAW_95)).owes == "whereabouts_unknown"
    proof = (
        "12-01 10:00 whereabouts_unknown#proof party=p1 note=查无 issuer=某社区 officers=@one",
        "12-01 10:01 #proof.officers[zhou]",
    )
    proved = story(*DECIDED, *proof, missing, *AGREED)
    assert one(judged(proved, LAW_95)).status == Status.KEPT
    assert judged(proved, TRIED) == []
    assert gated(proved, "public_notice") == []


def test_a_slip_of_a_public_notice_from_elsewhere_is_asked_the_same_and_unseen_where_untold():
    own = story("12-02 10:00 proof_of_service party=p1 way=public_notice published=2026-12-02 ground=failed medium=网站")
    assert one(judged(own, LAW_95)).status == Status.OWED
    told = story("told 2026-12-02 proof_of_service way=public_notice published=2026-12-02", partial=True)
    assert one(judged(told, LAW_95)).status == Status.UNSEEN
    old = story("told 2021-12-01 proof_of_service way=public_notice published=2021-12-01", partial=True)
    assert one(judged(old, *a95_public_notice.BEFORE)).provision == "civil_procedure_2017:92:before"


def test_the_notice_itself_is_kept():
    slip = (
        "12-03 10:00 proof_of_service party=p1 papers='[\"#d\"]' way=public_notice published=2026-12-02 ground=failed medium=网站"
    )
    assert one(judged(story(*DECIDED, slip), a22_public_notice.KEPT)).status == Status.OWED
    whole = story(*DECIDED, *DOOR, *MAIL_BACK, NOTICE, *AGREED, "12-02 09:30 #notice issued", slip)
    assert one(judged(whole, a22_public_notice.KEPT)).status == Status.KEPT
    assert one(judged(story(*DECIDED, f"{slip} scans='{PICTURE}'"), a22_public_notice.KEPT)).status == Status.KEPT


def test_service_by_public_notice_of_a_decision_takes_effect_on_the_thirtieth_day():
    slip = story("12-02 10:00 proof_of_service party=p1 way=public_notice published=2026-12-02").records[0]
    assert takes_effect(slip, PLAIN).hi.date() == date(2027, 1, 1)


# -- one slip, several papers; per party ---------------------------------------------------------------------------------
BOTH_DECIDED = ("11-20 10:30 penalty_decision#d party=all penalties=@fine fine=10000.00", "11-20 10:40 #d issued")
TO_ONE = (
    (
        '11-23 16:00 proof_of_service#slip papers=\'["#d", "#order"]\' party=p1 way=direct relation=legal_representative officers=@one'
        ' recipient=\'{"name": "王某"}\''
    ),
    "11-23 16:01 #slip.recipient",
    "11-23 16:02 #slip.officers[zhou]",
)
ORDER = (
    "11-20 09:00 correction_order#order party=p1 officers=@one",
    "11-20 09:01 #order.officers[zhou]",
    "11-20 09:02 #order issued",
)


def test_one_slip_serves_several_papers_on_one_party_alone():
    history = story(REGISTRATION, *ORDER, *BOTH_DECIDED, *TO_ONE)
    decision, order = history.record("d"), history.record("order")
    assert served(history, decision, PLAIN, "p1").id == "slip"
    assert served(history, order, PLAIN).id == "slip"
    assert served(history, decision, PLAIN, "p2") is None
    found = judged(history, a61_served_in_seven_days.PROVISION)
    assert {finding.about: finding.status for finding in found} == {"p1": Status.KEPT, "p2": Status.OWED}


def test_a_paper_to_one_party_is_not_served_by_a_slip_of_another():
    rule = a87_slip.PROVISIONS[0]
    history = story(
        REGISTRATION, *DECIDED, *(line.replace("party=p1", "party=p2").replace(', \\"#order\\"', "") for line in TO_ONE)
    )
    assert one(judged(history, rule)).gravity == Gravity.REVOCABLE
    assert served(history, history.record("d"), PLAIN) is None
    assert judged(story(REGISTRATION, *ORDER, *DECIDED, *TO_ONE), rule) == []


def test_every_paper_that_is_served_can_be_posted_and_may_fail_to_arrive():
    kinds = our_book().kinds
    assert set(kinds["posting"].about) == set(kinds["proof_of_service"].about)
    assert set(kinds["proof_of_service"].about) < set(kinds["service_attempt"].about)
