"""Where the limits are written, and whose clocks count."""

from datetime import date

from liuhen.regulation.grammar import Level, Source
from liuhen.regulation.zone import Zone

#: Limits are counted in calendar days by local clocks: two days a year have 23 and 25 hours.
ROME = Zone("Europe/Rome")
CODE = Source(
    key="codice_strada",
    short="道路法典",
    title="意大利道路法典（Codice della Strada）",
    level=Level.LAW,
    issued="1992-04-30",
    in_force=date(1993, 1, 1),
)
