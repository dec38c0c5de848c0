"""Several people write at the same moment: on one subject, on two in opposite order, while the sequencer runs."""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Event
from uuid import UUID, uuid4

from django.db import connection, transaction

from liuhen.ledger import read, tree
from liuhen.ledger.append import AlreadyThere, append, lock
from liuhen.ledger.note import opened
from liuhen.ledger.proofs import checkpoint, verifier
from liuhen.ledger.sequencer import sequence
from tests.ledger.conftest import Bureau, at_once


def assert_chained(bureau: Bureau, subject: UUID, count: int) -> None:
    history = read.history(bureau.agency, subject)
    assert [entry.seq for entry in history] == list(range(1, count + 1))
    assert [entry.prev for entry in history] == [b"", *(entry.hash for entry in history[:-1])]
    times = [entry.recorded_at for entry in history]
    assert times == sorted(times)


def test_two_officers_on_one_case_come_one_after_the_other(bureau: Bureau):
    case = uuid4()

    errors = at_once([lambda: bureau.tell(case, 25)] * 4)

    assert errors == []
    assert_chained(bureau, case, 100)


def test_the_first_two_entries_of_a_case_at_once(bureau: Bureau):
    for _ in range(10):
        case = uuid4()

        errors = at_once([lambda case=case: bureau.tell(case, 1)] * 3)

        assert errors == []
        assert_chained(bureau, case, 3)


def test_crossed_subjects_do_not_deadlock(bureau: Bureau):
    subjects = [uuid4() for _ in range(3)]

    def write(seed: int) -> None:
        order = random.Random(seed)
        for _ in range(20):
            chosen = order.sample(subjects, 2)
            bureau.write(*(bureau.new(subject) for subject in chosen))

    errors = at_once([lambda seed=seed: write(seed) for seed in range(6)])

    assert errors == []
    assert sum(len(read.history(bureau.agency, subject)) for subject in subjects) == 6 * 20 * 2


def test_fresh_and_old_subjects_crossed_do_not_deadlock(bureau: Bureau):
    old = uuid4()
    bureau.tell(old, 1)
    fresh = [uuid4() for _ in range(20)]

    def write(*, reverse: bool) -> None:
        for subject in fresh:
            pair = [bureau.new(subject), bureau.new(old)]
            bureau.write(*(pair[::-1] if reverse else pair))

    errors = at_once([lambda: write(reverse=True), lambda: write(reverse=False)] * 2)

    assert errors == []
    assert_chained(bureau, old, 81)
    for subject in fresh:
        assert_chained(bureau, subject, 4)


def test_who_locked_decides_on_what_he_saw(bureau: Bureau):
    """Two people sign the same form at once: each sees the other's or waits, so only one of them appends."""
    case = uuid4()

    def once() -> None:
        with transaction.atomic(durable=True):
            if lock(bureau.agency, [(case, "case")])[case].seq == 0:
                append([bureau.new(case)])

    errors = at_once([once] * 8)

    assert errors == []
    assert_chained(bureau, case, 1)


def test_a_double_click_writes_once(bureau: Bureau):
    form = bureau.new(uuid4())

    errors = at_once([lambda: bureau.write(form)] * 6)

    assert [type(error) for error in errors] == [AlreadyThere] * 5
    assert_chained(bureau, form.subject, 1)


def test_the_time_is_taken_after_waiting_for_the_lock(bureau: Bureau):
    case, holds, go = uuid4(), Event(), Event()

    def hold() -> None:
        with transaction.atomic():
            lock(bureau.agency, [(case, "case")])
            holds.set()
            go.wait(20)
            append([bureau.new(case, who="first")])
        connection.close()

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(hold)
        holds.wait(20)
        second = pool.submit(lambda: (bureau.tell(case, 1), connection.close()))
        while not waiting_for_a_lock(bureau):
            assert not second.done()
        released = datetime.now(UTC)
        go.set()
        first.result(20)
        second.result(20)

    history = read.history(bureau.agency, case)
    assert history[0].content == {"who": "first"}
    assert history[1].recorded_at >= history[0].recorded_at >= released


def waiting_for_a_lock(bureau: Bureau) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
        return bool(cursor.fetchone()[0])


def test_the_sequencer_keeps_every_subjects_order_while_people_write(bureau: Bureau):
    subjects = [uuid4() for _ in range(5)]
    done = Event()

    def write(seed: int) -> None:
        order = random.Random(seed)
        for _ in range(40):
            bureau.write(*(bureau.new(subject) for subject in order.sample(subjects, order.choice([1, 1, 2]))))

    def number() -> None:
        while not done.is_set():
            sequence(limit=7)

    with ThreadPoolExecutor(2) as pool:
        sequencers = [pool.submit(lambda: (number(), connection.close())) for _ in range(2)]
        errors = at_once([lambda seed=seed: write(seed) for seed in range(4)])
        done.set()
        for one in sequencers:
            one.result(60)
    while sequence():
        pass

    assert errors == []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT subject, seq, hash, leaf FROM ledger.acts_position WHERE agency = %s ORDER BY leaf", (bureau.agency,)
        )
        rows = cursor.fetchall()
    assert [leaf for *_, leaf in rows] == list(range(len(rows)))
    for subject in subjects:
        numbered = [seq for of, seq, _, _ in rows if of == subject]
        assert numbered == list(range(1, read.head(bureau.agency, subject).seq + 1))
    last = opened(checkpoint(bureau.agency) or "", [verifier(bureau.agency)])
    assert (last.size, last.root) == (len(rows), tree.root([bytes(digest) for _, _, digest, _ in rows]))
