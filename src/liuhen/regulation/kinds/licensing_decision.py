"""许可的决定和送达: the decision, the licence handed over, publicity, what later becomes of the licence (许可法第三十八条至第七十条)."""

from liuhen.regulation import usual
from liuhen.regulation.fields import Choice, Day, Line, Scans, Text
from liuhen.regulation.grammar import Kind, Opinion, OutsiderSigns, Paper, Role, Signer, Stage
from liuhen.regulation.sources import LICENCE_2019, REG

LICENCE_DECISION = Kind(
    key="licence_decision",
    title="行政许可决定书",
    stage=Stage.DECISION,
    basis=(LICENCE_2019(38), REG(2)),
    about=("licence_review",),
    issued=True,
    help="负责人审批之后制作。不予许可的，说明理由，并告知复议和诉讼的权利。",
    fields=(
        usual.party(title="申请人", prefill="case.party", help="取自申请登记。"),
        Line(key="item_title", title="申请事项", prefill="case.cause"),
        usual.at("收到申请的时间", key="received_at", prefill="licence_application.received"),
        Choice(
            key="result", title="决定", prefill="licence_review.result", law="许可法第三十八条",
            options=(("grant", "准予行政许可"), ("refuse", "不予行政许可")),
        ),
        usual.laws("basis", "决定的依据", "authority"),
        Text(key="granted", title="准予的内容", rows=3, when="result=grant", help="许可的事项、地址、范围、有效期等。"),
        usual.reason("不予许可的理由", when="result=refuse", rows=4, law="许可法第三十八条", prefill="licence_review.reason"),
    ),
    paper=Paper(
        layout="notice",
        word="许决",
        addressee="party",
        body=(
            "你（单位）于{received_at}向本机关提出{item_title}申请，本机关已依法受理并审查。",
            "{?result=grant}经审查，你（单位）的申请符合法定条件、标准。依据{basis}的规定，本机关决定准予行政许可。",
            "{?result=grant}准予的内容：{granted}。",
            "{?result=grant}本机关自本决定作出之日起十个工作日内颁发、送达行政许可证件。",
            "{?result=refuse}经审查，依据{basis}的规定，本机关决定不予行政许可。理由：{reason}。",
            "{?result=refuse}" + usual.REMEDIES,
        ),
        remedies=True,
        copies="本决定书一式两份，一份送达申请人，一份存档。",
    ),
    aliases=("许可决定", "准予行政许可决定书", "不予行政许可决定书", "准予许可", "不予许可", "行政许可决定", "许可决定书"),
)  # fmt: skip

LICENCE_DELIVERED = Kind(
    key="licence_delivered",
    title="行政许可证件送达记录",
    stage=Stage.EXECUTION,
    basis=(LICENCE_2019(44), REG(27)),
    about=("licence_decision",),
    help="决定作出之日起十个工作日内把证件交到申请人手里，由领取人签名。送达之后许可程序终结。",
    fields=(
        usual.party(title="申请人", prefill="about.party", help="取自申请登记。"),
        Line(key="licence", title="证件名称", prefill="case.cause"),
        Line(key="licence_number", title="证件编号"),
        Day(key="valid_from", title="有效期自", required=False, prefill="today"),
        Day(key="valid_until", title="有效期至", required=False, help="没有期限的不填。"),
        usual.at("送达时间", prefill="now", law="许可法第四十四条"),
        Choice(
            key="way", title="送达方式",
            options=(("window", "窗口领取"), ("post", "邮寄"), ("visit", "上门送达"), ("electronic", "电子证照")),
        ),
        usual.outsider("recipient", "领取人", when="way=window|way=visit", asks=("name", "relation", "id_number", "phone")),
        Line(key="tracking", title="邮件号码", when="way=post"),
        Line(key="address", title="电子证照的查询方式", when="way=electronic"),
        Scans(key="scans", title="证件副本、回执"),
    ),
    parts=(OutsiderSigns("recipient", "领取人签名", Signer.RECIPIENT, when="way=window|way=visit", refusable=False),),
    paper=Paper(layout="form", confirm="以上证件已收到。"),
    aliases=("证件送达", "颁发许可证", "许可证件送达", "发证", "颁发许可证件", "领取许可证", "送达许可证"),
)  # fmt: skip

LICENCE_PUBLICITY = Kind(
    key="licence_publicity",
    title="行政许可信息公示",
    stage=Stage.EXECUTION,
    basis=(LICENCE_2019(40),),
    about=("licence_decision",),
    help="准予许可的决定应当公开，公众有权查阅；在公示期限内公示，期限见待办。",
    fields=(
        usual.at("公示时间", prefill="now"),
        Line(key="where", title="公示的网站或平台", help="写全称，可以写几个。"),
        Line(key="url", title="网址", required=False),
        Scans(key="scans", title="页面截图"),
    ),
    paper=Paper(layout="form", volume="internal"),
    aliases=("许可公示", "许可信息公示", "行政许可公示"),
)

LICENCE_ENDED = Kind(
    key="licence_ended",
    title="撤销（注销）行政许可决定书",
    stage=Stage.EXECUTION,
    basis=(LICENCE_2019(69), LICENCE_2019(70)),
    about=("licence_decision", "licence_delivered", "licence_application"),
    issued=True,
    help="依法撤销或者注销许可的，写明情形和依据；申请注销的，也用这份文书。",
    fields=(
        usual.party(title="被许可人", prefill="case.party", help="取自申请登记。"),
        Line(key="licence_number", title="许可证编号", prefill="licence_delivered.licence_number"),
        Choice(key="how", title="处理", options=(("revoked", "撤销"), ("cancelled", "注销"))),
        Choice(
            key="ground", title="情形", other=True,
            options=(
                ("abuse", "工作人员滥用职权、玩忽职守作出准予决定"), ("beyond", "超越法定职权作出准予决定"), ("procedure", "违反法定程序作出准予决定"),
                ("unfit", "申请人不具备资格或者不符合法定条件"), ("fraud", "以欺骗、贿赂等不正当手段取得"), ("expired", "有效期届满未延续"),
                ("dissolved", "法人或者其他组织依法终止"), ("ended", "许可依法被撤销、撤回或者证件被吊销"), ("asked", "被许可人申请注销"),
            ),
        ),
        usual.laws("basis", "依据", "authority"),
        usual.reason("事实和理由", rows=3),
    ),
    parts=(Opinion("unit_head", "承办机构意见", role=Role.UNIT_HEAD), Opinion("head", "行政机关负责人意见", role=Role.HEAD)),
    paper=Paper(
        layout="notice",
        word="许撤",
        addressee="party",
        body=(
            "你（单位）持有的编号为{licence_number}的行政许可证件，因{ground}，依据{basis}的规定，本机关决定予以{how}。",
            "事实和理由：{reason}。",
            "请自收到本决定书之日起将许可证件交回本机关。",
            usual.REMEDIES,
        ),
        remedies=True,
        copies="本决定书一式两份，一份送达被许可人，一份存档。",
    ),
    aliases=("撤销行政许可", "注销行政许可", "撤销许可", "注销许可", "许可证注销"),
)  # fmt: skip
