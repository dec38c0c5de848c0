from dataclasses import replace

import pytest

from liuhen.lib.home import Home
from tests.cast import Cast, assemble


@pytest.fixture
def store(settings, tmp_path):
    """A file store, a key folder and a place for footage of this test's own."""
    home = Home(root=tmp_path / "home")
    home.make()
    settings.HOME = replace(settings.HOME, root=home.root)
    settings.MEDIA_ROOT = home.files
    return home


@pytest.fixture
def cast(database, store) -> Cast:
    return assemble(accounts=True)
