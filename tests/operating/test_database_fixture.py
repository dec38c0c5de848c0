"""The tests' own database: committed for real, unseen by the next test, the same in threads."""

import threading
from typing import Any

import psycopg
import pytest
from django.contrib.auth.models import Group
from django.db import connection


@pytest.mark.ledger
@pytest.mark.parametrize("turn", [1, 2])
def test_what_one_test_commits_the_next_does_not_see(turn: int):
    assert Group.objects.count() == 0

    Group.objects.create(name="executive")

    assert Group.objects.count() == 1


def test_a_thread_of_a_test_sees_the_same_database(database: Any):
    Group.objects.create(name="executive")
    seen: list[int] = []

    def look() -> None:
        seen.append(Group.objects.count())
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()

    assert seen == [1]


def test_the_application_role_may_write_djangos_tables_but_not_change_them(application: psycopg.Connection[Any]):
    application.execute("INSERT INTO auth_group (name) VALUES ('executive')")

    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        application.execute("ALTER TABLE auth_group ADD COLUMN shoe_size int")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        application.execute("CREATE TABLE public.mine (id int)")


def test_a_live_page_answers_from_this_tests_database(live_liuhen: Any):
    import requests

    answer = requests.get(f"{live_liuhen}/alive", timeout=10)

    assert answer.json() == {"database": True}
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
