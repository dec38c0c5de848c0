"""./liuhen export-log: valid OCEL 2.0 and XES that another program opens, that our own audit reads back, and that name nobody."""

import argparse
import gzip
import json
import os
import re
import subprocess
from collections import Counter
from pathlib import Path
from uuid import UUID

import pytest

from liuhen.access.models import Reading
from liuhen.bureau import commands
from liuhen.lib.home import PROJECT
from liuhen.operating.commands import audit, export_log
from liuhen.operating.importing import import_file
from liuhen.register import register
from liuhen.register.types import SubjectRef

SHARED = Path(os.environ.get("LIUHEN_SHARED", PROJECT.parent / "shared"))
#: The Python of an environment that has pm4py: it judges what we write and is no part of us.
PEER = os.environ.get("LIUHEN_PEERS", "")
OFFICERS = [
    {"id": "zhou", "name": "周启明", "certificate": "17020114031"},
    {"id": "shen", "name": "沈静文", "certificate": "17020114058"},
]
PARTY = {"id": "p1", "type": "organisation", "name": "蓝鲸网吧", "representative": "李小明", "id_number": "420112198005170517"}


def case(number, **more):
    return {
        "id": number,
        "agency": "远山县文化和旅游局",
        "violation": "网吧接纳未成年人",
        "complete": True,
        "parties": [PARTY],
        "officers": OFFICERS,
        "events": [
            {"type": "现场检查", "at": "2023-05-10T22:00/00:30", "note": "2名执法人员,出示证件;现场有<三名>未成年人 & 拍照"},
            {"type": "立案", "at": "2023-05-12", "note": "主管领导批准"},
            {"type": "行政处罚事先告知", "at": "2023-05-20", "note": "罚款10000元"},
            {"type": "行政处罚决定", "at": "2023-06-20", "note": "罚款10000元"},
        ],
        **more,
    }


@pytest.fixture
def clerk(database):
    return commands.set_up_actor(commands.found_agency("澄湖区文化和旅游局", "澄"))


@pytest.fixture
def entered(clerk, tmp_path):
    path = tmp_path / "cases.json"
    path.write_text(
        json.dumps({"cases": [case("甲1"), case("甲2"), case("甲3", secrecy="confidential")]}, ensure_ascii=False), "utf-8"
    )
    outcome = import_file(clerk, path)
    assert not outcome.refused
    return [told["case"] for told in outcome.cases]


def exported(out, *words):
    parser = argparse.ArgumentParser()
    export_log.arguments(parser)
    return export_log.run(parser.parse_args([str(out), *words]))


def against(schema, value, where="$"):
    """Whether a value keeps to a JSON schema of types, lists, properties and what is required: all that the schema at hand uses."""
    assert set(schema) <= {"$schema", "type", "properties", "items", "required", "format"}, where
    sorts = {"object": dict, "array": list, "string": str}
    assert isinstance(value, sorts[schema["type"]]), where
    if isinstance(value, dict):
        assert set(schema.get("required", ())) <= set(value), where
        for key, inner in schema.get("properties", {}).items():
            if key in value:
                against(inner, value[key], f"{where}.{key}")
    for place, item in enumerate(value if isinstance(value, list) else ()):
        against(schema["items"], item, f"{where}[{place}]")


def test_ocel_keeps_to_its_schema(entered, tmp_path):
    assert exported(tmp_path / "log.json") == 0
    told = json.loads((tmp_path / "log.json").read_text("utf-8"))
    path = SHARED / "data/eventlogs/ocel/schema_ocel2.json"
    if path.is_file():
        against(json.loads(path.read_text("utf-8")), told)
    declared = {
        type_["name"]: {one["name"] for one in type_["attributes"]} for type_ in (*told["eventTypes"], *told["objectTypes"])
    }
    things = {thing["id"] for thing in told["objects"]}
    assert len(things) == len(told["objects"])
    for event in told["events"]:
        assert {one["name"] for one in event["attributes"]} <= declared[event["type"]]
        assert {one["objectId"] for one in event["relationships"]} <= things
    assert Counter(thing["type"] for thing in told["objects"])["case"] == 2


def test_names_stay_here_unless_they_are_asked_for(entered, tmp_path):
    for name in ("log.json", "log.xes"):
        assert exported(tmp_path / name) == 0
        text = (tmp_path / name).read_text("utf-8")
        for word in ("蓝鲸网吧", "李小明", "420112198005170517", "周启明", "17020114031", "三名", "远山县"):
            assert word not in text, word
        assert "蓝某某某" in text
        assert "周某某" in text
        assert exported(tmp_path / f"names-{name}", "--with-names") == 0
        text = (tmp_path / f"names-{name}").read_text("utf-8")
        assert "蓝鲸网吧" in text
        assert "周启明" in text
        for word in ("李小明", "420112198005170517", "三名"):
            assert word not in text, word


def test_secret_cases_stay_here_and_every_export_is_a_reading(entered, tmp_path, capsys):
    assert exported(tmp_path / "log.xes.gz", "--json") == 0
    told = {"file": str(tmp_path / "log.xes.gz"), "cases": 2, "left_out": 1, "marks": {"confidential": 1}}
    assert json.loads(capsys.readouterr().out) == told
    with gzip.open(tmp_path / "log.xes.gz", "rt", encoding="utf-8") as stream:
        names = re.findall(r'<trace>\s*<string key="concept:name" value="([^"]+)"/>', stream.read())
    assert sorted(names) == sorted(entered[:2])
    readings = Reading.objects.filter(kind="exported")
    assert {str(one.subject) for one in readings} == set(entered[:2])
    assert {one.detail["names"] for one in readings} == {"masked"}


def test_what_stays_here_is_said_by_its_mark_and_nothing_is_called_secret_that_is_not(clerk, tmp_path, capsys):
    marks = ["none", "privacy", "privacy", "business", "internal", "secret"]
    listed = [case(f"乙{number}", secrecy=mark) for number, mark in enumerate(marks)]
    (tmp_path / "cases.json").write_text(json.dumps({"cases": listed}, ensure_ascii=False), "utf-8")
    assert not import_file(clerk, tmp_path / "cases.json").refused
    assert exported(tmp_path / "log.json") == 0
    said = capsys.readouterr().out
    assert "已导出 1 件" in said
    wanted = ("含商业秘密的 1 件", "标为“internal”的 1 件", "含个人隐私的 2 件", "标为“secret”的 1 件")
    assert f"，{'、'.join(wanted)}没有导出" in said
    assert "涉密" not in said


def test_one_case_is_written_by_its_source_id_and_nothing_is_overwritten(entered, tmp_path, capsys):
    assert exported(tmp_path / "log.json", "甲2") == 0
    told = json.loads((tmp_path / "log.json").read_text("utf-8"))
    assert [thing["id"] for thing in told["objects"] if thing["type"] == "case"] == [entered[1]]
    assert exported(tmp_path / "log.json") == 1
    assert exported(tmp_path / "other.json", "甲9") == 1
    assert exported(tmp_path / "log.pdf") == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cases.json", "log.json"]
    assert "已经存在" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["log.json", "log.xes"])
def test_our_own_audit_reads_it_back(clerk, entered, tmp_path, capsys, name):
    assert exported(tmp_path / name) == 0
    capsys.readouterr()
    parser = argparse.ArgumentParser()
    audit.arguments(parser)
    audit.run(parser.parse_args([str(tmp_path / name), "--json", "--at", "2026-11-20"]))
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    summary = lines[-1]
    assert (summary["cases"], summary["skipped"]) == (2, 0)
    assert summary["unknown_activities"] == {}
    read = Counter(line["because"] for line in lines if line["type"] == "finding")
    assert {"inspection_record", "initiation_approval", "prior_notice", "penalty_decision"} <= set(read)
    history = register.history(clerk.agency, SubjectRef("case", UUID(entered[0])))
    assert len(history.records) * 2 <= summary["events"]


READ = {
    "json": "log = pm4py.read_ocel2_json(path); print(len(log.events), log.objects['ocel:type'].value_counts()['case'])",
    "xes": "log = pm4py.read_xes(path); print(len(log), log['case:concept:name'].nunique())",
}


@pytest.mark.parametrize("ending", list(READ))
def test_another_program_opens_it(entered, tmp_path, ending):
    if not PEER:
        pytest.skip("no other program to ask: LIUHEN_PEERS names no Python that has pm4py")
    path = tmp_path / f"log.{ending}"
    assert exported(path) == 0
    script = f"import sys, pm4py; path = sys.argv[1]; {READ[ending]}"
    done = subprocess.run([PEER, "-c", script, str(path)], capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode == 0, done.stderr
    events = len(json.loads(path.read_text("utf-8"))["events"]) if ending == "json" else path.read_text("utf-8").count("<event>")
    assert done.stdout.splitlines()[-1].split() == [str(events), "2"]
