"""行政收费: asked for by the published item and standard, paid against the treasury's receipt (制度第一条, 许可法第五十九条)."""

from liuhen.regulation.kinds.archiving import CASE_FILE_BOUND
from liuhen.regulation.kinds.charging import (
    CHARGE_OVERDUE,
    CHARGE_PAYMENT,
    CHARGE_REDUCED,
    CHARGE_REFUND,
    FEE_NOTICE,
)
from liuhen.regulation.kinds.initiation import CASE_REGISTRATION
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.procedure import PARTY, Procedure, Turn
from liuhen.regulation.sources import LICENCE_2019, REG

PROCEDURE = Procedure(
    key="fee",
    title="行政收费",
    act="fee",
    basis=(REG(1), LICENCE_2019(59)),
    help="通知缴款、减免、缴款、票据、退费。只按公布的法定项目和标准收。",
    turns=(
        Turn(kind=CASE_REGISTRATION, why="登记收费的事项和缴费人"),
        Turn(kind=FEE_NOTICE, why="写明依据、标准和数额，通知缴款", each=PARTY),
        Turn(kind=PROOF_OF_SERVICE, why="通知书送达并取得回证", each=FEE_NOTICE, required=False),
        Turn(kind=CHARGE_REDUCED, why="有法定减免情形的，审批", after=(FEE_NOTICE,), required=False),
        Turn(kind=CHARGE_PAYMENT, why="登记缴款和票据", each=FEE_NOTICE),
        Turn(kind=CHARGE_OVERDUE, why="逾期的，依法律规定加收滞纳金", after=(FEE_NOTICE,), required=False),
        Turn(kind=CHARGE_REFUND, why="多缴的，退还", after=(CHARGE_PAYMENT,), required=False),
        Turn(kind=CASE_FILE_BOUND, why="终结之日起 30 日内归档", after=(CHARGE_PAYMENT, CHARGE_REDUCED)),
    ),
)
