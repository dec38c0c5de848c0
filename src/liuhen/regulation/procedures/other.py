"""其他程序: the general way for acts that have none of their own (制度第一条、第二条、第七条)."""

from liuhen.regulation.kinds.acting import ACT_DECISION
from liuhen.regulation.kinds.archiving import CASE_FILE_BOUND
from liuhen.regulation.kinds.decision import DELIBERATION, LEGALITY_REVIEW
from liuhen.regulation.kinds.execution import PARTY_END, PERFORMANCE
from liuhen.regulation.kinds.initiation import CASE_REGISTRATION, INITIATION_APPROVAL
from liuhen.regulation.kinds.investigation import INSPECTION_RECORD, INTERVIEW_TRANSCRIPT
from liuhen.regulation.kinds.investigation_evidence import EVIDENCE_ITEM
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.procedure import PARTY, Procedure, Turn
from liuhen.regulation.sources import REG

PROCEDURE = Procedure(
    key="other",
    title="其他程序",
    act="other",
    basis=(REG(1), REG(2), REG(7)),
    help="确认、裁决、给付、奖励等：启动审批、调查、决定、送达、履行、归档。",
    turns=(
        Turn(kind=CASE_REGISTRATION, why="登记事项和当事人"),
        Turn(kind=INITIATION_APPROVAL, why="依职权启动，先经负责人批准"),
        Turn(
            kind=INTERVIEW_TRANSCRIPT,
            why="需要询问的，做笔录",
            after=(INITIATION_APPROVAL,),
            unless=(ACT_DECISION,),
            each=PARTY,
            required=False,
        ),
        Turn(
            kind=INSPECTION_RECORD,
            why="需要到现场的，做笔录",
            after=(INITIATION_APPROVAL,),
            unless=(ACT_DECISION,),
            required=False,
        ),
        Turn(kind=EVIDENCE_ITEM, why="收到的材料逐件登记", after=(INITIATION_APPROVAL,), unless=(ACT_DECISION,), required=False),
        Turn(
            kind=LEGALITY_REVIEW, why="重大决定先送法制审核", after=(INITIATION_APPROVAL,), unless=(ACT_DECISION,), required=False
        ),
        Turn(kind=DELIBERATION, why="重大的，集体讨论决定", after=(INITIATION_APPROVAL,), unless=(ACT_DECISION,), required=False),
        Turn(kind=ACT_DECISION, why="经负责人批准，制作决定书", after=(INITIATION_APPROVAL,), each=PARTY),
        Turn(kind=PROOF_OF_SERVICE, why="决定书送达并取得回证", each=ACT_DECISION),
        Turn(kind=PERFORMANCE, why="需要履行的，记下怎样履行", each=ACT_DECISION, required=False),
        Turn(kind=PARTY_END, why="另行终结的，记一笔", after=(ACT_DECISION,), each=PARTY, required=False),
        Turn(kind=CASE_FILE_BOUND, why="终结之日起 30 日内归档", after=(ACT_DECISION,)),
    ),
)
