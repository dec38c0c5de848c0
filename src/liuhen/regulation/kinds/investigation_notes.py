"""调查取证, short facts: what happened apart from any form, and notes that stand beside a record and never replace it."""

from liuhen.regulation import usual
from liuhen.regulation.fields import Line, RecordRef, Scans, Text
from liuhen.regulation.grammar import Kind, OfficersSign, Opinion, Paper, Role, Stage
from liuhen.regulation.sources import PENALTY_2021, REG

TOLD_EVENT = Kind(
    key="told_event",
    title="其他记载",
    stage=Stage.INVESTIGATION,
    basis=(REG(3),),
    help="没有专门表单的事实记在这里，不代替应当制作的文书。",
    fields=(
        Line(key="type", title="事项", help="一句话写发生了什么。"),
        Text(key="note", title="说明", required=False, rows=3),
        Scans(key="scans", title="材料"),
    ),
    paper=Paper(layout="form", volume="internal"),
    aliases=("函", "其他", "记事", "来函", "去函", "备注"),
)

VIOLATION = Kind(
    key="violation",
    title="违法行为发生",
    stage=Stage.INVESTIGATION,
    basis=(PENALTY_2021(36), PENALTY_2021(37)),
    help="违法行为发生的起止时间。连续的行为写终了之日，追责时效和适用哪一版法律都看它。",
    fields=(usual.span("违法行为起止时间", law="处罚法第三十六条", section=""), usual.facts("行为", required=False, rows=3)),
    paper=Paper(layout="form", volume="internal"),
    aliases=("违法行为", "违法事实发生", "违法行为发生时间", "涉案行为"),
)

RECORDING_UNSUITABLE = Kind(
    key="recording_unsuitable",
    title="不适宜音像记录说明",
    stage=Stage.INVESTIGATION,
    basis=(REG(12),),
    about=(
        "inspection_record",
        "sampling",
        "hearing_record",
        "licence_hearing_record",
        "interview_transcript",
        "proof_of_service",
        "summary_decision",
        "seizure_decision",
        "obstruction_removal",
    ),
    help="由现场执法人员当场说明。承办机构负责人的意见可以后补，不影响后面的程序。",
    fields=(
        usual.reason("不适宜的理由", law="制度第十二条", rows=3, help="涉及什么秘密、隐私，或者客观上为什么无法录制。"),
        usual.at("说明时间", prefill="now"),
        Line(key="stated_by", title="说明人", prefill="actor.name"),
    ),
    parts=(Opinion("unit_head", "承办机构负责人意见", role=Role.UNIT_HEAD, optional=True),),
    paper=Paper(layout="form", volume="internal"),
    aliases=("未录像说明", "不适宜录像", "未音像记录说明", "音像未记录说明"),
)

GAP_EXPLAINED = Kind(
    key="gap_explained",
    title="音像缺失（缺口）说明",
    stage=Stage.INVESTIGATION,
    basis=(REG(12),),
    about=(
        "inspection_record",
        "sampling",
        "hearing_record",
        "licence_hearing_record",
        "proof_of_service",
        "summary_decision",
        "seizure_decision",
        "obstruction_removal",
        "recording_linked",
    ),
    time="",
    help="录像中断、缺失一段的，写明哪一段、为什么、当时在做什么。",
    fields=(
        usual.span("缺失的时段", section=""),
        usual.reason("原因", rows=3, help="电量、存储、设备故障、遮挡等，照实写。"),
        Line(key="stated_by", title="说明人", prefill="actor.name"),
    ),
    paper=Paper(layout="form", volume="internal"),
    aliases=("录像中断说明", "音像中断说明", "录像缺失说明"),
)

SITUATION_NOTE = Kind(
    key="situation_note",
    title="情况说明",
    stage=Stage.INVESTIGATION,
    basis=(REG(3),),
    help="已有人签名的记录不能改。发现有误的，由两名执法人员另写说明，与原记录并存；不改变原记录的内容。",
    fields=(
        RecordRef(key="record", title="所说明的记录", prefill="about.id"),
        Text(key="text", title="说明内容", rows=5, help="原来怎么记，实际怎么样，怎么发现的，有什么材料证明。"),
        usual.officers(section="", help="两名执法人员共同说明。"),
        Scans(key="scans", title="证明材料"),
    ),
    parts=(OfficersSign(),),
    paper=Paper(
        layout="form",
        body=("{text}", "特此说明。", "说明人：{officers_line}"),
    ),
    aliases=("说明", "情况说明书", "补充说明", "办案说明"),
)
