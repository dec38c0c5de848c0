"""What may be owed and is no record of its own: stable keys, which excusals name, with the words people read.

A key with a point in it is something to sign on the record itself; ``recording`` is something to upload.
"""

from liuhen.regulation.grammar import Label


class Owed(Label):
    """Owed things without a kind."""

    RECORDING = "recording", "音像记录"
    PICTURE_OF_NOTICE = "recording:notice", "公告的照片或截图"
    WITNESS_OR_PICTURE = "recording:witness", "见证人或者音像记录"
    STORING = "storing", "二十四小时内入库"
    SIGNATURES = "record.signatures", "文书签名"
    MINUTES = "record.minutes", "集体讨论记录"
    HEAD_SIGNED = "record.head", "负责人签署意见和签名"
    REVIEWER_SIGNED = "record.legal", "审查人员、意见和建议"
    TWO_OFFICERS = "two_officers", "两名以上执法人员"
    SHOWN = "certificates_shown", "出示执法证件"
    OFFICERS_STATED = "officers_stated", "执法人员数量和证件出示情况"
    OFFICERS_NAMED = "officers_named", "执法人员姓名和执法证件编号"
    REFUSAL_REASON = "refusal_reason", "拒收事由和日期"
    NOTICE_REASON = "notice_reason", "公告送达的原因和经过"
    SIX_ITEMS = "six_items", "决定书载明六项"
    HEARD = "heard", "听取陈述、申辩"
    HEARING_TIME = "hearing_time", "听证申请期限"
    HEARING_RIGHT = "hearing_right", "告知听证权利"
    IN_TIME = "found_in_time", "在追责时效内发现"
    COMPLAINANT_TOLD = "told_of_stop", "告知投诉举报人"
    TWO_STAFF = "two_staff", "两名以上工作人员"
    REASONS = "reasons", "说明理由"
    HEARD_IN_PUBLIC = "licence_hearing", "听证申请期限"
    POSTING_REGISTERED = "posting_registered", "交寄登记"
    POSTAGE_PROVED = "postage_proved", "付邮凭证"
    RETURN_RECEIPT = "return_receipt", "邮件回执"
    PASSED_ON_WHY = "passed_on_why", "委托、转交送达的原因"
    PAPER_COPY = "paper_copy", "纸质文书"
    ARRIVAL = "arrival", "到达对方系统的时间"
    NOTICE_KEPT = "notice_kept", "公告文本"
    REFUSAL_FULL = "refusal_full", "拒绝的理由、时间和两名执法人员"
    OPINION_ITEMS = "opinion_items", "鉴定意见载明的各项"
