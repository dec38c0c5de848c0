"""Permits: each case by its own deadline, four eyes on each confirmation; counted again here in another way."""

import csv
from collections import Counter, defaultdict
from datetime import datetime

import pytest

from tests.eventlogs.logs import xes

MADE = {
    "T02 Check confirmation of receipt": ("Confirmation of receipt", "T03 Adjust confirmation of receipt"),
    "T12 Check document X request unlicensed": (
        "T11 Create document X request unlicensed",
        "T13 Adjust document X request unlicensed",
    ),
    "T17 Check report Y to stop indication": ("T16 Report reasons to hold request", "T18 Adjust report Y to stop indicition"),
}


def counted(path):
    by_case, found = defaultdict(list), Counter()
    for row in csv.DictReader(path.open(encoding="utf-8")):
        by_case[row["case:concept:name"]].append(row)
    for rows in by_case.values():
        deadline, end = rows[0]["case:deadline"], rows[0]["case:enddate"]
        if deadline:
            found[
                "met" if end and datetime.fromisoformat(end) <= datetime.fromisoformat(deadline) else "late" if end else "open"
            ] += 1
        by = {}
        for row in sorted(rows, key=lambda row: datetime.fromisoformat(row["time:timestamp"])):
            name = row["concept:name"]
            if name in MADE:
                makers = [by[one] for one in MADE[name] if one in by]
                last = max(makers, default=None)
                found["same"] += last is not None and last[1] == row["org:resource"] != "EMPTY"
            by[name] = (len(by) and max(one[0] for one in by.values()) + 1, row["org:resource"])
    return found


@pytest.mark.parametrize("name", ["receipt_wabo.csv", "receipt_even.csv", "receipt_wabo.xes.gz"])
def test_the_sample_logs_agree_with_another_count(audited, shared, name):
    code, told, said = audited(shared / name, book="permits", at="2013-01-01")
    assert (code, said, told["trouble"]) == (1, "", [])
    statuses = Counter(line["status"] for line in told["finding"] if line["provision"] == "wabo:3.7:deadline")
    same = sum(line["provision"] == "house_rules:4:four_eyes" for line in told["finding"])
    ours = Counter(met=statuses["kept"], late=statuses["kept_late"], open=statuses["owed"], same=same)
    assert +ours == +counted(shared / name.replace("xes.gz", "csv"))


def case(deadline, ended, *checks):
    at = "2011-10-11T13:45:40+02:00"
    attributes = {"deadline": deadline, "startdate": at, **({"enddate": ended} if ended else {})}
    return [
        (name, f"2011-10-1{day}T09:00:00+02:00", {"org:resource": who}) for day, (name, who) in enumerate(checks, 1)
    ], attributes


@pytest.mark.parametrize(
    ("ended", "expected"),
    [
        ("2011-12-06T13:41:31.788+01:00", "kept"),
        ("2011-12-06T13:41:31.789+01:00", "kept_late"),
        ("2011-12-06T12:41:31.788Z", "kept"),
    ],
)
def test_the_deadline_holds_to_the_millisecond(audited, tmp_path, ended, expected):
    events, attributes = case("2011-12-06T13:41:31.788+01:00", ended, ("Confirmation of receipt", "R1"))
    _, told, _ = audited(xes(tmp_path / "log.xes", {"A": events}, case_attributes={"A": attributes}), book="permits")
    assert [line["status"] for line in told["finding"]] == [expected]


@pytest.mark.parametrize(("end", "overdue"), [("2011-12-06T13:41:30+01:00", False), ("2011-12-06T13:42:00+01:00", True)])
def test_what_has_not_ended_is_overdue_by_the_clock_that_is_given(audited, tmp_path, end, overdue):
    events, attributes = case("2011-12-06T13:41:31+01:00", "", ("Confirmation of receipt", "R1"))
    log = xes(tmp_path / "log.xes", {"A": events}, case_attributes={"A": attributes})
    code, told, _ = audited(log, book="permits", at=end)
    assert [(line["status"], line["overdue"]) for line in told["finding"]] == [("owed", overdue)]
    assert code == (1 if overdue else 0)


@pytest.mark.parametrize(
    ("checks", "faults"),
    [
        ([("Confirmation of receipt", "R1"), ("T02 Check confirmation of receipt", "R1")], 1),
        ([("Confirmation of receipt", "R1"), ("T02 Check confirmation of receipt", "R2")], 0),
        (
            [
                ("Confirmation of receipt", "R1"),
                ("T03 Adjust confirmation of receipt", "R2"),
                ("T02 Check confirmation of receipt", "R1"),
            ],
            0,
        ),
        (
            [
                ("Confirmation of receipt", "R1"),
                ("T03 Adjust confirmation of receipt", "R2"),
                ("T02 Check confirmation of receipt", "R2"),
            ],
            1,
        ),
        ([("T02 Check confirmation of receipt", "R1"), ("Confirmation of receipt", "R1")], 0),
        ([("Confirmation of receipt", "EMPTY"), ("T02 Check confirmation of receipt", "EMPTY")], 0),
    ],
)
def test_nobody_checks_what_he_made_or_last_changed(audited, tmp_path, checks, faults):
    events, attributes = case("2011-12-06T13:41:31+01:00", "2011-11-01T00:00:00+01:00", *checks)
    _, told, _ = audited(xes(tmp_path / "log.xes", {"A": events}, case_attributes={"A": attributes}), book="permits")
    assert sum(line["sort"] == "fault" for line in told["finding"]) == faults
