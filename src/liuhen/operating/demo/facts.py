"""The facts of the demo's cases: invented parties in an invented district, real articles of law."""

from dataclasses import dataclass, field
from typing import Any


def law(title: str, article: str, paragraph: str = "", version: str = "") -> dict[str, str]:
    """One article of law as a form holds it."""
    return {"norm": "", "title": title, "version": version, "article": article, "paragraph": paragraph}


NET_CAFE = "互联网上网服务营业场所管理条例"
ENTERTAINMENT = "娱乐场所管理条例"
TOURISM = "中华人民共和国旅游法"
MINORS = "中华人民共和国未成年人保护法"
PERFORMANCE = "营业性演出管理条例"
PENALTY = "中华人民共和国行政处罚法"
PUBLISHING = "出版管理条例"


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What one case is about."""

    name: str
    cause: str
    parties: tuple[dict[str, Any], ...]
    place: str
    clue: str
    found: str
    broken: tuple[dict[str, str], ...]
    basis: tuple[dict[str, str], ...]
    orders: tuple[str, ...]
    manager: str = "值班经理"
    witness: str = ""
    fine: str = "10000.00"
    penalties: tuple[str, ...] = ("warning", "fine")
    discretion: str = "违法行为轻微程度一般，当事人配合调查，在幅度内按一般情形处罚。"
    level: str = "none"
    basis_reason: str = ""
    turnover: str = ""
    evidence: tuple[tuple[str, str, str], ...] = field(default=())

    def party(self, number: int = 0) -> dict[str, Any]:
        """One of the parties."""
        return self.parties[number]


def company(key: str, name: str, head: str, address: str, code: str, *, trade: str = "") -> dict[str, Any]:
    """An organisation as a party."""
    return {
        "id": key, "type": "organisation", "name": name, "code": code, "representative": head,
        "representative_title": "法定代表人", "phone": "000-81230000", "address": address, "trade_name": trade,
    }  # fmt: skip


def person(key: str, name: str, sex: str, address: str, number: str) -> dict[str, Any]:
    """A citizen as a party."""
    return {
        "id": key, "type": "citizen", "name": name, "sex": sex, "id_number": number, "phone": "000-81230001", "address": address
    }  # fmt: skip


def net_cafe(name: str, head: str, road: str, code: str, *, manager: str, fine: str = "10000.00", witness: str = "") -> Facts:
    """A net café that took in minors."""
    full = f"澄湖区{name}网络服务有限公司"
    return Facts(
        name=f"{full}涉嫌接纳未成年人进入营业场所案",
        cause="接纳未成年人进入互联网上网服务营业场所",
        parties=(company("p1", full, head, f"澄湖区{road}", code, trade=f"{name}网咖"),),
        place=f"澄湖区{road}　{name}网咖",
        clue=f"{name}网咖晚上有学生上网，前台不看身份证。",
        found="一、进入场所时正在营业，设上网终端六十四台，在用三十一台。\n二、大厅17号机、18号机上网人员二人，自述为某中学学生，"
        "未能出示身份证件；经核实，李某某十六岁，王某某十五岁。\n三、前台登记系统显示，17号机、18号机以同一成年人证件登记。\n"
        "四、入口处未见未成年人禁入标志。",
        broken=(law(MINORS, "58", version="2024-04-26"), law(NET_CAFE, "21", version="2022-03-29")),
        basis=(law(NET_CAFE, "31", "第（二）项", "2022-03-29"),),
        orders=("停止接纳未成年人进入营业场所", "在入口处显著位置悬挂未成年人禁入标志", "对上网人员逐一核对、登记有效身份证件"),
        manager=manager,
        witness=witness,
        fine=fine,
        basis_reason="行为人是依法设立的上网服务营业场所，适用对它专门规定的条例；危害后果轻微，没有拒不改正的情形。",
        evidence=(
            ("documentary", "上网登记记录打印件三页", "17号机、18号机以他人证件登记"),
            ("audiovisual", "现场检查录像", "检查当时有未成年人上网"),
        ),
    )


KTV = Facts(
    name="澄湖区金嗓子娱乐有限公司涉嫌接纳未成年人案",
    cause="歌舞娱乐场所接纳未成年人",
    parties=(
        company("p1", "澄湖区金嗓子娱乐有限公司", "马春生", "澄湖区听涛街9号三层", "91420199MA4KTW001W", trade="金嗓子KTV"),
    ),
    place="澄湖区听涛街9号三层　金嗓子KTV",
    clue="包房里有穿校服的学生唱歌到半夜。",
    found="一、302包房消费人员四人，其中三人为未成年人。\n二、前台未查验身份证件。\n三、未成年人禁入标志被绿植遮挡。",
    broken=(law(ENTERTAINMENT, "23", version="2020-11-29"), law(MINORS, "58", version="2024-04-26")),
    basis=(law(ENTERTAINMENT, "48", version="2020-11-29"),),
    orders=("停止接纳未成年人", "移开遮挡物，使禁入标志醒目可见"),
    manager="当班主管",
    fine="20000.00",
    penalties=("fine", "confiscation"),
    basis_reason="娱乐场所管理条例对歌舞娱乐场所接纳未成年人有专门规定，没有违法所得或者不足一万元时规定了罚款的下限。",
    evidence=(("documentary", "302包房消费清单一页", "消费时间和金额"),),
)
TRAVEL = Facts(
    name="澄湖风景线旅行社有限公司、吴建国涉嫌以不合理低价组织旅游活动案",
    cause="以不合理的低价组织旅游活动",
    parties=(
        company("p1", "澄湖风景线旅行社有限公司", "吴建国", "澄湖区滨湖大道218号1204室", "91420199MA4TRW002A"),
        person("p2", "吴建国", "男", "澄湖区滨湖大道220号2栋501室", "420199197503120010"),
    ),
    place="澄湖区滨湖大道218号1204室",
    clue="一元游海南，到了以后全程购物。",
    found="一、宣传单载明“一元游海南五日”。\n二、团队行程单载购物店六处。\n三、与购物店结算单载明回扣比例。",
    broken=(law(TOURISM, "35", "第一款", "2018-10-26"),),
    basis=(law(TOURISM, "98", version="2018-10-26"),),
    orders=("停止以不合理的低价组织旅游活动",),
    manager="法定代表人",
    fine="60000.00",
    penalties=("fine", "suspension"),
    level="lighter",
    discretion="当事人配合调查，行为持续时间短，已主动停止，在幅度内从轻处罚。",
    evidence=(("documentary", "宣传单、行程单、结算单共九页", "低价招徕并获取回扣"),),
)
SHOW = Facts(
    name="澄湖区星火文化传播有限公司涉嫌未经批准举办营业性演出案",
    cause="未经批准举办营业性演出",
    parties=(company("p1", "澄湖区星火文化传播有限公司", "宋雨薇", "澄湖区文昌路31号", "91420199MA4HWX003L"),),
    place="澄湖区文昌路31号　星火剧场",
    clue="周末有售票演出，没有批文。",
    found="一、剧场正在进行售票脱口秀演出，观众八十六人。\n二、现场负责人未能出示营业性演出准予许可决定。",
    broken=(law(PERFORMANCE, "13", version="2020-11-29"),),
    basis=(law(PERFORMANCE, "44", "第一款", "2020-11-29"),),
    orders=("停止未经批准的营业性演出",),
    manager="剧场经理",
    fine="50000.00",
    penalties=("fine", "confiscation"),
    level="lighter",
    discretion="当事人配合调查，行为持续时间短，已主动停止，在幅度内从轻处罚。",
    evidence=(("documentary", "票务后台截图四页", "场次、票价和售出张数"),),
)
BOOKS = Facts(
    name="周国平涉嫌擅自从事出版物发行业务案",
    cause="擅自从事出版物发行业务",
    parties=(person("p1", "周国平", "男", "澄湖区老街巷17号", "420199196808080019"),),
    place="澄湖区老街巷17号门前",
    clue="地摊常年卖书，没有许可证。",
    found="一、摊位陈列图书三十二种二百一十册。\n二、当事人未能出示出版物经营许可证。",
    broken=(law(PUBLISHING, "35", version="2020-11-29"),),
    basis=(law(PUBLISHING, "61", version="2020-11-29"),),
    orders=("停止出版物发行活动",),
    manager="摊主",
    fine="2000.00",
    penalties=("fine", "confiscation_goods"),
    turnover="3150.00",
    evidence=(("physical", "图书三十二种二百一十册", "用于销售的出版物"),),
)
LOGS = Facts(
    name="澄湖区畅游网络服务有限公司涉嫌未按规定核对登记上网消费者有效身份证件案",
    cause="未按规定核对、登记上网消费者的有效身份证件",
    parties=(company("p1", "澄湖区畅游网络服务有限公司", "邓海", "澄湖区东园路5号", "91420199MA4LQG004J", trade="畅游网咖"),),
    place="澄湖区东园路5号　畅游网咖",
    clue="日常巡查发现前台用一张身份证给多人开机。",
    found="一、在用终端二十二台，登记人数十九人。\n二、三台终端以同一证件登记。",
    broken=(law(NET_CAFE, "23", version="2022-03-29"),),
    basis=(law(NET_CAFE, "33", "第（三）项", "2022-03-29"),),
    orders=("逐一核对、登记上网消费者的有效身份证件",),
    manager="前台",
    fine="3000.00",
    level="lighter",
    discretion="当事人配合调查，行为持续时间短，已主动停止，在幅度内从轻处罚。",
    evidence=(("electronic", "登记系统导出记录一份", "三台终端以同一证件登记"),),
)
