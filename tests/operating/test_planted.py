"""The planted faults and near misses hold every provision, and what plays them does not lean on the rules that it judges."""

import ast
import json
from argparse import Namespace
from pathlib import Path

import pytest

from liuhen.operating import bench_rules, planted
from liuhen.operating.planted import mutants
from liuhen.operating.planted.play import Score, play, without_rows
from liuhen.operating.planted.rows import Row, bases, rows, words
from liuhen.regulation import story
from liuhen.regulation.book import our_book

HERE = Path(planted.__file__).parent
#: Provisions whose rows are still to be written; a name that has rows must go.
WITHOUT_YET: frozenset[str] = frozenset(
    {
        "REG:6:registered",
        "REG:6:oral",
        "REG:6:receipt",
        "REG:6:mended",
        "REG:11:appraised",
        "REG:11:refusal",
        "REG:14:reviewer",
        "REG:19:vouchers",
        "REG:19:mail",
        "REG:21",
        "REG:22:tried",
        "REG:22:kept",
        "REG:23:acts",
        "civil_procedure_2023:87",
        "civil_procedure_2021:87",
        "civil_procedure_2017:84",
        "civil_procedure_2023:89:refused",
        "civil_procedure_2021:89:refused",
        "civil_procedure_2017:86:refused",
        "civil_procedure_2023:90",
        "civil_procedure_2021:90",
        "civil_procedure_2023:91",
        "civil_procedure_2021:91",
        "civil_procedure_2017:88",
        "civil_procedure_2023:92",
        "civil_procedure_2023:93",
        "civil_procedure_2021:92",
        "civil_procedure_2021:93",
        "civil_procedure_2017:89",
        "civil_procedure_2017:90",
        "civil_procedure_2023:94",
        "civil_procedure_2021:94",
        "civil_procedure_2017:91",
        "civil_procedure_2023:95:before",
        "civil_procedure_2021:95:before",
        "civil_procedure_2017:92:before",
        "compulsion_2011:45:levies",
        "compulsion_2011:13:levies",
        "evidence_rules_2002:10",
        "evidence_rules_2002:12",
        "evidence_rules_2002:14",
        "licence_2019:32:five",
        "licence_2019:32:at_once",
        "licence_2019:32:once",
        "licence_2019:34:two",
        "licence_2019:34:visited",
        "licence_2019:38",
        "licence_2019:40",
        "licence_2019:42:decided",
        "licence_2019:42:extended",
        "licence_2019:44",
        "licence_2019:45",
        "licence_2019:46",
        "licence_2019:47:told",
        "licence_2019:47:waited",
        "licence_2019:47:held",
        "licence_2019:48:notified",
        "licence_2019:48:chaired",
        "licence_2019:48:record",
        "licence_2019:50",
        "minors_2024:123:ordered",
        "minors_2024:123:locked",
        "minors_2020:123:ordered",
        "minors_2020:123:locked",
        "penalty_2021:4:range",
        "penalty_2021:4:additions",
        "penalty_2021:11",
        "penalty_2021:14",
        "penalty_2021:17:transfer",
        "penalty_2021:17:body",
        "penalty_2021:29:once",
        "penalty_2021:29:chosen",
        "penalty_2021:30",
        "penalty_2021:31",
        "penalty_2021:32:below",
        "penalty_2021:32:heeded",
        "penalty_2021:33",
        "penalty_2021:33:conditions",
        "penalty_2021:33:educated",
        "penalty_2021:37:edition",
        "penalty_2021:37:numbers",
        "penalty_2021:43:decided",
        "penalty_2021:43:kept_away",
        "penalty_2021:60:pause",
        "penalty_2021:61:electronic",
        "PRACTICE:受案",
        "PRACTICE:征收收费:receipt",
        "PRACTICE:征收收费:refund",
        "PRACTICE:行政检查:approved",
        "PRACTICE:行政检查:noticed",
        "PRACTICE:行政检查:told",
        "PRACTICE:行政检查:capped",
        "PRACTICE:裁量档次:level",
        "PRACTICE:许可公示期限",
        "PRACTICE:许可审批",
        "PRACTICE:邮寄企业",
        "PRACTICE:案由:provisional",
        "PRACTICE:样品处理",
        "sports_2022:115:locked",
        "sports_2022:116:locked",
        "transfer_2020:5:decided",
        "transfer_2001:5:decided",
        "transfer_2020:5:sent",
        "transfer_2001:5:sent",
        "transfer_2020:12",
        "transfer_2001:12",
        "travel_agency_2020:48:locked",
        "travel_agency_2020:49:locked",
        "travel_agency_2020:50:locked",
        "travel_agency_2020:56:locked",
    }
)


@pytest.fixture(scope="module")
def listed():
    return list(rows())


def test_every_provision_finds_its_planted_faults_and_nothing_else(listed):
    wrong = [reason for score in play(our_book(), listed).values() for reason in score.wrong]
    assert wrong == []


def test_every_provision_has_a_planted_fault_and_a_near_miss(listed):
    assert set(without_rows(our_book().provisions, listed)) == set(WITHOUT_YET)


def test_the_lawful_stories_have_nothing_wrong_in_them():
    whole = [name for name in bases() if name and name not in {"seizure", "demanded"}]  # parts of a case
    found = [Row(of="REG:2", file=name, words=name, planted=False, entries=story_of(name)) for name in whole]
    wrong = [reason for score in play(our_book(), found).values() for reason in score.wrong]
    assert wrong == []


def story_of(name):
    return tuple(story.Reader(words=words()).entries(bases()[name].lines))


def test_each_thing_made_wrong_in_a_provision_is_caught_by_its_rows(listed):
    tried = mutants.tried(our_book(), listed)
    assert [one.name for one in tried if one.survived] == []
    assert {one.provision for one in tried} == {row.of for row in listed}
    assert set(mutants.equivalent()) <= {one.name for one in tried if not one.caught}


def test_what_plays_them_knows_no_rule_and_no_calendar():
    barred = ("liuhen.regulation.articles", "liuhen.regulation.statutes", "liuhen.regulation.calendar")
    for path in (*HERE.glob("*.py"), Path(story.__file__)):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += (
                [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            assert not [name for name in names if name.startswith(barred)], path


def written(folder, text):
    (folder / "reg").mkdir(exist_ok=True)
    (folder / "reg" / "a27.toml").write_text(text, "utf-8")
    return list(rows(folder))


LATE = """
base = "ordinary"
[[row]]
of = "REG:27:file"
{kind}
move = {{ file = "{day}" }}
{expect}
"""


@pytest.mark.parametrize(
    ("kind", "day", "expect", "precision", "recall"),
    [
        ('planted = "迟"', "2027-01-04", 'expect = ["late due=2027-01-03"]', 1.0, 1.0),
        ('planted = "迟"', "2027-01-04", 'expect = ["late due=2027-01-04"]', 0.0, 0.0),
        ('planted = "没有迟"', "2027-01-03", 'expect = ["late"]', 0.0, 0.0),
        ('near = "其实迟了"', "2027-01-04", "", 0.0, 0.0),
    ],
)
def test_what_is_missed_and_what_is_falsely_found_is_counted(tmp_path, kind, day, expect, precision, recall):
    score = play(our_book(), written(tmp_path, LATE.format(kind=kind, day=day, expect=expect)))["REG:27:file"]
    assert (score.precision, score.recall) == (precision, recall)
    assert bool(score.wrong) is (precision < 1)


def test_a_provision_that_speaks_in_another_ones_row_gave_a_false_alarm(tmp_path):
    row = '[[row]]\nof = "REG:2"\nbase = "ordinary"\nnear = "迟归档"\nmove = { file = "2027-01-04" }\n'
    scores = play(our_book(), written(tmp_path, row))
    assert (scores["REG:27:file"].false, scores["REG:2"].wrong) == (1, [])
    assert play(our_book(), written(tmp_path, row + 'also = ["REG:27:*"]\n')).keys() == {"REG:2"}


@pytest.mark.parametrize(
    "text",
    [
        '[[row]]\nof = "REG:2"\nnear = "x"\nbase = "nowhere"\n',
        '[[row]]\nof = "REG:2"\nnear = "x"\nbase = "ordinary"\ndrop = ["nothing"]\n',
        '[[row]]\nof = "REG:2"\nnear = "x"\nplanted = "y"\n',
        '[[row]]\nof = "REG:2"\nnear = "x"\nfind = "y"\n',
        '[[row]]\nof = "REG:2"\nnear = "x"\nlines = "no time at all"\n',
        '[[row]]\nof = "REG:2"\nnear = "x"\nlines = "2026-11-13 payment amount=@nothing"\n',
    ],
)
def test_a_row_that_cannot_be_read_names_its_file_and_number(tmp_path, text):
    with pytest.raises(ValueError, match=r"reg/a27\.toml row 1"):
        written(tmp_path, text)


def test_a_row_of_a_provision_that_is_not_there_is_named(tmp_path):
    (row,) = written(tmp_path, '[[row]]\nof = "REG:99"\nnear = "x"\n')
    assert "no such provision" in play(our_book(), [row])["REG:99"].wrong[0]


def test_a_mutant_that_the_rows_do_not_tell_apart_survives(tmp_path):
    text = LATE.format(kind='planted = "迟得多"', day="2027-03-04", expect='expect = ["late"]')
    survived = {one.what for one in mutants.tried(our_book(), written(tmp_path, text)) if one.survived}
    assert "limit longer in a27_case_file.py:case_file" in survived


def test_bench_rules_says_so_to_programs():
    text, code = bench_rules.run(Namespace(mutants=False, quick=True, json=True, full=False, peers=""))
    told = json.loads(text)
    assert code == (1 if WITHOUT_YET else 0)
    assert set(told) == {"provisions", "timing"}
    assert set(told["provisions"][0]) == {"provision", "planted", "near", "precision", "recall"}
    assert len(told["provisions"]) == len(our_book().provisions)


def test_a_score_of_nothing_is_not_perfect():
    assert not bench_rules.perfect(Score())
