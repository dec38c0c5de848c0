"""Looking at the folders of a docking station again and again: what is new, what still grows, which film a sidecar goes with."""

import errno
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from liuhen.operating.ingest_report import printable
from liuhen.recordings import dock_files, sidecars
from liuhen.recordings.dock_files import Changing, Seen, Source
from liuhen.recordings.docking import Bundle, Fate, Outcome
from liuhen.register.sniff import UNKNOWN, sniff

_HEAD = 4096
_REMEMBERED = 20_000  # names of films, in a watch of months
#: Sidecars that are pictures and films themselves.
_SMALL_COPIES = frozenset({"thm", "lrv"})


@dataclass(frozen=True, kw_only=True)
class Look:
    """One look: what is certainly refused, films ready with their sidecars, sidecars of films taken before, how many still grow."""

    refused: list[Outcome]
    ready: list[Bundle]
    late: list[tuple[Seen, Outcome]]
    growing: int
    paths: frozenset[str]
    away: bool


@dataclass
class Looks:
    """What was seen and settled so far. ``quiet``: for so many seconds a file must be left alone."""

    roots: Sequence[str]
    say: Callable[[str], None]
    quiet: float = 3.0
    _settled: dict[tuple[object, ...], Outcome] = field(default_factory=dict)
    _before: dict[str, Seen] = field(default_factory=dict)
    _away: set[str] = field(default_factory=set)
    _mounted: set[str] = field(default_factory=set)
    _taken: dict[tuple[str, str], Outcome] = field(default_factory=dict)

    def settle(self, outcome: Outcome) -> None:
        """This file needs no further look while nobody touches it."""
        self._settled[outcome.seen.mark] = outcome
        if outcome.recording is not None and not sidecars.may_be(outcome.seen):
            # should its source be deleted now, what comes later for it is still known to be its own
            self._taken |= dict.fromkeys(sidecars.by_names([outcome.seen]), outcome)
            while len(self._taken) > _REMEMBERED:
                del self._taken[next(iter(self._taken))]

    def look(self) -> Look:
        """Everything once."""
        seen = dict[str, tuple[str, Seen]]()
        for root in self.roots:
            seen |= {one.path: (root, one) for one in self._listed(root)}  # folders may overlap: a file counts once
        if not self._away:
            marks = {one.mark for _, one in seen.values()}
            self._settled = {mark: outcome for mark, outcome in self._settled.items() if mark in marks}
        files = [one for _, one in seen.values() if not one.why]
        refused = [one for _, one in seen.values() if one.why and one.mark not in self._settled]
        films, goes_with = self._parted(files)
        growing = {one.path for one in files if not self._known(one, goes_with) and not self._still(one)}
        self._before = {one.path: one for one in files}
        return Look(
            refused=[Outcome(seen=one, fate=Fate.REFUSED, reason=one.why) for one in refused],
            ready=list(self._ready(films, goes_with, growing, seen)),
            late=list(self._late(goes_with, growing)),
            growing=len(growing),
            paths=frozenset(seen),
            away=bool(self._away),
        )

    def _listed(self, root: str) -> list[Seen]:
        """What lies there now; nothing while it is unplugged, which is said once."""
        try:
            found = list(dock_files.walk(root))
            self._still_mounted(root)
        except OSError as error:
            if root not in self._away:
                self._away.add(root)
                self.say(f"等待：{_shown(root)} 打不开（{dock_files.words(error)}），接好后自动继续")
            return []
        if root in self._away:
            self._away.discard(root)
            self.say(f"{_shown(root)} 回来了，继续采集")
        return found

    def _still_mounted(self, root: str) -> None:
        """OSError where a card or disk was mounted here and is not now: its folder stays behind, empty."""
        if os.path.ismount(root):
            self._mounted.add(root)
        elif root in self._mounted:
            raise OSError(errno.ENODEV, os.strerror(errno.ENODEV), root)

    def _parted(self, files: list[Seen]) -> tuple[list[Seen], dict[str, tuple[Seen, Seen]]]:
        """Films, and of each sidecar (by its path) itself and the film that it goes with."""
        maybe = [one for one in files if sidecars.may_be(one)]
        films = [one for one in files if not sidecars.may_be(one)]
        names = sidecars.by_names(films)
        goes_with: dict[str, tuple[Seen, Seen]] = {}
        for one in maybe:
            film = sidecars.film_of(one, names)
            if film is None and (gone := self._taken.get((sidecars.folder(one), sidecars.stem(one.name)[0].lower()))):
                film = gone.seen
                self._settled[film.mark] = gone
            if film is None or self._is_media(one):
                films.append(one)
            else:
                goes_with[one.path] = (one, film)
        return films, goes_with

    def _is_media(self, seen: Seen) -> bool:
        """Whether something with a sidecar's suffix is a film with a wrong one."""
        if seen.mark in self._settled or sidecars.stem(seen.name)[1] in _SMALL_COPIES:
            return False
        with suppress(OSError, Changing), Source(seen) as source:
            return sniff(source.head(_HEAD)) != UNKNOWN
        return False

    def _known(self, seen: Seen, goes_with: dict[str, tuple[Seen, Seen]]) -> bool:
        """Whether there is nothing more to do about a file. A sidecar that came before its film is looked at anew."""
        outcome = self._settled.get(seen.mark)
        if outcome is None:
            return False
        pair = goes_with.get(seen.path)
        if pair is None or outcome.recording is not None:
            return True
        film = self._settled.get(pair[1].mark)
        return film is not None and film.recording is None

    def _still(self, seen: Seen) -> bool:
        return dock_files.settled(seen, self._before.get(seen.path), quiet=self.quiet)

    def _ready(
        self,
        films: list[Seen],
        goes_with: dict[str, tuple[Seen, Seen]],
        growing: set[str],
        seen: dict[str, tuple[str, Seen]],
    ) -> Iterator[Bundle]:
        beside: dict[str, list[Seen]] = {}
        for one, film in goes_with.values():
            beside.setdefault(film.path, []).append(one)
        for film in films:
            along = tuple(beside.get(film.path, ()))
            if self._known(film, goes_with) or film.path in growing or any(one.path in growing for one in along):
                continue  # with what it says of a film a sidecar is wanted at once
            yield Bundle(film=film, beside=along, root=seen[film.path][0])

    def _late(self, goes_with: dict[str, tuple[Seen, Seen]], growing: set[str]) -> Iterator[tuple[Seen, Outcome]]:
        for one, film in goes_with.values():
            outcome = self._settled.get(film.mark)
            if outcome is not None and one.path not in growing and not self._known(one, goes_with):
                yield one, outcome


def _shown(root: str) -> str:
    return printable(os.fsencode(root).decode("utf-8", "backslashreplace"))
