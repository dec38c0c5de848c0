"""How text is parted to be found: pairs of characters, numbers and codes whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liuhen.cases.tokens import query, tokens


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("星遇网咖", ["星遇", "遇网", "网咖", "咖"]),
        ("网", ["网"]),
        ("DSJ-07 第 2 段", ["dsj-07", "dsj", "07", "第", "2", "段"]),
        ("ＤＳＪ－０７", ["dsj-07", "dsj", "07"]),
        ("91420112MA4KXY051N", ["91420112ma4kxy051n"]),
        ("澄文综执字〔2026〕47号", ["2026#47", "澄文", "文综", "综执", "执字", "字", "2026", "47", "号"]),
        ("李晓明　李晓明", ["李晓", "晓明", "明"]),
        ("", []),
        ("，。！", []),
    ],
)
def test_tokens(text, parts):
    assert tokens(text) == parts


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("星遇网咖", "'星遇' & '遇网' & '网咖'"),
        ("李", "'李':*"),
        ("〔2026〕47 号", "'2026#47'"),
        ("[2026]047号", "'2026#47'"),
        ("dsj-07", "'dsj-07'"),
        ("o'neill", "'o' & 'neill'"),
        ("  ", ""),
    ],
)
def test_questions(text, asked):
    assert query(text) == asked


@given(st.text(alphabet="星遇网咖澄湖区李晓明0123456789-DSJ〔〕号 ，", min_size=1, max_size=40))
def test_a_text_is_found_by_any_piece_of_its_own_words(text):
    """Whatever run of a text is asked for, each token of the question is one of the text's (or begins one)."""
    have = tokens(text)
    for wanted in filter(None, query(text).split(" & ")):
        token = wanted.removesuffix(":*").strip("'").replace("''", "'")
        assert token in have or (wanted.endswith(":*") and any(one.startswith(token) for one in have))
