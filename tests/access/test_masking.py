"""Masking looks deliberate, and hides what it must."""

from datetime import date

import pytest

from liuhen.access.masking import CONFIDENTIAL, EVERYTHING, NOTHING, Clearance, is_minor, mask, masked_content
from liuhen.regulation.book import our_book
from liuhen.regulation.identifiers import birthday

DAY = date(2026, 11, 17)


@pytest.mark.parametrize(
    ("value", "sort", "shown"),
    [
        ("420112200805170517", "id_number", "4201**********0517"),
        ("42011220080517051X", "id_number", "4201**********051X"),
        ("1234567", "id_number", "*******"),
        ("13871234567", "phone", "138****4567"),
        ("027-8389", "phone", "027*8389"),
        ("110", "phone", "***"),
        ("李明", "name", "李某"),
        ("李小明", "name", "李某某"),
        ("欧阳雪", "name", "欧阳某"),
        ("欧阳小雪", "name", "欧阳某某"),
        ("欧阳", "name", "欧某"),
        ("John", "name", "J***"),
        ("武汉市东西湖区吴家山街学府路18号", "address", "武汉市东西湖区******"),
        ("湖北省仙桃市仙源大道1号", "address", "湖北省仙桃市******"),
        ("", "phone", ""),
        ("孙玉兰", "complainant", CONFIDENTIAL),
        ("whatever", "unheard-of", CONFIDENTIAL),
    ],
)
def test_each_sort_has_its_own_mask(value, sort, shown):
    assert mask(value, sort) == shown


@pytest.mark.parametrize(
    ("person", "minor"),
    [
        ({"age": "16"}, True),
        ({"age": 18}, False),
        ({"age": "17岁"}, True),
        ({"id_number": "420112200811180517"}, True),
        ({"id_number": "420112200811170517"}, False),
        ({"birth": "2010-01-01"}, True),
        ({"birth": "某年"}, False),
        ({"id_number": "420112081117051"}, False),
        ({}, False),
    ],
)
def test_a_minor_is_known_by_age_birthday_or_number(person, minor):
    assert is_minor(person, DAY) is minor


def test_the_birthday_of_eighteen_is_the_first_day_of_not_being_a_minor():
    assert is_minor({"birth": "2008-11-18"}, DAY)
    assert not is_minor({"birth": "2008-11-17"}, DAY)


def test_a_number_with_an_impossible_date_holds_no_birthday():
    assert birthday("420112200813170517") is None
    assert birthday("420112200805170517") == date(2008, 5, 17)
    assert birthday("420112800517051") == date(1980, 5, 17)


def test_a_young_witness_is_masked_for_those_without_need_and_not_for_the_officers():
    kind = our_book().kind("interview_transcript")
    content = {
        "person": {
            "name": "李小明",
            "age": 16,
            "id_number": "420112201005170517",
            "phone": "13871234567",
            "address": "澄湖区学府路18号",
        }
    }
    shown = masked_content(kind, content, NOTHING, DAY)["person"]
    assert (shown["name"], shown["id_number"], shown["phone"], shown["address"]) == (
        "李某某", "4201**********0517", "138****4567", "澄湖区******",
    )  # fmt: skip
    cleared = masked_content(kind, content, Clearance(personal=True, minors=True), DAY)["person"]
    assert cleared == content["person"]


def test_an_adults_name_stays_but_not_the_number():
    kind = our_book().kind("interview_transcript")
    content = {"person": {"name": "何建平", "age": 41, "id_number": "420112198505170517"}}
    shown = masked_content(kind, content, NOTHING, DAY)["person"]
    assert (shown["name"], shown["id_number"]) == ("何建平", "4201**********0517")


def test_a_business_keeps_its_address_a_citizen_does_not():
    kind = our_book().kind("case_registration")
    firm = {"id": "p1", "type": "organisation", "name": "某公司", "address": "澄湖区学府路18号", "phone": "13871234567"}
    citizen = {"id": "p2", "type": "citizen", "name": "何建平", "address": "澄湖区学府路20号", "id_number": "420112198505170517"}
    shown = masked_content(kind, {"parties": [firm, citizen]}, NOTHING, DAY)["parties"]
    assert shown[0]["address"] == "澄湖区学府路18号"
    assert shown[0]["phone"] == "138****4567"
    assert shown[1]["address"] == "澄湖区******"


def test_who_complained_is_hidden_whole_also_where_the_name_stands_in_the_text():
    kind = our_book().kind("complaint_registration")
    content = {"named": True, "complainant": {"name": "孙玉兰", "phone": "13871230000"}, "matter": "孙玉兰反映深夜有学生上网"}
    shown = masked_content(kind, content, Clearance(personal=True, minors=True), DAY)
    assert "孙玉兰" not in str(shown)
    assert "13871230000" not in str(shown)
    assert "反映深夜有学生上网" in shown["matter"]
    assert masked_content(kind, content, EVERYTHING, DAY) == content
    assert content["complainant"]["name"] == "孙玉兰", "the caller's value is not touched"
