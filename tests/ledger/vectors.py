"""Published test vectors beside the repository (LIUHEN_SHARED, default ../shared); never copied into it."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(os.environ.get("LIUHEN_SHARED") or Path(__file__).resolve().parents[3] / "shared")
VECTORS = SHARED / "data" / "vectors"


def folder(name: str) -> Path:
    """A folder of vectors; the test is skipped where it is absent."""
    path = VECTORS / name
    if not path.is_dir():
        pytest.skip(f"no test vectors at {path}: set LIUHEN_SHARED to the folder that has data/vectors")
    return path


def json_files(name: str) -> list[tuple[str, Any]]:
    root = folder(name)
    return [(str(path.relative_to(root)), json.loads(path.read_text("utf-8"))) for path in sorted(root.rglob("*.json"))]
