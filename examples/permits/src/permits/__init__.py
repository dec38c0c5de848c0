"""Receipt of applications for building permits: confirmed, checked, determined, ended by a deadline of their own."""

from liuhen.regulation.book import Book
from permits import kinds, rules


def book() -> Book:
    """The rulebook, as the entry point gives it."""
    return Book.bind("建设许可", [kinds], [rules])
