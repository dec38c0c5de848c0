"""The queue of what belongs to no case says once what was just done, and says nothing that an address makes up."""

from copy import deepcopy

import pytest
from django.test import Client

from liuhen.recordings import commands
from liuhen.recordings.commands import Stated
from liuhen.register.files import put
from tests.recordings.media import BEGIN


@pytest.fixture
def cast(database, settings, tmp_path, assembled_with_accounts):
    settings.MEDIA_ROOT = tmp_path / "files"
    return deepcopy(assembled_with_accounts[1])


@pytest.fixture
def officer(cast):
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(cast.account("周启明"), backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_what_was_done_is_said_once(cast, officer, clips):
    found = commands.store_recording(cast["周启明"], put(clips["mp4"]), Stated(name="a.mp4", begin=BEGIN, end=BEGIN))
    handed = {"do": "hand", "alone": str(found.recording), "to": str(cast.people["沈静文"]), "reason": "她录的"}
    answer = officer.post("/recordings/match/confirm/", handed)
    assert answer.status_code == 302
    assert "已转交 1 段" in officer.get(answer["Location"]).content.decode()
    assert "已转交 1 段" not in officer.get(answer["Location"]).content.decode()


def test_an_address_puts_no_words_into_the_page(officer):
    assert "请拨打" not in officer.get("/recordings/match/?done=请拨打12345").content.decode()


def test_an_empty_queue_of_ones_own_is_led_to_only_where_one_films(cast, officer):
    legal = Client(HTTP_HOST="127.0.0.1")
    legal.force_login(cast.account("许知远"), backend="django.contrib.auth.backends.ModelBackend")
    assert "待关联 0 段" in officer.get("/recordings/").content.decode()
    assert "待关联 0 段" not in legal.get("/recordings/").content.decode()
