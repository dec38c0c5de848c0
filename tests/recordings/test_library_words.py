"""The library finds what was said in a recording, for whom it may be found: as the search of the site, masked as it is shown."""

import pytest

from liuhen.access import visibility
from liuhen.cases import frequency
from liuhen.pages.views.library import _with_cases
from liuhen.pages.views.recordings import shown
from liuhen.recordings import commands, library, library_words, spoken, transcripts
from liuhen.recordings.library import Filters, Only
from liuhen.recordings.library_counts import counts
from tests.cases.stories import open_case
from tests.cast import at
from tests.recordings.test_offers import brought

ID, PHONE = "420199197503120010", "13871234567"
EVERYBODY = ("周启明", "沈静文", "方志刚", "吴彦", "罗成", "许知远", "韩立群", "顾怡", "陈素", "马骏", "丁晓彤", "程远")


@pytest.fixture
def talk(cast, clips):
    """A film of the first unit's case, into which 吴彦 of the second may look; said in it: a sentence, two numbers."""
    case = open_case(cast, "周启明", "沈静文")
    row = brought(cast, clips["mp4"], begin="11-13 20:36", end="11-13 20:50", what="大厅全景", device="DSJ-07")
    with at("11-13 22:40"):
        commands.link(cast["周启明"], case, row.pk)
        visibility.grant(case, cast.agency, cast.people["吴彦"], visibility.GRANTED)
        transcripts.typed(cast["周启明"], row.pk, f"00:00:01 我不签，罚得太重\n00:00:02 号码是{ID}，电话{PHONE}，交了300元")
    return row


def found(cast, name, text, only=Only.ALL):
    with at("11-14 09:00"):
        return [row.pk for row in library.page(cast[name], Filters(text=text, only=only)).rows]


@pytest.mark.parametrize("common", [False, True])
def test_what_was_said_is_found_by_who_may_play_it(cast, talk, monkeypatch, common):
    monkeypatch.setattr(library_words, "COMMON", -1.0 if common else library_words.COMMON)
    for name in ("周启明", "沈静文", "方志刚", "吴彦", "许知远", "韩立群", "顾怡"):
        assert found(cast, name, "罚得太重") == [talk.pk], name
        assert counts(cast[name], Filters(text="罚得太重"))[""] == "1"
    for name in ("罗成", "陈素", "马骏", "丁晓彤", "程远"):
        assert found(cast, name, "罚得太重") == [], name
        assert counts(cast[name], Filters(text="罚得太重"))[""] == "0"


@pytest.mark.parametrize("common", [False, True])
@pytest.mark.parametrize("number", [ID, PHONE])
def test_a_number_is_found_only_by_who_reads_it_in_clear(cast, talk, monkeypatch, number, common):
    monkeypatch.setattr(library_words, "COMMON", -1.0 if common else library_words.COMMON)
    for name in ("周启明", "沈静文", "方志刚", "许知远", "韩立群"):
        assert found(cast, name, number) == [talk.pk], name
    for name in ("吴彦", "顾怡", "罗成", "陈素"):
        assert found(cast, name, number) == [], name
        assert counts(cast[name], Filters(text=number))[""] == "0", name


@pytest.mark.parametrize("text", ["罚得太重", ID, PHONE, "300元", "我不签", "太重 号码", "签罚", "大厅全景"])
def test_the_library_agrees_with_the_search_of_the_site(cast, talk, text):
    for name in EVERYBODY:
        with at("11-14 09:00"):
            heard = [one.row.pk for one in spoken.search(cast[name], text)]
        if text != "大厅全景":  # told of it, not said in it
            assert found(cast, name, text) == heard, (name, text)
        else:
            assert heard == []


def test_numbers_that_are_nobodys_are_found_by_all_who_play_it(cast, talk):
    assert found(cast, "吴彦", "300元") == [talk.pk]


def test_words_told_and_words_said_do_not_mix_and_tabs_hold(cast, talk):
    assert found(cast, "周启明", "DSJ-07 大厅") == [talk.pk]
    assert found(cast, "周启明", "DSJ-07 太重") == []
    assert found(cast, "周启明", "太重", Only.LOOSE) == []


def test_only_the_newest_version_is_found(cast, talk):
    with at("11-14 08:00"):
        transcripts.typed(cast["周启明"], talk.pk, "00:00:01 更正后的话")
    assert found(cast, "周启明", "罚得太重") == []
    assert found(cast, "周启明", "更正后") == [talk.pk]


def test_the_piece_that_is_shown_is_masked(cast, talk):
    with at("11-14 09:00"):
        row = _with_cases(cast["周启明"], [shown(talk)], "号码是")[0]
    assert row["said"] == ("", "号码是", "4201**********0010，电话138")
    assert spoken.pieces([talk.pk], PHONE) == {}
    assert spoken.pieces([talk.pk], "") == {}


@pytest.mark.parametrize(
    "said", [ID, PHONE, f"a{ID[:-1]}Xb", f"1{PHONE}", f"{PHONE},{PHONE}", "没有号码", f"{ID}9", "12345678901"]
)
def test_both_maskings_are_one(cast, talk, said):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {spoken.MASKED} FROM (SELECT %s::text AS text) t", [said])
        assert cursor.fetchone()[0] == spoken.masked(said)


def test_nothing_to_ask_finds_nothing(cast, talk):
    frequency.forget()
    assert found(cast, "周启明", "，。") == []
