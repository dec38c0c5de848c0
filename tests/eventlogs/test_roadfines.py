"""Road fines: three limits in local calendar days, counted again here in another way."""

import gzip
import random
import xml.etree.ElementTree as ET
from collections import Counter
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.eventlogs.logs import xes

ROME = ZoneInfo("Europe/Rome")


def midnight(day):
    return datetime(day.year, day.month, day.day, tzinfo=ROME).isoformat()


def fine(created, *more):
    return [("Create Fine", midnight(created), {"amount": "35.0"}), *((name, midnight(day), {}) for name, day in more)]


def states(told, provision):
    return [
        (line["case"], "late" if line["overdue"] else line["status"])
        for line in told["finding"]
        if line["provision"] == provision
    ]


def test_the_sixtieth_day_is_counted_by_local_dates_through_daylight_saving(audited, tmp_path):
    # notified on 1 February 2008 (UTC+1); 60 days later is 1 April 2008 (UTC+2), which is 1439 hours; clocks back: 1441 hours
    cases = {
        "spring": fine(
            date(2008, 1, 1),
            ("Send Fine", date(2008, 1, 10)),
            ("Insert Fine Notification", date(2008, 2, 1)),
            ("Add penalty", date(2008, 4, 1)),
        ),
        "autumn": fine(
            date(2008, 8, 1),
            ("Send Fine", date(2008, 8, 10)),
            ("Insert Fine Notification", date(2008, 9, 1)),
            ("Add penalty", date(2008, 10, 31)),
        ),
        "late": fine(
            date(2008, 8, 1),
            ("Send Fine", date(2008, 8, 10)),
            ("Insert Fine Notification", date(2008, 9, 1)),
            ("Add penalty", date(2008, 11, 1)),
        ),
        "early": fine(
            date(2008, 8, 1),
            ("Send Fine", date(2008, 8, 10)),
            ("Insert Fine Notification", date(2008, 9, 1)),
            ("Add penalty", date(2008, 10, 30)),
        ),
        "never": fine(date(2008, 8, 1), ("Send Fine", date(2008, 8, 10)), ("Insert Fine Notification", date(2008, 9, 1))),
    }
    code, told, _ = audited(xes(tmp_path / "log.xes", cases))

    assert code == 1
    assert states(told, "codice_strada:203:penalty") == [
        ("spring", "kept"), ("autumn", "kept"), ("late", "kept_late"), ("early", "kept"), ("early", "breached"), ("never", "late"),
    ]  # fmt: skip
    due = next(line["due"] for line in told["finding"] if line["case"] == "spring" and line["owes"] == "penalty_added")
    assert due == "2008-04-01T23:59:59+02:00"


@pytest.mark.parametrize(("sent", "expected"), [(date(2007, 4, 1), "kept"), (date(2007, 4, 2), "kept_late")])
def test_a_fine_is_sent_within_ninety_days(audited, tmp_path, sent, expected):
    _, told, _ = audited(xes(tmp_path / "log.xes", {"A": fine(date(2007, 1, 1), ("Send Fine", sent))}))
    assert states(told, "codice_strada:201:sent") == [("A", expected)]


def test_a_fine_paid_at_once_is_not_sent(audited, tmp_path):
    code, told, _ = audited(xes(tmp_path / "log.xes", {"A": fine(date(2007, 1, 1), ("Payment", date(2007, 1, 3)))}))
    assert (code, told["finding"]) == (0, [])


@pytest.mark.parametrize(("lodged", "expected"), [(date(2009, 3, 2), "kept"), (date(2009, 3, 3), "kept_late")])
@pytest.mark.parametrize("appeal", ["Insert Date Appeal to Prefecture", "Appeal to Judge"])
def test_appeals_are_lodged_within_sixty_days_of_the_notification(audited, tmp_path, appeal, lodged, expected):
    # sixty days after 1 January 2009
    told = fine(
        date(2008, 10, 20), ("Send Fine", date(2008, 11, 1)), ("Insert Fine Notification", date(2009, 1, 1)), (appeal, lodged)
    )
    _, lines, _ = audited(xes(tmp_path / "log.xes", {"A": told}))
    assert states(lines, "codice_strada:203:appeals") == [("A", expected)]


def test_without_a_penalty_one_who_paid_in_full_or_appealed_owes_none(audited, tmp_path):
    start = (date(2008, 10, 20), ("Send Fine", date(2008, 11, 1)), ("Insert Fine Notification", date(2009, 1, 1)))
    paid = [*fine(*start), ("Payment", midnight(date(2009, 3, 2)), {"paymentAmount": "35.0"})]
    partly = [*fine(*start), ("Payment", midnight(date(2009, 3, 2)), {"paymentAmount": "34.99"})]
    appealed = [*fine(*start), ("Appeal to Judge", midnight(date(2009, 2, 2)), {})]
    _, told, _ = audited(xes(tmp_path / "log.xes", {"paid": paid, "partly": partly, "appealed": appealed}))
    assert states(told, "codice_strada:203:penalty") == [("partly", "late")]


def counted(traces):
    """The three limits over (activity, local date) lists, by dates alone."""
    found = Counter()
    for events in traces:
        first = {}
        for name, day in sorted(events, key=lambda event: event[1]):
            first.setdefault(name, day)
        if "Create Fine" in first and "Send Fine" in first:
            found["sent", "kept" if (first["Send Fine"] - first["Create Fine"]).days <= 90 else "kept_late"] += 1
        if "Insert Fine Notification" not in first:
            continue
        notified = first["Insert Fine Notification"]
        if "Add penalty" in first:
            found["penalty", "kept" if first["Add penalty"].toordinal() <= notified.toordinal() + 60 else "kept_late"] += 1
            found["early"] += (first["Add penalty"] - notified) < timedelta(days=60)
        for name, day in events:
            if name in {"Insert Date Appeal to Prefecture", "Appeal to Judge"}:
                found["appeals", "kept" if (day - notified).days <= 60 else "kept_late"] += 1
    return +found


def found_by_us(told):
    found = Counter(
        (line["provision"].rsplit(":")[-1], line["status"]) for line in told["finding"] if line["sort"] == "duty" and line["met"]
    )
    found["early"] = sum(line["sort"] == "fault" for line in told["finding"])
    return +found


def traces_of(path):
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as stream:
        for _, element in ET.iterparse(stream):  # noqa: S314 - our own samples
            if element.tag.endswith("trace"):
                told = [{one.get("key"): one.get("value") for one in event} for event in element if event.tag.endswith("event")]
                days = [datetime.fromisoformat(one["time:timestamp"]) for one in told]
                local = [day.astimezone(ROME).date() if day.tzinfo else day.date() for day in days]
                yield [(one["concept:name"], day) for one, day in zip(told, local, strict=True)]


@pytest.mark.parametrize("name", ["roadtraffic100traces.xes", "roadtraffic_1t_per_variant.xes.gz"])
def test_the_sample_logs_agree_with_a_count_by_dates(audited, shared, name):
    code, told, said = audited(shared / name)
    assert (code, said, told["trouble"]) == (1, "", [])
    assert found_by_us(told) == counted(traces_of(shared / name))
    assert told["summary"][0]["unknown_activities"] == {}


def test_made_up_logs_agree_with_a_count_by_dates_in_every_form(audited, tmp_path):
    draw = random.Random(7)
    cases, plain = {}, []
    for number in range(300):
        day = date(2000, 1, 1) + timedelta(days=draw.randrange(4000))
        told = [("Create Fine", day)]
        for name, least, most in (
            ("Send Fine", 80, 100), ("Insert Fine Notification", 5, 40), ("Add penalty", 59, 61), ("Appeal to Judge", 0, 3), ("Payment", 1, 9),
        ):  # fmt: skip
            if draw.random() < 0.9:
                day += timedelta(days=draw.randint(least, most))
                told.append((name, day))
        plain.append(told)
        cases[f"V{number}"] = [(name, midnight(day), {"amount": "35.0"}) for name, day in told]
    _, serial, _ = audited(xes(tmp_path / "log.xes.gz", cases, ns=True))
    assert found_by_us(serial) == counted(plain)
    for jobs in (2, 3):
        assert audited(tmp_path / "log.xes.gz", "--jobs", jobs)[1] == serial


def test_summary_and_lines_say_the_same(audited, shared):
    _, told, _ = audited(shared / "roadtraffic100traces.xes")
    summary = told["summary"][0]
    assert summary["breaches"] == sum(line["breach"] for line in told["finding"])
    assert summary["cases"] == 100
    assert summary["events"] == 390
    states = Counter((line["provision"], "overdue" if line["overdue"] else line["status"]) for line in told["finding"])
    assert states == Counter(
        {(key, state): count for key, counts in summary["provisions"].items() for state, count in counts.items()}
    )
    only = audited(shared / "roadtraffic100traces.xes", "--breaches")[1]
    assert only["finding"] == [line for line in told["finding"] if line["breach"]]
    assert only["summary"] == told["summary"]
