"""Where the bureau's own rules are written."""

from datetime import date

from liuhen.regulation.grammar import Level, Source

XINGHAI = Source(
    key="xinghai_2026",
    short="星海办法",
    title="星海区文化和旅游局行政执法全过程记录办法",
    level=Level.REGULATION,
    issued="2025-12-01",
    in_force=date(2026, 1, 1),
)
