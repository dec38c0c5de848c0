"""简易程序: one visit, seven records, ceilings, money on the spot, filing (制度第十七条; 处罚法第五十一条至第五十三条、第六十八条至第七十一条; law.md E1-E6, trap 3)."""

from datetime import date

import pytest
from tests.regulation.story import gated, judged, one, story

from liuhen.regulation.articles import a17_summary_procedure
from liuhen.regulation.book import our_book
from liuhen.regulation.ending import ends
from liuhen.regulation.grammar import Gravity, Status
from liuhen.regulation.handing import handed
from liuhen.regulation.kinds.summary import SUMMARY_DECISION
from liuhen.regulation.other_ends import summary as summary_end
from liuhen.regulation.overdue import overdue
from liuhen.regulation.statutes.penalty_2017 import a33_summary, a37_investigation
from liuhen.regulation.statutes.penalty_2021 import (
    a42_two_officers,
    a51_summary_scope,
    a52_on_the_spot,
    a53_performed,
    a68_spot_collection,
    a71_two_days,
)
from liuhen.regulation.statutes.practice import summary_filing
from liuhen.regulation.terms import Setting, Terms

SEVEN, FILMED = a17_summary_procedure.PROVISIONS
DONE, FILED = a52_on_the_spot.PROVISIONS
TWO, VALID = a42_two_officers.PROVISIONS
GROUND, ASKED, RECEIPT = a68_spot_collection.PROVISIONS
PLACE = 'place=\'{"text": "某路1号"}\''
PERSON = 'parties=\'[{"id": "p1", "type": "citizen", "name": "李某"}]\''
FIRM = 'parties=\'[{"id": "p1", "type": "organisation", "name": "蓝鲸网吧"}]\''
TRADER = 'parties=\'[{"id": "p1", "type": "sole_trader", "name": "李某"}]\''
FOUND = "11-23 20:00 case_registration source=inspection act=penalty procedure=summary {} officers=@two cause=娱乐场所未悬挂警示、禁入标志 capacity=own"
DECISION = (
    "11-23 20:10 summary_decision#d about=#e1 party=p1 facts=未悬挂 conditions=当场看到 at=2026-11-23T20:05 {} broken=@law basis=@law "
    "told=true statement=没有意见 adopted=none penalties=@fine fine={} pay={} correct=now handed_over=true officers=@two"
)
SIGNED = (
    "11-23 20:12 #d.officers[zhou]",
    "11-23 20:12 #d.officers[shen]",
    "11-23 20:13 #d.party",
    "11-23 20:14 #d issued 澄文当罚字〔2026〕1号",
)
TAKEN = "11-23 20:20 spot_collection#s about=#d party=p1 ground=small amount=50.00 receipt=0012 officers=@two"
FILING = (
    "11-24 10:00 summary_filing#f about=#d conditions=x steps=y statement=无 review=无 filed=2026-11-24 collected=50 decision=#d",
    "11-24 10:10 #f.unit_head",
)


def visit(*more, who=FIRM, fine="50.00", pay="spot", extra=""):
    return story(FOUND.format(who), DECISION.format(PLACE, fine, pay) + extra, *SIGNED, *more)


WHOLE = (TAKEN, "11-24 09:00 money_handed_in about=#s step=agency", "11-25 09:00 money_handed_in about=#s step=bank", *FILING)


def test_a_whole_visit_leaves_nothing_owed_and_nothing_of_an_ordinary_case_is_asked_for():
    found = judged(visit(*WHOLE))
    assert {finding.status for finding in found} == {Status.KEPT}
    assert not {f.provision for f in found} & {
        "penalty_2021:54:filed",
        "PRACTICE:立案期限",
        "REG:7:approval",
        "penalty_2021:44:told",
    }


@pytest.mark.parametrize(
    ("who", "fine", "lawful"),
    [
        (PERSON, "200.00", True),
        (PERSON, "200.01", False),
        (FIRM, "3000.00", True),
        (FIRM, "3000.01", False),
        (TRADER, "200.01", False),
        (TRADER, "200.00", True),
    ],
)
def test_the_ceiling_depends_on_who_is_fined(who, fine, lawful):
    history = story(FOUND.format(who), DECISION.format(PLACE, fine, "bank"))
    found = judged(history, a51_summary_scope.PROVISION)
    assert (found == []) is lawful
    if not lawful:
        assert found[0].gravity == Gravity.REVOCABLE
        assert "penalty_2021:51" in {finding.provision for finding in gated(history, "summary_decision")}


def test_a_sole_trader_counts_as_a_citizen_until_the_bureau_sets_otherwise():
    """practice.md 12."""
    terms = Terms(settings={"sole_trader_as": (Setting(value="organisation", since=date(2026, 1, 1)),)})
    history = story(FOUND.format(TRADER), DECISION.format(PLACE, "3000.00", "bank"))
    assert judged(history, a51_summary_scope.PROVISION, terms=terms) == []


def test_before_july_2021_the_ceilings_were_fifty_and_a_thousand():
    scope = a33_summary.PROVISIONS[0]
    told = "told 2019-05-01T10:00 summary_decision party=p1 fine={}"
    assert judged(story(FOUND.format(FIRM), told.format("1000.00")), scope, a51_summary_scope.PROVISION) == []
    assert (
        one(judged(story(FOUND.format(FIRM), told.format("1000.01")), scope, a51_summary_scope.PROVISION)).provision
        == "penalty_2017:33"
    )


def test_cards_are_shown_two_officers_are_there_and_the_paper_is_handed_over():
    assert {finding.status for finding in judged(visit(), DONE)} == {Status.KEPT}
    alone = visit(extra=" officers=@one")
    assert one(judged(alone, TWO), owes="two_officers").status == Status.BREACHED
    assert judged(alone, a37_investigation.PROVISIONS[0], TWO)[0].provision == "penalty_2021:42:two", "the old law asked for one"
    assert one(judged(visit(extra=" officers=@unshown"), DONE), owes="certificates_shown").status == Status.BREACHED


def unsigned(*more, flag="false", fine="50.00", pay="spot"):
    """The party declines to sign."""
    declined = [line.replace("#d.party", "#d.party declined text=认为罚得重") for line in SIGNED]
    return story(FOUND.format(FIRM), DECISION.format(PLACE, fine, pay) + f" handed_over={flag}", *declined, *more)


def test_the_party_who_signs_has_the_decision_in_hand_and_nobody_is_asked_again():
    signed = visit(*WHOLE, extra=" handed_over=false")
    assert {finding.status for finding in judged(signed)} == {Status.KEPT}
    given = one(judged(signed, DONE), owes="proof_of_service")
    assert given.status == Status.KEPT
    assert given.met == next(signed.of(SUMMARY_DECISION)).effective, "by the issue, which makes it a decision"
    bank = visit(extra=" handed_over=false", pay="bank")
    assert one(judged(bank, a53_performed.PROVISION)).due.hi.date() == date(2026, 12, 8), "fifteen days from that evening"
    before = story(FOUND.format(FIRM), DECISION.format(PLACE, "50.00", "spot"), *SIGNED[:3])
    assert handed(before, next(before.of(SUMMARY_DECISION))) is None, "signed, and not yet issued"


def test_the_warned_party_who_signs_is_through():
    warned = DECISION.replace("fine={} pay={}", "").replace("penalties=@fine", "penalties='[\"warning\"]'").format(PLACE)
    signed = story(FOUND.format(FIRM), warned + " handed_over=false", *SIGNED)
    assert summary_end(signed, "p1").kind is SUMMARY_DECISION


def test_for_who_will_not_sign_it_is_stated_or_a_slip_tells_it():
    given = one(judged(unsigned(), DONE), owes="proof_of_service")
    assert given.status == Status.OWED
    assert one(judged(unsigned(pay="bank"), a53_performed.PROVISION)).due is None, "received at a time nobody told"
    assert one(judged(unsigned(flag="true"), DONE), owes="proof_of_service").status == Status.KEPT
    left = unsigned("paper 11-23T20:30 proof_of_service about=#d party=p1 way=leaving")
    assert one(judged(left, DONE), owes="proof_of_service").status == Status.KEPT


NO_PRINTER = "11-23 20:15 spot_handing about=#d way=none reason=没有打印机 at=2026-11-23T20:15"
SERVED = "paper 11-25T10:00 proof_of_service about=#d party=p1 way=direct relation=self"


def test_what_the_party_signed_on_a_screen_and_was_not_given_is_still_to_be_served():
    left = visit(NO_PRINTER, extra=" handed_over=false")
    duty = one(judged(left, DONE), owes="proof_of_service")
    assert (duty.status, duty.do) == (Status.OWED, "送达决定书")
    assert duty.why == "当场处罚决定书应当当场交付当事人；2026-11-23 20:15 记明没有交成（没有打印机），送达后填送达回证"
    assert "closing_report" in duty.gates
    late, tonight = (visit(NO_PRINTER, slip, extra=" handed_over=false") for slip in (SERVED, SERVED.replace("25T10", "23T22")))
    assert one(judged(late, DONE), owes="proof_of_service").status == Status.KEPT_LATE
    assert one(judged(tonight, DONE), owes="proof_of_service").status == Status.KEPT


def test_the_fifteen_days_for_paying_run_from_when_the_party_had_it():
    """处罚法第六十七条：自收到行政处罚决定书之日起十五日内."""
    bank = {"extra": " handed_over=false", "pay": "bank"}
    assert one(judged(visit(NO_PRINTER, **bank), a53_performed.PROVISION)).due is None
    assert one(judged(visit(NO_PRINTER, SERVED, **bank), a53_performed.PROVISION)).due.hi.date() == date(2026, 12, 10)
    later = NO_PRINTER.replace("20:15 spot", "23:50 spot").replace(
        "way=none reason=没有打印机 at=2026-11-23T20:15", "way=printed at=2026-11-23T23:50"
    )
    assert one(judged(visit(NO_PRINTER, later, **bank), a53_performed.PROVISION)).due.hi.date() == date(2026, 12, 8)


def test_no_additional_fine_grows_on_a_decision_that_never_reached_the_party():
    late, plain_terms = date(2026, 12, 20), Terms()
    bank = {"extra": " handed_over=false", "pay": "bank", "fine": "100.00"}
    assert overdue(visit(**bank), "p1", plain_terms).grown(late) > 0
    assert overdue(visit(NO_PRINTER, **bank), "p1", plain_terms) is None


def test_a_warning_that_was_not_handed_over_has_not_ended_the_matter():
    warned = DECISION.replace("fine={} pay={}", "").replace("penalties=@fine", "penalties='[\"warning\"]'").format(PLACE)
    lines = (FOUND.format(FIRM), warned + " handed_over=false", *SIGNED)
    assert summary_end(story(*lines, NO_PRINTER), "p1") is None
    assert summary_end(story(*lines, NO_PRINTER, SERVED), "p1").kind.key == "proof_of_service"


def test_a_confirmation_signed_afterwards_does_not_make_what_was_sent_before_a_service():
    sent = "11-23 20:15 spot_handing about=#d way=electronic at=2026-11-23T20:15"
    after = ("11-23 20:16 address_confirmed#yes party=p1 electronic=true address=a@b.cn", "11-23 20:17 #yes.party")
    duty = one(judged(visit(sent, *after, extra=" handed_over=false"), DONE), owes="proof_of_service")
    assert duty.status == Status.OWED
    assert "没有先签确认书" in duty.why


@pytest.mark.parametrize(("flag", "status"), [("handed_over=true", Status.KEPT), ("", Status.UNSEEN)])
def test_a_paper_typed_up_afterwards_says_itself_that_it_was_handed_over(flag, status):
    typed = story(FOUND.format(FIRM), f"paper 2026-11-23T20:10 summary_decision party=p1 penalties=@fine fine=50.00 {flag}")
    assert one(judged(typed, DONE), owes="proof_of_service").status == status


def test_the_decision_names_place_time_act_and_basis():
    bare = story(FOUND.format(FIRM), DECISION.format("", "50.00", "spot").replace(" basis=@law", ""))
    assert one([f for f in judged(bare, DONE) if f.sort == "fault"]).why == "决定书缺处罚依据、地点"
    assert [f for f in judged(visit(), DONE) if f.sort == "fault"] == []


def test_every_decision_is_filed_the_statute_names_no_day_and_custom_three():
    assert one(judged(visit(), FILED)).due is None
    assert one(judged(visit(*FILING), FILED)).status == Status.KEPT
    assert one(judged(visit(*FILING), summary_filing.PROVISION)).due.hi.date().isoformat() == "2026-11-26"
    late = [line.replace("11-24", "11-27") for line in FILING]
    assert one(judged(visit(*late), summary_filing.PROVISION)).status == Status.KEPT_LATE


def test_the_seven_items_are_on_record():
    assert {finding.status for finding in judged(visit(TAKEN, *FILING), SEVEN)} == {Status.KEPT}
    silent = story(FOUND.format(FIRM), DECISION.format(PLACE, "50.00", "spot").replace(" statement=没有意见", ""))
    assert one(judged(silent, SEVEN)).why == "没有记录当事人的陈述申辩"
    unreasoned = story(FOUND.format(FIRM), DECISION.format(PLACE, "50.00", "spot").replace("adopted=none", "adopted=no"))
    assert one(judged(unreasoned, SEVEN)).why == "没有记录采纳与否的理由"


def test_a_dispute_mark_opens_the_recording_duty_and_a_photograph_keeps_it():
    assert judged(visit(), FILMED) == []
    assert one(judged(visit(extra=" disputed=true"), FILMED)).status == Status.OWED
    photo = "11-23 20:30 recording_linked recording=r1 record=#d media=photo begin=2026-11-23T20:10:20 end=2026-11-23T20:10:20 arrived=2026-11-23T21:00:00"
    assert one(judged(visit(photo, extra=" disputed=true"), FILMED)).status == Status.KEPT


def test_a_photograph_of_the_paper_handed_over_belongs_to_the_visit_and_one_from_the_street_does_not():
    photo = "11-23 20:50 recording_linked recording=r1 record=#d media=photo begin=2026-11-23T{0} end=2026-11-23T{0} arrived=2026-11-23T21:00:00"
    signed = "11-23 20:21 #d.party"
    at_the_door, in_the_street = photo.format("20:21:30"), photo.format("20:40:00")
    assert one(judged(visit(signed, at_the_door, extra=" disputed=true"), FILMED)).status == Status.KEPT
    assert one(judged(visit(signed, in_the_street, extra=" disputed=true"), FILMED)).status == Status.OWED


def test_of_two_parties_each_has_his_own_filing_and_his_own_money_taken():
    other = [
        line.replace("#d", "#e").replace("party=p1", "party=p2").replace("1号", "2号")
        for line in (DECISION.format(PLACE, "50.00", "spot"), *SIGNED)
    ]
    found = judged(visit(TAKEN, *FILING, *other), SEVEN)
    assert {finding.status for finding in found if finding.because == "d"} == {Status.KEPT}
    assert {(finding.owes, finding.status) for finding in found if finding.because == "e"} == {
        ("summary_filing", Status.OWED),
        ("spot_collection", Status.OWED),
    }
    for rule in (FILED, summary_filing.PROVISION):
        filed = {finding.because: finding.status for finding in judged(visit(*FILING, *other), rule)}
        assert filed == {"d": Status.KEPT, "e": Status.OWED}


@pytest.mark.parametrize(("paid", "status"), [("12-08", Status.KEPT), ("12-09", Status.KEPT_LATE)])
def test_a_fine_not_collected_on_the_spot_is_paid_within_fifteen_calendar_days(paid, status):
    history = visit(f"told 2026-{paid} payment about=#d party=p1 what=fine amount=50.00 receipt=1", pay="bank")
    assert one(judged(history, a53_performed.PROVISION)).status == status


def test_only_small_fines_or_hard_ones_are_collected_on_the_spot():
    hundred = visit(TAKEN, fine="100.00")
    assert judged(hundred, GROUND) == []
    assert "超过 100 元" in one(judged(visit(TAKEN, fine="100.01"), GROUND)).why
    hard = TAKEN.replace("ground=small", "ground=hard")
    assert one(judged(visit(hard, fine="500.00"), GROUND)).why == "没有写明事后难以执行的理由"
    assert judged(visit(hard + " hard_reason=流动摊贩", fine="500.00"), GROUND) == []


def test_an_ordinary_fine_is_not_collected_on_the_spot_because_it_would_be_hard_later():
    ordinary = ("11-26 10:30 penalty_decision#d party=p1 fine=5000.00 penalties=@fine", "11-26 10:40 #d issued 1号")
    hard = TAKEN.replace("11-23", "11-26").replace("ground=small", "ground=hard") + " hard_reason=流动"
    assert one(judged(story(*ordinary, hard), GROUND)).why.startswith("普通程序")


def test_where_the_place_is_remote_the_party_asks_in_ordinary_cases_as_well():
    """practice.md 12: 处 69 needs the party's request."""
    remote = TAKEN.replace("ground=small", "ground=remote")
    assert one(judged(visit(remote, fine="500.00"), ASKED)).why.endswith("须由当事人提出")
    assert judged(visit(remote + " asked=true", fine="500.00"), ASKED) == []


def test_no_receipt_no_money():
    assert judged(visit(TAKEN), RECEIPT) == []
    assert "没有财政专用票据" in one(judged(visit(TAKEN.replace(" receipt=0012", "")), RECEIPT)).why


@pytest.mark.parametrize(
    ("handed", "banked", "expected"),
    [
        ("11-25 17:00", "11-27 17:00", {Status.KEPT}),
        ("11-26 09:00", "11-30 17:00", {Status.KEPT_LATE, Status.KEPT}),
        ("11-25 17:00", "11-30 09:00", {Status.KEPT, Status.KEPT_LATE}),
    ],
)
def test_the_money_goes_to_the_agency_in_two_working_days_and_to_the_bank_in_two_more(handed, banked, expected):
    """practice.md 12: two duties of two working days (law.md 1.10: on-spot fine 2026-11-23, to the agency by 2026-11-25)."""
    history = visit(TAKEN, f"{handed} money_handed_in about=#s step=agency", f"{banked} money_handed_in about=#s step=bank")
    found = judged(history, a71_two_days.PROVISION)
    assert {finding.status for finding in found} == expected
    assert one(found, about="agency").due.hi.date().isoformat() == "2026-11-25"


def test_the_paper_says_reconsideration_first_and_offers_no_free_choice_of_suing():
    """law.md, trap 3: 复议法第二十三条 since 2024-01-01."""
    body = "".join(our_book().kind("summary_decision").paper.body)
    assert "先向{reconsideration_body}申请行政复议" in body
    assert "直接向" not in body


ON_THE_SPOT = (
    "11-23 20:00 case_registration#reg act=penalty procedure=summary parties=@both",
    "told 2026-11-23T20:10 summary_decision#d about=#reg party=p1 fine=100.00 penalties=@fine handed_over=true",
)


@pytest.mark.parametrize(
    ("lines", "end"),
    [
        ((), None),
        (("told 2026-11-23T20:20 spot_collection#s about=#d party=p1 amount=100.00",), "s"),
        (("told 2026-11-23T20:20 spot_collection#s about=#d party=p1 amount=99.00",), None),
        (
            ("told 2026-11-23T20:20 spot_collection#s party=p1 amount=50.00", "told 2026-12-01 payment#m party=p1 amount=50.00"),
            "m",
        ),
        (("told 2026-12-01 payment#m party=p1 amount=40.00", "told 2026-12-02 payment party=p1 amount=40.00"), None),
        (("told 2026-11-24 case_transferred#t party=p1",), "t"),
        (("told 2026-11-23T20:20 spot_collection#s party=p1 amount=100.00", "12-02 party_end#e party=p1 ground=performed"), "e"),
    ],
)
def test_a_penalty_on_the_spot_ends_for_a_party_when_it_is_paid_in_full(lines, end):
    """practice.md 15: the end is read off what was performed; a record that states one goes before it."""
    found, everybody = ends(story(*ON_THE_SPOT, *lines))
    assert set(everybody) == {"p1", "p2"}
    assert (found["p1"].record.id if "p1" in found else None) == end
    assert "p2" not in found


def test_a_warning_alone_ends_when_it_is_handed_over_or_served():
    warned = "told 2026-11-23T20:10 summary_decision#d about=#reg party=p1 penalties='[\"warning\"]'"
    found, _ = ends(story(ON_THE_SPOT[0], f"{warned} handed_over=true"))
    assert found["p1"].record.id == "d"
    slip = "told 2026-11-25 proof_of_service#slip papers='[\"#d\"]' party=p1 way=post"
    found, _ = ends(story(ON_THE_SPOT[0], f"{warned} handed_over=false", slip))
    assert found["p1"].record.id == "slip"
