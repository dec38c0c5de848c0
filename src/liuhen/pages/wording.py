"""What pages call things in each procedure: an applicant is no party, an application no violation."""

from collections.abc import Mapping

#: What a case calls its subject matter, its parties, who handles it, and its time; "" for penalties and what follows them.
WORDS: Mapping[str, Mapping[str, str]] = {
    "": {"cause": "案由", "parties": "当事人", "officers": "承办人", "decide": "办案期限", "later": "立案后起算"},
    "licence": {"cause": "许可事项", "parties": "申请人", "officers": "审查人员", "decide": "决定期限", "later": "受理后起算"},
    "inspection": {
        "cause": "检查事项",
        "parties": "被检查人",
        "officers": "检查人员",
        "decide": "办理期限",
        "later": "没有法定期限",
    },
    "levy": {"cause": "征收事项", "parties": "缴纳义务人", "officers": "承办人", "decide": "办理期限", "later": "没有法定期限"},
    "fee": {"cause": "收费事项", "parties": "缴费人", "officers": "承办人", "decide": "办理期限", "later": "没有法定期限"},
    "measure": {"cause": "案由", "parties": "当事人", "officers": "承办人", "decide": "办理期限", "later": "按查封扣押的期限"},
    "enforcement": {"cause": "案由", "parties": "当事人", "officers": "承办人", "decide": "办理期限", "later": "没有法定期限"},
    "other": {"cause": "事项", "parties": "当事人", "officers": "承办人", "decide": "办理期限", "later": "没有法定期限"},
}


def of(procedure: str) -> Mapping[str, str]:
    """The words of a procedure."""
    return WORDS.get(procedure, WORDS[""])
