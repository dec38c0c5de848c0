"""Every setting that something reads is in the table with its source, and everything in the table is read or says that it is not."""

import ast
import importlib.util
from datetime import date
from pathlib import Path

import pytest
from tests.regulation.story import story

from liuhen.regulation import map as law_map
from liuhen.regulation.book import our_book
from liuhen.regulation.calendar import days
from liuhen.regulation.serving import takes_effect
from liuhen.regulation.settings_table import SETTINGS, Group, Sort
from liuhen.regulation.sources import PRACTICE
from liuhen.regulation.terms import Setting, Terms

SOURCE = Path(__file__).resolve().parents[2] / "src" / "liuhen"
BOOK = our_book()


def read_in(path: Path) -> set[str]:
    """The keys that a module asks for by name, in ``terms.setting("key")``."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "setting" and node.args:
            first = node.args[0]
            found |= {first.value} if isinstance(first, ast.Constant) and isinstance(first.value, str) else set()
    return found


def prefilled() -> set[str]:
    """The keys that first values of fields come from."""
    places = (field.prefill.partition(".") for kind in BOOK.kinds.values() for field in kind.fields if field.prefill)
    return {key for room, _, key in places if room in {"setting", "agency"} and key}


def test_every_key_that_is_read_is_in_the_table():
    read = {key for path in SOURCE.rglob("*.py") for key in read_in(path)} | prefilled()
    assert sorted(read - set(SETTINGS)) == []


def where(name: str) -> Path:
    """The file of a provision's rule, or of a module."""
    module = law_map._modules(BOOK)[name] if name in BOOK.provisions else name
    spec = importlib.util.find_spec(module)
    assert spec is not None, name
    assert spec.origin
    return Path(spec.origin)


@pytest.mark.parametrize("known", SETTINGS.values(), ids=lambda known: known.key)
def test_everything_in_the_table_is_read_by_what_it_names_or_says_that_nothing_reads_it(known):
    assert bool(known.read_by) != bool(known.unread)
    for name in known.read_by:
        text = where(name).read_text(encoding="utf-8")
        assert any(f"{before}{known.key}" in text for before in ('"', "setting.", "agency.", 'record["')), name


@pytest.mark.parametrize("known", SETTINGS.values(), ids=lambda known: known.key)
def test_every_default_has_a_source_and_reads_in_words(known):
    assert known.title
    assert known.otherwise
    if known.default is not None or known.holds:
        assert known.source, "what holds without the bureau's word comes from somewhere"
    if known.sort == Sort.CHOICE:
        assert known.options
        assert known.default is None or known.default in dict(known.options)
    if known.verify:
        assert known.source


def test_every_provision_of_practice_that_has_a_number_is_among_the_settings():
    """What our own practice counts by is never a bare number in a rule."""
    modules = law_map._modules(BOOK)
    counted = [
        provision.id
        for provision in BOOK.provisions.values()
        if provision.basis.source is PRACTICE and "DAYS" in where(modules[provision.id]).read_text(encoding="utf-8")
    ]
    named = {name for known in SETTINGS.values() for name in known.read_by}
    assert [one for one in counted if one not in named and not read_in(where(modules[one]))] == []


@pytest.mark.parametrize(
    ("key", "typed", "stored"),
    [
        ("review_days", "7", 7),
        ("archive_unit", "工作日", "working_days"),
        ("archive_unit", "days", "days"),
        ("continuous", "是", True),
        ("notice_rolls_forward", "否", False),
        ("major_causes", "擅自从事营业性演出、擅自印刷", ["擅自从事营业性演出", "擅自印刷"]),
        ("calendar", '{"2026-10-10": true}', {"2026-10-10": True}),
        ("bank", "某银行 1234", "某银行 1234"),
    ],
)
def test_what_is_typed_is_stored_as_the_rules_read_it(key, typed, stored):
    assert SETTINGS[key].parse(typed) == stored


@pytest.mark.parametrize(
    ("key", "typed"), [("review_days", "七天"), ("archive_unit", "月"), ("continuous", "true"), ("calendar", "{")]
)
def test_what_cannot_be_read_is_said(key, typed):
    with pytest.raises(ValueError, match=r"."):
        SETTINGS[key].parse(typed)


def test_every_group_has_settings():
    assert {known.group for known in SETTINGS.values()} == set(Group)


# -- the two readings (law.md 1.0) ----------------------------------------------------------------------------------------
#: A notice published on Friday 2026-11-20: thirty days end on Sunday 2026-12-20.
PUBLISHED = "told 2026-11-20 proof_of_service way=public_notice published=2026-11-20"


def effect(**settings):
    terms = Terms(settings={key: (Setting(value=value, since=date(2020, 1, 1)),) for key, value in settings.items()})
    slip = next(iter(story(PUBLISHED).records))
    return takes_effect(slip, terms).hi.date()


def test_a_public_notice_that_ends_on_a_sunday_takes_effect_on_it_unless_the_bureau_reads_the_law_otherwise():
    assert effect() == date(2026, 12, 20)
    assert effect(notice_rolls_forward=False) == date(2026, 12, 20)
    assert effect(notice_rolls_forward=True) == date(2026, 12, 21)


def test_a_period_that_ends_on_a_working_day_is_not_moved():
    terms = Terms()
    friday = terms.due(next(iter(story(PUBLISHED).records)).at, days(28))
    assert friday.hi.date() == date(2026, 12, 18)
    assert terms.rolled(friday) == friday


def test_a_make_up_sunday_is_a_working_day_and_ends_the_period():
    terms = Terms()
    # 2021-09-26 was a Sunday on which people worked; 2021-10-01 to 07 were holidays, 10-08 and 10-09 were worked
    start = next(iter(story("told 2021-09-16 proof_of_service way=public_notice published=2021-09-16").records)).at
    assert terms.rolled(terms.due(start, days(10))).hi.date() == date(2021, 9, 26)
    assert terms.rolled(terms.due(start, days(15))).hi.date() == date(2021, 10, 8)
