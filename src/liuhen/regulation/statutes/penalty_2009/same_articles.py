"""与2017年版条号和内容相同的各条；2017年增加的决定前审核除外。"""

from dataclasses import replace

from liuhen.regulation.sources import PENALTY_2009
from liuhen.regulation.statutes.penalty_2017 import (
    a23_order_to_correct,
    a29_limitation,
    a31_told_before_decision,
    a32_defence_reviewed,
    a33_summary,
    a37_investigation,
    a38_decided_by_heads,
    a39_six_items,
    a40_served_in_seven_days,
    a41_heard_before_decision,
    a42_hearing,
    a46_payment,
)

_SAME = (
    a23_order_to_correct.PROVISION,
    a29_limitation.PROVISION,
    a31_told_before_decision.PROVISION,
    *a32_defence_reviewed.PROVISIONS,
    *a33_summary.PROVISIONS,
    *a37_investigation.PROVISIONS,
    *a38_decided_by_heads.PROVISIONS,
    a39_six_items.PROVISION,
    a40_served_in_seven_days.PROVISION,
    a41_heard_before_decision.PROVISION,
    *a42_hearing.PROVISIONS,
    a46_payment.PROVISION,
)
PROVISIONS = tuple(
    replace(provision, basis=PENALTY_2009(provision.basis.article))
    for provision in _SAME
    if (provision.basis.article, provision.key) not in {("38", "reviewed"), ("38", "reviewers")}
)
