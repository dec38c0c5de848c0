"""The process that gives new entries their place: numbers, stores and signs several times a second.

Run as ``python -m liuhen.operating.clockwork PARENT``. What rooms need done every so often is a periodic job of theirs.
"""

import logging
import os
import signal
import sys
import threading

from liuhen.operating.children import die_with_parent

log = logging.getLogger("liuhen.clockwork")
PAUSE = 0.2  # seconds between looks at what waits for a number; one look costs a fifth of a millisecond
TROUBLE_PAUSE = 1.0  # seconds, while the database is away


def main(parent: int) -> None:
    """Tick until told to stop; what goes wrong in one turn is logged and tried again in the next."""
    die_with_parent(parent)
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liuhen.settings")
    import django

    django.setup()
    from django.db import connection

    from liuhen.ledger import sequencer

    while not stop.is_set():
        try:
            done = sequencer.sequence()
        except Exception:  # whatever it is, the next turn is due; entries wait, none is lost
            log.exception("a turn failed")
            connection.close()
            stop.wait(TROUBLE_PAUSE)
            continue
        stop.wait(0 if done else PAUSE)


if __name__ == "__main__":
    main(int(sys.argv[1]))
