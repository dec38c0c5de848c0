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
#: Provisions whose rows are still to be written, one a line; a name that has rows must go.
WITHOUT_YET = Path(__file__).with_name("planted_without_yet.txt").read_text("utf-8").split()


@pytest.fixture(scope="module")
def listed():
    return list(rows())


def test_every_provision_finds_its_planted_faults_and_nothing_else(listed):
    wrong = [reason for score in play(our_book(), listed).values() for reason in score.wrong]
    assert wrong == []


def test_every_provision_has_a_planted_fault_and_a_near_miss(listed):
    assert set(without_rows(our_book().provisions, listed)) == set(WITHOUT_YET)


def test_the_lawful_stories_have_nothing_wrong_in_them():
    parts = {"seizure", "demanded", "ordered", "ordered_2023", "levied"}  # of a case
    whole = [name for name in bases() if name and name not in parts]
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
