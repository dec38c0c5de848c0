"""The process in which files from outside are opened: a small server that forks one child per task, with hard limits.

A file may be made to crash FFmpeg, to loop it for ever or to eat the memory. So no other process of ours ever decodes one. This
program holds the decoders loaded, takes a task from its parent, forks, and the child works under limits of the kernel (time,
processor, memory, size of files) that nothing in a decoder can lift. The child answers on a pipe of its own; no answer means
that it died. Run by :mod:`liuhen.recordings.sandbox`; knows no Django.
"""

import json
import os
import resource
import signal
import socket
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from liuhen.recordings import cut, derive, poster, probe, trouble, wave

Task = Callable[..., Mapping[str, Any]]
TASKS: Mapping[str, Task] = {"probe": probe.task, "poster": poster.task, "proxy": derive.task, "wave": wave.task, "cut": cut.task}

MESSAGE = 65536  # bytes of one order, at most
BEGUN = b"!"
ANSWER = 60 * 1024  # bytes of one answer: fits into a pipe's buffer, so a child never waits for a slow parent


def serve(parent: socket.socket) -> None:
    """Take orders until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent; its end ends us
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel buries the children
    while True:
        message, handles, _flags, _address = socket.recv_fds(parent, MESSAGE, 1)
        if not message:
            return
        answer = handles[0]
        if os.fork() == 0:
            parent.close()
            _work(json.loads(message), answer)
        os.close(answer)


def _work(order: Mapping[str, Any], answer: int) -> None:
    """In the child: limit ourselves, do the task, answer, end without any clean-up that a broken library could spoil."""
    try:
        os.write(answer, BEGUN)  # from here on no answer is the file's doing
        _limit(order["limits"])
        result: dict[str, Any] = {"ok": TASKS[order["task"]](**order["arguments"])}
    except Exception as error:  # noqa: BLE001 - whatever a decoder throws is the answer
        result = {"failed": trouble.words(error), "fault": f"{type(error).__name__}: {error}"[:500]}
    try:
        os.write(answer, json.dumps(result, ensure_ascii=True).encode()[:ANSWER])
    finally:
        os._exit(0)


def _limit(limits: Mapping[str, int]) -> None:
    signal.alarm(limits["seconds"])  # the default of SIGALRM is death, and no decoder changes it
    for what, most in (
        (resource.RLIMIT_CPU, limits["cpu"]),
        (resource.RLIMIT_AS, limits["memory"]),
        (resource.RLIMIT_FSIZE, limits["output"]),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    os.nice(limits.get("nice", 0))
    # what a decoder prints is of no use to anybody and may be endless
    quiet = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(quiet, standard)


if __name__ == "__main__":
    os.chdir(Path(__file__).resolve().parents[2])
    serve(socket.socket(fileno=int(sys.argv[1])))
