"""Every form of the two lists is one kind (docs/forms.md), and forms that are one kind under two names are one."""

import re
from pathlib import Path

from liuhen.regulation.book import our_book

PAGE = Path(__file__).resolve().parents[2] / "docs" / "forms.md"
ROW = re.compile(r"^\| ([FX]\d+) \| [^|]+ \| ((?:`\w+` ?)+) \|$", re.MULTILINE)


def forms() -> dict[str, list[str]]:
    """The kinds of each form, by its number."""
    return {number: re.findall(r"`(\w+)`", kinds) for number, kinds in ROW.findall(PAGE.read_text(encoding="utf-8"))}


def test_every_form_of_the_two_lists_has_its_kind():
    assert set(forms()) == {f"F{number}" for number in range(1, 29)} | {f"X{number}" for number in range(1, 36)}


def test_every_kind_that_a_form_names_is_there():
    named = {key for keys in forms().values() for key in keys}
    assert named <= set(our_book().kinds)


def test_a_form_under_two_names_is_one_kind():
    """practice.md 19: F8/F17/X34, F1/X35, X14/X27 are one kind each; 3: 程序启动审批表 and 立案审批表 are one form."""
    found = forms()
    assert found["F8"] == found["F17"] == found["X34"]
    assert found["F1"] == found["X35"]
    assert found["X14"] == found["X27"]
    assert found["X16"] == found["X33"]
    assert found["F3"][0] == found["X3"][0]


def test_what_a_form_is_printed_as_is_a_paper():
    for number, keys in forms().items():
        for key in keys:
            kind = our_book().kinds.get(key)
            assert kind is None or kind.paper is not None or key.startswith("recording_"), f"{number}: {key}"
