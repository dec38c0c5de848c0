"""A clue's page leads to telling a complainant who gave his name, whether nothing is started or the matter went to another bureau."""

from copy import deepcopy

import pytest
from django.test import Client

from liuhen.cases import commands
from tests.cases.test_visibility import COMPLAINT
from tests.cast import at


@pytest.fixture
def cast(database, assembled_with_accounts):
    return deepcopy(assembled_with_accounts[1])


@pytest.mark.parametrize(
    ("result", "to", "offered"), [("not_open", "", True), ("transfer", "生态环境局", True), ("open", "", False)]
)
def test_whoever_gave_his_name_is_to_be_told_unless_a_case_is_started(cast, result, to, offered):
    with at("11-13 19:45"):
        clue = commands.register_complaint(cast["丁晓彤"], COMPLAINT)
    with at("11-14 09:00"):
        commands.triage(cast["方志刚"], clue, result, "看过了", transfer_to=to)
    client = Client()
    client.force_login(cast.account("丁晓彤"))
    with at("11-14 10:00"):
        page = client.get(f"/clues/{clue}/").content.decode()
    assert ("记告知" in page) is offered
