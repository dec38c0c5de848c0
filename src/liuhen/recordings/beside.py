"""Keeps the rows of moments, transcripts and clips in step with a recording's history, inside the transaction that appends."""

from typing import Any
from uuid import UUID

from django.db import connection

from liuhen.cases.tokens import tokens
from liuhen.recordings import fold_beside, transcripts_text
from liuhen.recordings.models_beside import Clip, MomentRow, TranscriptRow
from liuhen.register import files
from liuhen.regulation.history import History

_SEARCHED = 200_000  # characters of a transcript that are searched; a night's worth of talk has fewer
_TOKENS = 40_000


def project(agency: UUID, recording: UUID, history: History) -> None:
    """Write what stands beside one recording as its history tells it."""
    _moments(agency, recording, fold_beside.moments(history))
    _transcript(agency, recording, fold_beside.transcript(history))
    for values in fold_beside.clips(history):
        number = values.pop("id")
        Clip.objects.update_or_create(pk=number, defaults={**values, "agency": agency, "recording": recording})


def _moments(agency: UUID, recording: UUID, standing: list[dict[str, Any]]) -> None:
    wanted = {values["id"] for values in standing}
    there = set(MomentRow.objects.filter(recording=recording).values_list("pk", flat=True))
    if there - wanted:
        MomentRow.objects.filter(recording=recording, pk__in=there - wanted).delete()
    MomentRow.objects.bulk_create(
        [MomentRow(agency=agency, recording=recording, **values) for values in standing if values["id"] not in there]
    )


def _transcript(agency: UUID, recording: UUID, values: dict[str, Any] | None) -> None:
    known = TranscriptRow.objects.filter(pk=recording).values_list("entry", flat=True).first()
    if values is None or known == values["entry"]:
        return
    text = _words(values["sha256"])
    TranscriptRow.objects.update_or_create(pk=recording, defaults={**values, "agency": agency, "text": text})
    index(recording, text)


def index(recording: UUID, text: str) -> None:
    """Enter the words of a transcript into the index of the search, as pairs of characters like all Chinese here."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE recordings_transcriptrow SET tokens = array_to_tsvector(%s) WHERE recording = %s",
            [tokens(text)[:_TOKENS], recording],
        )


def _words(sha256: str) -> str:
    """The words of a stored transcript; none where its file is away, which fixity tells and not we."""
    try:
        with files.open_blob(sha256) as file:
            text = file.read().decode("utf-8", "replace")
    except FileNotFoundError:
        return ""
    return "\n".join(line.text for line in transcripts_text.stored(text))[:_SEARCHED]


def rebuild(recording: UUID) -> None:
    """Forget the rows of moments and words of one recording, so that they are written anew."""
    MomentRow.objects.filter(recording=recording).delete()
    TranscriptRow.objects.filter(pk=recording).delete()
