"""The outside judges of a paper: veraPDF's engine by way of the shared tool, poppler. Absent ones are said to be absent."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from liuhen.lib.home import PROJECT

VALIDATOR = Path(os.environ.get("LIUHEN_PDFA_VALIDATE", PROJECT.parent / "shared" / "tools" / "pdfa" / "validate"))


def must_be_pdfa(folder: Path) -> int:
    """Every PDF below a folder is PDF/A-2a; returns how many were read. Skips where the validator is not at hand."""
    if not VALIDATOR.exists() or shutil.which("java") is None:
        pytest.skip("the PDF/A validator (shared tools, Java 17) is not on this machine")
    done = subprocess.run([VALIDATOR, "2a", folder], capture_output=True, text=True, timeout=280, check=False)
    if "read," not in done.stdout:
        pytest.skip(f"the PDF/A validator does not run here: {done.stderr.strip()[-200:]}")
    assert ", 0 not valid" in done.stdout, done.stdout
    return int(done.stdout.strip().splitlines()[-1].split()[0])


def poppler(program: str, *arguments: str | Path) -> str:
    """What one of poppler's programs says; skips where poppler is not installed."""
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"{program} (poppler-utils) is not on this machine")
    done = subprocess.run([found, *arguments], capture_output=True, text=True, timeout=60, check=False)
    return done.stdout + done.stderr


def text_of(path: Path) -> str:
    """All text of a PDF without the spaces and breaks that layout brings."""
    return "".join(poppler("pdftotext", "-raw", path, "-").split())
