"""A real S3 server for a test session: OpenStack Swift in one process, where Debian's python3-swift is installed."""

import os
import shutil
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from liuhen.register import stores_s3
from liuhen.register.stores_s3 import Place

DEBIAN_PYTHON = Path("/usr/bin/python3")
WITHIN = 60.0  # seconds


def why_not() -> str:
    """Why there is no server here; empty where there is one."""
    if not DEBIAN_PYTHON.exists():
        return "no Debian Python"
    found = subprocess.run([DEBIAN_PYTHON, "-c", "import swift.proxy.server"], capture_output=True, check=False)
    return "no S3 server: python3-swift is not installed (.ci/run installs it)" if found.returncode else ""


class Server:
    def __init__(self, process, folder: Path) -> None:
        self.process, self.folder = process, folder

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{(self.folder / 'port').read_text()}"

    def place(self) -> Place:
        """A bucket of one's own."""
        place = Place(url=self.url, bucket=f"liuhen-{uuid.uuid4().hex[:12]}", key="test:tester", secret="testing")
        stores_s3.at(place).client.create_bucket(Bucket=place.bucket)
        return place

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()


@contextmanager
def swift() -> Iterator[Server]:
    if reason := why_not():
        pytest.skip(reason)
    folder = Path(tempfile.mkdtemp(prefix="swift-"))
    try:
        os.setxattr(folder, "user.liuhen", b"1")
    except OSError:
        shutil.rmtree(folder)
        pytest.skip("no S3 server: the temporary folder keeps no user attributes")
    log = (folder / "log").open("wb")
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "LANG": "C.UTF-8"}
    process = subprocess.Popen(
        [DEBIAN_PYTHON, Path(__file__).with_name("swift_server.py"), folder], stdout=log, stderr=log, env=environment
    )
    server = Server(process, folder)
    try:
        begun = time.monotonic()
        while not (folder / "port").exists():
            if process.poll() is not None or time.monotonic() - begun > WITHIN:
                pytest.fail((folder / "log").read_text()[-2000:])
            time.sleep(0.05)
        yield server
    finally:
        server.stop()
        log.close()
        shutil.rmtree(folder, ignore_errors=True)
