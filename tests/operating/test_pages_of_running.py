"""What every answer carries, how long a session lasts, and the pages that stand when nothing else does."""

import json
import logging
from dataclasses import replace
from typing import Any

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client, RequestFactory

from liuhen.operating import errors, middleware
from liuhen.register.files import Missing
from liuhen.register.stores_s3 import StoreTrouble
from liuhen.regulation.book import our_book
from liuhen.regulation.declared import RuleRaised
from liuhen.regulation.history import History
from liuhen.regulation.terms import PLAIN

REPORT = {"csp-report": {"effective-directive": "script-src", "blocked-uri": "inline", "document-uri": "http://x/case"}}


def directives(policy: str) -> dict[str, list[str]]:
    return {words[0]: words[1:] for words in (part.split() for part in policy.split(";"))}


def test_no_page_may_run_or_style_anything_inline():
    allowed = directives(middleware.POLICY)

    assert allowed["script-src"] == ["'self'"]
    assert allowed["style-src"] == ["'self'"]
    assert allowed["default-src"] == ["'none'"]
    assert "unsafe" not in middleware.POLICY


def test_a_view_may_set_a_stricter_policy_of_its_own():
    def view(_request: Any) -> HttpResponse:
        return HttpResponse(headers={"Content-Security-Policy": "sandbox"})

    answer = middleware.security_headers(view)(RequestFactory().get("/"))

    assert answer["Content-Security-Policy"] == "sandbox"


def test_a_report_of_the_browser_becomes_one_line(caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.ERROR, "liuhen.csp"):
        answer = Client().post(middleware.REPORTS, json.dumps(REPORT), content_type="application/csp-report")

    assert answer.status_code == 204
    assert caplog.messages == ["CSP script-src blocked inline on http://x/case"]


@pytest.mark.parametrize("body", ["", "{", "[]", '{"csp-report": 3}', "null"])
def test_a_report_that_is_none_harms_nothing(body: str, caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.ERROR, "liuhen.csp"):
        answer = Client().post(middleware.REPORTS, body, content_type="application/csp-report")

    assert answer.status_code == 204
    assert not caplog.messages


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (OperationalError("gone"), 503, "数据库正在重新启动"),
        (StoreTrouble("away"), 503, "对象存储现在连不上"),
        (ValueError("bug"), 500, "没有完成"),
    ],
)
def test_a_failure_is_told_calmly_without_blame(error: Exception, status: int, said: str):
    try:
        raise error
    except type(error):
        answer = errors.server_error(RequestFactory().get("/"))

    page = answer.content.decode()
    assert answer.status_code == status
    assert said in page
    assert answer["Cache-Control"] == "no-store"
    assert not [word for word in ("异常", "非法", "错误代码", "style=", "<script") if word in page]


def test_a_file_that_is_gone_is_named_for_the_administrator_and_in_the_log(caplog: pytest.LogCaptureFixture):
    digest = "5d" * 32
    error = Missing(digest)
    try:
        raise error
    except Missing:
        answer = errors.server_error(RequestFactory().get("/records/17/paper.pdf"))

    page = answer.content.decode()
    assert answer.status_code == 500
    assert f"不在文件库里（{digest[:16]}…）" in page
    assert "其他内容没有变动" in page
    assert "系统管理员" in page
    assert f"/records/17/paper.pdf answered 500: file {digest} is missing from the store" in caplog.text


def test_a_rule_of_a_rulebook_that_raises_is_named_with_its_line_and_the_case_is_in_the_log(caplog):
    first = next(iter(our_book().provisions.values()))

    def broken(_history, _terms):
        raise KeyError("colour")

    raising = replace(first, rule=broken)
    history = History([], our_book().kinds, subject="2026-17", subject_type=first.reads)
    try:
        our_book().judge(history, PLAIN, [raising])
    except RuleRaised:
        answer = errors.server_error(RequestFactory().get("/cases/2026-17/"))

    page = answer.content.decode()
    assert answer.status_code == 500
    assert f"“{first.title}”这一条（{first.id}）的规则出了错" in page
    assert "test_pages_of_running.py:" in page
    assert "没有记入案卷" in page
    assert f"case 2026-17, provision {first.id}" in caplog.text


def after(session: dict[str, int], seconds: int, monkeypatch: pytest.MonkeyPatch, **headers: str) -> bool:
    """Whether a request ``seconds`` after the session was last written writes it again."""
    from django.contrib.sessions.backends.signed_cookies import SessionStore

    store = SessionStore()
    store.update(session)
    store.modified = False
    request = RequestFactory().get("/", **headers)  # type: ignore[arg-type]
    request.session = store
    monkeypatch.setattr(middleware.time, "time", lambda: 1_000_000 + seconds)
    middleware.keep_session_of_who_is_working(lambda _request: HttpResponse())(request)
    return bool(store.modified)


def test_who_works_keeps_the_session_and_an_unattended_page_does_not(monkeypatch: pytest.MonkeyPatch):
    used = {"used_at": 1_000_000}

    assert after(used, 61, monkeypatch)
    assert not after(used, 30, monkeypatch)
    assert not after(used, 61, monkeypatch, HTTP_X_LIUHEN_UNATTENDED="1")
    assert not after({}, 61, monkeypatch)
