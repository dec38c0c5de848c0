"""印刷和出版物发行。《印刷业管理条例》《出版管理条例》（均为2020年修订）的条号；更早版本的文本未收录。

两条都以违法经营额为准：一万元以上的处五倍以上十倍以下；不足一万元的，印刷是一万元以上五万元以下，出版物是可以处五万元以下。
"""

from liuhen.regulation.norms import PRINTING, PUBLISHING, Clause
from liuhen.regulation.violation import Base, Body, Tier, Violation, fine

INDUSTRY = "印刷和出版物"
_BODIES = (Body.PRESS, Body.MARKET)
_ALSO = ("予以取缔", "没收印刷品、出版物和专用工具、设备")

PRINTING_UNLICENSED = Violation(
    key="printing_unlicensed", words="擅自设立从事出版物印刷经营活动的企业或者擅自从事印刷经营活动", industry=INDUSTRY, row=23,
    bases=(
        Base(
            key="printing_36", penal=Clause(norm=PRINTING, article="36", paragraph="第一款"), broken=(Clause(norm=PRINTING, article="8"),),
            bodies=_BODIES,
            tiers=(
                Tier(
                    key="ordinary", must=("fine",), may=("confiscation_goods",), also=_ALSO,
                    fine=fine(10000, 50000, times=(5, 10), line=10000, of="turnover"),
                ),
            ),
        ),
    ),
    formerly=("擅自从事印刷经营活动",),
)  # fmt: skip
BOOKS_UNLICENSED = Violation(
    key="books_unlicensed", words="擅自从事出版物发行业务", industry=INDUSTRY, row=23,
    bases=(
        Base(
            key="publishing_61", penal=Clause(norm=PUBLISHING, article="61"), broken=(Clause(norm=PUBLISHING, article="35"),),
            bodies=_BODIES,
            tiers=(
                Tier(
                    key="ordinary", may=("confiscation_goods",), also=_ALSO,
                    fine=fine(0, 50000, may=True, times=(5, 10), line=10000, of="turnover"),
                ),
            ),
        ),
    ),
)  # fmt: skip
