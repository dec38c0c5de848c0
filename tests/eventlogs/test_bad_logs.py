"""What cannot be read is said with file, line and case; the rest is judged; nothing is half done."""

import gzip
import json
from datetime import datetime

import pytest

from liuhen.eventlogs.mapping import Map
from liuhen.eventlogs.times import Clock
from liuhen.regulation.zone import Zone
from tests.eventlogs.logs import ocel, table, xes

DAY = "2007-01-01T00:00:00+01:00"
GOOD = [("Create Fine", DAY, {"amount": "35.0"}), ("Send Fine", "2007-01-09T00:00:00+01:00", {})]


def plain(tmp_path, text):
    path = tmp_path / "plain.toml"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("event", "code"),
    [
        (("Send Fine", "1970-01-01T00:00:00+01:00", {}), "impossible_year"),
        (("Send Fine", "9999-12-31T00:00:00+01:00", {}), "impossible_year"),
        (("Send Fine", "2007-02-30T00:00:00+01:00", {}), "unreadable_time"),
        (("Send Fine", "yesterday", {}), "unreadable_time"),
        (("Send Fine", None, {}), "no_time"),
        ((None, DAY, {}), "no_activity"),
    ],
)
def test_a_bad_trace_is_reported_with_its_line_and_skipped(audited, tmp_path, event, code):
    log = xes(tmp_path / "log.xes", {"good": GOOD, "bad": [*GOOD, event], "last": GOOD})
    ended, told, _ = audited(log)
    assert {line["case"] for line in told["finding"]} == {"good", "last"}
    [trouble] = told["trouble"]
    assert (trouble["code"], trouble["case"], trouble["file"]) == (code, "bad", str(log))
    begins = [number for number, line in enumerate(log.read_text("utf-8").splitlines(), 1) if line == "<event>"]
    assert trouble["line"] == begins[4]
    assert "第 3 个事项" in trouble["text"]
    assert (ended, told["summary"][0]["skipped"], told["summary"][0]["cases"]) == (2, 1, 2)


def test_a_trace_that_is_no_xml_or_has_no_name_or_no_events_spoils_only_itself(audited, tmp_path):
    log = xes(tmp_path / "log.xes", {"good": GOOD, "bad": GOOD, "last": GOOD, "empty": []})
    text = log.read_text("utf-8").replace(
        '<string key="concept:name" value="bad"/>\n<event>', '<string key="concept:name" value="bad">\n<event>'
    )
    log.write_text(text.replace("</log>", "<trace><event/></trace>\n</log>"), "utf-8")
    _, told, _ = audited(log)
    assert {line["case"] for line in told["finding"]} == {"good", "last"}
    assert [(line["code"], line["case"]) for line in told["trouble"]] == [
        ("malformed", "第 2 个"),
        ("no_events", "empty"),
        ("no_case", "第 5 个"),
    ]
    assert text.splitlines()[told["trouble"][0]["line"] - 1] == "<trace>"


def test_without_a_zone_anywhere_the_log_is_refused_before_anything_is_judged(audited, tmp_path):
    naive = {"A": [("Create Fine", "2007-01-01T00:00:00", {})]}
    told = plain(tmp_path, "complete = true\n")
    for log in (xes(tmp_path / "log.xes", naive), table(tmp_path / "log.csv", [("A", "Create Fine", "2007-01-01 00:00:00", {})])):
        code, lines, said = audited(log, "--map", told)
        assert (code, lines) == (2, {"finding": [], "trouble": [], "summary": []})
        assert str(log) in said
        assert "案件 A" in said
        assert 'zone = "Asia/Shanghai"' in said


@pytest.mark.parametrize(
    ("stated", "earliest", "latest"),
    [
        ("2007-10-28T02:30:00", "2007-10-28T00:30:00+00:00", "2007-10-28T01:30:00+00:00"),  # Rome's clocks showed it twice
        ("2007-10-28T01:59:00", "2007-10-27T23:59:00+00:00", "2007-10-27T23:59:00+00:00"),
        ("2007-10-28T03:00:00", "2007-10-28T02:00:00+00:00", "2007-10-28T02:00:00+00:00"),
        ("2007-03-25T02:30:00", "2007-03-25T00:30:00+00:00", "2007-03-25T01:30:00+00:00"),  # and this never
        ("2007-10-28T02:30:00+01:00", "2007-10-28T01:30:00+00:00", "2007-10-28T01:30:00+00:00"),
        ("2007-10-28", "2007-10-27T22:00:00+00:00", "2007-10-28T22:59:59.999999+00:00"),  # a day of 25 hours
    ],
)
def test_the_hour_that_autumn_repeats_is_not_guessed(stated, earliest, latest):
    at = Clock(Map(zone=Zone("Europe/Rome"))).instant(stated)
    assert (at.lo, at.hi) == (datetime.fromisoformat(earliest), datetime.fromisoformat(latest))


def test_an_unknown_activity_is_counted_once_and_an_unknown_attribute_kept(audited, tmp_path):
    odd = [*GOOD, ("Dance", DAY, {}), ("Dance", DAY, {}), ("Payment", DAY, {"mood": "merry", "paymentAmount": "many"})]
    log = xes(tmp_path / "log.xes", {"A": odd, "B": [*GOOD, ("Dance", DAY, {})]})
    code, told, _ = audited(log)
    summary = told["summary"][0]
    assert summary["unknown_activities"] == {"Dance": 3}
    assert summary["unknown_first"] == {"Dance": _place(log, "Dance", "A")}
    paid = _place(log, "Payment", "A")
    assert summary["unjudged_attributes"] == [{"kind": "payment", "attribute": "mood", "count": 1, "first": paid}]
    assert summary["unreadable_attributes"] == [
        {"kind": "payment", "attribute": "paymentAmount", "count": 1, "example": "many", "first": paid}
    ]
    assert (code, told["trouble"]) == (0, [])


def _place(log, activity, case):
    """Where an activity first stands in a log: the line on which its event begins."""
    lines = log.read_text("utf-8").splitlines()
    named = next(number for number, line in enumerate(lines) if f'value="{activity}"' in line)
    begins = max(number for number, line in enumerate(lines[: named + 1], start=1) if "<event>" in line)
    return {"file": str(log), "line": begins, "case": case}


def test_what_is_not_judged_is_said_with_the_file_line_and_case_where_it_was_first_met(audited_in_words, tmp_path):
    rows = [
        ("A", "Create Fine", DAY, {}), ("B", "Dance", DAY, {}), ("C", "Send Fine", DAY, {"mood": "merry"}), ("D", "Dance", DAY, {}),
        ("E", "Create Fine", DAY, {"mood": "sad"}),
    ]  # fmt: skip
    log = table(tmp_path / "log.csv", rows)
    said = audited_in_words(log)
    assert f"不认识的活动：Dance（2 次，最早见于 {log}:3：案件 B），没有据以核对" in said
    assert f"  mood（最早见于 {log}:4：案件 C）" in said


def test_a_log_that_breaks_off_is_refused(audited, tmp_path):
    log = xes(tmp_path / "log.xes", {"A": GOOD, "B": GOOD})
    text = log.read_text("utf-8")
    log.write_text(text[: text.rindex("<event>")], "utf-8")
    code, told, said = audited(log)
    assert (code, told["summary"]) == (2, [])
    assert "文件不完整" in said
    packed = gzip.compress(text.encode())
    (tmp_path / "log.xes.gz").write_bytes(packed[: len(packed) // 2])
    assert "压缩文件不完整" in audited(tmp_path / "log.xes.gz")[2]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("log.xes", b"<html><body/></html>", "不是 XES 日志"),
        ("log.xes", b"", "文件是空的"),
        ("log.csv", b"a,b\n1,2\n", "表头没有 case:concept:name、concept:name、time:timestamp 列"),
        ("log.csv", "案号\n".encode("gb18030"), "文字编码读不出"),
        ("log.json", b'{"ocel:events": {}}', "OCEL 1.0"),
        ("log.json", b'{"objectTypes": [{"name": "A"}, {"name": "B"}]}', "日志里有：A、B"),
        ("log.json", b'{"objectTypes": [{"name": "A"}', "log.json:1：这里应当是 ,"),
        ("log.xes", b"<log></log>", "里面没有案件"),
    ],
)
def test_what_is_no_log_is_refused_in_words(audited, tmp_path, name, content, words):
    (tmp_path / name).write_bytes(content)
    code, told, said = audited(tmp_path / name)
    assert (code, told["summary"]) == (2, [])
    assert words in said
    assert str(tmp_path / name) in said


def test_a_missing_log_and_an_unreadable_time_are_refused(audited, tmp_path):
    assert audited(tmp_path / "nowhere.xes")[0] == 2
    assert "没有这个文件" in audited(tmp_path / "nowhere.xes")[2]
    assert audited(tmp_path / "nowhere.xes", at="soon")[0] == 2


def test_a_row_of_the_wrong_width_spoils_its_case(audited, tmp_path):
    log = table(tmp_path / "log.csv", [("A", *GOOD[0]), ("B", *GOOD[0]), ("B", *GOOD[1])])
    log.write_text(log.read_text("utf-8").replace("A,Create Fine", "A,Create, Fine"), "utf-8")
    _, told, _ = audited(log)
    assert [(line["case"], line["line"], line["text"]) for line in told["trouble"]] == [("A", 2, "第 2 行有 5 格，表头有 4 格")]
    assert {line["case"] for line in told["finding"]} == {"B"}


def test_a_row_of_the_wrong_width_is_named_by_its_own_line(audited, tmp_path):
    log = table(tmp_path / "log.csv", [("A", *GOOD[0]), ("A", *GOOD[1])])
    log.write_text(log.read_text("utf-8").replace("A,Send Fine", "A,Send, Fine"), "utf-8")
    _, told, _ = audited(log)
    assert [(line["case"], line["line"], line["text"]) for line in told["trouble"]] == [("A", 3, "第 3 行有 5 格，表头有 4 格")]


def test_a_byte_order_mark_before_the_log_is_no_part_of_it(audited, tmp_path):
    log = xes(tmp_path / "log.xes", {"A": GOOD})
    log.write_bytes(b"\xef\xbb\xbf" + log.read_bytes())
    _, told, said = audited(log)
    assert told["summary"][0]["cases"] == 1, said


def test_a_log_that_defines_entities_is_refused_by_its_line(audited, tmp_path):
    log = xes(tmp_path / "log.xes", {"A": GOOD})
    text = log.read_text("utf-8")
    log.write_text(text.replace("<log", '<!DOCTYPE log [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n<log', 1), "utf-8")
    code, told, said = audited(log)
    assert (code, told["summary"]) == (2, [])
    assert "log.xes:2：开头的 DOCTYPE" in said


def test_events_of_an_ocel_log_that_belong_to_no_case_are_counted(audited, tmp_path):
    log = ocel(tmp_path / "log.json", {"A": GOOD}, case_type="case")
    told = json.loads(log.read_text("utf-8"))
    told["events"].append({"id": "x", "type": "Payment", "time": DAY, "relationships": []})
    log.write_text(json.dumps(told), "utf-8")
    _, lines, _ = audited(log)
    assert [(line["code"], line["text"]) for line in lines["trouble"]] == [("no_case", "有 1 个事项不属于任何案件")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("zone = \n", "对应表读不出"),
        ('zone = "Mars/Olympus"\n', "plain.toml:1：没有叫“Mars/Olympus”的时区"),
        ('\nzoon = "Europe/Rome"\n', "plain.toml:2：不认识 zoon"),
        ('precision = "year"\n', "precision 只能写 moment 或 day"),
        ('[activities]\n"Create Fine" = "crime"\n', "plain.toml:2：《道路罚款》里没有 crime 这种记录"),
        ('[activities]\n"Create Fine" = { kind = "fine", attributes = { a = "nothing" } }\n', "没有字段 nothing"),
        ('[activities]\n"Create Fine" = { kind = "fine", part = "head" }\n', "fine 没有 head 这一部分"),
        ('[attributes]\na = "nothing"\n', "attributes：没有字段 nothing（属性 a）"),
        ("columns = 3\n", "columns 要写成一张表"),
    ],
)
def test_a_bad_map_is_refused_with_its_line(audited, tmp_path, text, words):
    code, told, said = audited(xes(tmp_path / "log.xes", {"A": GOOD}), "--map", plain(tmp_path, text))
    assert (code, told["summary"]) == (2, [])
    assert words in said
