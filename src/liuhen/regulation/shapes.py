"""Rules of two usual shapes, for rulebooks over other systems' logs: one step before another, one step after another in time.

They speak of acts alone, whatever their records say; a rule that asks who, about whom or whether it stands is a function of its own.
"""

from collections.abc import Sequence
from datetime import timedelta

from liuhen.regulation.calendar import Period
from liuhen.regulation.grammar import Duty, Fault, Gravity, Kind, Role, Rule
from liuhen.regulation.history import Entry, History, Record
from liuhen.regulation.saying import said
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import DISTANT_FUTURE, Instant

OFFICER = Role.OFFICER
_UNITS = {"hours": "小时", "days": "日", "working_days": "个工作日", "months": "个月"}
_made = tuple.__new__  # past the keywords of a named tuple, as for findings


def only_after(first: Kind, then: Kind, *, gravity: Gravity = Gravity.NONCONFORMING) -> Rule:
    """``then`` is done only when ``first`` was: a fault for each that certainly came before any of them."""
    early, late = first.key, then.key

    def rule(history: History, _terms: Terms) -> Sequence[Fault]:
        told = history.acts
        acts = told.get(late)
        if not acts:
            return ()
        done = told.get(early)
        if done:
            least = done[0].at.lo if len(done) == 1 else min([act.at.lo for act in done])
            if acts[0].at.hi >= least and len(acts) == 1:
                return ()
            acts = [act for act in acts if act.at.hi < least]
        return [_unready(act, first, then, gravity) for act in acts]

    return rule


def _unready(act: Record | Entry, first: Kind, then: Kind, gravity: Gravity) -> Fault:
    wrong = f"{said(act.at)} {then.title}，此前没有{first.title}"
    return Fault(because=act, wrong=wrong, gravity=gravity, code=f"before:{first.key}")


def follows(first: Kind, then: Kind, within: Period | None = None, *, gravity: Gravity = Gravity.NONCONFORMING) -> Rule:
    """Each ``first`` is followed by a ``then``, within a time if one is given; its end counts as in time."""
    early, late = first.key, then.key
    why = f"{first.title}之后应当有{then.title}" + (f"（{within.count} {_UNITS[within.unit]}内）" if within else "")
    hours = timedelta(hours=within.count) if within and within.unit == "hours" else None

    def rule(history: History, terms: Terms) -> list[Duty]:
        duties = []
        acts = history.acts
        after = acts.get(late) or ()
        for act in acts.get(early) or ():
            at = act.at
            since, due = at.lo, None
            if len(after) == 1:
                moment = after[0].at
                met = moment if moment.hi >= since else None
            else:
                met = min([moment for other in after if (moment := other.at).hi >= since], default=None)
            if hours is not None and since is at.hi and since < DISTANT_FUTURE:
                last = since + hours
                due = _made(Instant, (last, last))
            elif within is not None:
                due = within.after(at, terms.calendar)
            duties.append(_made(Duty, (act, then, "", why, "", due, met, (), OFFICER, gravity, "days", False, "", False, "")))
        return duties

    return rule
