"""采集站: programs that bring recordings in by themselves are admitted and shut out by entries of the bureau (制度第五条、第二十七条、第二十八条)."""

from liuhen.regulation.fields import Line, Moment, Text
from liuhen.regulation.grammar import Kind, Stage
from liuhen.regulation.sources import REG

STATION_ADMITTED = Kind(
    key="station_admitted",
    title="采集站接入",
    stage=Stage.ADMINISTRATION,
    basis=(REG(5), REG(27)),
    subjects=("agency",),
    help="给采集站一枚接入令牌，它凭令牌上传音像、报告采集情况。令牌本身不记入，只在发放时显示一次。",
    fields=(
        Line(key="station", title="采集站编号"),
        Line(key="name", title="采集站名称"),
        Line(key="place", title="安放地点", required=False),
        Moment(key="until", title="令牌有效期至"),
    ),
    by_hand=False,
    internal=True,
)

STATION_SHUT_OUT = Kind(
    key="station_shut_out",
    title="采集站令牌收回",
    stage=Stage.ADMINISTRATION,
    basis=(REG(5), REG(28)),
    subjects=("agency",),
    help="令牌收回以后，采集站不能再上传。已经入库的音像不受影响。",
    fields=(
        Line(key="station", title="采集站编号"),
        Line(key="name", title="采集站名称"),
        Text(key="reason", title="收回原因", rows=2),
    ),
    by_hand=False,
    internal=True,
)
