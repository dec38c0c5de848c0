"""The process that does deferred work (papers, posters). Run as ``python -m liuhen.operating.jobs_worker [PARENT]``."""

import os
import sys
import threading

from liuhen.lib.env import envint
from liuhen.operating.children import die_with_parent

HEARTBEAT = 5.0  # seconds
GIVEN_UP = 20.0  # seconds without one, after which a worker counts as dead and its jobs as nobody's


def main(parent: int | None) -> None:
    """Take jobs as they are deferred, until told to stop; a job in hand is finished first."""
    if parent is not None:
        die_with_parent(parent)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liuhen.settings")
    import django

    django.setup()
    work(wait=True)


def work(*, wait: bool) -> None:
    """Do the jobs there are and, with ``wait``, those to come."""
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    from liuhen.instruments.jobs import warm

    # the first paper after a start should not wait for fonts and libraries
    if wait:
        threading.Thread(target=warm, name="warm", daemon=True).start()
    connector = app.connector
    if not isinstance(connector, DjangoConnector):
        raise TypeError(f"procrastinate runs on {connector!r} and not on Django's database")
    with app.replace_connector(connector.get_worker_connector()) as running:
        running.run_worker(
            wait=wait,
            concurrency=envint("LIUHEN_JOBS_AT_ONCE", 2, least=1, most=64),
            fetch_job_polling_interval=2.0,
            shutdown_graceful_timeout=20.0,
            update_heartbeat_interval=HEARTBEAT,
            stalled_worker_timeout=GIVEN_UP,
            delete_jobs="successful",
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else None)
