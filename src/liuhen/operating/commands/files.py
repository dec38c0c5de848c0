"""The files of this instance: ./liuhen files stores | check [--all] | move --to disk|s3 [--remove].

stores: how many files and bytes lie where, and where new ones go (LIUHEN_STORE).
check: read damaged files again and tonight's share of the rest (--all: every file) now, as the nightly run does, and enter what is found.
move: bring every file of the other store into this one. Each is read back and its digest compared before it counts; killed and run
again it goes on. The origin is kept, unless --remove is said; then each file is given up there after its copy was read back.

Set LIUHEN_STORE to the target first and start serve again, so that what comes in meanwhile goes there. --json prints one object.
Exit code 0: all is well; 1: some files are damaged or were not moved (they are named, and stay where they were).
"""

import argparse
import fcntl
import json
import math
import sys
from dataclasses import asdict

from django.conf import settings

from liuhen.lib.programs import held
from liuhen.operating import instance, moving
from liuhen.register import stores

NAME = "files"
HELP = "where files lie, whether they are whole; move them between the disk and an S3 store"
NEEDS = "django"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to do."""
    parser.add_argument("--json", action="store_true", help="for programs")
    also = argparse.ArgumentParser(add_help=False)  # behind the word as well as before it, as with the other commands
    also.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="for programs")
    what = parser.add_subparsers(dest="what", required=True)
    what.add_parser("stores", help="what lies where", parents=[also])
    check = what.add_parser("check", help="read files again from first byte to last", parents=[also])
    check.add_argument("--all", action="store_true", help="every file, not tonight's share")
    move = what.add_parser("move", help="bring every file into one store", parents=[also])
    move.add_argument("--to", required=True, choices=[stores.DISK, stores.S3], help="the store they go to")
    move.add_argument("--remove", action="store_true", help="give up each file at its origin once its copy was read back")


def run(args: argparse.Namespace) -> int:
    """Look or move."""
    if args.what == "stores":
        return _stores(as_json=args.json)
    if args.what == "check":
        with instance.database():
            return _check(as_json=args.json, everything=args.all)
    try:
        target = stores.named(args.to)
        origin = stores.named(stores.DISK if args.to == stores.S3 else stores.S3)
    except LookupError:
        print(
            "没有设置对象存储：请先在设置里写 LIUHEN_S3_URL 和 LIUHEN_S3_BUCKET，见 docs/operating.md。文件没有移动。",
            file=sys.stderr,
        )
        return 2
    try:
        with held(settings.HOME.run / "files-move.lock", fcntl.LOCK_EX | fcntl.LOCK_NB):
            done = moving.move(origin, target, _say, remove=args.remove)
    except BlockingIOError:
        print("另一个移动正在进行，请等它完成", file=sys.stderr)
        return 2
    if args.json:
        print(json.dumps({"from": origin.name, "to": target.name, **asdict(done)}, ensure_ascii=False))
    else:
        print(f"{done.files} 个文件（{done.bytes / 1024**3:.1f} GiB）已在 {target.name} 并读回核对；原处删去 {done.removed} 个")
        if done.damaged or done.refused:
            print(f"没有移动：损坏 {len(done.damaged)} 个，没有存入 {len(done.refused)} 个，都还在原处。处理后请再运行一次")
        if done.stopped:
            print(f"没有到头就停下了：{done.stopped}。其余的都没有动，修好后再运行一次，会接着做")
    return 0 if done.whole else 1


def _check(*, as_json: bool, everything: bool) -> int:
    from liuhen.recordings import keeping
    from liuhen.register.models import FileCheck

    count = keeping.share(math.inf, everything=everything, again=True)
    damaged = {row.sha256: row.wrong for row in FileCheck.objects.exclude(wrong="")}
    if as_json:
        print(json.dumps({"read": count, "damaged": damaged}))
    else:
        print(f"读了 {count} 个文件；校验不符 {len(damaged)} 个")
        for digest, wrong in damaged.items():
            print(f"· {digest}：{keeping.WORDS[wrong]}")
    return 1 if damaged else 0


def _stores(*, as_json: bool) -> int:
    found, away = [], ""
    for store in stores.reading():
        try:
            sizes = [size for _, size in store.listed()]
        except OSError as trouble:
            away = f"{store.name}：{moving.words(trouble)}"
            continue
        found.append(
            {"store": store.name, "files": len(sizes), "bytes": sum(sizes), "new_files": store.name == stores.main().name}
        )
    if as_json:
        print(json.dumps({"stores": found}))
    else:
        for one in found:
            print(f"{one['store']}：{one['files']} 个文件，{one['bytes']} 字节{'；新文件存到这里' if one['new_files'] else ''}")
    if away:
        _say(away)
    return 1 if away else 0


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
