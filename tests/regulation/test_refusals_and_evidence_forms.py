"""Article 11 to its end: refusals, extracts, appraisal; what a court asks of evidence; samples have no seven days."""

from datetime import date

import pytest
from tests.regulation.story import find, judged, one, story

from liuhen.regulation.articles import a11_written_forms, a12_recordings_of_inspections, a20_leaving
from liuhen.regulation.book import our_book
from liuhen.regulation.grammar import Gravity, Level, Status
from liuhen.regulation.statutes.evidence_rules_2002 import a10_documents, a12_audiovisual, a14_expert_opinion
from liuhen.regulation.statutes.penalty_2021 import a42_two_officers
from liuhen.regulation.statutes.practice import samples_dealt_with

SIGNED, DECLINED, LISTED, APPRAISED, REFUSALS = a11_written_forms.PROVISIONS
SEVEN_WORKING_DAYS_ON = date(2026, 12, 2)  # of 2026-11-23

REFUSAL = (
    '11-23 20:50 refusal#no what=investigated reason=称须请示老板 at=2026-11-23T20:48 person=\'{"name": "王某"}\' officers=@two'
)
BOTH_SIGN = ("11-23 20:52 #no.officers[zhou]", "11-23 20:53 #no.officers[shen]")


# -- refusals -----------------------------------------------------------------------------------------------------------
def test_a_refusal_with_reason_time_and_two_officers_is_complete_without_a_witness():
    """practice.md 7: reason, time, two officers; complete without a witness."""
    history = story(REFUSAL, *BOTH_SIGN)
    assert history.record("no").complete
    assert {finding.status for finding in judged(history, SIGNED, REFUSALS)} == {Status.KEPT}


@pytest.mark.parametrize(
    ("cut", "lacks"),
    [(" reason=称须请示老板", "理由"), (" at=2026-11-23T20:48", "时间")],
)
def test_a_refusal_without_its_reason_or_time_is_owed_and_broken_once_signed(cut, lacks):
    short = REFUSAL.replace(cut, "")
    assert (one(judged(story(short), REFUSALS)).status, one(judged(story(short), REFUSALS)).missing) == (Status.OWED, lacks)
    assert one(judged(story(short, *BOTH_SIGN), REFUSALS)).status == Status.BREACHED


def test_a_refusal_that_one_officer_wrote_down_is_not_enough():
    """practice.md 7: two officers."""
    alone = story(REFUSAL.replace("@two", "@one"), BOTH_SIGN[0])
    found = one(judged(alone, REFUSALS))
    assert (found.status, found.missing, found.level) == (Status.BREACHED, "两名执法人员", Level.REGULATION)
    twice = REFUSAL.replace("@two", '\'[{"id": "zhou", "name": "周启明"}, {"id": "zhou", "name": "周启明"}]\'')
    assert one(judged(story(twice), REFUSALS)).missing == "两名执法人员"


def test_a_witness_who_is_there_signs_a_refusal_too():
    seen = story(REFUSAL + ' witness=\'{"name": "赵某"}\'', *BOTH_SIGN)
    assert one(judged(seen, SIGNED)).missing == "见证人"
    assert one(judged(seen, REFUSALS)).status == Status.KEPT


def test_what_a_source_does_not_say_of_a_refusal_is_unseen():
    assert one(judged(story("told 2026-11-23 refusal what=evidence"), REFUSALS)).status == Status.UNSEEN
    whole = story("told 2026-11-23 refusal what=evidence reason=不肯 officer_count=2")
    assert one(judged(whole, REFUSALS)).status == Status.KEPT


def test_a_signature_declined_without_a_reason_is_a_fault_and_with_one_completes_the_form():
    """practice.md 7: a refusal to sign, with its reason, completes a form without a witness."""
    form = "11-23 20:36/21:00 rights_notice#r party=p1 officers=@one"
    bare = story(form, "11-23 21:01 #r.party declined", "11-23 21:02 #r.officers[zhou]")
    assert one(judged(bare, DECLINED), sort="fault").gravity == Gravity.NONCONFORMING
    said = story(form, "11-23 21:01 #r.party declined text=不识字", "11-23 21:02 #r.officers[zhou]")
    assert find(judged(said, DECLINED), sort="fault") == []
    assert said.record("r").complete


def test_only_leaving_at_the_residence_asks_for_a_witness_of_a_refusal():
    """practice.md 7: complete without a witness, except leaving at the residence."""
    slip = a20_leaving.PROVISIONS[0]
    left = "11-26 16:00 proof_of_service#slip party=p1 way=leaving refusal_reason=拒收 residence=true officers=@two"
    assert one(judged(story(left), slip), owes="proof_of_service.witness").status == Status.OWED
    refused = story(REFUSAL.replace("what=investigated", "what=receive"), *BOTH_SIGN)
    assert not find(judged(refused), owes="proof_of_service.witness")


# -- the forms of article 11 ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "key",
    [
        "interview_transcript", "evidence_list", "evidence_extract", "evidence_explanation", "electronic_extraction",
        "inspection_record", "sampling", "rights_notice", "statement_defence", "hearing_record", "refusal",
    ],
)  # fmt: skip
def test_each_written_form_of_article_11_owes_its_signatures(key):
    found = judged(story(f"11-23 20:36/21:00 {key} officers=@one"), SIGNED)
    assert one(found, owes="record.signatures").status == Status.OWED
    told = story(f"told 2026-11-23 {key}")
    assert one(judged(told, SIGNED), owes="record.signatures").status == Status.UNSEEN


def test_what_a_notice_called_for_may_be_extracted_instead_of_listed():
    notice = "11-23 09:00 evidence_notice#n to=某公司"
    assert one(judged(story(notice), LISTED)).status == Status.OWED
    assert one(judged(story(notice, "told 2026-11-24 evidence_extract about=#n"), LISTED)).status == Status.KEPT
    assert one(judged(story(notice, "told 2026-11-24 evidence_list about=#n"), LISTED)).status == Status.KEPT


ASKED = (
    "11-23 09:00 appraisal_entrustment#letter to=某鉴定中心 matter=是否盗版 until=2026-12-10",
    "11-23 09:10 #letter.unit_head",
    "11-23 09:20 #letter.head",
    "11-23 09:30 #letter issued",
)


@pytest.mark.parametrize(("came", "status"), [("2026-12-10", Status.KEPT), ("2026-12-11", Status.KEPT_LATE)])
def test_a_body_that_was_asked_gives_its_opinion_by_the_day_it_was_given(came, status):
    assert one(judged(story(*ASKED), APPRAISED)).status == Status.OWED
    history = story(*ASKED, f"paper {came} appraisal_opinion about=#letter conclusion=盗版")
    assert one(judged(history, APPRAISED)).status == status


def test_an_appraisal_that_was_not_sent_out_owes_nothing():
    assert judged(story(ASKED[0]), APPRAISED) == []


@pytest.mark.parametrize("key", ["evidence_extract", "evidence_explanation", "electronic_extraction", "correction_check"])
def test_two_officers_do_every_act_of_taking_evidence(key):
    """处罚法第四十二条: not fewer than two."""
    rule = a42_two_officers.PROVISIONS[0]
    assert one(judged(story(f"11-23 20:36/21:00 {key} officers=@one"), rule), sort="duty").status == Status.BREACHED
    assert one(judged(story(f"11-23 20:36/21:00 {key} officers=@two"), rule), sort="duty").status == Status.KEPT


# -- what a court asks ----------------------------------------------------------------------------------------------------
def test_a_copy_of_a_document_is_held_against_its_original():
    rule = a10_documents.PROVISION
    copied = '11-23 09:00 evidence_extract#x items=\'[{"id": "1", "name": "进货单", "form": "copy"}]\''
    assert one(judged(story(copied), rule)).field == "checked"
    assert judged(story(copied + " checked=true"), rule) == []
    assert judged(story(copied.replace("copy", "original")), rule) == []
    assert one(judged(story("11-23 09:00 evidence_item kind=documentary original=copy"), rule)).gravity == Gravity.IRREGULAR
    assert judged(story("11-23 09:00 evidence_item kind=documentary original=checked_copy"), rule) == []
    assert judged(story("11-23 09:00 evidence_item kind=physical original=copy"), rule) == []


def test_how_a_picture_or_file_was_obtained_stands_on_it_or_on_its_explanation():
    rule = a12_audiovisual.PROVISION
    bare = "11-23 09:00 evidence_item#film kind=audiovisual name=监控录像"
    assert one(judged(story(bare), rule)).field == "method"
    assert judged(story(bare + " method=现场拷贝"), rule) == []
    explained = story(bare, "11-23 09:30 evidence_explanation#why about=#film officers=@one", "11-23 09:31 #why.officers[zhou]")
    assert judged(explained, rule) == []
    assert judged(story("11-23 09:00 evidence_item kind=documentary name=进货单"), rule) == []
    assert judged(story("told 2026-11-23 evidence_item kind=audiovisual"), rule) == []


OPINION = (
    "paper 2026-12-10 appraisal_opinion asked_by=本局 matter=是否盗版 material=图书 grounds=比对 analysis=逐页比对 conclusion=盗版"
    ' sealed=true experts=\'[{"id": "1", "name": "钱某", "qualification": "证号1", "signed": "yes"}]\''
)


@pytest.mark.parametrize(
    ("cut", "lacks"),
    [
        (" analysis=逐页比对", "分析过程"),
        (" sealed=true", "机构公章"),
        (' "qualification": "证号1",', "鉴定资格"),
        ('"signed": "yes"', "鉴定人签名"),
    ],
)
def test_an_expert_opinion_carries_every_item_of_the_rules(cut, lacks):
    rule = a14_expert_opinion.PROVISION
    assert one(judged(story(OPINION), rule)).status == Status.KEPT
    short = OPINION.replace(cut, '"signed": "no"' if lacks == "鉴定人签名" else "")
    found = one(judged(story(short), rule))
    assert (found.status, found.missing) == (Status.OWED, lacks)


def test_an_opinion_of_which_a_source_tells_nothing_is_unseen():
    assert one(judged(story("told 2026-12-10 appraisal_opinion"), a14_expert_opinion.PROVISION)).status == Status.UNSEEN


# -- samples --------------------------------------------------------------------------------------------------------------
SAMPLED = (
    "11-23 20:36/21:00 sampling#s party=p1 officers=@one items=@host",
    "11-23 21:01 #s.party",
    "11-23 21:02 #s.officers[zhou]",
)


def test_sampling_opens_no_clock_of_seven_days():
    """practice.md 18: 处罚法第五十六条 binds 先行登记保存 only."""
    sampled = judged(story(*SAMPLED))
    assert not [finding for finding in sampled if finding.due and finding.due.hi.date() == SEVEN_WORKING_DAYS_ON]
    kept = judged(story("told 2026-11-23 advance_registration party=p1"))
    assert [finding for finding in kept if finding.due and finding.due.hi.date() == SEVEN_WORKING_DAYS_ON]


def test_what_becomes_of_samples_is_told_to_the_party_without_a_term():
    rule = samples_dealt_with.PROVISION
    owed = one(judged(story(*SAMPLED), rule))
    assert (owed.status, owed.due, owed.level) == (Status.OWED, None, Level.PRACTICE)
    told = story(
        *SAMPLED,
        "12-20 09:00 sampling_outcome#o about=#s outcome=return officers=@one",
        "12-20 09:01 #o.unit_head",
        "12-20 09:02 #o.officers[zhou]",
        "12-20 09:03 #o issued",
    )
    assert one(judged(told, rule)).status == Status.KEPT
    assert judged(story(SAMPLED[0]), rule) == []


# -- preservation, recording: rulings kept ---------------------------------------------------------------------------------
def test_a_sampling_still_owes_its_recording():
    """practice.md 14: broken only when there is neither picture nor sound within the span."""
    rule = a12_recordings_of_inspections.PROVISION
    assert one(judged(story(*SAMPLED), rule)).status == Status.OWED
    photo = "11-23 22:00 recording_linked recording=r1 record=#s media=photo begin=2026-11-23T20:40:00 end=2026-11-23T20:40:00 arrived=2026-11-23T21:50:00"
    assert one(judged(story(*SAMPLED, photo), rule)).status == Status.KEPT


def test_an_expert_report_is_signed_by_each_expert():
    report = our_book().kind("expert_report")
    assert report.basis[0].article == "2"
    history = story(
        "11-23 09:00/11:00 expert_report#e subject=是否属于 conclusion=属于"
        ' experts=\'[{"id": "1", "name": "钱某", "view": "属于"}, {"id": "2", "name": "孙某", "view": "属于"}]\'',
        "11-23 11:01 #e.experts[1]",
    )
    assert [want.label for want in history.record("e").missing] == ["孙某"]
