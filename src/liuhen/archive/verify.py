"""The checker: is this bag or log export what the agency's log says, whole and unchanged? Offline, by anybody.

    python -m liuhen.archive.verify PATH [--key F | --checkpoint FILE] [--json]

Pure: the standard library, rfc8785 and cryptography; no Django, no database. Without a key or checkpoint from outside it can say
that everything fits together, but not who made it: it then prints the fingerprint and says so. Exit code 0 when intact, 1 when
not, 2 when it cannot be read.
"""

import argparse
import io
import sys
from collections.abc import Sequence
from pathlib import Path

from liuhen.archive import bagit, check_case, check_log, contents
from liuhen.archive.pins import PinError, Pins
from liuhen.archive.report import UNREADABLE, Report


def verify(path: Path, pins: Pins | None = None, *, processes: int | None = None) -> Report:
    """Check a bag or a log export; ``processes`` is for logs (default: as many as there are cores)."""
    report = Report(path=str(path))
    if not path.is_dir() or not (path / "bagit.txt").is_file():
        report.unreadable = True
        report.wrong("bag_unreadable", "不是 BagIt 包：没有这个文件夹，或里面没有 bagit.txt")
        return report
    try:
        sort = bagit.read_bag_info(path).get("Liuhen-Format", "")
        report.problems += bagit.validate(path)
        if sort == contents.CASE:
            report.sort = "bag"
            check_case.check(path, pins or Pins(), report)
        elif sort == contents.LOG:
            report.sort = "log"
            check_log.check(path, pins or Pins(), report, processes=processes)
        else:
            report.unreadable = True
            report.wrong(
                "bag_unreadable",
                f"是 BagIt 包，但不是留痕的案卷包或台账导出（Liuhen-Format：{sort or '未写明'}）",
                "bag-info.txt",
            )
    except OSError as error:
        report.unreadable = True
        report.wrong("bag_unreadable", f"读不出：{error.strerror}", str(error.filename or path))
    return report


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("path", type=Path, metavar="PATH", help="案卷包或台账导出的文件夹")
    pin = parser.add_mutually_exclusive_group()
    pin.add_argument("--key", metavar="F", help="另处取得的机关密钥：64 位指纹、密钥文本，或含有它的文件")
    pin.add_argument("--checkpoint", metavar="FILE", type=Path, help="另处保存的检查点文件（一个或多个）")
    parser.add_argument("--json", action="store_true", help="结果按 JSON 输出")


def run(args: argparse.Namespace) -> int:
    """Check and print; gives the exit code."""
    try:
        pins = Pins.of(args.key, args.checkpoint)
    except PinError as error:
        sys.stderr.write(f"{error}\n")
        return UNREADABLE
    report = verify(args.path, pins)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a bag may hold what no terminal can show
    sys.stdout.write((report.as_json() if args.json else "\n".join(report.lines())) + "\n")
    return report.code


def main(words: Sequence[str] | None = None) -> int:
    """The program by itself."""
    parser = argparse.ArgumentParser(prog="verify", description="核验案卷包或台账导出")
    arguments(parser)
    return run(parser.parse_args(words))


if __name__ == "__main__":
    raise SystemExit(main())
