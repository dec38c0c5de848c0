"""歌舞、游艺娱乐场所。《娱乐场所管理条例》（2020年修订）的条号；更早版本的文本未收录。

第四十一条只规定取缔，没有罚款；第四十九条至第五十一条没有罚款。第四十三条至第四十七条由公安机关处罚，第五十二条由人力资源社会保障
部门处罚。第五十三条：擅自经营被取缔的，投资人员和负责人终身不得开办；二年内三次警告或者罚款又违反的，停业整顿三至六个月。
"""

from liuhen.regulation.norms import ENTERTAINMENT, Clause
from liuhen.regulation.violation import Act, Base, Body, Tier, Violation, fine
from liuhen.regulation.violations.minors import MINORS_58, MINORS_123

INDUSTRY = "娱乐场所"
_SHARED = (Body.CULTURE, Body.POLICE)
_POLICE = (Body.POLICE,)


def _clause(article: str, paragraph: str = "") -> Clause:
    return Clause(norm=ENTERTAINMENT, article=article, paragraph=paragraph)


def _fined(article: str, item: str, *broken: Clause) -> Base:
    """Gains and unlawful things confiscated and a fine; suspension besides where serious (45, of the police; 48)."""
    police = article == "45"
    sums = fine(20000, 50000, times=(2, 5), line=10000) if police else fine(10000, 30000, times=(1, 3), line=10000)
    common = ("confiscation_goods",)
    return Base(
        key=f"entertainment_{article}", penal=_clause(article, f"第（{item}）项"), broken=broken,
        bodies=_POLICE if police else (Body.CULTURE,),
        tiers=(
            Tier(key="ordinary", must=("fine",), may=common, fine=sums),
            Tier(
                key="serious", when="情节严重", must=("fine", "suspension"), may=common, fine=sums, months=(1, 3) if police else (1, 6),
            ),
        ),
    )  # fmt: skip


def _warned(article: str, item: str, *broken: Clause, bodies: tuple[Body, ...] = (Body.CULTURE,), stops: bool = True) -> Base:
    """Ordered to correct and warned; suspended one to three months where serious. No fine (articles 44, 49 to 51)."""
    serious = Tier(key="serious", when="情节严重", must=("suspension",), may=("warning",), months=(1, 3))
    return Base(
        key=f"entertainment_{article}", penal=_clause(article, f"第（{item}）项" if item else ""), broken=broken, bodies=bodies,
        tiers=(Tier(key="ordinary", must=("warning",)), *((serious,) if stops else ())),
    )  # fmt: skip


def _act(key: str, words: str, row: int, *bases: Base, formerly: tuple[str, ...] = (), acts: tuple[Act, ...] = ()) -> Violation:
    return Violation(key=key, words=words, industry=INDUSTRY, row=row, bases=bases, formerly=formerly, acts=acts)


MINORS = _act(
    "ktv_minors", "歌舞娱乐场所接纳未成年人", 3, _fined("48", "三", _clause("23")), MINORS_123,
    formerly=("允许未成年人进入歌舞娱乐场所",),
)  # fmt: skip
ARCADE_MINORS = _act(
    "arcade_minors", "在国家法定节假日外向未成年人提供电子游戏机", 3, _fined("48", "四", _clause("23")), MINORS_123
)
OVERCROWDED = _act("ktv_overcrowded", "容纳的消费者超过核定人数", 3, _fined("48", "五", _clause("9", "第三款")))
BANNED_SONGS = _act(
    "ktv_banned_content", "播放的曲目、屏幕画面或者游戏项目含有禁止内容", 3,
    _fined("48", "二", _clause("13"), _clause("18", "第二款")),
)  # fmt: skip
FOREIGN_LIBRARY = _act("ktv_foreign_library", "歌曲点播系统与境外的曲库联接", 3, _fined("48", "一", _clause("18", "第二款")))
HOURS = _act("ktv_hours", "在禁止营业时间内营业", 4, _warned("49", "二", _clause("28")), formerly=("娱乐场所超时营业",))
CHANGES = _act("ktv_changes", "变更有关事项未申请重新核发娱乐经营许可证", 4, _warned("49", "一", _clause("12")))
UNIFORM = _act("ktv_uniform", "从业人员在营业期间未统一着装并佩带工作标志", 4, _warned("49", "三", _clause("27", "第一款")))
BOOKS = _act(
    "ktv_books", "未建立从业人员名簿、营业日志", 5, _warned("50", "", _clause("25"), bodies=_SHARED), formerly=("未建立营业日志",)
)
CRIME_NOT_REPORTED = _act(
    "ktv_not_reported", "发现违法犯罪行为未按照规定报告", 5, _warned("50", "", _clause("31"), bodies=_SHARED)
)
SIGNS = _act(
    "ktv_signs", "未悬挂警示标志、未成年人禁入或者限入标志", 6,
    _warned("51", "", _clause("30"), bodies=_SHARED, stops=False), MINORS_123,
    acts=(
        Act(key="warning", words="未悬挂含有禁毒、禁赌、禁止卖淫嫖娼等内容的警示标志", broken=(_clause("30"),)),
        Act(key="minors", words="未悬挂未成年人禁入或者限入标志", broken=(_clause("30"), MINORS_58)),
    ),
)  # fmt: skip
UNLICENSED = _act(
    "ktv_unlicensed", "擅自从事娱乐场所经营活动", 7,
    Base(
        key="entertainment_41", penal=_clause("41"), broken=(_clause("9", "第一款"),), bodies=_SHARED,
        tiers=(Tier(key="ordinary", also=("予以取缔", "投资人员和负责人终身不得开办娱乐场所")),),
    ),
)  # fmt: skip
CRIMES = _act(
    "ktv_crimes", "实施《娱乐场所管理条例》第十四条禁止的行为", 0,
    Base(
        key="entertainment_43", penal=_clause("43"), broken=(_clause("14"),), bodies=_POLICE, revoker=Body.ISSUER,
        tiers=(
            Tier(key="ordinary", must=("suspension",), may=("confiscation_goods",), months=(3, 6)),
            Tier(key="serious", when="情节严重", must=("revocation",), may=("confiscation_goods", "suspension")),
        ),
    ),
)  # fmt: skip
SAFETY_SETUP = _act(
    "ktv_safety_setup", "照明、包厢、闭路电视监控、安全检查、保安人员不符合规定", 0,
    _warned("44", "", _clause("15"), _clause("16"), _clause("17"), _clause("22", "第二款"), _clause("26"), bodies=_POLICE),
    acts=(
        Act(key="light", words="照明设施不符合规定", broken=(_clause("17"),), item="第（一）项"),
        Act(key="rooms", words="包厢、包间的设置以及门窗的使用不符合规定", broken=(_clause("16"),), item="第（一）项"),
        Act(key="cameras", words="未按照规定安装闭路电视监控设备或者中断使用", broken=(_clause("15"),), item="第（二）项"),
        Act(key="pictures", words="未按照规定留存监控录像资料或者删改监控录像资料", broken=(_clause("15"),), item="第（三）项"),
        Act(key="checks", words="未按照规定配备安全检查设备或者未对进入营业场所的人员进行安全检查", broken=(_clause("22", "第二款"),), item="第（四）项"),
        Act(key="guards", words="未按照规定配备保安人员", broken=(_clause("26"),), item="第（五）项"),
    ),
)  # fmt: skip
GAMBLING_MACHINES = _act("arcade_gambling", "设置具有赌博功能的电子游戏机", 0, _fined("45", "一", _clause("19")))
PRIZES = _act("arcade_prizes", "以现金、有价证券作为奖品，或者回购奖品", 0, _fined("45", "二", _clause("19")))
POLICE_FILING = _act(
    "ktv_police_filing", "取得营业执照后未向公安部门备案", 0,
    Base(key="entertainment_47", penal=_clause("47"), broken=(_clause("11"),), bodies=_POLICE, tiers=(Tier(key="ordinary", must=("warning",)),)),
)  # fmt: skip
