"""``liuhen COMMAND``: every file in ``operating/commands`` is a command, found by walking.

Its head is read before it is imported: NAME, HELP and NEEDS decide what has to stand first. ``database`` (the default): Django
and the database, joined or started; ``django``: settings and models only; ``nothing``: neither, for what outsiders run.
WORDS = "handed on" gives the command its words as they are, for another program's options.
"""

import argparse
import ast
import importlib
import logging
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from liuhen.lib.env import BadSetting
from liuhen.lib.programs import PostgresTrouble
from liuhen.regulation.grammar import Refusal

COMMANDS = Path(__file__).parent / "operating" / "commands"
TROUBLE = 2  # exit code: it could not be tried; 1 is kept for "tried, and the answer is no"


@dataclass(frozen=True, kw_only=True)
class Command:
    """What a command's file says of itself at its head."""

    name: str
    help: str
    needs: str
    words: str
    module: str


def commands() -> dict[str, Command]:
    """Every command by its name."""
    found = [read(path) for path in sorted(COMMANDS.glob("*.py")) if path.stem != "__init__"]
    return {command.name: command for command in found}


def read(path: Path) -> Command:
    """A command's head, read without importing it."""
    heads: dict[str, str] = {}
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and isinstance(node.value, ast.Constant):
            heads[node.targets[0].id] = str(node.value.value)
    module = f"liuhen.operating.commands.{path.stem}"
    return Command(
        name=heads["NAME"],
        help=heads["HELP"],
        needs=heads.get("NEEDS", "database"),
        words=heads.get("WORDS", "parsed"),
        module=module,
    )


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    words = list(sys.argv[1:] if words is None else words)
    known = commands()
    if not words or words[0] not in known:
        return overview(known, words)
    command = known[words[0]]
    try:
        return run(command, words[1:])
    except Refusal as refusal:
        print(refusal.message, file=sys.stderr)
        return 1
    except (PostgresTrouble, BadSetting) as trouble:
        print(f"liuhen: {trouble}", file=sys.stderr)
        return TROUBLE
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # whoever read our output has had enough (| head)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def overview(known: dict[str, Command], words: Sequence[str]) -> int:
    """The list of commands; asked for, or because the word is none."""
    asked = bool(words) and words[0] in {"-h", "--help", "help"}
    out = sys.stdout if asked else sys.stderr
    if words and not asked:
        print(f"liuhen: there is no command {words[0]!r}", file=out)
    print("usage: ./liuhen COMMAND ...      (./liuhen COMMAND --help tells more)\n", file=out)
    for command in known.values():
        print(f"  {command.name:<12} {command.help}", file=out)
    return 0 if asked else TROUBLE


def run(command: Command, words: Sequence[str]) -> int:
    """Let stand first what the command needs, then run it."""
    if command.needs != "nothing":
        from liuhen.operating import instance

        instance.start_django()
    module = importlib.import_module(command.module)
    parser = argparse.ArgumentParser(prog=f"liuhen {command.name}", description=module.__doc__, formatter_class=Raw)
    module.arguments(parser)
    handed_on = command.words == "handed on" and not {"-h", "--help"}.intersection(words)
    args = argparse.Namespace(words=words) if handed_on else parser.parse_args(words)
    if command.needs != "database":
        return entry(module)(args)
    with instance.database():
        return entry(module)(args)


class Raw(argparse.RawDescriptionHelpFormatter):
    """Keeps the lines of a command's description."""


def entry(module: ModuleType) -> Callable[[argparse.Namespace], int]:
    """The command's function."""
    function: Callable[[argparse.Namespace], int] = module.run
    return function


if __name__ == "__main__":
    logging.captureWarnings(capture=True)
    sys.exit(main())
