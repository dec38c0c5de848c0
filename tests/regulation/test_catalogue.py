"""Laws of the catalogue: every article is a rule or says what covers it; every rule has stories; nothing here loads Django."""

import ast
import pydoc
import subprocess
import sys
from pathlib import Path

import pytest

from liuhen.regulation import map as law_map
from liuhen.regulation.book import our_book
from liuhen.regulation.chapters import CHAPTERS
from liuhen.regulation.grammar import Level, Provision
from liuhen.regulation.kinds import machine
from liuhen.regulation.narrative import NARRATIVE
from liuhen.regulation.sources import PRACTICE, REG

ROOT = Path(__file__).resolve().parents[2]
RULES = ROOT / "src" / "liuhen" / "regulation"
KINDS = our_book().kinds


def provisions() -> list[Provision]:
    return list(our_book().provisions.values())


@pytest.mark.parametrize("number", range(1, 33))
def test_each_article_executes_or_names_what_covers_it(number):
    rules = [provision for provision in provisions() if provision.basis.source is REG and provision.basis.article == str(number)]
    assert bool(rules) != (number in NARRATIVE)
    if not rules:
        assert NARRATIVE[number].covered_by


@pytest.mark.parametrize("item", NARRATIVE.values(), ids=lambda item: f"article {item.article}")
def test_what_covers_an_article_is_named_and_can_be_looked_up(item):
    assert item.waits or item.names
    for name in item.names:
        assert pydoc.locate(name) is not None, name


@pytest.mark.parametrize("number", range(1, 33))
def test_each_article_has_a_title_of_ours_and_says_what_it_asks_and_what_the_system_does(number):
    chapter = CHAPTERS[number]
    assert 2 <= len(chapter.title) <= 12
    assert chapter.asks.endswith("。")
    assert chapter.does.endswith("。")
    for basis in chapter.behind:
        assert basis.source.until is None, "the version in force is named"


def test_every_kind_rests_on_an_article_and_every_article_on_something():
    rests = {basis.article for kind in KINDS.values() for basis in kind.basis if basis.source is REG}
    rests |= {provision.basis.article for provision in provisions() if provision.basis.source is REG}
    assert rests | {str(number) for number in NARRATIVE} == {str(number) for number in range(1, 33)}


def test_no_article_waits():
    assert [item.article for item in NARRATIVE.values() if item.waits] == []


def test_what_covers_an_article_is_really_there():
    for item in NARRATIVE.values():
        for word in item.covered_by.replace("（", " ").replace("）", " ").split():
            if word.endswith(".py"):
                assert (RULES / word).exists() or (ROOT / word).exists(), word


@pytest.mark.parametrize("provision", provisions(), ids=lambda provision: provision.id)
def test_each_rule_is_dated_cited_and_woken_by_kinds_that_exist(provision):
    assert provision.triggers
    assert provision.title
    for kind in (*provision.triggers, *provision.met_by):
        assert KINDS[kind.key] is kind
        assert provision.reads in kind.subjects or kind == machine.SOURCE_TOLD
    assert provision.basis.source is PRACTICE or provision.basis.article.isdigit()
    assert (provision.stands_at == Level.PRACTICE) == (provision.basis.source is PRACTICE)


def test_each_rule_file_has_stories_that_import_it():
    told = law_map._tests()
    shared = {"penalty_2017", "penalty_2009"}  # the same rules under older numbers: test_law_of_the_day tells them apart
    for folder in ("articles", "statutes"):
        for path in sorted((RULES / folder).rglob("*.py")):
            name = "liuhen.regulation." + ".".join(path.relative_to(RULES).with_suffix("").parts)
            if path.stem != "__init__" and path.parent.name not in shared:
                assert told.get(name), f"{name} has no story"


def test_each_rule_file_opens_with_its_article_and_stays_small():
    for folder in ("articles", "statutes"):
        for path in sorted((RULES / folder).rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            assert len(text.splitlines()) <= 300, path
            tree = ast.parse(text)
            assert ast.get_docstring(tree), path
            if path.stem.startswith("a") and path.stem[1:3].isdigit():
                assert ast.get_docstring(tree).startswith("第"), path
            for node in ast.walk(tree):
                if isinstance(node, ast.FunctionDef):
                    assert (node.end_lineno or 0) - node.lineno <= 50, f"{path}: {node.name}"


def test_the_map_is_what_the_code_says():
    assert law_map.PAGE.read_text(encoding="utf-8") == law_map.page()


def test_judging_loads_neither_django_nor_a_database():
    program = (
        "import sys; from liuhen.regulation.book import our_book; from liuhen.regulation import reading, report; our_book();"
        "print(sorted({'django', 'psycopg', 'procrastinate'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT / "src")
    assert done.stdout.strip() == "[]"


def test_no_rule_knows_a_sample():
    words = ("岳阳", "信阳", "三河", "株洲", "常德", "定州", "融水", "玉环", "灵宝", "西吉", "无棣")
    for path in RULES.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert not [word for word in words if word in text], path
