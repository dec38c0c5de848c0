"""A file store for strokes, and a folder of its own for keys."""

from pathlib import Path
from uuid import uuid4

import pytest

from liuhen.register import files

STROKES = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 120" width="300" height="120">'
    b'<path d="M10 90 C 40 10, 65 10, 95 80 S 150 150, 180 80 S 250 10 290 60" stroke="black" stroke-width="4" fill="none"/></svg>'
)


@pytest.fixture
def store(tmp_path: Path, settings) -> Path:
    """The file store in a folder of this test's own."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
    return tmp_path / "files"


@pytest.fixture
def strokes(store: Path) -> str:
    """The digest of a drawn signature in the store."""
    return files.put(STROKES).sha256


@pytest.fixture
def keys_of_agency(tmp_path: Path, settings):
    """An agency whose keys lie in a folder of this test's own."""
    settings.LIUHEN_HOME = tmp_path / "home"
    return uuid4()
