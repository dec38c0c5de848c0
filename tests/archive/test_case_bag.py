"""Every way to tamper with the bag of a case, by a careful forger who makes all manifests fit again: each is caught and named."""

import dataclasses
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import liuhen
from liuhen.archive import bagit, contents, verify
from liuhen.archive.package import write_bag
from liuhen.archive.pins import PinError, Pins
from liuhen.archive.report import Report
from liuhen.ledger import envelope
from tests.archive.made import NINE, Case, edited, remanifest, resigned, rewrite, rows

SOURCE = Path(liuhen.__file__).resolve().parents[1]


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case()


@pytest.fixture
def bag(case: Case, tmp_path: Path) -> Path:
    return case.write(tmp_path / "澄文综罚字〔2026〕1号", tmp_path / "store")


def check(bag: Path, **pins: Any) -> Report:
    return verify.verify(bag, Pins.of(**pins))


def codes(report: Report) -> set[str]:
    return {problem.code for problem in report.problems}


def test_an_untouched_bag_is_intact(bag: Path, case: Case):
    report = check(bag, key=case.told.signer.verifier.fingerprint)

    assert report.lines()[0].startswith("完好")
    assert (report.code, report.identity, report.entries, report.files, report.size) == (0, True, 5, 2, 8)
    assert "未收入本包" in report.notes[0].text  # the strokes, of which only the digest is named


def test_without_a_key_from_outside_it_says_so_and_prints_the_fingerprint(bag: Path, case: Case):
    report = check(bag)

    assert report.code == 0
    assert not report.identity
    assert case.told.signer.verifier.fingerprint in "\n".join(report.lines())
    assert any("未核对机关身份" in line for line in report.lines())


def test_the_usual_tools_take_the_bag(bag: Path):
    done = subprocess.run([sys.executable, "-m", "bagit", "--validate", str(bag)], check=False, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr


def change_envelope(bag: Path) -> None:
    lines = rows(bag)
    lines[1] = edited(lines[1], '"kind":"inspection_record"', '"kind":"inspection_recorD"')
    rewrite(bag, lines)


def change_time(bag: Path) -> None:
    lines = rows(bag)
    lines[3] = edited(lines[3], '"recorded_at":"2026-03-02T01:07', '"recorded_at":"2026-03-01T01:07')
    rewrite(bag, lines)


def change_content(bag: Path) -> None:
    lines = rows(bag)
    leaf = next(leaf for leaf in lines[1]["leaves"] if leaf[0] == "/found/p0")
    leaf[2] = leaf[2].replace("未成年人", "成年人")
    rewrite(bag, lines)


def drop_a_leaf(bag: Path) -> None:
    lines = rows(bag)
    lines[1]["leaves"].pop(0)
    rewrite(bag, lines)


def drop_the_newest(bag: Path) -> None:
    lines = rows(bag)
    del lines[3]
    rewrite(bag, lines)


def drop_the_two_newest(bag: Path) -> None:
    lines = rows(bag)
    del lines[2:4]
    rewrite(bag, lines)
    (bag / contents.CONTENT / "文书" / "决定书.pdf").unlink()
    rewrite(bag, [row for row in rows(bag, contents.FILES) if "决定书" not in row["path"]], contents.FILES)


def drop_a_middle_one(bag: Path) -> None:
    lines = rows(bag)
    del lines[1]
    rewrite(bag, lines)


def drop_the_first(bag: Path) -> None:
    rewrite(bag, rows(bag)[1:])


def repeat_an_entry(bag: Path) -> None:
    lines = rows(bag)
    rewrite(bag, [*lines[:2], lines[1], *lines[2:]])


def insert_an_entry(bag: Path) -> None:
    """One more, chained and numbered as it should be, under a proof that belongs to another."""
    lines = rows(bag)
    last = lines[3]
    first, second = last["envelope"].split("\n")
    digest = contents.read_entry(json.dumps(last), 1).entry.hash
    forged = json.loads(first) | {"prev": digest.hex(), "seq": 5}
    rewrite(bag, [*lines[:4], last | {"envelope": f"{contents.dumps(forged)}\n{second}"}, *lines[4:]])


def swap_two(bag: Path) -> None:
    lines = rows(bag)
    lines[1], lines[2] = lines[2], lines[1]
    rewrite(bag, lines)


def move_to_another_subject(bag: Path) -> None:
    lines = rows(bag)
    clue, case = (json.loads(row["envelope"].split("\n")[1])["subject"] for row in (lines[-1], lines[0]))
    lines[2] = edited(lines[2], f'"subject":"{case}"', f'"subject":"{clue}"')
    rewrite(bag, lines)


def forge_the_checkpoint(bag: Path) -> None:
    file = bag / contents.CHECKPOINT
    file.write_text(file.read_text("utf-8").replace("\n8\n", "\n9\n"), "utf-8")


def forge_the_head(bag: Path) -> None:
    subjects = rows(bag, contents.SUBJECTS)
    subjects[0]["head"] = subjects[0]["head"].replace("\n4\n", "\n3\n")
    rewrite(bag, subjects, contents.SUBJECTS)
    drop_the_newest(bag)


def borrow_another_subjects_head(bag: Path) -> None:
    subjects = rows(bag, contents.SUBJECTS)
    subjects[0]["head"] = subjects[1]["head"]
    rewrite(bag, subjects, contents.SUBJECTS)
    rewrite(bag, [rows(bag)[0], rows(bag)[-1]])


def swap_a_file(bag: Path) -> None:
    file = bag / contents.CONTENT / "音像" / "现场 视频.mp4"
    file.unlink()
    file.write_text("别的视频")


def swap_a_file_and_its_row(bag: Path) -> None:
    swap_a_file(bag)
    files = rows(bag, contents.FILES)
    files[1]["sha256"] = bagit.digest(bag / files[1]["path"])
    rewrite(bag, files, contents.FILES)


def drop_a_file(bag: Path) -> None:
    (bag / contents.CONTENT / "文书" / "决定书.pdf").unlink()


def add_a_file(bag: Path) -> None:
    (bag / contents.CONTENT / "新证据.txt").write_text("x")


def hand_a_file_to_another_entry(bag: Path) -> None:
    files = rows(bag, contents.FILES)
    files[0]["entry"], files[1]["entry"] = files[1]["entry"], files[0]["entry"]
    rewrite(bag, files, contents.FILES)


def break_a_line(bag: Path) -> None:
    file = bag / contents.ENTRIES
    file.write_text(file.read_text("utf-8").replace('{"envelope"', '{envelope"', 1), "utf-8")


def lose_the_key(bag: Path) -> None:
    (bag / contents.KEY).unlink()


TAMPERING: list[tuple[Callable[[Path], None], str, str]] = [
    (change_envelope, "changed", "案件第 2 条"),
    (change_time, "changed", "案件第 4 条"),
    (change_content, "content_changed", "案件第 2 条《现场检查笔录》（entries.jsonl 第 2 行）：内容被改动"),
    (drop_a_leaf, "content_changed", "案件第 2 条"),
    (drop_the_newest, "missing_newest", "案件：缺最新的第 4 条"),
    (drop_the_two_newest, "missing_newest", "案件：缺最新的第 3 至 4 条"),
    (drop_a_middle_one, "missing", "案件：缺第 2 条"),
    (drop_the_first, "missing", "案件：缺第 1 条"),
    (repeat_an_entry, "inserted", "案件：第 2 条出现了 2 次"),
    (insert_an_entry, "inserted", "案件：多出记录"),
    (swap_two, "reordered", "案件第 2 条"),
    (move_to_another_subject, "changed", "线索第 3 条"),
    (forge_the_checkpoint, "checkpoint_forged", "检查点不是包内密钥签署的"),
    (forge_the_head, "head_forged", "案件：主体清单"),
    (borrow_another_subjects_head, "head_forged", "案件：主体清单"),
    (swap_a_file, "file_swapped", "data/files/音像/现场 视频.mp4：文件被换过"),
    (swap_a_file_and_its_row, "file_swapped", "data/files/音像/现场 视频.mp4"),
    (drop_a_file, "file_missing", "data/files/文书/决定书.pdf"),
    (add_a_file, "file_extra", "data/files/新证据.txt"),
    (hand_a_file_to_another_entry, "file_swapped", "data/files/文书/决定书.pdf"),
]
UNREADABLE = [(break_a_line, "unreadable", "第 1 行看不懂"), (lose_the_key, "unreadable", "key.txt")]


@pytest.mark.parametrize(("tamper", "code", "words"), TAMPERING, ids=[row[0].__name__ for row in TAMPERING])
def test_what_a_careful_forger_did_is_caught_and_named(
    bag: Path, case: Case, tamper: Callable[[Path], None], code: str, words: str
):
    tamper(bag)
    remanifest(bag)

    report = check(bag, key=case.told.signer.verifier.fingerprint)

    assert report.code == 1
    assert code in codes(report)
    assert any(words in problem.line for problem in report.problems if problem.code == code), [p.line for p in report.problems]
    assert report.lines()[0].startswith("不完整或被改动")


@pytest.mark.parametrize(("tamper", "code", "words"), UNREADABLE, ids=[row[0].__name__ for row in UNREADABLE])
def test_what_cannot_be_read_is_said(bag: Path, tamper: Callable[[Path], None], code: str, words: str):
    tamper(bag)

    report = check(bag)

    assert report.code == 1
    assert any(words in problem.line for problem in report.problems if problem.code == code)


@pytest.mark.parametrize("tamper", [row[0] for row in TAMPERING], ids=lambda one: one.__name__)
def test_a_careless_forger_is_caught_by_the_manifest_already(bag: Path, tamper: Callable[[Path], None]):
    tamper(bag)

    assert codes(check(bag)) & {"file_changed", "file_missing", "file_extra"}


def test_the_page_for_reading_cannot_say_something_else(bag: Path, case: Case):
    page = bag / contents.INDEX
    remanifest(bag)
    assert check(bag).code == 0
    page.write_text(page.read_text("utf-8").replace("发现未成年人上网", "一切正常"), "utf-8")
    payload = {str(path.relative_to(bag)): bagit.digest(path) for path in (bag / "data").rglob("*") if path.is_file()}
    (bag / "manifest-sha256.txt").write_text(bagit.manifest(payload), "utf-8")
    tags = ("bagit.txt", "bag-info.txt", "manifest-sha256.txt")
    (bag / "tagmanifest-sha256.txt").write_text(bagit.manifest({name: bagit.digest(bag / name) for name in tags}), "utf-8")

    assert codes(check(bag)) == {"index_changed"}


def test_a_bag_signed_anew_with_another_key_is_caught_by_the_pinned_key(case: Case, tmp_path: Path):
    honest = case.made(tmp_path / "store")
    forger = resigned(case.told)
    bag = write_bag(tmp_path / "bag", dataclasses.replace(honest, bundle=forger.bundle([case.case, case.clue])))

    alone, pinned = check(bag), check(bag, key=case.told.signer.verifier.fingerprint)

    assert (alone.code, alone.identity) == (0, False)  # it fits together; only somebody who knows the key can tell
    assert (pinned.code, codes(pinned)) == (1, {"wrong_key"})
    assert "另一把密钥" in pinned.problems[0].text


def test_a_bag_signed_anew_is_caught_by_an_outside_checkpoint(case: Case, tmp_path: Path):
    honest = case.made(tmp_path / "store")
    (tmp_path / "outside.txt").write_text(case.told.checkpoint(), "utf-8")
    forger = resigned(case.told)
    bag = write_bag(tmp_path / "bag", dataclasses.replace(honest, bundle=forger.bundle([case.case, case.clue])))

    report = check(bag, checkpoint=tmp_path / "outside.txt")

    assert (report.code, codes(report)) == (1, {"wrong_key"})


def test_an_outside_checkpoint_of_the_same_size_settles_it(bag: Path, case: Case, tmp_path: Path):
    (tmp_path / "mirror.txt").write_text("".join(f"{case.told.checkpoint(size)}\n" for size in (3, 8)), "utf-8")

    report = check(bag, checkpoint=tmp_path / "mirror.txt")

    assert (report.code, report.identity) == (0, True)
    assert "no_outside_checkpoint" not in {note.code for note in report.notes}


def test_an_outside_checkpoint_of_another_size_checks_the_key_alone_and_says_so(bag: Path, case: Case, tmp_path: Path):
    (tmp_path / "mirror.txt").write_text(case.told.checkpoint(3), "utf-8")

    report = check(bag, checkpoint=tmp_path / "mirror.txt")

    assert (report.code, report.identity) == (0, True)
    assert "no_outside_checkpoint" in {note.code for note in report.notes}


def test_an_old_database_put_back_and_worked_on_is_caught_by_an_outside_checkpoint(case: Case, tmp_path: Path):
    case.made(tmp_path / "store")
    (tmp_path / "outside.txt").write_text(case.told.checkpoint(), "utf-8")
    case.told.entries = case.told.entries[:5]
    while len(case.told.entries) < 8:
        case.told.tell(case.case, n=len(case.told.entries))
    honest_looking = case.told.bundle([case.case, case.clue])
    made = Case(told=resigned(case.told)).made(tmp_path / "store")
    bag = write_bag(tmp_path / "bag", dataclasses.replace(made, bundle=honest_looking, files=(), withheld={}))

    assert check(bag).code == 0
    report = check(bag, checkpoint=tmp_path / "outside.txt")
    assert (report.code, codes(report)) == (1, {"other_root"})
    assert "旧数据库" in report.problems[0].text


def test_a_withheld_leaf_is_not_in_the_bag_and_does_not_hinder(bag: Path):
    assert "李某" not in "".join(path.read_text("utf-8", "replace") for path in bag.rglob("*") if path.is_file())
    assert "（未公开）" in (bag / contents.INDEX).read_text("utf-8")
    assert check(bag).code == 0


def test_destroyed_content_still_verifies_and_is_said(case: Case, tmp_path: Path):
    made = case.made(tmp_path / "store")
    told = case.told
    gone = told.entries[0]
    told.entries[0] = dataclasses.replace(gone, packed=envelope.NO_LEAVES, destroyed=True)
    bag = write_bag(tmp_path / "bag", dataclasses.replace(made, bundle=told.bundle([case.case, case.clue]), withheld={}))

    report = check(bag, key=told.signer.verifier.text)

    assert report.code == 0
    assert "destroyed" in {note.code for note in report.notes}
    assert "已依法销毁" in (bag / contents.INDEX).read_text("utf-8")


def test_content_taken_out_without_saying_destroyed_is_a_change(bag: Path):
    lines = rows(bag)
    lines[1]["leaves"] = []
    rewrite(bag, lines)
    remanifest(bag)

    assert "content_changed" in codes(check(bag))


def test_a_clock_that_went_back_shows_as_a_note(tmp_path: Path):
    case = Case()
    case.told.tell(case.case, n=1, at=NINE.replace(year=2027))
    bag = case.write(tmp_path / "bag", tmp_path / "store")

    report = check(bag)

    assert report.code == 0
    assert "clock_back" in {note.code for note in report.notes}


# writing


def test_recordings_are_linked_not_copied(bag: Path, tmp_path: Path):
    assert all(path.stat().st_nlink == 2 for path in (bag / contents.CONTENT).rglob("*") if path.is_file())


def test_where_links_cannot_be_made_files_are_copied_and_checked(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def no_links(*_: Any) -> None:
        raise OSError

    monkeypatch.setattr(Path, "hardlink_to", no_links)
    made = case.made(tmp_path / "store")

    assert check(write_bag(tmp_path / "bag", made)).code == 0
    made.files[0].source.write_text("decayed")
    with pytest.raises(ValueError, match="is not the file"):
        write_bag(tmp_path / "second", made)
    assert [path.name for path in tmp_path.iterdir() if "second" in path.name] == []


def test_a_bag_is_never_written_over_another(bag: Path, case: Case, tmp_path: Path):
    with pytest.raises(FileExistsError):
        case.write(bag, tmp_path / "store")

    assert check(bag).code == 0


@pytest.mark.parametrize("path", ["../x", "/x", "a/../x", "a//b", "a\\b", "a:b", "长" * 100, "x\n", ""])
def test_a_file_name_that_would_not_travel_is_refused(case: Case, tmp_path: Path, path: str):
    made = case.made(tmp_path / "store")
    bad = dataclasses.replace(made.files[0], path=path)

    with pytest.raises(ValueError, match="plain path"):
        write_bag(tmp_path / "bag", dataclasses.replace(made, files=(bad,)))


def test_the_page_lets_nothing_run(tmp_path: Path):
    case = Case()
    case.told.tell(case.case, "<b>", text="<script>alert(1)</script>")
    page = (case.write(tmp_path / "bag", tmp_path / "store") / contents.INDEX).read_text("utf-8")

    assert "<script" not in page
    assert "&lt;script&gt;" in page


# the program


def run(*words: str | Path) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "liuhen.archive.verify", *map(str, words)], check=False, capture_output=True, text=True, cwd=SOURCE
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.system
def test_the_program_runs_alone_and_its_exit_code_tells(bag: Path, case: Case, tmp_path: Path):
    code, text = run(bag, "--key", case.told.signer.verifier.fingerprint, "--json")
    assert (code, json.loads(text)["intact"], json.loads(text)["identity_checked"]) == (0, True, True)

    drop_the_newest(bag)
    assert run(bag)[0] == 1
    assert run(tmp_path / "nowhere")[0] == 2
    assert run(bag, "--key", "nonsense")[0] == 2
    assert run(bag, "--checkpoint", tmp_path / "nowhere")[0] == 2


def test_the_checker_needs_neither_django_nor_a_database():
    words = (
        "import sys, liuhen.archive.verify, liuhen.archive.package; print([m for m in ('django', 'psycopg') if m in sys.modules])"
    )

    assert (
        subprocess.run([sys.executable, "-c", words], check=True, capture_output=True, text=True, cwd=SOURCE).stdout.strip()
        == "[]"
    )


def test_a_bag_of_another_kind_cannot_be_read_as_ours(tmp_path: Path):
    (tmp_path / "data").mkdir()
    (tmp_path / "bagit.txt").write_text(bagit.DECLARATION)
    (tmp_path / "manifest-sha256.txt").write_text("")

    report = check(tmp_path)

    assert report.code == 2


@pytest.mark.parametrize("shape", ["{fp}", "{FP}", "{colons}", "{vkey}", "{file}"])
def test_a_key_may_be_given_in_several_ways(bag: Path, case: Case, tmp_path: Path, shape: str):
    key = case.told.signer.verifier
    (tmp_path / "key.txt").write_text(f"{key.text}\n")
    colons = ":".join(key.fingerprint[i : i + 2] for i in range(0, 64, 2))
    given = shape.format(fp=key.fingerprint, FP=key.fingerprint.upper(), colons=colons, vkey=key.text, file=tmp_path / "key.txt")

    assert check(bag, key=given).identity


def test_what_is_no_key_is_refused_with_words():
    with pytest.raises(PinError, match="64 位"):
        Pins.of("abc")


def test_a_copy_on_another_disk_verifies_the_same(bag: Path, tmp_path: Path):
    shutil.copytree(bag, tmp_path / "usb" / bag.name)

    assert check(tmp_path / "usb" / bag.name).code == 0
