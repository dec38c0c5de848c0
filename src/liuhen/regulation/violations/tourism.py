"""旅游。《旅游法》（2018年修正）和《旅行社条例》（2020年修订）的条号；更早版本的文本未收录。

同一行为两部都有规定的，旅游法是上位法并且后施行，优先适用；旅行社条例第四十六条第（一）项的十万元起罚低不下来，超出旅游法的幅度。
旅行社条例第四十八条、第四十九条的吊销，第五十条的罚款，第五十六条的停业整顿，都要先责令改正、拒不改正才可以。
第九十八条、第一百条的停业整顿是应当并处的，因此总要告知听证权利。
"""

from liuhen.regulation.norms import TOURISM, TRAVEL_AGENCY, Clause
from liuhen.regulation.violation import Act, Base, Body, Fine, Persons, Tier, Violation, fine

INDUSTRY = "旅游"
_PERSONS = fine(2000, 20000)
_HEADS = "直接负责的主管人员和其他直接责任人员"
_TOURISM = (Body.TOURISM,)
_WITH_MARKET = (Body.TOURISM, Body.MARKET)


def _law(article: str, paragraph: str = "") -> Clause:
    return Clause(norm=TOURISM, article=article, paragraph=paragraph)


def _rules(article: str, paragraph: str = "") -> Clause:
    return Clause(norm=TRAVEL_AGENCY, article=article, paragraph=paragraph)


def _persons(who: str = _HEADS, *, guide_card: bool = False) -> Persons:
    """2,000 to 20,000 each; the guide's card, where he has one, suspended or revoked besides (articles 98 and 100)."""
    card = ("suspension_licence", "revocation") if guide_card else ()
    return Persons(who=who, tier=Tier(key="persons", must=("fine",), may=card, fine=_PERSONS))


def _plain(sums: Fine, *must: str, also: tuple[str, ...] = ()) -> tuple[Tier, ...]:
    return (Tier(key="ordinary", must=("fine", *must), fine=sums, also=also),)


def _graver(sums: Fine) -> tuple[Tier, ...]:
    """A fine; suspended or revoked where serious (articles 96 and 97)."""
    serious = Tier(key="serious", when="情节严重", must=("fine",), either=("suspension", "revocation"), fine=sums)
    return (*_plain(sums), serious)


def _suspended(sums: Fine, when: str) -> tuple[Tier, ...]:
    """A fine and suspension in any case; revoked where grave (articles 95②, 98 and 100)."""
    return (
        *_plain(sums, "suspension"),
        Tier(key="serious", when=when, must=("fine", "revocation"), may=("suspension",), fine=sums),
    )


def _act(key: str, words: str, row: int, *bases: Base, formerly: tuple[str, ...] = (), acts: tuple[Act, ...] = ()) -> Violation:
    return Violation(key=key, words=words, industry=INDUSTRY, row=row, bases=bases, formerly=formerly, acts=acts)


_95 = fine(10000, 100000, times=(1, 5), line=100000)
_96 = fine(5000, 50000)
_97 = fine(5000, 50000, times=(1, 5), line=50000)
_98 = fine(30000, 300000, times=(1, 5), line=300000)
_46 = fine(100000, 500000, times=(1, 5), line=100000)
_HIGHER = "旅游法是上位法并且后施行，同一行为优先适用旅游法"


def _second(
    penal: Clause, broken: Clause, *tiers: Tier, bodies: tuple[Body, ...] = _TOURISM, locked: tuple[str, ...] = ()
) -> Base:
    """The clause of the State Council's regulation on the same act."""
    return Base(
        key=f"travel_agency_{penal.article}",
        penal=penal,
        broken=(broken,),
        tiers=tiers,
        bodies=bodies,
        locked=locked,
        undated=bool(locked),
        displaced=_HIGHER,
    )


def _96_base(item: str, broken: Clause) -> Base:
    return Base(
        key="tourism_96",
        penal=_law("96", f"第（{item}）项"),
        broken=(broken,),
        tiers=_graver(_96),
        bodies=_TOURISM,
        persons=_persons(),
    )


def _97_base(item: str, broken: Clause) -> Base:
    return Base(
        key="tourism_97",
        penal=_law("97", f"第（{item}）项"),
        broken=(broken,),
        tiers=_graver(_97),
        bodies=_TOURISM,
        persons=_persons(),
    )


def _98_base(broken: Clause) -> Base:
    return Base(
        key="tourism_98", penal=_law("98"), broken=(broken,), tiers=_suspended(_98, "情节严重"), bodies=_TOURISM,
        persons=_persons(guide_card=True),
    )  # fmt: skip


def _100_base(item: str, broken: Clause) -> Base:
    return Base(
        key="tourism_100", penal=_law("100", f"第（{item}）项"), broken=(broken,), bodies=_TOURISM,
        tiers=_suspended(fine(30000, 300000), "造成旅游者滞留等严重后果"), persons=_persons(guide_card=True),
    )  # fmt: skip


def _95_second(broken: Clause) -> Base:
    return Base(
        key="tourism_95_2", penal=_law("95", "第二款"), broken=(broken,), tiers=_suspended(_95, "情节严重"), bodies=_WITH_MARKET,
        persons=_persons("有关责任人员和直接负责的主管人员"),
    )  # fmt: skip


UNLICENSED = _act(
    "travel_unlicensed", "未经许可经营旅行社业务", 17,
    Base(
        key="tourism_95", penal=_law("95", "第一款"), broken=(_law("28"),), tiers=_plain(_95), bodies=_WITH_MARKET,
        persons=_persons("有关责任人员"),
    ),
    _second(_rules("46", "第（一）项"), _rules("7"), *_plain(_46), bodies=_WITH_MARKET),
    formerly=("未取得相应的旅行社业务经营许可经营旅游业务",),
)  # fmt: skip
OUTBOUND_UNLICENSED = _act("travel_outbound_unlicensed", "未经许可经营出境、边境旅游业务", 17, _95_second(_law("29", "第二款")))
LICENCE_LENT = _act("travel_licence_lent", "出租、出借或者以其他形式非法转让旅行社业务经营许可", 17, _95_second(_law("30")))
NO_LEADER = _act(
    "travel_no_leader", "未按照规定为团队旅游安排领队或者导游全程陪同", 18,
    _96_base("一", _law("36")),
    _second(
        _rules("56"), _rules("30"),
        Tier(key="ordinary", must=("fine",), fine=fine(10000, 50000)),
        Tier(key="refused", when="拒不改正", must=("fine", "suspension"), fine=fine(10000, 50000), months=(1, 3)),
        locked=("refused", "suspension"),
    ),
)  # fmt: skip
UNCERTIFIED_GUIDE = _act(
    "travel_uncertified_guide", "安排未取得导游证的人员提供导游服务或者安排不具备领队条件的人员提供领队服务", 18,
    _96_base("二", _law("39")),
    _second(_rules("57"), _rules("31"), *_plain(fine(20000, 100000))),
    formerly=("安排未取得导游证的人员提供导游服务",),
)  # fmt: skip
GUIDE_UNPAID = _act("travel_guide_unpaid", "未向临时聘用的导游支付导游服务费用", 18, _96_base("三", _law("38", "第二款")))
GUIDE_CHARGED = _act("travel_guide_charged", "要求导游垫付或者向导游收取费用", 18, _96_base("四", _law("38", "第三款")))
FALSE_ADVERTISING = _act("travel_false_advertising", "进行虚假宣传，误导旅游者", 19, _97_base("一", _law("32")))
BAD_SUPPLIER = _act("travel_bad_supplier", "向不合格的供应商订购产品和服务", 19, _97_base("二", _law("34")))
NO_INSURANCE = _act(
    "travel_no_insurance", "未按照规定投保旅行社责任保险", 19,
    _97_base("三", _law("56")),
    _second(
        _rules("49"), _rules("38"), Tier(key="refused", when="拒不改正", must=("revocation",)), locked=("refused", "revocation"),
    ),
    formerly=("不投保旅行社责任险",),
)  # fmt: skip
UNREASONABLY_CHEAP = _act(
    "travel_cheap",
    "以不合理的低价组织旅游活动",
    20,
    _98_base(_law("35", "第一款")),
    formerly=("不合理低价游", "以不合理低价组织旅游活动"),
)
SHOPPING = _act("travel_shopping", "指定具体购物场所或者安排另行付费旅游项目", 20, _98_base(_law("35", "第二款")))
ITINERARY_CHANGED = _act(
    "travel_itinerary_changed", "在旅游行程中擅自变更旅游行程安排，严重损害旅游者权益", 21,
    _100_base("一", _law("69", "第一款")),
    _second(_rules("59", "第（二）项"), _rules("33"), *_plain(fine(100000, 500000)), bodies=_WITH_MARKET),
    formerly=("擅自变更旅游行程安排",),
)  # fmt: skip
REFUSED_CONTRACT = _act(
    "travel_refused_contract", "拒绝履行旅游合同", 21,
    _100_base("二", _law("69", "第一款")),
    _second(_rules("59", "第（一）项"), _rules("33"), *_plain(fine(100000, 500000)), bodies=_WITH_MARKET),
)  # fmt: skip
HANDED_ON = _act(
    "travel_handed_on", "未征得旅游者书面同意，委托其他旅行社履行包价旅游合同", 21,
    _100_base("三", _law("63", "第二款")),
    _second(
        _rules("55", "第（三）项"), _rules("36"),
        Tier(key="ordinary", must=("fine",), fine=fine(20000, 100000)),
        Tier(key="serious", when="情节严重", must=("fine", "suspension"), fine=fine(20000, 100000), months=(1, 3)),
    ),
)  # fmt: skip
_102 = fine(1000, 10000)
GUIDE_WITHOUT_CARD = _act(
    "guide_without_card", "未取得导游证或者不具备领队条件从事导游、领队活动", 22,
    Base(key="tourism_102_1", penal=_law("102", "第一款"), broken=(_law("37"), _law("39")), tiers=_plain(_102, also=("予以公告",)), bodies=_TOURISM),
    acts=(
        Act(key="guide", words="未取得导游证从事导游活动", broken=(_law("37"),)),
        Act(key="leader", words="不具备领队条件从事领队活动", broken=(_law("39"),)),
    ),
)  # fmt: skip
GUIDE_ON_HIS_OWN = _act(
    "guide_on_his_own", "私自承揽导游、领队业务", 22,
    Base(
        key="tourism_102_2", penal=_law("102", "第二款"), broken=(_law("40"),), bodies=_TOURISM,
        tiers=(Tier(key="ordinary", must=("fine",), either=("suspension_licence", "revocation"), fine=_102),),
    ),
)  # fmt: skip
GUIDE_TIPS = _act(
    "guide_tips", "向旅游者索取小费", 22,
    Base(
        key="tourism_102_3", penal=_law("102", "第三款"), broken=(_law("41", "第二款"),), bodies=_TOURISM,
        tiers=(
            Tier(key="ordinary", must=("fine",), fine=_102, also=("责令退还",)),
            Tier(
                key="serious", when="情节严重", must=("fine",), either=("suspension_licence", "revocation"), fine=_102, also=("责令退还",),
            ),
        ),
    ),
)  # fmt: skip
NO_DEPOSIT = _act(
    "travel_no_deposit", "未在规定期限内存入、增存、补足质量保证金或者提交银行担保", 0,
    Base(
        key="travel_agency_48", penal=_rules("48"), broken=(_rules("13"), _rules("14"), _rules("18")), bodies=_TOURISM,
        tiers=(Tier(key="refused", when="拒不改正", must=("revocation",)),), locked=("refused", "revocation"), undated=True,
    ),
    acts=(
        Act(key="deposit", words="未在规定期限内存入质量保证金或者提交银行担保", broken=(_rules("13"),)),
        Act(key="outbound", words="经营出境旅游业务未在规定期限内增存质量保证金", broken=(_rules("13"),)),
        Act(key="branch", words="设立分社未在规定期限内增存质量保证金", broken=(_rules("14"),)),
        Act(key="refill", words="未在规定期限内补足质量保证金", broken=(_rules("18"),)),
    ),
)  # fmt: skip
NO_NOTICE_OF_CHANGE = _act(
    "travel_no_filing", "未在规定期限内备案、换领或者交回许可证、报送统计资料", 0,
    Base(
        key="travel_agency_50", penal=_rules("50"), broken=(_rules("10"), _rules("12"), _rules("44")), bodies=_TOURISM,
        tiers=(Tier(key="refused", when="拒不改正", must=("fine",), fine=fine(0, 10000)),), locked=("refused", "fine"), undated=True,
    ),
    acts=(
        Act(
            key="changes", words="变更登记事项或者终止经营，未在规定期限内备案，换领或者交回旅行社业务经营许可证", broken=(_rules("12"),),
            item="第（一）项",
        ),
        Act(key="branch", words="设立分社未在规定期限内备案", broken=(_rules("10"),), item="第（二）项"),
        Act(key="figures", words="不按照规定报送经营和财务信息等统计资料", broken=(_rules("44"),), item="第（三）项"),
    ),
)  # fmt: skip
