import pytest

from tests.cast import Cast, assemble
from tests.recordings import media


@pytest.fixture(scope="session")
def clips(tmp_path_factory):
    """Good files by a short name; never written to."""
    return media.made(tmp_path_factory.mktemp("clips"))


@pytest.fixture
def store(settings, tmp_path):
    """A file store of this test's own."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture
def cast(database, store) -> Cast:
    return assemble()
