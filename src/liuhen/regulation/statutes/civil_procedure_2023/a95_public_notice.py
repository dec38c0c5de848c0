"""第九十五条  下落不明或者用其他方式无法送达的，公告送达；自发出公告之日起经过三十日（2021年底以前六十日），即视为送达。"""

from collections.abc import Iterator

from liuhen.regulation.articles.a22_public_notice import notices
from liuhen.regulation.delivering import not_to_be_found, tried
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.kinds.service_around import PUBLIC_NOTICE, SERVICE_ATTEMPT, WHEREABOUTS_UNKNOWN
from liuhen.regulation.owed import Owed
from liuhen.regulation.saying import said
from liuhen.regulation.serving import begun, takes_effect
from liuhen.regulation.sources import CIVIL_PROCEDURE_2017, CIVIL_PROCEDURE_2021, CIVIL_PROCEDURE_2023
from liuhen.regulation.terms import Terms


def rule(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """The reason is in the file; service takes effect when the period ends."""
    for slip in history.of(PROOF_OF_SERVICE):
        if slip.get("way") != "public_notice":
            continue
        tried = slip.get("tried")
        yield Duty(
            because=slip,
            owes=Owed.NOTICE_REASON,
            do="记明公告送达的原因和经过",
            why=f"{said(begun(slip))} 发出公告，{said(takes_effect(slip, terms))} 视为送达",
            met=slip.at if tried else None,
            unseen=slip.told and not tried,
            breached=not slip.told and not tried,
            gravity=Gravity.REVOCABLE,
        )


def before(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """A failed try on record, or proof that the party cannot be found, no later than the notice (practice.md 17)."""
    for notice in notices(history):
        start = begun(notice) if notice.kind is PROOF_OF_SERVICE else notice.effective or notice.at
        party = str(notice.get("party") or "")
        missing = not_to_be_found(history, party, start)
        attempt = next(iter(tried(history, notice, start)), None)
        wanted = WHEREABOUTS_UNKNOWN if notice.get("ground") == "missing" else SERVICE_ATTEMPT
        met = missing or (attempt if wanted is SERVICE_ATTEMPT else None)
        yield Duty(
            because=notice,
            about=party,
            owes=wanted,
            do="附下落不明的证明" if wanted is WHEREABOUTS_UNKNOWN else "记录其他方式没有送到的情况",
            why=f"{said(start)} 公告送达，下落不明要有证明，无法送达要有送达未成的记录",
            due=start,
            met=met.at if met else None,
            unseen=met is None and notice.told,
            gates=("public_notice",),
            gravity=Gravity.REVOCABLE,
        )


_VERSIONS = ((CIVIL_PROCEDURE_2023, 95), (CIVIL_PROCEDURE_2021, 95), (CIVIL_PROCEDURE_2017, 92))
PROVISIONS = tuple(
    Provision(basis=source(article), title="公告送达的条件", triggers=(PROOF_OF_SERVICE,), rule=rule)
    for source, article in _VERSIONS
)
BEFORE = tuple(
    Provision(
        basis=source(article),
        key="before",
        title="公告之前有送达未成或者下落不明的记录",
        triggers=(PUBLIC_NOTICE, PROOF_OF_SERVICE),
        met_by=(SERVICE_ATTEMPT, WHEREABOUTS_UNKNOWN),
        rule=before,
    )
    for source, article in _VERSIONS
)
