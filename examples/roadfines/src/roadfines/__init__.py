"""Road traffic fines: created, sent, notified, increased, appealed against, paid, collected."""

from liuhen.regulation.book import Book
from roadfines import kinds, rules


def book() -> Book:
    """The rulebook, as the entry point gives it."""
    return Book.bind("道路罚款", [kinds], [rules])
