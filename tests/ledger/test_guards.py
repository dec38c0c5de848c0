"""Which role can do what to the log: nobody changes what was written, the application less than its owner."""

from typing import Any
from uuid import uuid4

import psycopg
import pytest

from liuhen.ledger.sequencer import sequence
from tests.ledger.conftest import Bureau

TABLES = ["agency", *(f"{log}_{table}" for log in ("acts", "readings") for table in (
    "head", "envelope", "content", "destroyed", "unsequenced", "position", "tile", "checkpoint"))]  # fmt: skip
FILLED = ["agency", "acts_head", "acts_envelope", "acts_content", "acts_position", "acts_checkpoint"]
REFUSED = psycopg.errors.InsufficientPrivilege
APPEND_ONLY = psycopg.errors.RestrictViolation


@pytest.fixture
def filled(bureau: Bureau) -> Bureau:
    bureau.tell(uuid4(), 2)
    sequence()
    bureau.tell(uuid4(), 1)
    return bureau


@pytest.mark.parametrize("table", TABLES)
def test_the_application_may_look_at_everything_and_change_nothing(
    filled: Bureau, application: psycopg.Connection[Any], table: str
):
    application.execute(f"SELECT * FROM ledger.{table}").fetchall()

    column = "id" if table == "agency" else "agency"
    for statement in (
        f"UPDATE ledger.{table} SET {column} = {column}",
        f"DELETE FROM ledger.{table}",
        f"TRUNCATE ledger.{table}",
    ):
        with pytest.raises(REFUSED):
            application.execute(statement)


@pytest.mark.parametrize("table", [name for name in TABLES if not name.endswith(("tile", "checkpoint"))])
def test_the_application_inserts_only_what_the_sequencer_computes(application: psycopg.Connection[Any], table: str):
    with pytest.raises(REFUSED):
        application.execute(f"INSERT INTO ledger.{table} DEFAULT VALUES")


def test_the_application_may_not_make_or_change_anything_in_the_schema(application: psycopg.Connection[Any]):
    for statement in (
        "CREATE TABLE ledger.mine (id int)",
        "ALTER TABLE ledger.acts_envelope DISABLE TRIGGER ALL",
        "DROP TRIGGER append_only ON ledger.acts_envelope",
        "CREATE OR REPLACE FUNCTION ledger.refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "SET session_replication_role = replica",
    ):
        with pytest.raises(REFUSED):
            application.execute(statement)


@pytest.mark.parametrize("table", FILLED)
def test_not_even_the_owner_updates_deletes_or_truncates(filled: Bureau, owner: psycopg.Connection[Any], table: str):
    column = "id" if table == "agency" else "agency"
    for statement in (
        f"UPDATE ledger.{table} SET {column} = {column}",
        f"DELETE FROM ledger.{table}",
        f"TRUNCATE ledger.{table} CASCADE",
    ):
        with pytest.raises(APPEND_ONLY):
            owner.execute(statement)


def test_not_even_the_owner_truncates_an_empty_table(filled: Bureau, owner: psycopg.Connection[Any]):
    for table in TABLES:
        with pytest.raises(APPEND_ONLY):
            owner.execute(f"TRUNCATE ledger.{table}")


@pytest.mark.parametrize("change", ["seq = seq + 2", "seq = seq", "seq = seq - 1", "seq = seq + 1, subject_type = 'clue'"])
def test_a_head_only_advances_by_one(filled: Bureau, owner: psycopg.Connection[Any], change: str):
    with pytest.raises(APPEND_ONLY):
        owner.execute(f"UPDATE ledger.acts_head SET {change}")


def test_the_triggers_hold_for_the_superuser_too(filled: Bureau, database: Any):
    with psycopg.connect(database.url("postgres"), autocommit=True) as superuser:
        for table in FILLED:
            with pytest.raises(APPEND_ONLY):
                superuser.execute(f"DELETE FROM ledger.{table}")


def test_a_stranger_has_no_way_in(database: Any, owner: psycopg.Connection[Any]):
    public = owner.execute("SELECT has_schema_privilege('public', 'ledger', 'USAGE')").fetchone()
    functions = owner.execute(
        "SELECT count(*) FROM pg_proc p WHERE pronamespace = 'ledger'::regnamespace AND has_function_privilege('public', oid, 'EXECUTE')"
    ).fetchone()

    assert public == (False,)
    assert functions == (0,)
