"""行政许可: an application from the counter to the licence in hand (制度第六条, 许可法第四章)."""

from liuhen.regulation.kinds.archiving import CASE_FILE_BOUND
from liuhen.regulation.kinds.initiation import CASE_CHANGED
from liuhen.regulation.kinds.licensing import (
    LICENCE_ACCEPTANCE,
    LICENCE_APPLICATION,
    LICENCE_APPLICATION_WITHDRAWN,
    LICENCE_REFUSED_TO_ACCEPT,
    LICENCE_SUPPLEMENT,
    NOT_NEEDED,
    SPOT_CORRECTION,
    SUPPLEMENT_RECEIVED,
)
from liuhen.regulation.kinds.licensing_decision import (
    LICENCE_DECISION,
    LICENCE_DELIVERED,
    LICENCE_ENDED,
    LICENCE_PUBLICITY,
)
from liuhen.regulation.kinds.licensing_hearing import (
    LICENCE_HEARING_NOTICE,
    LICENCE_HEARING_RECORD,
    LICENCE_HEARING_REQUEST,
    LICENCE_HEARING_TOLD,
)
from liuhen.regulation.kinds.licensing_review import (
    LICENCE_CHECK,
    LICENCE_EXTENSION,
    LICENCE_PERIOD_EXCLUDED,
    LICENCE_REVIEW,
)
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.procedure import Procedure, Turn
from liuhen.regulation.sources import LICENCE_2019, REG

_OVER = (LICENCE_REFUSED_TO_ACCEPT, LICENCE_APPLICATION_WITHDRAWN)
_ANSWERED = (LICENCE_ACCEPTANCE, *_OVER)
_DECIDED = (LICENCE_DECISION, LICENCE_ENDED, *_OVER)

PROCEDURE = Procedure(
    key="licence",
    title="行政许可",
    act="licence",
    basis=(REG(6), LICENCE_2019(32)),
    optional=True,
    help="登记申请、受理或者补正、审查、决定、送达证件。依申请办理，由窗口开始。",
    turns=(
        Turn(kind=LICENCE_APPLICATION, why="收到申请先登记，逐件核对材料"),
        Turn(kind=NOT_NEEDED, why="不需要许可或者不归本机关管的，即时告知", unless=_ANSWERED, required=False),
        Turn(kind=SPOT_CORRECTION, why="可以当场更正的，请申请人当场更正", unless=_ANSWERED, required=False),
        Turn(kind=LICENCE_SUPPLEMENT, why="材料不齐的，五个工作日内一次告知", unless=_ANSWERED, required=False),
        Turn(
            kind=SUPPLEMENT_RECEIVED, why="收到补正材料，逐项核对", after=(LICENCE_SUPPLEMENT,), unless=_ANSWERED, required=False
        ),
        Turn(kind=LICENCE_ACCEPTANCE, why="材料齐全的，出具受理通知书", after=(LICENCE_APPLICATION,), unless=_OVER),
        Turn(
            kind=LICENCE_REFUSED_TO_ACCEPT,
            why="不受理的，出具不予受理决定书",
            after=(LICENCE_APPLICATION,),
            unless=_ANSWERED,
            required=False,
        ),
        Turn(
            kind=LICENCE_APPLICATION_WITHDRAWN,
            why="申请人撤回的，记下并退还材料",
            after=(LICENCE_APPLICATION,),
            unless=_DECIDED,
            required=False,
        ),
        Turn(kind=CASE_CHANGED, why="指派审查人员、变更申请人信息", after=(LICENCE_APPLICATION,), required=False),
        Turn(
            kind=LICENCE_CHECK,
            why="需要核实的，两名以上人员到现场核查",
            after=(LICENCE_ACCEPTANCE,),
            unless=_DECIDED,
            required=False,
        ),
        Turn(
            kind=LICENCE_PERIOD_EXCLUDED,
            why="听证、鉴定等所需时间书面告知",
            after=(LICENCE_ACCEPTANCE,),
            unless=_DECIDED,
            required=False,
        ),
        Turn(kind=LICENCE_REVIEW, why="对照法定条件写审查意见，报负责人", after=(LICENCE_ACCEPTANCE,), unless=_OVER),
        Turn(
            kind=LICENCE_HEARING_TOLD,
            why="涉及他人重大利益的，告知听证权利",
            after=(LICENCE_ACCEPTANCE,),
            unless=_DECIDED,
            required=False,
        ),
        Turn(
            kind=LICENCE_HEARING_REQUEST,
            why="要求听证的，记下",
            after=(LICENCE_HEARING_TOLD,),
            unless=_DECIDED,
            required=False,
        ),
        Turn(
            kind=LICENCE_HEARING_NOTICE,
            why="听证七个工作日前通知",
            after=(LICENCE_ACCEPTANCE,),
            unless=_DECIDED,
            required=False,
        ),
        Turn(
            kind=LICENCE_HEARING_RECORD,
            why="根据听证笔录作出决定",
            after=(LICENCE_HEARING_NOTICE,),
            unless=_DECIDED,
            required=False,
        ),
        Turn(
            kind=LICENCE_EXTENSION,
            why="期限内不能决定的，经批准延长并告知理由",
            after=(LICENCE_ACCEPTANCE,),
            unless=_DECIDED,
            required=False,
        ),
        Turn(kind=LICENCE_DECISION, why="负责人批准后制作决定书", after=(LICENCE_REVIEW,), unless=(LICENCE_ENDED, *_OVER)),
        Turn(kind=PROOF_OF_SERVICE, why="决定书送达并取得回证", each=LICENCE_DECISION, unless=(LICENCE_DELIVERED,)),
        Turn(kind=LICENCE_DELIVERED, why="十个工作日内把证件交到申请人手里", after=(LICENCE_DECISION,), required=False),
        Turn(kind=LICENCE_PUBLICITY, why="准予许可的决定公开", after=(LICENCE_DECISION,), required=False),
        Turn(kind=LICENCE_ENDED, why="依法撤销、注销的", after=(LICENCE_DECISION,), required=False),
        Turn(
            kind=CASE_FILE_BOUND,
            why="终结之日起 30 日内归档",
            after=(LICENCE_DELIVERED, LICENCE_REFUSED_TO_ACCEPT, LICENCE_APPLICATION_WITHDRAWN, PROOF_OF_SERVICE),
        ),
    ),
)
