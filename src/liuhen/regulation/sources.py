"""The norms cited, each version a source of its own: article numbers drift between versions (law-more.md 7.2, T1)."""

from datetime import date

from liuhen.regulation.grammar import Level, Source

REG = Source(
    key="REG",
    short="制度",
    title="武汉市东西湖区文化和旅游局行政执法全过程记录工作制度",
    level=Level.REGULATION,
    issued="2019-10-10",
    in_force=date(2019, 11, 1),
)
PRACTICE = Source(key="PRACTICE", short="办案惯例", title="办案惯例", level=Level.PRACTICE)
PENALTY_2021 = Source(
    key="penalty_2021",
    short="处罚法",
    title="中华人民共和国行政处罚法",
    level=Level.LAW,
    issued="2021-01-22",
    in_force=date(2021, 7, 15),
)
PENALTY_2017 = Source(
    key="penalty_2017",
    short="处罚法（2017）",
    title="中华人民共和国行政处罚法（2017年修正）",
    level=Level.LAW,
    issued="2017-09-01",
    in_force=date(2018, 1, 1),
    until=date(2021, 7, 14),
)
PENALTY_2009 = Source(
    key="penalty_2009",
    short="处罚法（2009）",
    title="中华人民共和国行政处罚法（2009年修正）",
    level=Level.LAW,
    issued="2009-08-27",
    in_force=date(2009, 8, 27),
    until=date(2017, 12, 31),
)
COMPULSION_2011 = Source(
    key="compulsion_2011",
    short="强制法",
    title="中华人民共和国行政强制法",
    level=Level.LAW,
    issued="2011-06-30",
    in_force=date(2012, 1, 1),
)
CIVIL_PROCEDURE_2023 = Source(
    key="civil_procedure_2023",
    short="民诉法",
    title="中华人民共和国民事诉讼法",
    level=Level.LAW,
    issued="2023-09-01",
    in_force=date(2024, 1, 1),
)
CIVIL_PROCEDURE_2021 = Source(
    key="civil_procedure_2021",
    short="民诉法（2021）",
    title="中华人民共和国民事诉讼法（2021年修正）",
    level=Level.LAW,
    issued="2021-12-24",
    in_force=date(2022, 1, 1),
    until=date(2023, 12, 31),
)
CIVIL_PROCEDURE_2017 = Source(
    key="civil_procedure_2017",
    short="民诉法（2017）",
    title="中华人民共和国民事诉讼法（2017年修正）",
    level=Level.LAW,
    issued="2017-06-27",
    in_force=date(2017, 7, 1),
    until=date(2021, 12, 31),
)
RECONSIDERATION_2023 = Source(
    key="reconsideration_2023",
    short="复议法",
    title="中华人民共和国行政复议法",
    level=Level.LAW,
    issued="2023-09-01",
    in_force=date(2024, 1, 1),
)
ARCHIVES_2020 = Source(
    key="archives_2020",
    short="档案法",
    title="中华人民共和国档案法",
    level=Level.LAW,
    issued="2020-06-20",
    in_force=date(2021, 1, 1),
)
LICENCE_2019 = Source(
    key="licence_2019",
    short="许可法",
    title="中华人民共和国行政许可法",
    level=Level.LAW,
    issued="2019-04-23",
    in_force=date(2019, 4, 23),
)
EVIDENCE_RULES_2002 = Source(
    key="evidence_rules_2002",
    short="行诉证据规定",
    title="最高人民法院关于行政诉讼证据若干问题的规定",
    level=Level.LAW,
    issued="2002-07-24",
    in_force=date(2002, 10, 1),
)
TRANSFER_2020 = Source(
    key="transfer_2020",
    short="移送规定",
    title="行政执法机关移送涉嫌犯罪案件的规定",
    level=Level.LAW,
    issued="2020-08-07",
    in_force=date(2020, 8, 7),
)
TRANSFER_2001 = Source(
    key="transfer_2001",
    short="移送规定（2001）",
    title="行政执法机关移送涉嫌犯罪案件的规定（2001年）",
    level=Level.LAW,
    issued="2001-07-09",
    in_force=date(2001, 7, 9),
    until=date(2020, 8, 6),
)
