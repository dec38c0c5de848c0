"""Checking a whole log: every leaf hashed, every subject's chain followed, every checkpoint's root rebuilt.

Reading and hashing is spread over processes by portions of the file; what comes back is put together in the log's order.
"""

import json
import os
from array import array
from binascii import a2b_base64
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from liuhen.archive import contents
from liuhen.archive.check_case import span
from liuhen.archive.pins import Pins, notes_in
from liuhen.archive.report import Problem, Report
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
    roots = _Roots(checkpoints, pins.known(verifier))
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
    try:
        verifier = Verifier.parse((root / contents.KEY).read_text("utf-8"))
        text = (root / contents.CHECKPOINTS).read_text("utf-8")
    except (OSError, ValueError):
        report.wrong("unreadable", "读不出签署密钥或检查点", contents.PROOF)
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
            except (ValueError, KeyError, TypeError, AttributeError):
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


class _Roots:
    """Rebuilds the tree leaf by leaf and notes its root at the sizes of the checkpoints, those inside and those from outside."""

    def __init__(self, inside: Sequence[Checkpoint], outside: Sequence[Checkpoint]) -> None:
        self.inside, self.outside = inside, outside
        self.wanted = sorted({one.size for one in (*inside, *outside)}, reverse=True)
        self.size = 0
        self.roots = {0: tree.EMPTY}
        self._peaks: list[tuple[int, bytes]] = []  # perfect subtrees from the left, each lower than the one before

    def take(self, hashes: bytes | bytearray) -> None:
        """Add leaves."""
        peaks = self._peaks
        for at in range(0, len(hashes), HASH_SIZE):
            level, node = 0, bytes(hashes[at : at + HASH_SIZE])
            while peaks and peaks[-1][0] == level:
                node = tree.parent(peaks.pop()[1], node)
                level += 1
            peaks.append((level, node))
            self.size += 1
            while self.wanted and self.wanted[-1] <= self.size:
                self.roots[self.wanted.pop()] = self._root()

    def _root(self) -> bytes:
        node = self._peaks[-1][1]
        for _, left in reversed(self._peaks[:-1]):
            node = tree.parent(left, node)
        return node

    def judge(self, report: Report) -> None:
        """Hold the roots against the checkpoints."""
        good = 0
        for one in self.inside:
            if one.size > self.size or self.roots[one.size] != one.root:
                break
            good = one.size
        newest = self.inside[-1].size
        if self.size > newest:
            report.wrong("inserted", f"最新检查点只到第 {newest} 条，却有 {self.size} 条：后面 {self.size - newest} 条没有签署")
        if good < newest:
            report.problems.append(self._difference(good, newest))
        self._judge_outside(report)

    def _difference(self, good: int, newest: int) -> Problem:
        """Where the log leaves what was signed: everything up to ``good`` is as signed."""
        following = next(one.size for one in self.inside if one.size > good)
        if self.size < newest and self._prefix(good):
            known = f"前 {good} 条与检查点相符，" if good else ""
            text = f"缺 {newest - self.size} 条：检查点到第 {newest} 条，这里只有 {self.size} 条；{known}缺的在第 {good + 1} 条以后，尾部被截掉或有记录被抽走"
            return Problem("cut_tail", text)
        less = f"；共少 {newest - self.size} 条" if self.size < newest else ""
        return Problem("root_differs", f"与检查点不符：{span(good + 1, following)}之间有记录被改动、增减或调换{less}")

    def _prefix(self, good: int) -> bool:
        """Whether nothing before the cut was seen to differ: no signed size at or below ours fails."""
        return all(self.roots[one.size] == one.root for one in self.inside if good < one.size <= self.size)

    def _judge_outside(self, report: Report) -> None:
        for one in sorted(self.outside, key=lambda known: known.size):
            if one.size > self.size:
                text = f"外部检查点已到第 {one.size} 条，这里只有 {self.size} 条：尾部被截掉，或导出自旧数据库"
                report.wrong("older_than_outside", text)
                return
            if self.roots[one.size] != one.root:
                report.wrong("other_root", f"前 {one.size} 条与外部检查点不符：台账被改写过，或换成了旧数据库")
                return
