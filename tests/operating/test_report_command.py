"""./liuhen report: a case by its number, id or source id, in words and for programs."""

import argparse
import json
import os
from pathlib import Path

import pytest

from liuhen.bureau import commands
from liuhen.operating.commands import report
from liuhen.operating.importing import import_file

SAMPLES = Path(os.environ.get("LIUHEN_SHARED", "../shared")) / "data/cn/cases/culture_market_cases.json"
CASE = {
    "id": "甲1",
    "agency": "远山县文化和旅游局",
    "violation": "网吧接纳未成年人",
    "events": [
        {"type": "现场检查", "at": "2023-05-10T22:00/00:30", "note": "2名执法人员,出示证件;拍照"},
        {"type": "先行登记保存", "at": "2023-05-10", "note": "电脑主机1台"},
        {"type": "立案", "at": "2023-05-12", "note": ""},
    ],
}


@pytest.fixture
def clerk(database):
    return commands.set_up_actor(commands.found_agency("澄湖区文化和旅游局", "澄"))


@pytest.fixture
def entered(clerk, tmp_path):
    path = tmp_path / "cases.json"
    path.write_text(json.dumps({"cases": [CASE]}, ensure_ascii=False), encoding="utf-8")
    return import_file(clerk, path).cases[0]


def asked(*words):
    parser = argparse.ArgumentParser()
    report.arguments(parser)
    return report.run(parser.parse_args(list(words)))


def test_a_case_is_found_by_its_id_and_by_its_sources_id(entered, capsys):
    for name in (entered["case"], "甲1"):
        assert asked(name, "--json") == 0
        told = json.loads(capsys.readouterr().out)
        preserved = [row for row in told["provisions"] if row["source"] == "penalty_2021" and row["article"] == 56 and row["due"]]
        assert {row["due"][:10] for row in preserved} == {"2023-05-10", "2023-05-19"}
        assert {row["status"] for row in preserved} == {"unseen"}


def test_the_words_name_case_time_and_articles(entered, capsys):
    assert asked("甲1", "--at", "2023-06-01") == 0
    out = capsys.readouterr().out
    assert "截至 2023-06-01 24:00" in out
    assert "来源未称完整" in out
    assert "制度第十二条\n  已办　音像记录" in out


def test_no_such_case_and_an_unreadable_time_are_told_apart(entered, capsys):
    assert asked("乙9") == 1
    assert "没有“乙9”这件案件" in capsys.readouterr().err
    assert asked("甲1", "--at", "上周") == 2
    assert "时间读不出" in capsys.readouterr().err


def _row(found, source, article, because, owes=""):
    some = [
        row
        for row in found
        if (row["source"], row["article"]) == (source, article)
        and because in (row["because"] or "")
        and owes in row["owes"]
        and row["entry"]
    ]
    assert len(some) == 1, [(row["because"], row["owes"], row["status"]) for row in some]
    return some[0]


@pytest.mark.skipif(not SAMPLES.exists(), reason="the file of real cases is not here")
def test_the_real_cases_are_reported_as_their_facts_say(clerk, capsys):
    import_file(clerk, SAMPLES)
    told = {}
    for case in json.loads(SAMPLES.read_text(encoding="utf-8"))["cases"]:
        assert asked(case["id"], "--json") == 0
        told[case["id"]] = json.loads(capsys.readouterr().out)["provisions"]
        assert not [row for row in told[case["id"]] if row["status"] in {"breached", "owed"} or row["overdue"]], case["id"]
    assert _row(told["C01"], "penalty_2017", 37, "证据先行登记", "处理告知书")["due"].startswith("2019-08-28")
    assert _row(told["C14"], "penalty_2021", 56, "证据先行登记", "处理告知书")["due"].startswith("2021-09-06")
    assert _row(told["C02"], "penalty_2021", 44, "2021-12-25")["status"] == "kept"
    assert _row(told["C02"], "penalty_2021", 62, "2021-12-25")["status"] == "kept"
    assert _row(told["C02"], "PRACTICE", "立案前取证", "2021-12-20 询问笔录")["gravity"] == "note"
    assert _row(told["C06"], "penalty_2021", 60, "2025-10-29")["status"] == "kept"
