"""Fields and sentences that many kinds share: declared once, so that a party or an officer looks alike on every paper.

Each function returns a field; keyword arguments replace what is usual. Kinds import this module, never each other.
"""

from typing import Any

from liuhen.regulation.fields import (
    Choice,
    Column,
    Field,
    Flag,
    Items,
    LawRefs,
    Line,
    Moment,
    Number,
    Officers,
    Outsider,
    Party,
    Place,
    RecordingRefs,
    Scans,
    Text,
    TimeSpan,
)
from liuhen.regulation.grammar import Told

#: Where a case may come from (practice.md 1).
SOURCES = (
    ("inspection", "检查发现"),
    ("complaint", "投诉举报"),
    ("assigned", "上级交办"),
    ("transferred", "其他机关移送"),
    ("media", "媒体披露"),
    ("other", "其他"),
)

#: What a case may be kept secret as (制度第三十条); a non-secret machine never takes state secrets.
SECRECY = (("none", "不涉密"), ("privacy", "含个人隐私"), ("business", "含商业秘密"))

#: Eight kinds of evidence (处罚法第四十六条).
EVIDENCE = (
    ("documentary", "书证"),
    ("physical", "物证"),
    ("audiovisual", "视听资料"),
    ("electronic", "电子数据"),
    ("witness", "证人证言"),
    ("party_statement", "当事人的陈述"),
    ("expert", "鉴定意见"),
    ("record", "勘验笔录、现场笔录"),
)

#: Only what a source tells; an act done here has its recordings linked instead.
RECORDING_STATES = (("none", "未作音像记录"), ("photo", "照片"), ("audio", "录音"), ("video", "录像"))

REMEDIES = (
    "如不服本决定，可以自收到本决定书之日起六十日内向{reconsideration_body}申请行政复议，"
    "也可以自收到本决定书之日起六个月内依法直接向{court}提起行政诉讼。"
)
NOT_STAYED = "行政复议、行政诉讼期间，本决定不停止执行，法律另有规定的除外。"

#: What is served on a party: one slip, one posting or one failed attempt may name several of these.
SERVED = (
    "penalty_decision", "no_penalty_decision", "prior_notice", "correction_order", "rights_notice", "advance_registration",
    "preservation_outcome", "interview_notice", "evidence_notice", "hearing_notice", "evidence_list", "sampling", "payment_plan",
    "seizure_decision", "seizure_extension", "appraisal_period", "seizure_outcome", "seizure_release", "demand_notice",
    "additional_fine_decision", "enforcement_decision", "substitute_decision", "enforcement_suspended", "enforcement_ended",
    "summary_decision", "licence_decision", "licence_refused_to_accept", "licence_supplement", "licence_acceptance",
    "licence_hearing_told", "licence_hearing_notice", "licence_period_excluded", "licence_extension", "licence_ended",
    "inspection_notice", "inspection_result", "levy_decision", "fee_notice", "charge_overdue", "act_decision",
    "sampling_outcome", "recusal_decision", "third_person_notice", "investigation_suspended", "investigation_resumed",
    "decision_changed",
)  # fmt: skip

ITEM_COLUMNS = (
    Column(key="name", title="名称", required=True, width=3),
    Column(key="spec", title="规格型号或特征", width=3),
    Column(key="quantity", title="数量", type="number", required=True),
    Column(key="unit", title="单位"),
    Column(key="state", title="状况", width=2),
)

#: A sum as other systems write it: 20000, 20,000, 2万. Read by ``told.read`` where the field is money.
SUM = r"(?:人民币)?\s*([\d,，]+(?:\.\d+)?\s*万?)\s*"

#: ``电脑主机1台``, ``天线1件、机顶盒1台``, ``4种28册``: each match is one row; photographs are no things that were kept.
ITEMS_TOLD = Told(
    pattern=(
        r"(?:\d+种)?(?P<name>[^\d,，;；、。()（）\s]*?)(?<!照片)(?<!拍照)(?<!\d)(?P<quantity>\d+)"
        r"(?P<unit>台|件|册|套|部|张|盒|箱|本|块|瓶|袋|只|辆|枚|个)(?!月|小时|工作日|照片)"
    ),
    field="items",
)
COUNT_TOLD = (
    Told(pattern=r"([\d一二两三四五六七八九]+)名(?:行政)?(?:执法人员|承办人员?|执法队员|办案人员)", field="officer_count"),
    Told(pattern=r"(?:^|[,，;；。\s])([\d一二两三四五六七八九]+)名(?=$|[,，;；。\s])", field="officer_count"),
)
PENALTIES_TOLD = (
    Told(pattern=r"警告", field="penalties", value="warning"),
    Told(pattern=r"罚款", field="penalties", value="fine"),
    Told(pattern=r"没收违法所得", field="penalties", value="confiscation"),
    Told(pattern=r"没收(?!违法所得)", field="penalties", value="confiscation_goods"),
    Told(pattern=r"停业|停产", field="penalties", value="suspension"),
    Told(pattern=r"吊销", field="penalties", value="revocation"),
    Told(pattern=rf"罚款{SUM}元", field="fine"),
    Told(pattern=rf"没收违法所得{SUM}元", field="confiscation"),
    Told(pattern=r"没收(?!违法所得)(?:非法财物)?([^;；,，。]+)", field="goods"),
)
SHOWN_TOLD = (
    Told(pattern=r"未出示(?:行政)?(?:执法)?证件?", field="certificates_shown", value=False),
    Told(pattern=r"出示了?(?:行政)?(?:执法)?证件?|亮证", field="certificates_shown", value=True),
)
RECORDED_TOLD = (
    Told(pattern=r"(?:未|没有|无)(?:进行)?(?:录像|音像|录音|摄像)", field="recording_state", value="none"),
    Told(pattern=r"(?<!监控)(?<!调取)(?<!查看)(?<!观看)录像|执法记录仪|摄像(?!头)", field="recording_state", value="video"),
    Told(pattern=r"录音", field="recording_state", value="audio"),
    Told(pattern=r"拍照|照片|拍摄", field="recording_state", value="photo"),
)
NUMBER_TOLD = (Told(pattern=r"文号[:：]?\s*([^\s;；,，]+号)", field="number"),)
APPROVED_TOLD = (Told(pattern=r"(?:主管|分管|机关|局|队)?(?:领导|负责人|局长)(?:审批|批准|同意)|(?<!未)经批准", part="head"),)


def party(key: str = "party", title: str = "当事人", **more: Any) -> Party:
    """One party of the case."""
    return Party(key=key, title=title, **{"prefill": "case.party", "help": "一份文书只对一个当事人。", **more})


def officers(*, shown: bool = False, **more: Any) -> Officers:
    """The officers who took part; ``shown`` asks when each showed the certificate."""
    usual = {
        "title": "执法人员",
        "prefill": "case.officers",
        "law": "制度第九条",
        "section": "执法人员",
        "help": "不少于两人，姓名和执法证号从人员库带入。" + ("每人写明何时出示执法证件。" if shown else ""),
    }
    return Officers(key="officers", shown=shown, **{**usual, **more})


def span(title: str = "起止时间", **more: Any) -> TimeSpan:
    """From and to, to the minute."""
    return TimeSpan(key="span", title=title, **{"help": "记到分。", "section": "基本情况", **more})


def place(title: str = "地点", **more: Any) -> Place:
    """An exact place."""
    return Place(key="place", title=title, **{"help": "写到门牌号或具体位置。", "section": "基本情况", **more})


def at(title: str, key: str = "at", **more: Any) -> Moment:
    """A moment to the minute."""
    return Moment(key=key, title=title, **{"help": "记到分。", **more})


def laws(key: str, title: str, role: str, **more: Any) -> LawRefs:
    """Articles of law, down to paragraph and item."""
    return LawRefs(key=key, title=title, role=role, **{"help": "引到条、款、项，用行为当日有效的版本。", **more})


def facts(title: str = "事实", **more: Any) -> Text:
    """What happened: time, place, who, what, with what result."""
    return Text(key="facts", title=title, **{"rows": 6, "help": "写明时间、地点、人物、行为、经过和结果。", **more})


def reason(title: str = "原因", **more: Any) -> Text:
    """Why."""
    return Text(key="reason", title=title, **more)


def items(title: str = "物品清单", *, columns: tuple[Column, ...] = ITEM_COLUMNS, **more: Any) -> Items:
    """A list of things."""
    return Items(key="items", title=title, columns=columns, **{"section": "物品", **more})


def outsider(key: str, title: str, **more: Any) -> Outsider:
    """Somebody outside the bureau; his identity number and phone are masked for those without need."""
    return Outsider(key=key, title=title, **{"sensitive": True, **more})


def witness(**more: Any) -> Outsider:
    """The attesting witness, where there is one."""
    usual = {"required": False, "asks": ("name", "employer", "phone"), "help": "有见证人时填写。见证人不能是本机关人员。"}
    return outsider("witness", "见证人", **{"section": "在场人员", **usual, **more})


def told_facts(*, shown: bool = False, recorded: bool = False) -> tuple[Field, ...]:
    """What only an outside source tells about an act; empty for acts done here, where the facts themselves are on record."""
    fields: list[Field] = [
        Number(
            key="officer_count", title="来源所述执法人员数", unit="名", required=False, internal=True, section="来源所述",
            help="只在补录旧案、来源没有写明姓名时填写。",
        )
    ]  # fmt: skip
    if shown:
        fields.append(
            Flag(
                key="certificates_shown",
                title="来源所述：已出示证件",
                internal=True,
                section="来源所述",
                help="来源没有写的不填。",
            )
        )
    if recorded:
        fields.append(
            Choice(
                key="recording_state", title="来源所述音像记录", options=RECORDING_STATES, required=False, internal=True,
                section="来源所述", help="来源没有写的不填。",
            )
        )  # fmt: skip
    return tuple(fields)


def unsuitable() -> tuple[Field, ...]:
    """Why an act was not recorded in picture or sound: stated by the officer on the spot (practice.md 14)."""
    return (
        Flag(
            key="recording_unsuitable", title="不适宜音像记录", section="音像记录", law="制度第十二条",
            help="涉及秘密、隐私或者客观上无法录制的，由现场执法人员当场说明。",
        ),
        Text(
            key="unsuitable_reason", title="不适宜的理由", section="音像记录", law="制度第十二条", when="recording_unsuitable",
            rows=2, help="写明当时的具体情形。",
        ),
        RecordingRefs(key="recordings", title="音像记录", section="音像记录", help="照片、录音、录像都算，时间应落在本记录的起止之内。"),
    )  # fmt: skip


def original(*, numbered: bool = True) -> tuple[Field, ...]:
    """Where the hand-signed original is, when the record was typed from paper (practice.md 4)."""
    fields: list[Field] = []
    if numbered:
        fields.append(
            Line(
                key="number", title="纸质原件文号", required=False, internal=True, section="原件",
                help="纸上已有编号的照抄。系统出具的文书由系统编号，不在这里填。",
            )
        )  # fmt: skip
    fields += [
        Scans(key="scans", title="原件照片或扫描件", internal=True, section="原件", help="手写手签的原件拍照或扫描，每页一张。"),
        Line(
            key="original_place", title="原件存放处", required=False, internal=True, section="原件",
            help="纸质原件写卷盒和页次；没有纸质原件的写“电子”。", example="第3盒第12页",
        ),
    ]  # fmt: skip
    return tuple(fields)
