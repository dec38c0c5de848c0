"""第十八条  实施前报经负责人批准；两名以上执法人员；出示证件；通知当事人到场，告知理由、依据、权利、救济；听取陈述申辩；现场笔录并签名，当事人不到场的由见证人签名。"""

from collections.abc import Iterator

from liuhen.regulation.asking import agreed, officer_count, shown
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.holding import seizures
from liuhen.regulation.kinds.measure import SCENE_RECORD, SEIZURE_APPROVAL, SEIZURE_DECISION
from liuhen.regulation.owed import Owed
from liuhen.regulation.saying import said
from liuhen.regulation.sources import COMPULSION_2011
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import Instant

LEAST = 2
_TOLD = (("reasons", "理由、依据"), ("statement", "陈述、申辩的权利"), ("remedies", "救济途径"))


def approval_of(history: History, seizure: Record) -> Record | None:
    """The form that approves a seizure: the one it is about, else the one about it, else the first that was not refused, else any."""
    about = history.record(seizure.about) if seizure.about else None
    if about is not None and about.kind is SEIZURE_APPROVAL:
        return about
    every = list(history.of(SEIZURE_APPROVAL))
    forms = [form for form in every if not form.refused("head")] or every
    return next((form for form in forms if form.about == seizure.id), forms[0] if forms else None)


def urgent(seizure: Record, form: Record | None) -> bool:
    """Whether a measure could not wait for its approval, as the decision or the form says: on the spot there is no form yet."""
    return bool(seizure.get("urgent") or (form is not None and form.get("urgent")))


def approved_at(history: History, seizure: Record) -> Instant | None:
    """When a head first agreed."""
    form = approval_of(history, seizure)
    return min((view.at for view in agreed(history, form, "head")), default=None) if form else None


def approved(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """A head approved before the measure; an urgent one is approved afterwards, by article 19."""
    for seizure in history.of(SEIZURE_DECISION):
        form = approval_of(history, seizure)
        if urgent(seizure, form):
            continue
        met = approved_at(history, seizure)
        yield Duty(
            because=seizure,
            owes=SEIZURE_APPROVAL.part("head") if form else SEIZURE_APPROVAL,
            do="报负责人批准查封、扣押",
            why=f"{said(seizure.at)} 实施，批准在前" + (f"，{said(met)} 批准" if met else ""),
            due=seizure.at,
            met=met,
            unseen=met is None and seizure.told and (form is None or form.told) and history.partial,
            gates=("seizure_decision",),
            gravity=Gravity.REVOCABLE,
        )


def steps(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Two officers, certificates shown, a record of the scene that says what was told and heard."""
    for seizure in seizures(history):
        count, showing = officer_count(seizure), shown(seizure)
        yield Duty(
            because=seizure, owes=Owed.TWO_OFFICERS, do="由两名以上执法人员实施", why=f"{said(seizure.at)} 实施",
            met=seizure.at if count is not None and count >= LEAST else None, unseen=count is None,
            breached=count is not None and count < LEAST, gravity=Gravity.REVOCABLE,
        )  # fmt: skip
        yield Duty(
            because=seizure, owes=Owed.SHOWN, do="出示执法证件并记录", why=f"{said(seizure.at)} 实施",
            met=seizure.at if showing else None, unseen=showing is None, breached=showing is False, gravity=Gravity.IRREGULAR,
        )  # fmt: skip
        scene = history.standing(SCENE_RECORD, about=seizure) or next(
            (one for one in history.of(SCENE_RECORD) if not one.about), None
        )
        yield Duty(
            because=seizure,
            owes=SCENE_RECORD,
            do="制作查封、扣押现场笔录",
            why="当场告知理由、依据、权利和救济途径，听取陈述申辩，当事人和执法人员签名",
            met=scene.at if scene else None,
            gates=("closing_report", "closing_report.head"),
            gravity=Gravity.REVOCABLE,
        )
        blank = _blank(scene) if scene and not scene.told else []
        if scene and blank:
            yield Fault(
                because=scene, wrong=f"现场笔录没有写{'、'.join(name for _, name in blank)}", gravity=Gravity.IRREGULAR, code="told",
                field=blank[0][0], mendable=not scene.parts,
            )  # fmt: skip


def _blank(scene: Record) -> list[tuple[str, str]]:
    """What a record of the scene does not say of telling and hearing the party, by field; who did not come was called."""
    if not scene.get("on_site"):
        return [] if scene.get("summoned") else [("summoned", "怎样通知当事人到场")]
    rights = scene.get("rights")
    told = set((rights.get("told") or ()) if isinstance(rights, dict) else ())
    names = [name for key, name in _TOLD if key not in told]
    found = [("rights", f"当场告知{'、'.join(names)}")] if names else []
    return found if scene.get("defence") else [*found, ("defence", "当事人的陈述和申辩")]


def signed(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Where the party did not come, a witness signs; where he came, his signature or refusal stands on the record."""
    for scene in history.of(SCENE_RECORD):
        about = history.record(scene.about) if scene.about else None
        if about is None or about.kind is SEIZURE_DECISION:
            lacking = (
                "、".join(dict.fromkeys(want.label.removesuffix("签名") for want in scene.missing)) if not scene.told else ""
            )
            yield Duty(
                because=scene,
                owes=Owed.SIGNATURES,
                do="补齐现场笔录的签名" if lacking else "签名",
                why=f"现场笔录还缺{lacking}的签名，拒绝签名的注明" if lacking else "现场笔录由当事人或者见证人和执法人员签名",
                met=None if lacking or scene.told else scene.completed or scene.submitted,
                unseen=scene.told,
                missing=lacking,
                gravity=Gravity.IRREGULAR,
            )
        if not scene.told and not scene.get("on_site") and not scene.get("witness"):
            yield Fault(
                because=scene,
                wrong="当事人没有到场，也没有请见证人到场签名",
                gravity=Gravity.IRREGULAR,
                code="witness",
                field="witness",
                mendable=not scene.parts,
            )


PROVISIONS = (
    Provision(
        basis=COMPULSION_2011(18), key="approved", title="强制措施先经批准",
        triggers=(SEIZURE_DECISION,), met_by=(SEIZURE_APPROVAL,), rule=approved,
    ),
    Provision(
        basis=COMPULSION_2011(18), key="steps", title="实施强制措施的人员、证件和现场笔录",
        triggers=(SEIZURE_DECISION,), met_by=(SCENE_RECORD,), rule=steps,
    ),
    Provision(
        basis=COMPULSION_2011(18), key="signed", title="现场笔录签名，当事人不到场的请见证人", triggers=(SCENE_RECORD,), rule=signed,
    ),
)  # fmt: skip
