"""The words of a recording as one reader may see them, and found by what was said. Numbers of people are masked as on papers."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from liuhen.access.masking import Clearance, mask
from liuhen.access.permissions import powers
from liuhen.cases.tokens import normal, query, words_of
from liuhen.recordings import queries
from liuhen.recordings.models import RecordingRow, TranscriptRow
from liuhen.recordings.transcripts_text import Line
from liuhen.register.types import Actor, SubjectRef

BOX = 3_000  # lines that a box to type in still bears
AROUND = 24
_IDENTITY = re.compile(r"(?<![0-9])\d{17}[0-9Xx](?![0-9])")
_PHONE = re.compile(r"(?<![0-9])1\d{10}(?![0-9])")
#: The same masking in SQL, over ``t.text``: what a question of the library meets where numbers are not read in clear.
MASKED = (
    r"regexp_replace(regexp_replace(t.text, '(?<![0-9])([0-9]{4})[0-9]{10}([0-9]{3}[0-9Xx])(?![0-9])', '\1**********\2', 'g'), "
    r"'(?<![0-9])(1[0-9]{2})[0-9]{4}([0-9]{4})(?![0-9])', '\1****\2', 'g')"
)


def shown_to(lines: Iterable[Line], clearance: Clearance) -> list[Line]:
    """Lines as one reader may see them: identity and telephone numbers only for who may see them on papers."""
    if clearance.personal:
        return list(lines)
    return [Line(begin=line.begin, end=line.end, text=masked(line.text)) for line in lines]


def masked(text: str) -> str:
    """Text with the numbers of people masked."""
    text = _IDENTITY.sub(lambda found: mask(found[0], "id_number"), text)
    return _PHONE.sub(lambda found: mask(found[0], "phone"), text)


@dataclass(frozen=True, kw_only=True, slots=True)
class Heard:
    """A recording in which words were said, and the piece of its text around the first of them."""

    row: RecordingRow
    before: str
    word: str
    after: str


def search(actor: Actor, text: str, limit: int = 20) -> list[Heard]:
    """The recordings an actor sees in whose words every word of ``text`` stands; newest first."""
    wanted = query(text)
    if not wanted:
        return []
    matched = TranscriptRow.objects.filter(agency=actor.agency).extra(where=["tokens @@ %s::tsquery"], params=[wanted])
    rows = queries.visible(actor).filter(pk__in=matched.values("recording")).order_by("-arrived")[: limit * 2]
    texts = dict(TranscriptRow.objects.filter(Q(pk__in=[row.pk for row in rows])).values_list("recording", "text"))
    found = (_heard(actor, row, texts.get(row.pk, ""), words_of(text)) for row in rows)
    return [one for one in found if one is not None][:limit]


def _heard(actor: Actor, row: RecordingRow, text: str, words: list[str]) -> Heard | None:
    """The piece around the first word; None where pairs of characters matched and the word itself is not there."""
    if not powers(actor, SubjectRef("recording", row.pk)).may("play"):
        return None
    if not powers(actor, SubjectRef("recording", row.pk)).clearance.personal:
        text = masked(text)
    piece = _around(text, words)
    return Heard(row=row, before=piece[0], word=piece[1], after=piece[2]) if piece else None


def pieces(recordings: Iterable[UUID], text: str) -> dict[UUID, tuple[str, str, str]]:
    """Where in what is said each of these recordings was found: before, the word, after. Masked, whoever asks: it is only a hint."""
    wanted, words = query(text), words_of(text)
    if not wanted:
        return {}
    matched = TranscriptRow.objects.filter(pk__in=list(recordings)).extra(where=["tokens @@ %s::tsquery"], params=[wanted])
    found = {number: _around(masked(said), words) for number, said in matched.values_list("recording", "text")}
    return {number: piece for number, piece in found.items() if piece}


def _around(text: str, words: list[str]) -> tuple[str, str, str] | None:
    """The first of the words with what stands around it on its line; None where not all of them are there."""
    plain = normal(text)
    if len(plain) != len(text):
        plain = text.lower()  # a mark that became several: places would not be the same
    places = [plain.find(word) for word in words]
    if not words or min(places) < 0:
        return None
    at = places[0]
    end = at + len(words[0])
    return text[max(0, at - AROUND) : at].rpartition("\n")[2], text[at:end], text[end : end + AROUND].partition("\n")[0]
