"""Articles that no rule executes by itself, and what covers them instead; the map and a test hold this to account.

``waits`` says that the path of the article (licensing, summary procedure, enforcement, copies …) is not built yet: its kinds and
rules come through the same grammar, and until then nothing here pretends to check it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, kw_only=True, slots=True)
class Narrative:
    """Why an article has no rule: what covers it, named, or that its path waits."""

    article: int
    says: str
    covered_by: str
    waits: bool = False


_ALL = (
    Narrative(
        article=1,
        says="适用范围：许可、处罚、强制、征收、收费、检查等；行政机关、授权组织、受委托组织。",
        covered_by="案件来源登记的 act、capacity、acting_body、legal_basis 四项（kinds/initiation.py）",
    ),
    Narrative(
        article=3,
        says="合法、客观、公正；方式与行为的性质、种类、现场、阶段相适应。",
        covered_by="Kind.recording 与各条规则决定记什么、怎么记；register.record 从不因违法拒收事实",
    ),
    Narrative(
        article=4,
        says="在执法信息系统中全过程进行文字、音像记录。",
        covered_by="register（文字）与 recordings（音像）在同一案件的同一时间轴上",
    ),
    Narrative(
        article=5,
        says="统一领导；法制机构监督、检查、指导、协调；配备音像设备。",
        covered_by="grammar.Role 的九种角色和 access 的权限表；督办与设备台账另建",
    ),
    Narrative(article=17, says="简易程序的七项记录。", covered_by="简易程序的路径尚未建立", waits=True),
    Narrative(
        article=19,
        says="邮寄送达的登记、凭证、回执。",
        covered_by="送达回证已有邮寄的栏目（kinds/service.py），规则尚未建立",
        waits=True,
    ),
    Narrative(
        article=21,
        says="委托、转交送达的原因和签名。",
        covered_by="送达回证已有委托、转交的栏目（kinds/service.py），规则尚未建立",
        waits=True,
    ),
    Narrative(article=24, says="强制执行前的催告。", covered_by="强制执行的路径尚未建立", waits=True),
    Narrative(article=25, says="各种强制执行方式的记录。", covered_by="强制执行的路径尚未建立", waits=True),
    Narrative(article=26, says="申请法院强制执行的全过程记录。", covered_by="申请法院执行的路径尚未建立", waits=True),
    Narrative(
        article=28,
        says="保存与使用制度，专门人员负责。",
        covered_by="access.reading 记下每次查看、播放、下载、打印、导出；custodian_named 指定保管人员",
    ),
    Narrative(article=29, says="当事人复制。", covered_by="复制申请的路径尚未建立", waits=True),
    Narrative(
        article=30,
        says="国家秘密、商业秘密、个人隐私按权限管理。",
        covered_by="案件的 secrecy 标记、字段的 sensitive 与 access 的可见性、bureau 的遮蔽",
    ),
    Narrative(article=31, says="纳入评议考核。", covered_by="评议考核尚未建立", waits=True),
    Narrative(
        article=32,
        says="自 2019 年 11 月 1 日起实施。",
        covered_by="sources.REG.in_force：按行为当日有效的规定判断（tests/regulation/test_law_of_the_day.py）",
    ),
)
NARRATIVE: Mapping[int, Narrative] = MappingProxyType({item.article: item for item in _ALL})
