"""The words of the search: Chinese as pairs of neighbouring characters, numbers and codes whole. Pure.

PostgreSQL's own parsers do not part Chinese, and the embedded server has no extensions. A pair of characters is short enough to be
found by any word that holds it, and rare enough to be worth an index.
"""

import re
import unicodedata
from collections.abc import Iterator

_RUN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0002ffff]+|[0-9a-z]+(?:[-./][0-9a-z]+)*")
_NUMBERED = re.compile(r"[〔\[(](\d{4})[〕\])]\s*第?\s*(\d+)")
LONGEST = 60  # characters; a longer token is a mistake or a hash
MOST = 40  # tokens of one question


def normal(text: str) -> str:
    """One form for full and half width, upper and lower case; brackets of a document number made alike."""
    plain = unicodedata.normalize("NFKC", text).lower().replace("【", "〔").replace("】", "〕")
    return _NUMBERED.sub(lambda found: f"〔{found[1]}〕{int(found[2])}", plain)


def _runs(text: str) -> Iterator[str]:
    for found in _RUN.finditer(text):
        yield found[0][:LONGEST]


def _chinese(run: str) -> bool:
    return ord(run[0]) >= 0x3400  # noqa: PLR2004 - where the ideographs begin


def tokens(text: str) -> list[str]:
    """Every token a text is found by, each once, in order: pairs, the last character of each run, codes and their pieces."""
    found: dict[str, None] = {}
    plain = normal(text)
    for year, serial in _NUMBERED.findall(plain):
        found[f"{year}#{int(serial)}"] = None
    for run in _runs(plain):
        if _chinese(run):
            found.update(dict.fromkeys(run[at : at + 2] for at in range(len(run) - 1)))
            found[run[-1]] = None  # so that a question of one character finds it at the end of a word too
        else:
            found[run] = None
            pieces = re.split(r"[-./]", run)
            if len(pieces) > 1:
                found.update(dict.fromkeys(piece for piece in pieces if piece))
    return list(found)


def asked(text: str) -> list[list[str]]:
    """What a question asks for, word by word: each word's tokens, a beginning of one marked by ``:*`` at its end.

    A single character stands for every pair that begins with it. A document number is asked as a whole (〔2026〕47).
    """
    plain = normal(text)
    wanted = [[f"{year}#{int(serial)}"] for year, serial in _NUMBERED.findall(plain)]
    for run in _runs(_NUMBERED.sub(" ", plain)):
        if not _chinese(run):
            wanted.append([run])
        elif len(run) > 1:
            wanted.append([run[at : at + 2] for at in range(len(run) - 1)])
        elif run != "号" or not wanted:
            wanted.append([f"{run}:*"])
    return wanted


def query(text: str) -> str:
    """A question as the text of a tsquery: every token must be there; empty when nothing can be asked."""
    listed = dict.fromkeys(_lexeme(token) for word in asked(text) for token in word)
    return " & ".join(list(listed)[:MOST])


def _lexeme(token: str) -> str:
    return f"{_quoted(token.removesuffix(':*'))}:*" if token.endswith(":*") else _quoted(token)


def _quoted(token: str) -> str:
    return "'" + token.replace("\\", "\\\\").replace("'", "''") + "'"


def words_of(text: str) -> list[str]:
    """The words a question consists of, as they are looked for in a text itself: to show where it was found."""
    return [word for word in re.split(r"\s+", normal(text)) if word]
