"""Files that go with a film: the same name with another suffix, written by the device or the station. Kept with it, never lost.

A sidecar stays what it is, byte for byte, as a file of its own that an entry of the recording names. Of a JSON in plain words and of
a GPS track a few facts are read, for what the film itself does not say.
"""

import json
import re
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from liuhen.recordings import fold, names
from liuhen.recordings.dock_files import Seen
from liuhen.register import register
from liuhen.register.files import Blob
from liuhen.register.types import Act, Actor, SubjectRef
from liuhen.regulation.grammar import Refusal

#: Suffixes of what goes with a film, where there is one of the same name.
SUFFIXES = frozenset(
    [
        "json",
        "xml",
        "txt",
        "srt",
        "vtt",
        "ass",
        "lrc",
        "gpx",
        "kml",
        "nmea",
        "csv",
        "log",
        "ini",
        "md5",
        "sha256",
        "thm",
        "lrv",
        "idx",
    ]
)
LARGEST = 64 * 1024**2
READ = 1024**2  # of a sidecar, for what it says
_STEM = re.compile(r"^(.*)\.([^.]{1,8})\Z", re.DOTALL)
_POINT = re.compile(r"<trkpt\b[^>]*?\b(lat|lon)\s*=\s*[\"']([-+0-9.]+)[\"'][^>]*?\b(lat|lon)\s*=\s*[\"']([-+0-9.]+)[\"']")
_DIGEST = re.compile(r"\b[0-9a-fA-F]{64}\b")


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What the sidecars of a film say of it."""

    said: Mapping[str, str] = field(default_factory=dict)
    point: tuple[float, float] | None = None
    sha256: str = ""


def stem(name: str) -> tuple[str, str]:
    """A name without its suffix, and the suffix in small letters."""
    found = _STEM.match(name)
    return (found[1], found[2].lower()) if found else (name, "")


def may_be(seen: Seen) -> bool:
    """Whether a file is one of those that go with a film, by its name."""
    return stem(seen.name)[1] in SUFFIXES


def film_of(seen: Seen, films: Mapping[tuple[str, str], Seen]) -> Seen | None:
    """The film that a file goes with: in the same folder, of its name without the suffix (a.json: a.mp4; a.mp4.json: a.mp4)."""
    return films.get((folder(seen), stem(seen.name)[0].lower()))


def by_names(films: Iterable[Seen]) -> dict[tuple[str, str], Seen]:
    """Films where sidecars look for them: by folder and name, with the suffix and without; a picture beside a film gives way to it."""
    found: dict[tuple[str, str], Seen] = {}
    for seen in sorted(films, key=lambda one: (names.of_picture(one.name), one.path)):
        for name in (seen.name, stem(seen.name)[0]):
            found.setdefault((folder(seen), name.lower()), seen)
    return found


def folder(seen: Seen) -> str:
    """Where it lies."""
    return seen.path[: -len(seen.name)]


def read(texts: Iterable[tuple[str, bytes]]) -> Told:
    """What the sidecars say, by name and first bytes; what cannot be read says nothing."""
    said: dict[str, str] = {}
    point, sha256 = None, ""
    for name, head in texts:
        suffix, text = stem(name)[1], head.decode("utf-8-sig", "replace")
        if suffix == "json":
            said |= _json(text)
        elif suffix == "gpx":
            point = point or _first_point(text)
        elif suffix == "sha256" and (found := _DIGEST.search(text)):
            sha256 = found[0].lower()
    return Told(said=said, point=point, sha256=sha256)


_WORDS = frozenset({"device", "officer", "sequence", "begin", "end", "place", "what"})


def _json(text: str) -> dict[str, str]:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(told, Mapping):
        return {}
    return {word: str(told[word])[:300] for word in _WORDS if isinstance(told.get(word), (str, int)) and told[word] != ""}


def _first_point(text: str) -> tuple[float, float] | None:
    """[longitude, latitude] of the first point of a track."""
    found = _POINT.search(text)
    if found is None or found[1] == found[3]:
        return None
    try:
        place = {found[1]: float(found[2]), found[3]: float(found[4])}
    except ValueError:
        return None
    sane = abs(place["lat"]) <= 90 and abs(place["lon"]) <= 180 and (place["lat"] or place["lon"])  # noqa: PLR2004
    return (place["lon"], place["lat"]) if sane else None


def keep(actor: Actor, recording: UUID, blob: Blob, seen: Seen) -> bool:
    """Enter a stored sidecar with its film; False where it is there already."""
    name, given = names.shown(seen.text()), seen.given()
    content: dict[str, Any] = {"name": name, "sha256": blob.sha256, "size": blob.size, "type": blob.type}
    if given != name:
        content["name_given"] = given
    number = uuid.uuid5(recording, f"{fold.SIDECAR}:{blob.sha256}")
    act = Act(subject=SubjectRef("recording", recording), kind=fold.SIDECAR, content=content, id=number)
    try:
        register.write(actor, [act])
    except Refusal as refusal:
        if refusal.code != "already":
            raise
        return False
    return True
