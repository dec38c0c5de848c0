"""行政征收: started by approval, decided, served, paid (制度第一条、第七条、第二十三条)."""

from liuhen.regulation.kinds.archiving import CASE_FILE_BOUND
from liuhen.regulation.kinds.charging import (
    CHARGE_OVERDUE,
    CHARGE_PAYMENT,
    CHARGE_REDUCED,
    CHARGE_REFUND,
    LEVY_DECISION,
)
from liuhen.regulation.kinds.initiation import CASE_REGISTRATION, INITIATION_APPROVAL
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.procedure import PARTY, Procedure, Turn
from liuhen.regulation.sources import REG

PROCEDURE = Procedure(
    key="levy",
    title="行政征收",
    act="levy",
    basis=(REG(1), REG(7)),
    help="启动审批、核定、决定、送达、缴款。减免要审批，滞纳金要有法律依据。",
    turns=(
        Turn(kind=CASE_REGISTRATION, why="登记征收的事项和缴纳义务人"),
        Turn(kind=INITIATION_APPROVAL, why="依职权启动，先经负责人批准"),
        Turn(kind=LEVY_DECISION, why="核定数额，制作征收决定书", after=(INITIATION_APPROVAL,), each=PARTY),
        Turn(kind=PROOF_OF_SERVICE, why="决定书送达并取得回证", each=LEVY_DECISION),
        Turn(kind=CHARGE_REDUCED, why="有法定减免情形的，审批", after=(LEVY_DECISION,), required=False),
        Turn(kind=CHARGE_PAYMENT, why="登记缴款和票据", each=LEVY_DECISION),
        Turn(kind=CHARGE_OVERDUE, why="逾期的，依法律规定加收滞纳金", after=(LEVY_DECISION,), required=False),
        Turn(kind=CHARGE_REFUND, why="多缴的，退还", after=(CHARGE_PAYMENT,), required=False),
        Turn(kind=CASE_FILE_BOUND, why="终结之日起 30 日内归档", after=(CHARGE_PAYMENT, CHARGE_REDUCED)),
    ),
)
