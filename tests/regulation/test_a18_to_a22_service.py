"""Articles 18, 20, 22 and the civil procedure law: direct service, leaving, public notice; two levels kept apart."""

from datetime import date

import pytest
from tests.regulation.story import find, judged, one, story

from liuhen.regulation.articles import a18_direct_service, a20_leaving, a22_public_notice
from liuhen.regulation.grammar import Level, Status
from liuhen.regulation.serving import takes_effect
from liuhen.regulation.statutes.civil_procedure_2023 import a88_direct_service, a89_leaving, a95_public_notice
from liuhen.regulation.terms import PLAIN

DIRECT = '11-26 16:00 proof_of_service#slip party=p1 way=direct recipient=\'{"name": "王某"}\' officers=@two relation=legal_representative'
LEFT = ("11-26 16:00 proof_of_service#slip party=p1 way=leaving refusal_reason=拒收 residence=true"
        " witness='{\"name\": \"赵某\"}' officers=@two")  # fmt: skip
FILM = "11-26 18:00 recording_linked recording=r1 record=#slip media=video begin=2026-11-26T15:58:00 end=2026-11-26T16:04:00 arrived=2026-11-26T17:00:00"
LEFT_SLIP, LEFT_FILM = a20_leaving.PROVISIONS
LAW_89 = a89_leaving.PROVISIONS[0]


def test_a_slip_is_signed_by_who_received_and_who_served():
    found = judged(story(DIRECT, "11-26 16:01 #slip.recipient", "11-26 16:02 #slip.officers[zhou]"), a18_direct_service.PROVISION)
    assert one(found, owes="proof_of_service.recipient").status == Status.KEPT
    assert one(found, owes="proof_of_service.officers").status == Status.OWED
    assert "沈静文" in one(found, owes="proof_of_service.officers").why


def test_a_signatory_says_what_he_is_to_the_party():
    found = judged(story(DIRECT.replace(" relation=legal_representative", "")), a18_direct_service.PROVISION)
    assert one(found, sort="fault").field == "relation"
    assert find(judged(story(DIRECT), a18_direct_service.PROVISION), sort="fault") == []


def test_a_leaving_is_not_direct_service():
    assert judged(story(LEFT), a18_direct_service.PROVISION) == []


def test_leaving_with_witness_and_without_film_is_good_in_law_and_short_of_the_regulation():
    history = story(LEFT, "11-26 16:01 #slip.witness", "11-26 16:02 #slip.officers[zhou]", "11-26 16:02 #slip.officers[shen]")
    law = one(judged(history, LAW_89))
    assert (law.status, law.level) == (Status.KEPT, Level.LAW)
    assert {finding.status for finding in judged(history, LEFT_SLIP)} == {Status.KEPT}
    film = one(judged(history, LEFT_FILM))
    assert (film.status, film.level) == (Status.OWED, Level.REGULATION)


def test_leaving_with_film_and_without_witness_is_good_in_law_and_short_of_the_regulation():
    history = story(LEFT, FILM)
    assert one(judged(history, LAW_89)).status == Status.KEPT
    assert one(judged(history, LEFT_FILM)).status == Status.KEPT
    assert one(judged(history, LEFT_SLIP), owes="proof_of_service.witness").status == Status.OWED


def test_leaving_with_neither_is_no_service_in_law():
    assert one(judged(story(LEFT), LAW_89)).status == Status.OWED


def test_a_sound_recording_alone_is_no_picture_of_the_course():
    assert one(judged(story(LEFT, FILM.replace("video", "audio")), LAW_89)).status == Status.OWED


def test_leaving_elsewhere_than_at_the_residence_is_shown():
    elsewhere = story(LEFT.replace("residence=true", "residence=false"))
    assert one(judged(elsewhere, LEFT_SLIP), sort="fault").field == "residence"
    assert find(judged(story(LEFT), LEFT_SLIP), sort="fault") == []


def test_leaving_of_2021_is_judged_by_the_version_of_2017():
    told = story("told 2021-12-25 proof_of_service way=leaving recording_state=video", partial=True)
    found = judged(told, *a89_leaving.PROVISIONS)
    assert (one(found).basis.source.key, one(found).basis.article, one(found).status) == (
        "civil_procedure_2017",
        "86",
        Status.KEPT,
    )


def test_a_shop_assistant_cannot_sign_for_a_company():
    lines = ("11-13 19:50 case_registration parties=@cafe", DIRECT.replace("legal_representative", "family"))
    assert one(judged(story(*lines), a88_direct_service.PROVISIONS[0]), sort="fault").field == "relation"
    lines = ("11-13 19:50 case_registration parties=@cafe", DIRECT)
    assert find(judged(story(*lines), a88_direct_service.PROVISIONS[0]), sort="fault") == []


@pytest.mark.parametrize(
    ("published", "effect"),
    [("2026-11-23", date(2026, 12, 23)), ("2021-11-01", date(2021, 12, 31)), ("2022-01-01", date(2022, 1, 31))],
)
def test_public_notice_takes_effect_when_its_period_ends(published, effect):
    slip = story(f"told {published} proof_of_service way=public_notice published={published}").records[0]
    assert takes_effect(slip, PLAIN).hi.date() == effect


def test_public_notice_says_what_was_tried_and_keeps_one_picture():
    bare = "11-26 16:00 proof_of_service#slip way=public_notice published=2026-11-26 medium=门户网站"
    found = judged(story(bare), a22_public_notice.PROVISION)
    assert one(found, owes="其他方式无法送达的情况").status == Status.BREACHED
    assert one(found, owes="recording:notice").status == Status.OWED
    assert one(judged(story(bare), a95_public_notice.PROVISIONS[0])).status == Status.BREACHED
    whole = story(bare + " tried=三次上门均无人", FILM.replace("video", "photo"))
    assert {finding.status for finding in judged(whole, a22_public_notice.PROVISION)} == {Status.KEPT}
