"""The night at 星遇网咖 as it is looked at afterwards: which second shows which step, what was said, the stretch cut for the review."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from liuhen.operating.demo.telling import Story
from liuhen.recordings import clips, marking, transcripts
from liuhen.recordings.clips import Wanted
from liuhen.recordings.marking import Said

#: Seconds of the first and the second film at which the steps of the inspection are seen.
FIRST: Sequence[tuple[float, str]] = ((125, "card"), (148, "rights"), (195, "line:findings-1"))
SECOND: Sequence[tuple[float, str]] = (
    (139, "line:findings-3"), (453, "line:findings-2"), (755, "line:findings-4"), (1175, "rights"), (1491, "refused:on_site"),
)  # fmt: skip
SPOKEN = """00:02:19 请把前台的登记系统打开，我们现场查看。
00:02:26 都在这台电脑里。
00:02:41 17号机、18号机登记的是同一张证件，是谁的？
00:02:52 是一位常客的，我没有核对。
00:07:33 请你们出示身份证件。
00:07:40 没有带，我们是某中学的学生。
00:07:55 他们进来的时候你看证件了吗？
00:08:03 没有看，他们说忘带了。
00:12:35 入口处没有未成年人禁入标志，请你一起看。
00:12:48 前几天掉了，还没有挂上。
00:19:35 再告知一遍：你有权陈述和申辩，有权申请回避。
00:19:47 听清楚了，不申请。
00:24:20 笔录请你核对，没有差错请签名。
00:24:48 罚得太重，我不签。
00:24:56 拒绝签名我们如实记录，请见证人到场。
00:25:31 孙女士，请你看着，他拒绝签名。
00:27:10 检查到这里结束，执法记录仪停止录制。"""


def looked_at(story: Story, first: str, second: str, day: int, hour: str) -> None:
    """周启明 marks the steps in both films, types what was said, and cuts the refusal out for the legal review."""
    story.at(day, hour)
    by_film: Mapping[str, Sequence[tuple[float, str]]] = {first: FIRST, second: SECOND}

    def act() -> None:
        actor = story.cast.actors[story.lead]
        record = UUID(story.records["inspection_record"].id)
        for film, marks in by_film.items():
            for at, step in marks:
                marking.mark(actor, story.films[film], at, Said(record=record, step=step))
                story.tale.wait(20)
        transcripts.typed(actor, story.films[second], SPOKEN)
        story.tale.wait(60)
        clips.cut(clips.ask(actor, story.films[second], Wanted(begin=1488, end=1545, what="拒签经过", reason="交法制审核")))

    story.later(act)
