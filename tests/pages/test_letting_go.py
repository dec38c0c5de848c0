"""无法补办、免办、负责人决定不适用: who is offered what for a duty, and what each does."""

from copy import deepcopy

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.http import Http404
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from liuhen.cases import commands
from liuhen.pages.views import pardoning
from liuhen.pages.views.case import case as case_page
from liuhen.register import register
from liuhen.register.models import FindingRow
from liuhen.register.types import SubjectRef
from liuhen.regulation.grammar import Refusal
from tests.cast import at


@pytest.fixture
def cast(database, assembled):
    return deepcopy(assembled[1])


@pytest.fixture
def case(cast):
    content = {
        "source": "complaint", "name": "星遇网咖涉嫌接纳未成年人案", "act": "penalty", "procedure": "ordinary", "cause": "接纳未成年人",
        "capacity": "own", "acting_body": "澄湖区文化和旅游局", "secrecy": "none", "facts": "接纳未成年人上网。",
        "legal_basis": [{"title": "互联网上网服务营业场所管理条例", "article": "4"}], "unit": str(cast.units["执法一中队"]),
        "parties": [{"id": "p1", "type": "organisation", "name": "星遇网络"}], "officers": cast.officers("周启明", "沈静文"),
    }  # fmt: skip
    with at("11-13 19:30"):
        number = commands.open_case(cast["周启明"], content)
        ref = SubjectRef("case", number)
        register.record(cast["周启明"], ref, "recusal_request", {"by": "self", "person_name": "沈静文"}, origin="system")
    return ref


def row(case, provision):
    return FindingRow.objects.get(subject=case.id, provision=provision)


def asked(actor, finding, method="get", **values):
    request = getattr(RequestFactory(), method)(f"/duties/{finding}/explain/", values, HTTP_HOST="127.0.0.1")
    request.session, request.user = SessionStore(), AnonymousUser()
    request.actor, request.device, request.htmx = actor, "", HtmxDetails(request)
    with at("11-14 09:00"):
        return pardoning.explain(request, finding)


def test_an_officer_is_offered_the_explanation_and_the_excusal_and_a_head_the_override(cast, case):
    duty = row(case, "REG:7:approval").pk
    officer = asked(cast["周启明"], duty).content.decode()
    assert "经批准免办" in officer
    assert "负责人决定不适用" not in officer
    head = asked(cast["韩立群"], duty).content.decode()
    assert "负责人决定不适用" in head
    assert "经批准免办" not in head
    assert "不适宜记录" not in officer


def test_a_statutes_duty_asks_for_the_article_and_offers_no_override(cast, case):
    duty = row(case, "penalty_2021:43:decided").pk
    assert "依据写到第几条" in asked(cast["周启明"], duty).content.decode()
    assert "负责人决定不适用" not in asked(cast["韩立群"], duty).content.decode()


def test_what_custom_asks_is_offered_as_not_needed_and_nothing_else_is(cast, case):
    duty = row(case, "PRACTICE:限期留存的证据:case")
    shown = asked(cast["周启明"], duty.pk).content.decode()
    assert "不需要</label>" in shown
    assert "不是法律或者制度的要求" in shown
    assert "不需要</label>" not in asked(cast["周启明"], row(case, "REG:7:approval").pk).content.decode()
    assert asked(cast["周启明"], duty.pk, "post", **{"as": "not_needed", "text": "公安机关已经提取"}).status_code == 302
    duty.refresh_from_db()
    assert duty.status == "excused"


def test_a_head_lets_the_regulation_pass_and_an_officer_does_not(cast, case):
    duty = row(case, "REG:7:approval")
    with pytest.raises(Refusal):
        asked(cast["周启明"], duty.pk, "post", **{"as": "override", "text": "急办"})
    assert asked(cast["韩立群"], duty.pk, "post", **{"as": "override", "text": "突发事件"}).status_code == 302
    duty.refresh_from_db()
    assert duty.status == "excused"


def test_an_excusal_of_a_statutes_duty_goes_through_with_a_law_that_is_named(cast, case):
    duty = row(case, "penalty_2021:43:decided")
    words = {"as": "excused", "ground": "law", "text": "另有规定", "approver": "韩立群"}
    with pytest.raises(Refusal, match="第几条"):
        asked(cast["周启明"], duty.pk, "post", basis="局长同意", **words)
    assert asked(cast["周启明"], duty.pk, "post", basis="《某某条例》第八条", **words).status_code == 302
    duty.refresh_from_db()
    assert duty.status == "excused"


def test_what_can_no_longer_be_done_shows_as_broken_and_who_has_no_part_in_the_case_sees_nothing(cast, case):
    with at("11-13 20:00"):
        order = {
            "party": "p1",
            "facts": "接纳未成年人",
            "items": [{"id": "1", "text": "核对身份证件", "way": "by", "until": "2026-11-13"}],
        }
        register.record(cast["周启明"], case, "correction_order", order, origin="told")
    duty = row(case, "REG:23:correction")
    with pytest.raises(Http404):
        asked(cast["吴彦"], duty.pk)
    assert asked(cast["周启明"], duty.pk, "post", **{"as": "breached", "text": "场所已经拆除"}).status_code == 302
    duty.refresh_from_db()
    assert duty.status == "breached"
    with pytest.raises(Http404):
        asked(cast["周启明"], duty.pk + 1_000_000)


def test_who_pressed_exempt_finds_exempt_chosen(cast, case):
    finding = row(case, "PRACTICE:立案期限").pk  # nothing waits for it
    chosen = asked(cast["周启明"], finding, **{"as": "excused"}).content.decode()
    plain = asked(cast["周启明"], finding).content.decode()
    assert 'value="excused" checked' in chosen
    assert 'value="breached" checked' not in chosen
    assert 'value="breached" checked' in plain
    assert 'value="excused" checked' not in plain


def test_who_pressed_not_needed_finds_it_chosen_where_it_may_be_said(cast, case):
    custom, ours = row(case, "PRACTICE:限期留存的证据:case").pk, row(case, "REG:7:approval").pk
    assert 'value="not_needed" checked' in asked(cast["周启明"], custom, **{"as": "not_needed"}).content.decode()
    assert 'value="not_needed" checked' not in asked(cast["周启明"], custom).content.decode()
    assert 'value="not_needed"' not in asked(cast["周启明"], ours, **{"as": "not_needed"}).content.decode()


def test_nobody_passes_a_gate_by_calling_what_it_waits_for_past_doing(cast, case):
    for provision, way in (("penalty_2021:43:decided", "请照办。"), ("REG:7:approval", "负责人决定不适用")):
        duty = row(case, provision)
        assert "说明无法补办</label>" not in asked(cast["周启明"], duty.pk).content.decode()
        with pytest.raises(Refusal, match=way):
            asked(cast["周启明"], duty.pk, "post", **{"as": "breached", "text": "来不及了"})
        duty.refresh_from_db()
        assert duty.status == "owed"


def test_what_a_later_step_still_waits_for_is_never_offered_as_past_doing_however_late_it_is(cast, case):
    with at("11-13 20:30"):
        start = {"reason": "夜间举报", "started": "2026-11-13T20:15"}
        register.record(cast["周启明"], case, "urgent_start", start, origin="told")
    with at("2027-01-20 09:00"):
        request = RequestFactory().get(f"/cases/{case.id}/", HTTP_HOST="127.0.0.1")
        request.session, request.user = SessionStore(), AnonymousUser()
        request.actor, request.device, request.htmx = cast["周启明"], "", HtmxDetails(request)
        page = case_page(request, case.id).content.decode()
    late, waiting = row(case, "PRACTICE:限期留存的证据:case"), row(case, "REG:7:urgent")
    assert f'href="/duties/{late.pk}/explain/">无法补办' in page
    assert f'href="/duties/{waiting.pk}/explain/?as=excused">免办' in page


def test_a_head_who_can_do_nothing_here_is_told_so_and_gets_no_button(cast, case):
    page = asked(cast["韩立群"], row(case, "penalty_2021:43:decided").pk).content.decode()
    assert "负责人也不能决定不办" in page
    assert "写说明" not in page
