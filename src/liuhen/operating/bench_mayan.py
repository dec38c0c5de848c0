"""Mayan EDMS as a judge of ingest: the same films taken in by its own task in its own process and virtual environment.

Never imported by us. It runs on SQLite, in a folder that is thrown away, without Celery's broker: what is timed is what its upload
page does to a file before it answers (copy, digest, document), one film after the other, without a network.
"""

import json
import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from liuhen.operating.bench_films import changed
from liuhen.operating.bench_ledger import Row
from liuhen.register.types import Actor

_SCRIPT = """
import json, sys, time
import django
django.setup()
from django.contrib.auth import get_user_model
from django.core.files import File
from mayan.apps.documents.models import DocumentType
kind, _ = DocumentType.objects.get_or_create(label="bench")
user, _ = get_user_model().objects.get_or_create(username="bench")
began = time.perf_counter()
for path in sys.argv[1:]:
    name = path.rsplit("/", 1)[-1]
    with open(path, "rb") as file:
        kind.documents_upload(file_object=File(file, name=name), user=user, label=name)
print("BENCH" + json.dumps({"seconds": time.perf_counter() - began}))
"""


def row(actor: Actor, python: str, films: list[Path], folder: Path, ours: Callable[[Actor, Path, int], None]) -> Row:
    """Ours once more and Mayan once, on the same films."""
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
        "DJANGO_SETTINGS_MODULE": "mayan.settings.production",
        "MAYAN_MEDIA_ROOT": str(home),
        "MAYAN_CELERY_TASK_ALWAYS_EAGER": "true",
        "MAYAN_CELERY_BROKER_URL": "memory://",
        "MAYAN_CELERY_RESULT_BACKEND": "cache+memory://",
        "MAYAN_LOCK_MANAGER_BACKEND": "mayan.apps.lock_manager.backends.file_lock.FileLock",
    }
    subprocess.run(
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
