"""营业性演出。《营业性演出管理条例》（2020年修订）的条号；更早版本的文本未收录。

倍数是八倍以上十倍以下，幅度很窄；违法所得不足一万元的在定额内处罚。第四十三条第二款由市场监督管理部门取缔、处罚，第五十一条由公安
机关处罚；第四十七条的向社会公布由省级以上文化主管部门作出。
"""

from liuhen.regulation.norms import PERFORMANCE, Clause
from liuhen.regulation.violation import Act, Base, Body, Fine, Tier, Violation, fine

INDUSTRY = "营业性演出"
_EIGHT_TO_TEN = fine(50000, 100000, times=(8, 10), line=10000)
_THREE_TO_FIVE = fine(30000, 50000, times=(3, 5), line=10000)
_SHARED = (Body.CULTURE, Body.POLICE)


def _clause(article: str, paragraph: str = "") -> Clause:
    return Clause(norm=PERFORMANCE, article=article, paragraph=paragraph)


def _base(penal: Clause, *broken: Clause, tiers: tuple[Tier, ...], bodies: tuple[Body, ...] = (Body.CULTURE,)) -> Base:
    return Base(key=f"performance_{penal.article}", penal=penal, broken=broken, tiers=tiers, bodies=bodies)


def _tier(sums: Fine, *must: str, also: tuple[str, ...] = (), may: tuple[str, ...] = ()) -> tuple[Tier, ...]:
    return (Tier(key="ordinary", must=("fine", *must), fine=sums, also=also, may=may),)


def _revoked(sums: Fine, also: tuple[str, ...]) -> tuple[Tier, ...]:
    """A fine; the licence revoked besides where serious."""
    return (*_tier(sums, also=also), Tier(key="serious", when="情节严重", must=("fine", "revocation"), fine=sums, also=also))


def _act(key: str, words: str, row: int, base: Base, *, formerly: tuple[str, ...] = (), acts: tuple[Act, ...] = ()) -> Violation:
    return Violation(key=key, words=words, industry=INDUSTRY, row=row, bases=(base,), formerly=formerly, acts=acts)


_43 = _tier(_EIGHT_TO_TEN, may=("confiscation_goods",), also=("予以取缔", "没收演出器材"))
_44 = _revoked(_EIGHT_TO_TEN, ("责令停止演出",))

UNLICENSED = _act(
    "show_unlicensed", "擅自从事营业性演出经营活动", 11,
    _base(_clause("43", "第一款第（一）项"), _clause("6"), _clause("10"), _clause("11"), tiers=_43),
)  # fmt: skip
BEYOND_SCOPE = _act(
    "show_beyond_scope", "超范围从事营业性演出经营活动", 11,
    _base(_clause("43", "第一款第（二）项"), _clause("12"), _clause("14"), tiers=_43),
)  # fmt: skip
BUSINESS_CHANGED = _act(
    "show_business_changed", "变更营业性演出经营项目未申请换发营业性演出许可证", 11,
    _base(_clause("43", "第一款第（三）项"), _clause("8", "第一款"), tiers=_43),
)  # fmt: skip
VENUE_UNLICENSED = _act(
    "show_venue_unlicensed", "擅自设立演出场所经营单位或者以个体演员、个体演出经纪人身份擅自从事营业性演出经营活动", 0,
    _base(_clause("43", "第二款"), _clause("7"), _clause("9"), tiers=(Tier(key="ordinary", also=("予以取缔、处罚",)),), bodies=(Body.MARKET,)),
    acts=(
        Act(key="venue", words="擅自设立演出场所经营单位", broken=(_clause("7"),)),
        Act(key="person", words="以个体演员、个体演出经纪人身份擅自从事营业性演出经营活动", broken=(_clause("9"),)),
    ),
)  # fmt: skip
UNAPPROVED = _act(
    "show_unapproved", "未经批准举办营业性演出", 12, _base(_clause("44", "第一款"), _clause("13"), _clause("15"), tiers=_44),
    formerly=("未经批准出售演出门票",),
)  # fmt: skip
PROGRAMME_CHANGED = _act(
    "show_programme_changed", "变更演出举办单位、参加演出的文艺表演团体、演员或者节目未重新报批", 12,
    _base(_clause("44", "第二款"), _clause("16", "第三款"), tiers=_44),
)  # fmt: skip
TIME_CHANGED = _act(
    "show_time_changed", "变更演出的名称、时间、地点、场次未重新报批", 12,
    _base(_clause("44", "第二款"), _clause("16", "第三款"), tiers=(Tier(key="ordinary", must=("warning",), fine=fine(0, 30000, may=True)),)),
)  # fmt: skip
VENUE = _act(
    "show_venue", "为未经批准的营业性演出提供场地", 13, _base(_clause("44", "第三款"), _clause("17"), tiers=_tier(_THREE_TO_FIVE))
)
BANNED_CONTENT = _act(
    "show_banned_content", "营业性演出含有禁止情形", 14,
    _base(_clause("46", "第一款"), _clause("25"), tiers=_revoked(_EIGHT_TO_TEN, ("责令停止演出",))),
)  # fmt: skip
NOT_STOPPED = _act(
    "show_not_stopped", "发现营业性演出有禁止情形未采取措施予以制止", 14,
    _base(_clause("46", "第二款"), _clause("26"), tiers=_tier(fine(50000, 100000), "warning"), bodies=_SHARED),
)  # fmt: skip
NOT_REPORTED = _act(
    "show_not_reported", "发现营业性演出有禁止情形未报告", 14,
    _base(_clause("46", "第二款"), _clause("26"), tiers=_tier(fine(5000, 10000), "warning"), bodies=_SHARED),
)  # fmt: skip
BROKEN_OFF = _act(
    "show_broken_off", "非因不可抗力中止、停止或者退出演出", 15,
    _base(_clause("47", "第三款"), _clause("27", "第二款"), tiers=_tier(fine(50000, 100000), also=("由省级以上文化主管部门向社会公布",))),
)  # fmt: skip
CHANGE_NOT_TOLD = _act(
    "show_change_not_told", "文艺表演团体、主要演员或者主要节目内容等发生变更未及时告知观众", 15,
    _base(_clause("47", "第三款"), _clause("27", "第一款"), tiers=_tier(fine(50000, 100000), also=("由省级以上文化主管部门向社会公布",))),
)  # fmt: skip
LIP_SYNC = _act(
    "show_lip_sync", "以假唱欺骗观众", 15,
    _base(_clause("47", "第三款"), _clause("28", "第一款"), tiers=_tier(fine(50000, 100000), also=("由省级以上文化主管部门向社会公布",))),
)  # fmt: skip
LIP_SYNC_HELPED = _act(
    "show_lip_sync_helped", "为演员假唱提供条件", 15,
    _base(_clause("47", "第三款"), _clause("28", "第一款"), tiers=_tier(fine(5000, 10000), also=("由省级以上文化主管部门向社会公布",))),
)  # fmt: skip
LICENCE_CHANGES = _act(
    "show_licence_changes", "变更名称、住所、法定代表人或者主要负责人未申请换发营业性演出许可证", 16,
    _base(_clause("50", "第一款"), _clause("8", "第一款"), tiers=_tier(fine(10000, 30000), "warning")),
)  # fmt: skip
NO_FILING = _act(
    "show_no_filing", "未办理营业性演出备案手续", 16,
    _base(
        _clause("50", "第二款"), _clause("7", "第二款"), _clause("8", "第二款"), _clause("9", "第二款"),
        tiers=_tier(fine(5000, 10000), "warning"),
    ),
)  # fmt: skip
