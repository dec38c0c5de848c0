"""A field that is known beforehand folds to one line on a phone while it is complete, undoubted and in order."""

from types import SimpleNamespace

import pytest

from liuhen.pages.folding import line_of, tucked
from liuhen.pages.forms import Choosing, row_of
from liuhen.pages.margins import BAD, NEED, NOTE, OK, Margins, Remark
from liuhen.register.types import SubjectRef
from liuhen.regulation.fields import Field
from liuhen.regulation.history import History
from liuhen.regulation.kinds.summary import SUMMARY_DECISION

LAW = {"title": "互联网上网服务营业场所管理条例", "article": "31", "paragraph": "第（五）项"}
ZHOU, SHEN = {"name": "周启明", "shown_at": "20:06"}, {"name": "沈静文", "shown_at": "20:05"}


def row(key, value):
    """One field of the decision with a value; nothing of it asks the database."""
    choosing = Choosing(SimpleNamespace(), SubjectRef("case", None), History((), {}))
    choosing.__dict__.update(officers=[], recordings=[], parties=[])
    return row_of(SUMMARY_DECISION.field(key), {key: value}, choosing)


def margins(*sorts, doubtful=(), key="basis"):
    return Margins(by_field={key: [Remark(sort=one, bold="x") for one in sorts]}, needs=0, bad=0, doubtful=frozenset(doubtful))


@pytest.mark.parametrize(
    ("said", "folds"),
    [
        (margins(), True),
        (margins(OK), True),
        (margins(NOTE), True),
        (margins(NEED), False),
        (margins(OK, BAD), False),
        (margins(NOTE, doubtful=["basis"]), False),
        (margins(NEED, BAD, doubtful=["at"], key="at"), True),
    ],
)
def test_it_opens_where_something_is_missing_wrong_or_in_doubt(said, folds):
    assert tucked(row("basis", [LAW]), said) is folds
    assert not tucked(row("basis", [LAW]), said, paper=True), "what is read off a paper is compared line by line"


def test_an_empty_one_stands_open_and_so_does_what_nobody_knows_beforehand():
    assert not tucked(row("basis", []), margins())
    assert not tucked(row("facts", "未核对身份证件"), margins())
    assert tucked(row("recordings", []), margins()), "recordings come afterwards too"
    assert tucked(row("handed_over", None), margins()), "the party's signature says it"


@pytest.mark.parametrize(
    ("key", "value", "line"),
    [
        ("basis", [LAW], "《互联网上网服务营业场所管理条例》第三十一条第（五）项"),
        ("place", {"text": "望江路18号"}, "望江路18号"),
        ("at", "2026-11-23T20:05", "2026年11月23日20时05分"),
        ("officers", [ZHOU, SHEN], "周启明、沈静文，20:05 已出示证件"),
        ("officers", [ZHOU, {"name": "沈静文"}], "周启明、沈静文"),
        ("officers", None, "没有填"),
        ("recordings", [], "没有，送签后上传的也可以关联"),
        ("recordings", ["a", "b"], "2段"),
        ("handed_over", None, "发出时再记怎样交付，不用勾选"),
        ("handed_over", True, "是"),
    ],
)
def test_the_line_says_what_the_field_holds(key, value, line):
    assert line_of(row(key, value)) == line


def test_only_what_has_a_value_beforehand_or_may_stay_empty_is_declared_to_fold():
    from liuhen.register import register

    folding: list[tuple[str, Field]] = [
        (kind.key, one) for kind in register.book().kinds.values() for one in kind.fields if one.folds
    ]
    assert folding
    bare = {(kind, one.key) for kind, one in folding if not one.prefill}
    assert bare == {("summary_decision", "recordings"), ("summary_decision", "handed_over")}
