"""What the office's system writes down about an application."""

from liuhen.regulation.fields import Line, Moment
from liuhen.regulation.grammar import Kind, Stage
from permits.sources import HOUSE, WABO

BY = Line(key="person", title="经办人", required=False)


def _step(key: str, title: str, name: str) -> Kind:
    return Kind(key=key, title=title, stage=Stage.INVESTIGATION, basis=(HOUSE(4),), fields=(BY,), aliases=(name,))


APPLICATION = Kind(
    key="application",
    title="许可申请",
    stage=Stage.INITIATION,
    basis=(WABO("3.7"),),
    fields=(
        Moment(key="deadline", title="办结期限"),
        Moment(key="ended", title="办结时间", required=False),
        Line(key="channel", title="提交途径", required=False),
        Line(key="department", title="部门", required=False),
        Line(key="responsible", title="负责人", required=False),
    ),
)
CONFIRMED = _step("confirmed", "受理确认", "Confirmation of receipt")
CHECKED = _step("checked", "核对受理确认", "T02 Check confirmation of receipt")
ADJUSTED = _step("adjusted", "修改受理确认", "T03 Adjust confirmation of receipt")
DETERMINED = _step("determined", "审定受理确认", "T04 Determine confirmation of receipt")
DOCUMENT_MADE = _step("document_made", "制作文件", "T11 Create document X request unlicensed")
DOCUMENT_CHECKED = _step("document_checked", "核对文件", "T12 Check document X request unlicensed")
DOCUMENT_ADJUSTED = _step("document_adjusted", "修改文件", "T13 Adjust document X request unlicensed")
REPORT_MADE = _step("report_made", "报告搁置理由", "T16 Report reasons to hold request")
REPORT_CHECKED = _step("report_checked", "核对报告", "T17 Check report Y to stop indication")
REPORT_ADJUSTED = _step("report_adjusted", "修改报告", "T18 Adjust report Y to stop indicition")

#: Steps on which no rule speaks.
OTHERS = tuple(
    _step(key, title, name)
    for key, title, name in (
        ("confirmation_sent", "打印发送受理确认", "T05 Print and send confirmation of receipt"),
        ("advice_needed", "判断是否需要征求意见", "T06 Determine necessity of stop advice"),
        ("advice_1", "起草内部意见一", "T07-1 Draft intern advice aspect 1"),
        ("advice_2", "起草内部意见二", "T07-2 Draft intern advice aspect 2"),
        ("advice_3", "起草内部意见三", "T07-3 Draft intern advice hold for aspect 3"),
        ("advice_4", "起草内部意见四", "T07-4 Draft internal advice to hold for type 4"),
        ("advice_5", "起草内部意见五", "T07-5 Draft intern advice aspect 5"),
        ("advice_asked", "征求意见", "T08 Draft and send request for advice"),
        ("outside_advice_1", "外部意见一", "T09-1 Process or receive external advice from party 1"),
        ("outside_advice_2", "外部意见二", "T09-2 Process or receive external advice from party 2"),
        ("outside_advice_3", "外部意见三", "T09-3 Process or receive external advice from party 3"),
        ("outside_advice_4", "外部意见四", "T09-4 Process or receive external advice from party 4"),
        ("stop_needed", "判断是否需要搁置", "T10 Determine necessity to stop indication"),
        ("document_determined", "审定文件", "T14 Determine document X request unlicensed"),
        ("document_printed", "打印文件", "T15 Print document X request unlicensed"),
        ("report_determined", "审定报告", "T19 Determine report Y to stop indication"),
        ("report_printed", "打印报告", "T20 Print report Y to stop indication"),
    )
)
