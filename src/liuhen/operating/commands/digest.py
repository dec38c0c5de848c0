"""Digest files that lie in the dedicated storage 专用存储器, where they lie: ./liuhen digest FILE... [--json].

SHA-256 and SM3 (GB/T 32905-2016) of each file, its size, and what the medium says of itself. Needs no database and no network: on a PC
that has nothing but Python 3.11 and this checkout the digests are computed all the same, without the media's facts. Folders are gone
through. Hand the output of --json in on the page 专用存储器, to register the files or to say what a re-check found.

Exit code 0: every file was read; 1: some could not be (they are named).
"""

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from liuhen.recordings import digesting

NAME = "digest"
HELP = "digests of files in the dedicated storage, computed where they lie, offline"
NEEDS = "nothing"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which files."""
    parser.add_argument("paths", nargs="+", type=Path, metavar="FILE", help="files, or folders to go through")
    parser.add_argument("--json", action="store_true", help="for programs, and for the page 专用存储器")


def run(args: argparse.Namespace) -> int:
    """Digest every file; trouble with one does not keep the others waiting."""
    done: list[digesting.Digested] = []
    failed: list[dict[str, str]] = []
    for path in digesting.files_in(args.paths):
        try:
            one = digesting.digest(path, _progress)
        except OSError as trouble:
            failed.append({"file": path.name, "path": str(path), "reason": digesting.why(trouble)})
            _clear()
            print(f"读不出：{path}（{failed[-1]['reason']}）", file=sys.stderr)
            continue
        done.append(one)
        _clear()
        if not args.json:
            print(
                f"{one.file}\n  SHA-256  {one.sha256}\n  SM3      {one.sm3 or '这台机器算不了'}\n  大小     {one.size} 字节",
                flush=True,
            )
    if args.json:
        told = {
            "format": digesting.FORMAT,
            "computed": datetime.now(UTC).isoformat(timespec="seconds"),
            "files": [one.as_json() for one in done],
            "failed": failed,
        }
        print(json.dumps(told, ensure_ascii=False, indent=1))
    return 1 if failed or not done else 0


def _progress(path: Path, done: int, whole: int) -> None:
    if sys.stderr.isatty():
        print(f"\r\033[K{path.name[-50:]}  {done * 100 // max(whole, 1):3d} %", end="", file=sys.stderr, flush=True)


def _clear() -> None:
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr, flush=True)
