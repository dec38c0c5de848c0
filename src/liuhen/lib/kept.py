"""A property worked out once."""

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

T = TypeVar("T")


class kept(Generic[T]):  # noqa: N801 - reads as the property that it is
    """A property worked out once. ``functools.cached_property`` takes a lock in Python 3.11, dearer than most answers here."""

    def __init__(self, work: Callable[[Any], T]) -> None:
        """``work`` is the getter."""
        self.work, self.name, self.__doc__ = work, work.__name__, work.__doc__

    @overload
    def __get__(self, holder: None, owner: type) -> Self: ...
    @overload
    def __get__(self, holder: object, owner: type) -> T: ...
    def __get__(self, holder: object | None, owner: type) -> Self | T:
        """The first asking: the answer goes into the holder's own attributes, where the next one finds it."""
        if holder is None:
            return self
        value = holder.__dict__[self.name] = self.work(holder)
        return value
