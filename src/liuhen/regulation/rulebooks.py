"""Rulebooks of other bureaus: small Python packages that name a Book under the entry point ``liuhen.rulebooks``.

The entry point is a Book, or a function without arguments that makes one. A ``map.toml`` in the same package says how the bureau's
event logs are read. A folder that was not installed does as well: its ``pyproject.toml`` names the entry point.
"""

import importlib
import importlib.metadata
import importlib.util
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from liuhen.lib.misread import place
from liuhen.regulation.book import Book, our_book
from liuhen.regulation.declared import BadRulebook, place_of_error, words_of

GROUP = "liuhen.rulebooks"
OURS = "liuhen"
MAP = "map.toml"


@dataclass(frozen=True, kw_only=True)
class Rulebook:
    """A Book and where its map lies, if it brings one; ``name`` is what it was asked for by."""

    name: str
    book: Book
    map: Path | None = None


def installed() -> dict[str, importlib.metadata.EntryPoint]:
    """The rulebooks that are installed here, by name."""
    return {point.name: point for point in importlib.metadata.entry_points(group=GROUP)}


@cache
def named(name: str = "") -> Rulebook:
    """Ours where no name is given, else the installed one of that name, else that of a folder; :class:`BadRulebook` otherwise."""
    if name in {"", OURS}:
        return Rulebook(name=OURS, book=our_book())
    points = installed()
    if name in points:
        return _loaded(name, points[name].value)
    folder = Path(name)
    if (folder / "pyproject.toml").is_file():
        return _from_folder(folder.resolve())
    known = "、".join([OURS, *sorted(points)])
    raise BadRulebook(f"没有叫“{name}”的规则包，也没有这样一个含 pyproject.toml 的文件夹。已安装的有：{known}")


def _from_folder(folder: Path) -> Rulebook:
    """The rulebook that a project folder declares, its ``src`` (or itself) put on the path."""
    path = folder / "pyproject.toml"
    try:
        project = tomllib.loads(path.read_text("utf-8")).get("project", {})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadRulebook(f"{path}：读不出，停在{place(error)}") from error
    points: Mapping[str, Any] = project.get("entry-points", {}).get(GROUP, {})
    if len(points) != 1:
        raise BadRulebook(f'{path}：[project.entry-points."{GROUP}"] 要正好写一个规则包，现有 {len(points)} 个')
    source = str(folder / "src" if (folder / "src").is_dir() else folder)
    if source not in sys.path:
        sys.path.insert(0, source)
        importlib.invalidate_caches()
    [(name, value)] = points.items()
    return _loaded(name, str(value))


def _loaded(name: str, value: str) -> Rulebook:
    """What the entry point ``module:attribute`` gives, as a rulebook."""
    module_name, _, attribute = value.partition(":")
    try:
        found: Any = importlib.import_module(module_name)
        for part in filter(None, attribute.split(".")):
            found = getattr(found, part)
        book = found if isinstance(found, Book) else found()
    except BadRulebook:
        raise
    except Exception as error:
        raise BadRulebook(f"{place_of_error(error)}：规则包 {name}（{value}）装不进来：{words_of(error)}") from error
    if not isinstance(book, Book):
        raise BadRulebook(f"规则包 {name}（{value}）给出的不是一本规则（Book），而是 {type(book).__name__}")
    return Rulebook(name=name, book=book, map=_map_beside(module_name))


def _map_beside(module: str) -> Path | None:
    """The map in the package of a module, if there is one."""
    spec = importlib.util.find_spec(module)
    path = Path(spec.origin).parent / MAP if spec and spec.origin else None
    return path if path and path.is_file() else None
