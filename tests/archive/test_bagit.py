"""Bags of other makers, as the Library of Congress collected them: taken or refused as they should be."""

from pathlib import Path

import pytest

from liuhen.archive import bagit
from tests.ledger import vectors

SUITE = "bagit-conformance"
# Not ours to pass: two name a file in a form that only another file system takes for the one that is there (case,
# normalisation), one names a dot file that copies of the suite tend to lose. Here that is a missing file, and it is said.
ELSEWHERE = {
    "duplicate-file-with-different-case",
    "same-filename-listed-twice-with-different-normalization",
    "special-system-files",
}


def bags(*sorts: str) -> list[Path]:
    root = vectors.folder(SUITE)
    return [
        bag
        for version in ("v0.97", "v1.0")
        for sort in sorts
        for bag in sorted((root / version / sort).glob("*/"))
        if bag.is_dir()
    ]


def test_good_bags_are_taken():
    refused = {bag.name: bagit.validate(bag) for bag in bags("valid", "warning") if bag.name not in ELSEWHERE}

    assert len(refused) >= 14
    assert {name: found for name, found in refused.items() if found} == {}


def test_bad_bags_are_refused():
    tried = bags("invalid", "linux-only", "windows-only")

    assert len(tried) >= 25
    assert [bag.name for bag in tried if not bagit.validate(bag)] == []


def test_what_differs_is_named(tmp_path: Path):
    for name in ("kept", "changed", "removed"):
        (tmp_path / "data").mkdir(exist_ok=True)
        (tmp_path / "data" / name).write_text(name)
    (tmp_path / "bagit.txt").write_text(bagit.DECLARATION)
    listed = {f"data/{name}": bagit.digest(tmp_path / "data" / name) for name in ("kept", "changed", "removed")}
    (tmp_path / "manifest-sha256.txt").write_text(bagit.manifest(listed))
    (tmp_path / "data" / "changed").write_text("Changed")
    (tmp_path / "data" / "removed").unlink()
    (tmp_path / "data" / "added").write_text("added")

    found = {(problem.code, problem.where) for problem in bagit.validate(tmp_path)}

    assert found == {("file_changed", "data/changed"), ("file_missing", "data/removed"), ("file_extra", "data/added")}


def test_a_folder_that_is_no_bag(tmp_path: Path):
    assert {problem.code for problem in bagit.validate(tmp_path)} == {"bag_unreadable"}


@pytest.mark.parametrize("name", ["现场照片 1.jpg", "100%.pdf", "两\n行.txt", "%0A.txt"])
def test_names_come_back_as_they_were_written(tmp_path: Path, name: str):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / name).write_text("x")
    (tmp_path / "bagit.txt").write_text(bagit.DECLARATION)
    (tmp_path / "manifest-sha256.txt").write_text(
        bagit.manifest({f"data/{name}": bagit.digest(tmp_path / "data" / name)}), "utf-8"
    )

    assert bagit.validate(tmp_path) == []


def test_a_link_that_leads_outside_is_no_file_of_the_bag(tmp_path: Path):
    secret = tmp_path / "secret"
    secret.write_text("x")
    bag = tmp_path / "bag"
    (bag / "data").mkdir(parents=True)
    (bag / "data" / "a").symlink_to(secret)
    (bag / "bagit.txt").write_text(bagit.DECLARATION)
    (bag / "manifest-sha256.txt").write_text(bagit.manifest({"data/a": bagit.digest(secret)}))

    assert [problem.code for problem in bagit.validate(bag)] == ["file_missing"]
