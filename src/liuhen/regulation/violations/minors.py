"""未成年人进入不适宜其活动的场所：《未成年人保护法》第五十八条、第一百二十三条，各行业的场所共用。

第一百二十三条先责令限期改正并给予警告、没收违法所得，可以并处五万元以下罚款；拒不改正或者情节严重的，责令停业整顿或者吊销，可以
并处五万元以上五十万元以下罚款。娱乐条例、网吧条例对接纳未成年人另有处罚，几部法律同时够得上，选用哪一部要写明理由。
2020年修订的文本未收录，该版适用于2021年6月1日至2024年4月25日的行为，引用前核对。
"""

from liuhen.regulation.norms import MINORS, Clause
from liuhen.regulation.violation import Base, Body, Tier, Violation, fine

MINORS_58 = Clause(norm=MINORS, article="58")
MINORS_123 = Base(
    key="minors_123",
    penal=Clause(norm=MINORS, article="123"),
    broken=(MINORS_58,),
    tiers=(
        Tier(key="ordinary", must=("warning",), fine=fine(0, 50000, may=True)),
        Tier(
            key="refused", when="拒不改正", either=("suspension", "revocation"), may=("warning",),
            fine=fine(50000, 500000, may=True),
        ),
        Tier(
            key="serious", when="情节严重", either=("suspension", "revocation"), may=("warning",),
            fine=fine(50000, 500000, may=True),
        ),
    ),
    bodies=(Body.CULTURE, Body.MARKET, Body.POLICE),
    order=True,
    locked=("refused",),
)  # fmt: skip

BAR_MINORS = Violation(
    key="bar_minors",
    words="允许未成年人进入酒吧等不适宜未成年人活动的场所",
    industry="未成年人保护",
    row=2,
    bases=(MINORS_123,),
    formerly=("允许未成年人进入酒吧",),
)
