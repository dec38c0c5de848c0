"""What the ledger promises to those who write and read, on whatever PostgreSQL it runs."""

import dataclasses
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from liuhen.ledger import read, tree
from liuhen.ledger.append import AlreadyThere, ClockRefused, append, lock
from liuhen.ledger.envelope import Head
from liuhen.ledger.founding import found
from liuhen.regulation.grammar import Refusal
from tests.ledger.conftest import NINE, Bureau


def test_an_entry_is_read_back_as_it_was_written(bureau: Bureau):
    case = uuid4()
    form = bureau.new(case, cause="举报\n未成年人上网", items=["电脑", "账簿"], fine=5000, party={"name": "某某网吧"})

    (written,) = bureau.write(form)

    assert read.entry(form.id) == written
    assert written.content == dict(form.content)
    assert (written.kind, written.author, written.acted, written.origin) == (form.kind, form.author, form.acted, form.origin)
    assert (written.seq, written.prev) == (1, b"")


def test_a_history_is_a_chain_in_order(bureau: Bureau):
    case = uuid4()

    written = bureau.tell(case, 5)
    history = read.history(bureau.agency, case)

    assert history == written
    assert [entry.seq for entry in history] == [1, 2, 3, 4, 5]
    assert [entry.prev for entry in history[1:]] == [entry.hash for entry in history[:-1]]
    assert all(tree.leaf(entry.envelope.encode()) == entry.hash for entry in history)
    assert [entry.recorded_at for entry in history] == sorted(entry.recorded_at for entry in history)
    assert read.history(bureau.agency, case, after=3) == written[3:]


def test_several_subjects_are_written_in_one_call(bureau: Bureau):
    clue, case = uuid4(), uuid4()

    link, other, second = bureau.write(
        bureau.new(clue, to=str(case)), bureau.new(case, source=str(clue)), bureau.new(clue, closed=True)
    )

    assert read.histories(bureau.agency, [clue, case]) == {clue: [link, second], case: [other]}
    assert (link.seq, other.seq, second.seq) == (1, 1, 2)
    assert link.recorded_at == other.recorded_at == second.recorded_at


def test_the_database_hashes_what_the_reader_hashes(bureau: Bureau):
    case = uuid4()
    bureau.tell(case, 2)
    with connection.cursor() as cursor:
        cursor.execute("SELECT hash FROM ledger.acts_envelope WHERE subject = %s ORDER BY seq", (case,))
        hashes = [bytes(digest) for (digest,) in cursor.fetchall()]

    assert hashes == [entry.hash for entry in read.history(bureau.agency, case)]
    assert read.head(bureau.agency, case) == Head(2, hashes[-1])


def test_the_same_draft_frozen_twice_is_written_once(bureau: Bureau):
    form = bureau.new(uuid4(), cause="举报")
    bureau.write(form)

    with pytest.raises(AlreadyThere) as refusal:
        bureau.write(bureau.new(uuid4(), other=1), form)

    assert "没有再写一遍" in refusal.value.message
    assert form.id in refusal.value.ids
    assert len(read.history(bureau.agency, form.subject)) == 1


def test_a_write_is_whole_or_not_at_all(bureau: Bureau):
    case, other = uuid4(), uuid4()
    form = bureau.new(case)
    bureau.write(form)

    with pytest.raises(AlreadyThere):
        bureau.write(bureau.new(other), dataclasses.replace(form, subject=other))

    assert read.history(bureau.agency, other) == []
    assert read.head(bureau.agency, other) == Head(0, b"")


def test_an_aborted_transaction_leaves_nothing(bureau: Bureau):
    case = uuid4()

    def write_and_fail() -> None:
        with transaction.atomic():
            append([bureau.new(case)])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()

    assert read.history(bureau.agency, case) == []
    assert bureau.tell(case, 1)[0].seq == 1


def test_locking_tells_where_subjects_stand(bureau: Bureau):
    old, fresh = uuid4(), uuid4()
    (entry,) = bureau.tell(old, 1)

    with transaction.atomic():
        heads = lock(bureau.agency, [(old, "case"), (fresh, "clue"), (old, "case")])

    assert heads == {old: Head(1, entry.hash), fresh: Head(0, b"")}


def test_writing_outside_a_transaction_is_a_bug(bureau: Bureau):
    with pytest.raises(RuntimeError):
        append([bureau.new(uuid4())])


def test_nothing_is_written_for_an_agency_that_is_not_founded(bureau: Bureau):
    stranger = dataclasses.replace(bureau.new(uuid4()), agency=uuid4())

    with pytest.raises(IntegrityError):
        bureau.write(stranger)


def test_one_write_is_of_one_agency(bureau: Bureau):
    with pytest.raises(ValueError, match="one agency"):
        bureau.write(bureau.new(uuid4()), dataclasses.replace(bureau.new(uuid4()), agency=uuid4()))


def test_a_real_bureau_takes_no_other_clock_than_the_systems(bureau: Bureau):
    with pytest.raises(ClockRefused) as refusal:
        bureau.write(bureau.new(uuid4()), at=NINE)

    assert "系统时钟" in refusal.value.message


def test_a_demo_bureau_is_told_the_time_and_its_first_entry_says_so(demo_bureau: Bureau):
    late = NINE + timedelta(hours=30)

    (entry,) = demo_bureau.write(demo_bureau.new(uuid4()), at=late)

    assert entry.recorded_at == late
    assert demo_bureau.first.content["clock"] == "scripted"
    assert read.history(demo_bureau.agency, demo_bureau.agency)[0] == demo_bureau.first


def test_an_agency_is_founded_once(bureau: Bureau):
    with pytest.raises(Refusal), transaction.atomic():
        found(bureau.agency, "再来一次")


def test_readings_are_a_log_of_their_own(bureau: Bureau):
    case = uuid4()

    (opened,) = bureau.write(bureau.new(case, kind="opened", why="复核"), log="readings")

    assert read.history(bureau.agency, case) == []
    assert read.history(bureau.agency, case, log="readings") == [opened]
    assert read.entry(opened.id, log="readings") == opened
    with pytest.raises(read.NoSuchEntry):
        read.entry(opened.id)


def test_no_other_log_can_be_named(bureau: Bureau):
    with pytest.raises(ValueError, match="no such log"):
        read.history(bureau.agency, uuid4(), log="acts_envelope; drop schema ledger")


@pytest.mark.parametrize("text", ["", '引号"反斜杠\\换行\n制表\t', "\u0000\u001e\u001f", "𠮷野家😀", "<script>", "a" * 100_000])
def test_any_text_a_person_types_comes_back(bureau: Bureau, text: str):
    (entry,) = bureau.write(bureau.new(uuid4(), text=text, rows=[{"name": text}]))

    assert read.entry(entry.id).content == {"text": text, "rows": [{"name": text}]}


def test_an_entry_without_content_is_an_entry(bureau: Bureau):
    (entry,) = bureau.write(bureau.new(uuid4()))

    assert read.entry(entry.id).content == {}


def test_the_newest_come_first_waiting_or_numbered(bureau: Bureau):
    from liuhen.ledger.sequencer import sequence

    case = uuid4()
    older = bureau.tell(case, 3)
    sequence()
    newer = bureau.tell(case, 2)

    first = read.newest(bureau.agency, limit=4)
    second = read.newest(bureau.agency, limit=4, before=first[-1].leaf)

    assert [place.entry for place in first] == [*newer[::-1], *older[:0:-1]]
    assert [place.leaf for place in first] == [None, None, 3, 2]
    assert [place.entry for place in second] == [older[0], bureau.first]
    assert [place.entry for place in read.newest(bureau.agency, kinds=["agency_founded"])] == [bureau.first]
    assert read.newest(uuid4()) == []
