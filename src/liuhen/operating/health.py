"""What doctor looks at: each check is a function that yields the problems it sees, as sentences that say what to do."""

import fcntl
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile

from cryptography import x509
from django.conf import settings
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from liuhen.ledger import outside
from liuhen.lib.programs import held
from liuhen.register import files, stores
from liuhen.register.stores_s3 import StoreTrouble
from liuhen.regulation.grammar import Refusal

LEAST_ROOM = 5 * 1024**3  # bytes; an hour of body-worn video is about 4 GiB
LONGEST_WAIT = timedelta(seconds=30)
WARN_BEFORE = timedelta(days=30)
SHOWN = 10  # of a list that may be long
Check = Callable[[], Iterator[str]]


def schema() -> Iterator[str]:
    """Every migration is in."""
    executor = MigrationExecutor(connections["default"])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield "数据库结构不是最新：停止后重新运行 ./liuhen serve，会自动更新"


def roles() -> Iterator[str]:
    """The program's role cannot change what it wrote."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        if cursor.fetchone()[0]:
            yield "程序以数据库超级用户连接：请另建应用角色并在 DATABASE_URL 中使用（见 docs/operating.md）"
        cursor.execute(
            "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname = 'ledger' AND c.relkind = 'r' AND pg_has_role(c.relowner, 'MEMBER')"
        )
        if cursor.fetchone()[0]:
            yield "应用角色同时是账本表的所有者：请分设所有者角色 LIUHEN_OWNER_DATABASE_URL（见 docs/operating.md）"


def sequencing() -> Iterator[str]:
    """New entries get their place in the log."""
    if not serving():
        return
    with connections["default"].cursor() as cursor:
        for log in ("acts", "readings"):
            cursor.execute(
                f"SELECT count(*) FROM ledger.{log}_unsequenced"  # noqa: S608 - one of two names
                " WHERE recorded_at BETWEEN now() - interval '1 day' AND now() - %s * interval '1 second'",
                [LONGEST_WAIT.total_seconds()],
            )
            if waiting := cursor.fetchone()[0]:
                yield f"有 {waiting} 条记录超过半分钟没有编入日志（{log}）：查看 logs/clockwork.log"


def jobs() -> Iterator[str]:
    """The worker lives and nothing has failed for good."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'")
        if failed := cursor.fetchone()[0]:
            yield f"有 {failed} 项后台工作失败：在相应页面点“重新生成”，原因见 logs/jobs.log"
        cursor.execute("SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '1 minute'")
        if serving() and not cursor.fetchone()[0]:
            yield "没有处理后台工作的进程：查看 logs/jobs.log"


def room() -> Iterator[str]:
    """What comes in can be written, and there is room for it; files may lie on a disk of their own."""
    places = [settings.HOME.root, stores.disk().root]
    try:
        with TemporaryFile(dir=files.incoming()):
            pass
    except (OSError, Refusal):
        yield f"文件库写不进去：请看磁盘是不是只读或坏了、程序有没有写的权限（{places[1]}）。修好以前，新的录音录像都等着"
    free = min(shutil.disk_usage(place).free for place in places if place.exists())
    if free < LEAST_ROOM:
        yield f"磁盘只剩 {free / 1024**3:.1f} GiB：请清出空间或换更大的盘，录像存不下时会被拒收"


def object_store() -> Iterator[str]:
    """Whether the S3 store that the settings name answers, also while nothing lies in it yet."""
    if settings.LIUHEN_S3 is not None:
        try:
            next(stores.named(stores.S3).listed(), None)
        except StoreTrouble as trouble:
            yield f"{trouble.words}（{trouble.strerror}）"


def originals() -> Iterator[str]:
    """Every recording's original is in the store, as long as it was."""
    from liuhen.recordings import queries

    try:
        lost = list(islice(queries.lost(), SHOWN + 1))
        empty = lost and not any(next(store.listed(), None) for store in stores.reading())
    except StoreTrouble:
        return  # said by object_store
    if empty:
        yield f"文件库是空的，录像原件一个也不在：请看它所在的磁盘是不是没有挂上（{stores.disk().root}）"
        return
    for row, how in lost[:SHOWN]:
        wrong = "不在文件库里" if how == "missing" else "大小变了"
        yield f"录像原件{wrong}：{row.name}（{row.sha256[:16]}…），请从备份找回"
    if len(lost) > SHOWN:
        yield f"还有更多录像原件不在或变了：先查文件库所在的磁盘 {settings.HOME.files}"


def damage() -> Iterator[str]:
    """What the nightly reading found wrong and nobody has put right."""
    from liuhen.recordings import keeping
    from liuhen.register.models import FileCheck

    damaged = FileCheck.objects.exclude(wrong="").order_by("since")
    for row in damaged[:SHOWN]:
        yield f"文件校验不符，{keeping.WORDS[row.wrong]}：{row.sha256[:16]}…，请从备份找回，再运行 ./liuhen files check"
    if (more := damaged.count() - SHOWN) > 0:
        yield f"还有 {more} 个文件校验不符：先查文件库所在的磁盘或对象存储"


def secrets() -> Iterator[str]:
    """Keys are readable by their owner alone."""
    for path in sorted(settings.HOME.keys.iterdir()):
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            yield f"密钥文件对其他用户可读：chmod 600 {path}"


def cameras() -> Iterator[str]:
    """Every counter's camera that is switched on records, and its footage lasts as long as it is to be kept."""
    from liuhen.cameras import queries

    if not serving():
        return
    for one in queries.of_real_bureaus():
        if one.failing:
            why = one.words or "查看 logs/cameras.log"
            yield f"窗口监控“{one.title}”没有在录（{one.state.label}）：{why}"
        if one.short:
            yield f"窗口监控“{one.title}”余下的空间只够 {one.lasts} 天，存不满 {one.days} 天：换更大的盘（LIUHEN_CAMERA_FOLDER）"


def mirror() -> Iterator[str]:
    """Checkpoints go somewhere outside; without that, a restored old database cannot be told from the present one."""
    folder = settings.LIUHEN_CHECKPOINT_MIRROR
    if folder is not None and not os.access(folder, os.W_OK | os.X_OK):
        yield f"检查点的异地文件夹不能写：{folder}"


def checkpoints() -> Iterator[str]:
    """What was signed before and kept in files is what the database still says."""
    yield from outside.all_disagreements()


def certificate() -> Iterator[str]:
    """HTTPS does not run out."""
    for path in (settings.HOME.tls / "bureau.crt", settings.HOME.tls / "server.crt"):
        if path.exists():
            left = x509.load_pem_x509_certificates(path.read_bytes())[0].not_valid_after_utc - datetime.now(UTC)
            if left < WARN_BEFORE:
                yield f"HTTPS 证书还有 {left.days} 天到期：{path}"
            return


CHECKS: tuple[Check, ...] = (
    *(schema, roles, sequencing, jobs, room, object_store, originals, damage, secrets, cameras, mirror, checkpoints, certificate),
)


def problems() -> list[str]:
    """Every problem seen."""
    return [problem for check in CHECKS for problem in check()]


def serving() -> bool:
    """Whether ``serve`` runs on this home."""
    with _try_lock(settings.HOME.run / "serve.lock") as free:
        return not free


@contextmanager
def _try_lock(path: Path) -> Iterator[bool]:
    try:
        with held(path, fcntl.LOCK_EX | fcntl.LOCK_NB):
            yield True
    except BlockingIOError:
        yield False
