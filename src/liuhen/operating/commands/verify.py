"""Check a bag or a log export, offline.

Exit code 0 when intact, 1 when not, 2 when it cannot be read. Without --key or --checkpoint nobody's identity is checked.
"""

from liuhen.archive.verify import arguments, run

__all__ = ["HELP", "NAME", "NEEDS", "arguments", "run"]

NAME = "verify"
HELP = "check a bag or a log export, offline"
NEEDS = "nothing"
