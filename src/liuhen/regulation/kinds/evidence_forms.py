"""调查取证, forms of evidence: extracts, explanations, electronic data, handing over, the store (制度第十一条, 处罚法第四十六条)."""

from liuhen.regulation import usual
from liuhen.regulation.fields import Choice, Column, Flag, Items, Line, Moment, RecordRef, Scans, Text
from liuhen.regulation.grammar import Kind, OfficersSign, OutsiderSigns, Paper, Signer, Stage, Told
from liuhen.regulation.sources import EVIDENCE_RULES_2002, PENALTY_2021, REG

EVIDENCE_EXTRACT = Kind(
    key="evidence_extract",
    title="证据提取单",
    stage=Stage.INVESTIGATION,
    basis=(REG(11), EVIDENCE_RULES_2002(10)),
    about=("evidence_notice", "inspection_record"),
    help="提取书证的复制件用这张单：写明出处，由提供人核对，注明“与原件核对无异”、日期并签名。",
    fields=(
        usual.at("提取时间", prefill="now"),
        usual.place("提取地点", section="", prefill="case.place", required=False),
        Items(
            key="items", title="提取的材料", law="制度第十一条", help="一份一行，原件现在在哪里要写明。",
            columns=(
                Column(key="name", title="名称", required=True, width=3),
                Column(key="pages", title="页数", type="number"),
                Column(key="form", title="原件或复制件", type="choice", options=(("original", "原件"), ("copy", "复制件")), required=True),
                Column(key="kept", title="原件存放处", width=2),
                Column(key="proves", title="证明内容", type="text", width=3),
            ),
        ),
        Flag(key="checked", title="提供人已注明“与原件核对无异”", help="复制件须由提供人注明、签名或者盖章。"),
        usual.outsider("provider", "提供人", asks=("name", "employer", "title", "phone")),
        usual.officers(section=""),
        *usual.told_facts(),
        *usual.original(numbered=False),
    ),
    parts=(OutsiderSigns("provider", "提供人签名", Signer.PERSON), OfficersSign()),
    paper=Paper(layout="form", body=("{items}", "{?checked}提供人：以上复制件与原件核对无异。")),
    aliases=("提取单", "书证提取单", "证据复制（提取）单", "复制件提取"),
    told=usual.COUNT_TOLD,
)  # fmt: skip

EVIDENCE_EXPLANATION = Kind(
    key="evidence_explanation",
    title="取证情况及证据说明",
    stage=Stage.INVESTIGATION,
    basis=(REG(11), EVIDENCE_RULES_2002(12)),
    about=("evidence_item", "evidence_extract", "inspection_record", "recording_linked"),
    help="照片、录音录像、截图等，逐件写明怎么取得的、证明什么。",
    fields=(
        usual.at("取证时间", law="制度第十一条"),
        usual.place("取证地点", section="", prefill="case.place"),
        Line(key="taker", title="取证人", prefill="actor.name"),
        Items(
            key="items", title="证据说明", law="制度第十一条",
            columns=(
                Column(key="name", title="证据内容", required=True, width=3),
                Column(key="method", title="取证方法和经过", type="text", required=True, width=3),
                Column(key="proves", title="证明内容", type="text", required=True, width=3),
                Column(key="pages", title="页数（张数）", type="number"),
            ),
        ),
        Text(key="party_said", title="当事人或者有关人员的意见", rows=2, required=False, sensitive=True),
        usual.outsider("on_site", "当事人或者有关人员", required=False, asks=("name", "title", "phone")),
        usual.officers(section=""),
        Scans(key="scans", title="证据照片或扫描件"),
    ),
    parts=(OutsiderSigns("on_site", "当事人或者有关人员签名", Signer.PERSON, when="on_site"), OfficersSign()),
    paper=Paper(layout="form"),
    aliases=("证据说明", "取证说明", "取证情况说明", "照片说明", "视听资料说明"),
)  # fmt: skip

ELECTRONIC_EXTRACTION = Kind(
    key="electronic_extraction",
    title="电子数据提取笔录",
    stage=Stage.INVESTIGATION,
    basis=(REG(11), PENALTY_2021(46), EVIDENCE_RULES_2002(12)),
    about=("evidence_notice", "inspection_record"),
    help="从哪台设备、哪个地址，用什么工具，一步一步怎样取得，文件摘要是什么。",
    fields=(
        usual.span("提取时间", law="制度第十一条"),
        usual.place("提取地点", prefill="case.place"),
        Line(key="device", title="设备或者网址", section="对象", help="设备写型号和编号，网页写完整网址和账号。"),
        Line(key="time_source", title="时间依据", section="对象", help="设备时间与标准时间核对，写明误差。"),
        Line(key="tool", title="提取工具", section="过程", help="软件名称和版本，或者照相、录屏。"),
        Text(key="steps", title="提取过程", section="过程", rows=6, help="按先后写。"),
        Items(
            key="items", title="提取的数据", section="结果", law="制度第十一条",
            columns=(
                Column(key="name", title="文件名", required=True, width=3),
                Column(key="size", title="大小"),
                Column(key="sha256", title="文件摘要（SHA-256）", required=True, width=4),
                Column(key="proves", title="证明内容", type="text", width=3),
            ),
        ),
        Line(key="carrier", title="存储介质和存放处", section="结果"),
        usual.outsider("holder", "数据持有人或者提供人", section="在场人员", required=False, asks=("name", "title", "id_number", "phone"), help="无法确定或者不在场的，请见证人。"),
        usual.witness(),
        usual.officers(shown=True),
        *usual.unsuitable(),
        *usual.told_facts(shown=True, recorded=True),
        *usual.original(numbered=False),
    ),
    parts=(
        OutsiderSigns("holder", "数据持有人或者提供人签名", Signer.PERSON, when="holder", page_by_page=True),
        OutsiderSigns("witness", "见证人签名", Signer.WITNESS, when="witness"),
        OfficersSign(),
    ),
    paper=Paper(
        layout="transcript",
        body=(
            "提取时间：{span}",
            "提取地点：{place}",
            "行政执法人员：{officers}",
            "数据持有人或者提供人：{holder}",
            "见证人：{witness}",
            "设备或者网址：{device}",
            "时间依据：{time_source}",
            "提取工具：{tool}",
            "提取过程：{steps}",
            "{items}",
            "存储介质和存放处：{carrier}",
            "{?recording_unsuitable}本次提取未作音像记录，理由：{unsuitable_reason}",
            "（以下空白）",
        ),
        confirm="以上笔录我已看过（或者已向我宣读），与提取过程一致。",
    ),
    aliases=("电子数据提取固定笔录", "电子证据提取笔录", "网页提取笔录", "远程勘验笔录", "网页取证"),
    told=(*usual.COUNT_TOLD, *usual.SHOWN_TOLD, *usual.RECORDED_TOLD),
)  # fmt: skip

EVIDENCE_HANDOVER = Kind(
    key="evidence_handover",
    title="证据材料移送清单",
    stage=Stage.INVESTIGATION,
    basis=(REG(28), PENALTY_2021(27)),
    about=("case_transferred", "evidence_list", "investigation_report"),
    help="随案移送或者整批移交证据用这张清单，双方签名。单件证据换人保管的，记证据交接。",
    fields=(
        Line(key="to", title="接收机关或者部门", prefill="about.to"),
        Items(
            key="items", title="移送的材料和物品",
            columns=(
                Column(key="sort", title="类别", type="choice", options=(("papers", "文书材料"), ("assets", "款物"), ("other", "其他")), required=True),
                Column(key="name", title="名称", required=True, width=3),
                Column(key="quantity", title="数量", type="number", required=True),
                Column(key="pages", title="页数", type="number"),
                Column(key="note", title="备注", width=2),
            ),
        ),
        Line(key="giver", title="移送人", prefill="actor.name"),
        usual.outsider("taker", "接收人", asks=("name", "employer", "title", "phone")),
        Moment(key="handed", title="移送时间", prefill="now"),
        Scans(key="receipt", title="接收回执"),
        *usual.original(),
    ),
    time="handed",
    parts=(OutsiderSigns("taker", "接收人签名", Signer.PERSON, refusable=False),),
    paper=Paper(layout="form", word="移证", body=("接收机关或者部门：{to}", "{items}", "移送人：{giver}", "接收人：{taker}", "移送时间：{handed}")),
    aliases=("证据移送清单", "材料移送清单", "涉案物品移交清单", "移交涉案物品"),
)  # fmt: skip

GOODS_STORE = Kind(
    key="goods_store",
    title="物品入库（出库）单",
    stage=Stage.INVESTIGATION,
    basis=(REG(28), PENALTY_2021(56)),
    about=("advance_registration", "evidence_list", "sampling", "seizure_decision", "preservation_outcome", "seizure_release"),
    help="物品进出保管场所各填一次，交付人、接收人核对数量。",
    fields=(
        Choice(key="way", title="事项", options=(("in", "入库"), ("out", "出库"))),
        usual.at("时间", prefill="now"),
        Line(key="store", title="保管场所"),
        Items(
            key="items", title="物品",
            columns=(
                Column(
                    key="sort", title="类别", type="choice", required=True,
                    options=(
                        ("books", "图书（册）"), ("sheets", "散页（张）"), ("papers", "报纸（份）"), ("journals", "期刊（册）"), ("discs", "光盘（张）"),
                        ("masters", "母盘（张）"), ("tapes", "磁带（盘）"), ("devices", "设备（台）"), ("other", "其他"),
                    ),
                ),
                Column(key="name", title="名称", required=True, width=3),
                Column(key="quantity", title="数量", type="number", required=True),
                Column(key="state", title="状况", width=2),
            ),
        ),
        Line(key="giver", title="交付人"),
        Line(key="taker", title="接收人"),
        usual.reason("事由", rows=2),
        RecordRef(key="record", title="依据的文书", required=False, prefill="about.id"),
        Scans(key="scans", title="单据照片"),
    ),
    paper=Paper(layout="form", word="库", volume="internal"),
    aliases=("入库", "出库", "物品入库", "物品出库", "入库单", "出库单", "罚没物品入库"),
    told=(Told(pattern=r"入库", field="way", value="in"), Told(pattern=r"出库", field="way", value="out")),
)  # fmt: skip
