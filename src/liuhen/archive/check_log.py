"""Checking a whole log: every leaf hashed, every subject's chain followed, every checkpoint's root rebuilt.

Reading and hashing is spread over processes by portions of the file; what comes back is put together in the log's order.
"""

import json
import os
from array import array
from binascii import a2b_base64
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from liuhen.archive import contents
from liuhen.archive.check_case import read_key, span
from liuhen.archive.pins import Pins, notes_in
from liuhen.archive.report import Report
from liuhen.archive.roots import Roots
from liuhen.ledger import canonical, note, tree
from liuhen.ledger.canonical import leaf_hash
from liuhen.ledger.note import Checkpoint, NoteError, Verifier
from liuhen.ledger.tree import HASH_SIZE

PORTION = 4 << 20  # bytes of entries.jsonl a process takes at a time
SMALL = 4 * PORTION  # below this the processes cost more than they save
ID_SIZE = 16
STAMP_SIZE = len("2026-03-02T01:00:00.000000Z")
FAR = 100_000  # a gap this wide is told as one


@dataclass(kw_only=True)
class Portion:
    """What one portion of lines came to: per entry its hash, the one it names before it, subject, number and stamp; problems by line."""

    hashes: bytearray = field(default_factory=bytearray)
    prevs: list[bytes] = field(default_factory=list)
    subjects: bytearray = field(default_factory=bytearray)
    seqs: "array[int]" = field(default_factory=lambda: array("q"))
    stamps: bytearray = field(default_factory=bytearray)
    problems: list[tuple[int, str, str]] = field(default_factory=list)
    destroyed: int = 0


@dataclass(slots=True)
class _Chain:
    """A subject's history as far as it was followed; ``gaps`` are numbers passed over so far."""

    seq: int = 0
    hash: bytes = b""
    stamp: bytes = b""
    gaps: set[int] = field(default_factory=set)


def check(root: Path, pins: Pins, report: Report, *, processes: int | None = None) -> None:
    """Fill the report; the BagIt layer has been checked already."""
    signed = _signed(root, pins, report)
    if signed is None:
        return
    verifier, checkpoints = signed
    report.size = checkpoints[-1].size
    chains: dict[bytes, _Chain] = {}
    roots = Roots(checkpoints, pins.known(verifier))
    for portion in _portions(root / contents.ENTRIES, verifier.name.split("/")[1], processes):
        _say(portion, report)
        _follow(portion, chains, report)
        roots.take(portion.hashes)
        report.entries += len(portion.seqs)
    report.subjects = len(chains)
    for subject, chain in chains.items():
        for seq in sorted(chain.gaps):
            report.wrong("missing", f"缺第 {seq} 条", f"主体 {_uuid(subject)}")
    roots.judge(report)


def _signed(root: Path, pins: Pins, report: Report) -> tuple[Verifier, list[Checkpoint]] | None:
    """The key and its checkpoints by size; None when there is nothing to hold the log against."""
    verifier = read_key(root, report)
    try:
        text = (root / contents.CHECKPOINTS).read_text("utf-8")
    except (OSError, ValueError):
        report.wrong("unreadable", "读不出检查点", contents.CHECKPOINTS)
        return None
    if verifier is None or not (root / contents.ENTRIES).is_file():
        report.wrong("unreadable", "没有记录或没有签署密钥", contents.PROOF)
        return None
    pins.trust(verifier, report)
    found = []
    for one in notes_in(text):
        try:
            checkpoint = note.parse_checkpoint(one.text)
        except NoteError:
            continue
        if one.signed_by(verifier) and checkpoint.origin == verifier.name:
            found.append(checkpoint)
        else:
            report.wrong(
                "checkpoint_forged", f"第 {checkpoint.size} 条的检查点不是这把密钥签署的：被改动或伪造", contents.CHECKPOINTS
            )
    if not found:
        report.wrong("checkpoint_forged", "没有一个检查点是包内密钥签署的", contents.CHECKPOINTS)
        return None
    return verifier, sorted(found, key=lambda one: one.size)


def _portions(file: Path, agency: str, processes: int | None) -> Iterator[Portion]:
    """The file's portions in order, read by as many processes as the machine has cores, or by this one."""
    bounds = list(_bounds(file))
    work = partial(scan, file, agency)
    count = processes if processes is not None else 1 if bounds[-1][1] < SMALL else os.cpu_count() or 1
    if count == 1:
        yield from map(work, bounds)
        return
    with ProcessPoolExecutor(count) as pool:
        yield from pool.map(work, bounds)


def _bounds(file: Path) -> Iterator[tuple[int, int]]:
    """Byte ranges that end at line ends; an empty file is one empty range."""
    size, begin = file.stat().st_size, 0
    with file.open("rb") as lines:
        while begin < size:
            lines.seek(min(begin + PORTION, size))
            lines.readline()
            yield begin, lines.tell()
            begin = lines.tell()
    if size == 0:
        yield 0, 0


def scan(file: Path, agency: str, bounds: tuple[int, int]) -> Portion:
    """Read and hash the lines between two bytes of the file."""
    begin, end = bounds
    portion = Portion()
    with file.open("rb") as source:
        source.seek(begin)
        for number, line in enumerate(source.read(end - begin).split(b"\n")[:-1]):
            try:
                _scan_line(portion, number, json.loads(line), agency)
            except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
                portion.problems.append((number, "unreadable", "这一行看不懂，已被改动或损坏"))
                _add(portion, tree.leaf(line), b"", bytes(ID_SIZE), seq=-1, stamp=b"")
    return portion


def _scan_line(portion: Portion, number: int, facts: dict[str, Any], agency: str) -> None:
    text = str(facts["envelope"])
    first, second = (json.loads(line) for line in text.split("\n"))
    digest = tree.leaf(text.encode())
    subject, prev, seq = bytes.fromhex(second["subject"].replace("-", "")), bytes.fromhex(first["prev"]), int(first["seq"])
    if digest.hex() != facts["hash"]:
        portion.problems.append((number, "changed", f"记录被改动：算出的摘要与写下的不同（{_named(second, seq)}）"))
    elif facts.get("destroyed") and not facts["leaves"]:
        portion.destroyed += 1
    elif _content_root(facts["leaves"]) != second["content_root"]:
        portion.problems.append((number, "content_changed", f"内容被改动：得不出这条记录的内容根（{_named(second, seq)}）"))
    if second["agency"] != agency:
        portion.problems.append((number, "inserted", f"是另一个机关的记录（{_named(second, seq)}）"))
    _add(portion, digest, prev, subject, seq=seq, stamp=first["recorded_at"].encode())


def _content_root(leaves: Any) -> str:
    """The content root over leaves as shown. Written out, not through objects: a log has millions of them."""
    hashes = []
    for pointer, *rest in leaves:
        salt, value = rest if len(rest) == 2 else (None, rest[0])  # noqa: PLR2004 - salt and value, or the inner hash alone
        inner = bytes.fromhex(value) if salt is None else sha256(a2b_base64(salt, strict_mode=True) + value.encode()).digest()
        hashes.append(leaf_hash(pointer, inner))
    return canonical.root(hashes).hex()


def _add(portion: Portion, digest: bytes, prev: bytes, subject: bytes, *, seq: int, stamp: bytes) -> None:
    portion.hashes += digest
    portion.prevs.append(prev)
    portion.subjects += subject
    portion.seqs.append(seq)
    portion.stamps += stamp.ljust(STAMP_SIZE)[:STAMP_SIZE]


def _named(second: dict[str, object], seq: int) -> str:
    return f"主体 {second['subject']} 第 {seq} 条，{second['kind']}"


def _uuid(raw: bytes) -> str:
    text = raw.hex()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def _say(portion: Portion, report: Report) -> None:
    for number, code, text in portion.problems:
        report.wrong(code, text, f"entries.jsonl 第 {report.entries + number + 1} 行")
    if portion.destroyed:
        report.note("destroyed", f"{portion.destroyed} 条记录的内容已依法销毁，记录本身仍可核验")


def _follow(portion: Portion, chains: dict[bytes, _Chain], report: Report) -> None:
    """Follow every subject's chain through the portion."""
    for i, seq in enumerate(portion.seqs):
        if seq < 0:
            continue  # unreadable, said already
        subject = bytes(portion.subjects[i * ID_SIZE : (i + 1) * ID_SIZE])
        digest = bytes(portion.hashes[i * HASH_SIZE : (i + 1) * HASH_SIZE])
        chain = chains.get(subject)
        if chain is None:
            chain = chains[subject] = _Chain()
        stamp = bytes(portion.stamps[i * STAMP_SIZE : (i + 1) * STAMP_SIZE])
        if seq == chain.seq + 1 and portion.prevs[i] == chain.hash:
            if stamp < chain.stamp:
                report.note("clock_back", "记录时间早于前一条：当时系统时钟被往回调过", _place(report, i, subject, seq))
            chain.seq, chain.hash, chain.stamp = seq, digest, stamp
        else:
            _irregular(chain, (seq, portion.prevs[i], digest), _place(report, i, subject, seq), report)


def _irregular(chain: _Chain, entry: tuple[int, bytes, bytes], where: str, report: Report) -> None:
    """An entry that is not the next of its chain: one before it is missing, it was moved, put in, or its neighbour changed."""
    seq, prev, digest = entry
    if seq <= chain.seq:
        if seq in chain.gaps:
            chain.gaps.discard(seq)
            report.wrong("reordered", "顺序被调换：它排在了后面的记录之后", where)
        else:
            report.wrong("inserted", f"第 {seq} 条又出现了一次，有插入的记录", where)
        return
    if seq > chain.seq + FAR:
        report.wrong("missing", f"缺{span(chain.seq + 1, seq - 1)}", where)
    elif seq > chain.seq + 1:
        chain.gaps.update(range(chain.seq + 1, seq))
    elif prev != chain.hash:
        report.wrong("chain_broken", "它记下的前一条与这里的前一条不是同一条：前一条被改动、调换或插入", where)
    chain.seq, chain.hash = seq, digest


def _place(report: Report, i: int, subject: bytes, seq: int) -> str:
    return f"entries.jsonl 第 {report.entries + i + 1} 行（主体 {_uuid(subject)} 第 {seq} 条）"
