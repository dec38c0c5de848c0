"""Files and functions stay small enough to be read whole."""

import ast
import functools
import statistics
from pathlib import Path

import pytest

from liuhen.lib.home import PROJECT

LONGEST_FILE = 300
LONGEST_FUNCTION = 50
MEDIAN_FUNCTION = 10
SOURCES = sorted(
    path for path in (PROJECT / "src").rglob("*.py") if "migrations" not in path.parts and "node_modules" not in path.parts
)


@functools.cache
def functions(path: Path) -> list[tuple[str, int]]:
    tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    found = [node for node in tree if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return [(node.name, (node.end_lineno or node.lineno) - node.lineno + 1) for node in found]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PROJECT / "src")))
def test_a_file_and_its_functions_are_small(path: Path):
    lines = len(path.read_text(encoding="utf-8").splitlines())
    long = [f"{name}: {length} lines" for name, length in functions(path) if length > LONGEST_FUNCTION]

    assert lines <= LONGEST_FILE
    assert not long


def test_half_of_all_functions_are_no_longer_than_ten_lines():
    lengths = [length for path in SOURCES for _, length in functions(path)]

    assert len(lengths) > 100
    assert statistics.median(lengths) <= MEDIAN_FUNCTION
