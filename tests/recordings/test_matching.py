"""What a recording is offered to, and why: the scorer by itself, on made-up acts and pieces."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from liuhen.recordings.matching import Act, Piece, chosen, distance, offer, offers, sort
from tests.cast import moment

ZHOU, SHEN, WU = uuid4(), uuid4(), uuid4()
CASE, OTHER = uuid4(), uuid4()
CAMERA = uuid4()
CAFE = (114.3055, 30.5928)


def act(begin="11-13 20:36", end="11-13 21:50", **values):
    said = {"officers": {ZHOU: "周启明", SHEN: "沈静文"}, "case": CASE, "kind": "inspection_record", "record": uuid4(), **values}
    return Act(begin=moment(begin), end=moment(end), **said)


def piece(begin="11-13 20:40", end="11-13 21:08", **values):
    return Piece(**{"id": uuid4(), "media": "video", "taken_by": ZHOU, **values}, begin=moment(begin), end=moment(end))


def test_the_officer_and_the_time_make_a_sure_offer_and_say_so():
    found = offer(piece(), act())
    assert found.sure
    assert found.reasons == ("同一执法人员周启明", "时间重合 28 分")


def test_every_reason_is_said():
    found = offer(
        piece(taken_by=None, carrier=SHEN, device="DSJ-07", device_id=CAMERA, point=CAFE),
        act(devices=frozenset({CAMERA}), point=(CAFE[0] + 0.0004, CAFE[1])),
    )
    assert found.reasons == ("DSJ-07 当时由沈静文领用", "设备 DSJ-07", "时间重合 28 分", "距离 40 米")
    assert found.sure


def test_time_alone_offers_nothing():
    assert offer(piece(taken_by=WU), act()) is None
    assert offer(piece(taken_by=None), act()) is None


def test_time_and_place_without_an_officer_are_offered_and_never_sure():
    found = offer(piece(taken_by=WU, point=CAFE), act(point=CAFE))
    assert (found.reasons, found.sure) == (("时间重合 28 分", "距离 10 米"), False)
    worded = offer(piece(taken_by=None, place="学府路 18 号"), act(place="澄湖区学府路18号星海网吧"))
    assert (worded.reasons, worded.sure) == (("时间重合 28 分", "地点相符"), False)


def test_who_brought_it_in_counts_where_nobody_is_named_as_taking_it():
    found = offer(piece(taken_by=None, stored_by=ZHOU), act())
    assert found.reasons[0] == "由周启明交入"
    assert found.sure
    assert offer(piece(taken_by=WU, stored_by=ZHOU), act()) is None  # the keeper's name says nothing of who took it


@pytest.mark.parametrize(
    ("begin", "end", "words"),
    [
        ("11-13 20:20", "11-13 20:30", "在记录前 6 分"),
        ("11-13 22:00", "11-13 22:05", "在记录后 10 分"),
        ("11-13 22:20", "11-13 22:25", "在记录后 30 分"),
    ],
)
def test_near_the_act_is_offered_and_not_sure(begin, end, words):
    found = offer(piece(begin, end), act())
    assert (found.reasons[1], found.sure) == (words, False)


def test_more_than_half_an_hour_away_is_not_offered():
    assert offer(piece("11-13 22:21", "11-13 22:25"), act()) is None


def test_a_recording_that_only_touches_the_act_has_not_run_in_it():
    found = offer(piece("11-13 21:50", "11-13 22:10"), act())
    assert (found.reasons[1], found.sure) == ("紧接在记录后", False)


def test_a_photograph_within_the_act_is_sure_and_one_at_its_minute_too():
    assert offer(piece("11-13 21:00", "11-13 21:00", media="photo"), act()).reasons[1] == "摄于起止时间内"
    paper = act("11-13 21:00", "11-13 21:00", kind="summary_decision")
    assert offer(piece("11-13 20:50", "11-13 21:10"), paper).reasons[1] == "录到 21:00 的经过"
    assert offer(piece("11-13 21:00", "11-13 21:00", media="photo"), paper).sure


def test_a_place_far_away_speaks_against_it():
    far = (CAFE[0] + 0.09, CAFE[1])
    found = offer(piece(point=CAFE), act(point=far))
    assert not found.sure
    assert found.reasons[-1] == "相距 8.6 公里"
    assert offer(piece("11-13 22:00", "11-13 22:05", point=CAFE), act(point=far)) is None


def test_what_was_turned_down_is_not_offered_again():
    one = act()
    assert offer(piece(turned_down=frozenset({one.record})), one) is None
    assert offer(piece(turned_down=frozenset({uuid4()})), one) is not None


def test_mostly_outside_the_act_is_not_sure():
    assert not offer(piece("11-13 21:40", "11-13 23:40"), act()).sure


def test_the_distance_is_that_on_the_ground():
    assert distance((0.0, 0.0), (0.0, 1.0)) == pytest.approx(111_195, rel=1e-3)
    assert distance(CAFE, CAFE) == 0


# -- one queue ------------------------------------------------------------------------------------------------------


def sorted_of(pieces, acts):
    found = {one.id: offers([one], list(acts)) for one in pieces}
    return found, sort(found, {one.id: one for one in pieces})


def test_segments_of_one_act_are_offered_together_in_their_order():
    one = act()
    late, early = piece("11-13 21:10", "11-13 21:40"), piece("11-13 20:40", "11-13 21:08")
    _, made = sorted_of([late, early], [one])
    assert [[offer.piece for offer in group.offers] for group in made.groups] == [[early.id, late.id]]
    assert (made.doubtful, made.alone) == ((), ())


def test_two_acts_of_two_cases_at_once_are_both_offered_and_none_is_chosen():
    one, two = act(), act("11-13 20:30", "11-13 21:20", case=OTHER)
    recording = piece()
    found, made = sorted_of([recording], [one, two])
    assert chosen(found[recording.id]) is None
    assert [offer.act.case for offer in made.doubtful[0].offers] in ([CASE, OTHER], [OTHER, CASE])
    assert made.groups == ()


def test_an_officer_in_two_cases_that_day_gets_each_recording_to_its_own():
    morning, evening = act("11-13 09:00", "11-13 10:00", case=OTHER), act()
    first, second = piece("11-13 09:10", "11-13 09:40"), piece()
    _, made = sorted_of([first, second], [morning, evening])
    assert [(group.act.case, [one.piece for one in group.offers]) for group in made.groups] == [
        (CASE, [second.id]),
        (OTHER, [first.id]),
    ]


def test_the_device_noted_for_one_of_two_cases_decides():
    one, two = act(devices=frozenset({CAMERA})), act("11-13 20:36", "11-13 21:50", case=OTHER)
    recording = piece(device="DSJ-07", device_id=CAMERA)
    found, _ = sorted_of([recording], [one, two])
    assert found[recording.id][0].act.record == one.record
    assert chosen(found[recording.id]) is None  # the other is sure as well: a person decides


def test_two_records_of_one_case_the_better_one_is_proposed():
    inspection, talk = (
        act(),
        act("11-13 20:50", "11-13 21:05", kind="interview_transcript", officers={WU: "吴彦", ZHOU: "周启明"}),
    )
    recording = piece("11-13 20:51", "11-13 21:04")
    found, made = sorted_of([recording], [inspection, talk])
    assert len(found[recording.id]) == 2
    assert len(made.groups) == 1
    assert chosen(found[recording.id]) is not None


def test_without_any_offer_it_stands_alone():
    recording = piece("11-12 08:00", "11-12 08:10")
    _, made = sorted_of([recording], [act()])
    assert made.alone == (recording.id,)


def test_the_same_question_gets_the_same_answer_whatever_the_order():
    acts = [act(record=UUID(int=number), case=UUID(int=number % 3)) for number in range(1, 9)]
    one = piece()
    assert offers([one], acts) == offers([one], acts[::-1])
    assert timedelta() < acts[0].end - acts[0].begin
