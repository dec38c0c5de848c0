"""星海区的规则：以《制度》为底，加一条、加一种记录、收紧一个时限。"""

from liuhen.regulation.book import Book, our_book
from xinghai import a07_urgent_start, a33_revisit, kinds

#: What is written anew here, and so is not judged by the article it comes from.
REPLACED = ("REG:7:urgent",)


def book() -> Book:
    """The rulebook, as the entry point gives it."""
    return our_book().extended("星海办法", [kinds, a07_urgent_start, a33_revisit], replacing=REPLACED)
