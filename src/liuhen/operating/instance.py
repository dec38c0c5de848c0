"""One instance of Liuhen: its home, its secrets, its database with every migration in it."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from liuhen.lib.env import envstr
from liuhen.lib.home import Home, home, write_secret
from liuhen.lib.postgres import PASSWORD_FILES, Postgres

WEB_SECRET = "web-secret"  # noqa: S105 - the name of a file
SCHEMA_LOCK = 7_105_110  # PostgreSQL advisory lock: two starts at once migrate one after the other


def make_home() -> Home:
    """The home with its folders and secrets; everything is made once and kept."""
    place = home()
    place.make()
    if not (place.keys / WEB_SECRET).exists():
        write_secret(place.keys / WEB_SECRET, secrets.token_hex(32).encode())
    if not envstr("DATABASE_URL"):
        postgres = Postgres(home=place)
        for role in PASSWORD_FILES:
            postgres.password(role)
    return place


def start_django() -> None:
    """Make the home, then let Django read its settings, which read the home's secrets."""
    make_home()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liuhen.settings")
    import django

    django.setup()


@contextmanager
def database() -> Iterator[Postgres | None]:
    """The database for as long as the block runs: the running one is joined, else it is started; migrated in any case.

    Gives the embedded server, or None when DATABASE_URL names another.
    """
    postgres = None if envstr("DATABASE_URL") else Postgres(home=make_home())
    try:
        if postgres:
            postgres.join()
        bring_schema_up_to_date()
        yield postgres
    finally:
        close_connections()
        if postgres:
            postgres.leave()


def bring_schema_up_to_date() -> bool:
    """Run the migrations that are missing, as the owner; says whether there were any."""
    from django.core.management import call_command
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    owner = connections["owner"]
    try:
        executor = MigrationExecutor(owner)
        if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        with owner.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [SCHEMA_LOCK])
        call_command("migrate", database="owner", verbosity=0, interactive=False)
        call_command("createcachetable", database="owner", verbosity=0)
        grant_on_foreign_server()
        return True
    finally:
        owner.close()  # the advisory lock goes with the session


def grant_on_foreign_server() -> None:
    """On a server that is not ours nobody has set default privileges: give the application what Django's tables need."""
    from django.conf import settings
    from django.db import connections
    from psycopg import sql

    role, owner = settings.DATABASES["default"]["USER"], settings.DATABASES["owner"]["USER"]
    if not settings.DATABASE_URL or role == owner:
        return
    statement = (
        "GRANT USAGE ON SCHEMA public TO {role}; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role};"
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}"
    )
    with connections["owner"].cursor() as cursor:
        cursor.execute(sql.SQL(statement).format(role=sql.Identifier(role)))


def close_connections() -> None:
    """Close this process's connections and its pool."""
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
        close_pool = getattr(connection, "close_pool", None)
        if close_pool:
            close_pool()
