"""What names of files say: ours as data with examples, a bureau's own before them, and what is wrong with a file of patterns."""

import pytest

from liuhen.recordings import dock_names
from tests.cast import moment


@pytest.mark.parametrize("pattern", dock_names.shipped(), ids=lambda pattern: pattern.name)
def test_every_pattern_of_ours_reads_its_own_examples_and_no_earlier_one_takes_them(pattern):
    assert pattern.examples
    for example in pattern.examples:
        assert dock_names.read(example["name"], dock_names.shipped()).pattern == pattern.name


def test_a_name_that_fits_nothing_says_nothing():
    assert dock_names.read("门口.mp4", dock_names.shipped()) == dock_names.Named()


@pytest.mark.parametrize(
    "name", ["VID_20261332_203412.mp4", "DSJ-07_20260230203412.mp4", "ch01_20261113203412_20261113203400.mp4"]
)
def test_a_date_that_does_not_exist_or_runs_backwards_is_no_time(name):
    found = dock_names.read(name, dock_names.shipped())
    assert found.pattern
    assert (found.begin, found.end) == (None, None)


def test_the_time_at_which_a_messenger_saved_a_file_is_not_when_it_was_filmed():
    found = dock_names.read("mmexport1731501252000.mp4", dock_names.shipped())
    assert (found.source, found.begin) == ("messenger", None)


def test_a_phone_that_writes_utc_is_read_in_beijing_time():
    found = dock_names.read("PXL_20261113_123400000.mp4", dock_names.shipped())
    assert found.begin == moment("11-13 20:34")


OWN = """
[hall]
regex = '(?P<start>\\d{4}-\\d\\d-\\d\\d \\d\\d\\.\\d\\d) 大厅(?P<device>\\d+)号'
examples = [{ name = "2026-11-13 20.34 大厅3号.mp4", device = "3", start = "2026-11-13T20:34:00" }]
"""


def test_a_bureaus_own_pattern_comes_first_and_can_be_asked_for_alone(tmp_path):
    (tmp_path / dock_names.OWN).write_text(OWN, "utf-8")
    found = dock_names.patterns(tmp_path)
    assert (found[0].name, len(found)) == ("hall", len(dock_names.shipped()) + 1)
    assert dock_names.read("2026-11-13 20.34 大厅3号.mp4", found).device == "3"
    assert [one.name for one in dock_names.patterns(tmp_path, "hall")] == ["hall"]
    with pytest.raises(KeyError):
        dock_names.patterns(tmp_path, "haal")


def test_one_of_the_same_name_replaces_ours(tmp_path):
    (tmp_path / dock_names.OWN).write_text("[phone]\nregex = 'nothing'\n", "utf-8")
    assert [one.regex.pattern for one in dock_names.patterns(tmp_path) if one.name == "phone"] == ["nothing"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[a\n", "读不懂"),
        ("[a]\ntitle = 'b'\n", "要有 regex"),
        ("[a]\nregex = '('\n", "regex 写错了"),
        ("[a]\nregex = '(?P<deivce>x)'\n", "不认识分组 deivce"),
        ("[a]\nregex = 'x'\ncolour = 'red'\n", "不认识 colour"),
        ("[a]\nregex = 'x'\nzone = 'Mars'\n", "zone 只能是"),
        ("[a]\nregex = 'x'\nexamples = [{ name = 'y.mp4' }]\n", "不符合它自己的 regex"),
        ("[a]\nregex = '(?P<device>x)'\nexamples = [{ name = 'x.mp4', device = 'z' }]\n", "读成“x”，应为“z”"),
        ("[a]\nregex = 'x'\nexamples = 5", r"\[a\]：examples 要写成"),
        ("[a]\nregex = 'x'\nexamples = ['x.mp4']", r"\[a\]：examples 要写成"),
        ("[a]\nregex = 'x'\nexamples = [{ nam = 'x.mp4' }]", r"\[a\]：examples 要写成"),
        ('[a]\nregex = "\\d"', "请写在单引号里"),
    ],
)
def test_a_file_of_patterns_that_is_wrong_says_where(tmp_path, text, says):
    path = tmp_path / dock_names.OWN
    path.write_text(text, "utf-8")
    with pytest.raises(dock_names.BadPatterns, match=says):
        dock_names.load(path)


@pytest.mark.timeout(5)
def test_no_name_takes_long_to_read():
    for name in ("2" * 255, "20261113_203412" + "_A" * 110 + "!", "QQ" + "1 " * 120 + "x", "A-" * 120, "_" * 255):
        dock_names.read(name, dock_names.shipped())
