# ruff: noqa: S608 - the SQL is put together from constants of this file; values are arguments
"""The words of the library: every word of a question stands in what is told of a recording, or every one in what is said in it.

A rare word is asked of the inverted indexes, once for a whole query; a common one row by row. What is said is found as it is shown: the numbers of people
only by who reads them in clear there (``cleared``); everybody else's question meets the masked text.
"""

from typing import Any

from liuhen.cases import frequency
from liuhen.cases.tokens import asked, normal, query, words_of
from liuhen.recordings.spoken import MASKED

COMMON = 0.02  # share of the recordings from which on a word is looked for by walking, where nothing else leaves few
MOST = (
    0.2  # share from which on it is so for everybody: the newest recordings hold it, and all that hold it are too many to gather
)
_ARMS = (("recordings_recordingtext", "t.words"), ("recordings_transcriptrow", "t.text"))


def share(text: str) -> float:
    """About which share of the recordings holds the words; nought where there is nothing to ask, or a number is asked for."""
    if not query(text) or numbered(text):
        return 0.0
    return max(frequency.share(table, asked(text)) for table, _ in _ARMS)


def numbered(text: str) -> bool:
    """Whether a question may touch the number of a person."""
    return any(char.isdigit() for char in text)


def gathered(text: str) -> tuple[str, list[Any]]:
    """What a query begins with whose conditions are ``whole``: all that hold the words, found once; ``clear`` by numbers in clear too."""
    told, said = _ARMS
    found = f"hits AS MATERIALIZED ({_all(text, told)} UNION ALL {_all(text, (said[0], MASKED if numbered(text) else said[1]))})"
    values = [*_values(text), *_values(text)]
    if not numbered(text):
        return found, values
    return f"{found}, clear AS MATERIALIZED ({_all(text, said)})", [*values, *_values(text)]


def worded(text: str, *, whole: bool, cleared: str) -> tuple[str, list[Any]]:
    """The condition over ``r`` and its arguments. ``whole``: over what was ``gathered``; else each row is looked up."""
    if not query(text):
        return "FALSE", []
    if not whole:
        arms = (f"EXISTS ({_one(text, arm)} OFFSET 0)" for arm in _ARMS)
        return f"({' OR '.join(arms)})", [*_values(text), *_values(text)]
    hits = "r.id IN (SELECT recording FROM hits)"
    if share(text) >= COMMON:
        hits = f"({hits}) IS TRUE"  # hashed, and each row looked up in it: thousands of rows fetched one by one take longer
    if cleared == "FALSE" or not numbered(text):
        return hits, []
    if cleared == "TRUE":
        return "r.id IN (SELECT recording FROM hits UNION ALL SELECT recording FROM clear)", []
    return f"({hits} OR ({cleared} AND r.id IN (SELECT recording FROM clear)))", []


def _all(text: str, arm: tuple[str, str]) -> str:
    return f"SELECT t.recording FROM {arm[0]} t WHERE {_holds(arm[1], len(words_of(text)))}"


def _one(text: str, arm: tuple[str, str]) -> str:
    return f"SELECT 1 FROM {arm[0]} t WHERE t.recording = r.id AND {_holds(arm[1], len(words_of(text)))}"


def _values(text: str) -> list[Any]:
    return [query(text), *(f"%{_plain(word)}%" for word in words_of(text))]


def _holds(column: str, words: int) -> str:
    return " AND ".join(["t.tokens @@ %s::tsquery", *[f"{column} ILIKE %s"] * words])


def _plain(word: str) -> str:
    return normal(word).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
