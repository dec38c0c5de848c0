"""行政强制执行: the demand, the six ways of 制度第二十五条, the court (强制法第四章、第五章)."""

from liuhen.regulation.kinds.archiving import CASE_FILE_BOUND, CLOSING_REPORT
from liuhen.regulation.kinds.court import COURT_ANSWER, COURT_APPLICATION, COURT_OBJECTION, COURT_RESULT, REMEDY_SOUGHT
from liuhen.regulation.kinds.enforcement import (
    ADDITIONAL_FINE_DECISION,
    DEMAND_ANSWER,
    DEMAND_NOTICE,
    ENFORCEMENT_AGREEMENT,
    ENFORCEMENT_DECISION,
)
from liuhen.regulation.kinds.enforcement_acts import (
    DEPOSIT_TRANSFER,
    GOODS_DISPOSAL,
    OBSTRUCTION_REMOVAL,
    OTHER_ENFORCEMENT,
    SUBSTITUTE_DECISION,
    SUBSTITUTE_RECORD,
)
from liuhen.regulation.kinds.enforcement_ends import (
    ENFORCEMENT_ENDED,
    ENFORCEMENT_RESUMED,
    ENFORCEMENT_SUSPENDED,
    EXECUTION_REVERSED,
)
from liuhen.regulation.kinds.execution import PARTY_END, PAYMENT, PERFORMANCE
from liuhen.regulation.kinds.initiation import CASE_REGISTRATION, INITIATION_APPROVAL
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.procedure import PARTY, Procedure, Turn
from liuhen.regulation.sources import COMPULSION_2011, REG

#: What may have done away with the duty: paid or performed by the party, or taken in one of the ways of article 25.
_PERFORMED = (PAYMENT, PERFORMANCE, DEPOSIT_TRANSFER, GOODS_DISPOSAL, OBSTRUCTION_REMOVAL, SUBSTITUTE_RECORD, OTHER_ENFORCEMENT)

PROCEDURE = Procedure(
    key="enforcement",
    title="行政强制执行",
    act="coercion",
    basis=(REG(24), REG(25), REG(26), COMPULSION_2011(34)),
    help="先催告；法律授予强制执行权的自己执行，没有授权的申请人民法院。加处罚款各机关都可以。",
    includes=("measure",),
    turns=(
        Turn(kind=CASE_REGISTRATION, why="登记所要执行的决定"),
        Turn(kind=INITIATION_APPROVAL, why="启动先经负责人批准"),
        Turn(kind=DEMAND_NOTICE, why="强制执行和申请法院之前先催告", each=PARTY),
        Turn(kind=PROOF_OF_SERVICE, why="催告书直接送达并取得回证", each=DEMAND_NOTICE),
        Turn(kind=DEMAND_ANSWER, why="当事人陈述申辩的，记录并复核", each=DEMAND_NOTICE, required=False),
        Turn(kind=REMEDY_SOUGHT, why="当事人申请复议、提起诉讼的，记一笔", each=PARTY, required=False),
        Turn(kind=ADDITIONAL_FINE_DECISION, why="到期不缴纳罚款的，加处罚款", each=PARTY, required=False),
        Turn(kind=ENFORCEMENT_DECISION, why="有强制执行权的，决定强制执行", each=DEMAND_NOTICE, required=False),
        Turn(kind=DEPOSIT_TRANSFER, why="划拨的，记录", each=ENFORCEMENT_DECISION, required=False),
        Turn(kind=GOODS_DISPOSAL, why="拍卖、处理查封扣押财物的，记录", required=False, after=(DEMAND_NOTICE,)),
        Turn(kind=OBSTRUCTION_REMOVAL, why="排除妨碍、恢复原状的，记录并录像", each=ENFORCEMENT_DECISION, required=False),
        Turn(kind=SUBSTITUTE_DECISION, why="代履行的，先作决定并送达", each=DEMAND_NOTICE, required=False),
        Turn(kind=SUBSTITUTE_RECORD, why="代履行的经过和签名", each=SUBSTITUTE_DECISION),
        Turn(kind=OTHER_ENFORCEMENT, why="其他执行方式的，记录", each=ENFORCEMENT_DECISION, required=False),
        Turn(kind=ENFORCEMENT_AGREEMENT, why="达成执行协议的，记下", required=False, after=(DEMAND_NOTICE,)),
        Turn(kind=ENFORCEMENT_SUSPENDED, why="应当中止的，中止", required=False, after=(DEMAND_NOTICE,)),
        Turn(kind=ENFORCEMENT_RESUMED, why="中止的情形消失的，恢复", each=ENFORCEMENT_SUSPENDED, required=False),
        Turn(kind=COURT_APPLICATION, why="没有强制执行权的，申请人民法院", each=DEMAND_NOTICE, required=False),
        Turn(kind=COURT_ANSWER, why="登记法院受理和裁定", each=COURT_APPLICATION),
        Turn(kind=COURT_OBJECTION, why="对不予受理、不予执行有异议的，十五日内申请复议", each=COURT_ANSWER, required=False),
        Turn(kind=COURT_RESULT, why="登记法院执行结果", each=COURT_APPLICATION),
        Turn(kind=ENFORCEMENT_ENDED, why="应当终结的，决定终结", required=False, after=(DEMAND_NOTICE,)),
        Turn(kind=EXECUTION_REVERSED, why="决定被撤销的，执行回转", required=False, after=(REMEDY_SOUGHT,)),
        Turn(kind=PAYMENT, why="登记缴纳情况和票据", required=False, after=(DEMAND_NOTICE,)),
        Turn(kind=PERFORMANCE, why="其他义务履行的，记录", required=False, after=(DEMAND_NOTICE,)),
        Turn(
            kind=PARTY_END,
            why="这一当事人的处理已终结的，记一笔",
            each=PARTY,
            after=(*_PERFORMED, COURT_RESULT, ENFORCEMENT_ENDED),
        ),
        Turn(kind=CLOSING_REPORT, why="各当事人都已终结，写结案报告", after=(PARTY_END,)),
        Turn(kind=CASE_FILE_BOUND, why="终结之日起 30 日内归档", after=(CLOSING_REPORT,)),
    ),
)
