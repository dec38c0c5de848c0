"""What the municipality's system writes down about a fine."""

from liuhen.regulation.fields import Choice, Field, Line, Money, Number
from liuhen.regulation.grammar import Kind, Stage
from roadfines.sources import CODE

PAID = (
    Money(key="payment", title="本次缴纳", required=False),
    Money(key="total_paid", title="累计缴纳", required=False),
)


def _dismissal() -> Field:
    options = (("NIL", "未撤销"), ("#", "专员撤销"), ("G", "法官撤销"))
    return Choice(key="dismissal", title="撤销", options=options, other=True, required=False)


FINE = Kind(
    key="fine",
    title="开出罚单",
    stage=Stage.INITIATION,
    basis=(CODE(200),),
    fields=(
        Money(key="amount", title="罚款"),
        Number(key="article", title="条号", required=False),
        Number(key="points", title="扣分", required=False),
        Line(key="vehicle", title="车辆类别", required=False),
        Line(key="officer", title="执法人员", required=False),
        _dismissal(),
        *PAID,
    ),
    aliases=("Create Fine",),
)
FINE_SENT = Kind(
    key="fine_sent",
    title="寄出罚单",
    stage=Stage.EXECUTION,
    basis=(CODE(201),),
    fields=(Money(key="expense", title="邮寄费用", required=False),),
    aliases=("Send Fine",),
)
FINE_NOTIFIED = Kind(
    key="fine_notified",
    title="罚单送达",
    stage=Stage.EXECUTION,
    basis=(CODE(201),),
    fields=(
        Line(key="notification", title="送达对象", required=False),
        Line(key="last_sent", title="最后寄送", required=False),
    ),
    aliases=("Insert Fine Notification",),
)
PENALTY_ADDED = Kind(
    key="penalty_added",
    title="加处罚款",
    stage=Stage.EXECUTION,
    basis=(CODE(203),),
    fields=(Money(key="amount", title="加处后的数额"),),
    aliases=("Add penalty",),
)
PREFECT_APPEAL = Kind(
    key="prefect_appeal",
    title="向专员申诉",
    stage=Stage.EXECUTION,
    basis=(CODE(203),),
    aliases=("Insert Date Appeal to Prefecture",),
)
PREFECT_APPEAL_SENT = Kind(
    key="prefect_appeal_sent",
    title="申诉移送专员",
    stage=Stage.EXECUTION,
    basis=(CODE(203),),
    fields=(_dismissal(),),
    aliases=("Send Appeal to Prefecture",),
)
PREFECT_RESULT = Kind(
    key="prefect_result",
    title="收到专员决定",
    stage=Stage.EXECUTION,
    basis=(CODE(204),),
    aliases=("Receive Result Appeal from Prefecture",),
)
RESULT_NOTIFIED = Kind(
    key="result_notified",
    title="专员决定送达",
    stage=Stage.EXECUTION,
    basis=(CODE(204),),
    aliases=("Notify Result Appeal to Offender",),
)
JUDGE_APPEAL = Kind(
    key="judge_appeal",
    title="向法官起诉",
    stage=Stage.EXECUTION,
    basis=(CODE(204),),
    fields=(_dismissal(),),
    aliases=("Appeal to Judge",),
)
PAYMENT = Kind(
    key="payment",
    title="缴款",
    stage=Stage.EXECUTION,
    basis=(CODE(202),),
    fields=PAID,
    aliases=("Payment",),
)
COLLECTION = Kind(
    key="collection",
    title="移交强制征收",
    stage=Stage.EXECUTION,
    basis=(CODE(206),),
    aliases=("Send for Credit Collection",),
)
