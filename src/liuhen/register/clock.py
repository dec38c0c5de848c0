"""The clock as a port: tests and the demo tell a scripted time, a real agency refuses any but the system's."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from liuhen.regulation.when import CST

_scripted: ContextVar[datetime | None] = ContextVar("scripted", default=None)


class _Process:
    """The script that every thread of this process follows (a live server under test); a block's own script comes first."""

    moment: datetime | None = None


def now() -> datetime:
    """The present moment, aware, in China Standard Time: scripted where a script is told, else the system's."""
    return script() or datetime.now(CST)


def script() -> datetime | None:
    """The scripted moment, or None when the system's clock rules."""
    return _scripted.get() or _Process.moment


@contextmanager
def scripted(moment: datetime) -> Iterator[None]:
    """Let the clock stand at ``moment`` inside the block. Writing then needs an agency founded with a scripted clock."""
    token = _scripted.set(moment.astimezone(CST))
    try:
        yield
    finally:
        _scripted.reset(token)


def set_script(moment: datetime | None) -> None:
    """Let the clock stand at ``moment`` in every thread from here on (None: the system's again); for tests with a live server."""
    _Process.moment = moment.astimezone(CST) if moment else None
