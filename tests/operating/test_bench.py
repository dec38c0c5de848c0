"""The table says of each row what it was to reach and whether it did; the Book's cases hold the faults planted in them."""

import json
from typing import NamedTuple

import pytest

from liuhen.operating import bench_book, bench_peers, bench_same
from liuhen.operating.bench_table import HEAD, judged, table
from liuhen.regulation.book import our_book
from liuhen.regulation.grammar import Status


class Row(NamedTuple):
    work: str
    ours: str
    peer: str = ""
    ratio: str = ""


@pytest.mark.parametrize(
    ("row", "met"),
    [
        (Row("append 小条目（3 项）", "2,000/s", "INSERT+COMMIT 3,000/s", "0.67"), "yes"),
        (Row("append 小条目（3 项）", "1,700/s", "INSERT+COMMIT 3,000/s", "0.57"), "no"),
        (Row("append 整表（17 项）", "1,700/s", "INSERT+COMMIT 3,000/s", "0.57"), "yes"),
        (Row("包含证明（1,000,000 条）", "0.40 ms（p95 1.90）"), "yes"),
        (Row("verify 台账 100,000 条", "29,999/s"), "no"),
        (Row("command: one record on 60-140 entries", "p50 9.0 ms, p95 14.9 ms"), "yes"),
        (Row("command: one record on 60-140 entries", "p50 9.0 ms, p95 15.1 ms"), "no"),
        (Row("案件列表（100,000 案）", "20.0 ms（p95 99.0）", "", "1.50"), "yes"),
        (Row("案件列表（100,000 案）", "20.0 ms（p95 99.0）", "", "1.51"), "no"),
        (Row("案件列表（100,000 案）", "20.0 ms（p95 101.0）", "", "1.00"), "no"),
        (Row("入库 16 段录像，共 1024 MiB", "2.0 秒", "cp + sha256sum + fsync 1.8 秒", "1.11（目标 ≤ 1.3）"), "yes"),
        (Row("跳到 2 小时录像的任意一秒", "90 ms，p95 499 ms"), "yes"),
        (Row("跳到 2 小时录像的任意一秒", "90 ms，p95 500 ms"), "no"),
        (Row("Book: planted faults found by their article", "625 of 625, 0 false"), "yes"),
        (Row("Book: planted faults found by their article", "625 of 625, 1 false"), "no"),
        (Row("Book: planted faults found by their article", "624 of 625, 0 false"), "no"),
        (Row("Book: 5,000 cases, the 8 rules that clingo can express", "9 cases/s", "clingo left out: not here", ""), ""),
        (Row("something nobody asked for", "1"), ""),
    ],
)
def test_a_row_is_held_against_its_target(row, met):
    assert judged(row).met == met


def test_the_table_reads_in_a_terminal_and_as_markdown():
    lines = table([judged(Row("append 小条目（3 项）", "2,000/s", "INSERT+COMMIT", "0.67"))]).splitlines()

    assert len(lines) == 3
    assert lines[0].split("|")[1].strip() == HEAD.work
    assert set(lines[1]) == {"|", "-"}
    assert {line.count("|") for line in lines} == {7}


def test_every_planted_fault_is_found_by_its_article_and_none_where_none_is():
    cases = bench_book.made(200)

    row = bench_book.caught(our_book(), cases)

    assert sum(bool(case.fault) for case in cases) == 25
    assert (row.ours, judged(row).met) == ("25 of 25, 0 false", "yes")


def test_a_fault_is_seen_because_it_was_planted():
    book = our_book()
    bad = next(case for case in bench_book.made(200) if case.fault == "penalty_2021:67")
    good = next(case for case in bench_book.made(200) if not case.fault)

    def status(case):
        found = bench_book.judged(book, case.entries, [book.provisions["penalty_2021:67"]])
        return [finding.status for finding in found]

    assert (status(good), status(bad)) == ([Status.KEPT], [Status.KEPT_LATE])


def test_a_case_has_the_same_fourteen_steps_for_peers_as_for_us():
    whole = next(case for case in bench_book.made(20) if not case.fault)

    assert len(whole.entries) == len(whole.events) == 14
    assert [entry.when.start.lo for entry in whole.entries] == [at for _, at in whole.events]
    named = {name for rule in bench_peers.RULES for name in rule[1:3]}
    assert named <= {name for name, _ in whole.events}


def test_a_peer_that_is_not_installed_is_left_out_with_a_reason(tmp_path):
    import sys

    log = tmp_path / "log.json"
    log.write_text(json.dumps([[["payment", "2026-01-05T09:00:00+08:00"]]]))

    assert bench_book._peer("clingo", log, "", 1) == (None, "no --peers interpreter given")
    taken, why = bench_book._peer("clingo", log, sys.executable, 1)
    assert taken is None
    assert "clingo" in why


def test_rules_of_kinds_that_do_not_occur_are_not_asked():
    rules = (*bench_peers.RULES, *(("Response", f"never{number}", "payment", 0) for number in range(300)))
    book = bench_same.same_book(rules)
    case = bench_same.parsed(0, next(case for case in bench_book.made(20) if not case.fault).events)

    asked = [rule.id for rule, _ in book._asked(bench_same.History(case, book.kinds))]

    assert asked == [f"log:{number}" for number in range(len(bench_peers.RULES))]
    assert bench_same.broken(book, [case]) == []


def test_the_peers_rules_find_what_was_planted():
    cases = [case for case in bench_book.made(200) if case.fault]
    book = bench_same.same_book(bench_peers.RULES)

    found = bench_same.broken(book, [bench_same.parsed(number, case.events) for number, case in enumerate(cases)])

    assert {finding.subject for finding in found} == {str(number) for number in range(len(cases))}
