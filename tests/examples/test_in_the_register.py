"""The system run by another bureau's rulebook: its kind can be recorded, its article and its clock speak, ours that it replaced does not."""

from datetime import datetime
from uuid import uuid4

import pytest

from liuhen.bureau import commands
from liuhen.lib.home import PROJECT
from liuhen.register import register, store
from liuhen.register.types import SubjectRef
from liuhen.regulation.when import CST, When


@pytest.fixture
def clerk(database, settings):
    settings.LIUHEN_BOOK = str(PROJECT / "examples/rulebook")
    return commands.set_up_actor(commands.found_agency("星海区文化和旅游局", "星"))


def told(clerk, case, kind, at, **content):
    when = When.at(datetime.fromisoformat(at).replace(tzinfo=CST))
    return register.record(clerk, case, kind, content, when=when, origin="told")


def test_its_kind_article_and_clock_hold_in_the_register(clerk):
    case = SubjectRef("case", uuid4())
    told(clerk, case, "urgent_start", "2026-03-01T21:00", reason="夜间检查")
    told(clerk, case, "initiation_approval", "2026-03-02T10:00", reason="夜间检查")
    told(clerk, case, "penalty_decision", "2026-04-01T10:00")
    told(clerk, case, "xinghai_revisit", "2026-05-02T00:00", result="corrected")
    found = {row.provision: row.status for row in register.findings(case)}
    assert found["xinghai_2026:7:urgent"] == "kept_late"
    assert found["xinghai_2026:33"] == "kept_late"
    assert "REG:7:urgent" not in found
    assert "REG:7:approval" in found


def test_ours_is_the_default(settings):
    assert settings.LIUHEN_BOOK == ""
    assert store.book().name == "制度"
