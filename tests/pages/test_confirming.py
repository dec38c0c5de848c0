"""What does not fit is asked about once, beside the form; who confirms it goes on, and nothing is ever refused for it."""

import re
from copy import deepcopy

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from liuhen.pages.views import drafts
from liuhen.register import register
from liuhen.register.models import Draft
from liuhen.register.types import SubjectRef
from tests.cases.stories import XINGYU, open_case
from tests.cast import at

LATER = "11-20 09:00"
WRONG = {**XINGYU, "code": "91350100M000100Y42"}


@pytest.fixture
def cast(database, assembled):
    return deepcopy(assembled[1])


@pytest.fixture
def draft(cast):
    """A change of the case whose party has a code with a wrong check sign."""
    case = SubjectRef("case", open_case(cast))
    with at(LATER):
        made = register.start_draft(cast["周启明"], "case_changed", subject=case)
        return register.save_draft(cast["周启明"], made.id, {"parties": [WRONG], "reason": "照营业执照补"}, made.revision)


def posted(cast, draft, *, htmx=True, **values):
    headers = {"HTTP_HX_REQUEST": "true"} if htmx else {}
    request = RequestFactory().post(f"/drafts/{draft.id}/freeze/", values, HTTP_HOST="127.0.0.1", **headers)
    request.session, request.user = SessionStore(), AnonymousUser()
    request.actor, request.device, request.htmx = cast["周启明"], "", HtmxDetails(request)
    with at(LATER):
        return drafts.freeze(request, draft.id)


def test_a_wrong_check_sign_stands_beside_its_field(cast, draft):
    with at(LATER):
        check = register.check(cast["周启明"], draft)
    assert [doubt.field for doubt in check.doubts] == ["parties"]
    assert "校验位不符" in check.doubts[0].text
    assert check.ready


def test_it_is_asked_about_and_frozen_once_confirmed(cast, draft):
    answer = posted(cast, draft).content.decode()
    assert "请先核对" in answer
    assert "校验位不符" in answer
    assert Draft.objects.filter(pk=draft.id).exists()
    token = re.search(r'name="confirmed" value="(\w+)"', answer)[1]
    posted(cast, draft, confirmed=token)
    assert not Draft.objects.filter(pk=draft.id).exists()
    history = register.history(cast.agency, register.subject_of(draft))
    assert history.records[-1]["parties"][0]["code"] == WRONG["code"]


def test_a_confirmation_holds_for_that_value_alone(cast, draft):
    token = re.search(r'name="confirmed" value="(\w+)"', posted(cast, draft).content.decode())[1]
    other = {**XINGYU, "code": "91350100M000100Y44"}
    with at(LATER):
        changed = register.save_draft(cast["周启明"], draft.id, {"parties": [other]}, Draft.objects.get(pk=draft.id).revision)
    assert "请先核对" in posted(cast, changed, confirmed=token).content.decode()


def test_without_a_script_the_form_comes_back_with_the_question(cast, draft):
    page = posted(cast, draft, htmx=False).content.decode()
    assert 'name="confirmed"' in page
    assert "照营业执照补" in page


def test_a_told_fact_with_a_wrong_number_is_taken_as_it_is(cast, draft):
    with at(LATER):
        record = register.record(
            cast["周启明"], register.subject_of(draft), "case_changed", {"parties": [WRONG], "reason": "旧案"}
        )
    assert record["parties"][0]["code"] == WRONG["code"]
