"""Rebuilding a log's tree leaf by leaf, to hold its root against checkpoints of many sizes."""

from collections.abc import Sequence

from liuhen.archive.check_case import span
from liuhen.archive.report import Problem, Report
from liuhen.ledger import tree
from liuhen.ledger.note import Checkpoint
from liuhen.ledger.tree import HASH_SIZE


class Roots:
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
