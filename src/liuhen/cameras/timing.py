"""When a picture was taken, by our own clock: from the time stamps of a stream and the moments at which its packets arrive. Pure.

A packet arrives late by what the network and a busy machine cost, never early; so the smallest difference between arrival and stamp
that was seen in a while is the best there is. The library lets a picture go when the next one begins to arrive, since only that tells that it
is whole: a picture has arrived when the one before it is let go. What the camera's own clock says (RTCP) stands beside it, as the drift.
"""

from dataclasses import dataclass, field

SPAN = 60.0  # seconds of packets that one judgement rests on, twice that at most
#: Seconds by which the wall clock may part from the steady one, or one stamp from the next, before it counts as set anew.
JUMP = 1.0
PATIENCE = 12.0  # seconds after which a camera that has not told its clock is not waited for
LEAP = 5.0  # seconds by which stamps may run away from the packets that bear them


@dataclass(kw_only=True)
class Anchor:
    """Ties the stamps of one connection to the wall clock. Times are seconds; ``wall`` is since 1970."""

    _now: float = float("inf")
    _before: float = float("inf")
    _since: float = 0.0
    _wall: float | None = None
    _let_go: float | None = None
    _last: tuple[float, float] | None = None
    _camera: list[float] = field(default_factory=list)

    def picture(self, stamp: float, steady: float, wall: float) -> str:
        """The library let go of the picture of this stamp; answers as :meth:`note` does, of the moment at which it arrived."""
        came = steady if self._let_go is None else self._let_go
        self._let_go = steady
        return self.note(stamp, came, wall - steady + came)

    def begin_anew(self) -> None:
        """Judge by what arrives from now on: stamps of before and of now may not be of one measure."""
        self._now = self._before = float("inf")
        self._since = self._let_go or self._since

    def note(self, stamp: float, steady: float, wall: float) -> str:
        """A packet of this stamp arrived; ``""``, or what tore the thread: ``clock_jump``, ``stamps_jump``."""
        if self._wall is not None and abs(wall - steady - self._wall) > JUMP:
            return "clock_jump"
        if self._wall is None:
            self._wall, self._since = wall - steady, steady
        offset = steady - stamp
        if self._known and (self._leapt(stamp, steady) or offset < self._offset - LEAP or offset > self._offset + 60 * LEAP):
            return "stamps_jump"
        self._last = stamp, steady
        if steady - self._since > SPAN:
            self._before, self._now, self._since = self._now, float("inf"), steady
        self._now = min(self._now, offset)
        return ""

    def _leapt(self, stamp: float, steady: float) -> bool:
        """Whether a stamp goes back, or on by more than the time in which it came, so that it seems to come before it was made."""
        if self._last is None:
            return False
        step = stamp - self._last[0]
        early = steady - stamp < self._offset - JUMP
        return step < -JUMP or (early and step - (steady - self._last[1]) > JUMP)

    def camera_said(self, stamp: float, camera: float) -> None:
        """The camera's own clock showed ``camera`` (since 1970) at this stamp."""
        self._camera = [*self._camera[-8:], camera - self.real(stamp)]

    def real(self, stamp: float) -> float:
        """The moment of a stamp, in seconds since 1970 by our clock."""
        return stamp + self._offset + (self._wall or 0.0)

    @property
    def drift(self) -> float | None:
        """Seconds by which the camera's clock is fast; None where it does not tell."""
        return round(sorted(self._camera)[len(self._camera) // 2], 3) if self._camera else None

    @property
    def _known(self) -> bool:
        return min(self._now, self._before) != float("inf")

    @property
    def _offset(self) -> float:
        return min(self._now, self._before) if self._known else 0.0


@dataclass(kw_only=True)
class Level:
    """Takes out the one leap that a connection's stamps make when the library first learns the camera's clock (RTCP).

    Until then it counts picture and sound each from its own beginning, after that both by that clock. So the picture's stamps go on as they
    began, the sound's are moved as much, and sound from before is left out: nobody knows to which picture it belongs. ``leaps``: whether they
    can leap at all; of a camera that sends nothing but a picture the library goes on counting as it began.
    """

    leaps: bool = True
    shift: float = 0.0
    _told: bool = False
    _last: float | None = None
    _step: float = 0.04

    def picture(self, stamp: float, *, told: bool) -> float:
        """The stamp of a picture as it goes on; ``told``: the camera's clock is known by now."""
        if told and not self._told:
            self._told = True
            leap = stamp - self._last - self._step if self._last is not None else 0.0
            self.shift = -leap if self.leaps and abs(leap) > self._step / 2 else 0.0
        level = stamp + self.shift
        if self._last is not None and 0 < level - self._last < 1:
            self._step = level - self._last
        self._last = level
        return level

    def sound(self, age: float, *, told: bool) -> bool:
        """Whether a packet of sound can be put to its picture, ``age`` seconds after the connection began."""
        return (told and self._told) or (age > PATIENCE and not self._told)
