"""The bureau enters its no-penalty list on the page of violations; a case that it names offers not to punish."""

from copy import deepcopy

import pytest
from django.test import Client

from liuhen.bureau import queries
from liuhen.cases.case_page import case_view
from liuhen.register import register
from liuhen.register.types import SubjectRef
from tests.cast import at

UNIFORM = "从业人员在营业期间未统一着装并佩带工作标志"
GOOD = {"rows": f"{UNIFORM}｜首违不罚｜三日内改正", "since": "2026-01-01", "source": "澄文旅〔2026〕8号"}


@pytest.fixture
def cast(database, assembled_with_accounts):
    return deepcopy(assembled_with_accounts[1])


def sent(cast, name, **values):
    client = Client()
    client.force_login(cast.account(name))
    with at("2026-11-02 09:00"):
        return client.post("/rules/violations/no-penalty/", {**GOOD, **values})


def test_the_administrator_enters_it_and_everybody_reads_it(cast):
    assert sent(cast, "程远").status_code == 302
    client = Client()
    client.force_login(cast.account("周启明"))
    page = client.get("/rules/violations/").content.decode()
    assert "首违不罚" in page
    assert "澄文旅〔2026〕8号" in page
    assert "录入不予处罚清单" not in page


@pytest.mark.parametrize("values", [{"rows": "甲"}, {"rows": ""}, {"since": ""}, {"source": " "}, {"since": "昨天"}])
def test_what_cannot_be_read_is_refused_whole(cast, values):
    answer = sent(cast, "程远", **values)
    assert answer.status_code == 409
    assert "没有" in answer.content.decode()
    assert queries.setting(cast.agency, "no_penalty_list") is None


def test_nobody_else_enters_it(cast):
    for name in ("周启明", "韩立群", "陈素", "许知远"):
        assert sent(cast, name).status_code == 409
    assert queries.setting(cast.agency, "no_penalty_list") is None


@pytest.mark.parametrize(("cause", "offered"), [(UNIFORM, True), ("接纳未成年人进入互联网上网服务营业场所", False)])
def test_a_case_that_the_list_names_offers_not_to_punish(cast, cause, offered):
    from uuid import uuid4

    sent(cast, "程远")
    case = uuid4()
    content = {
        "source": "inspection", "name": "某场所案", "act": "penalty", "procedure": "ordinary", "cause": cause, "capacity": "own",
        "parties": [{"id": "p1", "type": "organisation", "name": "澄湖区星河娱乐有限公司"}], "secrecy": "none", "facts": "未统一着装。",
        "officers": cast.officers("周启明", "沈静文"), "unit": str(cast.units["执法一中队"]),
    }  # fmt: skip
    with at("2026-11-03 09:00"):
        register.record(cast["周启明"], SubjectRef("case", case), "case_registration", content, origin="system")
        view = case_view(cast["周启明"], case)
    steps = [step for step in view.steps if step.kind == "no_penalty_decision"]
    assert [("清单" in step.why, step.required) for step in steps] == ([(True, False)] if offered else [])
    assert any("首违不罚清单" in note.why for note in view.notes) is offered
