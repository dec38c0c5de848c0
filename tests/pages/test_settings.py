"""机关设置: everything that can be set, what holds otherwise and whence, and each value with its day and source."""

from copy import deepcopy

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from liuhen.bureau import commands
from liuhen.pages.views import settings
from liuhen.register import register
from liuhen.regulation.grammar import Refusal
from liuhen.regulation.settings_table import SETTINGS
from tests.cast import at, moment


@pytest.fixture
def cast(database, assembled):
    return deepcopy(assembled[1])


def asked(actor, method="get", **values):
    request = getattr(RequestFactory(), method)("/bureau/settings/", values, HTTP_HOST="127.0.0.1")
    request.session, request.user = SessionStore(), AnonymousUser()
    request.actor, request.device, request.htmx = actor, "", HtmxDetails(request)
    with at("11-20 09:00"):
        return settings.settings(request)


def test_everything_is_listed_with_what_holds_otherwise_and_its_source(cast):
    page = asked(cast["程远"]).content.decode()
    for known in SETTINGS.values():
        assert known.title in page
    assert "待核实" in page
    assert "超过简易程序限额" in page
    assert "还没有设置：" in page
    assert "人民法院" in page


def test_a_value_holds_from_its_day_and_the_one_before_stays_known(cast):
    admin = cast["程远"]
    for value, since, source in ((7, "2020-01-01", "旧目录"), (10, "2026-06-01", "新目录"), (15, "2027-01-01", "明年起")):
        commands.set_setting(admin, "review_days", value, moment(f"{since} 00:00").date(), source)
    page = asked(admin).content.decode()
    row = page[page.index('id="set-review_days"') : page.index('id="set-major_causes"')]
    now, before = row.split("历次的值")
    assert "10<" in now
    assert "2026-06-01 起" in now
    assert "新目录" in now
    assert "旧目录" in before
    assert "尚未生效" in before


def test_a_value_is_entered_as_the_rules_read_it(cast):
    answer = asked(cast["程远"], "post", key="archive_unit", value="工作日", since="2026-11-20", source="局务会 2026 年第 8 次")
    assert answer.status_code == 302
    stated = register.terms(cast.agency).settings["archive_unit"]
    assert (stated[-1].value, stated[-1].source) == ("working_days", "局务会 2026 年第 8 次")


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"key": "review_days", "value": "七天", "since": "2026-11-20", "source": "x"}, "请写一个整数"),
        ({"key": "review_days", "value": "7", "since": "2026-11-20", "source": ""}, "依据"),
        ({"key": "unheard_of", "value": "7", "since": "2026-11-20", "source": "x"}, "设置项"),
        ({"key": "review_days", "value": "7", "since": "明天", "source": "x"}, "日期读不出"),
    ],
)
def test_what_is_not_whole_is_not_entered(cast, values, says):
    with pytest.raises(Refusal, match=says):
        asked(cast["程远"], "post", **values)
    assert "review_days" not in register.terms(cast.agency).settings


def test_only_the_administrator_sets(cast):
    with pytest.raises(Refusal):
        asked(cast["周启明"])
