"""Where somebody's file cannot be read is told by line and column, never in the reader's own English."""

import json
import tomllib

import pytest

from liuhen.lib.misread import place


@pytest.mark.parametrize(
    ("reads", "text", "told"),
    [
        (json.loads, '{"a": 1,\n oops}', "第 2 行第 2 列"),
        (json.loads, "", "第 1 行第 1 列"),
        (tomllib.loads, 'a = 1\nb = "x\n', "第 2 行第 7 列"),
        (tomllib.loads, "a = [1,", "末尾"),
        (bytes.decode, b"ab\xff", "第 3 个字节，不是 UTF-8"),
    ],
)
def test_the_place_is_told(reads, text, told):
    with pytest.raises((json.JSONDecodeError, tomllib.TOMLDecodeError, UnicodeDecodeError)) as caught:
        reads(text)
    assert place(caught.value) == told
