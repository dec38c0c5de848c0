"""practice.md 4: the number on a paper against the register of blanks; how a number is read that a hand has written."""

import pytest
from tests.regulation.story import entries, judged, story

from liuhen.regulation.blanks import REGISTER, Stock, plain
from liuhen.regulation.book import our_book
from liuhen.regulation.history import History
from liuhen.regulation.statutes.practice import blank_numbers

ON_PAPERS = blank_numbers.PROVISIONS[:4]
IN = "11-02 09:00 blanks_received#b form=summary_decision prefix=澄当罚字〔2026〕 first=101 last=125 width=7 suffix=号"
OUT = '11-03 09:00 blanks_issued#i about=#b first=101 last=110 person=\'{"id": "zhou", "name": "周启明"}\''


def codes(number, *register, name="zhou"):
    line = (
        f'paper 2026-11-13T21:10 summary_decision#d party=p1 number=\'{number}\' officers=\'[{{"id": "{name}", "name": "某"}}]\''
    )
    others = {REGISTER: History(entries(*register), our_book().kinds)}
    history = History(entries(line), our_book().kinds, others=others)
    return [finding.key.rpartition("!")[2] for finding in judged(history, *ON_PAPERS)]


@pytest.mark.parametrize(
    "written",
    ["澄当罚字〔2026〕0000103号", "澄当罚字[2026]0000103号", "澄当罚字（2026）0000103号", "澄当罚字〔2026〕 0000103 号",
     "澄当罚字〔2026〕０００0103号", "103", "0000103", "No.0000103", "№ 103", "澄当罚字〔2026〕103号"],
)  # fmt: skip
def test_a_number_is_read_however_it_is_written(written):
    assert codes(written, IN, OUT) == []


@pytest.mark.parametrize(
    ("written", "expected"),
    [("澄当罚字〔2025〕0000103号", ["unknown"]), ("126", ["unknown"]), ("澄当罚字〔2026〕0000100号", ["unknown"]),
     ("澄当罚字〔2026〕号", ["unknown"]), ("x", ["unknown"]), ("澄当罚字〔2026〕0000111号", ["unissued"])],
)  # fmt: skip
def test_a_number_that_the_register_does_not_have_or_has_not_handed_out_is_noted(written, expected):
    assert codes(written, IN, OUT) == expected


def test_who_holds_it_or_whoever_is_with_him_may_use_it():
    assert codes("103", IN, OUT, name="zhou") == []
    assert codes("103", IN, OUT, name="wu") == ["other"]


def test_bare_figures_that_two_blocks_could_mean_are_not_guessed():
    other = IN.replace("#b", "#c").replace("〔2026〕", "〔2025〕")
    assert Stock.of(History(entries(IN, other), our_book().kinds)).find("summary_decision", "103") is None


def test_without_a_register_nothing_is_said():
    history = story("paper 2026-11-13T21:10 summary_decision#d party=p1 number=9 officers=@one")
    assert [one for one in judged(history, *ON_PAPERS) if one.provision.startswith("PRACTICE:空白")] == []
    assert codes("9") == []


@pytest.mark.parametrize("first", ['"一"', "-1", "true", "999999999"])
def test_a_range_that_cannot_be_read_is_no_block_and_stops_nothing(first):
    told = f"11-02 09:00 blanks_received#b form=summary_decision prefix=澄 first={first} last=25 width=7"
    assert Stock.of(History(entries(told), our_book().kinds)).blocks == ()
    assert codes("1", told) == []


def test_the_letters_compare_without_width_and_brackets():
    assert plain("ＮＯ．１２") == "12"
    assert plain("澄【2026】7号") == plain("澄〔2026〕 7 号")
