# ruff: noqa: S608 - the SQL is put together from constants of this file; values are arguments
"""The words of the library: every word of a question stands in what is told of a recording, or every one in what is said in it.

A rare word is asked of the inverted indexes first, a common one row by row. What is said is found as it is shown: the numbers of people
only by who reads them in clear there (``cleared``); everybody else's question meets the masked text.
"""

from typing import Any

from liuhen.cases import frequency
from liuhen.cases.tokens import asked, normal, query, words_of
from liuhen.recordings.spoken import MASKED

COMMON = 0.02  # share of the recordings from which on a word is looked for by walking
_TOLD, _SAID = "recordings_recordingtext", "recordings_transcriptrow"


def worded(text: str, *, whole: bool, cleared: str) -> tuple[str, list[Any]]:
    """The condition over ``r`` and its arguments. ``whole``: all that fit are gone through."""
    wanted, words = query(text), words_of(text)
    if not wanted:
        return "FALSE", []
    values = [wanted, *(f"%{_plain(word)}%" for word in words)]
    if cleared == "TRUE" or not any(char.isdigit() for char in text):
        return _either(text, "t.text", len(words), values, whole=whole)
    masked, arguments = _either(text, MASKED, len(words), values, whole=whole)
    if cleared == "FALSE":
        return masked, arguments
    clear = f"r.id IN (SELECT t.recording FROM {_SAID} t WHERE {_holds('t.text', len(words))})"
    return f"({masked} OR ({cleared} AND {clear}))", [*arguments, *values]


def _either(text: str, said: str, words: int, values: list[Any], *, whole: bool) -> tuple[str, list[Any]]:
    """In what is told or in what is said."""
    arms = ((_TOLD, "t.words"), (_SAID, said))
    rare = {table for table, _ in arms if whole or frequency.share(table, asked(text)) < COMMON}
    if len(rare) == len(arms):
        asks = (f"SELECT t.recording FROM {table} t WHERE {_holds(column, words)}" for table, column in arms)
        return f"r.id IN ({' UNION ALL '.join(asks)})", [*values, *values]
    parts = []
    for table, column in arms:
        if table in rare:
            parts.append(f"r.id IN (SELECT t.recording FROM {table} t WHERE {_holds(column, words)})")
        else:
            parts.append(f"EXISTS (SELECT 1 FROM {table} t WHERE t.recording = r.id AND {_holds(column, words)} OFFSET 0)")
    return f"({' OR '.join(parts)})", [*values, *values]


def _holds(column: str, words: int) -> str:
    return " AND ".join(["t.tokens @@ %s::tsquery", *[f"{column} ILIKE %s"] * words])


def _plain(word: str) -> str:
    return normal(word).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
