"""The web server process: granian with its workers. Run as ``python -m liuhen.operating.web PARENT HOST PORT [CERT KEY]``."""

import multiprocessing
import os
import sys
from pathlib import Path

from granian.constants import Interfaces, SSLProtocols
from granian.server import Server

from liuhen.lib.env import envint
from liuhen.operating.children import die_with_parent
from liuhen.register import slow


def main(parent: int, host: str, port: int, tls: tuple[Path, Path] | None) -> None:
    """Serve until told to stop."""
    die_with_parent(parent)
    os.environ.setdefault("LIUHEN_POOL", str(slow.threads()))  # a connection for each thread that answers at the same time
    server = Server(
        "liuhen.operating.web_worker:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=envint("LIUHEN_WEB_PROCESSES", 2, least=1, most=64),
        blocking_threads=slow.threads(),
        websockets=False,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=10,
        log_access=False,
        ssl_cert=tls[0] if tls else None,
        ssl_key=tls[1] if tls else None,
        ssl_protocol_min=SSLProtocols.tls12,
    )
    server.serve()


if __name__ == "__main__":
    multiprocessing.set_start_method("spawn", force=True)
    words = sys.argv[1:]
    main(int(words[0]), words[1], int(words[2]), (Path(words[3]), Path(words[4])) if len(words) > 3 else None)  # noqa: PLR2004
