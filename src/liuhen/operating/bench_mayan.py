"""Mayan EDMS as a judge of ingest: the same films taken in by its own task in its own process and virtual environment.

Never imported by us. It runs on SQLite, in a folder that is thrown away, with Celery's tasks done at once, as its developers' settings
have it: what is timed is one call per film of what its upload page does, without a network.
"""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

from liuhen.operating.bench_films import changed
from liuhen.operating.bench_ledger import Row
from liuhen.register.types import Actor

_SCRIPT = """
import json, sys, time
import django
django.setup()
from django.core.files import File
from mayan.apps.documents.models import DocumentType
from mayan.apps.documents.models.document_models import Document
kind, _ = DocumentType.objects.get_or_create(label="bench")
began = time.perf_counter()
for path in sys.argv[1:]:
    document = Document(document_type=kind, label=path.rsplit("/", 1)[-1])
    document.save()
    with open(path, "rb") as file:
        document.file_new(file_object=File(file), filename=path.rsplit("/", 1)[-1])
print("BENCH" + json.dumps({"seconds": time.perf_counter() - began}))
"""


def row(actor: Actor, python: str, films: list[Path], folder: Path, ours: Callable[[Actor, Path, int], None]) -> Row:
    """Ours once more and Mayan once, on the same films."""
    import time

    changed(films)
    began = time.perf_counter()
    ours(actor, films[0].parent, len(films))
    mine = time.perf_counter() - began
    work = f"入库 {len(films)} 段录像，与 Mayan EDMS 同一批文件"
    try:
        theirs = measured(python, films, folder / "mayan")
    except (subprocess.SubprocessError, OSError, ValueError) as error:
        return Row(work, f"{mine:.2f} 秒", f"Mayan EDMS 没有跑起来：{error}"[:200], "")
    return Row(work, f"{mine:.2f} 秒", f"Mayan EDMS 4.12.2 {theirs:.2f} 秒", f"{mine / theirs:.2f}")


def measured(python: str, films: list[Path], home: Path) -> float:
    """Seconds that Mayan takes for the films, its database made before."""
    home.mkdir()
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("DJANGO", "LIUHEN", "DATABASE", "PYTHON"))
    }
    environment |= {
        "DJANGO_SETTINGS_MODULE": "mayan.settings.development",
        "MAYAN_MEDIA_ROOT": str(home),
        "MAYAN_COMMON_DISABLE_LOCAL_STORAGE": "false",
    }
    done = subprocess.run(
        [python, "-m", "django", "migrate", "--verbosity", "0"],
        check=True,
        capture_output=True,
        text=True,
        env=environment,
        timeout=900,
    )
    done = subprocess.run(
        [python, "-c", _SCRIPT, *map(str, films)], check=True, capture_output=True, text=True, env=environment, timeout=900
    )
    line = next((line for line in done.stdout.splitlines() if line.startswith("BENCH")), "")
    return float(json.loads(line.removeprefix("BENCH"))["seconds"])
