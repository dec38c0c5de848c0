"""第十五条  集体讨论制作集体讨论记录或者会议纪要。"""

from collections.abc import Iterator

from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision, Role
from liuhen.regulation.history import History
from liuhen.regulation.kinds.decision import DELIBERATION, LEGALITY_REVIEW
from liuhen.regulation.owed import Owed
from liuhen.regulation.people import HANDLING, handlers, in_row, reviewers
from liuhen.regulation.saying import said
from liuhen.regulation.sources import REG
from liuhen.regulation.terms import Terms


def minutes(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """The minutes hold each member's view and signature, and a conclusion."""
    for meeting in history.of(DELIBERATION):
        silent = [str(item.get("name", "")) for item in meeting.get("members") or () if not item.get("view")]
        unsigned = [want.label for want in meeting.missing]
        wants = (("参加人员", meeting.get("members")), ("结论", meeting.get("conclusion")))
        blank = [name for name, there in wants if not there]
        complete = not blank and not silent
        yield Duty(
            because=meeting,
            owes=Owed.MINUTES,
            do="补齐集体讨论笔录",
            why=f"{said(meeting.at)} 集体讨论"
            + (f"，还缺{'、'.join(unsigned)}签名" if unsigned else "")
            + (f"，没有记{'、'.join(silent)}的意见" if silent else "")
            + (f"，没有写{'、'.join(blank)}" if blank else ""),
            met=(meeting.at if meeting.told else meeting.completed) if complete and not unsigned else None,
            unseen=meeting.told and not complete,
            role=Role.HEAD,
            missing="、".join(unsigned or silent or blank),
        )


def members(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Heads deliberate; handler and reviewer attend without a vote (practice.md 10)."""
    handling, reviewing = handlers(history), reviewers(history)
    for meeting in history.of(DELIBERATION):
        for item in meeting.get("members") or ():
            person, name = in_row(item)
            role = "承办人" if person in handling else "审核人" if person in reviewing else ""
            if person and role:
                yield Fault(
                    because=meeting,
                    wrong=f"{name}是本案{role}，列为参加讨论的成员",
                    gravity=Gravity.NONCONFORMING,
                    code=f"{'handler' if person in handling else 'reviewer'}:{person}",
                    field="members",
                    mendable=not meeting.parts,
                )


PROVISIONS = (
    Provision(basis=REG(15), key="minutes", title="集体讨论制作记录", triggers=(DELIBERATION,), rule=minutes),
    Provision(
        basis=REG(15),
        key="members",
        title="承办人和审核人列席讨论，不作为成员",
        triggers=(DELIBERATION,),
        met_by=(LEGALITY_REVIEW, *HANDLING),
        rule=members,
    ),
)
