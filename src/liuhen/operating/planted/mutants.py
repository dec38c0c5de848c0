"""Mutants: a provision with one thing wrong in it must be told apart by its own rows, else the rows do not hold it.

Each provision is made wrong in turn: every limit that it asks for a day (or hour) longer or shorter, or counted in the other days;
its triggers dropped; each comparison of its module that it reaches turned round. A mutant that behaves as the original does is
excused by name, with its reason, in ``equivalent.toml``.
"""

import ast
import copy
import inspect
import sys
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from typing import Any

from liuhen.operating.planted.play import history_of, of_itself, terms_of
from liuhen.operating.planted.rows import FOLDER, Row
from liuhen.regulation.book import Book
from liuhen.regulation.grammar import Provision, Rule
from liuhen.regulation.history import History
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import Instant

DAY = timedelta(days=1)
_OTHER = {"days": "working_days", "working_days": "days"}
_ROUND: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
}  # fmt: skip
_BEFORE = frozenset({"before", "by"})
_PRECEDES = "precedes"


@dataclass(frozen=True)
class Mutant:
    """One thing made wrong in one provision, and what became of it."""

    provision: str
    what: str
    caught: bool
    excuse: str = ""

    @property
    def survived(self) -> bool:
        """Not told apart, and nobody said why it need not be."""
        return not self.caught and not self.excuse

    @property
    def name(self) -> str:
        """As ``equivalent.toml`` names it."""
        return f"{self.provision} {self.what}"


class _Changed:
    """Terms in which one place that asks for a limit is given another one; every place is written down."""

    def __init__(self, terms: Terms, book: Book, place: str = "", change: str = "") -> None:
        self._terms, self._place, self._change = terms, place, change
        self.violations = book.violations  # as the Book itself puts them in
        self.seen: dict[str, str] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._terms, name)

    def due(self, event: Instant, period: Any) -> Instant:
        """The end of a period, or of another, where this is the place."""
        caller = sys._getframe(1)  # noqa: SLF001 - which line of which rule asks is what is being tried
        place = f"{caller.f_code.co_filename.rpartition('/')[2]}:{caller.f_code.co_name}"
        self.seen[place] = period.unit
        if place != self._place:
            return self._terms.due(event, period)
        if self._change == "other days":
            return self._terms.due(event, replace(period, unit=_OTHER[period.unit]))
        by = 1 if self._change == "longer" else -1
        if period.unit == "months":
            return self._terms.due(event, period).shift(by * DAY)
        return self._terms.due(event, replace(period, count=period.count + by))


def tried(book: Book, rows: Iterable[Row]) -> list[Mutant]:
    """Every mutant of every provision that has rows, played on its own rows alone."""
    own: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        own[row.of].append(row)
    found: list[Mutant] = []
    for key, provision in book.provisions.items():
        stories = [(row, history_of(row, book), terms_of(row)) for row in own[key]]
        if stories and not _differs(book, provision, stories, lambda terms: terms):
            found += _limits(book, provision, stories)
            found += _deaf(book, provision, stories)
            found += _comparisons(book, provision, stories)
    excused = equivalent()
    return [replace(one, excuse=excused.get(one.name, "")) if not one.caught else one for one in found]


Stories = Sequence[tuple[Row, History, Terms]]


def _differs(book: Book, provision: Provision, stories: Stories, change: Callable[[Terms], Any]) -> bool:
    """Whether some row of a provision no longer finds what it expects."""
    for row, history, terms in stories:
        try:
            found = book.judge(history, change(terms), [provision])
        except Exception:  # noqa: BLE001 - a mutant that raises has been told apart
            return True
        if of_itself(row, found):
            return True
    return False


def _limits(book: Book, provision: Provision, stories: Stories) -> Iterator[Mutant]:
    places: dict[str, str] = {}
    for _, history, terms in stories:
        watching = _Changed(terms, book)
        book.judge(_fresh(history, book), watching, [provision])  # type: ignore[arg-type]
        places |= watching.seen
    for place, unit in places.items():
        for change in ("longer", "shorter", *(["other days"] if unit in _OTHER else [])):

            def changed(terms: Terms, place: str = place, change: str = change) -> Any:
                return _Changed(terms, book, place, change)

            fresh = [(row, _fresh(history, book), terms) for row, history, terms in stories]
            yield Mutant(provision.id, f"limit {change} in {place}", _differs(book, provision, fresh, changed))


def _fresh(history: History, book: Book) -> History:
    """The same story without the answers that it remembers."""
    return History(
        history.entries,
        book.kinds,
        subject=history.subject,
        subject_type=history.subject_type,
        partial=history.partial,
        others={name: _fresh(other, book) for name, other in history.others.items()},
    )


def _deaf(book: Book, provision: Provision, stories: Stories) -> Iterator[Mutant]:
    """No trigger wakes it: it says nothing."""
    silent = replace(provision, rule=lambda _history, _terms: ())
    yield Mutant(provision.id, "triggers dropped", _differs(book, silent, stories, lambda terms: terms))


def _comparisons(book: Book, provision: Provision, stories: Stories) -> Iterator[Mutant]:
    for what, rule in turned(provision.rule):
        mutant = replace(provision, rule=rule)
        fresh = [(row, _fresh(history, book), terms) for row, history, terms in stories]
        yield Mutant(provision.id, what, _differs(book, mutant, fresh, lambda terms: terms))


def turned(rule: Rule) -> Iterator[tuple[str, Rule]]:
    """A rule with each comparison in its module that it reaches turned round, and how the mutant is called."""
    name, module = getattr(rule, "__name__", ""), inspect.getmodule(rule)
    if module is None or not hasattr(module, name):
        return
    tree = _tree(module.__name__)
    for function in _reached(tree, name):
        for number, node in enumerate(_turnable(function)):
            changed = copy.deepcopy(tree)
            copied = next(one for one in _functions(changed).values() if one.name == function.name)
            before = ast.unparse(node)
            turn(list(_turnable(copied))[number])
            space: dict[str, Any] = {"__name__": module.__name__, "__file__": module.__file__}
            exec(compile(ast.fix_missing_locations(changed), str(module.__file__), "exec"), space)  # noqa: S102 - our own module
            yield f"turned {function.name}: {before}", space[name]


@cache
def _tree(module: str) -> ast.Module:
    return ast.parse(inspect.getsource(sys.modules[module]))


def _functions(tree: ast.Module) -> dict[str, ast.FunctionDef]:
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


def _reached(tree: ast.Module, name: str) -> list[ast.FunctionDef]:
    """The functions of a module that one of them reaches, itself first."""
    functions, found, open_names = _functions(tree), {}, [name]
    while open_names:
        here = open_names.pop()
        if here in functions and here not in found:
            found[here] = functions[here]
            open_names += [node.id for node in ast.walk(functions[here]) if isinstance(node, ast.Name)]
    return list(found.values())


def _turnable(function: ast.FunctionDef) -> Iterator[ast.Compare | ast.Call]:
    """Comparisons of size, order and sameness, and of moments; not those that only put words together."""
    words = {id(inner) for node in ast.walk(function) if isinstance(node, ast.JoinedStr) for inner in ast.walk(node)}
    words |= {
        id(inner)
        for node in ast.walk(function)
        if isinstance(node, ast.keyword) and node.arg in {"why", "do", "wrong"}
        for inner in ast.walk(node)
    }
    for node in ast.walk(function):
        if id(node) in words:
            continue
        if isinstance(node, ast.Compare) and type(node.ops[0]) in _ROUND:
            yield node
        if isinstance(node, ast.Call) and _of_moments(node):
            yield node


def _of_moments(node: ast.Call) -> bool:
    """Whether a call compares two moments: ``a.before(b)``, ``a.by(b)``, ``precedes(a, b)``."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr in _BEFORE and len(node.args) == 1
    return isinstance(node.func, ast.Name) and node.func.id == _PRECEDES


def turn(node: ast.Compare | ast.Call) -> None:
    """Turn one comparison round, in place."""
    if isinstance(node, ast.Compare):
        node.ops[0] = _ROUND[type(node.ops[0])]()
    elif isinstance(node.func, ast.Attribute):
        node.func.value, node.args[0] = node.args[0], node.func.value
    else:
        node.args.reverse()


def equivalent() -> Mapping[str, str]:
    """Mutants that behave as the original does, with the reason."""
    told = tomllib.loads((FOLDER / "equivalent.toml").read_text("utf-8"))
    return {f"{row['of']} {row['what']}": row["reason"] for row in told.get("mutant", ())}


def lines(mutants: Sequence[Mutant]) -> list[str]:
    """What became of them, for a terminal."""
    if not mutants:
        return []
    excused = sum(not one.caught and bool(one.excuse) for one in mutants)
    survived = [one for one in mutants if one.survived]
    head = f"{len(mutants)} mutants: {len(mutants) - excused - len(survived)} caught, {excused} excused, {len(survived)} survived"
    return [head, *(f"    survived: {one.name}" for one in survived)]
