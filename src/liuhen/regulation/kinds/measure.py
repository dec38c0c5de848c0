"""调查取证, compulsory measures 行政强制措施: sealing and seizing 查封、扣押 (强制法第三章; 制度第二条、第十三条)."""

from liuhen.regulation import usual
from liuhen.regulation.fields import Choice, Flag, Number, Rights, Text
from liuhen.regulation.grammar import Kind, OfficersSign, Opinion, OutsiderSigns, Paper, Role, Signer, Stage, Told
from liuhen.regulation.sources import COMPULSION_2011, REG

MEASURES = (("seal", "查封"), ("seize", "扣押"))

SEIZURE_APPROVAL = Kind(
    key="seizure_approval",
    title="查封（扣押）审批表",
    stage=Stage.INVESTIGATION,
    basis=(COMPULSION_2011(18), COMPULSION_2011(19), REG(16)),
    help="先批准，后实施。情况紧急当场实施的，二十四小时内向负责人报告并补办批准。",
    fields=(
        usual.party(required=False),
        Choice(key="measure", title="拟采取的措施", options=MEASURES, help="只对涉案的场所、设施、财物。"),
        Flag(
            key="urgent", title="情况紧急，已当场实施", law="强制法第十九条", help="勾选后，自实施起二十四小时内报告并补办批准。"
        ),
        usual.reason("采取措施的理由", rows=3, help="写明为什么非采取不可；情节显著轻微的可以不采取。"),
        usual.laws(
            "grants",
            "授权采取这项措施的法律、法规",
            "authority",
            law="强制法第十七条",
            help="写到条款。规章和规范性文件不能授权。",
        ),
        usual.items("拟查封、扣押的场所、设施、财物"),
        usual.place("地点", section="物品", prefill="case.place"),
    ),
    parts=(
        Opinion("handler", "承办人意见", role=Role.OFFICER),
        Opinion("unit_head", "承办机构意见", role=Role.UNIT_HEAD),
        Opinion("head", "行政机关负责人意见", role=Role.HEAD),
    ),
    paper=Paper(layout="form", volume="internal"),
    aliases=("查封审批", "扣押审批", "查封扣押审批", "行政强制措施审批", "行政强制措施审批表", "补办查封扣押批准"),
    told=usual.APPROVED_TOLD,
)

SEIZURE_DECISION = Kind(
    key="seizure_decision",
    title="查封（扣押）决定书",
    stage=Stage.INVESTIGATION,
    basis=(COMPULSION_2011(24), COMPULSION_2011(18), REG(11)),
    about=("seizure_approval",),
    issued=True,
    help="决定书和清单当场交付，清单一式两份。期限最长三十日。整个过程录音录像。",
    fields=(
        usual.party(section="当事人", law="强制法第二十四条", help="姓名或者名称、地址从当事人信息带入。"),
        Choice(key="measure", title="措施", options=MEASURES, section="措施", prefill="about.measure", help="查封在原处，扣押带走。"),
        Flag(
            key="urgent", title="情况紧急，先实施后补批", section="措施", law="强制法第十九条", prefill="about.urgent",
            help="没有来得及报批的才勾。实施之后二十四小时内报告负责人，补办审批表。",
        ),
        usual.reason("理由", section="措施", law="强制法第二十四条", prefill="about.reason", rows=3),
        usual.laws("grants", "依据", "authority", section="措施", law="强制法第二十四条", prefill="about.grants"),
        Number(
            key="days", title="期限（日）", section="措施", unit="日", least=1, law="强制法第二十五条",
            help="自实施之日起，含法定节假日，不得超过三十日。",
        ),
        usual.span("实施时间", section="措施", prefill=""),
        usual.place("地点", section="措施", prefill="about.place"),
        usual.items("查封、扣押的场所、设施、财物", law="强制法第二十四条", prefill="about.items"),
        Flag(key="livelihood", title="有当事人及其所扶养家属的生活必需品", section="物品", law="强制法第二十三条", help="生活必需品不得查封、扣押，应当剔除。"),
        Flag(key="sealed_elsewhere", title="已被其他机关查封", section="物品", law="强制法第二十三条", help="不得重复查封。"),
        Flag(key="handed_over", title="决定书和清单已当场交付", section="交付", law="强制法第二十四条"),
        usual.officers(shown=True),
        *usual.told_facts(shown=True, recorded=True),
        *usual.original(),
    ),
    parts=(OfficersSign(),),
    paper=Paper(
        layout="notice",
        word="封",
        addressee="party",
        body=(
            "当事人：{party}，地址：{party_address}",
            "{?!urgent}因{reason}，依据{grants}的规定，经本机关负责人批准，决定对当事人的下列场所、设施或者财物予以{measure}：",
            "{?urgent}因{reason}，情况紧急，依据{grants}和《中华人民共和国行政强制法》第十九条的规定，对当事人的下列场所、设施或者财物当场予以{measure}：",
            "{items}",
            "实施时间：{span}",
            "地点：{place}",
            "{measure}期限：{days}，自实施之日起计算。情况复杂的，经本机关负责人批准可以延长，延长不超过三十日；检测、检验、检疫或者技术鉴定的期间不计算在内。",
            "在此期间，任何人不得损毁、使用、转移上述物品。当事人有权进行陈述和申辩。",
            usual.REMEDIES,
            usual.NOT_STAYED,
            "行政执法人员：{officers_line}",
            "联系方式：{contact}",
        ),
        remedies=True,
        copies="本决定书和清单一式两份，由当事人和本机关分别保存。",
    ),
    aliases=("查封决定书", "扣押决定书", "查封扣押决定书", "查封", "扣押", "查封扣押", "实施查封", "实施扣押", "扣押物品", "查封、扣押"),
    told=(
        Told(pattern=r"查封", field="measure", value="seal"),
        Told(pattern=r"扣押", field="measure", value="seize"),
        Told(pattern=r"(?:期限|为期)\s*(\d+)\s*(?:日|天)", field="days"),
        usual.ITEMS_TOLD,
        *usual.COUNT_TOLD,
        *usual.SHOWN_TOLD,
        *usual.RECORDED_TOLD,
        *usual.NUMBER_TOLD,
    ),
)  # fmt: skip

SCENE_RECORD = Kind(
    key="scene_record",
    title="行政强制现场笔录",
    stage=Stage.INVESTIGATION,
    basis=(COMPULSION_2011(18), REG(9), REG(11)),
    about=("seizure_decision", "obstruction_removal", "substitute_record"),
    help="当场制作。当事人到场的由其签名，拒绝的注明；不到场的请见证人到场签名。",
    fields=(
        usual.party(prefill="about.party"),
        usual.span(prefill="about.span"),
        usual.place(prefill="about.place"),
        usual.outsider("on_site", "到场的当事人或者其代表", section="在场人员", required=False, asks=("name", "title", "id_number", "phone"), help="没有到场的不填，写明怎样通知的，并请见证人。"),
        Text(key="summoned", title="通知当事人到场的情况", section="在场人员", rows=2, law="强制法第十八条", help="何时、用什么方式通知，是否到场。"),
        usual.witness(),
        Rights(
            key="rights", title="当场告知", section="告知和听取意见", law="强制法第十八条",
            rights=(("reasons", "采取措施的理由、依据"), ("statement", "陈述、申辩"), ("remedies", "行政复议、行政诉讼")),
        ),
        Text(key="defence", title="当事人的陈述和申辩", section="告知和听取意见", law="强制法第十八条", rows=3, help="没有意见的写“没有意见”。当事人不在场的写明。"),
        usual.facts("现场经过", section="经过", rows=6),
        usual.officers(shown=True),
        *usual.unsuitable(),
        *usual.told_facts(shown=True, recorded=True),
        *usual.original(numbered=False),
    ),
    parts=(
        OutsiderSigns("party", "当事人签名", Signer.PARTY, when="on_site", page_by_page=True),
        OutsiderSigns("witness", "见证人签名", Signer.WITNESS, when="witness"),
        OfficersSign(),
    ),
    paper=Paper(
        layout="transcript",
        body=(
            "时间：{span}",
            "地点：{place}",
            "行政执法人员：{officers}",
            "到场的当事人或者其代表：{on_site}",
            "见证人：{witness}",
            "通知到场的情况：{summoned}",
            "告知：{rights}",
            "当事人的陈述和申辩：{defence}",
            "现场经过：{facts}",
            "（以下空白）",
        ),
        confirm="以上笔录我已看过（或者已向我宣读），与现场情况一致。",
    ),
    aliases=("强制措施现场笔录", "查封扣押现场笔录", "查封现场笔录", "扣押现场笔录"),
    told=(*usual.COUNT_TOLD, *usual.SHOWN_TOLD, *usual.RECORDED_TOLD),
)  # fmt: skip
