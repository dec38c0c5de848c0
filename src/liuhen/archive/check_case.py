"""Checking the bag of a case file: every history whole and in order, every entry in the log, every file the one named."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from liuhen.archive import bagit, contents, reading
from liuhen.archive.contents import FileRow, Labels, Line, Subject
from liuhen.archive.pins import Pins
from liuhen.archive.report import Report
from liuhen.ledger import canonical, note, tree
from liuhen.ledger.canonical import Leaf
from liuhen.ledger.note import Checkpoint, NoteError, Verifier
from liuhen.ledger.proved import SubjectHead
from liuhen.ledger.tree import ProofError

T = TypeVar("T")
_ORIGIN = re.compile(r"liuhen/[0-9a-f-]{36}/[a-z]+")
_DIGEST = re.compile(rb'"([0-9a-f]{64})"')


@dataclass(kw_only=True)
class _Case:
    """A bag as far as it could be read, and its labels for naming entries in messages."""

    lines: list[Line] = field(default_factory=list)
    subjects: list[Subject] = field(default_factory=list)
    files: list[FileRow] = field(default_factory=list)
    labels: Labels = field(default_factory=lambda: Labels(kinds={}, fields={}))

    def name(self, line: Line) -> str:
        """Where an entry stands, in words."""
        titles = {subject.subject: subject.title for subject in self.subjects}
        of = titles.get(line.entry.subject) or line.entry.subject_type
        kind = self.labels.kinds.get(line.entry.kind, line.entry.kind)
        return f"{of}第 {line.entry.seq} 条《{kind}》（entries.jsonl 第 {line.number} 行）"


def check(root: Path, pins: Pins, report: Report) -> None:
    """Fill the report; the BagIt layer has been checked already."""
    case = _read(root, report)
    signed = _signed(root, pins, report)
    if signed is None:
        return
    verifier, checkpoint = signed
    report.size, report.entries, report.subjects, report.files = (
        checkpoint.size,
        len(case.lines),
        len(case.subjects),
        len(case.files),
    )
    good = {line.number for line in case.lines if _check_entry(case, line, checkpoint, report)}
    for subject in case.subjects:
        lines = [line for line in case.lines if line.entry.subject == subject.subject]
        _check_history(case, subject, lines, good, report)
        _check_head(subject, lines, verifier, checkpoint, report)
    known = {subject.subject for subject in case.subjects}
    for line in case.lines:
        if line.entry.subject not in known:
            report.wrong("inserted", "不属于本包任何一个主体", case.name(line))
    _check_files(root, case, report)
    _check_page(root, case, report)


def _read(root: Path, report: Report) -> _Case:
    case = _Case()
    case.lines = _rows(root / contents.ENTRIES, contents.read_entry, report)
    case.subjects = _rows(root / contents.SUBJECTS, lambda text, _: contents.read_subject(text), report)
    case.files = _rows(root / contents.FILES, lambda text, _: contents.read_file(text), report)
    try:
        case.labels = contents.read_labels((root / contents.LABELS).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        report.wrong("unreadable", "读不出名称表", contents.LABELS)
    return case


def _rows(file: Path, read: Callable[[str, int], T], report: Report) -> list[T]:
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        report.wrong("unreadable", "读不出这个文件", file.name)
        return []
    rows = []
    for number, line in enumerate(text.split("\n")[:-1], 1):
        try:
            rows.append(read(line, number))
        except ValueError:
            report.wrong("unreadable", f"第 {number} 行看不懂，已被改动或损坏", file.name)
    return rows


def _signed(root: Path, pins: Pins, report: Report) -> tuple[Verifier, Checkpoint] | None:
    """The key and the checkpoint it signed; None when there is nothing to hold anything against."""
    verifier = read_key(root, report)
    if verifier is None:
        return None
    pins.trust(verifier, report)
    try:
        text = (root / contents.CHECKPOINT).read_text("utf-8")
        checkpoint = note.opened(text, [verifier])
    except (OSError, ValueError):
        report.wrong("checkpoint_forged", "检查点不是包内密钥签署的：被改动或伪造", contents.CHECKPOINT)
        return None
    if checkpoint.origin != verifier.name:
        report.wrong("checkpoint_forged", f"检查点属于另一个台账 {checkpoint.origin}", contents.CHECKPOINT)
        return None
    _against_outside(checkpoint, pins.known(verifier), report)
    return verifier, checkpoint


def read_key(root: Path, report: Report) -> Verifier | None:
    """The bag's key, if it is one of an agency's log."""
    try:
        verifier = Verifier.parse((root / contents.KEY).read_text("utf-8"))
    except (OSError, ValueError):
        verifier = None
    if verifier is None or not _ORIGIN.fullmatch(verifier.name):
        report.wrong("unreadable", "读不出签署密钥", contents.KEY)
        return None
    return verifier


def _against_outside(checkpoint: Checkpoint, outside: Sequence[Checkpoint], report: Report) -> None:
    if not outside:
        return
    same = [known for known in outside if known.size == checkpoint.size]
    if any(known.root != checkpoint.root for known in same):
        report.wrong(
            "other_root", f"与外部检查点（同为第 {checkpoint.size} 条）不符：台账被改写过，或换成了旧数据库", contents.CHECKPOINT
        )
    elif not same:
        sizes = sorted(known.size for known in outside)
        text = f"外部检查点里没有第 {checkpoint.size} 条的（有 {sizes[0]} 至 {sizes[-1]}），只核对了密钥，没有核对这个检查点本身"
        report.note("no_outside_checkpoint", text)


def _check_entry(case: _Case, line: Line, checkpoint: Checkpoint, report: Report) -> bool:
    """One entry by itself: is it that leaf of the log, and is its content the one that it was written with?"""
    entry, where = line.entry, case.name(line)
    try:
        tree.verify_inclusion(entry.hash, line.index, checkpoint.size, line.proof, checkpoint.root)
    except ProofError:
        report.wrong("changed", "被改动过，或根本不在台账里：它的包含证明得不出检查点的根", where)
        return False
    if checkpoint.origin.split("/")[1:2] != [str(entry.agency)]:
        report.wrong("inserted", "是另一个机关的记录", where)
    if entry.destroyed and not line.leaves:
        report.note("destroyed", "内容已依法销毁，记录本身仍可核验", where)
    elif canonical.root([leaf.hash for leaf in line.leaves]) != entry.content_root:
        report.wrong("content_changed", "内容被改动：各项内容得不出这条记录的内容根", where)
        return False
    return True


def _check_history(case: _Case, subject: Subject, lines: list[Line], good: set[int], report: Report) -> None:
    """A subject's entries among themselves: none twice, none missing in the middle, in order, each naming the one before."""
    title = subject.title or subject.subject_type
    numbers = [line.entry.seq for line in lines]
    for seq, times in Counter(numbers).items():
        if times > 1:
            report.wrong("inserted", f"第 {seq} 条出现了 {times} 次，有插入的记录", title)
    if numbers != sorted(numbers):
        first = next(after for before, after in pairwise(lines) if after.entry.seq < before.entry.seq)
        report.wrong("reordered", "顺序被调换：它排在了后面的记录之后", case.name(first))
    for low, high in pairwise([0, *sorted(set(numbers))]):
        if high > low + 1:
            report.wrong("missing", f"缺{span(low + 1, high - 1)}", title)
    ordered = sorted(lines, key=lambda line: line.entry.seq)
    for before, after in pairwise(ordered):
        _check_pair(case, before, after, good, report)


def span(first: int, last: int) -> str:
    """Numbers in words: one, or from to."""
    return f"第 {first} 条" if first == last else f"第 {first} 至 {last} 条"


def _check_pair(case: _Case, before: Line, after: Line, good: set[int], report: Report) -> None:
    if after.entry.seq != before.entry.seq + 1 or not {before.number, after.number} <= good:
        return  # said already
    if after.entry.prev != before.entry.hash:
        report.wrong("chain_broken", "它记下的前一条与包里的前一条不是同一条", case.name(after))
    if after.index <= before.index:
        report.wrong("reordered", "在台账里的位置早于前一条", case.name(after))
    if after.entry.recorded_at < before.entry.recorded_at:
        report.note("clock_back", "记录时间早于前一条：当时系统时钟被往回调过", case.name(after))


def _check_head(subject: Subject, lines: list[Line], verifier: Verifier, checkpoint: Checkpoint, report: Report) -> None:
    """The signed count: is the newest entry here, and no more than were written?"""
    title = subject.title or subject.subject_type
    try:
        signed = note.parse(subject.head)
        head = SubjectHead.parse(signed.text)
    except (NoteError, ValueError):
        report.wrong("head_forged", "主体清单（签署的条数）看不懂", title)
        return
    if not signed.signed_by(verifier) or head.subject != subject.subject or head.origin != checkpoint.origin:
        report.wrong("head_forged", "主体清单（签署的条数）不是这把密钥为这个主体签署的", title)
        return
    if head.size != checkpoint.size:
        report.wrong("head_forged", f"主体清单截至第 {head.size} 条，检查点截至第 {checkpoint.size} 条，不是同一时刻", title)
    newest = max(lines, key=lambda line: line.entry.seq, default=None)
    count = newest.entry.seq if newest else 0
    if count < head.count:
        report.wrong(
            "missing_newest", f"缺最新的{span(count + 1, head.count)}：签署的条数是 {head.count}，包里只到第 {count} 条", title
        )
    elif count > head.count:
        report.wrong("inserted", f"多出记录：签署的条数是 {head.count}，包里却有第 {count} 条", title)
    elif newest and newest.entry.hash != head.hash:
        report.wrong("changed", f"最新的第 {count} 条不是签署时的那一条", title)


#: Where a second digest of a stored file stands, by SM3; its file is known by SHA-256.
_SM3 = "/digest"


def _check_files(root: Path, case: _Case, report: Report) -> None:
    """Each file is the one whose digest its entry names; digests that entries name and no file has are listed."""
    named: dict[UUID, set[str]] = {
        line.entry.id: {
            found.decode()
            for leaf in line.leaves
            if isinstance(leaf, Leaf) and leaf.pointer != _SM3
            for found in _DIGEST.findall(leaf.value)
        }
        for line in case.lines
    }
    digests = bagit.read(root).manifests.get("sha256", {})  # held against the files by the BagIt check
    for row in case.files:
        if row.sha256 not in named.get(row.entry, set()):
            report.wrong("file_swapped", "文件清单给它的摘要，所属记录里没有：文件或清单被换过", row.path)
        file = root / row.path
        if not file.is_file() or file.is_symlink():
            report.wrong("file_missing", "文件清单里有、包里没有的文件", row.path)
        elif digests.get(row.path) != row.sha256:
            report.wrong("file_swapped", "文件被换过：它的摘要与记录写入时的不同", row.path)
    listed = {row.path for row in case.files}
    folder = root / contents.CONTENT
    for file in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if file.is_file() and str(file.relative_to(root)) not in listed:
            report.wrong("file_extra", "没有哪条记录提到这个文件", str(file.relative_to(root)))
    roots = {line.entry.content_root.hex() for line in case.lines}  # a signature names the content it is bound to
    absent = set().union(*named.values()) - {row.sha256 for row in case.files} - roots
    if absent:
        report.note("files_not_included", f"记录还提到 {len(absent)} 个未收入本包的文件或签名笔迹（只有摘要）")


def _check_page(root: Path, case: _Case, report: Report) -> None:
    """The page that people read says what the entries say."""
    try:
        page = (root / contents.INDEX).read_text("utf-8")
        checkpoint = (root / contents.CHECKPOINT).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        report.wrong("index_changed", "读不出阅读页", contents.INDEX)
        return
    if page != reading.render(case.labels, case.subjects, case.lines, case.files, checkpoint):
        report.wrong("index_changed", "阅读页与记录不符：页面被改动过，请以 entries.jsonl 为准", contents.INDEX)
