"""调查取证, evidence: obtaining it, listing it, who had it when (制度第十一条, 处罚法第四十六条)."""

from liuhen.regulation import usual
from liuhen.regulation.fields import Choice, Column, Day, Line, Number, RecordRef, Scans, Text
from liuhen.regulation.grammar import Kind, OfficersSign, OutsiderSigns, Paper, Signer, Stage, Told
from liuhen.regulation.sources import PENALTY_2021, REG

LIST_COLUMNS = (*usual.ITEM_COLUMNS, Column(key="source", title="来源或提供人", width=2))

EVIDENCE_NOTICE = Kind(
    key="evidence_notice",
    title="调取证据通知书",
    stage=Stage.INVESTIGATION,
    basis=(REG(11), PENALTY_2021(55)),
    issued=True,
    help="向有关单位和个人调取书证、物证、视听资料和电子数据。",
    fields=(
        Line(key="to", title="被调取单位或个人"),
        Text(key="subject", title="证明目的", rows=2, help="要用这些证据查明什么。"),
        usual.items("调取的证据", columns=(
            Column(key="name", title="名称", required=True, width=3),
            Column(key="span", title="起止时间或范围", width=3),
            Column(key="form", title="形式", width=2),
            Column(key="quantity", title="数量", type="number"),
        ), help="监控录像写明设备位置和起止时间。场所保存监控有期限（娱乐场所三十日），在届满前调取。"),
        Day(key="until", title="提供期限", help="含当日。"),
        usual.place("提供地点", section="", required=False),
        usual.officers(),
        *usual.original(),
    ),
    parts=(OfficersSign(),),
    paper=Paper(
        layout="notice",
        word="调证",
        addressee="to",
        body=(
            "本机关正在依法查处涉嫌{cause}一案。依据《中华人民共和国行政处罚法》第五十五条的规定，现向你（单位）调取下列证据：",
            "{items}",
            "证明目的：{subject}。",
            "请于{until}前（含当日）提供。提供复制件的，应当注明与原件核对无异、原件存放地点和提供日期，并签名或者盖章。",
            "提供地点：{place}",
            "你（单位）应当如实提供证据，不得隐匿、毁灭或者伪造。",
            "行政执法人员：{officers_line}",
            "联系方式：{contact}",
        ),
        copies="本通知书一式两份，一份送被调取单位或者个人，一份存入案卷。",
    ),
    aliases=("调取证据通知", "调证通知书", "提供材料通知书"),
    told=usual.NUMBER_TOLD,
)  # fmt: skip

EVIDENCE_LIST = Kind(
    key="evidence_list",
    title="证据登记保存清单",
    stage=Stage.INVESTIGATION,
    basis=(REG(11), REG(13)),
    about=("evidence_notice", "advance_registration", "inspection_record"),
    help="逐件登记，当场核对，一式两份。",
    fields=(
        usual.party(required=False),
        usual.at("登记时间", prefill="now"),
        usual.place("登记地点", section="", prefill="case.place", required=False),
        usual.items("物品", columns=LIST_COLUMNS, law="制度第十一条", help="名称、规格、数量、状况逐件写，有编号的写编号。"),
        usual.outsider("provider", "提供人或持有人", asks=("name", "title", "phone"), required=False),
        usual.witness(section=""),
        usual.officers(),
        Scans(key="photos", title="物品照片"),
        *usual.told_facts(),
        *usual.original(),
    ),
    parts=(
        OutsiderSigns("party", "提供人或持有人签名", Signer.PARTY),
        OutsiderSigns("witness", "见证人签名", Signer.WITNESS, when="witness"),
        OfficersSign(),
    ),
    paper=Paper(
        layout="form",
        word="清",
        body=(
            "{items}",
            "以上物品经当场逐件核对，与清单所列一致。",
        ),
        copies="本清单一式两份，一份交提供人或者持有人，一份存入案卷。",
    ),
    aliases=("物品清单", "证据清单", "登记保存清单", "先行登记保存清单", "登记保存物品清单", "证据材料清单"),
    told=(usual.ITEMS_TOLD, *usual.COUNT_TOLD, *usual.NUMBER_TOLD),
)

EVIDENCE_ITEM = Kind(
    key="evidence_item",
    title="证据登记",
    stage=Stage.INVESTIGATION,
    basis=(PENALTY_2021(46), REG(11)),
    about=("evidence_notice", "evidence_list", "inspection_record", "interview_transcript"),
    time="obtained",
    help="每件证据登记一次：哪里来的、证明什么、现在在谁手里。",
    fields=(
        Line(key="number", title="证据编号", prefill="next.evidence_number", required=False),
        Choice(key="kind", title="证据种类", help="处罚法第四十六条的八种。", options=usual.EVIDENCE, law="处罚法第四十六条"),
        Line(key="name", title="证据名称"),
        Line(key="source", title="来源", help="从哪里、由谁提供或者制作。"),
        Text(key="proves", title="证明内容", rows=2, help="一句话写它证明哪一项事实。"),
        usual.at("取得时间", key="obtained"),
        Line(key="obtained_by", title="取证人", prefill="actor.name"),
        Text(key="method", title="取得方法和经过", rows=2, required=False, help="视听资料和电子数据要写：设备、路径、时间来源、工具、复制步骤。"),
        Choice(
            key="original", title="原件情况", help="复制件要与原件核对，并由提供人注明“与原件核对无异”、签名和日期。",
            options=(("original", "原件、原物"), ("checked_copy", "复制件，已与原件核对无异"), ("copy", "复制件，未能核对原件"), ("carrier", "原始载体")),
        ),
        Line(key="custody", title="现存放处或保管人", help="换人保管时另记证据交接。", prefill="actor.name"),
        Line(key="sha256", title="文件摘要（SHA-256）", required=False, help="电子数据由系统计算。"),
        Text(key="transcript", title="声音的文字说明", rows=3, required=False, help="声音资料附文字记录。"),
        Number(key="pages", title="页数", unit="页", required=False),
        Scans(key="scans", title="证据照片或扫描件", accept=("image/*", "application/pdf", "audio/*", "video/*")),
        *usual.told_facts(),
    ),
    paper=Paper(layout="form"),
    aliases=("调取监控", "调取监控录像", "调取视频", "提取证据", "取证", "电子数据提取", "固定证据", "收集证据", "证据收集", "拷贝电子数据", "提取电子数据", "调取证据", "拍照取证", "调取视频监控", "调阅监控", "提取监控"),
    told=(
        Told(pattern=r"监控|录像|视频", field="kind", value="audiovisual"),
        Told(pattern=r"电子数据|拷贝", field="kind", value="electronic"),
        Told(pattern=r"(监控录像|监控视频|监控|电子数据)", field="name"),
        *usual.COUNT_TOLD,
    ),
)  # fmt: skip

CUSTODY_MOVE = Kind(
    key="custody_move",
    title="证据交接",
    stage=Stage.INVESTIGATION,
    basis=(REG(28), PENALTY_2021(46)),
    about=("evidence_item",),
    help="证据换人保管、入库、出库、送检，都记一笔。",
    fields=(
        RecordRef(key="item", title="证据", kinds=("evidence_item",), prefill="about.id"),
        Line(key="from", title="移交人", prefill="about.custody"),
        Line(key="to", title="接收人或存放处"),
        usual.at("交接时间", prefill="now"),
        usual.reason("交接原因", rows=2),
        Text(key="state", title="交接时的状况", rows=2, required=False),
    ),
    paper=Paper(layout="form", volume="internal"),
    aliases=("证据移交", "证据转交", "证据保管交接"),
)

SAMPLING = Kind(
    key="sampling",
    title="抽样取证凭证",
    stage=Stage.INVESTIGATION,
    basis=(REG(11), REG(12), PENALTY_2021(56)),
    help="抽样取证没有七日处理的期限，那是先行登记保存的期限。",
    fields=(
        usual.party(),
        usual.span("抽样时间", law="制度第十一条"),
        usual.place("抽样地点", prefill="case.place"),
        usual.items("抽取的物品", columns=(
            Column(key="name", title="名称", required=True, width=3),
            Column(key="spec", title="规格、批次", width=2),
            Column(key="base", title="抽样基数", type="number"),
            Column(key="quantity", title="抽取数量", type="number", required=True),
            Column(key="unit", title="单位"),
            Column(key="sealing", title="封存方式", width=2),
        ), law="制度第十一条"),
        Text(key="method", title="抽样方法", section="物品", rows=2, required=False, help="随机还是指定，怎样抽、怎样封存。"),
        usual.outsider("on_site", "现场负责人", section="在场人员", asks=("name", "title", "phone")),
        usual.witness(),
        usual.officers(shown=True),
        *usual.unsuitable(),
        *usual.told_facts(shown=True, recorded=True),
        *usual.original(),
    ),
    parts=(
        OutsiderSigns("party", "当事人签名", Signer.PARTY),
        OutsiderSigns("witness", "见证人签名", Signer.WITNESS, when="witness"),
        OfficersSign(),
    ),
    paper=Paper(
        layout="form",
        word="抽",
        body=(
            "依据《中华人民共和国行政处罚法》第五十六条的规定，本机关于{span}在{place}对下列物品抽样取证：",
            "{items}",
            "抽样方法：{method}。",
            "以上样品经当场核对并封存，与所列一致。",
        ),
        copies="本凭证一式两份，一份交当事人，一份存入案卷。",
    ),
    aliases=("抽样取证", "抽样", "抽样调查", "抽查取样", "抽样取证凭证和清单", "抽查取样通知书"),
    told=(usual.ITEMS_TOLD, *usual.COUNT_TOLD, *usual.SHOWN_TOLD, *usual.RECORDED_TOLD, *usual.NUMBER_TOLD),
)  # fmt: skip
