"""A recorder as the manager starts it, on a folder of a test's own; what it told and what it left."""

import json
import subprocess
import sys
from pathlib import Path

from liuhen.cameras import cutting, segments
from liuhen.lib.home import PROJECT
from tests.support import rtsp

LAST = 1  # seconds of a segment in these stories


class Recorder:
    def __init__(self, url: str, folder: Path, log: Path, **order) -> None:
        self.folder, self.log = folder, log
        with self.log.open("ab") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "liuhen.cameras.recorder"],
                stdin=subprocess.PIPE,
                stdout=said,
                stderr=said,
                cwd=PROJECT / "src",
            )
        assert self.process.stdin
        self.process.stdin.write(json.dumps({"url": url, "folder": str(folder), "seconds": LAST, **order}).encode() + b"\n")
        self.process.stdin.flush()

    def told(self, **wanted):
        """The lines it said in which this stands."""
        lines = [json.loads(line) for line in self.log.read_text().splitlines() if line.startswith("{")]
        return [line for line in lines if all(line.get(key) == value for key, value in wanted.items())]

    @property
    def facts(self):
        return [facts for path in segments.finished(self.folder) if (facts := segments.read_facts(path))]

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.stdin.close()
            assert self.process.wait(15) == 0

    def kill(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.process.stdin.close()


def span(folder, facts, target, begin, end):
    """The pieces of a span, and the pictures in each."""
    pieces = cutting.cut(folder, facts, begin, end, target)
    return pieces, [rtsp.filmed(piece.path) for piece in pieces]
