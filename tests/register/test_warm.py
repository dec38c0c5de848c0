"""Histories stay in memory between readings, and say what the database says all the same."""

from uuid import UUID

import pytest
from django.db import transaction

from liuhen.ledger.append import append, lock
from liuhen.ledger.envelope import NewEntry
from liuhen.ledger.founding import destroy
from liuhen.register import clock, register, warm
from liuhen.register.types import Act, SubjectRef


def note(case: SubjectRef, text: str) -> Act:
    return Act(subject=case, kind="situation_note", content={"text": text})


def texts(bureau, case):
    return [record["text"] for record in register.history(bureau.agency, case).records if record.kind.key == "situation_note"]


def test_what_another_process_wrote_meanwhile_is_read(bureau):
    case = bureau.case()
    register.write(bureau.zhou, [note(case, "第一次说明")])
    assert texts(bureau, case) == ["第一次说明"]
    mine = dict(warm._kept)

    register.write(bureau.shen, [note(case, "沈静文在另一台机器上写的")])
    warm._kept.clear()
    warm._kept.update(mine)  # as a process that saw none of it

    assert texts(bureau, case) == ["第一次说明", "沈静文在另一台机器上写的"]


def test_what_was_rolled_back_is_not_remembered(bureau):
    case = bureau.case()
    assert texts(bureau, case) == []

    def written_and_lost() -> None:
        with transaction.atomic():
            lock(bureau.agency, [(case.id, case.type)])
            append([
                NewEntry(
                    id=note(case, "").id, agency=bureau.agency, subject=case.id, subject_type="case", kind="situation_note", version=1,
                    author=bureau.zhou.person, acted={}, origin="system", content={"text": "写到一半断电"},
                )
            ], recorded_at=clock.now())  # fmt: skip
            assert texts(bureau, case) == ["写到一半断电"]
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        written_and_lost()

    assert texts(bureau, case) == []
    register.write(bureau.zhou, [note(case, "重新写的")])
    assert texts(bureau, case) == ["重新写的"]


def test_content_destroyed_by_law_is_not_kept_in_memory(bureau):
    case = bureau.case()
    (entry,) = register.write(bureau.zhou, [note(case, "未成年人姓名")])
    register.write(bureau.zhou, [note(case, "后来的说明")])
    assert texts(bureau, case) == ["未成年人姓名", "后来的说明"]
    approval = Act(
        subject=SubjectRef("agency", bureau.agency),
        kind="destruction_approved",
        content={"entries": [entry.id], "reason": "保管期限届满"},
    )
    (approved,) = register.write(bureau.zhou, [approval])

    destroy(UUID(entry.id), UUID(approved.id))

    assert texts(bureau, case) == [None, "后来的说明"]


def test_nobody_changes_what_is_shared(demo):
    """Twelve cases were told through every form; what is remembered of them from then is what the database holds."""
    cases = register.subjects(demo.agency, "case")
    assert all((demo.agency, case.id) in warm._kept for case in cases)
    shared = {case: register.history(demo.agency, case).entries for case in cases}
    warm.forget()

    for case in cases:
        assert register.history(demo.agency, case).entries == shared[case]
