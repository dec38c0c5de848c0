"""The two kinds of PostgreSQL that the tests run on, seen alike."""

import hashlib
import itertools
import os
import secrets
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
from django.db import connections
from psycopg import sql

from liuhen.lib.home import Home
from liuhen.lib.postgres import APPLICATION, OWNER, ROLES, SUPERUSER, Postgres, public_grants

numbers = itertools.count(1)


class Server(Protocol):
    def url(self, role: str, database: str) -> str: ...
    def create(self, name: str) -> None: ...
    def clone(self, template: str) -> str: ...
    def drop(self, name: str) -> None: ...
    def close(self) -> None: ...


class _Server:
    """Databases are made and dropped by the superuser, over one connection, and belong to the owner role."""

    _held: psycopg.Connection[Any] | None = None

    def url(self, role: str, database: str) -> str:
        raise NotImplementedError

    def _run(self, statement: str, *names: str) -> None:
        if self._held is None or self._held.closed:
            self._held = psycopg.connect(self.url(SUPERUSER, "postgres"), autocommit=True)
        self._held.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def close(self) -> None:
        """Close that connection; the next statement opens another."""
        if self._held is not None:
            self._held.close()

    def create(self, name: str) -> None:
        self.drop(name)
        self._run("CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'", name, OWNER)
        with psycopg.connect(self.url(SUPERUSER, name), autocommit=True) as connection:
            connection.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
            connection.execute(public_grants(OWNER, APPLICATION))

    def clone(self, template: str) -> str:
        name = f"liuhen_test_{os.getpid()}_{next(numbers)}"
        # the other way writes every page of it to the log as well
        self._run("CREATE DATABASE {} TEMPLATE {} OWNER {} STRATEGY FILE_COPY", name, template, OWNER)
        return name

    def drop(self, name: str) -> None:
        self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


class Embedded(_Server):
    def __init__(self, postgres: Postgres) -> None:
        self.postgres = postgres

    def url(self, role: str, database: str) -> str:
        return self.postgres.url(role, database)


class Outside(_Server):
    """A real server; its address is that of a role that may make roles and databases."""

    def __init__(self, url: str) -> None:
        self.facts = urlsplit(url)
        # the processes of one run share the server's roles, and so their passwords
        run = os.environ.get("PYTEST_XDIST_TESTRUNUID") or secrets.token_hex(16)
        self.passwords = {role: hashlib.sha256(f"{run} {role}".encode()).hexdigest() for role in (OWNER, APPLICATION)}
        text = ROLES.format(
            owner=OWNER,
            application=APPLICATION,
            owner_password=self.passwords[OWNER],
            application_password=self.passwords[APPLICATION],
        )
        with psycopg.connect(url) as connection:
            connection.execute("SELECT pg_advisory_xact_lock(20191101)")  # two processes altering one role would fail
            connection.execute(text)

    def url(self, role: str, database: str) -> str:
        who = quote(self.facts.username or "") + (f":{quote(self.facts.password)}" if self.facts.password else "")
        if role != SUPERUSER:
            who = f"{role}:{self.passwords[role]}"
        place = f"{self.facts.hostname or ''}{f':{self.facts.port}' if self.facts.port else ''}"
        return urlunsplit((self.facts.scheme, f"{who}@{place}", f"/{database}", self.facts.query, ""))


def test_home(root: Path) -> Home:
    """The home that the test settings made."""
    home = Home(root=root)
    home.make()
    return home


def point_django_at(server: Server, name: str) -> None:
    """Make ``name`` the database of Django's connections, in this thread and in those still to come."""
    from liuhen.register import store

    forget_connections()
    store._terms.clear()  # kept by agency, and copies of one database have the same agency
    for alias, role in (("default", APPLICATION), ("owner", OWNER)):
        facts = psycopg.conninfo.conninfo_to_dict(server.url(role, name))
        settings = connections.settings[alias]
        settings.update(
            NAME=name,
            USER=str(facts.get("user", "")),
            PASSWORD=str(facts.get("password", "")),
            HOST=str(facts.get("host", "")),
            PORT=str(facts.get("port", "")),
        )
        connections[alias].settings_dict.update(settings)


def forget_connections() -> None:
    """Close this thread's connections and the pool that all threads share."""
    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()
