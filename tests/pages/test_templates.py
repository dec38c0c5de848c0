"""Every template can be read: a filter that was renamed on one page and not on another is found before somebody opens that page."""

import re
from pathlib import Path

import pytest
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
