"""The places of a case file's volumes, as data: which kinds stand where (law.md 2.2); ``casefile`` arranges by them."""

from collections.abc import Mapping
from types import MappingProxyType

from liuhen.regulation.grammar import Label, Stage


class Volume(Label):
    """The two volumes of a case file."""

    MAIN = "main", "正卷"
    INTERNAL = "internal", "副卷"


#: Places of the main volume, first to last; kinds of one line stand together by day (law.md 2.2, 正卷).
MAIN_ORDER: tuple[tuple[str, ...], ...] = (
    ("initiation_approval",),
    ("penalty_decision", "no_penalty_decision", "decision_changed", "case_withdrawn", "case_transferred", "transfer_answer"),
    ("education_record",),
    ("licence_decision", "licence_ended", "levy_decision", "fee_notice", "act_decision", "inspection_result"),
    ("licence_delivered",),
    ("licence_acceptance", "licence_refused_to_accept"),
    (
        "licence_application",
        "licence_application_withdrawn",
        "not_needed",
        "spot_correction",
        "licence_supplement",
        "supplement_received",
    ),
    ("licence_period_excluded", "licence_extension"),
    ("licence_hearing_told", "licence_hearing_request", "licence_hearing_notice", "licence_hearing_record"),
    ("licence_check",),
    ("inspection_notice",),
    ("prior_notice", "hearing_notice", "correction_order", "rights_notice", "interview_notice", "evidence_notice"),
    ("hearing_announcement", "third_person_notice", "recusal_request", "recusal_decision"),
    ("investigation_suspended", "investigation_resumed"),
    ("preservation_approval", "advance_registration", "preservation_outcome"),
    ("proof_of_service", "address_confirmed", "posting", "service_attempt", "whereabouts_unknown", "public_notice"),
    ("statement_defence", "defence_waived", "hearing_request", "hearing_withdrawn", "hearing_record"),
    ("interview_transcript",),
    ("inspection_linked", "inspection_record", "recording_unsuitable", "gap_explained", "situation_note", "refusal"),
    ("evidence_item", "evidence_list", "evidence_extract", "evidence_explanation", "electronic_extraction"),
    ("sampling", "sampling_outcome", "appraisal_entrustment", "appraisal_opinion"),
    ("assistance_letter", "assistance_reply", "power_of_attorney", "evidence_handover"),
    ("payment", "payment_plan", "charge_payment", "charge_overdue", "charge_refund", "performance", "correction_check"),
)
#: The same of the internal volume (副卷: 案源, 终结报告和批件, 审核和讨论, 听证报告, 结案).
INTERNAL_ORDER: tuple[tuple[str, ...], ...] = (
    ("case_registration", "case_acceptance", "case_changed", "urgent_start", "stopped"),
    ("inspection_approval",),
    ("investigation_report", "defence_review"),
    ("licence_review", "charge_reduced"),
    ("expert_report", "transfer_report"),
    ("legality_review",),
    ("deliberation",),
    ("hearing_report",),
    ("decision_approval", "extension"),
    ("closing_report",),
)
ORDERS: Mapping[Volume, tuple[tuple[str, ...], ...]] = MappingProxyType(
    {Volume.MAIN: MAIN_ORDER, Volume.INTERNAL: INTERNAL_ORDER}
)
#: Where a kind that no table names goes: beside those of its stage.
BESIDE: Mapping[Volume, Mapping[Stage, str]] = MappingProxyType(
    {
        Volume.MAIN: {
            Stage.INITIATION: "initiation_approval",
            Stage.INVESTIGATION: "evidence_item",
            Stage.DECISION: "prior_notice",
            Stage.EXECUTION: "payment",
        },
        Volume.INTERNAL: {
            Stage.INITIATION: "case_registration",
            Stage.INVESTIGATION: "inspection_approval",
            Stage.DECISION: "decision_approval",
        },
    }
)
