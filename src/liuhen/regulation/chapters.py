"""制度's thirty-two articles as the rulebook page tells them: a title of ours, what each asks in our words, what the system does.

``behind`` names the statutes on which an article rests (version in force today); who executes an article is in ``articles/``, what
covers the others in ``narrative.py``. The text of the regulation itself is not copied here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from liuhen.regulation.grammar import Basis
from liuhen.regulation.sources import (
    ARCHIVES_2020,
    CIVIL_PROCEDURE_2023,
    COMPULSION_2011,
    PENALTY_2021,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Chapter:
    """One article: title, what it asks, what the system does about it, the statutes behind it."""

    number: int
    title: str
    asks: str
    does: str
    behind: tuple[Basis, ...] = ()


def _penalty(*articles: int) -> tuple[Basis, ...]:
    return tuple(PENALTY_2021(article) for article in articles)


def _compulsion(*articles: int) -> tuple[Basis, ...]:
    return tuple(COMPULSION_2011(article) for article in articles)


def _civil(*articles: int) -> tuple[Basis, ...]:
    return tuple(CIVIL_PROCEDURE_2023(article) for article in articles)


_ALL = (
    Chapter(
        number=1,
        title="适用范围",
        asks="许可、处罚、强制、征收、收费、检查等行政执法行为，都要全过程记录；行政机关、授权组织、受委托组织都适用。",
        does="每个案件写明属于哪种执法行为、法律依据、以何种资格执法、由谁实施，印章和文号随之确定；每种行为有自己的程序。",
        behind=_penalty(17, 19, 20),
    ),
    Chapter(
        number=2,
        title="全过程和两种记录",
        asks="从程序启动到归档管理的五个阶段，用文字或者音像记录，两种方式可以单独用，也可以合用。",
        does="案件页按五个阶段排列，文字和音像在同一条时间轴上；制度列出的每种文书、每种音像都能录入、保存、查到。",
        behind=_penalty(47),
    ),
    Chapter(
        number=3,
        title="合法、客观、公正",
        asks="记录应当合法、客观、公正，方式与执法行为的性质、种类、现场、阶段相适应。",
        does="该记什么、怎么记，由行为、程序、现场和阶段推出；发生过的事一律可以记入，不合规的照样记，并且标出。",
    ),
    Chapter(
        number=4,
        title="用信息系统记录",
        asks="全过程的文字、音像记录在执法信息系统中进行。",
        does="文字和音像在同一系统里，手机可以在现场使用，系统之外不另存。",
    ),
    Chapter(
        number=5,
        title="职责分工和装备",
        asks="本局统一负责文化、体育、旅游执法的记录；法制机构监督、检查、指导、协调；按需要配备音像设备。",
        does="九种角色各有权限；法制机构可以看到全部案件的办理、逾期和本页的统计；每台音像设备在谁手里、能不能用有台账，哪个机构缺几台一看就知道。",
    ),
    Chapter(
        number=6,
        title="依申请启动",
        asks="申请登记、口头申请、受理或者不予受理、当场更正、书面凭证、一次性补正告知都要记录；窗口可以用监控记录受理过程。",
        does="受理窗口对每一步有相应的记录，凭证和补正告知作为文书出具；补正期限按工作日计，逾期未告知的自收到之日视为受理。",
    ),
    Chapter(
        number=7,
        title="依职权启动",
        asks="普通程序由负责人批准启动审批表；情况紧急的先启动，二十四小时内补报。审批表写明原因、当事人和各级意见，重大执法行为还要有合法性审查意见。",
        does="意见按承办人、承办机构、法制机构、负责人的次序签署；紧急启动另记，二十四小时倒计时；重大的没有合法性审查，负责人不能批准。",
        behind=_penalty(54, 36),
    ),
    Chapter(
        number=8,
        title="投诉举报",
        asks="接到投诉举报，需要查处的及时启动并记录；实名的，审查后不启动的，依法告知本人并作书面记录。",
        does="登记、审查、转案各有记录；实名而不启动的产生告知义务，记下何时、怎样告知才算办结；投诉举报人的身份保密。",
        behind=_penalty(54),
    ),
    Chapter(
        number=9,
        title="执法人员和证件",
        asks="笔录写明执法人员的人数、姓名、证号和出示证件的情况，由当事人或者在场人签名或者盖章。",
        does="人员和证号从人员库带入；少于两人、证件过期、没有写明出示的，当场标出；拒绝签名的另记事由。",
        behind=_penalty(42, 55),
    ),
    Chapter(
        number=10,
        title="权利告知",
        asks="记明以什么方式告知当事人陈述、申辩、申请回避、要求听证的权利。",
        does="逐项记录告知了哪些权利、用什么方式、何时、对方怎样答复；没有告知或者期限未满，不能作出决定。",
        behind=_penalty(43, 44, 45, 63),
    ),
    Chapter(
        number=11,
        title="调查取证的文字记录",
        asks="询问、取证、检查勘验、抽样、告知和陈述申辩、听证、鉴定等，都作文字记录，由执法人员、当事人和有关人员签名或者盖章；拒绝接受调查、拒绝提供证据的要记明。",
        does="每种取证方式有相应的记录和文书，签名位按角色排列；拒绝的写明事由；每件证据有来源、证明对象和保管经过。",
        behind=_penalty(46, 55),
    ),
    Chapter(
        number=12,
        title="应当音像记录的调查",
        asks="现场检查（勘验）、抽样、听证，除不适宜的以外，同时作音像记录；其他方式根据需要。",
        does="这三种记录产生音像记录的义务，按起止时间核对是否覆盖；不适宜的由执法人员当场写明理由。",
    ),
    Chapter(
        number=13,
        title="证据保全",
        asks="证据可能灭失的，记明保全的理由、对象和形式。",
        does="保全的审批、清单和处理各有记录；先行登记保存按七个工作日倒计时，须先经负责人批准。",
        behind=_penalty(56),
    ),
    Chapter(
        number=14,
        title="法制审核",
        asks="法制机构的审查记录写明审查人员、意见和建议。",
        does="审核排入法制机构的待办；审核人须有资格，不能是本案承办人；未通过的不能作出决定。",
        behind=_penalty(58),
    ),
    Chapter(
        number=15,
        title="集体讨论",
        asks="集体讨论的，制作讨论记录。",
        does="记录参加人、每人的意见和结论，参加人逐一签名；决定与结论不一致的标出。",
        behind=_penalty(57),
    ),
    Chapter(
        number=16,
        title="负责人审批",
        asks="负责人的审批写明意见并签名。",
        does="待批页一件一屏，签署时重新验证身份；书面或者电话批准的可以补录，并由本人确认。",
        behind=_penalty(57, 59),
    ),
    Chapter(
        number=17,
        title="简易程序",
        asks="记录适用的事实和法律条件、步骤和文书、陈述申辩、复核和是否采纳的理由、备案、当场收缴等；容易引起争议的，作音像记录。",
        does="手机上一次走完七项；罚款上限、当场收缴和备案各有核对；标明有争议风险的，产生音像记录的义务。",
        behind=_penalty(51, 52, 68, 70, 71),
    ),
    Chapter(
        number=18,
        title="直接送达",
        asks="送达人、受送达人或者法定签收人在送达回证上签名或者盖章。",
        does="回证记下签收人和受送达人的关系，一张回证可以送几份文书；送达之日按签收时间计。",
        behind=(*_penalty(61), *_civil(88)),
    ),
    Chapter(
        number=19,
        title="邮寄送达",
        asks="用挂号信或者特快专递，留存登记、邮寄凭证和回执。",
        does="登记、凭证、回执逐项核对，缺一项就是待办；送达之日按回执上的日期计。",
        behind=_civil(91),
    ),
    Chapter(
        number=20,
        title="留置送达",
        asks="在回证上记明拒收的理由和日期，送达人、见证人签名，文书留在住所，并作音像记录。",
        does="理由、日期、住所、见证人和音像逐项核对；法律只要见证人或者影像之一，制度两样都要，分别标出。",
        behind=_civil(89),
    ),
    Chapter(
        number=21,
        title="委托、转交送达",
        asks="记明委托或者转交的原因，由送达人、受送达人签名。",
        does="写明原因和受托单位，签收人签名的日期即送达之日。",
        behind=_civil(91, 92, 93, 94),
    ),
    Chapter(
        number=22,
        title="公告送达",
        asks="记录其他方式都无法送达的情况、公告的方式和载体，留存公告，用适当方式作音像记录，案卷中记明原因和经过。",
        does="先要有无法送达的记录；公告期自动计算，期满视为送达；公告的照片或者截图是待办。",
        behind=_civil(95),
    ),
    Chapter(
        number=23,
        title="履行和改正核查",
        asks="决定作出后记录当事人的履行情况；责令改正的按期核查并记录，根据需要作音像记录。",
        does="缴款、分期、改正各有记录；责令改正的期限一到即为核查的待办。",
        behind=_penalty(28, 66, 67),
    ),
    Chapter(
        number=24,
        title="催告",
        asks="逾期不履行、需要强制执行的，先送达催告书；当事人的陈述、申辩和复核情况要记录。",
        does="没有送达催告书，强制执行决定和申请法院都发不出；催告之后的陈述、申辩和复核另记，期限按法律计算。",
        behind=_compulsion(35, 36, 54),
    ),
    Chapter(
        number=25,
        title="强制执行",
        asks="经催告无正当理由仍不履行的，由有权机关加处罚款或者滞纳金、划拨、拍卖处理、排除妨碍和恢复原状、代履行等，各有文书；排除妨碍、恢复原状必须音像记录。",
        does="每种方式核对法律依据和本机关有没有这项权力，没有的改走申请法院；加处罚款按日计算并封顶；应当录像的产生义务。",
        behind=(*_penalty(72, 73), *_compulsion(13, 34, 37, 45, 46)),
    ),
    Chapter(
        number=26,
        title="申请法院强制执行",
        asks="申请法院强制执行的，全过程记录申请材料和结果。",
        does="申请材料按清单备齐，可以申请的起止日期自动计算；法院的受理、裁定和结果分别记入。",
        behind=_compulsion(53, 54, 55),
    ),
    Chapter(
        number=27,
        title="归档和入库",
        asks="执法行为终结后三十日内整理归档，法律另有规定的除外；音像记录不得自行保管，制作后二十四小时内存入系统或者专用存储器。",
        does="从最后一个当事人终结之日起倒计三十日；每份音像从录制结束到入库的时长都记下，超过二十四小时的标出并写说明。",
        behind=(*_penalty(47), ARCHIVES_2020(14)),
    ),
    Chapter(
        number=28,
        title="保存和使用",
        asks="建立保存和使用制度，明确专人负责归档、保管和使用。",
        does="指定保管人员；每次查看、播放、打印、导出都有记录。",
        behind=(ARCHIVES_2020(14),),
    ),
    Chapter(
        number=29,
        title="当事人复制",
        asks="当事人申请复制的，经负责人同意可以提供，依法应当保密的除外。",
        does="查阅、复制的申请填审批表，负责人同意之前一直列为待办，领取人签名；案卷可以导出带证明的副本，导出留有记录。",
    ),
    Chapter(
        number=30,
        title="保密",
        asks="涉及国家秘密、商业秘密、个人隐私的记录，按保密规定和权限管理。",
        does="案件有保密标记，身份证号、电话、住址按权限遮蔽，投诉举报人一律隐去；国家秘密不得录入。",
        behind=_penalty(50),
    ),
    Chapter(
        number=31,
        title="评议考核",
        asks="全过程记录制度的落实情况纳入依法行政考核。",
        does="每一条发生多少、按时多少、迟办多少、违反多少，在本页逐条统计，能点到案件。",
    ),
    Chapter(
        number=32,
        title="施行日期",
        asks="自二〇一九年十一月一日起施行。",
        does="规则都带施行日期，按行为当日有效的规定判断。",
    ),
)
CHAPTERS: Mapping[int, Chapter] = MappingProxyType({chapter.number: chapter for chapter in _ALL})
