"""音像时刻：录像开始标时刻的，必经步骤（亮证、告知、拒签等）都标上；提示而已，不是违反，不影响办案。"""

from collections.abc import Iterator, Sequence

from liuhen.regulation.coverage import Link, covering, links
from liuhen.regulation.covered import RUNNING
from liuhen.regulation.covering import filmed
from liuhen.regulation.grammar import Duty, Fault, Gravity, Kind, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.measure import SCENE_RECORD
from liuhen.regulation.kinds.moments import MOMENT_MARKED, MOMENT_WITHDRAWN
from liuhen.regulation.kinds.recording import RECORDING_LINKED, RECORDING_UNLINKED
from liuhen.regulation.moments import Asked, missing, standing, steps
from liuhen.regulation.sources import PRACTICE
from liuhen.regulation.terms import Terms

#: What is recorded (one table says so) and has steps of its own; of a seizure, its record as well.
FILMED: tuple[Kind, ...] = tuple(kind for kind in (*filmed(), SCENE_RECORD) if steps(kind))
SAID = 4  # steps named in the note; more are counted


def rule(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """Of a record whose film somebody began to mark, each required step that the film can show has its moment.

    A bureau that wants this of every film sets ``moments``; otherwise nobody is reminded of what he never began.
    """
    marked = standing(history)
    every = bool(terms.setting("moments", default=False))
    if not marked and not every:
        return
    linked = [link for link in links(history) if link.media in RUNNING]
    begun = {str(item["record"] or "") for item in marked}
    for act in history.of(*FILMED):
        films = covering(act, [link for link in linked if link.record == act.id])[0]
        if not films or not (every or act.id in begun):
            continue
        left = [step for step in missing(act, marked) if _seen(step, films)]
        if left:
            yield Fault(because=act, wrong=_words(act, left), gravity=Gravity.NOTE, code="unmarked", mendable=True)


def _seen(step: Asked, films: Sequence[Link]) -> bool:
    """Whether some film was running when the record says that the step was done; a step without a time may be on any of them."""
    at = step.said
    return at is None or any(link.begin and link.end and link.begin.lo <= at <= link.end.hi for link in films)


def _words(act: Record, left: Sequence[Asked]) -> str:
    named = "、".join(step.title for step in left[:SAID])
    return f"{act.kind.title}的录像里还没有标：{named}{f'等 {len(left)} 步' if len(left) > SAID else ''}"


PROVISION = Provision(
    basis=PRACTICE("音像时刻"),
    title="必经步骤在录像里标出时刻",
    triggers=(*FILMED, MOMENT_MARKED, RECORDING_LINKED),
    met_by=(MOMENT_WITHDRAWN, RECORDING_UNLINKED),
    rule=rule,
)
