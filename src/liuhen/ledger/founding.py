"""Founding an agency's log, and the lawful destruction of content."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError

from liuhen.ledger import keys, read, statements
from liuhen.ledger.append import append
from liuhen.ledger.envelope import NewEntry, StoredEntry
from liuhen.regulation.grammar import Refusal

AGENCY_FOUNDED = "agency_founded"
CLOCKS = ("system", "scripted")


class NotApproved(Refusal):
    """No approved destruction names the entry whose content was to go."""

    def __init__(self) -> None:
        super().__init__("没有找到批准销毁这条记录的审批记录。请先办理销毁审批，再执行销毁。", code="not_approved")


def found(agency: UUID, name: str, clock: str = "system", *, recorded_at: datetime | None = None, **content: Any) -> StoredEntry:
    """Found an agency: its key, its row, and the first entry of its own history, which says its name, clock and key.

    Inside the caller's transaction. ``clock`` is ``system`` or ``scripted`` (demo and tests); only the latter takes ``recorded_at``.
    ``content`` adds fields to the entry. A Refusal if the agency is already there.
    """
    public = keys.make(agency)
    try:
        statements.call("SELECT ledger.found(%s, %s, %s, %s, %s)", (agency, name, clock, public, recorded_at))
    except IntegrityError as error:
        message = "这个机关已经建立，没有再建一次。请直接登录使用。"
        raise Refusal(message, code="already_there") from error
    facts = {"name": name, "clock": clock, "key": keys.signer(agency).verifier.text} | content
    new = NewEntry(
        id=uuid4(), agency=agency, subject=agency, subject_type="agency", kind=AGENCY_FOUNDED, version=1, author=None,
        acted={}, origin="system", content=facts,
    )  # fmt: skip
    return append([new], recorded_at=recorded_at)[0]


def destroy(entry_id: UUID, approved_by: UUID, *, log: str = "acts") -> None:
    """Remove an entry's content and salts for good; its envelope stays and verifies.

    ``approved_by`` is an entry of kind ``destruction_approved`` that names the entry in ``about`` or in its content; NotApproved
    otherwise. NoSuchEntry if there is no such entry.
    """
    gone = read.entry(entry_id, log=log)
    try:
        statements.call("SELECT ledger.{log}_destroy(%s, %s, %s)", (gone.agency, entry_id, approved_by), log)
    except IntegrityError as error:
        raise NotApproved from error
