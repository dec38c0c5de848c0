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


@pytest.fixture
def person(cast, live_liuhen):
    """``person("周启明")``: that person's signed-in HTTP session at the live server."""
    from tests.recordings.people import Desk

    desks = []

    def sit(name: str) -> Desk:
        desks.append(Desk(live_liuhen.url, cast.account(name)))
        return desks[-1]

    yield sit
    for desk in desks:
        desk.close()
