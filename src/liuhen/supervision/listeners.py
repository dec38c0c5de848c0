"""Keeps the rows of the supervision desk in step with cases and recordings, inside the transaction that appends."""

from collections.abc import Mapping, Sequence
from typing import Any

from liuhen.register import register
from liuhen.register.signals import recorded
from liuhen.register.types import Actor, SubjectRef
from liuhen.regulation.history import Entry, History
from liuhen.supervision import jobs, projections

#: Settings that decide what a gap is: rows made under the old one are made anew.
GAP_SETTINGS = frozenset({"gap_seconds", "gap_rules", "whole_course", "continuous"})


def connect() -> None:
    """Listen to the register."""
    recorded.connect(on_recorded, dispatch_uid="supervision")


def on_recorded(*, entries: Sequence[Entry], actor: Actor, histories: Mapping[SubjectRef, History], **_: Any) -> None:
    """Project the cases and recordings that new entries are about; cases last, for they look at their recordings' rows."""
    touched = {entry.subject for entry in entries}
    refs = [ref for ref in histories if str(ref.id) in touched and ref.type in {projections.RECORDING, projections.CASE}]
    if refs:
        terms = register.terms(actor.agency)
        for ref in sorted(refs, key=lambda one: one.type == projections.CASE):
            projections.project(actor.agency, ref, histories[ref], terms)
    if any(entry.kind == "setting" and entry["key"] in GAP_SETTINGS for entry in entries):
        jobs.defer_all(actor.agency)
