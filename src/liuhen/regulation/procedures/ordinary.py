"""普通程序: the ordinary penalty (处罚法第五章第三节; practice.md 1-3). Its order hangs on more than turns say: cases/next_steps.py."""

from liuhen.regulation.kinds.archiving import CASE_FILE_BOUND, CLOSING_REPORT
from liuhen.regulation.kinds.decision import DECISION_APPROVAL, DELIBERATION, INVESTIGATION_REPORT, LEGALITY_REVIEW
from liuhen.regulation.kinds.decision_hearing import (
    HEARING_NOTICE,
    HEARING_RECORD,
    HEARING_REPORT,
    HEARING_REQUEST,
    HEARING_WITHDRAWN,
)
from liuhen.regulation.kinds.decision_notice import DEFENCE_REVIEW, DEFENCE_WAIVED, PRIOR_NOTICE, STATEMENT_DEFENCE
from liuhen.regulation.kinds.decision_papers import EXTENSION, NO_PENALTY_DECISION, PENALTY_DECISION
from liuhen.regulation.kinds.execution import CORRECTION_CHECK, PARTY_END, PAYMENT, PAYMENT_PLAN
from liuhen.regulation.kinds.initiation import CASE_REGISTRATION, INITIATION_APPROVAL, URGENT_START
from liuhen.regulation.kinds.investigation import CORRECTION_ORDER, INSPECTION_RECORD, INTERVIEW_TRANSCRIPT, RIGHTS_NOTICE
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.procedure import PARTY, Procedure, Turn
from liuhen.regulation.sources import PENALTY_2021, REG

PROCEDURE = Procedure(
    key="ordinary",
    title="普通程序",
    act="penalty",
    basis=(REG(7), PENALTY_2021(54)),
    help="立案、调查、告知、审核、决定、送达、执行、归档。不能当场作出的处罚都走这个程序。",
    includes=("measure", "enforcement", "inspection"),
    turns=(
        Turn(kind=CASE_REGISTRATION, why="先登记案件从哪里来"),
        Turn(kind=URGENT_START, why="情况紧急，可以先启动，24 小时内补报审批表", required=False),
        Turn(kind=INITIATION_APPROVAL, why="启动一般程序先经负责人批准"),
        Turn(kind=INSPECTION_RECORD, why="到现场检查、勘验，查明初步事实", required=False),
        Turn(kind=RIGHTS_NOTICE, why="调查时告知陈述、申辩和申请回避的权利", required=False),
        Turn(kind=INTERVIEW_TRANSCRIPT, why="询问当事人，核实事实", each=PARTY, required=False),
        Turn(kind=CORRECTION_ORDER, why="发现违法行为的，责令改正", required=False),
        Turn(kind=INVESTIGATION_REPORT, why="事实已查清，写调查终结报告"),
        Turn(kind=PRIOR_NOTICE, why="决定之前先告知拟处罚的内容和陈述申辩权", each=PARTY),
        Turn(kind=STATEMENT_DEFENCE, why="当事人陈述申辩的，如实记下", each=PARTY, required=False),
        Turn(kind=DEFENCE_WAIVED, why="当事人明确放弃的，记下并请其签名", each=PARTY, required=False),
        Turn(kind=DEFENCE_REVIEW, why="陈述申辩逐条复核", each=STATEMENT_DEFENCE),
        Turn(kind=HEARING_REQUEST, why="当事人申请听证的，记下", each=PARTY, required=False),
        Turn(kind=HEARING_WITHDRAWN, why="撤回听证申请的，记下", each=HEARING_REQUEST, required=False),
        Turn(kind=HEARING_NOTICE, why="听证七个工作日前通知", each=HEARING_REQUEST),
        Turn(kind=HEARING_RECORD, why="听证后才能决定", each=HEARING_REQUEST),
        Turn(kind=HEARING_REPORT, why="听证主持人写听证报告", each=HEARING_RECORD),
        Turn(kind=LEGALITY_REVIEW, why="决定之前送法制审核", required=False),
        Turn(kind=DELIBERATION, why="情节复杂或者重大的，集体讨论决定", required=False),
        Turn(kind=DECISION_APPROVAL, why="报负责人审查决定"),
        Turn(kind=EXTENSION, why="九十日内办不完、法律法规另有规定的，延期", required=False),
        Turn(kind=PENALTY_DECISION, why="负责人已批准，制作决定书", each=PARTY),
        Turn(kind=NO_PENALTY_DECISION, why="依法不予处罚的，制作决定书", each=PARTY, required=False),
        Turn(kind=PROOF_OF_SERVICE, why="决定书要送达并取得回证", each=PENALTY_DECISION),
        Turn(kind=CORRECTION_CHECK, why="改正期限届满，复查改正情况", each=CORRECTION_ORDER),
        Turn(kind=PAYMENT_PLAN, why="申请延期、分期缴纳的，报批", each=PENALTY_DECISION, required=False),
        Turn(kind=PAYMENT, why="登记罚没款缴纳情况和票据", each=PENALTY_DECISION),
        Turn(kind=PARTY_END, why="这一当事人的处理已终结的，记一笔", each=PARTY),
        Turn(kind=CLOSING_REPORT, why="各当事人都已终结，写结案报告"),
        Turn(kind=CASE_FILE_BOUND, why="终结之日起 30 日内归档"),
    ),
)
