"""A web server of one process and one thread, as ours is of more: ``/film`` is a part of a film as a player gets it (so
large that no kernel takes it off the server's hands), all else a page.

``python -m tests.support.stalled_web PORT``.
"""

import multiprocessing
import sys

from django.conf import settings
from django.http import HttpResponse

if not settings.configured:
    settings.configure()

from liuhen.register import slow

slow.PART = 64 * 1024 * 1024


def application(environ, start):
    film = environ["PATH_INFO"] == "/film"
    answer = slow.sent((bytes(slow.PART) for _ in range(1)), slow.PART, "video/mp4") if film else HttpResponse("a page")
    start("200 OK", [(name, value) for name, value in answer.items()])
    return answer


if __name__ == "__main__":
    from granian.constants import Interfaces
    from granian.server import Server

    multiprocessing.set_start_method("spawn", force=True)
    Server(
        "tests.support.stalled_web:application", port=int(sys.argv[1]), interface=Interfaces.WSGI, workers=1, blocking_threads=1
    ).serve()
