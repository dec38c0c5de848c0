"""The process that has the counter's cameras recorded. Run as ``python -m liuhen.operating.cameras_worker PARENT``."""

import os
import signal
import sys
import threading

from liuhen.operating.children import die_with_parent


def main(parent: int) -> None:
    """Keep the recorders until told to stop; each finishes its open segment first."""
    die_with_parent(parent)
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liuhen.settings")
    import django

    django.setup()

    from liuhen.cameras.manager import Manager

    Manager().run(stop)


if __name__ == "__main__":
    main(int(sys.argv[1]))
