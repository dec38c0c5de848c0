"""Articles that no rule executes by itself, and what covers them instead; the map and a test hold this to account.

``names`` are what covers an article, as dotted names that a test looks up. ``waits`` says that the path of the article is not built
yet: its kinds and rules come through the same grammar, and until then nothing here pretends to check it.
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
    names: tuple[str, ...] = ()
    waits: bool = False


_ALL = (
    Narrative(
        article=1,
        says="适用范围：许可、处罚、强制、征收、收费、检查等；行政机关、授权组织、受委托组织。",
        covered_by="案件来源登记写明执法行为、执法资格、实施机关和执法依据四项",
        names=(
            "liuhen.regulation.kinds.initiation.CASE_REGISTRATION",
            "liuhen.regulation.kinds.initiation.ACTS",
            "liuhen.regulation.kinds.initiation.CAPACITIES",
        ),
    ),
    Narrative(
        article=3,
        says="合法、客观、公正；方式与行为的性质、种类、现场、阶段相适应。",
        covered_by="各类记录和各条规则决定记什么、怎么记；事实一律可以记入，不因不合规而拒收",
        names=("liuhen.regulation.grammar.Kind", "liuhen.register.register.record"),
    ),
    Narrative(
        article=4,
        says="在执法信息系统中全过程进行文字、音像记录。",
        covered_by="文字记录和音像记录在同一系统、同一条时间轴上",
        names=("liuhen.register.register", "liuhen.recordings.commands.store_recording", "liuhen.cases.timeline"),
    ),
    Narrative(
        article=5,
        says="统一领导；法制机构监督、检查、指导、协调；配备音像设备。",
        covered_by="九种角色和权限表；法制机构看得到全部案件和逐条统计；音像设备台账和各机构的需要、现有",
        names=(
            "liuhen.regulation.grammar.Role",
            "liuhen.access.policy.POLICY",
            "liuhen.cases.figures.figures",
            "liuhen.regulation.kinds.equipment.DEVICE_REGISTERED",
            "liuhen.recordings.device_queries.stock",
        ),
    ),
    Narrative(
        article=28,
        says="保存与使用制度，专门人员负责。",
        covered_by="查看、播放、下载、打印、导出逐次记录；指定保管人员；本局的保存和使用制度文本、借阅另建",
        names=("liuhen.access.readings.reading", "liuhen.regulation.kinds.administration.CUSTODIAN_NAMED"),
    ),
    Narrative(
        article=30,
        says="国家秘密、商业秘密、个人隐私按权限管理。",
        covered_by="案件的保密标记、按权限可见、个人信息遮蔽；国家秘密不得录入",
        names=(
            "liuhen.regulation.usual.SECRECY",
            "liuhen.access.visibility.scope",
            "liuhen.access.masking.masked_content",
        ),
    ),
    Narrative(
        article=31,
        says="纳入评议考核。",
        covered_by="逐条统计发生、按时、迟办、违反、免办，能点到案件；案卷抽查、评分和通报另建",
        names=("liuhen.cases.figures.figures", "liuhen.cases.figures.listed"),
    ),
    Narrative(
        article=32,
        says="自 2019 年 11 月 1 日起实施。",
        covered_by="规则都带施行日期，按行为当日有效的规定判断",
        names=("liuhen.regulation.sources.REG", "liuhen.regulation.finding.Rule"),
    ),
)
NARRATIVE: Mapping[int, Narrative] = MappingProxyType({item.article: item for item in _ALL})
