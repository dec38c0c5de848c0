"""A whole log, offline: what was changed, taken out, put in, moved or cut off is found and named."""

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from liuhen.archive import check_log, contents, verify
from liuhen.archive.package import write_log
from liuhen.archive.pins import Pins
from liuhen.archive.report import Report
from liuhen.ledger import envelope
from tests.archive.made import NINE, Told, edited, log_folder, remanifest, resigned, rewrite, rows


@pytest.fixture
def told() -> Told:
    """Forty entries of three cases, with checkpoints on the way."""
    made = Told()
    cases = [uuid4() for _ in range(3)]
    for i in range(40):
        made.tell(cases[i * 7 % 3], text=f"第{i}次\n现场", n=i)
    return made


@pytest.fixture
def log(told: Told, tmp_path: Path) -> Path:
    return log_folder(tmp_path / "log", told, sizes=(5, 12, 31))


def check(log: Path, **pins: Any) -> Report:
    return verify.verify(log, Pins.of(**pins), processes=1)


def codes(report: Report) -> set[str]:
    return {problem.code for problem in report.problems}


def test_an_untouched_log_is_intact(log: Path, told: Told):
    report = check(log, key=told.signer.verifier.fingerprint)

    assert [problem.line for problem in report.problems] == []
    assert (report.code, report.identity, report.sort, report.entries, report.subjects, report.size) == (
        0,
        True,
        "log",
        40,
        3,
        40,
    )


def test_several_processes_find_the_same(log: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(check_log, "PORTION", 2000)
    lines = rows(log)
    lines[20]["leaves"][0][2] = "99"
    del lines[33]
    rewrite(log, lines)
    remanifest(log)

    alone, together = check(log), verify.verify(log, processes=2)

    assert len(list(check_log._bounds(log / contents.ENTRIES))) > 5
    assert [problem.line for problem in together.problems] == [problem.line for problem in alone.problems]
    assert {"content_changed", "missing"} <= codes(together)


def change(log: Path) -> None:
    lines = rows(log)
    lines[16] = edited(lines[16], '"kind":"inspection_record"', '"kind":"inspection_recorD"')
    rewrite(log, lines)


def change_with_its_hash(log: Path) -> None:
    change(log)
    lines = rows(log)
    lines[16]["hash"] = check_log.tree.leaf(lines[16]["envelope"].encode()).hex()
    rewrite(log, lines)


def change_the_newest_with_its_hash(log: Path) -> None:
    lines = rows(log)
    lines[39] = edited(lines[39], '"kind":"inspection_record"', '"kind":"inspection_recorD"')
    lines[39]["hash"] = check_log.tree.leaf(lines[39]["envelope"].encode()).hex()
    rewrite(log, lines)


def change_content(log: Path) -> None:
    lines = rows(log)
    lines[16]["leaves"][0][2] = "17"
    rewrite(log, lines)


def remove(log: Path) -> None:
    lines = rows(log)
    del lines[16]
    rewrite(log, lines)


def remove_the_newest_of_a_case(log: Path) -> None:
    lines = rows(log)
    del lines[38]
    rewrite(log, lines)


def insert(log: Path) -> None:
    lines = rows(log)
    rewrite(log, [*lines[:17], lines[16], *lines[17:]])


def insert_at_the_end(log: Path) -> None:
    lines = rows(log)
    forged = json.loads(json.dumps(lines[39]).replace(subject_of(lines[39]), str(uuid4())))
    first, second = forged["envelope"].split("\n")
    forged["envelope"] = contents.dumps(json.loads(first) | {"prev": "", "seq": 1}) + "\n" + second
    forged["hash"] = check_log.tree.leaf(forged["envelope"].encode()).hex()
    rewrite(log, [*lines, forged])


def subject_of(line: dict[str, Any]) -> str:
    return str(json.loads(line["envelope"].split("\n")[1])["subject"])


def reorder_within_a_case(log: Path) -> None:
    lines = rows(log)
    lines[16], lines[19] = lines[19], lines[16]
    rewrite(log, lines)


def reorder_across_cases(log: Path) -> None:
    lines = rows(log)
    lines[16], lines[17] = lines[17], lines[16]
    rewrite(log, lines)


def cut_the_tail(log: Path) -> None:
    rewrite(log, rows(log)[:35])


def forge_a_checkpoint(log: Path) -> None:
    file = log / contents.CHECKPOINTS
    file.write_text(file.read_text("utf-8").replace("\n40\n", "\n41\n"), "utf-8")


def break_a_line(log: Path) -> None:
    file = log / contents.ENTRIES
    file.write_text(file.read_text("utf-8").replace('"envelope"', "'envelope'", 1), "utf-8")


TAMPERING: list[tuple[Callable[[Path], None], str, str]] = [
    (change, "changed", "entries.jsonl 第 17 行：记录被改动"),
    (change_with_its_hash, "chain_broken", "entries.jsonl 第 20 行"),
    (change_with_its_hash, "root_differs", "第 13 至 31 条之间"),
    (change_the_newest_with_its_hash, "root_differs", "第 32 至 40 条之间"),
    (change_content, "content_changed", "entries.jsonl 第 17 行：内容被改动"),
    (remove, "missing", "缺第 6 条"),
    (
        remove_the_newest_of_a_case,
        "cut_tail",
        "缺 1 条：检查点到第 40 条，这里只有 39 条；前 31 条与检查点相符，缺的在第 32 条以后",
    ),
    (remove, "root_differs", "第 13 至 31 条之间有记录被改动、增减或调换；共少 1 条"),
    (insert, "inserted", "第 6 条又出现了一次"),
    (insert_at_the_end, "inserted", "后面 1 条没有签署"),
    (reorder_within_a_case, "reordered", "entries.jsonl 第 20 行"),
    (reorder_across_cases, "root_differs", "第 13 至 31 条之间"),
    (cut_the_tail, "cut_tail", "缺 5 条：检查点到第 40 条，这里只有 35 条；前 31 条与检查点相符"),
    (forge_a_checkpoint, "checkpoint_forged", "第 41 条的检查点"),
    (break_a_line, "unreadable", "entries.jsonl 第 1 行"),
]


@pytest.mark.parametrize(("tamper", "code", "words"), TAMPERING, ids=[f"{row[0].__name__}-{row[1]}" for row in TAMPERING])
def test_what_a_careful_forger_did_is_caught_and_named(
    log: Path, told: Told, tamper: Callable[[Path], None], code: str, words: str
):
    tamper(log)
    remanifest(log)

    report = check(log, key=told.signer.verifier.fingerprint)

    assert report.code == 1
    assert any(words in problem.line for problem in report.problems if problem.code == code), [p.line for p in report.problems]


def test_moving_an_entry_is_not_called_missing(log: Path):
    reorder_within_a_case(log)
    remanifest(log)

    assert "missing" not in codes(check(log))


def test_cutting_the_tail_is_called_nothing_else(log: Path):
    cut_the_tail(log)
    remanifest(log)

    assert codes(check(log)) == {"cut_tail"}


def test_an_export_of_an_old_database_is_caught_by_an_outside_checkpoint(told: Told, tmp_path: Path):
    (tmp_path / "outside.txt").write_text(told.checkpoint(), "utf-8")
    old = log_folder(tmp_path / "old", told, size=25)

    assert check(old).code == 0
    report = check(old, checkpoint=tmp_path / "outside.txt")

    assert (report.code, codes(report)) == (1, {"older_than_outside"})
    assert "外部检查点已到第 40 条" in report.problems[0].text


def test_an_old_database_worked_on_is_caught_by_an_outside_checkpoint(told: Told, tmp_path: Path):
    (tmp_path / "outside.txt").write_text(f"{told.checkpoint(20)}\n{told.checkpoint(40)}\n", "utf-8")
    told.entries = told.entries[:25]
    for i in range(30):
        told.tell(uuid4(), n=i)
    log = log_folder(tmp_path / "log", told)

    assert check(log).code == 0
    report = check(log, checkpoint=tmp_path / "outside.txt")

    assert (report.code, codes(report)) == (1, {"other_root"})
    assert "前 40 条" in report.problems[0].text


def test_a_log_that_only_grew_agrees_with_older_outside_checkpoints(log: Path, told: Told, tmp_path: Path):
    (tmp_path / "outside.txt").write_text("".join(f"{told.checkpoint(size)}\n" for size in (1, 17, 40)), "utf-8")

    report = check(log, checkpoint=tmp_path / "outside.txt")

    assert (report.code, report.identity) == (0, True)


def test_a_log_signed_anew_with_another_key_is_caught(told: Told, tmp_path: Path):
    log = log_folder(tmp_path / "log", resigned(told))
    (tmp_path / "outside.txt").write_text(told.checkpoint(), "utf-8")

    assert check(log).code == 0
    assert codes(check(log, key=told.signer.verifier.text)) == {"wrong_key"}
    assert codes(check(log, checkpoint=tmp_path / "outside.txt")) == {"wrong_key"}


def test_destroyed_content_is_said_and_no_fault(told: Told, tmp_path: Path):
    told.entries[7] = dataclasses.replace(told.entries[7], packed=envelope.NO_LEAVES, destroyed=True)
    log = log_folder(tmp_path / "log", told)

    report = check(log)

    assert report.code == 0
    assert [note.code for note in report.notes] == ["destroyed"]


def test_an_export_that_lost_entries_on_the_way_is_not_written(told: Told, tmp_path: Path):
    short = dataclasses.replace(told.export(), entries=told.entries[:-1])

    with pytest.raises(ValueError, match="39 entries"):
        write_log(tmp_path / "log", short)

    assert not (tmp_path / "log").exists()


def test_line_separators_inside_a_text_do_not_break_lines(tmp_path: Path):
    told = Told()
    told.tell(uuid4(), text="一\u2028二\u0085三\x1e四\r五", at=NINE)

    assert check(log_folder(tmp_path / "log", told)).code == 0
