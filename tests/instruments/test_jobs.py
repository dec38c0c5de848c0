"""An issued record gets its PDF: once, whatever breaks on the way; a failure is retried, then shown, its number kept."""

import hashlib
from copy import deepcopy
from datetime import timedelta
from uuid import UUID, uuid5

import pytest
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from liuhen.bureau import commands as bureau
from liuhen.instruments import jobs, projections, signing
from liuhen.instruments.models import Instrument, State
from liuhen.ledger.proofs import receipt
from liuhen.register import clock, files, register
from liuhen.register.register import Signing
from liuhen.register.types import SubjectRef
from tests.cases.stories import open_case
from tests.cast import Cast, at

REMEDIES = {"reconsideration_body": "澄湖区人民政府", "court": "澄江市澄湖区人民法院", "contact": "电话000-8123 0000"}


@pytest.fixture
def cast(database, store, assembled_with_accounts) -> Cast:
    found = deepcopy(assembled_with_accounts[1])
    with at("01-05 10:00"):
        for key, value in REMEDIES.items():
            bureau.set_setting(bureau.set_up_actor(found.agency), key, value)
    return found


def issued(cast: Cast, when: str = "11-13 21:30", case: UUID | None = None) -> Instrument:
    """周启明 and 沈静文 sign an order to correct, and it is issued."""
    number = case or open_case(cast)
    with at(when):
        draft = register.start_draft(cast["周启明"], "correction_order", subject=SubjectRef("case", number))
        values = {
            "party": "p1",
            "facts": "2026年11月13日20时36分，接纳未成年人李某某（16岁）上网。",
            "broken": [{"title": "互联网上网服务营业场所管理条例", "version": "2022-03-29", "article": "21"}],
            "basis": [{"title": "中华人民共和国行政处罚法", "version": "2021-01-22", "article": "28", "paragraph": "第一款"}],
            "items": [{"id": "1", "text": "停止接纳未成年人进入营业场所", "way": "at_once"}],
        }
        register.save_draft(cast["周启明"], draft.id, {**draft.content, **values}, draft.revision)
        record = register.freeze(cast["周启明"], draft.id)
        for want in record.missing:
            name = next((name for name, person in cast.people.items() if str(person) == want.about), "方志刚")
            register.sign(cast[name], UUID(record.id), Signing(part=want.part.key, about=want.about, signer=name))
        register.issue(cast["周启明"], UUID(record.id))
    return Instrument.objects.get(record=record.id)


def work() -> None:
    """A worker does what is due and stops; jobs put off to a later try are brought forward first."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE status = 'todo'")
    connector = app.connector
    assert isinstance(connector, DjangoConnector)
    with app.replace_connector(connector.get_worker_connector()) as running:
        running.run_worker(wait=False, queues=[jobs.QUEUE], install_signal_handlers=False)


def entries(row: Instrument) -> list[str]:
    return [entry.kind for entry in register.history(row.agency, SubjectRef(row.subject_type, row.subject)).entries]


def test_an_issued_record_gets_its_pdf_signed_and_in_the_history(cast):
    row = issued(cast)
    assert (row.state, row.number[:3]) == (State.WAITING, "澄文综")

    work()

    row.refresh_from_db()
    assert row.state == State.READY
    assert row.ready_at is not None
    content = files.open_blob(row.sha256).read()
    assert hashlib.sha256(content).hexdigest() == row.sha256
    assert (len(content), row.pages) == (row.size, jobs.page_count(content))
    assert signing.check(content, cast.agency, "澄湖区文化和旅游局").bottom_line
    found = receipt(row.entry)
    assert found is not None
    assert row.leaf == found.index
    _, record = register.find_record(cast.agency, row.record)
    assert record.instrument is not None
    assert record.instrument.content["sha256"] == row.sha256
    assert record.instrument.content["receipt"]["index"] == found.index


def test_the_job_done_twice_makes_one_paper(cast):
    row = issued(cast)
    jobs.make(row.entry)
    row.refresh_from_db()
    digest = row.sha256

    jobs.defer(row.entry)
    work()
    Instrument.objects.filter(pk=row.pk).update(state=State.WAITING)  # a projection that fell behind
    jobs.make(row.entry)

    row.refresh_from_db()
    assert entries(row).count("instrument_issued") == 1
    _, record = register.find_record(cast.agency, row.record)
    assert record.instrument is not None
    assert record.instrument.content["sha256"] == digest
    assert record.instrument.id == str(uuid5(row.entry, "instrument_issued"))


def test_a_job_that_breaks_is_retried_and_the_paper_comes(cast, settings, tmp_path):
    row = issued(cast)
    good, bad = settings.MEDIA_ROOT, tmp_path / "a file where the store should be"
    bad.write_text("x")
    settings.MEDIA_ROOT = bad / "files"

    work()
    row.refresh_from_db()
    assert (row.state, row.tries) == (State.WAITING, 1)
    assert row.error == "出文书时出错，文号保留。请系统管理员查看日志，改好后再出一次。"  # no word of the program's

    settings.MEDIA_ROOT = good
    work()
    row.refresh_from_db()
    assert (row.state, row.error) == (State.READY, "")


def test_when_the_last_try_fails_it_is_shown_with_its_number_and_comes_once_the_cause_is_gone(cast):
    row = issued(cast)
    number = row.number
    setup = bureau.set_up_actor(cast.agency)
    with at("11-13 21:30"):
        bureau.set_setting(setup, "court", "")  # taken out between the number and the paper

    for _ in range(jobs.TRIES):
        work()

    row.refresh_from_db()
    assert (row.state, row.tries, row.number) == (State.FAILED, jobs.TRIES, number)
    assert "没有设置人民法院" in row.error
    assert "issued" in entries(row)
    assert "instrument_issued" not in entries(row)
    work()  # nothing is left in the queue
    assert Instrument.objects.get(pk=row.pk).state == State.FAILED

    with at("11-14 09:00"):
        bureau.set_setting(setup, "court", "澄江市澄湖区人民法院")
    assert Instrument.objects.get(pk=row.pk).state == State.WAITING
    # the setting holds from the day the paper bears
    work()
    row.refresh_from_db()
    assert (row.state, row.number) == (State.READY, number)
    assert issued(cast, "11-14 10:00", row.subject).number != number


def test_entry_and_job_are_committed_together_or_not_at_all(cast):
    case = open_case(cast)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE queue_name = %s", [jobs.QUEUE])
        before = cursor.fetchone()[0]
        issued(cast, case=case)
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE queue_name = %s", [jobs.QUEUE])
        assert cursor.fetchone()[0] == before + 1


def test_a_paper_made_by_hand_never_gets_a_second_pdf(cast):
    case = open_case(cast)
    with at("11-14 09:00"):
        register.record(
            cast["周启明"], SubjectRef("case", case), "correction_order",
            {"party": "p1", "facts": "见原件", "number": "澄文改字〔2026〕7号", "original_place": "第1盒第3页"}, origin="paper",
        )  # fmt: skip
    assert not Instrument.objects.exists()


def test_rows_are_rebuilt_from_the_history(cast):
    row = issued(cast)
    jobs.make(row.entry)
    row.refresh_from_db()
    ref = SubjectRef("case", row.subject)

    assert projections.rebuild(cast.agency, ref, register.history(cast.agency, ref)) == []

    again = Instrument.objects.get(pk=row.pk)
    assert (again.sha256, again.state, again.number, again.leaf) == (row.sha256, State.READY, row.number, row.leaf)


def test_waiting_papers_are_made_without_a_worker_at_a_scripted_moment(cast):
    row = issued(cast)
    later = row.issued_at + timedelta(seconds=2)

    assert jobs.make_waiting(cast.agency, at=later) == 1

    row.refresh_from_db()
    assert row.ready_at == later
    assert clock.script() is None
