"""The first page of a penalty on the spot: the time is asked once, the cause is found by what people say, nothing is refused in English."""

import re
from copy import deepcopy
from html import unescape

import pytest
from django.test import Client

from liuhen.cases.models import CaseRow
from liuhen.pages.models import BegunVisit
from liuhen.register import register
from liuhen.register.models import Draft
from liuhen.register.types import SubjectRef
from tests.cases.stories import open_case
from tests.cast import at

CAUSE = "接纳未成年人进入营业场所"
CITIZEN = "420199196808080019"


@pytest.fixture
def cast(database, assembled_with_accounts):
    return deepcopy(assembled_with_accounts[1])


@pytest.fixture
def officer(cast):
    client = Client()
    client.force_login(cast.account("周启明"))
    return client


def typed(cast, **other):
    return {
        "type": "citizen", "name": "李强", "code": CITIZEN, "address": "望江路18号", "phone": "13800000000", "place": "望江路18号",
        "seen": "2026-11-13T21:56", "cause": CAUSE, "facts": f"{CAUSE}。", "plain": "seen", "second": str(cast.people["沈静文"]),
        "shown": "1", **other,
    }  # fmt: skip


def begin(officer, posted, when="2026-11-13 22:06"):
    with at(when):
        return officer.post("/visits/new/", posted, headers={"HX-Request": "true"})


def opened(cast):
    """What the case and the decision begin with."""
    draft = Draft.objects.get(kind="summary_decision")
    return register.facts(register.history(cast.agency, SubjectRef("case", draft.subject))), draft.content


def page(officer, when="2026-11-13 22:06"):
    with at(when):
        return unescape(officer.get("/visits/new/").content.decode())


def industries(text):
    return re.findall(r"<h4>(.*?)</h4>", text)


# -- the time ---------------------------------------------------------------------------------------------------------
def test_the_time_asked_once_is_that_of_the_case_the_decision_and_the_cards(cast, officer):
    assert "HX-Redirect" in begin(officer, typed(cast)).headers
    facts, decision = opened(cast)
    assert facts["found"] == decision["at"] == "2026-11-13T21:56"
    assert [one["shown_at"] for one in decision["officers"]] == ["21:56", "21:56"]


def test_cards_that_were_not_shown_have_no_time(cast, officer):
    begin(officer, typed(cast, shown=""))
    assert [one["shown_at"] for one in opened(cast)[1]["officers"]] == ["", ""]
    assert opened(cast)[1]["at"] == "2026-11-13T21:56"


def test_a_check_before_midnight_stays_on_its_day(cast, officer):
    begin(officer, typed(cast, seen="2026-11-13T23:55"), when="2026-11-14 00:05")
    facts, decision = opened(cast)
    assert facts["found"] == decision["at"] == "2026-11-13T23:55"
    assert decision["officers"][0]["shown_at"] == "23:55"


@pytest.mark.parametrize(
    ("seen", "said"), [("2026-11-13T22:07", "晚于现在"), ("2026-11-14T21:56", "晚于现在"), ("昨天晚上", "看不懂")]
)
def test_a_time_to_come_or_none_at_all_opens_nothing(cast, officer, seen, said):
    answer = begin(officer, typed(cast, seen=seen))
    assert said in answer.content.decode()
    assert CaseRow.objects.count() == 0


def test_this_very_minute_is_no_time_to_come(cast, officer):
    assert "HX-Redirect" in begin(officer, typed(cast, seen="2026-11-13T22:06")).headers


def test_the_page_opens_with_now_and_keeps_what_was_chosen(cast, officer):
    assert 'value="2026-11-13T22:06"' in page(officer)
    with at("2026-11-13 22:07"):
        officer.post("/visits/new/keep/", typed(cast, page="2026-11-13T22:06:00+08:00"))
    later = page(officer, "2026-11-14 08:00")
    assert 'value="2026-11-13T21:56"' in later
    assert "11-13 21:56" in later
    BegunVisit.objects.update(values={"seen": ["…"], "name": ["李强"]})
    assert 'value="2026-11-14T08:00"' in page(officer, "2026-11-14 08:00"), "what cannot be read is asked anew"


# -- the party --------------------------------------------------------------------------------------------------------
def test_the_telephone_goes_along_and_a_citizen_has_nobody_responsible(cast, officer):
    begin(officer, typed(cast, representative="王某"))
    party = opened(cast)[0]["parties"][0]
    assert party["phone"] == "13800000000"
    assert party["id_number"] == CITIZEN
    assert "representative" not in party


def test_an_organisation_has(cast, officer):
    begin(officer, typed(cast, type="organisation", code="91420106MA4K0XYZ1A", representative="王某", phone=""))
    party = opened(cast)[0]["parties"][0]
    assert party["representative"] == "王某"
    assert "phone" not in party


@pytest.mark.parametrize(
    ("sort", "number", "said"),
    [
        ("citizen", "420199196808080018", "身份证件号码的校验位不符"), ("citizen", "4201", "不是 18 位"), ("citizen", CITIZEN, ""),
        ("organisation", CITIZEN, "统一社会信用代码"), ("organisation", "", ""),
    ],
)  # fmt: skip
def test_a_number_that_does_not_fit_is_asked_about_as_it_is_typed(cast, officer, sort, number, said):
    with at("2026-11-13 22:06"):
        answer = officer.post("/visits/new/keep/", typed(cast, type=sort, code=number)).content.decode()
    assert "22:06 自动保存" in answer
    doubt = re.search(r'id="code-doubt"[^>]*>(.*?)</p>', answer)[1]
    assert said in doubt
    assert bool(doubt) == bool(said)
    assert f'role="status">{doubt}</p>' in page(officer)


def test_it_is_a_fact_all_the_same(cast, officer):
    assert "HX-Redirect" in begin(officer, typed(cast, code="420199196808080018")).headers


# -- the cause --------------------------------------------------------------------------------------------------------
def test_a_cause_is_found_by_what_people_call_the_place_and_by_its_articles(officer):
    rows = {
        row: found
        for found, row in re.findall(r'data-words="([^"]*)"><input type="checkbox" name="cause" value="([^"]*)"', page(officer))
    }
    assert len(rows) >= 70
    for words in ("网吧", "网咖", "禁入", "网吧条例第三十一条", "网吧条例31条", "互联网上网服务营业场所管理条例"):
        assert words in rows["未悬挂未成年人禁入标志"], words
    assert rows["未悬挂《网络文化经营许可证》"] == rows["未悬挂未成年人禁入标志"], (
        "whoever finds one act of a clause sees the other"
    )
    assert not [row for row in rows if "或者未成年人禁入标志" in row], "what is picked is what was found"
    assert "第二十一条第一款" in rows[CAUSE], "what is broken, not only what is imposed"
    assert "网吧" not in next(found for row, found in rows.items() if "导游" in row)


def test_the_act_that_was_picked_brings_in_its_own_article_alone(cast, officer):
    begin(officer, typed(cast, cause="未悬挂未成年人禁入标志", facts="未悬挂未成年人禁入标志。"))
    facts, decision = opened(cast)
    assert facts["cause"] == "未悬挂未成年人禁入标志"
    assert facts["name"] == "李强涉嫌未悬挂未成年人禁入标志案"
    assert [(row["article"], row["paragraph"]) for row in decision["broken"]] == [("21", "第二款")]
    assert decision["facts"] == "未悬挂未成年人禁入标志。"


def test_what_the_bureau_states_most_comes_first(cast, officer):
    before = industries(page(officer))
    assert before[0] != "上网服务"
    for _ in range(2):
        open_case(cast, cause="在规定的营业时间以外营业")
    text = page(officer)
    assert industries(text)[0] == "上网服务"
    assert re.findall(r'name="cause" value="([^"]*)"', text)[0] == "在规定的营业时间以外营业"
    assert sorted(industries(text)) == sorted(before)


def test_a_cause_that_was_picked_is_still_picked(cast, officer):
    with at("2026-11-13 22:06"):
        officer.post("/visits/new/keep/", typed(cast))
    text = page(officer)
    assert f'value="{CAUSE}" checked' in text
    assert text.count(f'name="cause" value="{CAUSE}"') == 1


# -- refusals ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("gone", "said"),
    [
        ({"name": ""}, "当事人还空着"), ({"place": "", "facts": ""}, "地点、做了什么还空着"), ({"cause": ""}, "选案由"),
        ({"second": ""}, "请选另一名"), ({"type": ""}, "当事人的类别"),
    ],
)  # fmt: skip
def test_what_is_missing_is_named_in_chinese(cast, officer, gone, said):
    answer = begin(officer, typed(cast, **gone))
    assert said in answer.content.decode()
    assert CaseRow.objects.count() == 0


def test_the_browser_says_nothing_of_its_own(officer):
    assert re.search(r'<form id="begin"[^>]*novalidate', page(officer))


def test_who_opens_no_cases_has_no_such_page(cast):
    client = Client()
    client.force_login(cast.account("陈素"))
    for answer in (client.get("/visits/new/"), client.post("/visits/new/keep/", {"name": "李强"}), begin(client, typed(cast))):
        assert answer.status_code == 409 or "X-Liuhen-Refusal" in answer.headers
        assert 'id="begin"' not in answer.content.decode()
    assert CaseRow.objects.count() == 0
    assert BegunVisit.objects.count() == 0
