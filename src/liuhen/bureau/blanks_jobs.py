"""When the register of a form changes, the cases that used one of the numbers are judged anew: what was unknown may be known now."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from procrastinate.contrib.django import app

from liuhen.bureau.commands import set_up_actor
from liuhen.register import register
from liuhen.register.findings import restore
from liuhen.register.models import BlankUse
from liuhen.register.types import Act, SubjectRef
from liuhen.regulation.blanks import FORMS
from liuhen.regulation.history import Entry, History
from liuhen.regulation.statutes.practice.blank_numbers import PROVISIONS
from liuhen.regulation.terms import Terms

QUEUE = "cases"


def defer(agency: UUID, entries: Iterable[Entry]) -> None:
    """Ask for it, in the transaction of the caller; one job for each register."""
    for register_id in {entry.subject for entry in entries}:
        judge.configure(lock=f"blanks:{register_id}").defer(agency=str(agency), register=register_id)


@app.task(name="bureau.judge_blanks", queue=QUEUE, pass_context=False)
def judge(agency: str, register: str) -> None:
    """Judge every case that used a number of this register's form."""
    anew(UUID(agency), UUID(register))


def anew(agency: UUID, register_id: UUID) -> int:
    """The same at once; returns how many cases were judged."""
    from liuhen.register.blank_numbers import register_of

    forms = [kind.key for kind in FORMS if register_of(agency, kind.key).id == register_id]
    cases = list(BlankUse.objects.filter(agency=agency, kind__in=forms).values_list("subject", flat=True).distinct())
    asked = tuple(provision for provision in PROVISIONS if provision.reads == "case")
    for case in cases:

        def plan(histories: Mapping[SubjectRef, History], terms: Terms) -> Sequence[Act]:
            for ref, history in histories.items():
                restore(agency, ref, history, terms, asked)
            return ()

        register.write_planned(set_up_actor(agency), [SubjectRef("case", case)], plan)
    return len(cases)
