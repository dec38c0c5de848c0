"""第八十九条  拒绝接收的，邀请有关基层组织或者单位的代表到场见证、签名，把文书留在住所；也可以留在住所并拍照、录像，即视为送达。

法律上两样有一样即可；本局的制度两样都要（第二十条），两级分开看。
"""

from collections.abc import Iterator

from liuhen.regulation.articles.a20_leaving import leavings
from liuhen.regulation.coverage import covering, links
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision, Verdict
from liuhen.regulation.history import History
from liuhen.regulation.kinds.recording import RECORDING_LINKED, RECORDING_UNLINKED
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.owed import Owed
from liuhen.regulation.saying import said
from liuhen.regulation.sources import CIVIL_PROCEDURE_2017, CIVIL_PROCEDURE_2021, CIVIL_PROCEDURE_2023
from liuhen.regulation.terms import Terms


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """A witness who signed, or picture of the course: either makes it good service."""
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


PROVISIONS = tuple(
    Provision(
        basis=source(article),
        title="留置送达有见证或者音像",
        triggers=(PROOF_OF_SERVICE,),
        met_by=(RECORDING_LINKED, RECORDING_UNLINKED),
        rule=rule,
    )
    for source, article in ((CIVIL_PROCEDURE_2023, 89), (CIVIL_PROCEDURE_2021, 89), (CIVIL_PROCEDURE_2017, 86))
)
