"""第二十九条  当事人申请复制行政执法记录的，经负责人同意可以提供，依法应当保密的除外。"""

from collections.abc import Iterator

from liuhen.regulation.asking import part_duty
from liuhen.regulation.grammar import Duty, Fault, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.copies import COPY_REQUEST
from liuhen.regulation.saying import said
from liuhen.regulation.sources import REG
from liuhen.regulation.terms import Terms


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Each request gets the head's answer; the article sets no time. What he refused or sent back is answered and owes nothing."""
    for request in history.of(COPY_REQUEST):
        if request.blocked is None:
            yield part_duty(
                request, request, "head", do="答复查阅、复制申请", why=f"{said(request.at)} 申请，经负责人同意才能提供"
            )


PROVISION = Provision(basis=REG(29), title="查阅、复制案卷经负责人同意", triggers=(COPY_REQUEST,), rule=rule)
