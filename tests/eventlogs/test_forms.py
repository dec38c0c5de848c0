"""The same cases in every form of log give the same findings; memory does not grow with the log; order does not matter."""

import gzip
import random
import sqlite3
import subprocess
import sys
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest

from liuhen.eventlogs.mapping import Map
from liuhen.eventlogs.reading import log_of
from liuhen.eventlogs.spill import Spill
from liuhen.lib.home import PROJECT
from tests.eventlogs.logs import ocel, rows_of, table, xes

CASES = {
    "甲1": [
        ("Create Fine", "2007-01-01T00:00:00+01:00", {"amount": "35.0", "points": "2"}),
        ("Send Fine", "2007-04-02T00:00:00+02:00", {"expense": "11.0"}),
        ("Insert Fine Notification", "2007-05-01T00:00:00+02:00", {}),
    ],
    "乙<2>": [
        ("Create Fine", "2007-01-01T00:00:00+01:00", {"amount": "35.0"}),
        ("Payment", "2007-01-05T00:00:00+01:00", {"paymentAmount": "35.0"}),
    ],
    "丙&3": [
        ("Create Fine", "2008-01-01T00:00:00+01:00", {"amount": "71.5"}),
        ("Send Fine", "2008-01-09T00:00:00+01:00", {}),
        ("Insert Fine Notification", "2008-02-01T00:00:00+01:00", {}),
        ("Add penalty", "2008-04-01T00:00:00+02:00", {"amount": "143"}),
    ],
}


@pytest.fixture
def expected(audited, tmp_path):
    code, told, _ = audited(xes(tmp_path / "first.xes", CASES))
    assert code == 1
    assert {(line["case"], line["provision"], line["status"]) for line in told["finding"]} == {
        ("甲1", "codice_strada:201:sent", "kept_late"),
        ("甲1", "codice_strada:203:penalty", "owed"),
        ("丙&3", "codice_strada:201:sent", "kept"),
        ("丙&3", "codice_strada:203:penalty", "kept"),
    }
    return told["finding"]


def test_xes_packed_and_with_a_namespace(audited, tmp_path, expected):
    assert audited(xes(tmp_path / "log.xes.gz", CASES, ns=True))[1]["finding"] == expected


def test_xes_in_another_encoding_with_comments_and_a_prefix(audited, tmp_path, expected):
    text = xes(tmp_path / "log.xes", CASES).read_text("utf-8").replace("UTF-8", "GB18030")
    for tag in ("log", "trace", "event", "string"):
        text = text.replace(f"<{tag}", f"<x:{tag}").replace(f"</{tag}", f"</x:{tag}")
    text = text.replace("<x:log", '<!-- <log> <trace> --><x:log xmlns:x="http://www.xes-standard.org/"').replace(
        "</x:trace>", "<!-- </x:trace> --></x:trace>"
    )
    (tmp_path / "log.xes").write_bytes(text.encode("gb18030"))
    assert audited(tmp_path / "log.xes")[1]["finding"] == expected


def test_csv_with_cases_in_turns(audited, tmp_path, expected):
    rows = rows_of(CASES)
    random.Random(3).shuffle(rows)
    found = audited(table(tmp_path / "log.csv", rows))[1]["finding"]
    assert sorted(map(str, found)) != []
    by = lambda line: (line["case"], line["provision"])  # noqa: E731 - said once
    assert [{**line, "because": ""} for line in sorted(found, key=by)] == [
        {**line, "because": ""} for line in sorted(expected, key=by)
    ]


def test_csv_with_other_columns_another_encoding_and_a_format_of_its_own(audited, tmp_path, expected):
    rows = [(name, activity, at[8:10] + "/" + at[5:7] + "/" + at[:4], more) for name, activity, at, more in rows_of(CASES)]
    log = table(tmp_path / "log.csv", rows, columns=("案号", "环节", "日期"), encoding="gb18030", delimiter=";")
    told = tmp_path / "map.toml"
    told.write_text(
        'zone = "Europe/Rome"\ncomplete = true\nprecision = "day"\nencoding = "gb18030"\n'
        '[columns]\ncase = "案号"\nactivity = "环节"\ntime = "日期"\nformat = "%d/%m/%Y"\n'
        '[attributes]\npaymentAmount = "payment"\n',
        "utf-8",
    )
    assert audited(log, "--map", told)[1]["finding"] == expected


@pytest.mark.parametrize("indent", [None, 2])
def test_ocel_whatever_the_order_of_its_lists(audited, tmp_path, expected, indent):
    log = ocel(tmp_path / "log.json", CASES, indent=indent)
    told = tmp_path / "map.toml"
    told.write_text(
        'zone = "Europe/Rome"\ncomplete = true\nprecision = "day"\n[case]\nobject = "Fine"\n[attributes]\n"object:Officer" = "officer"\n"paymentAmount" = "payment"\n',
        "utf-8",
    )
    code, lines, _ = audited(log, "--map", told)
    assert (code, lines["finding"]) == (1, expected)
    unjudged = [{key: one[key] for key in ("kind", "attribute", "count")} for one in lines["summary"][0]["unjudged_attributes"]]
    assert unjudged == [
        {"kind": kind, "attribute": "object:Officer", "count": count}
        for kind, count in (("fine_notified", 2), ("fine_sent", 2), ("payment", 1), ("penalty_added", 1))
    ]


def test_events_of_one_case_are_judged_by_time_not_by_their_place(audited, tmp_path, expected):
    turned = {name: list(reversed(events)) for name, events in CASES.items()}
    assert audited(xes(tmp_path / "log.xes", turned))[1]["finding"] == expected


def test_batches_of_a_long_log_hold_every_trace_once_and_know_their_lines(tmp_path):
    cases = {f"A{number}": CASES["甲1"] for number in range(3000)}
    log = xes(tmp_path / "log.xes", cases, header="<!-- head -->\n" * 3)
    lines = log.read_text("utf-8").splitlines()
    found = log_of(log, Map())
    numbers = []
    for batch in found.batches():
        traces = list(batch.traces)
        numbers += [trace.number for trace in traces]
        last = traces[-1]
        assert lines[batch.line(last) - 1] == "<trace>"
        assert lines[batch.line(last, 2) - 1] == "<event>"
        assert last.attributes["case:concept:name"] in lines[batch.line(last)]
    assert numbers == list(range(1, 3001))


def peak(log):
    """The most memory that reading a log takes at any one time."""
    tracemalloc.start()
    for batch in log_of(log, replace(Map(), case_object="Fine")).batches():
        list(batch.traces)
    size = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return size


def test_memory_does_not_grow_with_the_log(tmp_path):
    events = [(name, at, {"amount": "1"}) for name, at, _ in CASES["甲1"]]
    for write, name in ((xes, "log.xes"), (lambda path, cases: table(path, rows_of(cases)), "log.csv"), (ocel, "log.json")):
        sizes = []
        for count in (800, 4_000):
            log = write(tmp_path / name, {f"A{number}": events for number in range(count)})
            sizes.append(peak(log))
        assert sizes[1] < 1.5 * sizes[0] + 3_000_000, name


def test_a_spill_leaves_nothing_behind():
    with Spill() as spill:
        spill.add(spill.case("a"), b"1")
        folder = spill._folder.name
        assert [(name, rows) for name, _, rows in spill.groups()] == [("a", [b"1"])]
    with pytest.raises(sqlite3.ProgrammingError):
        spill.database.execute("SELECT 1")
    assert not Path(folder).exists()


def test_the_command_runs_without_django_and_writes_a_table_for_people(tmp_path):
    log = xes(tmp_path / "log.xes", CASES)
    script = "import sys; from liuhen.cli import main; code = main(sys.argv[1:]); print('django' in sys.modules); sys.exit(code)"
    words = ["audit", str(log), "--book", str(PROJECT / "examples/roadfines"), "--at", "2007-01-01"]
    environment = {"PATH": "", "LIUHEN_HOME": str(tmp_path), "PYTHONPATH": str(PROJECT / "src"), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, "-c", script, *words], capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].split("\t")[:3] == ["案件", "条款", "应办或问题"]
    assert lines[-1] == "False"
    assert "晚于核对时间的 7 项没有计入" in done.stdout
    assert lines[1].split("\t")[:7] == [
        "甲1",
        "道路法典第二百零一条",
        "寄出罚单",
        "2007-01-01 开出罚单",
        "2007-04-01 24:00",
        "",
        "应办",
    ]


def test_a_packed_log_is_known_by_its_bytes_not_its_name(audited, tmp_path, expected):
    log = xes(tmp_path / "log.xes", CASES)
    (tmp_path / "noname").write_bytes(gzip.compress(log.read_bytes()))
    assert audited(tmp_path / "noname")[1]["finding"] == expected
