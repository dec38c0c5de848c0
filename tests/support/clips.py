"""Small films, photographs and sounds, made once a session."""

import pytest

from tests.recordings import media


@pytest.fixture(scope="session")
def clips(tmp_path_factory: pytest.TempPathFactory) -> media.Clips:
    """Good files by a short name; never written to."""
    return media.Clips(tmp_path_factory.mktemp("clips"))
