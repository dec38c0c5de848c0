"""The record that only this bureau makes."""

from liuhen.regulation import usual
from liuhen.regulation.fields import Choice
from liuhen.regulation.grammar import Kind, OfficersSign, Paper, Stage
from xinghai.sources import XINGHAI

REVISIT = Kind(
    key="xinghai_revisit",
    title="回访记录",
    stage=Stage.EXECUTION,
    basis=(XINGHAI(33),),
    help="处罚决定作出后回访当事人，看是否已经改正。",
    fields=(
        usual.at("回访时间", law="星海办法第三十三条", prefill="now"),
        usual.party(),
        usual.officers(),
        usual.place("回访地点"),
        Choice(
            key="result",
            title="回访结果",
            options=(("corrected", "已经改正"), ("not_corrected", "尚未改正"), ("closed", "已经停业")),
            help="按现场看到的选。",
        ),
        usual.facts("现场情况"),
    ),
    parts=(OfficersSign(),),
    about=("penalty_decision",),
    paper=Paper(layout="form", volume="internal"),
    aliases=("执法回访",),
)
