"""简易程序: found, told, heard, decided and handed over in one visit; filed afterwards (处罚法第五章第二节; 制度第十七条)."""

from liuhen.regulation.kinds.archiving import CASE_FILE_BOUND, CLOSING_REPORT
from liuhen.regulation.kinds.execution import PARTY_END, PAYMENT
from liuhen.regulation.kinds.initiation import CASE_REGISTRATION
from liuhen.regulation.kinds.summary import MONEY_HANDED_IN, SPOT_COLLECTION, SPOT_HANDING, SUMMARY_DECISION, SUMMARY_FILING
from liuhen.regulation.procedure import PARTY, Procedure, Turn
from liuhen.regulation.sources import PENALTY_2021, REG

PROCEDURE = Procedure(
    key="summary",
    title="简易程序",
    act="penalty",
    basis=(REG(17), PENALTY_2021(51)),
    help="事实确凿、罚款在上限之内的，当场处罚：出示证件、告知、听取申辩、填写决定书、当场交付，回来备案。",
    includes=("enforcement",),
    turns=(
        Turn(kind=CASE_REGISTRATION, why="登记当事人和违法行为"),
        Turn(kind=SUMMARY_DECISION, why="告知、听取申辩之后，当场作出并交付", each=PARTY),
        Turn(kind=SPOT_HANDING, why="发出时记怎样交付；没有交成的另行送达", each=SUMMARY_DECISION, required=False),
        Turn(kind=SPOT_COLLECTION, why="当场收缴的，记录并出具票据", each=SUMMARY_DECISION, unless=(PAYMENT,), required=False),
        Turn(kind=MONEY_HANDED_IN, why="收缴的罚款两个工作日内交到机关", each=SPOT_COLLECTION),
        Turn(kind=SUMMARY_FILING, why="回来报所属机关备案", each=SUMMARY_DECISION),
        Turn(kind=PAYMENT, why="到银行缴纳的，登记票据", each=SUMMARY_DECISION, unless=(SPOT_COLLECTION,), required=False),
        Turn(
            kind=PARTY_END, why="没有缴清而以其他方式终结的，记一笔；缴清的自缴款之日终结", each=PARTY, after=(SUMMARY_DECISION,),
            unless=(SPOT_COLLECTION, PAYMENT), required=False,
        ),
        Turn(kind=CLOSING_REPORT, why="写结案报告", after=(PARTY_END, SPOT_COLLECTION, PAYMENT, SUMMARY_FILING)),
        Turn(kind=CASE_FILE_BOUND, why="终结之日起 30 日内归档", after=(CLOSING_REPORT,)),
    ),
)  # fmt: skip
