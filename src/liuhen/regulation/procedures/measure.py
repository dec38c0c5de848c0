"""行政强制措施: sealing and seizing (强制法第三章)."""

from liuhen.regulation.kinds.archiving import CASE_FILE_BOUND, CLOSING_REPORT
from liuhen.regulation.kinds.execution import PARTY_END
from liuhen.regulation.kinds.initiation import CASE_REGISTRATION, INITIATION_APPROVAL, URGENT_START
from liuhen.regulation.kinds.measure import SCENE_RECORD, SEIZURE_APPROVAL, SEIZURE_DECISION
from liuhen.regulation.kinds.measure_after import APPRAISAL_PERIOD, SEIZURE_EXTENSION, SEIZURE_OUTCOME, SEIZURE_RELEASE
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.procedure import PARTY, Procedure, Turn
from liuhen.regulation.sources import COMPULSION_2011, REG

_DEALT = (SEIZURE_OUTCOME, SEIZURE_RELEASE)

PROCEDURE = Procedure(
    key="measure",
    title="行政强制措施",
    act="coercion",
    basis=(REG(7), COMPULSION_2011(18)),
    help="查封、扣押：批准、当场实施、现场笔录、三十日之内处理或者解除。情况紧急的先实施，二十四小时内补办批准。",
    turns=(
        Turn(kind=CASE_REGISTRATION, why="先登记案件从哪里来"),
        Turn(kind=URGENT_START, why="情况紧急，可以先启动，24 小时内补报审批表", unless=(INITIATION_APPROVAL,), required=False),
        Turn(kind=INITIATION_APPROVAL, why="启动先经负责人批准"),
        Turn(kind=SEIZURE_APPROVAL, why="查封、扣押先报负责人批准"),
        Turn(
            kind=SEIZURE_DECISION, why="批准之后（情况紧急的先实施）当场交付决定书和清单", after=(SEIZURE_APPROVAL, URGENT_START)
        ),
        Turn(kind=SCENE_RECORD, why="当场制作现场笔录", each=SEIZURE_DECISION),
        Turn(kind=SEIZURE_EXTENSION, why="情况复杂的，期满之前经批准延长", each=SEIZURE_DECISION, unless=_DEALT, required=False),
        Turn(kind=APPRAISAL_PERIOD, why="需要检测、鉴定的，书面告知期间", each=SEIZURE_DECISION, unless=_DEALT, required=False),
        Turn(kind=SEIZURE_OUTCOME, why="期限之内作出处理", each=SEIZURE_DECISION, unless=(SEIZURE_RELEASE,)),
        Turn(
            kind=SEIZURE_RELEASE, why="应当解除的，解除并退还", each=SEIZURE_DECISION, unless=(SEIZURE_OUTCOME,), required=False
        ),
        Turn(kind=PROOF_OF_SERVICE, why="文书送达并取得回证", each=SEIZURE_DECISION, required=False),
        Turn(kind=PARTY_END, why="这一当事人的处理已终结的，记一笔", each=PARTY, after=_DEALT),
        Turn(kind=CLOSING_REPORT, why="各当事人都已终结，写结案报告", after=(PARTY_END,)),
        Turn(kind=CASE_FILE_BOUND, why="终结之日起 30 日内归档", after=(CLOSING_REPORT,)),
    ),
)
