"""The page of a complaint: what is owed on it, by when and why, and what is custom and no article."""

import re
from copy import deepcopy

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from liuhen.cases import commands
from liuhen.pages.views import clues
from tests.cases.stories import registration
from tests.cast import at


@pytest.fixture
def cast(database, assembled):
    return deepcopy(assembled[1])


def told(cast, accused):
    content = {
        "channel": "hotline",
        "received": "2026-11-13T19:42",
        "named": False,
        "accused": accused,
        "matter": "接纳未成年人。",
    }
    with at("11-13 19:45"):
        return commands.register_complaint(cast["丁晓彤"], content)


def owed(cast, number):
    request = RequestFactory().get(f"/clues/{number}/", HTTP_HOST="127.0.0.1")
    request.session, request.user = SessionStore(), AnonymousUser()
    request.actor, request.device, request.htmx = cast["方志刚"], "", HtmxDetails(request)
    with at("11-14 09:00"):
        page = clues.clue(request, number).content.decode()
    return re.sub("<[^>]*>", " ", page.partition("应办事项")[2].partition("处理线索")[0])


def test_a_complaint_about_a_place_of_songs_says_until_when_there_is_film(cast):
    said = owed(cast, told(cast, "澄湖量贩KTV"))
    assert "核查线索，提取场所的监控录像" in said
    assert "最晚存到  2026-12-13" in said
    assert "惯例" in said
    assert "办案惯例" not in said


def test_a_complaint_about_a_bookshop_speaks_of_no_film(cast):
    said = owed(cast, told(cast, "澄湖书店"))
    assert "审查线索" in said
    assert "提取" not in said


def test_once_the_case_is_opened_the_complaint_asks_no_more(cast):
    number = told(cast, "星遇网咖")
    assert "提取场所的上网登记和记录备份" in owed(cast, number)
    with at("11-13 20:00"):
        commands.triage(cast["方志刚"], number, "open", "线索具体")
    with at("11-13 20:15"):
        commands.open_case(cast["周启明"], registration(cast) | {"source": ""}, clue=number)
    assert "提取" not in owed(cast, number)
