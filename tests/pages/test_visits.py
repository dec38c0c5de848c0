"""The page of a penalty on the spot: the one thing to do now, and nothing more once the case was withdrawn."""

from copy import deepcopy
from uuid import UUID, uuid4

import pytest
from django.test import Client

from liuhen.bureau import commands as bureau
from liuhen.cases import visit_steps
from liuhen.register import register
from liuhen.register.models import Draft
from liuhen.register.types import SubjectRef
from liuhen.regulation.grammar import Verdict
from tests.cases.stories import add, opine
from tests.cast import at

ON = "继续当场处罚"


@pytest.fixture
def cast(database, assembled_with_accounts):
    return deepcopy(assembled_with_accounts[1])


@pytest.fixture
def case(cast):
    """周启明 has begun a visit on Friday evening."""
    subject = SubjectRef("case", uuid4())
    content = {
        "source": "inspection", "name": "李强未悬挂标志案", "act": "penalty", "procedure": "summary", "cause": "未悬挂警示标志、未成年人禁入或者限入标志",
        "capacity": "own", "parties": [{"id": "p1", "type": "citizen", "name": "李强"}], "secrecy": "none", "facts": "未悬挂。",
        "officers": cast.officers("周启明", "沈静文"), "unit": str(cast.units["执法一中队"]),
    }  # fmt: skip
    with at("2026-11-13 20:10"):
        register.record(cast["周启明"], subject, "case_registration", content, origin="system")
    return subject.id


def withdraw(cast, case, *, agreed=True):
    content = {"reason": "标志悬挂在侧门，没有违法事实", "decided": "2026-11-16"}
    form = add(cast, "周启明", case, "case_withdrawn", content, when="2026-11-16 09:00")
    opine(cast, "周启明", form, "handler", when="2026-11-16 09:10")
    opine(cast, "方志刚", form, "unit_head", when="2026-11-16 09:20")
    if agreed:
        opine(cast, "韩立群", form, "head", when="2026-11-16 10:00")


def read(cast, path, name="周启明"):
    client = Client()
    client.force_login(cast.account(name))
    with at("2026-11-16 11:00"):
        return client, client.get(path)


def test_a_visit_that_was_begun_is_gone_on_with_from_the_desk_the_case_and_its_own_page(cast, case):
    assert ON in read(cast, f"/cases/{case}/")[1].content.decode()
    assert "没办完的当场处罚" in read(cast, "/")[1].content.decode()
    assert "现在：填写决定书" in read(cast, f"/cases/{case}/visit/")[1].content.decode()


def test_a_withdrawn_one_is_offered_nowhere_and_its_page_leads_back_to_the_case(cast, case):
    withdraw(cast, case)
    assert ON not in read(cast, f"/cases/{case}/")[1].content.decode()
    assert "没办完的当场处罚" not in read(cast, "/")[1].content.decode()
    assert visit_steps.unfinished(cast["周启明"]) == []
    client, page = read(cast, f"/cases/{case}/visit/")
    text = page.content.decode()
    assert "本案已撤案，当场处罚不再往下办" in text
    assert "现在：" not in text
    assert "不再办" in text
    drafts = Draft.objects.count()
    with at("2026-11-16 11:01"):
        answer = client.post(f"/cases/{case}/visit/")  # the page was left open
    assert answer.headers.get("Location", answer.headers.get("HX-Redirect")) == f"/cases/{case}/"
    assert Draft.objects.count() == drafts


def test_until_the_head_agrees_it_goes_on(cast, case):
    withdraw(cast, case, agreed=False)
    assert ON in read(cast, f"/cases/{case}/")[1].content.decode()
    assert "现在：填写决定书" in read(cast, f"/cases/{case}/visit/")[1].content.decode()


def test_who_may_not_write_in_the_case_has_no_such_page(cast, case):
    assert read(cast, f"/cases/{case}/visit/", "陈素")[1].status_code == 404


def warned(cast, case, *, party):
    """A warning, signed by both officers; the party signs or will not; issued."""
    for key, value in (("reconsideration_body", "澄湖区人民政府"), ("court", "澄湖区人民法院")):
        bureau.set_setting(bureau.set_up_actor(cast.agency), key, value, source="区政府通知")
    law = [{"norm": "", "title": "互联网上网服务营业场所管理条例", "version": "2022-03-29", "article": "21", "paragraph": ""}]
    content = {
        "party": "p1", "facts": "未悬挂", "conditions": "当场看到", "at": "2026-11-13T20:05", "place": {"text": "望江路18号"},
        "broken": law, "basis": law, "told": True, "statement": "没有意见", "adopted": "none", "penalties": ["warning"],
        "officers": [one | {"shown_at": "20:06"} for one in cast.officers("周启明", "沈静文")],
    }  # fmt: skip
    decision = add(cast, "周启明", case, "summary_decision", content, when="2026-11-13 20:20")
    number = UUID(decision.id)
    with at("2026-11-13 20:25"):
        for name in ("周启明", "沈静文"):
            register.sign(cast[name], number, register.Signing(part="officers", about=str(cast.people[name]), signer=name))
        register.sign(cast["周启明"], number, register.Signing(part="party", signer="李强", **party))
    with at("2026-11-13 20:30"):
        return register.issue(cast["周启明"], number)


def owed(case):
    rows = register.findings(SubjectRef("case", case))
    return {one.owes for one in rows if one.sort == "duty" and one.status == "owed"}


def test_who_signed_is_asked_for_no_slip(cast, case):
    warned(cast, case, party={})
    assert "proof_of_service" not in owed(case)
    text = read(cast, f"/cases/{case}/visit/")[1].content.decode()
    assert "现在：报所属机关备案" in text
    assert "交付决定书" not in text


def test_for_who_would_not_sign_the_visit_says_so_and_leads_to_the_slip(cast, case):
    decision = warned(cast, case, party={"verdict": Verdict.DECLINED, "extra": {"reason": "认为罚得重"}})
    assert "proof_of_service" in owed(case)
    client, page = read(cast, f"/cases/{case}/visit/")
    text = page.content.decode()
    assert "现在：交付决定书" in text
    assert "当事人没有签收" in text
    assert "填送达回证" in text
    with at("2026-11-16 11:01"):
        answer = client.post(f"/cases/{case}/visit/")
    draft = Draft.objects.get(kind="proof_of_service")
    assert answer.headers.get("Location", answer.headers.get("HX-Redirect")) == f"/drafts/{draft.pk}/"
    assert draft.content["papers"] == [decision.id]
    assert draft.content["party"] == "p1"
