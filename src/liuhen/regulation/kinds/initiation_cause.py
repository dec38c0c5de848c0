"""启动, the 案由: a provisional one is confirmed by the legal body before the party is told (practice.md 19)."""

from liuhen.regulation import usual
from liuhen.regulation.fields import Cause, Line
from liuhen.regulation.grammar import Kind, Opinion, Paper, Role, Stage
from liuhen.regulation.sources import PENALTY_2021

CAUSE_CONFIRMATION = Kind(
    key="cause_confirmation",
    title="暂定案由确认表",
    stage=Stage.INITIATION,
    basis=(PENALTY_2021(44),),
    help="目录里没有的案由是暂定的，告知之前由法制机构确认：能归入目录的选目录里的，不能的写规范的表述。",
    fields=(
        Line(key="provisional", title="暂定案由", prefill="case.cause", locked=True),
        Cause(key="cause", title="确认的案由", prefill="case.cause", help="用罚则条文的词语写行为，不写当事人。"),
        usual.laws("broken", "违反的规定", "broken", required=False),
        usual.laws("basis", "处罚依据", "penal", required=False),
        usual.reason("理由", rows=2, required=False),
    ),
    parts=(Opinion("legal", "法制机构意见", role=Role.LEGAL),),
    paper=Paper(layout="form", volume="internal"),
    aliases=("案由确认", "案由确认表"),
)
