"""第八十九条  拒绝接收的，邀请有关基层组织或者单位的代表到场见证、签名，把文书留在住所；也可以留在住所并拍照、录像，即视为送达。

法律上两样有一样即可；本局的制度两样都要（第二十条），两级分开看。
"""

from collections.abc import Iterator

from liuhen.regulation.articles.a20_leaving import leavings
from liuhen.regulation.asking import parties
from liuhen.regulation.coverage import covering, links
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision, Verdict
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.initiation import CASE_CHANGED, CASE_REGISTRATION, INITIATION_APPROVAL
from liuhen.regulation.kinds.recording import RECORDING_LINKED, RECORDING_UNLINKED
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.owed import Owed
from liuhen.regulation.saying import said
from liuhen.regulation.sources import CIVIL_PROCEDURE_2017, CIVIL_PROCEDURE_2021, CIVIL_PROCEDURE_2023
from liuhen.regulation.terms import Terms


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """A witness who signed, or picture of the course: either makes it good service, at the residence."""
    slips = list(leavings(history))
    linked = links(history) if slips else []
    for slip in slips:
        witnessed = slip.part("witness")
        if witnessed is not None and witnessed.verdict in {Verdict.UNTOLD, Verdict.DECLINED}:
            witnessed = None
        found, perhaps = covering(slip, linked)
        pictured = min((link.begin for link in found if link.begin and link.media != "audio"), default=None)
        if pictured is None and slip.told and slip.get("recording_state") in {"photo", "video"}:
            pictured = slip.at
        met = witnessed or pictured
        yield Duty(
            because=slip,
            owes=Owed.WITNESS_OR_PICTURE,
            do="补见证人签名或者上传送达录像",
            why=f"{said(slip.at)} 留置送达，见证人签名、拍照录像有一样即为送达",
            met=met,
            unseen=met is None and (perhaps or slip.told),
            gravity=Gravity.REVOCABLE,
        )
        if slip.get("residence") is False or (not slip.told and not slip.get("residence")):
            yield _elsewhere(slip, pictured=pictured is not None)


def _elsewhere(slip: Record, *, pictured: bool) -> Fault:
    """Left at another place; with pictures courts may take it for good service (their own rule 131 does), so it is worth a look."""
    wrong = "文书没有留在受送达人的住所" + ("，有拍照录像，是否算送达请核对" if pictured else "，不能视为送达")
    return _fault(slip, wrong, "residence", "residence", Gravity.NOTE if pictured else Gravity.REVOCABLE)


#: Whose refusal lets the paper be left: the party, an adult who lives with him, whoever may sign for a body; a named receiver.
FOR_CITIZENS = frozenset({"self", "family", "appointed"})
FOR_ORGANISATIONS = frozenset({"legal_representative", "person_in_charge", "mail_clerk", "appointed"})


def who_refused(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Who refused, and in what capacity; the witness comes from the neighbourhood or the party's unit (practice.md 17)."""
    everybody = parties(history)
    for slip in leavings(history):
        person = slip.get("refused_by") or {}
        capacity = slip.get("refused_as")
        kind = everybody.get(str(slip.get("party") or ""), {}).get("type")
        allowed = FOR_ORGANISATIONS if kind == "organisation" else FOR_CITIZENS
        if not slip.told and not (person.get("name") and capacity):
            yield _fault(slip, "没有写明谁拒收、以什么身份", "who", "refused_by", Gravity.NONCONFORMING)
        elif kind and capacity and capacity not in allowed:
            name = person.get("name") or "拒收人"
            yield _fault(slip, f"{name}不是可以签收的人，他拒收不能留置", "capacity", "refused_as", Gravity.REVOCABLE)
        witness = slip.get("witness") or {}
        if not slip.told and witness.get("name") and not witness.get("employer"):
            yield _fault(slip, "没有写明见证人是哪个基层组织或者单位的代表", "witness", "witness", Gravity.NONCONFORMING)


def _fault(slip: Record, wrong: str, code: str, field: str, gravity: Gravity) -> Fault:
    return Fault(because=slip, wrong=wrong, gravity=gravity, code=code, field=field, mendable=not slip.parts)


_VERSIONS = ((CIVIL_PROCEDURE_2023, 89), (CIVIL_PROCEDURE_2021, 89), (CIVIL_PROCEDURE_2017, 86))
PROVISIONS = tuple(
    Provision(
        basis=source(article),
        title="留置送达在住所，有见证或者音像",
        triggers=(PROOF_OF_SERVICE,),
        met_by=(RECORDING_LINKED, RECORDING_UNLINKED),
        rule=rule,
    )
    for source, article in _VERSIONS
)
REFUSED = tuple(
    Provision(
        basis=source(article),
        key="refused",
        title="留置送达写明谁拒收",
        triggers=(PROOF_OF_SERVICE,),
        met_by=(CASE_REGISTRATION, CASE_CHANGED, INITIATION_APPROVAL),
        rule=who_refused,
    )
    for source, article in _VERSIONS
)
