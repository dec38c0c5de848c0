"""体育。《体育法》（2022年修订，2023年1月1日起施行）的条号；以前的文本没有这几条。

先责令限期关闭或者限期改正；逾期没有关闭、没有改正的，才处罚款、没收违法所得。
"""

from liuhen.regulation.norms import SPORTS, Clause
from liuhen.regulation.violation import Base, Body, Tier, Violation, fine

INDUSTRY = "体育"
_BODIES = (Body.SPORTS,)
_LOCKED = ("refused", "fine", "confiscation")


def _clause(article: str, paragraph: str = "") -> Clause:
    return Clause(norm=SPORTS, article=article, paragraph=paragraph)


DANGEROUS_UNLICENSED = Violation(
    key="sports_unlicensed", words="未经许可经营高危险性体育项目", industry=INDUSTRY, row=24,
    bases=(
        Base(
            key="sports_116_1", penal=_clause("116", "第一款"), broken=(_clause("105", "第一款"),), bodies=_BODIES, order=True, locked=_LOCKED,
            tiers=(Tier(key="refused", when="责令限期关闭，逾期未关闭", must=("fine",), fine=fine(100000, 500000)),),
        ),
    ),
)  # fmt: skip
DANGEROUS_UNLAWFUL = Violation(
    key="sports_unlawful", words="违法经营高危险性体育项目", industry=INDUSTRY,
    bases=(
        Base(
            key="sports_116_2", penal=_clause("116", "第二款"), broken=(_clause("105", "第一款"),), bodies=_BODIES, order=True, locked=_LOCKED,
            tiers=(
                Tier(key="refused", when="责令改正，逾期未改正", must=("fine",), fine=fine(50000, 500000)),
                # closed and revoked at once; the fine is for who did not correct in time
                Tier(key="serious", when="造成严重后果", must=("closure", "revocation"), fine=fine(50000, 500000, may=True)),
            ),
        ),
    ),
)  # fmt: skip
GROUND_OCCUPIED = Violation(
    key="sports_ground_occupied", words="未经批准临时占用公共体育场地设施", industry=INDUSTRY, business=False,
    bases=(
        Base(
            key="sports_115", penal=_clause("115"), broken=(_clause("87", "第二款"),), bodies=_BODIES, order=True, locked=_LOCKED,
            tiers=(Tier(key="refused", when="责令限期改正，逾期未改正", must=("fine",), fine=fine(100000, 500000)),),
        ),
    ),
)  # fmt: skip
