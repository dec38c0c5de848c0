"""What a second reading of the 民事诉讼法 on service asked for, both ways."""

from tests.regulation.story import find, judged, one, story

from liuhen.regulation.grammar import Gravity, Status
from liuhen.regulation.statutes.civil_procedure_2023 import a88_direct_service, a89_leaving

CAFE = "11-02 09:00 case_registration#reg source=complaint parties=@cafe officers=@two cause=接纳未成年人进入营业场所"


def test_what_is_left_elsewhere_was_not_left_at_the_residence():
    leaving = a89_leaving.PROVISIONS[0]
    left = (
        '11-16 10:00/10:20 proof_of_service#s party=p1 way=leaving residence={} officers=@two witness=\'{{"name": "刘某"}}\'',
        "11-16 10:21 #s.witness",
    )
    film = "11-16 12:00 recording_linked recording=r1 record=#s media=video begin=2026-11-16T10:00:00 end=2026-11-16T10:20:00 arrived=2026-11-16T12:00:00"
    assert find(judged(story(CAFE, left[0].format("true"), left[1]), leaving), sort="fault") == []
    assert one(judged(story(CAFE, left[0].format("false"), left[1]), leaving), sort="fault").gravity == Gravity.REVOCABLE
    assert one(judged(story(CAFE, left[0].format("false"), left[1], film), leaving), sort="note").gravity == Gravity.NOTE


def test_who_will_not_sign_has_not_signed():
    direct = a88_direct_service.PROVISIONS[0]
    slip = "11-16 10:00 proof_of_service#s party=p1 way=direct relation=legal_representative officers=@two"
    assert one(judged(story(CAFE, slip, "11-16 10:01 #s.recipient"), direct)).status == Status.KEPT
    assert one(judged(story(CAFE, slip, "11-16 10:01 #s.recipient declined text=不签"), direct)).status == Status.OWED
