"""Each legal step of a record and its second: which steps there are, which are asked for, and what is said of those that are left."""

from datetime import date, datetime

from tests.regulation.story import judged, one, story

from liuhen.regulation.book import our_book
from liuhen.regulation.covering import ACTS, Demand
from liuhen.regulation.grammar import Gravity
from liuhen.regulation.kinds.licensing_hearing import LICENCE_HEARING_RECORD
from liuhen.regulation.moments import LINES, STEPS, TEXTS, asked, missing, standing, steps
from liuhen.regulation.statutes.practice import steps_on_film
from liuhen.regulation.terms import Setting, Terms
from liuhen.regulation.when import CST

SCENE = (
    "11-13 20:36/21:48 inspection_record#scene officers=@two rights=@rights findings='一、进入场所\n二、31 人' "
    'on_site=\'{"name": "吴小军"}\' witness=\'{"name": "孙玉兰"}\''
)
FILM = (
    "11-14 08:00 recording_linked#film recording=r1 record=#scene media=video "
    "begin=2026-11-13T20:34:12 end=2026-11-13T21:12:48 arrived=2026-11-14T07:00:00"
)
CARD = "11-16 09:00 moment_marked#m about=#scene moment=m recording=r1 record=#scene step=card title=出示执法证件 second=192"
RIGHTS = "11-16 09:01 moment_marked#n about=#scene moment=n recording=r1 record=#scene step=rights title=告知权利 second=312"
EVERY = Terms(settings={"moments": (Setting(value=True, since=date(2026, 1, 1)),)})


def scene(history):
    return history.record("scene")


def test_the_steps_of_an_inspection_come_from_its_form_its_lines_and_its_signatures():
    record = scene(story(SCENE, "11-13 21:49 #scene.on_site verdict=declined text=认为处理过重", "11-13 21:51 #scene.witness"))
    found = {step.id: step for step in asked(record)}
    assert list(found) == ["card", "rights", "line:findings-1", "line:findings-2", "refused:on_site", "signed:witness"]
    assert [step.id for step in found.values() if step.required] == ["card", "rights", "refused:on_site"]
    assert [step.id for step in found.values() if not step.listed] == ["line:findings-1", "line:findings-2"]
    assert (found["refused:on_site"].title, found["refused:on_site"].where) == ("现场负责人拒签", "签名")
    assert found["line:findings-2"].where == "情况第 2 项"
    assert found["card"].basis.label == "制度第九条"
    assert found["rights"].basis.label == "制度第十条"


def test_where_the_record_says_when_a_step_was_done_it_can_be_looked_for_there():
    found = {step.id: step.said for step in asked(scene(story(SCENE)))}
    assert found["card"] == datetime(2026, 11, 13, 20, 37, tzinfo=CST)
    assert found["rights"] == datetime(2026, 11, 13, 20, 39, tzinfo=CST)


def test_nobody_was_there_to_be_told_anything():
    record = scene(story("11-13 20:36/21:48 inspection_record#scene officers=@two absent=true findings=空无一人"))
    assert [step.id for step in asked(record)] == ["card", "line:findings-1"]


def test_a_text_of_ten_thousand_lines_offers_its_first():
    record = scene(story(SCENE))
    record.content = {**record.content, "findings": "\n".join(f"第 {n} 行" for n in range(10_000))}
    assert sum(step.key == "line" for step in asked(record)) == LINES


def test_what_stands_in_the_table_stands_in_the_kinds():
    for key, listed in STEPS.items():
        kind = our_book().kind(key)
        for step in listed:
            assert kind.field(step.field)
            for single in filter(None, step.when.split("|")):
                assert kind.field(single.partition("=")[0])
        assert len({step.key for step in steps(kind)}) == len(steps(kind)), key
    for key, texts in TEXTS.items():
        assert all(our_book().kind(key).field(field) for field, _ in texts)


def test_every_act_that_must_be_recorded_has_steps_to_mark():
    for act in ACTS:
        for kind in act.kinds if act.demand in {Demand.MUST, Demand.WHOLE} else ():
            assert steps(kind) or kind == LICENCE_HEARING_RECORD, kind.key
            assert not steps(kind) or kind in steps_on_film.FILMED


def test_a_film_that_somebody_began_to_mark_is_marked_to_its_end():
    found = one(judged(story(SCENE, FILM, CARD), steps_on_film.PROVISION))
    assert (found.gravity, found.sort) == (Gravity.NOTE, "note")
    assert "告知权利" in found.why
    assert judged(story(SCENE, FILM, CARD, RIGHTS), steps_on_film.PROVISION) == []


def test_nobody_is_reminded_of_what_he_never_began_unless_the_bureau_asks_for_it():
    assert judged(story(SCENE, FILM), steps_on_film.PROVISION) == []
    assert "出示执法证件、告知权利" in one(judged(story(SCENE, FILM), steps_on_film.PROVISION, terms=EVERY)).why
    assert judged(story(SCENE), steps_on_film.PROVISION, terms=EVERY) == []


def test_what_happened_when_no_film_ran_is_not_asked_of_it():
    late = FILM.replace("begin=2026-11-13T20:34:12", "begin=2026-11-13T20:38:00")
    assert "出示执法证件" not in one(judged(story(SCENE, late), steps_on_film.PROVISION, terms=EVERY)).why


def test_a_moment_taken_back_shows_nothing_any_more():
    history = story(SCENE, FILM, CARD, RIGHTS, "11-16 09:05 moment_withdrawn moment=n recording=r1 reason=标错")
    assert [item["moment"] for item in standing(history)] == ["m"]
    assert [step.id for step in missing(scene(history), standing(history))] == ["rights"]
    assert one(judged(history, steps_on_film.PROVISION))
