"""A rule of somebody else that raises: case and provision are said with the rule's line, everything else is judged."""

import sys
from datetime import datetime

import pytest

from liuhen.eventlogs.judging import judged
from liuhen.regulation import rulebooks
from liuhen.regulation.book import Book
from liuhen.regulation.declared import RuleRaised
from liuhen.regulation.history import Entry, History
from liuhen.regulation.terms import PLAIN
from liuhen.regulation.when import CST, When
from tests.eventlogs.logs import xes

BODY = """
from datetime import date
import sys
from liuhen.regulation.book import Book
from liuhen.regulation.grammar import Duty, Kind, Level, Provision, Source, Stage
SRC = Source(key="src", short="甲规", title="某办法", level=Level.LAW, in_force=date(2000, 1, 1))
FINE = Kind(key="fine", title="Create Fine", stage=Stage.INITIATION)
PAYMENT = Kind(key="payment", title="Payment", stage=Stage.EXECUTION)

def owed(history, terms):
    for fine in history.of(FINE):
        yield Duty(because=fine, owes=PAYMENT, met=history.first(PAYMENT))

def picky(history, terms):
    for fine in history.of(FINE):
        yield Duty(because=fine, owes="半句", met=fine)
        if fine["colour"] == "red":
            raise KeyError("no red")

def talker(history, terms):
    yield "not a duty"

P = Provision(basis=SRC(1), title="一", rule=picky, triggers=(FINE,))
Q = Provision(basis=SRC(2), title="二", rule=owed, triggers=(FINE,), met_by=(PAYMENT,))
R = Provision(basis=SRC(3), title="三", rule=talker, triggers=(PAYMENT,))

def book():
    here = sys.modules[__name__]
    return Book.bind("甲", [here], [here])
"""


@pytest.fixture
def raising(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "path", [*sys.path])
    (tmp_path / "raising_rules.py").write_text(BODY, "utf-8")
    (tmp_path / "pyproject.toml").write_text('[project.entry-points."liuhen.rulebooks"]\nx = "raising_rules:book"\n', "utf-8")
    (tmp_path / "map.toml").write_text("complete = true\n", "utf-8")
    rulebooks.named.cache_clear()
    yield tmp_path
    sys.modules.pop("raising_rules", None)
    rulebooks.named.cache_clear()


def event(name, **attributes):
    return (name, "2007-01-01T00:00:00+01:00", attributes)


def test_it_costs_only_its_own_provision_in_that_case(audited, raising):
    cases = {"plain": [event("Create Fine"), event("Payment")], "red": [event("Create Fine", colour="red")]}
    log = xes(raising / "log.xes", {"first": [event("Create Fine")], **cases, "last": [event("Create Fine")]})
    code, told, _ = audited(log, book=str(raising))
    found = [(line["case"], line["provision"], line["status"]) for line in told["finding"]]
    assert found == [
        ("first", "src:1", "kept"), ("first", "src:2", "owed"),
        ("plain", "src:1", "kept"), ("plain", "src:2", "kept"),
        ("red", "src:2", "owed"),
        ("last", "src:1", "kept"), ("last", "src:2", "owed"),
    ]  # fmt: skip
    lines = BODY.splitlines()
    where = {line["case"]: (line["file"], lines[line["line"] - 1].strip()) for line in told["trouble"]}
    file = str(raising / "raising_rules.py")
    assert where["red"] == (file, 'raise KeyError("no red")')
    assert where["plain"] == (file, "def talker(history, terms):")
    assert {line["code"] for line in told["trouble"]} == {"rule_raised"}
    assert "条款 src:1 的规则出错（KeyError: 'no red'）" in next(
        line["text"] for line in told["trouble"] if line["case"] == "red"
    )
    assert (code, told["summary"][0]["troubles"]) == (2, {"rule_raised": 2})
    assert audited(log, "--jobs", 2, book=str(raising))[1] == told


def test_our_own_way_of_judging_fails_loudly(raising):
    book: Book = rulebooks.named(str(raising)).book
    at = datetime(2007, 1, 1, tzinfo=CST)
    entry = Entry(
        id="1", subject="c", subject_type="case", seq=1, kind="fine", version=1, author="", when=When.at(at), recorded_at=at,
        content={"colour": "red"},
    )  # fmt: skip
    history = History([entry], book.kinds)
    with pytest.raises(RuleRaised, match=r"条款 src:1 的规则出错（KeyError: 'no red'），.*raising_rules\.py:\d+，案卷 c") as told:
        book.judge(history, PLAIN)
    assert isinstance(told.value.__cause__, KeyError)
    findings, raised = judged(book, history, PLAIN)
    assert [one.provision for one in findings] == ["src:2"]
    assert [(error.provision.id, error.words) for error in raised] == [("src:1", "KeyError: 'no red'")]
