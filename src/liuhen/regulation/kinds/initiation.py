"""启动: where a case comes from, and its start (制度第七条、第八条)."""

from liuhen.regulation import usual
from liuhen.regulation.fields import Cause, Choice, Choices, Day, Flag, Line, Moment, Parties, Scans, Text
from liuhen.regulation.grammar import Kind, Opinion, Paper, Role, Stage, Told
from liuhen.regulation.sources import PENALTY_2021, REG

ACTS = (
    ("penalty", "行政处罚"),
    ("inspection", "行政检查"),
    ("coercion", "行政强制"),
    ("licence", "行政许可"),
    ("levy", "行政征收"),
    ("fee", "行政收费"),
    ("other", "其他行政行为"),
)
#: The procedure maps are in ``regulation/procedures/``, one file each; a test holds that both lists are the same.
PROCEDURES = (
    ("ordinary", "普通程序"),
    ("summary", "简易程序"),
    ("inspection", "行政检查"),
    ("licence", "行政许可"),
    ("measure", "行政强制措施"),
    ("enforcement", "行政强制执行"),
    ("levy", "行政征收"),
    ("fee", "行政收费"),
    ("other", "其他程序"),
)
CAPACITIES = (("own", "行政机关"), ("authorised", "法律、法规授权的组织"), ("entrusted", "依法受委托的组织"))
#: The list of 2008, until the bureau enters its own (law.md 1.8).
MAJOR = (
    ("public_interest", "涉及重大公共利益"),
    ("hearing", "拟作出的处罚属于应当告知听证权利的范围"),
    ("complex", "案情疑难复杂、涉及多个法律关系"),
    ("banned_content", "含有禁止内容，影响恶劣"),
    ("unlicensed", "未经许可从事须经批准的经营活动，情节严重"),
    ("casualties", "造成人员死亡或者多人重伤"),
    ("minor", "造成未成年人死亡或者严重伤害"),
    ("sum", "经营额五十万元以上或者违法所得十万元以上"),
    ("provinces", "跨省级行政区域"),
    ("violence", "以暴力、威胁方法阻碍执法"),
    ("attention", "社会广泛关注"),
)

CASE_REGISTRATION = Kind(
    key="case_registration",
    title="案件来源登记",
    stage=Stage.INITIATION,
    basis=(REG(1), REG(7), PENALTY_2021(54)),
    help="先登记案件从哪里来，再报启动审批。检查发现的，把检查笔录带进来。",
    fields=(
        Choice(key="source", title="案件来源", help="投诉举报的先登记线索，再从线索转来。", options=usual.SOURCES, section="来源", law="制度第七条"),
        Line(key="clue", title="所依据的线索", section="来源", required=False, internal=True, prefill="clue.id", locked=True),
        Line(key="inspection", title="所依据的检查", section="来源", required=False, internal=True, locked=True),
        Moment(key="found", title="发现或收到时间", section="来源", required=False, prefill="now", help="发现违法线索或者收到材料的时间。"),
        Line(
            key="name", title="案件名称", section="案件", prefill="case.name", required=False,
            help="空着的由系统按当事人＋涉嫌＋案由＋案生成；作出决定后去掉“涉嫌”。", example="某某公司涉嫌接纳未成年人进入营业场所案",
        ),
        Choice(key="act", title="行政执法行为", options=ACTS, section="案件", law="制度第一条"),
        Choice(
            key="procedure", title="适用程序", help="处罚不能当场作出的，用普通程序；其他行为选与它对应的程序。", section="案件", options=PROCEDURES,
        ),
        Cause(key="cause", title="案由", section="案件", help="从违法行为目录中选；目录中没有的写暂定案由，在告知之前由法制机构确认。"),
        Flag(key="cause_confirmed", title="案由已经法制机构确认", section="案件", internal=True, help="以前的登记在这里勾选，现在填暂定案由确认表。"),
        Choice(key="capacity", title="以何种资格执法", options=CAPACITIES, section="执法主体", law="制度第一条"),
        Line(key="acting_body", title="实施机关", section="执法主体", prefill="agency.name", help="文书以谁的名义出具、盖谁的印章。"),
        Line(key="entrusting_body", title="委托机关", section="执法主体", when="capacity=entrusted", law="处罚法第二十条"),
        usual.laws("legal_basis", "执法依据", "authority", section="执法主体", law="制度第一条", help="赋予本机关这项执法权的条款。"),
        Parties(
            key="parties", title="当事人", section="当事人", required=False, sensitive=True,
            help="还不清楚的可以后补。个体工商户写营业执照上的经营者，并注明字号。",
        ),
        usual.officers(required=False, help="承办人员不少于两人。"),
        Line(key="unit", title="承办机构", section="承办", internal=True, prefill="actor.unit"),
        Line(key="unit_name", title="承办机构名称", section="承办", required=False, prefill="actor.unit_name"),
        Choice(key="secrecy", title="保密标记", help="涉及国家秘密的不得录入本系统。", section="承办", options=usual.SECRECY, law="制度第三十条"),
        usual.place("案发地点", required=False),
        usual.facts("初步事实", section="基本情况", required=False, help="写明已经知道的时间、地点、行为。"),
    ),
    paper=Paper(layout="form", volume="internal"),
    aliases=(
        "案件来源", "案源登记", "案源", "案件来源登记表", "举报", "投诉", "投诉举报", "接到举报", "接到投诉", "举报受理", "投诉受理",
        "12345转办", "12318举报", "转办", "转办线索", "交办", "交办线索", "上级交办", "线索移送", "移送线索", "线索", "发现线索",
        "公安移送", "检察建议", "收到移送材料", "媒体曝光", "网络巡查", "群众举报", "接群众举报", "收到举报", "收到投诉", "网络举报", "电话举报", "匿名举报", "实名举报"),
    told=(
        Told(pattern=r"举报|投诉|12345|12318", field="source", value="complaint"),
        Told(pattern=r"交办|督办", field="source", value="assigned"),
        Told(pattern=r"移送|移交|转办|转送|检察建议", field="source", value="transferred"),
        Told(pattern=r"媒体|曝光|舆情", field="source", value="media"),
        Told(pattern=r"巡查|检查发现", field="source", value="inspection"),
    ),
)  # fmt: skip

CASE_CHANGED = Kind(
    key="case_changed",
    title="案件信息变更",
    stage=Stage.INITIATION,
    basis=(REG(3),),
    help="只填变了的项目，并写明原因。以前的文书不变，以后的文书用新的内容。",
    fields=(
        usual.reason("变更原因"),
        Line(key="name", title="案件名称", required=False, help="空着的不变；没有写过名称的，随当事人和案由生成。"),
        Cause(key="cause", title="案由", required=False, prefill="case.cause"),
        Flag(key="cause_confirmed", title="案由已经法制机构确认", internal=True),
        Choice(key="procedure", title="适用程序", required=False, options=PROCEDURES),
        Parties(key="parties", title="当事人", required=False, sensitive=True, prefill="case.parties"),
        usual.officers(required=False),
        Line(key="unit", title="承办机构", required=False, internal=True),
        Line(key="unit_name", title="承办机构名称", required=False),
        usual.place("案发地点", required=False, section=""),
        Choice(key="secrecy", title="保密标记", required=False, options=usual.SECRECY, law="制度第三十条"),
        Flag(key="major", title="重大行政执法行为", help="只能增加，不能取消。"),
        Choices(key="major_items", title="属于重大的情形", options=MAJOR, required=False, other=True),
    ),
    paper=Paper(layout="form", volume="internal"),
    aliases=("变更当事人", "追加当事人", "变更承办人", "变更案由", "更换承办人"),
)  # fmt: skip

URGENT_START = Kind(
    key="urgent_start",
    title="紧急先行启动",
    stage=Stage.INITIATION,
    basis=(REG(7),),
    help="情况紧急时先启动，二十四小时内补报程序启动审批表。",
    fields=(
        usual.reason("情况紧急的理由", law="制度第七条", help="写明不立即启动会有什么后果。", rows=3),
        usual.at("启动时间", key="started", law="制度第七条", prefill="now"),
    ),
    paper=Paper(layout="form", volume="internal"),
    aliases=("紧急启动", "先行启动", "紧急立案", "先行立案"),
)

INITIATION_APPROVAL = Kind(
    key="initiation_approval",
    title="程序启动审批表",
    stage=Stage.INITIATION,
    basis=(REG(7), PENALTY_2021(54)),
    about=("urgent_start", "case_registration"),
    help="立案审批表与程序启动审批表是同一张表。重大行政执法行为先由法制机构审查，再由负责人审批。",
    fields=(
        Choice(key="source", title="案件来源", options=usual.SOURCES, section="启动原因", prefill="case.source"),
        usual.reason("启动原因", section="启动原因", law="制度第七条", help="为什么需要启动，从哪里得知。", rows=3),
        Flag(key="urgent", title="情况紧急，已先行启动", section="启动原因", law="制度第七条", help="勾选后，本表自启动起二十四小时内补报。"),
        Parties(key="parties", title="当事人基本情况", section="当事人", law="制度第七条", prefill="case.parties", sensitive=True),
        usual.facts("初步查明的事实", section="事实和依据", prefill="case.facts"),
        Cause(key="cause", title="案由", section="事实和依据", prefill="case.cause", required=False),
        usual.laws("suspected", "涉嫌违反的规定", "suspected", section="事实和依据", prefill="catalogue.broken"),
        usual.officers(required=False, help="拟指定的承办人员，不少于两人。"),
        Day(
            key="filed_on", title="立案之日", section="立案", law="处罚法第六十条", prefill="today",
            help="九十日的办案期限从这一天起算。先行启动的，以启动之日和批准之日中较早的为准。",
        ),
        Flag(key="major", title="重大行政执法行为", section="立案", law="制度第七条", prefill="case.major", help="由本局目录计算得出，可以增加，不能取消。"),
        Choices(key="major_items", title="属于重大的情形", section="立案", options=MAJOR, when="major", other=True, prefill="case.major_items"),
        *usual.told_facts(),
        *usual.original(numbered=True),
    ),
    parts=(
        Opinion("handler", "承办人意见", role=Role.OFFICER),
        Opinion("unit_head", "承办机构意见", role=Role.UNIT_HEAD),
        Opinion("legal", "法制机构合法性审查意见", role=Role.LEGAL, when="major"),
        Opinion("head", "行政机关负责人意见", role=Role.HEAD),
    ),
    paper=Paper(layout="form", word="执"),
    aliases=(
        "立案", "立案审批", "立案审批表", "案件立案", "批准立案", "立案批准", "予以立案", "立案决定", "程序启动", "程序启动审批", "启动审批",
        "行政处罚立案审批表", "补报立案", "立案调查", "启动程序", "予以立案调查"),
    told=(
        *usual.APPROVED_TOLD,
        Told(pattern=r"(?<!未经)(?<!未)法制(?:机构|部门|科|股)?(?:合法性)?(?:审查|审核)", part="legal"),
        Told(pattern=r"指定(\d+)名(?:承办人|执法人员)", field="officer_count"),
        *usual.COUNT_TOLD,
        *usual.NUMBER_TOLD,
    ),
)  # fmt: skip

STOPPED = Kind(
    key="stopped",
    title="程序终止",
    stage=Stage.INITIATION,
    basis=(REG(7), REG(8)),
    about=("initiation_approval", "urgent_start"),
    help="负责人不同意启动的，到此为止。已经采取的措施同时解除。负责人已经批准启动的，不用这一张，写撤案审批表。",
    fields=(
        usual.reason("终止的理由", rows=3),
        Line(key="basis", title="依据", required=False, help="不属于本机关管辖、不符合立案标准等，写明条文。"),
        Text(key="lifted", title="已采取措施的解除情况", required=False, rows=2, help="先行登记保存等措施已经采取的，写明何时解除、物品何时退还。"),
        Flag(key="complainant_told", title="已告知实名投诉举报人", law="制度第八条", help="有实名投诉举报人的，告知后勾选，并另记告知记录。"),
    ),
    paper=Paper(layout="form", volume="internal"),
    aliases=("不予立案", "不启动程序", "终止程序", "终止启动", "不予启动", "不予立案审批"),
)  # fmt: skip

COMPLAINT_REGISTRATION = Kind(
    key="complaint_registration",
    title="投诉举报登记",
    stage=Stage.INITIATION,
    basis=(REG(8),),
    subjects=("clue",),
    help="投诉举报人的身份只有办理线索的人看得到，不随线索进入案卷。",
    fields=(
        Choice(
            key="channel", title="来源方式", section="来源", other=True,
            options=(
                ("hotline", "电话（12318、12345）"), ("letter", "信函"), ("visit", "来访"), ("mail", "电子邮件"), ("fax", "传真"),
                ("web", "网络平台"), ("transfer", "其他机关转来"),
            ),
        ),
        usual.at("收到时间", key="received", section="来源", prefill="now"),
        Choice(
            key="category", title="类别", section="来源", required=False, other=True,
            options=(
                ("entertainment", "娱乐场所"), ("net_cafe", "上网服务"), ("performance", "营业性演出"), ("press", "印刷和出版物"),
                ("tourism", "旅游"), ("sports", "体育"), ("relics", "文物"),
            ),
        ),
        Line(key="area", title="所属区域", section="来源", required=False, help="街道或者片区，分派用。"),
        Flag(key="named", title="实名", section="投诉举报人", law="制度第八条", help="留有姓名和联系方式的，按实名登记。"),
        usual.outsider(
            "complainant", "投诉举报人", section="投诉举报人", when="named", asks=("name", "phone", "address", "id_number"),
            law="制度第三十条", help="依法保密，印出和公开时一律隐去。",
        ),
        Flag(key="wants_reply", title="要求答复", help="答复的方式和内容另记。", section="投诉举报人", when="named"),
        Flag(key="wants_reward", title="要求奖励", help="是否奖励依举报奖励的规定另行决定。", section="投诉举报人", when="named"),
        Line(key="reported_before", title="以前反映过的情况", section="投诉举报人", required=False, help="向哪个机关、什么时候反映过，结果怎样。没有的不填。"),
        Line(key="accused", title="被投诉举报人", section="内容", help="名称或者招牌名，地址写在内容里。"),
        Text(key="matter", title="投诉举报内容", section="内容", rows=6, sensitive=True, help="时间、地点、行为，照来件或者通话记。"),
        Scans(key="scans", title="来件和附件", section="内容"),
    ),
    paper=Paper(layout="form", volume="internal"),
    aliases=("举报登记", "投诉登记", "举报处理单", "投诉举报处理单", "线索登记", "受理单"),
)  # fmt: skip

CLUE_TRIAGE = Kind(
    key="clue_triage",
    title="线索处理",
    stage=Stage.INITIATION,
    basis=(REG(8), PENALTY_2021(54)),
    subjects=("clue",),
    about=("complaint_registration",),
    help="需要查处的及时启动；不启动或者移送的写明理由，实名的还要告知本人。",
    fields=(
        Choice(
            key="result", title="处理结果", help="符合立案标准的，应当及时启动。", law="制度第八条",
            options=(("open", "启动执法程序"), ("not_open", "不启动执法程序"), ("transfer", "移送有管辖权的机关")),
            effects=(
                ("open", "随后应当登记案件来源，报程序启动审批。"),
                ("not_open", "实名的投诉举报，要把结果和理由告知本人，并记下何时、怎样告知。"),
                ("transfer", "实名的投诉举报，要告知本人移送给了哪个机关，并记下何时、怎样告知。"),
            ),
        ),
        usual.reason("理由", law="制度第八条", rows=3),
        Line(key="transfer_to", title="移送机关", when="result=transfer"),
        Line(key="case", title="案件", required=False, when="result=open", internal=True, locked=True),
    ),
    parts=(Opinion("unit_head", "承办机构意见", role=Role.UNIT_HEAD),),
    paper=Paper(layout="form", volume="internal"),
    aliases=("线索审查", "线索研判", "举报审查"),
)  # fmt: skip

COMPLAINANT_TOLD = Kind(
    key="complainant_told",
    title="不启动告知记录",
    stage=Stage.INITIATION,
    basis=(REG(8),),
    subjects=("clue",),
    about=("clue_triage", "stopped"),
    help="对实名投诉举报人，告知不启动（或者移送给了谁）的结果和理由，并记下何时、怎样告知。",
    fields=(
        usual.at("告知时间", key="told_at", law="制度第八条", prefill="now"),
        Choice(
            key="means", title="告知方式", law="制度第八条", other=True,
            options=(("phone", "电话"), ("letter", "书面"), ("message", "短信或平台回复"), ("in_person", "当面")),
        ),
        Text(key="content", title="告知内容", law="制度第八条", rows=4, help="结果、理由，以及对方的答复。"),
        Scans(key="scans", title="回执或通话记录"),
    ),
    paper=Paper(layout="form", volume="internal"),
    aliases=("告知举报人", "告知投诉人", "答复举报人", "答复投诉人", "回复举报人", "不予立案告知", "不予立案告知书"),
)  # fmt: skip

CLUE_LINKED = Kind(
    key="clue_linked",
    title="线索转入案件",
    stage=Stage.INITIATION,
    basis=(REG(8),),
    subjects=("clue", "case"),
    fields=(
        Line(key="clue", title="线索", required=False),
        Line(key="case", title="案件", required=False),
        Flag(key="named", title="实名"),
        Moment(key="received", title="收到时间", required=False),
    ),
    by_hand=False,
    internal=True,
)
