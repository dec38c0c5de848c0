"""Numbers that carry their own check, and law down to paragraph, item and point: what does not fit is said, nothing is refused."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liuhen.regulation import identifiers
from liuhen.regulation.book import our_book
from liuhen.regulation.citing import Parts, norm_titled, norms, paragraph, parts_of
from liuhen.regulation.doubts import doubts

TODAY = date(2026, 11, 23)


# -- identity numbers (GB 11643) --------------------------------------------------------------------------------------
@pytest.mark.parametrize("number", ["11010519491231002X", "11010519491231002x", "420199197503120010"])
def test_a_number_with_the_right_check_fits(number):
    assert not identifiers.identity(number, on=TODAY)


@pytest.mark.parametrize(
    ("number", "says"),
    [
        ("110105194912310021", "校验位不符"),  # ends in X, not 1
        ("110105194912310020", "校验位不符"),
        ("1101051949123100", "不是 18 位"),
        ("11010519491231002O", "不是 18 位"),  # the letter O for a nought
        ("10010519491231002X", "不是省级代码"),
        ("110105194913310027", "出生日期不存在"),  # month 13
        ("110105194902290020", "出生日期不存在"),  # 1949 had no 29 February
        ("440524188001010014", "1880-01-01"),  # 146 years old
        ("11010519491231002", "不是 18 位"),
    ],
)
def test_a_number_that_does_not_fit_says_where(number, says):
    assert says in identifiers.identity(number, on=TODAY)


def test_an_old_number_of_fifteen_has_no_check_and_was_given_in_the_last_century():
    assert not identifiers.identity("110105491231002", on=TODAY)
    assert identifiers.birthday("110105491231002") == date(1949, 12, 31)
    assert "出生日期不存在" in identifiers.identity("110105490231002", on=TODAY)


def test_somebody_born_tomorrow_is_asked_about_and_somebody_born_today_is_not():
    born = "11010520261123002"
    number = born + identifiers.identity_check(born)
    assert not identifiers.identity(number, on=TODAY)
    assert "2026-11-23" in identifiers.identity(number, on=date(2026, 11, 22))


def test_what_else_is_stated_of_the_person_has_to_agree():
    number = "11010519491231002X"  # a woman, born on the last day of 1949
    assert not identifiers.identity(number, on=TODAY, birth="1949-12-31", sex="女")
    assert "与填写的不同" in identifiers.identity(number, on=TODAY, birth="1949-12-30")
    assert "性别是女" in identifiers.identity(number, on=TODAY, sex="男")


@given(st.integers(0, 10**17 - 1), st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_figure_is_always_found(stem, place, shift):
    right = f"{stem:017d}"
    wrong = right[:place] + str((int(right[place]) + shift) % 10) + right[place + 1 :]
    assert identifiers.identity_check(right) != identifiers.identity_check(wrong)


# -- unified codes (GB 32100) and divisions (GB/T 2260) ----------------------------------------------------------------
def test_the_code_of_an_organisation_is_checked():
    assert not identifiers.unified_code("91350100M000100Y43")
    assert "校验位不符" in identifiers.unified_code("91350100M000100Y42")
    assert "应为 18 位" in identifiers.unified_code("91350100M000100O43")
    assert "应为 18 位" in identifiers.unified_code("350100400001234")


@given(st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=17, max_size=17), st.integers(0, 16), st.integers(1, 30))
def test_one_wrong_sign_of_a_code_is_always_found(right, place, shift):
    signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    wrong = right[:place] + signs[(signs.index(right[place]) + shift) % 31] + right[place + 1 :]
    assert identifiers.unified_check(right) != identifiers.unified_check(wrong)


def test_a_division_code_has_six_figures_and_a_province():
    assert not identifiers.division("420112")
    assert "6 位" in identifiers.division("42011")
    assert "不是省级代码" in identifiers.division("990112")


# -- citing ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("printed", "parts"),
    [
        ("第一款第（二）项", Parts(clause=1, item=2)),
        ("第（十一）项", Parts(item=11)),
        ("第二款第（三）项第2目", Parts(clause=2, item=3, point=2)),
        ("", Parts()),
    ],
)
def test_a_paragraph_is_read_and_written_alike(printed, parts):
    assert parts_of(printed) == parts
    assert paragraph(parts) == printed


@pytest.mark.parametrize(
    ("written", "means"), [("第二项", Parts(item=2)), ("（四）", Parts(item=4)), ("第 1 款", Parts(clause=1))]
)
def test_other_ways_of_writing_it_are_understood(written, means):
    assert parts_of(written) == means


@pytest.mark.parametrize("words", ["附则", "第一款之外", "但书"])
def test_words_that_are_no_paragraph_are_left_as_words(words):
    assert parts_of(words) is None


def test_a_norm_is_known_by_its_full_title_and_version():
    norm = norm_titled("《中华人民共和国行政处罚法》")
    assert norm is not None
    assert (norm.key, norm.issued) == ("penalty_2021", "2021-01-22")
    assert norm_titled("中华人民共和国行政处罚法（2017年修正）").key == "penalty_2017"
    assert norm_titled("某地的规定") is None
    assert "PRACTICE" not in norms()


# -- doubts --------------------------------------------------------------------------------------------------------------
def said(kind, on=TODAY, **content):
    return [(doubt.field, doubt.text) for doubt in doubts(our_book().kind(kind), content, on)]


def test_the_parties_of_a_case_are_looked_at_one_by_one():
    parties = [
        {"id": "p1", "type": "organisation", "name": "蓝鲸网吧", "code": "91350100M000100Y43"},
        {"id": "p2", "type": "citizen", "name": "李某", "id_number": "110105194912310021"},
    ]
    assert said("case_registration", parties=parties) == [("parties", "李某：身份证件号码的校验位不符，请照证件核对")]


def test_a_place_outside_the_country_is_asked_about():
    place = {"text": "望江路1号", "division": "420112", "point": [114.1362, 30.6224]}
    assert not said("inspection_record", place=place)
    swapped = {**place, "point": [30.6224, 114.1362]}
    assert "次序" in said("inspection_record", place=swapped)[0][1]
    assert said("inspection_record", place={**place, "division": "4201"}) == [("place", "行政区划代码应为 6 位数字")]


def test_a_law_no_longer_in_force_on_the_day_is_asked_about():
    old = [{"norm": "penalty_2017", "title": "中华人民共和国行政处罚法（2017年修正）", "article": "37"}]
    assert "2021-07-14" in said("advance_registration", suspected=old)[0][1]
    assert not said("advance_registration", on=date(2021, 7, 14), suspected=old)


def test_a_quantity_that_is_no_number_and_a_fine_of_nothing_are_asked_about():
    assert "不是数字" in said("advance_registration", items=[{"id": "i1", "name": "主机", "quantity": "若干"}])[0][1]
    assert not said("advance_registration", items=[{"id": "i1", "name": "主机", "quantity": 2}])
    assert "0 元" in said("penalty_decision", fine="0.00")[0][1]


def test_nothing_is_asked_of_what_was_not_said():
    for kind in our_book().kinds.values():
        assert doubts(kind, {}, TODAY) == []
        assert doubts(kind, {field.key: "乱写" for field in kind.fields}, TODAY) is not None


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("42011200001320000007", ""),
        (" 42011200001380000007 ", ""),
        ("4201120000132000000", "19 位"),
        ("4201120000132000000X", "20 位数字"),
        ("99011200001320000007", "省级代码"),
        ("42011200002000000001", "类型 200 不是前端设备"),
        ("", "0 位"),
    ],
)
def test_a_device_code_of_gb_28181_has_its_structure(code, words):
    found = identifiers.gb28181(code)
    assert words in found
    assert bool(found) == bool(words)
