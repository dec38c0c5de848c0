from copy import deepcopy

import pytest

from liuhen.access.accounts import open_account
from liuhen.access.models import Account
from tests.cast import PASSWORD, PEOPLE, Cast
from tests.recordings.people import Desk


@pytest.fixture
def store(settings, tmp_path):
    """A file store of this test's own."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture
def cast(database, store, assembled) -> Cast:
    return deepcopy(assembled[1])


@pytest.fixture
def person(cast, live_liuhen):
    """``person("周启明")``: that person's signed-in HTTP session at the live server."""
    desks = []

    def sit(name: str) -> Desk:
        account = Account.objects.filter(person=cast.people[name]).first()
        if account is None:
            account = open_account(username=PEOPLE[name][0], password=PASSWORD, person=cast.people[name])
        desks.append(Desk(live_liuhen.url, account))
        return desks[-1]

    yield sit
    for desk in desks:
        desk.close()
