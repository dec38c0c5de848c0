"""A penalty on the spot goes on until it is through, after the party has paid too; one that was withdrawn leads nobody on."""

from types import SimpleNamespace

import pytest

from liuhen.cases import visit_steps
from liuhen.cases.visit_steps import Going, going_on, now_of, steps
from tests.regulation.story import story

OPENED = 'parties=\'[{"id": "p1", "type": "organisation", "name": "蓝鲸网吧"}]\' officers=@two cause=未悬挂标志 capacity=own'
START = f"11-23 20:00 case_registration#reg source=inspection act=penalty procedure=summary {OPENED}"
WRITTEN = (
    "11-23 20:10 summary_decision#d about=#reg party=p1 facts=未悬挂 conditions=当场看到 at=2026-11-23T20:05 "
    'place=\'{"text": "某路1号"}\' broken=@law basis=@law told=true statement=没有意见 adopted=none penalties=@fine fine=50.00 pay=spot '
    "handed_over=true officers=@two"
)
SIGNED = ("11-23 20:12 #d.officers[zhou]", "11-23 20:12 #d.officers[shen]", "11-23 20:13 #d.party")
ISSUED = (START, WRITTEN, *SIGNED, "11-23 20:14 #d issued 澄文当罚字〔2026〕1号")
TAKEN = (
    "11-23 20:20 spot_collection#s about=#d party=p1 ground=small amount=50.00 receipt=0012 officers=@two",
    "11-23 20:21 #s.officers[zhou]",
    "11-23 20:21 #s.officers[shen]",
)
WITHDRAWN = (
    "11-24 09:00 case_withdrawn#off reason=没有违法事实 decided=2026-11-24",
    "11-24 09:10 #off.handler",
    "11-24 09:20 #off.unit_head",
)
AGREED = "11-24 10:00 #off.head"
#: How far a visit may have come when it is withdrawn, and the step it would go on with.
COME = [
    ((START,), "decision"),
    ((START, WRITTEN), "sign"),
    ((START, WRITTEN, *SIGNED), "hand"),
    (ISSUED, "collect"),
    ((*ISSUED, *TAKEN), "file"),
]


@pytest.fixture(autouse=True)
def nothing_owed(monkeypatch):
    """The open duties are read by case; these stories are in no database and dispute nothing."""
    monkeypatch.setattr(visit_steps, "owed_in", lambda _ref: [])


def row(*, closed=None, archived=None, procedure="summary"):
    return SimpleNamespace(pk="c1", procedure=procedure, closed_at=closed, archived_at=archived)


@pytest.mark.parametrize(("lines", "step"), COME)
def test_a_visit_that_was_withdrawn_leads_nobody_on_however_far_it_came(lines, step):
    still = story(*lines)
    assert now_of(steps(still)).key == going_on(row(), still).key == step

    off = story(*lines, *WITHDRAWN, AGREED)
    assert visit_steps.called_off(off) == "撤案"
    assert now_of(steps(off)) is None
    assert going_on(row(closed="2026-11-24"), off) is None
    assert {one.going for one in steps(off)} == {Going.DONE, Going.OFF}
    assert [one.said for one in steps(off) if one.going == Going.OFF] == [""] * sum(one.going == Going.OFF for one in steps(off))


@pytest.mark.parametrize(("lines", "step"), COME)
def test_a_withdrawal_that_the_head_has_not_agreed_to_stops_nothing(lines, step):
    asked = story(*lines, *WITHDRAWN)
    assert visit_steps.called_off(asked) is None
    assert going_on(row(), asked).key == step


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("11-24 09:00 party_end party=p1 ground=withdrawn at=2026-11-24", "撤案"),
        ("11-24 09:00 party_end party=p1 ground=transferred at=2026-11-24", "移送"),
        ("11-24 09:00 party_end party=p1 ground=no_penalty at=2026-11-24", "不予处罚"),
    ],
)
def test_an_end_without_the_penalty_leads_nobody_on_either(line, said):
    off = story(START, WRITTEN, line)
    assert visit_steps.called_off(off) == said
    assert going_on(row(closed="2026-11-24"), off) is None


def test_what_the_party_has_paid_still_leads_its_officer_to_the_filing_and_the_money_on_its_way():
    paid = story(*ISSUED, *TAKEN)
    assert visit_steps.called_off(paid) is None
    assert going_on(row(closed="2026-11-23"), paid).key == "file"
    filed = ("11-24 10:00 summary_filing#f about=#d conditions=x steps=y statement=无 review=无 filed=2026-11-24 decision=#d",)
    assert going_on(row(closed="2026-11-23"), story(*ISSUED, *TAKEN, *filed)).key == "agency"
    money = ("11-24 11:00 money_handed_in about=#s step=agency", "11-25 09:00 money_handed_in about=#s step=bank")
    assert going_on(row(closed="2026-11-23"), story(*ISSUED, *TAKEN, *filed, *money)) is None


def test_a_case_of_another_procedure_or_in_the_archive_is_no_visit():
    assert going_on(row(procedure="ordinary"), story(*ISSUED)) is None
    assert going_on(row(closed="2026-11-23", archived="2026-12-01"), story(*ISSUED, *TAKEN)) is None


UNSIGNED = (
    START,
    WRITTEN.replace("handed_over=true ", ""),
    *SIGNED[:2],
    "11-23 20:13 #d.party declined text=认为罚得重",
    "11-23 20:14 #d issued 澄文当罚字〔2026〕1号",
)
SLIP = "11-23 20:30 proof_of_service#slip about=#d party=p1 way=leaving officers=@two"


def test_who_signed_has_the_decision_and_the_filing_says_so():
    signed = story(
        START, WRITTEN.replace("handed_over=true ", ""), *SIGNED, "11-23 20:14 #d issued 澄文当罚字〔2026〕1号", *TAKEN
    )
    assert "serve" not in {one.key for one in steps(signed)}
    assert going_on(row(closed="2026-11-23"), signed).key == "file"
    assert visit_steps.first_content(signed, "file")["steps"].endswith("，当场交付，当事人签收。")


def test_who_would_not_sign_is_served_and_the_visit_leads_there():
    left = now_of(steps(story(*UNSIGNED)))
    assert (left.key, left.kind, left.does) == ("serve", "proof_of_service", "填送达回证")
    assert "没有签收" in left.said
    assert visit_steps.about_of(story(*UNSIGNED), "serve").kind.key == "summary_decision"
    assert "交付" not in visit_steps.first_content(story(*UNSIGNED), "file")["steps"]

    begun = now_of(steps(story(*UNSIGNED, SLIP)))
    assert (begun.key, begun.kind) == ("serve", ""), "its slip waits for signatures"
    assert begun.record
    served = story(*UNSIGNED, "paper 2026-11-23T20:30 proof_of_service about=#d party=p1 way=leaving")
    assert now_of(steps(served)).key == "collect"
    stated = story(START, WRITTEN, *UNSIGNED[2:])
    assert now_of(steps(stated)).key == "collect", "stated on the decision itself"


def test_a_decision_still_to_be_served_is_the_officers_after_the_party_has_paid():
    assert going_on(row(closed="2026-11-23"), story(*UNSIGNED, *TAKEN)).key == "serve"


def titles(history):
    return {one.key: (one.title, one.going, one.said) for one in steps(history)}


def test_the_filing_begins_with_what_was_done_and_why_it_was_plain():
    filing = visit_steps.first_content(story(*ISSUED, *TAKEN), "file")
    assert filing["conditions"] == "未悬挂。适用简易程序的理由：当场看到。"


def test_the_filing_says_who_would_not_sign_and_claims_no_handing():
    assert "当事人拒绝签收" in visit_steps.first_content(story(*UNSIGNED), "file")["steps"]
    stated = story(START, WRITTEN, *UNSIGNED[2:])
    assert "当场交付当事人，当事人拒绝签收" in visit_steps.first_content(stated, "file")["steps"]


def test_a_decision_that_is_out_but_not_handed_over_is_not_said_to_be():
    assert titles(story(*UNSIGNED))["hand"][:2] == ("出具", Going.DONE)
    assert titles(story(*UNSIGNED))["serve"][1] == Going.NOW
    assert titles(story(*ISSUED))["hand"][:2] == ("出具并当场交付", Going.DONE)


def test_the_end_says_what_it_means_while_the_money_is_on_its_way():
    taken = (*ISSUED, *TAKEN)
    title, going, said = titles(story(*taken))["end"]
    assert (title, going) == ("对当事人的处理终结", Going.DONE)
    assert "还要交到机关、缴到银行" in said
    money = ("11-24 11:00 money_handed_in about=#s step=agency", "11-25 09:00 money_handed_in about=#s step=bank")
    assert "还要交到机关" in titles(story(*taken, money[0]))["end"][2]
    assert titles(story(*taken, *money))["end"][2] == ""


def test_a_decision_that_is_begun_once_more_has_the_time_that_the_first_page_asked_for():
    began = visit_steps.first_content(story(f"{START} found=2026-11-23T19:52"), "decision")
    assert began == {"party": "p1", "at": "2026-11-23T19:52"}
    assert visit_steps.first_content(story(START), "decision") == {"party": "p1"}


# -- what could not be handed over ------------------------------------------------------------------------------------
NOT_ASKED = (START, WRITTEN.replace("handed_over=true ", ""), *SIGNED, "11-23 20:14 #d issued 澄文当罚字〔2026〕1号")
NONE = "11-23 20:15 spot_handing about=#d way=none at=2026-11-23T20:15"


def test_who_signed_and_was_given_no_paper_is_served_next():
    left = now_of(steps(story(*NOT_ASKED, NONE)))
    assert (left.key, left.title, left.kind, left.does) == ("serve", "送达决定书", "proof_of_service", "填送达回证")
    assert left.said == "当场没有交成：打印两份，送达当事人，填送达回证"
    assert titles(story(*NOT_ASKED, NONE))["hand"][0] == "出具", "it is not said to be handed over"
    served = story(*NOT_ASKED, NONE, "paper 2026-11-24T10:00 proof_of_service about=#d party=p1 way=direct relation=self")
    assert now_of(steps(served)).key == "collect"
    assert going_on(row(closed="2026-11-23"), story(*NOT_ASKED, NONE, *TAKEN)).key == "serve", "the money does not end it"


@pytest.mark.parametrize(
    ("way", "said"),
    [
        ("way=printed", "，当场打印交付，当事人签收。"),
        ("way=none", "，当事人签名；当场没有交成，另行送达。"),
        ("way=electronic", "，当事人签名。"),
    ],
)
def test_the_filing_says_how_it_was_handed_over_and_no_more_than_that(way, said):
    told = story(*NOT_ASKED, f"11-23 20:15 spot_handing about=#d {way} at=2026-11-23T20:15")
    assert visit_steps.first_content(told, "file")["steps"].endswith(said)


def test_the_newest_word_on_the_handing_counts():
    printed = "11-23 20:40 spot_handing about=#d way=printed at=2026-11-23T20:40"
    assert now_of(steps(story(*NOT_ASKED, NONE, printed))).key == "collect"
    assert now_of(steps(story(*NOT_ASKED, printed.replace("20:40", "20:14"), NONE))).key == "serve"
