"""归档管理: publicity, closing, the bound file (制度第二十七条, 处罚法第四十八条)."""

from liuhen.regulation import usual
from liuhen.regulation.fields import Choice, Day, Line, Number, Scans, Staff, Text
from liuhen.regulation.grammar import Kind, Opinion, Paper, Role, Stage
from liuhen.regulation.sources import ARCHIVES_2020, PENALTY_2021, REG

PUBLICITY = Kind(
    key="publicity",
    title="处罚信息公示",
    stage=Stage.ARCHIVING,
    basis=(PENALTY_2021(48),),
    about=("penalty_decision",),
    help="决定作出后按期公示，期限见待办。不公开个人身份信息和未成年人信息。",
    fields=(
        usual.party(required=False, prefill="about.party"),
        usual.at("公示时间", prefill="now"),
        Line(key="where", title="公示的网站或平台", help="写全称，可以写几个。"),
        Line(key="url", title="网址", required=False),
        Scans(key="scans", title="页面截图"),
    ),
    paper=Paper(layout="form", volume="internal"),
    aliases=("公示", "信息公示", "处罚公示", "双公示", "行政处罚公示", "信用公示", "公开", "处罚决定公开"),
)

PUBLICITY_WITHDRAWN = Kind(
    key="publicity_withdrawn",
    title="撤回处罚信息公示",
    stage=Stage.ARCHIVING,
    basis=(PENALTY_2021(48),),
    about=("publicity",),
    help="决定被变更、撤销、确认违法或者无效的，三个工作日内撤回并公开说明理由。",
    fields=(
        usual.party(required=False, prefill="about.party"),
        usual.reason("撤回的理由", rows=2, law="处罚法第四十八条"),
        usual.at("撤回时间", prefill="now"),
        Scans(key="scans", title="页面截图"),
    ),
    paper=Paper(layout="form", volume="internal"),
    aliases=("撤回公示", "撤下公示", "撤销公示"),
)

CLOSING_REPORT = Kind(
    key="closing_report",
    title="结案报告",
    stage=Stage.ARCHIVING,
    basis=(REG(27),),
    issued=True,
    help="每个当事人都已终结，应办的都办了，才能结案。",
    fields=(
        Choice(
            key="outcome", title="结案方式", help="以最后一个终结的当事人为准。",
            options=(
                ("performed", "处罚决定履行完毕"), ("no_penalty", "不予处罚"), ("withdrawn", "撤案"), ("transferred", "移送"), ("terminated", "终结执行"),
                ("court", "法院执行终了"),
            ),
        ),
        usual.facts("案件简要情况", rows=4, prefill="investigation_report.facts", help="案由、立案日期、查明的事实，简要写。"),
        Text(key="decision", title="处理结果", rows=3, required=False, help="文书名称、文号、日期、处罚内容。"),
        Text(key="performance", title="履行情况", rows=3, law="制度第二十三条", help="何时履行、票据号码、改正核查的结果。"),
        Day(key="closed", title="结案日期", prefill="today"),
        *usual.original(),
    ),
    parts=(
        Opinion("handler", "承办人意见", role=Role.OFFICER),
        Opinion("unit_head", "承办机构意见", role=Role.UNIT_HEAD),
        Opinion("head", "行政机关负责人意见", role=Role.HEAD),
    ),
    paper=Paper(layout="form", word="执结", volume="internal"),
    aliases=("结案", "结案审批", "结案审批表", "行政处罚结案报告", "批准结案", "案件结案"),
    told=(*usual.APPROVED_TOLD, *usual.NUMBER_TOLD),
)  # fmt: skip

CASE_FILE_BOUND = Kind(
    key="case_file_bound",
    title="案卷归档",
    stage=Stage.ARCHIVING,
    basis=(REG(27), ARCHIVES_2020(14)),
    help="行为终结之日起三十日内归档。纸质原件写明卷盒，电子案卷由系统装订。",
    fields=(
        Line(key="number", title="归档号", required=False, help="年度和件号，由档案员编。"),
        Choice(
            key="retention", title="保管期限", options=(("permanent", "永久"), ("30", "30 年"), ("10", "10 年")),
            help="普通程序的案卷为永久，本局归档范围和保管期限表另有规定的从其规定。", prefill="setting.retention",
        ),
        Number(key="volumes", title="卷数", unit="卷", least=1),
        Number(key="pages", title="页数", unit="页", required=False),
        Line(key="boxes", title="纸质原件存放处", required=False, help="库房、架、盒；全部电子的写“电子”。"),
        Staff(key="archivist", title="归档人", role="archivist", prefill="actor.staff", law="制度第二十八条"),
        Day(key="bound", title="归档日期", help="自行为终结之日起三十日内。", prefill="today", law="制度第二十七条"),
        Text(key="note", title="备考", rows=2, required=False, help="缺页、破损、另存的材料写在这里。"),
    ),
    paper=Paper(layout="form", volume="internal"),
    aliases=("归档", "案卷装订", "立卷归档", "档案移交", "案卷归档登记", "装订成卷", "归档管理"),
)  # fmt: skip
