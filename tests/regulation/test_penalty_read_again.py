"""What a second reading of the 行政处罚法, of 2021 and before, asked for, both ways."""

from datetime import date

import pytest
from tests.regulation.story import find, judged, one, story

from liuhen.regulation.grammar import Gravity, Status
from liuhen.regulation.kinds.decision_hearing import HEARING_RECORD
from liuhen.regulation.statutes.penalty_2017 import (
    a29_limitation,
    a33_summary,
    a37_investigation,
    a38_decided_by_heads,
    a42_hearing,
)
from liuhen.regulation.statutes.penalty_2021 import (
    a28_order_to_correct,
    a36_limitation,
    a42_two_officers,
    a44_told_before_decision,
    a45_defence_reviewed,
    a51_summary_scope,
    a52_on_the_spot,
    a53_performed,
    a54_filing,
    a55_certificates_shown,
    a57_decided_by_heads,
    a58_legality_review,
    a59_six_items,
    a62_heard_before_decision,
    a63_hearing_right,
    a64_hearing_procedure,
)
from liuhen.regulation.statutes.practice import summary_filing
from liuhen.regulation.terms import Setting, Terms

CAFE = "11-02 09:00 case_registration#reg source=complaint parties=@cafe officers=@two cause=接纳未成年人进入营业场所"
BOTH = CAFE.replace("@cafe", "@both")
REPORT = ("11-11 09:00 investigation_report#r facts=查明 officers=@two", "11-11 09:10 #r.handler", "11-11 09:20 #r.unit_head")
COMPLEX = (REPORT[0] + " complex=true", *REPORT[1:])
SPARED = (
    "11-20 10:00 no_penalty_decision#np about=#r party=p1 ground=no_fault",
    "11-20 10:05 #np.unit_head",
    "11-20 10:08 #np.head",
    "11-20 10:10 #np issued 1号",
)


def notice(name="n", party="p1", day="11-12", extra="penalties=@fine fine=10000.00 hearing=true basis=@law"):
    return (
        f"{day} 09:00 prior_notice#{name} about=#r party={party} period_days=3 {extra}",
        f"{day} 09:10 #{name}.unit_head",
        f"{day} 09:20 #{name} issued {name}号",
        f"{day} 10:00 proof_of_service#s{name} papers='[\"#{name}\"]' party={party} way=direct relation=self officers=@two",
        *(f"{day} 10:01 #s{name}.{part}" for part in ("recipient", "officers[zhou]", "officers[shen]")),
    )


def decision(name="d", party="p1", day="11-25", extra="penalties=@fine fine=10000.00 basis=@law"):
    return (f"{day} 10:30 penalty_decision#{name} party={party} {extra}", f"{day} 10:40 #{name} issued {name}号")


def spot(name="d", day="11-23", officers="@two", declined="", extra="penalties=@fine fine=20.00 pay=bank", handed="true"):
    content = f'at=2026-{day}T20:05 place=\'{{"text": "某路1号"}}\' basis=@law told=true handed_over={handed} officers={officers} {extra}'
    return (
        f"{day} 20:10 summary_decision#{name} party=p1 facts=未悬挂 {content}",
        f"{day} 20:12 #{name}.officers[zhou]",
        f"{day} 20:12 #{name}.officers[shen]",
        f"{day} 20:13 #{name}.party" + declined,
        f"{day} 20:14 #{name} issued {name}号",
    )


# -- 第二十八条 -----------------------------------------------------------------------------------------------------------
def test_who_is_punished_on_the_spot_is_ordered_to_correct_as_well():
    order = a28_order_to_correct.PROVISION
    fined = "penalties=@fine fine=20.00 pay=bank"
    for said, status in (
        ("", Status.OWED),
        (" correct=apart", Status.OWED),
        (" correct=now", Status.KEPT),
        (" correct=ended", Status.EXCUSED),
    ):
        assert one(judged(story(CAFE, *spot(extra=fined + said)), order)).status == status
    apart = (
        "11-23 20:00 correction_order#o party=p1 officers=@two",
        "11-23 20:01 #o.officers[zhou]",
        "11-23 20:01 #o.officers[shen]",
    )
    given = story(CAFE, *apart, "11-23 20:02 #o issued 1号", *spot(extra=fined + " correct=apart"))
    assert one(judged(given, order)).status == Status.KEPT
    assert one(judged(story("told 2026-11-23 summary_decision party=p1"), order)).status == Status.UNSEEN


# -- 第三十六条 -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("found", "status"), [("2026-09-30T17:00", Status.KEPT), ("2026-10-01T09:00", Status.BREACHED)])
def test_an_act_is_found_when_its_report_comes_in_and_not_when_somebody_registers_it(found, status):
    history = story("told 2024-09-30 violation#act", f"10-09 09:00 case_registration source=complaint found={found}")
    assert one(judged(history, a36_limitation.PROVISION)).status == status
    clue = story(
        "told 2024-09-30 violation#act", f"10-09 09:00 clue_linked clue=w1 received={found}", "10-09 09:05 case_registration"
    )
    assert one(judged(clue, a36_limitation.PROVISION)).status == status


def test_five_years_that_a_bureau_sets_do_not_reach_back_before_the_new_law():
    five = Terms(settings={"limitation_years": (Setting(value=5, since=date(2000, 1, 1)),)})
    old = story("told 2018-06-10 violation#act", "told 2021-06-11 case_registration")
    assert one(judged(old, a29_limitation.PROVISION, terms=five)).status == Status.BREACHED
    new = story("told 2021-09-01 violation#act", "told 2024-09-02 case_registration")
    assert one(judged(new, a36_limitation.PROVISION, terms=five)).status == Status.KEPT


# -- 第四十二条 -----------------------------------------------------------------------------------------------------------
def test_on_the_spot_as_well_there_are_two_with_valid_certificates():
    two, valid = a42_two_officers.PROVISIONS
    assert one(judged(story(CAFE, *spot(officers="@one")), two)).status == Status.BREACHED
    assert one(judged(story(CAFE, *spot()), two)).status == Status.KEPT
    assert one(judged(story(CAFE, *spot(officers="@expired")), valid)).why.startswith("沈静文的执法证")
    assert judged(story(CAFE, *spot(day="11-12", officers="@expired")), valid) == []
    old = story("told 2019-11-12T20:10 summary_decision party=p1 officer_count=1 fine=20.00")
    assert judged(old, a37_investigation.PROVISIONS[0]) == []


# -- 第四十四、四十五条 ---------------------------------------------------------------------------------------------------
TOLD, BEYOND = a44_told_before_decision.PROVISIONS
REVIEWED, HEAVIER = a45_defence_reviewed.PROVISIONS
MINORS = '[{"title": "未成年人保护法", "article": "123"}]'


def test_a_penal_clause_of_which_the_party_was_not_told_is_told_first():
    other = decision(extra=f"penalties=@fine fine=10000.00 basis='{MINORS}'")
    found = one(judged(story(CAFE, *REPORT, *notice(), *other), BEYOND))
    assert (found.gravity, "未成年人保护法" in found.why or "未保法" in found.why) == (Gravity.REVOCABLE, True)
    assert judged(story(CAFE, *REPORT, *notice(), *decision()), BEYOND) == []
    both = MINORS[:-1] + ', {"title": "互联网上网服务营业场所管理条例", "article": "31"}]'
    wide = notice(extra=f"penalties=@fine fine=10000.00 hearing=true basis='{both}'")
    assert judged(story(CAFE, *REPORT, *wide, *other), BEYOND) == [], "told of both"


def test_more_is_not_confiscated_than_was_told():
    gains = "penalties='[\"confiscation\"]' confiscation={} basis=@law"
    told = notice(extra=gains.format("500.00") + " hearing=true")
    assert "没收违法所得" in one(judged(story(CAFE, *REPORT, *told, *decision(extra=gains.format("5000.00"))), BEYOND)).why
    assert judged(story(CAFE, *REPORT, *told, *decision(extra=gains.format("500.00"))), BEYOND) == []


def test_who_kept_silent_was_not_punished_for_speaking():
    said = (
        "11-13 10:00 statement_defence#said about=#m party=p2 points=@points officers=@two",
        *(f"11-13 10:05 #said.{part}" for part in ("party", "officers[zhou]", "officers[shen]")),
    )
    more = decision(extra="penalties=@fine fine=12000.00 basis=@law")
    told = story(BOTH, *REPORT, *notice(), *notice("m", "p2"), *said, *more)
    assert judged(told, HEAVIER) == []
    assert one(judged(told, BEYOND)).about == "p1", "but he was not told of that much"


def test_to_speak_at_the_hearing_is_to_speak():
    heard = (
        "11-18 09:00/11:00 hearing_record#heard party=p1 chair=吴岚 officers=@two",
        *(f"11-18 11:01 #heard.{part}" for part in ("party", "chair", "officers[zhou]", "officers[shen]")),
    )
    more = decision(extra="penalties=@fine fine=12000.00 basis=@law")
    assert one(judged(story(CAFE, *REPORT, *notice(), *heard, *more), HEAVIER)).about == "p1"
    assert judged(story(CAFE, *REPORT, *notice(), *heard, *decision()), HEAVIER) == []


def test_who_wrote_the_record_of_a_hearing_signs_it_too():
    held = "11-18 09:00/11:00 hearing_record#heard party=p1 chair=吴岚 recorder=林秋 officers=@two"
    signed = [f"11-18 11:01 #heard.{part}" for part in ("party", "officers[zhou]", "officers[shen]", "chair")]
    (waiting,) = story(CAFE, held, *signed).of(HEARING_RECORD)
    assert [want.part.key for want in waiting.missing] == ["recorder"]
    (whole,) = story(CAFE, held, *signed, "11-18 11:02 #heard.recorder").of(HEARING_RECORD)
    assert whole.complete


# -- 第五十一至五十三条 ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", ["criticism", "confiscation", "suspension", "revocation"])
def test_on_the_spot_there_is_a_warning_or_a_fine_and_nothing_else(kind):
    paper = spot(extra=f'penalties=\'["warning", "{kind}"]\'')
    assert one(judged(story(CAFE, *paper), a51_summary_scope.PROVISION)).why.startswith("当场处罚只能是警告或者罚款")
    assert judged(story(CAFE, *spot(extra="penalties='[\"warning\"]'")), a51_summary_scope.PROVISION) == []
    old = story(CAFE, f"told 2019-05-01T10:00 summary_decision party=p1 penalties='[\"{kind}\"]'")
    assert one(judged(old, a33_summary.PROVISIONS[0])).provision == "penalty_2017:33"


def test_a_decision_that_is_served_the_next_day_was_not_handed_over_on_the_spot():
    done, _ = a52_on_the_spot.PROVISIONS
    slip = "{} proof_of_service papers='[\"#d\"]' party=p1 way=direct relation=self"
    paper = spot(declined=" declined text=认为罚得重", handed="false")
    late = story(CAFE, *paper, "told " + slip.format("11-24 09:00"))
    assert one(judged(late, done), owes="proof_of_service").status == Status.KEPT_LATE
    same = story(CAFE, *paper, "told " + slip.format("11-23 21:00"))
    assert one(judged(same, done), owes="proof_of_service").status == Status.KEPT


def test_the_filing_of_one_decision_is_not_that_of_another():
    _, filed = a52_on_the_spot.PROVISIONS
    form = ("11-24 10:00 summary_filing#f {} filed=2026-11-24", "11-24 10:10 #f.unit_head")
    for naming in ("about=#d", "decision=#d"):
        history = story(CAFE, *spot(), *spot("e"), form[0].format(naming), form[1])
        for provision in (filed, summary_filing.PROVISION):
            assert {finding.because: finding.status for finding in judged(history, provision)} == {
                "d": Status.KEPT,
                "e": Status.OWED,
            }
    assert one(judged(story(CAFE, *spot(), form[0].format(""), form[1]), filed)).status == Status.KEPT, "there is no other"


def test_a_part_of_the_fine_is_not_the_fine():
    paid = "12-01 09:00 payment about=#{} party=p1 what=fine amount={} paid=2026-12-01"
    decided = spot(extra="penalties=@fine fine=3000.00 pay=bank")
    assert one(judged(story(CAFE, *decided, paid.format("d", "1000.00")), a53_performed.PROVISION)).status == Status.OWED
    whole = (paid.format("d", "1000.00"), paid.format("d", "2000.00"))
    assert one(judged(story(CAFE, *decided, *whole), a53_performed.PROVISION)).status == Status.KEPT
    other = story(CAFE, *decided, *decision("e"), paid.format("e", "3000.00"))
    assert one(judged(other, a53_performed.PROVISION)).status == Status.OWED, "paid on another decision"


# -- 第五十四、五十五条 ---------------------------------------------------------------------------------------------------
def test_what_went_to_the_organ_whose_it_is_need_not_be_filed_here():
    filed, _ = a54_filing.PROVISIONS
    sent = (
        "11-05 10:00 case_transferred#tr party=p1 to=市场监管局 reason=不属本局管辖",
        "11-05 10:05 #tr.unit_head",
        "11-05 10:08 #tr.head",
    )
    assert one(judged(story(CAFE, *sent, "11-05 10:10 #tr issued 1号"), filed)).status == Status.EXCUSED
    assert one(judged(story(CAFE, *sent), filed)).status == Status.OWED, "not sent yet"


@pytest.mark.parametrize(("span", "status"), [("20:36/21:48", Status.KEPT), ("19:00/20:36", Status.BREACHED)])
def test_a_certificate_that_is_shown_when_all_is_over_was_not_shown(span, status):
    draft = story(CAFE, f"11-13 {span} inspection_record#scene officers=@two")
    found = judged(draft, a55_certificates_shown.PROVISION)
    assert one(found, sort="duty").status == status
    assert len(find(found, sort="fault", mendable=True)) == (status == Status.BREACHED), "mended before anybody signs"
    signed = story(CAFE, f"11-13 {span} inspection_record#scene officers=@two", "11-13 22:00 #scene.officers[zhou]")
    assert one(judged(signed, a55_certificates_shown.PROVISION)).status == status
    night = story(CAFE, "2026-11-13 19:00/2026-11-14T00:30 inspection_record#scene officers=@two")
    assert one(judged(night, a55_certificates_shown.PROVISION)).status == Status.KEPT, "an hour alone does not say of which day"


# -- 第五十七、五十八条 ---------------------------------------------------------------------------------------------------
_, DELIBERATED, CONCLUDED = a57_decided_by_heads.PROVISIONS


def meeting(name, day, fine):
    return (
        f'{day} 15:00/15:50 deliberation#{name} conclusion=同意 penalties=@fine fine={fine} members=\'[{{"id": "han", "name": "韩立群"}}]\'',
        f"{day} 15:55 #{name}.members[han]",
    )


def test_where_nobody_is_punished_nothing_is_deliberated_or_reviewed():
    review = a58_legality_review.PROVISIONS[0]
    for provision in (DELIBERATED, review):
        assert judged(story(CAFE, *COMPLEX, *SPARED), provision) == []
        assert one(judged(story(CAFE, *COMPLEX, *decision()), provision)).status == Status.BREACHED
        assert one(judged(story(BOTH, *COMPLEX, *SPARED), provision)).status == Status.OWED, "the other party may yet be punished"


def test_before_2021_a_warning_alone_was_not_deliberated():
    old = a38_decided_by_heads.PROVISIONS[1]
    told = ("told 2019-11-11 investigation_report complex=true", "told 2019-11-25 penalty_decision party=p1 penalties='[\"{}\"]'")
    assert judged(story(told[0], told[1].format("warning")), old) == []
    assert one(judged(story(told[0], told[1].format("fine")), old)).status == Status.BREACHED


def test_the_last_conclusion_before_the_decision_is_the_one_that_counts():
    first, second = meeting("t1", "11-23", "8000.00"), meeting("t2", "11-24", "10000.00")
    assert judged(story(CAFE, *COMPLEX, *first, *second, *decision()), CONCLUDED) == []
    assert (
        "讨论罚款 10000.00 元"
        in one(judged(story(CAFE, *COMPLEX, *first, *second, *decision(extra="penalties=@fine fine=8000.00")), CONCLUDED)).why
    )
    two = story(BOTH, *COMPLEX, *first, *second, *decision(extra="penalties=@fine fine=8000.00"), *decision("e", "p2"))
    assert judged(two, CONCLUDED) == [], "one meeting for each party"


# -- 第五十九条 -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("penalty", "missing"),
    [
        ("penalties='[\"suspension\"]'", "其他处罚的履行方式和期限"),
        ("penalties='[\"suspension\"]' performance=11月26日至12月25日", ""),
        ("penalties='[\"confiscation\"]' confiscation=500.00", "缴纳方式"),
        ("penalties='[\"confiscation\"]' confiscation=500.00 bank=某银行", ""),
        ("penalties='[\"warning\"]'", ""),
    ],
)
def test_a_decision_says_how_and_by_when_it_is_performed(penalty, missing):
    paper = decision(extra=f"facts=查明 evidence=笔录 basis=@law {penalty}")
    found = one(judged(story(CAFE, *paper), a59_six_items.PROVISION), sort="duty")
    assert found.missing == missing
    assert found.status == (Status.BREACHED if missing else Status.KEPT)


# -- 第六十二、六十四条 ---------------------------------------------------------------------------------------------------
def test_nobody_waives_what_he_has_not_been_told():
    waived = ("{} 16:00 defence_waived#w party=p1 hearing_too=true", "{} 16:01 #w.party")
    early = story(CAFE, *REPORT, *(line.format("11-11") for line in waived), *notice(), *decision(day="11-13"))
    waited = a64_hearing_procedure.PROVISIONS[0]
    for provision in (a62_heard_before_decision.PROVISION, waited):
        assert one(judged(early, provision), sort="duty").status == Status.BREACHED
        told = story(CAFE, *REPORT, *notice(), *(line.format("11-12") for line in waived), *decision(day="11-13"))
        assert one(judged(told, provision), sort="duty").status == Status.KEPT


def test_a_second_notice_opens_its_own_windows():
    heard = (
        "11-18 09:00 hearing_request#ask party=p1",
        "11-18 09:01 #ask.party",
        "11-18 10:00/11:00 hearing_record#heard party=p1 chair=吴岚 officers=@two",
        *(f"11-18 11:01 #heard.{part}" for part in ("party", "chair", "officers[zhou]", "officers[shen]")),
    )
    again = notice("m", day="11-19", extra="penalties=@fine fine=12000.00 hearing=true basis=@law")
    _, held = a63_hearing_right.PROVISIONS
    waited = a64_hearing_procedure.PROVISIONS[0]
    for day, status in (("11-26", Status.BREACHED), ("11-27", Status.KEPT)):
        told = story(CAFE, *REPORT, *notice(), *heard, *again, *decision(day=day))
        assert one(judged(told, waited), sort="duty").status == status
    asked = ("11-20 09:00 hearing_request#more party=p1", "11-20 09:01 #more.party")
    found = judged(story(CAFE, *REPORT, *notice(), *heard, *again, *asked), held)
    assert {finding.because: finding.status for finding in found} == {"ask": Status.KEPT, "more": Status.OWED}


def test_a_hearing_that_was_put_off_is_notified_of_anew():
    called = (
        "{0} 09:00 hearing_notice#{1} party=p1 hearing_at={2}T09:00 chair=吴岚",
        "{0} 09:10 #{1}.head",
        "{0} 09:20 #{1} issued {1}号",
        "told {0}T10:00 proof_of_service papers='[\"#{1}\"]' party=p1 way=direct relation=self",
    )
    held = "11-25 09:00/11:00 hearing_record#heard party=p1 chair=吴岚 officers=@two"
    first = [line.format("11-09", "one", "2026-11-20") for line in called]
    procedure = a64_hearing_procedure.PROVISIONS[2]
    for day, status in (("11-13", Status.KEPT), ("11-20", Status.BREACHED)):
        again = [line.format(day, "two", "2026-11-25") for line in called]
        assert one(judged(story(CAFE, *first, *again, held), procedure)).status == status


# -- 旧法 -----------------------------------------------------------------------------------------------------------------
def test_the_old_law_told_of_hearings_for_closing_revocation_and_large_fines():
    told = a42_hearing.PROVISIONS[0]
    paper = "told 2019-11-11 prior_notice party=p1 hearing=false penalties='[\"{}\"]'"
    assert one(judged(story(paper.format("revocation")), told)).why == "拟吊销许可证或者执照，应当告知听证权利"
    assert judged(story(paper.format("downgrade")), told) == []
    assert judged(story(paper.format("fine") + " fine=90000.00"), told) == [], "what is large was for the bureau to set"


def test_seven_days_were_seven_days():
    procedure = a42_hearing.PROVISIONS[4]
    lines = "told 2019-11-{} hearing_notice party=p1", "told 2019-11-22 hearing_record party=p1"
    assert one(judged(story(lines[0].format("15"), lines[1]), procedure)).status == Status.KEPT
    assert one(judged(story(lines[0].format("16"), lines[1]), procedure)).status == Status.BREACHED


def test_the_first_reviewer_under_the_law_of_2017_was_qualified_too():
    qualified = a38_decided_by_heads.PROVISIONS[3]
    review = "told 2019-11-24 legality_review#lr opinion=agree first_time=true"
    assert one(judged(story(review), qualified)).provision == "penalty_2017:38:reviewers"
    assert judged(story(review + " qualification=A20181234"), qualified) == []
