"""许可的申请和受理: an application from the counter to its acceptance (制度第六条, 许可法第二十九条至第三十二条)."""

from liuhen.regulation import usual
from liuhen.regulation.fields import Choice, Column, Day, Field, Flag, Items, Line, Parties, Scans, Text
from liuhen.regulation.grammar import Kind, OutsiderSigns, Paper, Signer, Stage
from liuhen.regulation.licences import OPTIONS
from liuhen.regulation.sources import LICENCE_2019, REG

WAYS = (
    ("window", "窗口当面提出"),
    ("oral", "口头提出"),
    ("agent", "委托代理人提出"),
    ("letter", "信函、传真"),
    ("web", "网上或者电子邮件"),
)
REQUESTS = (("new", "首次申请"), ("change", "变更"), ("renewal", "延续"), ("cancel", "注销"))
CHECKS = (("ok", "齐全、合格"), ("missing", "缺"), ("spot", "可当场更正"), ("wrong", "不符合法定形式"))
#: What the party of a licence is called everywhere.
APPLICANT = "申请人"


def applicant(**more: str) -> Field:
    """One applicant of the case, under the name that the licensing statute gives him."""
    return usual.party(title=APPLICANT, **{"help": "取自申请登记。", **more})


LICENCE_APPLICATION = Kind(
    key="licence_application",
    title="行政许可申请登记",
    stage=Stage.INITIATION,
    basis=(REG(6), LICENCE_2019(29), LICENCE_2019(32)),
    time="received",
    help="收到申请先登记，逐件核对材料，当场告诉申请人受理、更正还是补正。口头申请的，照原话记下并请其签名。",
    fields=(
        Choice(key="item", title="许可事项", section="申请事项", options=OPTIONS, other=True, law="许可法第二十九条", help="决定的期限随事项而定；目录中没有的自写。"),
        Choice(key="request", title="申请类型", section="申请事项", options=REQUESTS),
        Day(key="expires", title="现有许可的有效期届满日", section="申请事项", when="request=renewal", law="许可法第五十条"),
        Line(key="licence_number", title="现有许可证编号", section="申请事项", when="request=renewal|request=change|request=cancel"),
        Text(key="matter", title="申请的内容", section="申请事项", rows=2, required=False, help="地址、场次、变更什么等，一两句话。"),
        usual.at("收到申请的时间", key="received", section="申请事项", prefill="now", law="制度第六条", help="各项期限从这里起算。"),
        Choice(key="way", title="申请的方式", section="申请人", options=WAYS, law="制度第六条"),
        Parties(key="parties", title=APPLICANT, section="申请人", sensitive=True, help="名称照营业执照或者身份证件填写。"),
        usual.outsider("agent", "代理人", section="申请人", when="way=agent", asks=("name", "id_number", "phone"), help="附授权委托书。"),
        Text(key="said", title="口头申请的内容", section="申请人", rows=4, when="way=oral", law="制度第六条", help="照申请人的话记，读给他听，请他签名。"),
        Items(
            key="materials", title="申请材料", section="材料", law="许可法第三十二条", help="一件一行，当场核对。",
            columns=(
                Column(key="name", title="材料名称", required=True, width=4),
                Column(key="form", title="形式", type="choice", options=(("original", "原件"), ("copy", "复制件"), ("electronic", "电子件")), width=2),
                Column(key="quantity", title="份数", type="number"),
                Column(key="check", title="核对", type="choice", options=CHECKS, required=True, width=2),
                Column(key="note", title="说明", width=3),
            ),
        ),
        Scans(key="scans", title="申请书和材料扫描件", section="材料"),
        Flag(key="joint", title="统一、联合或者集中办理", section="办理", law="许可法第四十二条", help="办理期限四十五个工作日。"),
        Line(key="unit", title="承办机构", section="办理", required=False, internal=True, prefill="actor.unit"),
        Line(key="unit_name", title="承办机构名称", section="办理", required=False, internal=True, prefill="actor.unit_name"),
        usual.officers(title="审查人员", required=False, section="办理", prefill="", law="", help="可以以后指派。"),
    ),
    parts=(OutsiderSigns("applicant", "申请人签名", Signer.PARTY, when="way=oral", refusable=False),),
    paper=Paper(layout="form", confirm="以上是我口头申请的内容，已向我宣读，记录无误。"),
    aliases=("许可申请", "申请登记", "行政许可申请", "收到许可申请", "口头申请记录", "申请材料接收"),
)  # fmt: skip

NOT_NEEDED = Kind(
    key="not_needed",
    title="即时告知记录",
    stage=Stage.INITIATION,
    basis=(REG(6), LICENCE_2019(32, "第一款第（一）、（二）项")),
    about=("licence_application",),
    help="依法不需要许可，或者不归本机关管的，当场就告诉申请人，并出具不予受理的书面凭证。",
    fields=(
        applicant(prefill="case.party"),
        Choice(key="ground", title="情形", options=(("not_needed", "依法不需要取得行政许可"), ("not_within", "不属于本机关职权范围")), law="许可法第三十二条"),
        usual.at("告知时间", prefill="now"),
        Line(key="go_to", title="应当向哪个机关申请", when="ground=not_within", law="许可法第三十二条"),
        Text(key="told", title="告知的内容和申请人的答复", rows=3),
    ),
    paper=Paper(layout="form"),
    aliases=("即时告知", "告知不需要许可", "告知不属于职权范围"),
)  # fmt: skip

SPOT_CORRECTION = Kind(
    key="spot_correction",
    title="当场更正记录",
    stage=Stage.INITIATION,
    basis=(REG(6), LICENCE_2019(32, "第一款第（三）项")),
    about=("licence_application",),
    help="材料中可以当场改正的错误，请申请人当场改，并在改动处签名。",
    fields=(
        applicant(prefill="case.party"),
        usual.at("更正时间", prefill="now"),
        Items(
            key="items", title="更正的内容", law="制度第六条",
            columns=(
                Column(key="name", title="材料名称", required=True, width=3),
                Column(key="before", title="原来写的", required=True, width=3),
                Column(key="after", title="更正为", required=True, width=3),
            ),
        ),
        usual.outsider("by", "更正人", asks=("name", "relation", "phone"), help="申请人或者其代理人。"),
    ),
    parts=(OutsiderSigns("applicant", "更正人签名", Signer.PARTY),),
    paper=Paper(layout="form", confirm="以上各处由我当场更正。"),
    aliases=("当场更正", "申请材料当场更正"),
)  # fmt: skip

LICENCE_SUPPLEMENT = Kind(
    key="licence_supplement",
    title="行政许可申请材料补正告知书",
    stage=Stage.INITIATION,
    basis=(REG(6), LICENCE_2019(32, "第一款第（四）项")),
    about=("licence_application",),
    issued=True,
    help="当场或者五个工作日内，一次写全需要补正的所有内容；逾期不告知的，自收到材料之日起即为受理。",
    fields=(
        applicant(prefill="case.party"),
        Line(key="item_title", title="申请事项", prefill="case.cause"),
        usual.at("收到申请的时间", key="received_at", prefill="licence_application.received"),
        Items(
            key="items", title="需要补正的全部内容", law="许可法第三十二条", help="一项一行，写清缺什么、怎样才算合格。",
            columns=(
                Column(key="name", title="材料名称", required=True, width=3),
                Column(key="text", title="补正要求", type="text", required=True, width=5),
            ),
        ),
    ),
    paper=Paper(
        layout="notice",
        word="许补",
        addressee="party",
        body=(
            "你（单位）于{received_at}向本机关提出{item_title}申请。经核对，申请材料不齐全或者不符合法定形式。",
            "依据《中华人民共和国行政许可法》第三十二条第一款第四项的规定，现一次告知需要补正的全部内容：",
            "{items}",
            "请按上述要求补正。补正的材料齐全、符合法定形式的，本机关予以受理。",
            "联系方式：{contact}",
        ),
        copies="本告知书一式两份，一份交申请人，一份存档。",
    ),
    aliases=("补正告知书", "补正告知", "一次性告知书", "一次性补正告知", "申请材料补正告知"),
)  # fmt: skip

SUPPLEMENT_RECEIVED = Kind(
    key="supplement_received",
    title="补正材料收讫记录",
    stage=Stage.INITIATION,
    basis=(REG(6), LICENCE_2019(32, "第一款第（五）项")),
    about=("licence_supplement",),
    help="按告知书逐项核对交来的材料；全部补正的，应当受理。",
    fields=(
        applicant(prefill="about.party"),
        usual.at("收到时间", prefill="now"),
        Items(
            key="items", title="逐项核对", prefill="about.items",
            columns=(
                Column(key="name", title="材料名称", required=True, width=3),
                Column(key="check", title="核对", type="choice", options=CHECKS, required=True, width=2),
                Column(key="note", title="说明", width=3),
            ),
        ),
        Flag(key="complete", title="已全部补正"),
        Scans(key="scans", title="补正材料扫描件"),
    ),
    paper=Paper(layout="form"),
    aliases=("补正材料", "收到补正材料", "补齐材料"),
)  # fmt: skip

LICENCE_ACCEPTANCE = Kind(
    key="licence_acceptance",
    title="行政许可申请受理通知书",
    stage=Stage.INITIATION,
    basis=(REG(6), LICENCE_2019(32, "第二款")),
    about=("licence_application", "supplement_received"),
    issued=True,
    help="材料齐全、符合法定形式的，应当受理，并出具盖专用印章、写明日期的凭证。",
    fields=(
        applicant(prefill="case.party"),
        Line(key="item_title", title="申请事项", prefill="case.cause"),
        usual.at("收到申请的时间", key="received_at", prefill="licence_application.received"),
        Line(key="promised", title="办理期限", help="照办事指南写，例如：自受理之日起二十个工作日内作出决定。"),
        Text(key="note", title="其他告知事项", rows=2, required=False),
    ),
    paper=Paper(
        layout="notice",
        word="许受",
        addressee="party",
        body=(
            "你（单位）于{received_at}提出的{item_title}申请，材料齐全、符合法定形式。依据《中华人民共和国行政许可法》第三十二条的规定，本机关决定予以受理。",
            "办理期限：{promised}。依法需要听证、检验、检测、鉴定和专家评审的，所需时间不计算在内，并另行书面告知。",
            "{note}",
            "联系方式：{contact}",
        ),
        copies="本通知书一式两份，一份交申请人，一份存档。",
    ),
    aliases=("受理通知书", "行政许可受理", "许可受理", "行政许可受理通知书", "受理许可申请", "受理单回执"),
)

LICENCE_REFUSED_TO_ACCEPT = Kind(
    key="licence_refused_to_accept",
    title="行政许可申请不予受理决定书",
    stage=Stage.INITIATION,
    basis=(REG(6), LICENCE_2019(32, "第二款")),
    about=("licence_application", "not_needed", "licence_supplement"),
    issued=True,
    help="不受理的，说明理由，告诉申请人该找哪个机关，并出具盖专用印章、写明日期的凭证。",
    fields=(
        applicant(prefill="case.party"),
        Line(key="item_title", title="申请事项", prefill="case.cause"),
        usual.at("收到申请的时间", key="received_at", prefill="licence_application.received"),
        Choice(
            key="ground", title="情形", law="许可法第三十二条", prefill="",
            options=(
                ("not_needed", "依法不需要取得行政许可"), ("not_within", "不属于本机关职权范围"), ("unsupplied", "未按要求提交全部补正材料"),
                ("barred", "依法不得申请"),
            ),
        ),
        usual.reason("理由", rows=3),
        Line(key="go_to", title="应当向哪个机关申请", when="ground=not_within", law="许可法第三十二条"),
    ),
    paper=Paper(
        layout="notice",
        word="许不受",
        addressee="party",
        body=(
            "你（单位）于{received_at}提出的{item_title}申请，经审查，{ground}。理由：{reason}。",
            "依据《中华人民共和国行政许可法》第三十二条的规定，本机关决定不予受理。",
            "{?ground=not_within}请向{go_to}提出申请。",
            usual.REMEDIES,
        ),
        remedies=True,
        copies="本决定书一式两份，一份送达申请人，一份存档。",
    ),
    aliases=("不予受理决定书", "不予受理通知书", "不予受理", "行政许可不予受理决定书", "不予受理许可申请"),
)  # fmt: skip

LICENCE_APPLICATION_WITHDRAWN = Kind(
    key="licence_application_withdrawn",
    title="撤回行政许可申请",
    stage=Stage.INITIATION,
    basis=(REG(6), REG(27)),
    about=("licence_application",),
    help="决定之前申请人撤回的，记下时间和理由，退还材料，程序到此终结。",
    fields=(
        applicant(prefill="case.party"),
        usual.at("撤回时间", prefill="now"),
        Text(key="reason", title="撤回的理由", rows=2, required=False),
        Text(key="returned", title="材料退还情况", rows=2, required=False),
        Scans(key="scans", title="撤回申请书"),
    ),
    parts=(OutsiderSigns("applicant", "申请人签名", Signer.PARTY),),
    paper=Paper(layout="form", letterhead=False, confirm="申请由我（单位）自愿撤回。"),
    aliases=("撤回申请", "撤回许可申请", "申请人撤回申请"),
)

#: What the counter itself records; the rest is for those who examine the application.
COUNTER = (
    LICENCE_APPLICATION,
    NOT_NEEDED,
    SPOT_CORRECTION,
    LICENCE_SUPPLEMENT,
    SUPPLEMENT_RECEIVED,
    LICENCE_ACCEPTANCE,
    LICENCE_REFUSED_TO_ACCEPT,
    LICENCE_APPLICATION_WITHDRAWN,
)
