"""The party reads and signs on the officer's device; it is taken back, and the decision issued, under one password."""

import json
from copy import deepcopy
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from liuhen.bureau import commands as bureau
from liuhen.instruments.slots import slots as paper_slots
from liuhen.register import register
from liuhen.register.register import Signing
from liuhen.register.types import SubjectRef
from liuhen.regulation.kinds.summary import SPOT_HANDING
from tests.cast import PASSWORD, at

PAD = json.dumps([{"points": [{"x": 10 + step, "y": 20 + 3 * step, "time": step} for step in range(8)]}])
LAW = {"norm": "", "title": "互联网上网服务营业场所管理条例", "version": "2022-03-29", "article": "31", "item": "（五）"}
NOW = "2026-11-13 20:30"


@pytest.fixture
def cast(database, settings, tmp_path, assembled_with_accounts):
    settings.MEDIA_ROOT = tmp_path / "files"
    return deepcopy(assembled_with_accounts[1])


@pytest.fixture
def settled(cast):
    for key, value in (("reconsideration_body", "澄湖区人民政府"), ("court", "澄湖区人民法院")):
        with at("2026-11-01 09:00"):
            bureau.set_setting(bureau.set_up_actor(cast.agency), key, value, source="区政府通知")
    return cast


def decision(cast, *, party="organisation", **values):
    """A decision on the spot that both officers signed; the party has not yet."""
    subject = SubjectRef("case", uuid4())
    pair = cast.officers("周启明", "沈静文")
    begun = {
        "source": "inspection", "name": "蓝鲸网吧未悬挂标志案", "act": "penalty", "procedure": "summary",
        "cause": "未悬挂警示标志、未成年人禁入或者限入标志", "capacity": "own", "secrecy": "none", "facts": "未悬挂。",
        "parties": [{"id": "p1", "type": party, "name": "蓝鲸网吧" if party != "citizen" else "李强"}],
        "officers": pair, "unit": str(cast.units["执法一中队"]),
    }  # fmt: skip
    content = {
        "party": "p1", "facts": "入口处未悬挂未成年人禁入标志", "conditions": "执法人员当场看到", "at": "2026-11-13T20:15",
        "place": {"text": "望江路18号"}, "broken": [LAW], "basis": [LAW], "told": True, "statement": "没有意见", "adopted": "none",
        "penalties": ["fine"], "fine": "100.00", "pay": "spot",
        "officers": [{**one, "shown_at": "20:12"} for one in pair], **values,
    }  # fmt: skip
    with at("2026-11-13 20:10"):
        register.record(cast["周启明"], subject, "case_registration", begun, origin="system")
    with at("2026-11-13 20:20"):
        found = register.record(cast["周启明"], subject, "summary_decision", content, origin="system")
        for name in ("周启明", "沈静文"):
            signing = Signing(part="officers", about=str(cast.people[name]), signer=name)
            register.sign(cast[name], UUID(found.id), signing)
    return found.id


def handed(cast, record, name="周启明"):
    """The device, handed over for the party's signature."""
    client = Client()
    client.force_login(cast.account(name))
    with at(NOW):
        client.post(f"/records/{record}/hand/", {"part": "party", "about": ""})
    return client


def post(client, path, **values):
    with at(NOW):
        return client.post(path, values, headers={"HX-Request": "true"})


def read(client, path):
    with at(NOW):
        return client.get(path).content.decode()


def sign(client, **values):
    return post(client, "/hand/pad/", read="1", strokes=PAD, **({"signer": "李红", "signer_role": "现场负责人"} | values))


def record_of(cast, number):
    return register.find_record(cast.agency, UUID(number))[1]


def signed(cast, **values):
    """A device on which the party has just signed; it is still locked."""
    number = decision(cast, **values)
    client = handed(cast, number)
    assert sign(client).headers["HX-Redirect"] == "/hand/"
    return number, client


def test_the_party_reads_where_to_complain_before_signing(settled):
    text = read(handed(settled, decision(settled)), "/hand/")
    assert "应当自收到本决定书之日起六十日内先向澄湖区人民政府申请行政复议" in text
    assert "十五日内向澄湖区人民法院提起行政诉讼" in text
    assert "不出具的，当事人有权拒绝缴纳" in text


def test_whoever_signs_for_a_company_says_his_name_and_what_he_is_and_both_stand_where_signatures_are_listed(settled):
    number = decision(settled)
    client = handed(settled, number)
    assert "还没有选签名人的身份" in sign(client, signer_role="").content.decode()
    assert "还没有选签名人的身份" in sign(client, signer_role="路过的人").content.decode()
    assert record_of(settled, number).missing, "nothing was signed without it"
    sign(client)
    post(client, "/hand/leave/", person=str(settled.people["周启明"]), password=PASSWORD)
    for path in (f"/records/{number}/sign/", f"/records/{number}/"):
        text = read(client, path)
        assert "李红的手写签名" in text
        assert "现场负责人" in text


def test_a_citizen_who_signs_for_himself_is_asked_neither_again(settled):
    text = read(handed(settled, decision(settled, party="citizen")), "/hand/")
    assert 'value="李强"' in text
    assert "<option selected>本人</option>" in text


def test_taking_the_device_back_and_issuing_is_one_act_with_one_password(settled):
    number, client = signed(settled)
    text = read(client, "/hand/")
    assert "收回设备并盖章发出" in text
    assert "将占用文号" in text
    answer = post(client, "/hand/leave/", person=str(settled.people["周启明"]), password=PASSWORD, issue="1", way="printed")
    done = record_of(settled, number)
    assert done.issued is not None
    assert done.issued.author == str(settled.people["周启明"])
    assert "handed" not in client.session
    assert "/drafts/" in answer.headers["HX-Redirect"], "the money comes next"
    text = read(client, answer.headers["HX-Redirect"])
    assert f"决定书 {done.number} 已发出，请交给当事人" in text
    assert f'<a href="{reverse("paper", args=[number])}">打开决定书（PDF）</a>' in text


def test_taking_it_back_alone_issues_nothing(settled):
    number, client = signed(settled)
    answer = post(client, "/hand/leave/", person=str(settled.people["周启明"]), password=PASSWORD)
    assert answer.headers["HX-Redirect"].endswith("/sign/")
    assert record_of(settled, number).issued is None


def test_a_wrong_password_neither_takes_back_nor_issues(settled):
    number, client = signed(settled)
    answer = post(client, "/hand/leave/", person=str(settled.people["周启明"]), password="a-guess", issue="1", way="printed")
    assert "密码不对" in answer.content.decode()
    assert "handed" in client.session
    assert record_of(settled, number).issued is None


def test_a_colleagues_password_takes_back_but_does_not_issue_in_anothers_name(settled):
    number, client = signed(settled)
    answer = post(client, "/hand/leave/", person=str(settled.people["沈静文"]), password=PASSWORD, issue="1", way="printed")
    assert answer.headers["HX-Redirect"] == f"/records/{number}/issue/?back=1"
    assert "handed" not in client.session
    assert record_of(settled, number).issued is None
    assert "设备已收回，当场处罚决定书没有发出" in read(client, answer.headers["HX-Redirect"])


def test_where_something_stands_in_the_way_the_device_is_taken_back_and_the_reason_is_said(cast):
    number, client = signed(cast)  # the bureau has not said where reconsideration goes
    answer = post(client, "/hand/leave/", person=str(cast.people["周启明"]), password=PASSWORD, issue="1", way="printed")
    assert "handed" not in client.session
    assert record_of(cast, number).issued is None
    text = read(client, answer.headers["HX-Redirect"])
    assert "设备已收回，当场处罚决定书没有发出" in text
    assert "本机关没有设置行政复议机关、人民法院的全称" in text


def test_what_a_rule_stops_is_not_issued_that_way_either(settled):
    number, client = signed(settled, fine="5000.00")
    answer = post(client, "/hand/leave/", person=str(settled.people["周启明"]), password=PASSWORD, issue="1", way="printed")
    assert "handed" not in client.session
    assert record_of(settled, number).issued is None
    text = read(client, answer.headers["HX-Redirect"])
    assert "设备已收回，当场处罚决定书没有发出" in text
    assert "项要先办" in text


def test_while_a_signature_is_missing_only_taking_back_is_offered(settled):
    client = handed(settled, decision(settled))
    assert "盖章发出" not in read(client, "/hand/")
    post(client, "/hand/leave/", person=str(settled.people["周启明"]), password=PASSWORD, issue="1", way="printed")
    assert "handed" not in client.session


def test_the_line_of_what_was_done_is_said_to_nobody_else_and_not_for_ever(settled):
    number, client = signed(settled)
    answer = post(client, "/hand/leave/", person=str(settled.people["周启明"]), password=PASSWORD, issue="1", way="printed")
    ref, _ = register.find_record(settled.agency, UUID(number))
    assert "已发出，请交给当事人" in read(client, f"/cases/{ref.id}/visit/")
    other = Client()
    other.force_login(settled.account("沈静文"))
    assert "已发出，请交给当事人" not in read(other, f"/cases/{ref.id}/visit/")
    with at("2026-11-13 20:50"):
        assert "已发出，请交给当事人" not in client.get(answer.headers["HX-Redirect"]).content.decode()


# -- how it reaches the party's hand ----------------------------------------------------------------------------------
def taken_back(cast, client, **values):
    person = str(cast.people["周启明"])
    return post(client, "/hand/leave/", person=person, password=PASSWORD, issue="1", **values)


def handings(cast, number):
    history = register.history(cast.agency, register.find_record(cast.agency, UUID(number))[0])
    return [(one.get("way"), one.about) for one in history.of(SPOT_HANDING)]


def owed(cast, number):
    ref, _ = register.find_record(cast.agency, UUID(number))
    return [(one.do, one.why) for one in register.findings(ref) if one.owes == "proof_of_service" and one.status == "owed"]


def test_printing_is_chosen_already_and_nothing_more_is_owed(settled):
    number, client = signed(settled)
    text = read(client, "/hand/")
    assert '<input type="radio" name="way" value="printed" checked>' in text
    assert 'value="electronic"' not in text, "nobody signed that he takes papers so"
    taken_back(settled, client, way="printed")
    assert handings(settled, number) == [("printed", number)]
    assert owed(settled, number) == []


def test_what_could_not_be_printed_is_still_to_be_served_and_that_is_the_next_step(settled):
    number, client = signed(settled)
    answer = taken_back(settled, client, way="none")
    ref, done = register.find_record(settled.agency, UUID(number))
    assert done.issued is not None
    assert answer.headers["HX-Redirect"] == f"/cases/{ref.id}/visit/"
    text = read(client, answer.headers["HX-Redirect"])
    assert f"决定书 {done.number} 已发出，还没有交给当事人" in text
    assert "现在：送达决定书" in text
    assert "填送达回证" in text
    ((do, why),) = owed(settled, number)
    assert do == "送达决定书"
    assert "2026-11-13 20:30 记明没有交成，送达后填送达回证" in why
    assert "送达决定书" in read(client, f"/cases/{ref.id}/")
    assert "下一步：送达决定书" in read(client, "/")


def test_who_has_no_printer_tonight_says_so_once(settled):
    _, client = signed(settled)
    taken_back(settled, client, way="none")
    second = decision(settled)
    post(client, f"/records/{second}/hand/", part="party", about="")
    sign(client)
    assert '<input type="radio" name="way" value="none" checked>' in read(client, "/hand/")


@pytest.mark.parametrize("way", ["", "by pigeon", "electronic", "blank"])
def test_an_answer_that_was_not_on_offer_issues_nothing(settled, way):
    number, client = signed(settled)
    post(client, "/hand/leave/", person=str(settled.people["周启明"]), password=PASSWORD)
    answer = post(client, f"/records/{number}/issue/", password=PASSWORD, way=way)
    assert "还没有选决定书怎样交给当事人" in answer.content.decode()
    assert record_of(settled, number).issued is None


def test_who_signed_that_he_takes_papers_electronically_is_sent_it(settled):
    number, client = signed(settled)
    ref, _ = register.find_record(settled.agency, UUID(number))
    with at("2026-11-13 20:25"):
        agreed = {"party": "p1", "place": {"text": "望江路18号"}, "phone": "1", "electronic": True, "address": "a@b.cn"}
        form = register.record(settled["周启明"], ref, "address_confirmed", agreed, origin="system")
        register.sign(settled["周启明"], UUID(form.id), Signing(part="party", signer="李红", means="glass", strokes="x"))
    assert '<input type="radio" name="way" value="electronic" checked>' in read(client, "/hand/")
    taken_back(settled, client, way="electronic")
    assert owed(settled, number) == []


def test_what_was_said_to_be_handed_over_can_be_taken_back_at_once(settled):
    number, client = signed(settled)
    answer = taken_back(settled, client, way="printed")
    assert "没有交成" in read(client, answer.headers["HX-Redirect"])
    ref, _ = register.find_record(settled.agency, UUID(number))
    answer = post(client, f"/records/{number}/not-handed/")
    assert answer.headers["HX-Redirect"] == f"/cases/{ref.id}/visit/"
    assert [way for way, _ in handings(settled, number)] == ["printed", "none"]
    assert len(owed(settled, number)) == 1
    assert "现在：送达决定书" in read(client, answer.headers["HX-Redirect"])


def test_nobody_says_of_a_decision_that_is_not_out_that_it_was_not_handed_over(settled):
    number = decision(settled)
    client = Client()
    client.force_login(settled.account("周启明"))
    assert client.post(f"/records/{number}/not-handed/").status_code == 404
    assert handings(settled, number) == []


def test_who_would_not_sign_is_not_said_to_have_it_unless_somebody_says_so(settled):
    number = decision(settled)
    client = Client()
    client.force_login(settled.account("周启明"))
    refusal = {"part": "party", "about": "", "signer": "李红", "reason": "认为罚得重", "at": "20:28"}
    post(client, f"/records/{number}/refuse/", **refusal)
    assert '<input type="radio" name="way" value="none" checked>' in read(client, f"/records/{number}/issue/")
    post(client, f"/records/{number}/issue/", password=PASSWORD, way="printed")
    assert owed(settled, number) == []


# -- what is declared by signing --------------------------------------------------------------------------------------
TOLD = "本告知书已收到。"


def result_told(cast):
    """The result of an inspection, to be signed for by the party."""
    subject, _ = register.find_record(cast.agency, UUID(decision(cast)))
    content = {
        "party": "p1", "inspected_on": "2026-11-13", "result": "corrected", "found": "标志已经挂好", "officers": cast.officers("周启明", "沈静文"),
    }  # fmt: skip
    with at("2026-11-13 20:25"):
        return register.record(cast["周启明"], subject, "inspection_result", content, origin="system").id


def given(cast, number):
    record = record_of(cast, number)
    (view,) = [view for view in record.parts if view.key == "party"]
    return view.entry.content, "".join(one["said"] for one in paper_slots(record) if one["key"] == "party")


def test_who_signs_reads_what_he_declares_by_it_and_it_stands_beside_his_name(settled):
    number = result_told(settled)
    client = handed(settled, number)
    assert f"签名即声明：{TOLD}" in read(client, "/hand/")
    sign(client)
    content, printed = given(settled, number)
    assert content["declares"] == TOLD
    assert f"“{TOLD}”" in printed


def test_who_writes_down_another_opinion_declares_nothing_but_that(settled):
    number = result_told(settled)
    client = handed(settled, number)
    sign(client, remark="标志原来就有，只是掉了")
    content, printed = given(settled, number)
    assert "declares" not in content
    assert "“标志原来就有，只是掉了”" in printed
    assert TOLD not in printed


def test_a_decision_on_the_spot_lets_nobody_declare_that_he_has_it_before_it_is_out(settled):
    number = decision(settled)
    client = handed(settled, number)
    assert "签名即声明" not in read(client, "/hand/")
    sign(client)
    assert "declares" not in given(settled, number)[0]
