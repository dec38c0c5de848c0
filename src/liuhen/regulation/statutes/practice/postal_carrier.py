"""邮寄企业：文书由中国邮政寄递（本局另有指定的以设置为准）。"""

from collections.abc import Iterator

from liuhen.regulation.asking import day_of
from liuhen.regulation.delivering import mails
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.kinds.service_around import POSTING
from liuhen.regulation.sources import PRACTICE
from liuhen.regulation.terms import Terms

CARRIER = "中国邮政"


def rule(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """Mail that another carrier took is worth a look; ``carrier`` is the bureau's own, several parted by 、, empty for any."""
    for mail, _, _ in mails(history):
        named = str(terms.setting("carrier", on=day_of(mail.at), default=CARRIER) or "")
        carrier = str(mail.get("carrier") or "")
        if named and carrier and not any(name in carrier or carrier in name for name in named.split("、")):
            yield Fault(
                because=mail,
                wrong=f"由{carrier}寄递，本局用{named}",
                gravity=Gravity.NOTE,
                code="carrier",
                field="carrier",
                mendable=not mail.parts,
            )


PROVISION = Provision(basis=PRACTICE("邮寄企业"), title="文书由中国邮政寄递", triggers=(POSTING, PROOF_OF_SERVICE), rule=rule)
