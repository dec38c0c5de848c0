"""Every template can be read: a filter that was renamed on one page and not on another is found before somebody opens that page."""

import re
from pathlib import Path

import pytest
from django.template import engines
from django.template.loader import get_template

import liuhen

ROOM = Path(liuhen.__file__).parent
TEMPLATES = [
    path.relative_to(room).as_posix() for room in sorted(ROOM.glob("*/templates")) for path in sorted(room.rglob("*.html"))
]


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_can_be_read(name):
    found = get_template(name).template
    assert found.nodelist
    assert not re.search("^(<<<<<<<|=======|>>>>>>>)", found.source, re.MULTILINE), "two versions were never made one"


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_two_filters_of_a_page_bear_the_same_name(name):
    """The one loaded last would be taken in silence, and a length be told to the minute that was to be told to the second."""
    source = get_template(name).template.source
    loaded = {library for found in re.findall(r"{% load ([\w ]+) %}", source) for library in found.split()}
    bearers: dict[str, str] = {}
    for library in sorted(loaded):
        for key in engines["django"].engine.template_libraries[library].filters:
            assert bearers.setdefault(key, library) == library, f"{key} is in {bearers[key]} and in {library}"
