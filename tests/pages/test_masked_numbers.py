"""An identity number is read in clear by who handles the case, and by nobody else: on pages, in lists, in searches, in figures."""

from copy import deepcopy

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from liuhen.access import visibility
from liuhen.cases.search import search
from liuhen.pages.views import case, desk, drafts, records, rules
from liuhen.register import register
from liuhen.register.types import SubjectRef
from tests.cases.stories import add, open_case
from tests.cast import at

NUMBER = "420199196808080019"
MASKED = "4201**********0019"
WITNESS = "420199197503120010"
CITIZEN = {
    "id": "p1", "type": "citizen", "name": "周国平", "sex": "男", "id_number": NUMBER, "phone": "13871234567",
    "address": "澄湖区老街巷17号",
}  # fmt: skip


@pytest.fixture
def cast(database, assembled):
    return deepcopy(assembled[1])


@pytest.fixture
def told(cast):
    """A citizen's case with an interview of a witness; 吴彦 of the other unit may look at it."""
    number = open_case(cast, name="周国平涉嫌擅自从事出版物发行业务案", parties=[CITIZEN])
    talk = add(
        cast, "周启明", number, "interview_transcript",
        {"person": {"name": "吴建国", "id_number": WITNESS}, "officers": cast.officers("周启明", "沈静文"), "dialogue": [{"q": "问", "a": "答"}]},
        when="11-13 21:00",
    )  # fmt: skip
    visibility.grant(number, cast.agency, cast.people["吴彦"], visibility.GRANTED)
    return number, talk


def html(view, actor, *arguments, path="/"):
    request = RequestFactory().get(path, HTTP_HOST="127.0.0.1")
    request.session, request.user = SessionStore(), AnonymousUser()
    request.actor, request.device, request.htmx = actor, "", HtmxDetails(request)
    with at("11-14 09:00"):
        answer = view(request, *arguments)
    assert answer.status_code == 200
    return answer.content.decode()


def test_who_handles_the_case_reads_the_number(cast, told):
    number, talk = told
    assert WITNESS in html(records.record, cast["周启明"], talk.id)
    registration = register.history(cast.agency, SubjectRef("case", number)).records[0]
    assert NUMBER in html(records.record, cast["周启明"], registration.id)


@pytest.mark.parametrize("name", ["吴彦", "顾怡"])
def test_who_may_only_look_reads_a_mask(cast, told, name):
    number, talk = told
    assert WITNESS not in html(records.record, cast[name], talk.id)
    registration = register.history(cast.agency, SubjectRef("case", number)).records[0]
    page = html(records.record, cast[name], registration.id)
    assert NUMBER not in page
    assert MASKED in page
    assert NUMBER not in html(case.case, cast[name], number)


@pytest.mark.parametrize("name", ["周启明", "韩立群", "吴彦", "顾怡", "方志刚"])
def test_no_list_and_no_figure_shows_a_number_to_anybody(cast, told, name):
    actor = cast[name]
    pages = [html(desk.cases, actor, path="/cases/?holding=all"), html(desk.desk, actor), html(drafts.drafts, actor)]
    pages.append(html(rules.duties, actor, "制度第九条", path="/?rule=" + rules.rulebook.find("制度第九条").ids[0]))
    assert not [page for page in pages if NUMBER in page or WITNESS in page]


@pytest.mark.parametrize("name", ["周启明", "韩立群", "吴彦", "顾怡"])
@pytest.mark.parametrize("number", [NUMBER, WITNESS, NUMBER[-8:]])
def test_nobody_is_found_by_his_number(cast, told, name, number):
    with at("11-14 09:00"):
        assert search(cast[name], number).hits == []
