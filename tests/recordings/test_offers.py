"""The queue of recordings of no case: whose it is, what is offered to whom, confirming many at once, turning down, handing on."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.http import Http404

from liuhen.operating import rebuilding
from liuhen.recordings import commands, confirming, offers, waiting
from liuhen.recordings.commands import Stated
from liuhen.recordings.confirming import Pick
from liuhen.recordings.matching_models import RecordSpan
from liuhen.recordings.models import RecordingLink, RecordingRow
from liuhen.recordings.waiting import Whose
from liuhen.register import register
from liuhen.register.files import put
from liuhen.register.types import SubjectRef
from liuhen.regulation.grammar import Refusal
from liuhen.regulation.history import Record
from liuhen.regulation.when import When
from tests.cases.stories import add, open_case
from tests.cast import at, moment

CAFE = [114.3055, 30.5928]


def inspection(cast, case, *officers, begin="20:36", end="21:50", day="11-13", when="", **values) -> Record:
    names = officers or ("周启明", "沈静文")
    content = {
        "span": {"start": f"2026-{day}T{begin}", "end": f"2026-{day}T{end}"},
        "place": {"text": "澄湖区学府路18号", "point": CAFE},
        "officers": cast.officers(*names),
        "found": "三名未成年人在上网。",
        **values,
    }
    span = When.between(moment(f"{day} {begin}"), moment(f"{day} {end}"))
    with at(when or f"{day} 22:00"):
        return register.record(cast[names[0]], SubjectRef("case", case), "inspection_record", content, when=span, origin="system")


_serial = iter(range(1, 10_000))


def brought(cast, path, who="周启明", *, when="11-13 22:30", **stated) -> RecordingRow:
    """The same clip made a file of its own each time."""
    content = path.read_bytes() + bytes(f"{next(_serial):08}", "ascii")
    times = {key: moment(value) for key, value in stated.items() if key in {"begin", "end"}}
    with at(when):
        found = commands.store_recording(cast[who], put(content), Stated(**{"name": path.name, **stated, **times}))
    return RecordingRow.objects.get(pk=found.recording)


@pytest.fixture
def case(cast) -> UUID:
    return open_case(cast, "周启明", "沈静文")


@pytest.fixture
def record(cast, case) -> UUID:
    return UUID(inspection(cast, case).id)


@pytest.fixture
def five(cast, clips, record) -> list[RecordingRow]:
    """An evening: five segments."""
    parts = (("20:36", "20:50"), ("20:50", "21:05"), ("21:05", "21:20"), ("21:21", "21:35"), ("21:35", "21:50"))
    return [brought(cast, clips["mp4"], begin=f"11-13 {first}", end=f"11-13 {last}") for first, last in parts]


def found_by(cast, name="周启明", **more):
    return offers.for_rows(cast[name], waiting.page(cast[name], **more).rows)


def picks(found):
    return [
        Pick(recording=one.piece, case=group.act.case, record=group.act.record)
        for group in found.sorted.groups
        for one in group.offers
    ]


def test_the_segments_of_an_evening_are_offered_together_and_linked_in_one_act(cast, case, record, five):
    found = found_by(cast)
    assert [(group.act.record, len(group.offers)) for group in found.sorted.groups] == [(record, 5)]
    assert found.cases[case].name
    with at("11-13 22:40"):
        done = confirming.confirm(cast["周启明"], picks(found))
    assert (done.linked, done.already) == (5, 0)
    assert {link.record for link in RecordingLink.objects.all()} == {record}
    assert waiting.count(cast["周启明"]) == 0
    linked = register.open_links(register.history(cast.agency, SubjectRef("case", case)))
    assert len({one.recorded_at for one in linked}) == 1  # one transaction


def test_a_second_click_links_nothing_twice(cast, record, five):
    wanted = picks(found_by(cast))
    with at("11-13 22:40"):
        confirming.confirm(cast["周启明"], wanted)
        again = confirming.confirm(cast["周启明"], wanted)
    assert (again.linked, again.already) == (0, 5)
    assert RecordingLink.objects.count() == 5


def test_nothing_is_linked_where_one_of_them_cannot_be(cast, case, record, five):
    other = open_case(cast, "吴彦", unit="执法二中队", when="11-13 20:20")
    wanted = [*picks(found_by(cast)), Pick(recording=five[0].pk, case=other)]
    with at("11-13 22:40"), pytest.raises(Http404):
        confirming.confirm(cast["周启明"], wanted)
    voided = Pick(recording=five[0].pk, case=case, record=uuid4())
    with at("11-13 22:40"), pytest.raises(Refusal, match="不在这个案件里"):
        confirming.confirm(cast["周启明"], [*picks(found_by(cast)), voided])
    assert not RecordingLink.objects.exists()


def test_nothing_picked_is_said(cast):
    with pytest.raises(Refusal, match="先勾选"):
        confirming.confirm(cast["周启明"], [])


def test_a_record_of_a_case_one_may_not_write_in_is_offered_to_nobody_else(cast, clips, record):
    """吴彦 was filming near at the same time; the case is not his."""
    brought(cast, clips["mp4"], "吴彦", begin="11-13 20:40", end="11-13 21:00", place="澄湖区学府路18号")
    found = found_by(cast, "吴彦")
    assert found.sorted.groups == ()
    assert len(found.sorted.alone) == 1
    assert found.cases == {}


def test_two_acts_of_two_cases_at_once_are_both_offered_and_none_chosen(cast, clips, record):
    other = open_case(cast, "周启明", "沈静文", when="11-13 20:20")
    inspection(cast, other, begin="20:30", end="21:30")
    row = brought(cast, clips["mp4"], begin="11-13 20:40", end="11-13 21:00")
    made = found_by(cast).sorted
    assert (made.groups, made.alone) == ((), ())
    assert [one.piece for one in made.doubtful] == [row.pk]
    assert len({offer.act.case for offer in made.doubtful[0].offers}) == 2
    assert not RecordingLink.objects.exists()


def test_a_turned_down_offer_stays_away_until_it_is_taken_back(cast, case, record, five):
    numbers = [row.pk for row in five[:2]]
    with at("11-13 22:40"):
        confirming.turn_down(cast["周启明"], numbers, case, record)
        confirming.turn_down(cast["周启明"], numbers, case, record)  # said once
    found = found_by(cast)
    assert len(found.sorted.groups[0].offers) == 3
    assert set(found.sorted.alone) == set(numbers)
    kinds = [entry.kind for entry in register.history(cast.agency, SubjectRef("recording", numbers[0])).entries]
    assert kinds.count("match_turned_down") == 1
    with at("11-13 22:45"):
        confirming.open_again(cast["周启明"], numbers, case, record)
    assert len(found_by(cast).sorted.groups[0].offers) == 5


def test_what_the_keeper_docks_is_the_officers_who_took_it(cast, clips, record):
    row = brought(
        cast, clips["mp4"], "马骏", begin="11-13 20:40", end="11-13 21:00", taken_by=cast.people["周启明"], source="device"
    )
    assert (row.owner, row.owner_name) == (cast.people["周启明"], "周启明")
    assert row.unit == cast.units["执法一中队"]
    assert waiting.count(cast["马骏"]) == 0
    assert [one.pk for one in waiting.page(cast["周启明"]).rows] == [row.pk]
    assert found_by(cast).sorted.groups[0].offers[0].sure


def test_handed_on_it_waits_with_the_other_who_links_it(cast, clips, case, record):
    row = brought(cast, clips["mp4"], "马骏", begin="11-13 20:40", end="11-13 21:00", source="device")
    assert row.owner == cast.people["马骏"]
    with at("11-14 08:30"):
        assert confirming.hand(cast["马骏"], [row.pk], cast.people["周启明"], "记录仪是他还的") == 1
    assert waiting.count(cast["马骏"]) == 0
    found = found_by(cast)
    assert found.rows[row.pk].owner_name == "周启明"
    with at("11-14 08:40"):
        confirming.confirm(cast["周启明"], [Pick(recording=row.pk, case=case, record=record)])
    assert RecordingRow.objects.get(pk=row.pk).linked


@pytest.mark.parametrize("to", ["陈素", "马骏", "程远"])
def test_it_is_handed_only_to_who_can_link_it(cast, clips, to):
    row = brought(cast, clips["mp4"], begin="11-13 20:40", end="11-13 21:00")
    with at("11-14 08:30"), pytest.raises(Refusal, match="不能关联音像"):
        confirming.hand(cast["周启明"], [row.pk], cast.people[to])
    with at("11-14 08:30"), pytest.raises(Refusal, match="不在本机关"):
        confirming.hand(cast["周启明"], [row.pk], uuid4())


def test_a_linked_recording_is_not_handed_on(cast, clips, case, record):
    row = brought(cast, clips["mp4"], begin="11-13 20:40", end="11-13 21:00")
    with at("11-14 08:30"):
        commands.link(cast["周启明"], case, row.pk, record)
        with pytest.raises(Refusal, match="已经关联"):
            confirming.hand(cast["周启明"], [row.pk], cast.people["沈静文"])


# -- who must not see whose ---------------------------------------------------------------------------------------------


def test_a_loose_recording_is_seen_by_its_owner_his_units_head_and_those_who_see_all(cast, clips):
    row = brought(cast, clips["mp4"], begin="11-13 20:40", end="11-13 21:00")
    sees = set()
    for name in cast.people:
        try:
            commands.access.demand(cast[name], "see", SubjectRef("recording", row.pk))
        except (Http404, Refusal):
            continue
        sees.add(name)
    assert sees == {"周启明", "方志刚", "许知远", "韩立群", "何敏", "顾怡"}


@pytest.mark.parametrize("name", ["沈静文", "吴彦", "罗成", "丁晓彤", "陈素", "马骏", "程远"])
def test_nobody_else_has_it_in_a_queue_or_can_do_anything_with_it(cast, clips, case, record, name):
    row = brought(cast, clips["mp4"], begin="11-13 20:40", end="11-13 21:00")
    actor = cast[name]
    assert all(row.pk not in {one.pk for one in waiting.page(actor, of).rows} for of in Whose)
    with at("11-14 09:00"):
        for attempt in (
            lambda: confirming.confirm(actor, [Pick(recording=row.pk, case=case, record=record)]),
            lambda: confirming.turn_down(actor, [row.pk], case, record),
            lambda: confirming.hand(actor, [row.pk], cast.people["周启明"]),
        ):
            with pytest.raises(Http404):
                attempt()
    assert len(register.history(cast.agency, SubjectRef("recording", row.pk))) == 1


def test_the_head_of_the_unit_sees_the_units_queue_and_no_other_units(cast, clips, record):
    row = brought(cast, clips["mp4"], begin="11-13 20:40", end="11-13 21:00")
    brought(cast, clips["mp4"], "吴彦", begin="11-13 20:40", end="11-13 21:00")
    assert [one.pk for one in waiting.page(cast["方志刚"], Whose.UNIT).rows] == [row.pk]
    assert [one.owner_name for one in waiting.page(cast["罗成"], Whose.UNIT).rows] == ["吴彦"]
    assert found_by(cast, "方志刚", of=Whose.UNIT).sorted.groups[0].act.record == record


def test_one_of_nobody_waits_for_the_keeper(cast, clips):
    from liuhen.bureau.commands import set_up_actor

    with at("11-13 22:30"):
        found = commands.store_recording(set_up_actor(cast.agency), put(clips["mp4"]), Stated(name="a.mp4", source="device"))
    row = RecordingRow.objects.get(pk=found.recording)
    assert (row.owner, row.owner_name) == (None, "")
    assert [one.pk for one in waiting.page(cast["马骏"], Whose.NOBODY).rows] == [row.pk]
    assert waiting.page(cast["周启明"], Whose.NOBODY).rows == []
    with at("11-13 22:40"):
        confirming.hand(cast["马骏"], [row.pk], cast.people["沈静文"])
    assert [one.pk for one in waiting.page(cast["沈静文"]).rows] == [row.pk]


def test_who_moves_to_another_unit_takes_his_loose_recordings_along(cast, clips):
    from liuhen.bureau import commands as bureau
    from liuhen.bureau.commands import set_up_actor

    row = brought(cast, clips["mp4"], begin="11-13 20:40", end="11-13 21:00")
    with at("11-15 09:00"):
        bureau.change_person(set_up_actor(cast.agency), cast.people["周启明"], "调动", unit=str(cast.units["执法二中队"]))
    assert RecordingRow.objects.get(pk=row.pk).unit == cast.units["执法二中队"]
    assert [one.pk for one in waiting.page(cast["罗成"], Whose.UNIT).rows] == [row.pk]


# -- from the side of the case ------------------------------------------------------------------------------------------


def test_a_record_that_owes_a_recording_is_told_of_those_that_fit(cast, case, record, five, clips):
    brought(cast, clips["mp4"], "沈静文", begin="11-13 20:40", end="11-13 21:00")
    brought(cast, clips["mp4"], begin="11-12 09:00", end="11-12 09:10")
    found = offers.for_case(cast["周启明"], case)
    assert {one.piece for one in found[record].mine} == {row.pk for row in five}
    assert found[record].others == (("沈静文", 1),)
    head = offers.for_case(cast["方志刚"], case)
    assert len(head[record].mine) == 6


def test_of_a_case_without_acts_nothing_is_said(cast, case, clips):
    brought(cast, clips["mp4"], begin="11-13 20:40", end="11-13 21:00")
    assert offers.for_case(cast["周启明"], case) == {}


# -- spans and rebuilding -----------------------------------------------------------------------------------------------


def test_a_span_follows_the_record_and_leaves_with_it(cast, case, record):
    span = RecordSpan.objects.get()
    assert (span.begin, span.finish) == (moment("11-13 20:36"), moment("11-13 21:50"))
    assert (span.longitude, span.latitude, span.place) == (*CAFE, "澄湖区学府路18号")
    assert span.names == ["周启明", "沈静文"]
    with at("11-13 22:05"):
        register.void(cast["周启明"], record, "时间写错")
    assert not RecordSpan.objects.exists()


def test_an_act_that_states_no_time_or_only_the_day_has_no_span(cast, case):
    content = {"officers": cast.officers("周启明")}
    add(cast, "周启明", case, "correction_check", content, when="11-20 10:00")
    with at("11-20 10:00"):
        day = When.on(date(2026, 11, 19))
        register.record(cast["周启明"], SubjectRef("case", case), "correction_check", content, when=day, origin="system")
    assert not RecordSpan.objects.exists()


def test_everything_is_rebuilt_from_the_entries(cast, case, record, five, clips):
    brought(cast, clips["mp4"], "马骏", begin="11-13 20:40", end="11-13 21:00", taken_by=cast.people["周启明"])
    with at("11-13 22:40"):
        confirming.confirm(cast["周启明"], picks(found_by(cast))[:2])
        confirming.turn_down(cast["周启明"], [five[4].pk], case, record)
        confirming.hand(cast["周启明"], [five[3].pk], cast.people["沈静文"])
    rows, spans = list(RecordingRow.objects.order_by("pk").values()), list(RecordSpan.objects.values())
    assert list(rebuilding.rebuild(cast.agency)) == []
    RecordSpan.objects.all().delete()
    RecordingRow.objects.update(owner=None, unit=None, home=None, turned_down=[], handed_to=None)
    assert list(rebuilding.rebuild(cast.agency))
    assert list(RecordingRow.objects.order_by("pk").values()) == rows
    assert list(RecordSpan.objects.values()) == spans
    assert rows[0]["lag"] is None or rows[0]["lag"] > timedelta()


# -- bad times ----------------------------------------------------------------------------------------------------------


def test_without_a_time_nothing_is_offered_until_it_is_stated(cast, clips, record):
    row = brought(cast, clips["wav"])
    assert row.begin is None
    assert found_by(cast).sorted.alone == (row.pk,)
    with at("11-13 22:50"):
        commands.restate(cast["周启明"], row.pk, Stated(begin=moment("11-13 20:40"), end=moment("11-13 20:43")), "按笔录补写")
    assert found_by(cast).sorted.groups[0].act.record == record


@pytest.mark.parametrize("begin", ["1970-01-01 08:00", "2030-01-01 00:00"])
def test_a_clock_in_1970_or_in_the_future_offers_nothing_and_loses_nothing(cast, clips, record, begin):
    row = brought(cast, clips["mp4"], begin=begin, end=begin)
    assert found_by(cast).sorted.alone == (row.pk,)


def test_a_messenger_file_is_offered_like_any_other(cast, clips, record):
    row = brought(cast, clips["mp4"], begin="11-13 20:40", end="11-13 21:00", source="messenger", holder="现场群众手机")
    found = found_by(cast)
    assert found.sorted.groups[0].offers[0].piece == row.pk
    assert found.rows[row.pk].source == "messenger"
