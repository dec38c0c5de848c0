from copy import deepcopy

import pytest

from liuhen.access import stations
from tests.api.station import Box
from tests.cast import Cast


@pytest.fixture
def store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture
def cast(database, store, assembled) -> Cast:
    return deepcopy(assembled[1])


@pytest.fixture
def box(cast, live_liuhen):
    """``box()``: a docking station with a token of its own, at the live server."""
    opened = []

    def make(name: str = "一中队采集站", *, days: int = 365) -> Box:
        made, token = stations.admit(cast["马骏"], name, days=days, place="值班室")
        opened.append(Box(live_liuhen.url, token, made))
        return opened[-1]

    yield make
    for one in opened:
        one.close()
