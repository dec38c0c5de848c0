"""What several articles ask for is one deed on the desk: the most urgent reason speaks for all."""

from types import SimpleNamespace

from liuhen.cases.duties import once


def row(owes, because="a", about="", label=""):
    return SimpleNamespace(subject="c", owes=owes, because=because, about=about, label=label)


def test_a_form_asked_for_by_statute_regulation_and_custom_is_listed_once():
    rows = [
        row("initiation_approval", "scene", label="惯例"),
        row("initiation_approval", "reg", label="制度"),
        row("initiation_approval", "reg", label="法"),
    ]
    assert [one.label for one in once(rows)] == ["惯例"]


def test_two_inspections_without_recordings_stay_two():
    assert len(once([row("recording", "scene1"), row("recording", "scene2")])) == 2


def test_each_signature_of_a_form_is_a_deed_of_its_own():
    assert (
        len(once([row("initiation_approval.handler"), row("initiation_approval.unit_head"), row("initiation_approval.head")]))
        == 3
    )


def test_two_parties_are_two_deeds():
    assert len(once([row("penalty_decision", about="p1"), row("penalty_decision", about="p2")])) == 2
