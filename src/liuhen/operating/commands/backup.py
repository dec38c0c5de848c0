"""Write a backup of everything: database, files, keys, checkpoints, HTTPS. Serve may go on running.

The backup holds the signing keys: keep it as you keep them. Files of recordings are linked where the target lies on the
same disk (they are never changed), else copied.
"""

import argparse
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from liuhen.operating import saving

NAME = "backup"
HELP = "write a backup of everything into a folder"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to."""
    parser.add_argument("--out", type=Path, required=True, help="a folder; the backup becomes a dated folder in it")


def run(args: argparse.Namespace) -> int:
    """Back up; 0 when every file has been read back."""
    now: datetime = timezone.localtime()
    print(saving.backup(settings.HOME, settings.DATABASES["owner"], args.out.absolute(), now))
    return 0
