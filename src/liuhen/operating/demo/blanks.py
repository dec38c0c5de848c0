"""The demo's numbered blanks: two blocks in the keeper's register, some handed out, one spoilt, one given back."""

from uuid import UUID

from liuhen.bureau import blanks
from liuhen.bureau.blanks import Design, Numbers
from liuhen.operating.demo.telling import Story

DECISIONS, INTERVIEWS = "summary_decision", "interview_transcript"


def kept(story: Story) -> None:
    """A block of decisions from the printer's, one of transcripts printed here; both units carry some."""
    keeper, blocks = story.cast.actors["linqiu"], dict[str, UUID]()

    def take_in() -> None:
        design = Design(prefix="澄当罚字〔2026〕", suffix="号", width=7)
        blocks[DECISIONS] = blanks.receive(keeper, DECISIONS, Numbers(first=101, last=150), design)
        design = Design(prefix="澄询字〔2026〕", suffix="号", width=7, source="printed")
        blocks[INTERVIEWS] = blanks.receive(keeper, INTERVIEWS, Numbers(first=1, last=25), design)

    def hand_out() -> None:
        person = story.cast.actors[story.lead].person
        blanks.issue(keeper, DECISIONS, blocks[DECISIONS], Numbers(first=101, last=110), person=person)
        blanks.issue(keeper, DECISIONS, blocks[DECISIONS], Numbers(first=111, last=120), unit=story.cast.units["two"])
        blanks.issue(keeper, INTERVIEWS, blocks[INTERVIEWS], Numbers(first=1, last=5), person=person)

    def spoil() -> None:
        officer = story.cast.actors[story.lead]
        numbers = Numbers(first=102, last=102)
        blanks.spoil(officer, DECISIONS, blocks[DECISIONS], numbers, "当事人姓名写错", kept_at="作废文书盒第1页")
        blanks.give_back(keeper, INTERVIEWS, blocks[INTERVIEWS], Numbers(first=4, last=5))

    for day, hour, act in ((-60, "09:10", take_in), (-58, "09:30", hand_out), (-20, "10:00", spoil)):
        story.at(day, hour)
        story.later(act)
