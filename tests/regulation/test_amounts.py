"""Amounts in words, as banks and treasuries write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.regulation.story import judged, story

from liuhen.regulation import amounts, sums
from liuhen.regulation.vocabulary import chinese_number

VECTORS = {
    "0": "零元整",
    "0.00": "零元整",
    "0.05": "伍分",
    "0.50": "伍角整",
    "0.57": "伍角柒分",
    "1": "壹元整",
    "10": "壹拾元整",
    "10.05": "壹拾元零伍分",
    "19.50": "壹拾玖元伍角整",
    "100": "壹佰元整",
    "101": "壹佰零壹元整",
    "110": "壹佰壹拾元整",
    "200.20": "贰佰元贰角整",
    "325.04": "叁佰贰拾伍元零肆分",
    "1005": "壹仟零伍元整",
    "1010": "壹仟零壹拾元整",
    "1409.50": "壹仟肆佰零玖元伍角整",
    "6007.14": "陆仟零柒元壹角肆分",
    "10000": "壹万元整",
    "20000": "贰万元整",
    "20000.00": "贰万元整",
    "16409.02": "壹万陆仟肆佰零玖元零贰分",
    "100000": "壹拾万元整",
    "100001": "壹拾万零壹元整",
    "100500": "壹拾万零伍佰元整",
    "110000": "壹拾壹万元整",
    "1000000": "壹佰万元整",
    "1000001": "壹佰万零壹元整",
    "10050000": "壹仟零伍万元整",
    "20000005": "贰仟万零伍元整",
    "100000000": "壹亿元整",
    "100000005": "壹亿零伍元整",
    "100050000": "壹亿零伍万元整",
    "1005000000": "壹拾亿零伍佰万元整",
    "123456789.12": "壹亿贰仟叁佰肆拾伍万陆仟柒佰捌拾玖元壹角贰分",
    "1000000000000": "壹万亿元整",
    "1000500000000": "壹万零伍亿元整",
    "9,999,999.99": "玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分",
}


@pytest.mark.parametrize(("figures", "words"), VECTORS.items())
def test_an_amount_in_words(figures, words):
    assert amounts.in_words(figures) == words


@pytest.mark.parametrize("bad", ["", "abc", "-1", "0.001", "1e99", "1e9", "1_000", "NaN", "Infinity", "--1", "0x10", None])
def test_what_is_no_sum_of_money_is_not_put_into_words(bad):
    with pytest.raises(ValueError, match="not a sum of money"):
        amounts.in_words(bad)


def test_a_fine_prints_in_figures_and_in_words():
    assert amounts.printed("20000.00") == "20000元（大写：贰万元整）"
    assert amounts.printed("16409.02") == "16409.02元（大写：壹万陆仟肆佰零玖元零贰分）"


DIGITS = {char: number for number, char in enumerate("零壹贰叁肆伍陆柒捌玖")}
UNITS = {"拾": 10, "佰": 100, "仟": 1000}


def read_back(words: str) -> int:
    """Fen, read off the words by other means than they were made."""
    yuan, _, rest = words.partition("元") if "元" in words else ("", "", words)
    total = section = digit = 0
    for char in yuan:
        if char in DIGITS:
            digit = DIGITS[char]
        elif char in UNITS:
            section, digit = section + digit * UNITS[char], 0
        else:
            section, digit = section + digit, 0
            total = (total + section) * {"万": 10**4, "亿": 10**8}[char] if char == "亿" else total + section * 10**4
            section = 0
    fen = (total + section + digit) * 100
    if "角" in rest:
        fen += DIGITS[rest[rest.index("角") - 1]] * 10
    if "分" in rest:
        fen += DIGITS[rest[rest.index("分") - 1]]
    return fen


@given(st.integers(min_value=0, max_value=10**13))
def test_the_words_say_the_same_sum_when_read_back(fen):
    words = amounts.in_words(f"{fen // 100}.{fen % 100:02d}")
    assert read_back(words) == fen, words
    assert "零零" not in words
    assert not words.startswith("零") or fen == 0


@pytest.mark.parametrize(
    ("stated", "yuan"),
    [("15,000.01", "15000.01"), ("15，000", "15000"), (" 20 000 ", "20000"), (300, "300"), ("-5", "-5"), ("0.5", "0.5")],
)
def test_rules_read_a_sum_however_it_was_written(stated, yuan):
    assert sums.money(stated) == Decimal(yuan)


@pytest.mark.parametrize("stated", ["", None, "NaN", "sNaN", "Infinity", "1e9", "1_000", "三百", "1.2.3", "--1"])
def test_what_is_no_sum_is_none_to_a_rule_and_never_breaks_it(stated):
    assert sums.money(stated) is None
    lines = (f"told 2026-11-23 summary_decision#d party=p1 penalties=@fine fine={stated or '-'} cause=接纳未成年人进入营业场所",)
    assert judged(story(*lines)), "every rule of the Book has spoken, and none has raised"


@pytest.mark.parametrize(
    ("number", "said"), [(0, "零"), (31, "三十一"), (9999, "九千九百九十九"), (10000, "10000"), (12345, "12345"), (-1, "-1")]
)
def test_articles_beyond_what_any_law_counts_to_stay_in_figures(number, said):
    assert chinese_number(number) == said
