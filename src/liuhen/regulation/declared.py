"""What modules declare, collected and checked before it becomes a Book: every problem at once, each with its file and line.

A rulebook is somebody's programme; what is wrong with it is said to whoever wrote it, and no half of it is ever used.
"""

import ast
import importlib
import pkgutil
import re
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

from liuhen.regulation.grammar import Basis, Kind, Provision, Source
from liuhen.regulation.told import bare

Declared = TypeVar("Declared")


class BadRulebook(ValueError):  # noqa: N818 - a refusal, in the house's words
    """A rulebook that cannot be used; the message names every problem with its file and line, in Chinese."""


def modules_of(package: str) -> list[ModuleType]:
    """A package and every module below it, imported; :class:`BadRulebook` where one of them cannot be."""
    try:
        root = importlib.import_module(package)
        below = [
            importlib.import_module(found.name) for found in pkgutil.walk_packages(getattr(root, "__path__", ()), f"{package}.")
        ]
    except Exception as error:
        raise BadRulebook(f"{place_of_error(error)}：规则包 {package} 装不进来：{words_of(error)}") from error
    return [root, *below]


def members(module: ModuleType, wanted: type) -> Iterator[Any]:
    """The declarations of a module itself (names imported from elsewhere are the same objects and do no harm)."""
    for value in vars(module).values():
        if isinstance(value, wanted):
            yield value
        elif isinstance(value, tuple) and value and all(isinstance(item, wanted) for item in value):
            yield from value


def collected(
    modules: Sequence[ModuleType],
    wanted: type[Declared],
    key: Callable[[Declared], str],
    words: str,
    known: Mapping[str, Declared] | None = None,
) -> dict[str, Declared]:
    """The declarations of one type by their key; :class:`BadRulebook` where two answer to one.

    ``known`` are those of another Book: modules may import them, and then they are not declared anew.
    """
    held = {id(item) for item in (known or {}).values()}
    found: dict[str, Declared] = {}
    twice: dict[str, None] = {}
    for item in (item for module in modules for item in members(module, wanted) if id(item) not in held):
        first = found.setdefault(key(item), item)
        if first is not item:
            twice[_twice(words, key(item), (first, item), modules)] = None
    refuse(twice)
    return found


def _twice(words: str, key: str, pair: tuple[Any, Any], modules: Sequence[ModuleType]) -> str:
    first, second = (place_of(item, modules) for item in pair)
    return f"{second}：{words} {key} 声明了两次，另一处在 {first}{_same_days(*pair)}"


def _same_days(first: Any, second: Any) -> str:
    """What to do about two provisions of one name: they may not be in force on one day, nor share a name one after the other."""
    if not isinstance(first, Provision) or not isinstance(second, Provision):
        return ""
    (begin, end), (start, stop) = span(first), span(second)
    if begin <= stop and start <= end:
        return f"，并且 {max(begin, start)} 起同时有效。同一条款同一天只能有一条规则，删去一条，或者错开 in_force、until 并各给一个 key"
    return "。先后两个版本请各立一个来源（Source），或者各给一个 key"


def refuse(problems: Iterable[str]) -> None:
    """:class:`BadRulebook` with all problems, a line each; nothing where there are none."""
    if listed := list(problems):
        raise BadRulebook("\n".join(listed))


def span(provision: Provision) -> tuple[date, date]:
    """The first and the last day on which a provision is in force."""
    source = provision.basis.source
    return provision.in_force or source.in_force, provision.until or source.until or date.max


def provision_id(provision: Provision) -> str:
    """A provision's name; empty where it has no source, which :func:`unsourced` reports."""
    return provision.id if _sourced(provision.basis) else ""


def _sourced(basis: Any) -> bool:
    return (
        isinstance(basis, Basis)
        and isinstance(basis.source, Source)
        and all((basis.source.key, basis.source.title, basis.article))
    )


def unsourced(modules: Sequence[ModuleType]) -> Iterator[str]:
    """Provisions that do not say where they are written."""
    for module in modules:
        for item in members(module, Provision):
            if not _sourced(item.basis):
                yield f"{place_of(item, modules)}：条款“{item.title}”没有写明来源（basis 要写成 来源(条号)，来源要有 key 和 title）"


def problems(kinds: Mapping[str, Kind], provisions: Mapping[str, Provision], modules: Sequence[ModuleType]) -> Iterator[str]:
    """What is wrong with kinds and provisions that have each a name of their own."""
    for kind in kinds.values():
        yield from (f"{place_of(kind, modules)}：记录种类 {kind.key} {what}" for what in _wrong_kind(kind))
    yield from _same_names(kinds.values(), modules)
    sources: dict[str, Provision] = {}
    for provision in provisions.values():
        yield from (f"{place_of(provision, modules)}：条款 {provision.id} {what}" for what in _wrong_provision(provision, kinds))
        first = sources.setdefault(provision.basis.source.key, provision)
        if first.basis.source != provision.basis.source:
            where = place_of(first, modules)
            yield f"{place_of(provision, modules)}：来源 {provision.basis.source.key} 与 {where} 所用的不是同一个版本，请各用一个 key"


def _wrong_kind(kind: Kind) -> Iterator[str]:
    if not (kind.key.isascii() and kind.key.isidentifier()):
        yield "的 key 要用英文字母、数字和下划线"
    keys = [field.key for field in kind.fields]
    if twice := sorted({key for key in keys if keys.count(key) > 1}):
        yield f"里字段 {'、'.join(twice)} 声明了两次"


def _same_names(kinds: Iterable[Kind], modules: Sequence[ModuleType]) -> Iterator[str]:
    """Kinds that people could not tell apart by what they are called."""
    found: dict[str, Kind] = {}
    for kind in (kind for kind in kinds if kind.by_hand and "case" in kind.subjects):
        for name in (kind.title, *kind.aliases):
            first = found.setdefault(bare(name), kind)
            if first is not kind:
                yield f"{place_of(kind, modules)}：记录种类 {kind.key} 和 {first.key}（{place_of(first, modules)}）都叫“{name}”"


def _wrong_provision(provision: Provision, kinds: Mapping[str, Kind]) -> Iterator[str]:
    first, last = span(provision)
    if first > last:
        yield f"的有效期倒置：{first} 起，{last} 止"
    if not callable(provision.rule):
        yield "没有规则（rule 要是一个函数）"
    unknown = sorted({kind.key for kind in (*provision.triggers, *provision.met_by)} - kinds.keys())
    if unknown:
        yield f"提到的记录种类 {'、'.join(unknown)} 不在这本规则里"


def place_of(declaration: Any, modules: Sequence[ModuleType]) -> str:
    """Where a declaration stands, ``file:line``; the file alone where it has no name of its own."""
    holder = ""
    for module in modules:
        for name, value in vars(module).items():
            index = next((at for at, item in enumerate(value) if item is declaration), None) if isinstance(value, tuple) else None
            if value is not declaration and index is None:
                continue
            file = getattr(module, "__file__", None) or ""  # one that was made up by hand has none
            holder = holder or shown(file) or "?"
            if line := _line(module, name, index):
                return f"{shown(file)}:{line}"
    return holder or "?"


def _line(module: ModuleType, name: str, index: int | None) -> int:
    """The line on which a module gives that name (or that item of a tuple) its value; 0 where it only imports it."""
    try:
        body = ast.parse(Path(getattr(module, "__file__", None) or "").read_bytes()).body
    except (OSError, SyntaxError):
        return 0
    for node in body:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        if any(isinstance(target, ast.Name) and target.id == name for target in targets):
            value = getattr(node, "value", None)
            items = value.elts if isinstance(value, ast.Tuple) else []
            return items[index].lineno if index is not None and index < len(items) else node.lineno
    return 0


def place_of_error(error: BaseException) -> str:
    """The line at which an error came up, ``file:line``."""
    if isinstance(error, SyntaxError) and error.filename:
        return f"{shown(error.filename)}:{error.lineno}"
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "importlib" not in frame.filename]
    return f"{shown(frames[-1].filename)}:{frames[-1].lineno}" if frames else "?"


def place_in_rule(provision: Provision, error: BaseException) -> tuple[str, int]:
    """File and line of a rule at which an error came up; of the rule itself where what it said was no duty or fault at all."""
    code = getattr(provision.rule, "__code__", None)
    if code is None:
        return "?", 0
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == code.co_filename]
    return shown(code.co_filename), (lines[-1] if lines else None) or code.co_firstlineno


class RuleRaised(Exception):  # noqa: N818 - what happened, as the house says
    """A rule raised while a case was judged: the message names the provision, file and line, and the case (in Chinese)."""

    def __init__(self, provision: Provision, error: Exception, case: str) -> None:
        """``error`` is what the rule raised; raise this one from it."""
        self.provision, self.case = provision, case
        self.file, self.line = place_in_rule(provision, error)
        self.words = words_of(error)
        super().__init__(f"条款 {provision.id} 的规则出错（{self.words}），{self.file}:{self.line}，案卷 {case}")


_LACKING = re.compile(r"(\w+)\.__init__\(\) missing \d+ required (?:keyword-only|positional) arguments?: (.+)")


def words_of(error: BaseException) -> str:
    """An error in one line; of a declaration that lacks what it must say, in Chinese what that is."""
    lacking = _LACKING.match(str(error)) if isinstance(error, TypeError) else None
    if lacking:
        source = "。每一条都要写出处（basis：来源和条）" if "'basis'" in lacking[2] else ""
        return f"{lacking[1]} 缺少必须写的 {lacking[2].replace(' and ', '、')}{source}"
    return f"{type(error).__name__}: {' '.join(str(error).split())}"[:300]


def shown(path: str) -> str:
    """A path as it is best read: from here where it lies below, else whole."""
    try:
        return str(Path(path).relative_to(Path.cwd()))
    except ValueError:
        return path
