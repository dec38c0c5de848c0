"""Rulebooks as packages: found, checked, refused with file and line, never half used; a rule that raises is told and passed over."""

import shutil
import subprocess
import sys
import tomllib
from datetime import date
from importlib.util import find_spec

import pytest

from liuhen.lib.home import PROJECT
from liuhen.regulation import rulebooks
from liuhen.regulation.book import our_book
from liuhen.regulation.declared import BadRulebook
from liuhen.regulation.terms import PLAIN, Setting, Terms

HEAD = """
from datetime import date
from liuhen.regulation.book import Book, our_book
from liuhen.regulation.grammar import Duty, Kind, Level, Provision, Source, Stage
import sys
SRC = Source(key="src", short="甲规", title="某办法", level=Level.LAW, in_force=date(2020, 1, 1))
FINE = Kind(key="fine", title="罚单", stage=Stage.INITIATION)
def rule(history, terms):
    return iter(())
def book():
    here = sys.modules[__name__]
    return Book.bind("甲", [here], [here])
"""


@pytest.fixture
def rulebook(tmp_path, monkeypatch):
    """Write a rulebook of one module; what loading it gives."""
    made = []

    def load(body, *, value=""):
        name = f"bad_{abs(hash((body, str(tmp_path))))}"
        made.append(name)
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.py").write_text(HEAD + body, "utf-8")
        (folder / "pyproject.toml").write_text(
            f'[project.entry-points."liuhen.rulebooks"]\nx = "{value or name}:book"\n', "utf-8"
        )
        monkeypatch.setattr(sys, "path", [*sys.path])
        return rulebooks.named(str(folder)), folder / f"{name}.py"

    yield load
    for name in made:
        sys.modules.pop(name, None)


def line_of(path, words):
    return next(number for number, line in enumerate(path.read_text("utf-8").splitlines(), 1) if words in line)


def refused(rulebook, body):
    with pytest.raises(BadRulebook) as caught:
        rulebook(body)
    return str(caught.value)


def test_a_good_one_is_loaded_from_its_folder(rulebook):
    loaded, path = rulebook("P = Provision(basis=SRC(1), title='一', rule=rule, triggers=(FINE,))\n")
    assert list(loaded.book.provisions) == ["src:1"]
    assert list(loaded.book.kinds) == ["fine"]
    assert path.is_file()


def test_a_kind_declared_twice_names_both_places(rulebook):
    said = refused(rulebook, "AGAIN = Kind(key='fine', title='罚款单', stage=Stage.INITIATION)\n")
    assert "记录种类 fine 声明了两次" in said
    assert ".py:13：" in said
    assert ".py:7" in said


def test_kinds_that_answer_to_one_name_are_refused(rulebook):
    assert "都叫“罚单”" in refused(
        rulebook, "OTHER = Kind(key='other', title='传票', aliases=('罚单',), stage=Stage.INITIATION)\n"
    )


def test_a_provision_without_a_source_names_its_line(rulebook):
    for basis in ("None", "SRC", "SRC('')", "Source(key='', short='', title='', level=Level.LAW)(3)"):
        said = refused(rulebook, f"P = Provision(basis={basis}, title='无源', rule=rule, triggers=(FINE,))\n")
        assert ".py:13：条款“无源”没有写明来源" in said


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        ("", "2020-01-01 起同时有效"),
        ("until=date(2022, 6, 30)", "2020-01-01 起同时有效"),
        ("in_force=date(2022, 6, 30)", "2022-06-30 起同时有效"),
    ],
)
def test_one_article_in_force_twice_at_a_time_is_refused(rulebook, dates, words):
    said = refused(
        rulebook,
        "FIRST = Provision(basis=SRC(1), title='一', rule=rule, triggers=(FINE,))\n"
        f"PROVISIONS = (\n    Provision(basis=SRC(2), title='二', rule=rule, triggers=(FINE,)),\n"
        f"    Provision(basis=SRC(1), title='又一', rule=rule, triggers=(FINE,), {dates}),\n)\n",
    )
    assert "条款 src:1 声明了两次" in said
    assert words in said
    assert ".py:16：" in said
    assert ".py:13" in said


def test_versions_one_after_the_other_need_a_name_each(rulebook):
    body = (
        "OLD = Provision(basis=SRC(1), title='旧', rule=rule, triggers=(FINE,), until=date(2022, 6, 30){})\n"
        "NEW = Provision(basis=SRC(1), title='新', rule=rule, triggers=(FINE,), in_force=date(2022, 7, 1))\n"
    )
    assert "各立一个来源（Source），或者各给一个 key" in refused(rulebook, body.format(""))
    assert list(rulebook(body.format(", key='old'"))[0].book.provisions) == ["src:1:old", "src:1"]


def test_everything_that_is_wrong_is_said_at_once(rulebook):
    said = refused(
        rulebook,
        "FOREIGN = our_book().kinds['penalty_decision']\ndel FOREIGN\n"
        "WRONG = Kind(key='罚', title='甲种', stage=Stage.INITIATION)\n"
        "UPSIDE = Provision(basis=SRC(1), title='倒', rule=rule, triggers=(FINE,), in_force=date(2022, 1, 1), until=date(2021, 1, 1))\n"
        "NORULE = Provision(basis=SRC(2), title='无', rule=None, triggers=(our_book().kinds['payment'],))\n",
    )
    assert "的有效期倒置：2022-01-01 起，2021-01-01 止" in said
    assert "没有规则" in said
    assert "提到的记录种类 payment 不在这本规则里" in said
    assert "记录种类 罚 的 key 要用英文字母" in said
    assert len(said.splitlines()) == 4


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("1 / 0\n", 13, "ZeroDivisionError"),
        ("def broken(:\n", 13, "SyntaxError"),
        ("Provision(title='无', rule=rule, triggers=(FINE,))\n", 13, "Provision 缺少必须写的 'basis'。每一条都要写出处"),
        ("\nimport nothing_of_that_name\n", 14, "ModuleNotFoundError"),
    ],
)
def test_a_rulebook_that_raises_is_refused_with_file_and_line(rulebook, body, line, words):
    said = refused(rulebook, body)
    assert f".py:{line}：" in said
    assert words in said


def unusable(name):
    rulebooks.named.cache_clear()
    with pytest.raises(BadRulebook) as caught:
        rulebooks.named(str(name))
    return str(caught.value)


def test_what_is_no_rulebook_is_refused(rulebook, tmp_path):
    assert "已安装的有：liuhen" in unusable("nowhere")
    assert "不是一本规则（Book），而是 int" in refused(rulebook, "def book():\n    return 3\n")
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n", "utf-8")
    assert "要正好写一个规则包，现有 0 个" in unusable(tmp_path)
    (tmp_path / "pyproject.toml").write_text("= 3\n", "utf-8")
    assert "读不出" in unusable(tmp_path)


def test_an_extension_replaces_only_what_it_names(rulebook):
    body = (
        "def book():\n    return our_book().extended('乙', [sys.modules[__name__]], replacing={})\n"
        "from liuhen.regulation.kinds.initiation import URGENT_START\nfrom liuhen.regulation.sources import REG\n"
        "P = Provision(basis=REG(7), key='urgent', title='一', rule=rule, triggers=(URGENT_START,))\n"
    )
    assert "REG:7:urgent 已经有了。要替换它，请写进 replacing" in refused(rulebook, body.format("()"))
    assert "要替换的 REG:99 不在《制度》里" in refused(rulebook, body.format("('REG:7:urgent', 'REG:99')"))
    book = rulebook(body.format("('REG:7:urgent',)"))[0].book
    assert book.provisions.keys() == our_book().provisions.keys()
    assert book.provisions["REG:7:urgent"] is not our_book().provisions["REG:7:urgent"]
    assert book.procedures is our_book().procedures
    assert set(book.kinds) == {*our_book().kinds, "fine"}


def test_settings_of_a_book_stand_beneath_those_of_the_bureau():
    book = our_book().extended("丙", [], settings={"publicity_days": (Setting(value=5, since=date(2026, 1, 1), source="丙规"),)})
    theirs = Terms(
        settings={
            "publicity_days": (Setting(value=3, since=date(2026, 6, 1)),),
            "other": (Setting(value=1, since=date(2020, 1, 1)),),
        }
    )
    terms = book.terms(theirs)
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 6, 1)]
    assert [terms.setting("publicity_days", on=day) for day in days] == [None, 5, 3]
    assert terms.setting("other") == 1
    assert our_book().terms(theirs) is theirs
    assert book.terms(PLAIN).setting("publicity_days") == 5


@pytest.mark.parametrize("name", ["rulebook", "roadfines", "permits"])
def test_every_example_is_a_rulebook_with_its_map(name):
    loaded = rulebooks.named(str(PROJECT / "examples" / name))
    assert loaded.map is not None
    assert loaded.book.provisions


def found_in(site, tmp_path):
    """What a Python with that folder on its path says of the rulebook installed there."""
    script = (
        "from liuhen.regulation import rulebooks; found = rulebooks.named('xinghai');"
        "print(sorted(rulebooks.installed()), found.book.name, found.map.name, 'xinghai_revisit' in found.book.kinds)"
    )
    environment = {"PATH": "", "PYTHONPATH": f"{PROJECT / 'src'}:{site}", "PYTHONIOENCODING": "utf-8"}
    said = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=environment, cwd=tmp_path, check=True
    )
    return said.stdout.strip()


FOUND = "['xinghai'] 星海办法 map.toml True"


def test_an_installed_rulebook_is_found_by_its_name(tmp_path):
    # what pip leaves behind: the package, and beside it the entry points
    site = tmp_path / "site"
    shutil.copytree(PROJECT / "examples/rulebook/src", site)
    folder = site / "xinghai_rulebook-0.1.0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: xinghai-rulebook\nVersion: 0.1.0\n", "utf-8")
    points = tomllib.loads((PROJECT / "examples/rulebook/pyproject.toml").read_text("utf-8"))["project"]["entry-points"]
    lines = [
        line for group, named in points.items() for line in (f"[{group}]", *(f"{key} = {value}" for key, value in named.items()))
    ]
    (folder / "entry_points.txt").write_text("\n".join(lines), "utf-8")
    assert found_in(site, tmp_path) == FOUND


def test_a_rulebook_is_installed_by_pip(tmp_path):
    if find_spec("setuptools") is None or find_spec("pip") is None or find_spec("wheel") is None:
        pytest.skip("no pip, setuptools or wheel in this environment")
    # built in a copy: a build leaves its folders where it was started
    source = shutil.copytree(PROJECT / "examples/rulebook", tmp_path / "source")
    words = [
        "install",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
        "--target",
        str(tmp_path / "site"),
        str(source),
    ]
    done = subprocess.run([sys.executable, "-m", "pip", *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert found_in(tmp_path / "site", tmp_path) == FOUND
