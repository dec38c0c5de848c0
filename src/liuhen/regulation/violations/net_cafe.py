"""互联网上网服务营业场所。《互联网上网服务营业场所管理条例》（2022年修订）的条号；2016年2月6日以前第二十九条至第三十四条各少一。

第三十条、第三十二条、第三十四条由公安机关处罚，文化主管部门只吊销许可证；第三十三条两家依据各自职权。
"""

from liuhen.regulation.norms import NET_CAFE, Clause
from liuhen.regulation.violation import Act, Base, Body, Tier, Violation, fine
from liuhen.regulation.violations.minors import MINORS_58, MINORS_123

INDUSTRY = "上网服务"
_UP_TO_15000 = fine(0, 15000, may=True)
_TIERS = (
    Tier(key="ordinary", must=("warning",), fine=_UP_TO_15000),
    Tier(key="serious", when="情节严重", either=("suspension", "revocation"), may=("warning",), fine=_UP_TO_15000),
)
_OURS = (Body.CULTURE,)
_SHARED = (Body.CULTURE, Body.POLICE)


def _clause(article: str, paragraph: str = "") -> Clause:
    return Clause(norm=NET_CAFE, article=article, paragraph=paragraph)


def _base(article: str, item: str, *broken: Clause, bodies: tuple[Body, ...] = _OURS) -> Base:
    """Warning, up to 15,000 besides; suspension up to revocation where serious (articles 31 to 34)."""
    police = bodies == (Body.POLICE,)
    return Base(
        key=f"net_cafe_{article}",
        penal=_clause(article, f"第（{item}）项" if item else ""),
        broken=broken,
        tiers=_TIERS,
        bodies=bodies,
        revoker=Body.CULTURE if police else None,
    )


MINORS = Violation(
    key="net_cafe_minors", words="接纳未成年人进入营业场所", industry=INDUSTRY, row=1,
    bases=(_base("31", "二", _clause("21", "第一款")), MINORS_123),
    formerly=("接纳未成年人进入互联网上网服务营业场所", "网吧接纳未成年人", "允许未成年人进入互联网上网服务营业场所"),
)  # fmt: skip
HOURS = Violation(
    key="net_cafe_hours", words="在规定的营业时间以外营业", industry=INDUSTRY, row=1, bases=(_base("31", "一", _clause("22")),),
    formerly=("网吧超时营业",),
)  # fmt: skip
OFFLINE_GAMES = Violation(
    key="net_cafe_offline_games", words="经营非网络游戏", industry=INDUSTRY, row=1, bases=(_base("31", "三", _clause("17")),)
)
MEASURES_STOPPED = Violation(
    key="net_cafe_measures_stopped", words="擅自停止实施经营管理技术措施", industry=INDUSTRY, row=1,
    bases=(_base("31", "四", _clause("19")),),
)  # fmt: skip
SIGNS = Violation(
    key="net_cafe_signs", words="未悬挂《网络文化经营许可证》或者未成年人禁入标志", industry=INDUSTRY, row=1,
    bases=(_base("31", "五", _clause("20"), _clause("21", "第二款")), MINORS_123),
    acts=(
        Act(key="licence", words="未悬挂《网络文化经营许可证》", broken=(_clause("20"),)),
        Act(key="minors", words="未悬挂未成年人禁入标志", broken=(_clause("21", "第二款"), MINORS_58)),
    ),
)  # fmt: skip
UNLICENSED = Violation(
    key="net_cafe_unlicensed", words="擅自从事互联网上网服务经营活动", industry=INDUSTRY, row=8,
    bases=(
        Base(
            key="net_cafe_27", penal=_clause("27"), broken=(_clause("7"),), bodies=_SHARED,
            tiers=(
                Tier(
                    key="ordinary", must=("fine",), may=("confiscation_goods",),
                    fine=fine(10000, 50000, times=(5, 10), line=10000, of="turnover"),
                    also=("予以取缔", "查封经营场所", "扣押专用工具、设备", "没收专用工具、设备"),
                ),
            ),
        ),
    ),
)  # fmt: skip
LICENCE_TRANSFERRED = Violation(
    key="net_cafe_licence_transferred", words="涂改、出租、出借或者以其他方式转让《网络文化经营许可证》", industry=INDUSTRY, row=9,
    bases=(
        Base(
            key="net_cafe_29", penal=_clause("29"), broken=(_clause("12"),),
            tiers=(Tier(key="ordinary", must=("revocation", "fine"), fine=fine(5000, 10000, times=(2, 5), line=5000, of="turnover")),),
        ),
    ),
    formerly=("转让网络文化经营许可证", "出租网络文化经营许可证"),
)  # fmt: skip
IDENTITY = Violation(
    key="net_cafe_identity", words="未按规定核对、登记上网消费者的有效身份证件或者记录有关上网信息", industry=INDUSTRY, row=10,
    bases=(_base("33", "三", _clause("23"), bodies=_SHARED),),
    formerly=("未按规定核对、登记上网消费者的有效身份证件", "未按规定核对登记上网消费者有效身份证件"),
)  # fmt: skip
LOGS = Violation(
    key="net_cafe_logs", words="未按规定时间保存登记内容、记录备份，或者在保存期内修改、删除登记内容、记录备份", industry=INDUSTRY, row=10,
    bases=(_base("33", "四", _clause("23"), bodies=_SHARED),),
)  # fmt: skip
CHANGES = Violation(
    key="net_cafe_changes", words="变更有关事项未办理有关手续或者备案", industry=INDUSTRY, row=10,
    bases=(_base("33", "五", _clause("13", "第二款"), bodies=_SHARED),),
)  # fmt: skip
NETWORK = Violation(
    key="net_cafe_network", words="向上网消费者提供的计算机未通过局域网的方式接入互联网", industry=INDUSTRY, row=10,
    bases=(_base("33", "一", _clause("16", "第二款"), bodies=_SHARED),),
)  # fmt: skip
PATROL = Violation(
    key="net_cafe_patrol", words="未建立场内巡查制度，或者发现违法行为未予制止并举报", industry=INDUSTRY, row=10,
    bases=(_base("33", "二", _clause("19"), bodies=_SHARED),),
)  # fmt: skip
BANNED_INFORMATION = Violation(
    key="net_cafe_banned_information", words="利用营业场所制作、传播含有禁止内容的信息", industry=INDUSTRY,
    bases=(
        Base(
            key="net_cafe_30", penal=_clause("30", "第一款"), broken=(_clause("14"),), bodies=(Body.POLICE,), revoker=Body.CULTURE,
            tiers=(
                Tier(key="ordinary", must=("warning", "fine"), fine=fine(10000, 20000, times=(2, 5), line=10000, of="turnover")),
                Tier(
                    key="serious", when="情节严重", either=("suspension", "revocation"), must=("fine",), may=("warning",),
                    fine=fine(10000, 20000, times=(2, 5), line=10000, of="turnover"),
                ),
            ),
        ),
    ),
)  # fmt: skip
SECURITY = Violation(
    key="net_cafe_security", words="未履行承诺的信息网络安全责任", industry=INDUSTRY,
    bases=(_base("32", "", _clause("24"), bodies=(Body.POLICE,)),),
)  # fmt: skip
FIRE_AND_SAFETY = Violation(
    key="net_cafe_fire", words="违反上网服务营业场所治安和消防安全规定", industry=INDUSTRY,
    bases=(_base("34", "", _clause("24"), bodies=(Body.POLICE,)),),
)  # fmt: skip
