"""行政检查: an act of its own; what it finds goes into a case of its own (practice.md 2)."""

from liuhen.regulation.kinds.archiving import CASE_FILE_BOUND
from liuhen.regulation.kinds.execution import CORRECTION_CHECK
from liuhen.regulation.kinds.initiation import CASE_REGISTRATION
from liuhen.regulation.kinds.inspecting import INSPECTION_APPROVAL, INSPECTION_LINKED, INSPECTION_NOTICE, INSPECTION_RESULT
from liuhen.regulation.kinds.investigation import CORRECTION_ORDER, INSPECTION_RECORD, INTERVIEW_TRANSCRIPT
from liuhen.regulation.kinds.investigation_evidence import EVIDENCE_ITEM, SAMPLING
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.procedure import Procedure, Turn
from liuhen.regulation.sources import PENALTY_2021, REG

PROCEDURE = Procedure(
    key="inspection",
    title="行政检查",
    act="inspection",
    basis=(REG(1), PENALTY_2021(55)),
    help="审批、通知、检查、记录、反馈。发现违法的，把检查笔录转入处罚案件。",
    turns=(
        Turn(kind=CASE_REGISTRATION, why="登记这次检查的来源和对象"),
        Turn(kind=INSPECTION_APPROVAL, why="检查之前先审批"),
        Turn(kind=INSPECTION_NOTICE, why="通知书到场时当面交付", after=(INSPECTION_APPROVAL,)),
        Turn(kind=INSPECTION_RECORD, why="到现场检查，做笔录并录像", after=(INSPECTION_APPROVAL,)),
        Turn(kind=SAMPLING, why="需要抽样的，做抽样凭证", after=(INSPECTION_APPROVAL,), required=False),
        Turn(kind=INTERVIEW_TRANSCRIPT, why="需要询问的，做询问笔录", after=(INSPECTION_APPROVAL,), required=False),
        Turn(kind=EVIDENCE_ITEM, why="收到的材料逐件登记", after=(INSPECTION_RECORD,), required=False),
        Turn(kind=CORRECTION_ORDER, why="发现问题的，责令改正", after=(INSPECTION_RECORD,), required=False),
        Turn(kind=CORRECTION_CHECK, why="改正期限届满，复查改正情况", each=CORRECTION_ORDER),
        Turn(kind=INSPECTION_RESULT, why="把检查结果告诉被检查人", after=(INSPECTION_RECORD,), unless=(INSPECTION_LINKED,)),
        Turn(kind=PROOF_OF_SERVICE, why="文书送达并取得回证", each=CORRECTION_ORDER, required=False),
        Turn(kind=CASE_FILE_BOUND, why="终结之日起 30 日内归档", after=(INSPECTION_RESULT, INSPECTION_LINKED)),
    ),
)
