"""A database to be thrown away, on a server of its own that waits for the disk like a real one: for measuring and for drills."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command
from django.db import connections
from django.test.utils import override_settings
from psycopg.conninfo import conninfo_to_dict

from liuhen.lib.home import Home, home
from liuhen.lib.postgres import APPLICATION, OWNER, Postgres

_NAMES = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}


@contextmanager
def scratch_instance(*apps: str) -> Iterator[Postgres]:
    """A home of its own beside the real one (so on the same disk), its server migrated (only ``apps``, if named), Django on it.

    Everything is removed afterwards. Not for use while other threads of this process work with the database.
    """
    home().root.mkdir(parents=True, exist_ok=True)
    root = Path(tempfile.mkdtemp(prefix="scratch-", dir=home().root))
    before = {alias: dict(connections.settings[alias]) for alias in ("default", "owner")}
    try:
        with Postgres(home=Home(root=root)) as server, override_settings(LIUHEN_HOME=root):
            for alias, role in (("default", APPLICATION), ("owner", OWNER)):
                facts = conninfo_to_dict(server.url(role))
                _point(alias, {name: str(facts.get(key, "")) for name, key in _NAMES.items()})
            for app in apps or (None,):
                call_command("migrate", *filter(None, (app,)), database="owner", verbosity=0, interactive=False)
            yield server
            _let_go()
    finally:
        for alias, facts in before.items():
            _point(alias, {name: facts[name] for name in _NAMES})
        shutil.rmtree(root, ignore_errors=True)


def _point(alias: str, facts: dict[str, object]) -> None:
    _let_go()
    connections.settings[alias].update(facts)
    connections[alias].settings_dict.update(facts)


def _let_go() -> None:
    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()
