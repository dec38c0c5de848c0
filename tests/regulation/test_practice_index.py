"""Where each numbered ruling of practice.md is a test: every one is named here with tests that exist, or with what is missing of it."""

import ast
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]

#: ruling → tests, as file::test; a file alone tells nothing else.
RULINGS: dict[int, tuple[str, ...]] = {
    1: (
        "regulation/test_whole_case.py::test_a_step_whose_forerunner_is_missing_is_stopped",
        "regulation/test_whole_case.py::test_a_step_in_its_order_is_free",
        "regulation/test_rulings.py::test_two_approvals_by_a_head_are_two",
        "regulation/test_penalty_decision.py::test_a_hearing_request_blocks_until_there_is_a_record_of_the_hearing",
        "regulation/test_penalty_decision.py::test_without_a_hearing_right_the_decision_waits_for_the_period_that_the_notice_states",
        "regulation/test_penalty_decision.py::test_who_spoke_is_not_punished_harder_for_it",
        "cases/test_next_steps.py::test_from_the_decision_to_the_archive",
    ),
    2: (
        "regulation/test_rulings.py::test_an_inspection_alone_owes_no_form_of_the_start",
        "regulation/test_practice.py::test_an_inspection_before_filing_is_how_most_cases_begin",
        "regulation/test_practice.py::test_an_interview_before_filing_is_noted_and_one_after_is_not",
    ),
    3: (
        "regulation/test_a07_ex_officio_start.py::test_submitting_the_form_within_24_hours_meets_it_though_nobody_has_approved_yet",
        "regulation/test_a07_ex_officio_start.py::test_a_refused_start_owes_its_end_and_then_nothing",
        "regulation/test_a08_complaints.py::test_a_case_from_a_named_complaint_that_is_stopped_owes_the_complainant_a_word",
        "regulation/test_penalty_decision.py::test_after_an_urgent_start_the_earlier_day_rules",
        "regulation/test_penalty_decision.py::test_only_a_named_rule_extends_the_ninety_days",
        "regulation/test_penalty_decision.py::test_a_cause_on_the_bureaus_list_makes_a_case_major_though_no_form_says_so",
        "regulation/test_rulings.py::test_what_is_major_stays_major_whoever_says_otherwise_later",
        "regulation/test_rulings.py::test_forms_that_are_one_kind_under_two_names_are_one_kind",
    ),
    4: (
        "browser/test_paper_first.py::test_one_set_of_photographs_becomes_several_records_with_their_own_numbers_and_times",
        "instruments/test_papers.py::test_a_paper_typed_from_its_original_says_so_and_claims_no_signature",
        "register/test_issuing.py::test_a_paper_made_by_hand_is_the_original_and_is_not_issued_again",
        "regulation/test_rulings.py::test_a_paper_typed_later_and_a_statement_made_later_are_told_apart",
    ),
    5: (
        "instruments/test_papers.py::test_a_real_bureau_has_a_blank_for_its_seal_and_never_a_drawn_one",
        "regulation/test_rulings.py::test_the_systems_own_key_is_never_called_a_seal",
    ),
    6: (
        "register/test_records.py::test_what_the_party_signed_is_closed_to_correction",
        "register/test_records.py::test_a_text_is_voided_and_frozen_anew_before_the_last_signature",
        "register/test_records.py::test_a_clerical_correction_keeps_the_parts_and_one_of_substance_asks_them_anew",
        "regulation/test_rulings.py::test_only_what_nobody_outside_signs_is_open_to_plain_correction",
    ),
    7: (
        "register/test_records.py::test_a_refusal_to_sign_needs_its_reason",
        "browser/test_signing.py::test_a_refusal_is_recorded_with_its_reason_and_needs_no_witness",
        "regulation/test_a18_to_a22_service.py::test_leaving_with_film_and_without_witness_is_good_in_law_and_short_of_the_regulation",
        "regulation/test_rulings.py::test_whoever_signs_from_outside_may_refuse",
    ),
    8: (
        "browser/test_signing.py::test_the_device_is_locked_to_the_text_while_it_is_handed_over",
        "browser/test_signing.py::test_the_pad_opens_only_when_the_whole_text_was_seen",
    ),
    9: (
        "access/test_sign_in.py::test_one_password_signs_every_paper_opened_in_the_sitting",
        "access/test_sign_in.py::test_a_paper_that_was_not_opened_cannot_be_signed",
        "access/test_sign_in.py::test_a_sitting_does_not_move_to_another_device",
        "bureau/test_bureau.py::test_the_division_of_work_says_which_head_from_which_day",
        "regulation/test_a13_to_a16_preservation_and_reviews.py::test_an_approval_by_telephone_is_shown_until_and_after_it_is_confirmed",
        "regulation/test_rulings.py::test_keeping_things_first_has_no_urgent_exception",
        "regulation/test_rulings.py::test_heads_are_several_and_parts_ask_the_role_not_the_person",
    ),
    10: (
        "regulation/test_penalty_decision.py::test_the_review_of_the_start_is_not_the_review_of_the_decision",
        "regulation/test_penalty_decision.py::test_a_review_that_did_not_agree_blocks",
        "regulation/test_penalty_decision.py::test_a_handler_does_not_review_his_own_case",
        "regulation/test_penalty_decision.py::test_a_first_time_reviewer_shows_the_qualification",
        "regulation/test_penalty_decision.py::test_the_decision_follows_the_deliberation",
        "regulation/test_a13_to_a16_preservation_and_reviews.py::test_a_handler_is_no_member",
        "regulation/test_rulings.py::test_deliberation_is_owed_only_where_the_case_is_complex_or_major",
    ),
    11: (
        "regulation/test_penalty_decision.py::test_while_no_threshold_is_set_a_company_is_told_above_the_summary_ceiling",
        "regulation/test_penalty_decision.py::test_a_waiver_of_statement_and_defence_does_not_shorten_the_five_working_days_for_a_hearing",
        "regulation/test_whole_case.py::test_the_head_cannot_decide_on_the_fifth_working_day_after_a_notice_with_a_hearing_right",
    ),
    12: ("regulation/test_penalty_decision.py::test_a_sole_trader_counts_as_a_citizen",),
    13: (
        "regulation/test_practice.py::test_practice_is_never_cited_as_an_article",
        "regulation/test_practice.py::test_practice_never_stands_in_the_way_of_anything_but_notice_and_closing",
        "regulation/test_rulings.py::test_void_is_kept_for_what_the_statute_calls_void",
        "regulation/test_rulings.py::test_a_missing_internal_approval_is_against_the_regulation_and_not_void",
        "regulation/test_rulings.py::test_findings_never_leave_in_a_bag",
    ),
    14: (
        "regulation/test_a12_recordings_of_inspections.py::test_any_picture_or_sound_from_within_it_counts",
        "regulation/test_a12_recordings_of_inspections.py::test_unsuitable_as_stated_on_the_spot_excuses",
        "regulation/test_a27_case_file.py::test_a_gap_is_a_note_with_its_figures_and_gates_nothing",
        "regulation/test_a27_case_file.py::test_segments_of_one_act_are_one_recording_from_the_last_segments_end",
        "regulation/test_a27_case_file.py::test_a_file_through_a_messenger_app_asks_who_holds_the_original",
        "regulation/test_a18_to_a22_service.py::test_public_notice_says_what_was_tried_and_keeps_one_picture",
    ),
    15: (
        "regulation/test_practice.py::test_a_party_without_an_end_stops_the_closing",
        "regulation/test_a27_case_file.py::test_the_thirty_days_run_from_the_end_of_the_last_party_and_not_from_the_closing_report",
        "regulation/test_whole_case.py::test_a_recording_that_never_came_does_not_stop_the_closing",
        "regulation/test_rulings.py::test_every_ground_on_which_a_case_may_end_is_one_per_party",
    ),
    16: (
        "regulation/test_enforcement.py::test_force_needs_a_statute_else_the_court_is_asked",
        "regulation/test_enforcement.py::test_the_regulation_asks_a_demand_before_the_additional_fine_and_the_statute_does_not",
        "regulation/test_enforcement.py::test_an_agreement_remits_the_additional_fine_alone_and_for_a_remedy",
        "regulation/test_enforcement.py::test_a_suspension_ends_one_way_or_another_within_three_years",
        "regulation/test_enforcement.py::test_the_window_is_three_months_after_the_six_months_to_sue",
        "regulation/test_penalty_decision.py::test_a_plan_moves_the_day",
    ),
    17: (
        "regulation/test_a18_to_a22_service.py::test_leaving_elsewhere_than_at_the_residence_is_shown",
        "instruments/test_papers.py::test_a_decision_does_not_go_out_without_naming_where_remedies_are_sought",
        "regulation/test_a23_performance.py::test_an_order_to_stop_at_once_has_no_clock",
    ),
    18: ("regulation/test_penalty_officers_and_preservation.py::test_sampling_has_no_seven_days",),
    19: (
        "regulation/test_rulings.py::test_forms_that_are_one_kind_under_two_names_are_one_kind",
        "regulation/test_rulings.py::test_a_cameras_handover_takes_no_signature",
    ),
    20: (
        "regulation/test_rulings.py::test_who_complained_is_never_printed",
        "access/test_masking.py::test_who_complained_is_hidden_whole_also_where_the_name_stands_in_the_text",
        "regulation/test_practice.py::test_a_decision_is_published_within_seven_working_days",
        "regulation/test_penalty_decision.py::test_a_published_decision_that_is_voided_is_withdrawn_in_three_working_days",
    ),
}


@cache
def names_in(path: str) -> frozenset[str]:
    tree = ast.parse((TESTS / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"))


def test_all_twenty_rulings_are_here():
    assert sorted(RULINGS) == list(range(1, 21))


@pytest.mark.parametrize(("number", "name"), [(number, name) for number, names in RULINGS.items() for name in names])
def test_each_ruling_is_kept_by_tests_that_exist(number, name):
    path, _, test = name.partition("::")
    assert test in names_in(path), f"practice.md {number}"


def test_whatever_names_a_ruling_names_one_that_exists():
    for path in TESTS.rglob("test_*.py"):
        for words in path.read_text(encoding="utf-8").split("practice.md ")[1:]:
            number = words.split()[0].rstrip(":;,.)\"'").partition("-")[0]
            assert not number.isdigit() or 1 <= int(number) <= 20, path
