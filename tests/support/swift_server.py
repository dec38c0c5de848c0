"""A real S3 server in one process: OpenStack Swift with its s3api, from Debian's python3-swift. Run by Debian's own Python.

``/usr/bin/python3 swift_server.py FOLDER``: makes rings and configuration in FOLDER (on a file system with user attributes), serves on
a port of 127.0.0.1 and writes it to FOLDER/port once it listens. Proxy, account, container and object server are those of the package.
"""

import contextlib
import os
import sys
from pathlib import Path

import eventlet

eventlet.patcher.monkey_patch()

from eventlet import wsgi  # noqa: E402 - only after the patching
from swift.common import utils  # noqa: E402
from swift.common.ring import RingBuilder  # noqa: E402
from swift.common.wsgi import loadapp  # noqa: E402

USER, SECRET = "test:tester", "testing"
KINDS = ("account", "container", "object")
POLICY = """[swift-hash]
swift_hash_path_prefix = liuhen
swift_hash_path_suffix = liuhen
[storage-policy:0]
name = one
default = yes
"""
SERVER = """[DEFAULT]
devices = {devices}
mount_check = false
fallocate_reserve = 0
log_name = {kind}
[pipeline:main]
pipeline = {kind}-server
[app:{kind}-server]
use = egg:swift#{kind}
"""
PROXY = """[DEFAULT]
swift_dir = {folder}
[pipeline:main]
pipeline = catch_errors gatekeeper healthcheck listing_formats bulk s3api tempauth slo versioned_writes proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
allow_account_management = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:gatekeeper]
use = egg:swift#gatekeeper
[filter:healthcheck]
use = egg:swift#healthcheck
[filter:listing_formats]
use = egg:swift#listing_formats
[filter:bulk]
use = egg:swift#bulk
[filter:s3api]
use = egg:swift#s3api
[filter:tempauth]
use = egg:swift#tempauth
user_test_tester = testing .admin
[filter:slo]
use = egg:swift#slo
[filter:versioned_writes]
use = egg:swift#versioned_writes
"""


class Cache:
    """What the proxy would keep in memcached; only the calls it makes."""

    def __init__(self):
        self.kept = {}

    def get(self, key, **_more):
        return self.kept.get(key)

    def set(self, key, value, **_more):
        self.kept[key] = value

    def incr(self, key, delta=1, **_more):
        self.kept[key] = self.kept.get(key, 0) + delta
        return self.kept[key]

    def delete(self, key, **_more):
        self.kept.pop(key, None)

    @contextlib.contextmanager
    def nothing(self):
        yield


def main(folder):
    (folder / "swift.conf").write_text(POLICY)
    utils.set_swift_dir(str(folder))
    ports, listening = {}, {}
    for kind in KINDS:
        listening[kind] = eventlet.listen(("127.0.0.1", 0))
        ports[kind] = listening[kind].getsockname()[1]
        (folder / "devices" / "sd").mkdir(parents=True, exist_ok=True)
        builder = RingBuilder(4, 1, 0)
        builder.add_dev({"id": 0, "region": 1, "zone": 1, "ip": "127.0.0.1", "port": ports[kind], "device": "sd", "weight": 1.0})
        builder.rebalance()
        builder.get_ring().save(str(folder / f"{kind}.ring.gz"))
    for kind in KINDS:
        conf = folder / f"{kind}.conf"
        conf.write_text(SERVER.format(devices=folder / "devices", kind=kind) + f"swift_dir = {folder}\n")
        serve(listening[kind], loadapp(str(conf), global_conf={}))
    (folder / "proxy.conf").write_text(PROXY.format(folder=folder))
    proxy, cache = loadapp(str(folder / "proxy.conf"), global_conf={}), Cache()

    def front(env, start):
        env["swift.cache"] = cache
        return proxy(env, start)

    door = eventlet.listen(("127.0.0.1", 0))
    front_thread = serve(door, front)
    part = folder / "port.part"
    part.write_text(str(door.getsockname()[1]))
    part.rename(folder / "port")
    front_thread.wait()


def serve(sock, app):
    """One server on a socket, in a green thread."""
    protocol = None
    with contextlib.suppress(ImportError):
        from swift.common.http_protocol import SwiftHttpProtocol as protocol  # noqa: N813
    more = {"protocol": protocol} if protocol else {}
    return eventlet.spawn(wsgi.server, sock, app, utils.NullLogger(), custom_pool=eventlet.GreenPool(200), **more)


if __name__ == "__main__":
    os.chdir("/")
    main(Path(sys.argv[1]))
