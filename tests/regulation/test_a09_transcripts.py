"""Article 9: a transcript says who the officers were and that they showed their certificates; those present sign."""

from tests.regulation.story import find, judged, one, story

from liuhen.regulation.articles.a09_transcripts import PROVISIONS
from liuhen.regulation.grammar import Status

OFFICERS, SIGNED = PROVISIONS
NAMES, SHOWING = "officers_named", "officers_stated"
SCENE = '11-13 20:36/21:48 inspection_record#scene officers={} on_site=\'{{"name": "王某"}}\''


def test_a_transcript_with_two_officers_who_showed_their_certificates_is_kept():
    assert {finding.status for finding in judged(story(SCENE.format("@two")), OFFICERS)} == {Status.KEPT}


def test_an_officer_who_did_not_show_his_certificate_is_pointed_out_by_name_while_it_can_be_mended():
    found = judged(story(SCENE.format("@unshown")), OFFICERS)
    assert one(found, owes=SHOWING).status == Status.BREACHED
    fault = one(found, sort="fault")
    assert (fault.field, fault.mendable) == ("officers", True)
    assert "沈静文" in fault.why


def test_what_somebody_has_signed_is_closed_and_no_longer_called_mendable():
    found = judged(story(SCENE.format("@unshown"), "11-13 21:50 #scene.on_site"), OFFICERS)
    assert find(found, sort="fault") == []
    assert one(found, owes=SHOWING).status == Status.BREACHED


def test_a_source_that_tells_number_and_showing_but_no_names():
    found = judged(
        story("told 2021-12-16T22:00 inspection_record officer_count=2 certificates_shown=true", partial=True), OFFICERS
    )
    assert one(found, owes=SHOWING).status == Status.KEPT
    assert one(found, owes=NAMES).status == Status.UNSEEN


def test_a_source_that_tells_nothing_of_officers_is_not_blamed():
    found = judged(story("told 2021-12-20 interview_transcript", partial=True), OFFICERS)
    assert {finding.status for finding in found} == {Status.UNSEEN}


def test_the_person_in_charge_on_site_has_yet_to_sign():
    assert one(judged(story(SCENE.format("@two")), SIGNED)).status == Status.OWED


def test_a_refusal_to_sign_completes_it():
    found = judged(story(SCENE.format("@two"), "11-13 21:50 #scene.on_site declined text=认为数字不对"), SIGNED)
    assert one(found).status == Status.KEPT


def test_nobody_signs_for_a_place_where_nobody_was():
    assert judged(story("11-13 20:36/21:48 inspection_record absent=true officers=@two"), SIGNED) == []


def test_whoever_takes_down_data_or_seals_a_room_shows_his_certificate_as_well():
    for act in ("electronic_extraction#act", "scene_record#act"):
        shown = judged(story(f"11-14 09:00/10:00 {act} officers=@two"), OFFICERS)
        assert {finding.status for finding in shown} == {Status.KEPT}
        hidden = judged(story(f"11-14 09:00/10:00 {act} officers=@unshown"), OFFICERS)
        assert one(hidden, owes=SHOWING).missing == "没有写明沈静文何时出示证件"
