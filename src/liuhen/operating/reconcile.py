"""Store and ledger held against each other: entries whose file is gone, files that no entry names, uploads that hang between.

An entry names a file by its digest: where ``sha256`` stands beside ``size``, and as ``strokes`` of a signature. A digest that stands
alone is of something kept elsewhere. What came in a moment ago is on its way and no disagreement.
"""

import re
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.db import connections
from django.db.models import Q

from liuhen.recordings import arrivals
from liuhen.recordings.models import Upload, UploadState
from liuhen.register import clock, files, stores

SHOWN = 10
YOUNG = timedelta(hours=2)  # the sweep that finishes what was cut comes every hour
#: What entries name as a file of ours.
_FILES = """
SELECT DISTINCT trim('"' FROM leaf->>2)
FROM ledger.acts_content c, jsonb_array_elements(c.leaves::jsonb) leaf
WHERE leaf->>2 ~ '^"[0-9a-f]{64}"$' AND (leaf->>0 LIKE '%/strokes' OR leaf->>0 LIKE '%/sha256' AND EXISTS (
  SELECT 1 FROM jsonb_array_elements(c.leaves::jsonb) beside WHERE beside->>0 = regexp_replace(leaf->>0, 'sha256$', 'size')))
"""
#: Every digest that an entry or a draft holds anywhere, whatever it is of.
_DIGESTS = """
SELECT DISTINCT found[1] FROM ledger.acts_content c, regexp_matches(c.leaves::text, '[0-9a-f]{64}', 'g') found
UNION SELECT DISTINCT found[1] FROM register_draft d, regexp_matches(d.content::text, '[0-9a-f]{64}', 'g') found
"""


def problems(*, young: timedelta = YOUNG) -> Iterator[str]:
    """Disagreements, as sentences that say what to do."""
    gone = sorted(without_file())
    for digest in gone[:SHOWN]:
        yield f"记录提到的文件不在文件库里：{digest[:16]}…，请从备份找回"
    if len(gone) > SHOWN:
        yield f"还有 {len(gone) - SHOWN} 个记录提到的文件不在：先查文件库所在的磁盘或对象存储"
    yield from _uploads(young)


def without_file() -> set[str]:
    """Digests of files that entries name and no store has."""
    return _asked(_FILES) - _stored()


def without_entry() -> set[str]:
    """Digests of files that the stores have and no entry, draft or upload on its way names.

    They do no harm: scans of drafts that were thrown away, copies whose job was killed before it could enter them.
    """
    on_the_way = Upload.objects.filter(state=UploadState.RECEIVED.value).values_list("sha256", flat=True)
    return _stored() - _asked(_DIGESTS) - set(on_the_way)


def _stored() -> set[str]:
    return {digest for store in stores.reading() for digest, _size in store.listed()}


def _asked(statement: str) -> set[str]:
    with connections["default"].cursor() as cursor:
        cursor.execute(statement)
        return {str(digest) for (digest,) in cursor.fetchall()}


def _uploads(young: timedelta) -> Iterator[str]:
    """Uploads whose bytes are gone, bytes whose upload is gone, and those received and not stored."""
    until = clock.now() - young
    for upload in Upload.objects.filter(state=UploadState.RECEIVING.value, durable__gt=0):
        path = arrivals.path_of(upload.pk)
        if not path.exists() or path.stat().st_size < upload.durable:
            yield f"没有传完的上传缺了已收到的部分：{upload.name}，请上传人重新上传"
    waiting = Upload.objects.filter(state=UploadState.RECEIVED.value).filter(Q(arrived=None) | Q(arrived__lt=until))
    for upload in waiting:
        yield f"已收齐的上传没有入库：{upload.name}（{upload.why or '原因见 logs/jobs.log'}）"
    left = [path for path in files.incoming().iterdir() if _ownerless(path, time.time() - young.total_seconds())]
    if left:
        yield f"有 {len(left)} 个中断时留下的临时文件，如 {left[0].name}：后台一周后清除，占空间时可先删去"


_UPLOADED = re.compile(r"up-([0-9a-f]{32})")


def _ownerless(path: Path, until: float) -> bool:
    try:
        if path.stat().st_mtime > until:
            return False
    except FileNotFoundError:
        return False
    match = _UPLOADED.match(path.name)
    states = [UploadState.RECEIVING.value, UploadState.RECEIVED.value]
    return match is None or not Upload.objects.filter(pk=match[1], state__in=states).exists()
