"""BagIt (RFC 8493): reading a bag against its manifests, and writing the tag files of one.

Pure. Reads versions 0.93 to 1.0 with any of the usual digests, and what it finds comes back as a list, never raised; writes
version 1.0 with SHA-256. Nothing is fetched: a bag with holes is a bag with missing files.
"""

import hashlib
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from liuhen.archive.report import Problem

CHUNK = 1 << 20
ALGORITHMS = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512")
VERSIONS = ("0.93", "0.94", "0.95", "0.96", "0.97", "1.0")
DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_MANIFEST = re.compile(r"(tag)?manifest-([a-z0-9]+)\.txt")
_LINE = re.compile(r"([0-9A-Fa-f]+)[ \t]+\*?(.+)")
_DECLARED = re.compile(r"BagIt-Version: (\d+\.\d+) *\r?\n?Tag-File-Character-Encoding: ([A-Za-z0-9_.:-]+)\s*")


@dataclass(frozen=True, kw_only=True)
class Bag:
    """A bag as declared: digests by path for each manifest, the union of payload paths, and where lines were bad."""

    root: Path
    version: str
    manifests: Mapping[str, Mapping[str, str]]
    problems: tuple[Problem, ...]


def digest(path: Path, algorithm: str = "sha256") -> str:
    """Hex digest of a file, read in pieces."""
    value = hashlib.new(algorithm, usedforsecurity=False)
    with path.open("rb", buffering=0) as file:
        while piece := file.read(CHUNK):
            value.update(piece)
    return value.hexdigest()


def validate(root: Path) -> list[Problem]:
    """Everything in which a bag differs from its manifests; empty when it is complete and unchanged."""
    bag = read(root)
    problems = list(bag.problems)
    payload = {name: files for name, files in bag.manifests.items() if not name.startswith("tag")}
    if not payload:
        return [*problems, Problem("bag_unreadable", "没有文件清单（manifest），不是 BagIt 包")]
    listed = {path for files in payload.values() for path in files}
    extra = sorted(_files(root / "data", root) - listed)
    problems += (Problem("file_extra", "清单里没有的文件，可能是后来放进去的", path) for path in extra)
    if bag.version == "1.0":
        problems += _incomplete(payload, listed)
    with ThreadPoolExecutor(min(4, os.cpu_count() or 1)) as pool:  # hashing lets go of the interpreter's lock
        tasks = [(path, name, value) for name, files in bag.manifests.items() for path, value in files.items()]
        problems += [found for found in pool.map(lambda task: _check(root, *task), tasks) if found]
    return problems


def read(root: Path) -> Bag:
    """The declaration and the manifests; what is wrong with them is among ``problems``."""
    version, encoding, problems = _declaration(root / "bagit.txt")
    manifests: dict[str, dict[str, str]] = {}
    for file in sorted(root.glob("*manifest-*.txt")):
        name = _MANIFEST.fullmatch(file.name)
        if name and name[2] in ALGORITHMS:
            files: dict[str, str] = {}
            problems += _lines(file, encoding, version, files)
            manifests[f"{name[1] or ''}{name[2]}"] = files
    problems += _fetch(root / "fetch.txt", encoding)
    return Bag(root=root, version=version, manifests=manifests, problems=tuple(problems))


def _declaration(file: Path) -> tuple[str, str, list[Problem]]:
    """BagIt version, encoding of the tag files, and what is wrong with bagit.txt."""
    try:
        declared = _DECLARED.fullmatch(file.read_bytes().decode("utf-8"))
    except (OSError, UnicodeDecodeError):
        declared = None
    if declared is None or declared[1] not in VERSIONS:
        return "1.0", "utf-8", [Problem("bag_unreadable", "bagit.txt 缺失或写法不对，不是 BagIt 包", "bagit.txt")]
    try:
        "".encode(declared[2])
    except LookupError:
        return declared[1], "utf-8", [Problem("bag_unreadable", f"不认识的字符编码 {declared[2]}", "bagit.txt")]
    return declared[1], declared[2], []


def _lines(file: Path, encoding: str, version: str, files: dict[str, str]) -> Iterator[Problem]:
    try:
        text = file.read_bytes().decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError:
        yield Problem("bag_unreadable", f"清单不是声明的编码 {encoding}", file.name)
        return
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        if not line.strip():
            continue
        parts = _LINE.fullmatch(line)
        if parts is None:
            yield Problem("bag_unreadable", f"清单第 {number} 行看不懂", file.name)
            continue
        path, value = _decoded(parts[2], version), parts[1].lower()
        if not _inside(path, payload=not file.name.startswith("tag")):
            yield Problem("bag_unreadable", f"清单第 {number} 行指向包外：{path}", file.name)
        elif path in files and (files[path] != value or version == "1.0"):
            yield Problem("file_changed", f"清单第 {number} 行把同一个文件又列了一次", path)
        else:
            files[path] = value


def _fetch(file: Path, encoding: str) -> Iterator[Problem]:
    """Holes are named as missing files by the manifest; here only where they would reach outside."""
    if not file.exists():
        return
    for line in file.read_text(encoding, "replace").splitlines():
        fields = line.split(maxsplit=2)
        if len(fields) == 3 and not _inside(fields[2], payload=True):  # noqa: PLR2004 - address, length, path
            yield Problem("bag_unreadable", f"fetch.txt 指向包外：{fields[2]}", file.name)


def _decoded(path: str, version: str) -> str:
    """Line ends in file names are written %0A and %0D, and from 1.0 on % itself as %25; nothing else is an escape."""
    path = re.sub("%0A", "\n", path, flags=re.IGNORECASE)
    path = re.sub("%0D", "\r", path, flags=re.IGNORECASE)
    path = path.replace("%25", "%") if version == "1.0" else path
    return path.removeprefix("./")


def _encoded(path: str) -> str:
    return path.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")


def _inside(path: str, *, payload: bool) -> bool:
    """Whether a path stays in the bag on any system: no roots, drives, homes, parents or backslashes upwards."""
    parts = PurePosixPath(path.replace("\\", "/")).parts
    safe = bool(parts) and parts[0] not in {"/", "//"} and ".." not in parts and "." not in parts
    plain = not path.startswith(("~", "\\", "%")) and not re.match(r"[A-Za-z]:", path)
    return safe and plain and (parts[0] == "data" if payload else parts[0] != "data")


def _files(folder: Path, root: Path) -> set[str]:
    return {str(path.relative_to(root)) for path in folder.rglob("*") if not path.is_dir() or path.is_symlink()}


def _incomplete(payload: Mapping[str, Mapping[str, str]], listed: set[str]) -> Iterator[Problem]:
    """From 1.0 on every manifest lists every file."""
    for name, files in payload.items():
        for path in sorted(listed - set(files)):
            yield Problem("file_extra", f"清单 manifest-{name}.txt 里没有这个文件", path)


def _check(root: Path, path: str, name: str, value: str) -> Problem | None:
    file = root / path
    try:
        if file.is_symlink() or not file.is_file():
            return Problem("file_missing", "清单里有、包里没有的文件", path)
        found = digest(file, name.removeprefix("tag"))
    except OSError as error:
        return Problem("bag_unreadable", f"文件读不出：{error.strerror}", path)
    if found != value:
        return Problem("file_changed", "文件内容与清单的摘要不符，被改动过或已损坏", path)
    return None


def manifest(digests: Mapping[str, str]) -> str:
    """A manifest's text, sorted by path."""
    return "".join(f"{value}  {_encoded(path)}\n" for path, value in sorted(digests.items()))


def bag_info(fields: Sequence[tuple[str, str]]) -> str:
    """The text of bag-info.txt; line breaks in values become spaces."""
    return "".join(f"{name}: {' '.join(value.split())}\n" for name, value in fields if value)


def read_bag_info(root: Path) -> dict[str, str]:
    """The fields of bag-info.txt, the first of each name; empty where there is no such file."""
    file = root / "bag-info.txt"
    if not file.exists():
        return {}
    fields: dict[str, str] = {}
    for line in file.read_text("utf-8", "replace").splitlines():
        name, colon, value = line.partition(":")
        if colon and not line[0].isspace():
            fields.setdefault(name.strip(), value.strip())
    return fields
