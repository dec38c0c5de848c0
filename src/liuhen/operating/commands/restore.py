"""Put a backup into an empty LIUHEN_HOME; every file is compared with what was noted when the backup was made.

A restored database is as old as its backup: compare it with the checkpoints kept outside (docs/operating.md).
"""

import argparse
import sys
from pathlib import Path

from liuhen.lib.env import envstr
from liuhen.lib.home import home
from liuhen.operating import saving

NAME = "restore"
HELP = "put a backup into an empty home"
NEEDS = "nothing"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where from."""
    parser.add_argument("backup", type=Path, help="the dated folder that backup wrote")


def run(args: argparse.Namespace) -> int:
    """Restore; 1 when the backup is damaged or the home is not empty."""
    try:
        saving.restore(args.backup.absolute(), home(), envstr("LIUHEN_OWNER_DATABASE_URL", envstr("DATABASE_URL")))
    except saving.BackupTrouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    print(f"已恢复到 {home().root}；运行 ./liuhen serve 启动，再用异地保存的检查点核对（见 docs/operating.md）")
    return 0
