"""Where the limits are written, and whose clocks count."""

from datetime import date

from liuhen.regulation.grammar import Level, Source
from liuhen.regulation.zone import Zone

AMSTERDAM = Zone("Europe/Amsterdam")
WABO = Source(
    key="wabo",
    short="许可法（荷）",
    title="荷兰环境许可法（Wet algemene bepalingen omgevingsrecht）",
    level=Level.LAW,
    issued="2008-11-06",
    in_force=date(2010, 10, 1),
)
HOUSE = Source(key="house_rules", short="办事规程", title="许可受理办事规程", level=Level.REGULATION, in_force=date(2010, 10, 1))
