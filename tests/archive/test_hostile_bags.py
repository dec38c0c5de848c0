"""A bag from a stranger may hold anything: the checker says so and never falls over."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liuhen.archive import bagit, contents, verify
from tests.archive.made import Case, Told, log_folder, rewrite, rows

PROOFS = [contents.ENTRIES, contents.SUBJECTS, contents.FILES, contents.LABELS, contents.CHECKPOINT, contents.KEY, contents.INDEX]
WORDS = [
    "",
    "{",
    "[",
    '"',
    "\n",
    "\x00",
    "\ud800",
    "null",
    "1e999",
    "Infinity",
    "-1",
    "\\ud800",
    "\x1b[2J",
    "\u202e",
    "[" * 3000,
    "9" * 5000,
    "=",
    "—",
]


def refit(bag: Path) -> None:
    """Make the manifests fit, so that the checks behind them are reached."""
    payload = {str(path.relative_to(bag)): bagit.digest(path) for path in (bag / "data").rglob("*") if path.is_file()}
    (bag / "manifest-sha256.txt").write_text(bagit.manifest(payload), "utf-8")
    tags = ("bagit.txt", "bag-info.txt", "manifest-sha256.txt")
    (bag / "tagmanifest-sha256.txt").write_text(bagit.manifest({name: bagit.digest(bag / name) for name in tags}), "utf-8")


@pytest.fixture(scope="module")
def bag(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    return Case().write(folder / "bag", folder / "store")


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    told, case = Told(), Case().case
    for i in range(6):
        told.tell(case, n=i)
    return log_folder(tmp_path_factory.mktemp("hostile") / "log", told, sizes=(2,))


def mutilated(data: st.DataObject, text: str) -> str:
    begin = data.draw(st.integers(0, len(text)))
    end = min(len(text), begin + data.draw(st.integers(0, 40)))
    return text[:begin] + data.draw(st.sampled_from(WORDS) | st.text(max_size=5)) + text[end:]


def checked(made: Path, name: str, text: str, tmp: Path) -> verify.Report:
    copy = tmp / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(made, copy)
    (copy / name).write_bytes(text.encode("utf-8", "surrogatepass"))
    refit(copy)
    report = verify.verify(copy, processes=1)
    "\n".join(report.lines()).encode("utf-8", "backslashreplace")
    json.loads(report.as_json())
    assert not any(ord(char) < 32 for line in report.lines() for char in line)
    return report


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_mutilated_bag_trips_the_checker_or_passes_changed(bag: Path, tmp_path: Path, data: st.DataObject):
    name = data.draw(st.sampled_from(PROOFS))
    before = (bag / name).read_text("utf-8")

    report = checked(bag, name, mutilated(data, before), tmp_path)

    if report.code == 0 and name == contents.ENTRIES:  # only where it reads the same as before
        read = [contents.read_entry(json.dumps(row), i) for i, row in enumerate(rows(tmp_path / "copy"))]
        assert read == [contents.read_entry(line, i) for i, line in enumerate(before.split("\n")[:-1])]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_mutilated_log_trips_the_checker_or_passes_changed(log: Path, tmp_path: Path, data: st.DataObject):
    name = data.draw(st.sampled_from([contents.ENTRIES, contents.CHECKPOINTS, contents.KEY]))
    before = (log / name).read_text("utf-8")

    report = checked(log, name, mutilated(data, before), tmp_path)

    if report.code == 0 and name == contents.ENTRIES:
        shown = [(row["envelope"], row["leaves"]) for row in rows(tmp_path / "copy")]
        assert shown == [(row["envelope"], row["leaves"]) for row in rows(log)]


@pytest.mark.parametrize("change", ["kind", "acted", "seq", "recorded_at", "pointer"])
def test_values_of_another_sort_are_unreadable_not_fatal(bag: Path, tmp_path: Path, change: str):
    lines = rows(bag)
    first, second = (json.loads(line) for line in lines[0]["envelope"].split("\n"))
    odd: dict[str, Any] = {"kind": ["x"], "acted": 7, "seq": "1", "recorded_at": "2026-03-02T01:00:00"}
    for part in (first, second):
        if change in part:
            part[change] = odd[change]
    lines[0]["envelope"] = f"{contents.dumps(first)}\n{contents.dumps(second)}"
    if change == "pointer":
        lines[0]["leaves"][0][0] = 5

    report = checked(bag, contents.ENTRIES, "".join(contents.dumps(row) + "\n" for row in lines), tmp_path)

    assert "第 1 行看不懂" in "\n".join(report.lines())


@pytest.mark.parametrize("name", [contents.FILES, contents.SUBJECTS, contents.LABELS])
def test_half_a_surrogate_pair_is_unreadable_not_fatal(bag: Path, tmp_path: Path, name: str):
    before = (bag / name).read_text("utf-8")

    report = checked(bag, name, before.replace('title":"', 'title":"\\ud800').replace('title": "', 'title": "\\ud800'), tmp_path)

    assert report.code == 1
    assert any(problem.code == "unreadable" for problem in report.problems)


@pytest.mark.parametrize("part", ["kind", "acted"])
def test_half_a_surrogate_pair_inside_an_envelope_is_a_change(bag: Path, tmp_path: Path, part: str):
    lines = rows(bag)
    first, second = lines[0]["envelope"].split("\n")
    facts = json.loads(second)
    facts[part] = "\ud800" if part == "kind" else {"stated": "\ud800"}
    lines[0]["envelope"] = f"{first}\n{json.dumps(facts)}"
    lines[0]["leaves"][0][2] = '"\\ud800"'

    report = checked(bag, contents.ENTRIES, "".join(contents.dumps(row) + "\n" for row in lines), tmp_path)

    assert report.code == 1


def test_a_path_that_leads_out_is_not_followed(bag: Path, tmp_path: Path):
    copy = tmp_path / "copy"
    shutil.copytree(bag, copy)
    files = rows(copy, contents.FILES)
    files[0]["path"] = "../../../../etc/hostname"
    rewrite(copy, files, contents.FILES)
    refit(copy)

    report = verify.verify(copy)

    assert report.code == 1
    assert any("etc/hostname" in problem.where for problem in report.problems)


def test_a_file_that_may_not_be_read_is_said(bag: Path, tmp_path: Path):
    copy = tmp_path / "copy"
    shutil.copytree(bag, copy)
    with (copy / "manifest-sha256.txt").open("a") as manifest:
        manifest.write(f"{'0' * 64}  data/{'x' * 300}\n")

    assert any(problem.code == "bag_unreadable" for problem in verify.verify(copy).problems)
