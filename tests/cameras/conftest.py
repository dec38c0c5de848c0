from copy import deepcopy
from dataclasses import replace

import pytest

from liuhen.lib.home import Home
from tests.cameras.filming import Recorder
from tests.cast import Cast
from tests.support import rtsp


@pytest.fixture
def store(settings, tmp_path):
    """A file store, a key folder and a place for footage of this test's own."""
    home = Home(root=tmp_path / "home")
    home.make()
    settings.HOME = replace(settings.HOME, root=home.root)
    settings.MEDIA_ROOT = home.files
    return home


@pytest.fixture
def cast(database, store, assembled_with_accounts) -> Cast:
    return deepcopy(assembled_with_accounts[1])


@pytest.fixture(scope="session")
def lasting_camera(tmp_path_factory):
    """A camera that is on for all stories; who takes it away or changes its film takes one of his own."""
    rtsp.demand()
    server = rtsp.Server(tmp_path_factory.mktemp("camera"), user="admin", password="Geheim-71", scheme="digest", sound="pcma")
    yield server
    server.stop()


@pytest.fixture
def camera(tmp_path):
    """``camera(codec=..., ...)``: a camera of this story's own."""
    rtsp.demand()
    made = []

    def put(**order):
        made.append(rtsp.Server(tmp_path / f"camera-{len(made)}", **order))
        return made[-1]

    yield put
    for one in made:
        one.stop()


@pytest.fixture
def recorder(tmp_path):
    """``recorder(url, ...)``: one that runs until the story's end."""
    made = []

    def start(url, *, folder=None, log=None, **order):
        made.append(Recorder(url, folder or tmp_path / "footage", log or tmp_path / "recorder.log", **order))
        return made[-1]

    yield start
    for one in made:
        one.kill()
