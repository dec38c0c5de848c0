"""调查取证, keeping evidence that may be lost: approval, registration, outcome (制度第十三条, 处罚法第五十六条)."""

from liuhen.regulation import usual
from liuhen.regulation.fields import Choice, Day, Flag, Line, Text
from liuhen.regulation.grammar import Kind, OfficersSign, Opinion, OutsiderSigns, Paper, Role, Signer, Stage, Told
from liuhen.regulation.sources import PENALTY_2021, REG

PRESERVATION_APPROVAL = Kind(
    key="preservation_approval",
    title="先行登记保存审批表",
    stage=Stage.INVESTIGATION,
    basis=(PENALTY_2021(56), REG(13)),
    help="先批准，后登记保存。来不及回机关的，可以电话报批，写明何时、谁批准、电话号码，批准人事后确认。",
    fields=(
        usual.reason("证据可能灭失或以后难以取得的理由", law="制度第十三条", rows=3, help="写明如果不先行登记保存，证据会怎样。"),
        usual.items("拟登记保存的物品", law="制度第十三条"),
        usual.place("保存地点", section="物品", prefill="case.place"),
        usual.party(required=False),
    ),
    parts=(
        Opinion("handler", "承办人意见", role=Role.OFFICER),
        Opinion("unit_head", "承办机构意见", role=Role.UNIT_HEAD),
        Opinion("head", "行政机关负责人意见", role=Role.HEAD),
    ),
    paper=Paper(layout="form", volume="internal"),
    aliases=("先行登记保存审批", "登记保存审批", "证据先行登记保存审批表", "先行登记保存批准"),
    told=usual.APPROVED_TOLD,
)

ADVANCE_REGISTRATION = Kind(
    key="advance_registration",
    title="证据先行登记保存通知书",
    stage=Stage.INVESTIGATION,
    basis=(PENALTY_2021(56), REG(13), REG(11)),
    about=("preservation_approval",),
    issued=True,
    help="七个工作日内必须作出处理决定。保存地点、方式写清楚，物品清单当场核对。",
    fields=(
        usual.party(),
        usual.reason("登记保存的理由", prefill="about.reason", law="制度第十三条", rows=3),
        usual.laws("suspected", "涉嫌违反的规定", "suspected", prefill="case.suspected"),
        usual.items("登记保存的物品", law="制度第十三条", prefill="about.items"),
        Choice(
            key="way", title="保存方式", help="就地保存的，当事人有保管的义务。", section="保存", other=True,
            options=(("in_place", "就地封存，由当事人保管"), ("moved", "移至本机关保存"), ("third", "委托第三方保存")),
        ),
        usual.place("保存地点", section="保存", prefill="about.place"),
        usual.at("登记保存时间", section="保存", help="七个工作日从次日起算。", prefill="now"),
        usual.outsider("on_site", "现场负责人", section="在场人员", asks=("name", "title", "phone"), required=False, help="没有人在场的不填，请见证人到场。"),
        usual.witness(),
        usual.officers(shown=True),
        *usual.told_facts(shown=True, recorded=True),
        *usual.original(),
    ),
    parts=(
        OutsiderSigns("party", "当事人签名", Signer.PARTY),
        OutsiderSigns("witness", "见证人签名", Signer.WITNESS, when="witness"),
        OfficersSign(),
    ),
    paper=Paper(
        layout="notice",
        word="保",
        addressee="party",
        body=(
            "因你（单位）涉嫌违反{suspected}的规定，且{reason}，依据《中华人民共和国行政处罚法》第五十六条的规定，经本机关负责人批准，决定对下列证据先行登记保存：",
            "{items}",
            "登记保存时间：{at}",
            "保存方式：{way}",
            "保存地点：{place}",
            "现场负责人：{on_site}",
            "见证人：{witness}",
            "本机关将自登记保存之日起七日内（指工作日，不含法定节假日）对上述证据作出处理决定。在此期间，你（单位）及有关人员不得销毁或者转移上述证据。",
            "对本机关采取的证据保全措施，你（单位）有权进行陈述和申辩。",
            "行政执法人员：{officers_line}",
            "联系方式：{contact}",
        ),
        copies="本通知书一式两份，一份送达当事人，一份存入案卷。",
    ),
    aliases=("先行登记保存", "登记保存", "证据先行登记保存", "先行登记保存通知书", "证据保全", "先行登记保存决定书", "先行登记保存证据"),
    told=(usual.ITEMS_TOLD, *usual.COUNT_TOLD, *usual.SHOWN_TOLD, *usual.RECORDED_TOLD, *usual.NUMBER_TOLD),
)  # fmt: skip

PRESERVATION_OUTCOME = Kind(
    key="preservation_outcome",
    title="先行登记保存处理告知书",
    stage=Stage.INVESTIGATION,
    basis=(PENALTY_2021(56),),
    about=("advance_registration",),
    issued=True,
    help="处理决定在登记保存后七个工作日内作出。",
    fields=(
        usual.party(prefill="about.party"),
        Line(key="notice_number", title="登记保存通知书文号", required=False, prefill="about.number"),
        Choice(
            key="outcome", title="处理决定", law="处罚法第五十六条",
            options=(
                ("return", "退还当事人"), ("seize", "依法查封、扣押"), ("transfer", "随案移送有关机关"), ("confiscate", "依法没收"),
                ("test", "送交检验、检测、鉴定"), ("other", "其他处理"),
            ),
            effects=(
                ("seize", "要有法律、法规的依据，另作查封、扣押决定书和清单。"),
                ("confiscate", "没收写进处罚决定，决定作出以前物品不得处置。"),
                ("test", "检验、检测、鉴定的期间要书面告知当事人。"),
            ),
        ),
        Text(key="detail", title="处理说明", rows=2, required=False, help="送检的写起止日期，移送的写接收机关，部分处理的写明是哪几件。"),
        Flag(key="all", title="全部物品", help="只处理其中一部分的不勾选，并在清单中列出。"),
        usual.items("处理的物品", prefill="about.items"),
        Day(key="decided", title="决定日期", help="自登记保存之日起七个工作日内。", prefill="today", law="处罚法第五十六条"),
        usual.officers(),
        *usual.original(),
    ),
    parts=(Opinion("head", "行政机关负责人意见", role=Role.HEAD), OfficersSign()),
    paper=Paper(
        layout="notice",
        word="保处",
        addressee="party",
        body=(
            "{?notice_number}本机关以{notice_number}通知书对你（单位）的证据先行登记保存。",
            "{?!notice_number}本机关对你（单位）的证据先行登记保存。",
            "现依据《中华人民共和国行政处罚法》第五十六条的规定，于{decided}作出如下处理决定：{outcome}。",
            "{detail}。",
            "{?all}处理范围：先行登记保存的全部物品。",
            "{?!all}处理范围：下列物品，其余物品另行处理。",
            "{items}",
            "{?outcome=return}请你（单位）持本告知书与本机关联系，清点领回上述物品。",
            "行政执法人员：{officers_line}",
            "联系方式：{contact}",
        ),
        copies="本告知书一式两份，一份送达当事人，一份存入案卷。",
    ),
    aliases=(
        "先行登记保存处理", "登记保存处理", "证据先行登记保存处理告知书", "解除先行登记保存", "解除登记保存", "先行登记保存处理决定书", "先行登记保存处理通知书",
        "退还物品", "登记保存处理决定", "先行登记保存解除", "登记保存解除"),
    told=(
        Told(pattern=r"退还|返还|解除", field="outcome", value="return"),
        Told(pattern=r"查封|扣押", field="outcome", value="seize"),
        Told(pattern=r"移送", field="outcome", value="transfer"),
        Told(pattern=r"没收", field="outcome", value="confiscate"),
        Told(pattern=r"送检|检验|鉴定|检测", field="outcome", value="test"),
        *usual.NUMBER_TOLD,
    ),
)  # fmt: skip
