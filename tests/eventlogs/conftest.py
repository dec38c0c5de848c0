"""./liuhen audit as it is called, its lines read back."""

import argparse
import json
import os
from pathlib import Path

import pytest

from liuhen.lib.home import PROJECT
from liuhen.operating.commands import audit

EXAMPLES = PROJECT / "examples"


@pytest.fixture
def audited(capsys):
    """Run the command; its exit code, its JSON lines by type, what it said on the error output."""

    def run(log, *words, book="roadfines", at="2026-01-01"):
        parser = argparse.ArgumentParser()
        audit.arguments(parser)
        named = ["--book", str(EXAMPLES / book) if (EXAMPLES / book).is_dir() else book] if book else []
        code = audit.run(parser.parse_args([str(log), *named, "--at", at, "--json", *map(str, words)]))
        out, said = capsys.readouterr()
        lines = [json.loads(line) for line in out.splitlines()]
        told = {sort: [line for line in lines if line["type"] == sort] for sort in ("finding", "trouble", "summary")}
        return code, told, said

    return run


@pytest.fixture
def audited_in_words(capsys):
    """Run the command for people; what it printed."""

    def run(log):
        parser = argparse.ArgumentParser()
        audit.arguments(parser)
        audit.run(parser.parse_args([str(log), "--book", str(EXAMPLES / "roadfines"), "--at", "2026-01-01"]))
        return capsys.readouterr().out

    return run


@pytest.fixture
def shared():
    """The sample logs beside the project; skipped where they are not there."""
    folder = Path(os.environ.get("LIUHEN_SHARED", PROJECT.parent / "shared")) / "data/eventlogs"
    if not folder.is_dir():
        pytest.skip("no sample logs beside the project (../shared/data/eventlogs)")
    return folder
