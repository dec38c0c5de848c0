"""Every setting of a bureau: what it means, how it is written, what holds while the bureau has set nothing, and where that comes from.

What the law leaves to a place, or what could not be checked against its source, is a setting with its source and not a number in a
rule. ``read_by`` names what reads it: provisions by id, or modules; where nothing does yet, ``unread`` says so in so many words.
A bureau's own value always carries its own source and the day from which it holds.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from liuhen.regulation.grammar import Label


class Sort(Label):
    """How a value is written."""

    TEXT = "text", "文字"
    NUMBER = "number", "数字"
    FLAG = "flag", "是或否"
    CHOICE = "choice", "几种之一"
    LIST = "list", "逐项，用顿号分开"
    DATA = "data", "结构化数据"


class Group(Label):
    """Settings that belong together on the page."""

    NAMES = "names", "名称、文号和文书用语"
    TIMES = "times", "期限和计算"
    REVIEW = "review", "听证、审核和重大事项"
    RECORDINGS = "recordings", "音像记录"
    KEEPING = "keeping", "归档、公示和统计"


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """One setting. ``default`` None: nothing holds until the bureau sets it. ``verify``: the default's source was not seen in full."""

    key: str
    title: str
    group: Group
    sort: Sort = Sort.TEXT
    default: Any = None
    holds: str = ""
    source: str = ""
    verify: bool = False
    help: str = ""
    options: tuple[tuple[str, str], ...] = ()
    read_by: tuple[str, ...] = ()
    unread: str = ""

    def parse(self, text: str) -> Any:
        """What somebody typed, as it is stored; ValueError with what to write, where it cannot be read."""
        text = text.strip()
        if self.sort == Sort.NUMBER:
            if not text.isdecimal():
                raise ValueError("请写一个整数")
            return int(text)
        if self.sort == Sort.FLAG:
            if text not in {"是", "否"}:
                raise ValueError("请写“是”或者“否”")
            return text == "是"
        if self.sort == Sort.CHOICE:
            found = next((value for value, label in self.options if text in {value, label}), None)
            if found is None:
                raise ValueError(f"请写{'或者'.join(label for _, label in self.options)}")
            return found
        if self.sort == Sort.LIST:
            return [one for one in text.replace("，", "、").replace("\n", "、").split("、") if one]
        return json.loads(text) if self.sort == Sort.DATA else text

    def said(self, value: Any) -> str:
        """A value as people read it."""
        if isinstance(value, bool):
            return "是" if value else "否"
        if isinstance(value, list | tuple):
            return "、".join(str(one) for one in value)
        if isinstance(value, Mapping):
            return json.dumps(value, ensure_ascii=False)
        return dict(self.options).get(str(value), str(value))

    @property
    def otherwise(self) -> str:
        """What holds while the bureau has set nothing, in words."""
        return self.holds or (self.said(self.default) if self.default is not None else "没有，须由本局设置")


_UNITS = (("days", "自然日"), ("working_days", "工作日"))
_READING = "条文没有写明，取字面读法"
_NUMBERING = "liuhen.register.numbering"
_LETTERHEAD = "liuhen.instruments.letterhead"
_KINDS = "liuhen.regulation.kinds"

_ALL = (
    Known(key="name", title="机关名称", group=Group.NAMES, source="机关设立时写明", help="文书标题和落款用的全称", read_by=("liuhen.bureau.fold", f"{_KINDS}.initiation")),
    Known(key="mark", title="机关代字", group=Group.NAMES, source="机关设立时写明", help="文号开头的字", read_by=(_NUMBERING, "liuhen.bureau.fold")),
    Known(key="area", title="管辖区域", group=Group.NAMES, source="机关设立时写明", read_by=("liuhen.bureau.fold",)),
    Known(
        key="number_format", title="文号格式", group=Group.NAMES, holds="{mark}文综{word}字〔{year}〕{serial}号", source="近年各地处罚决定书通行写法，本局代字以批准的为准",
        verify=True, help="{mark} 是机关代字，{word} 是文书的字，{year} 是年份，{serial} 是序号", read_by=(_NUMBERING,),
    ),
    Known(
        key="reconsideration_body", title="行政复议机关", group=Group.NAMES, source="复议法第二十四条：向本级人民政府申请",
        help="救济途径写的全称；没有设置，写明救济途径的文书发不出", read_by=("liuhen.regulation.paper",),
    ),
    Known(key="court", title="人民法院", group=Group.NAMES, source="按管辖规定由本局写明", help="救济途径写的全称；没有设置，写明救济途径的文书发不出", read_by=("liuhen.regulation.paper",)),
    Known(key="contact", title="联系方式", group=Group.NAMES, holds="用联系电话和机关地址", source="文书格式：写明联系人和电话", help="文书上的电话和地址", read_by=(_LETTERHEAD,)),
    Known(key="phone", title="联系电话", group=Group.NAMES, holds="不写", source="文书格式：写明联系人和电话", help="没有写联系方式时用", read_by=(_LETTERHEAD,)),
    Known(key="address", title="机关地址", group=Group.NAMES, holds="不写", source="文书格式：写明联系人和电话", help="没有写联系方式时用", read_by=(_LETTERHEAD,)),
    Known(key="bank", title="罚款代收银行", group=Group.NAMES, source="罚款决定与罚款收缴分离实施办法：决定书写明代收机构", help="名称、账号、地址", read_by=(f"{_KINDS}.decision_papers",)),
    Known(key="carrier", title="邮寄送达的邮政企业", group=Group.NAMES, default="中国邮政", source="国家机关公文寄递一般由中国邮政办理", verify=True, help="几家都用的用顿号分开；由别家寄递的给提示", read_by=(f"{_KINDS}.service", "PRACTICE:邮寄企业")),
    Known(key="pay_days", title="罚款缴纳期限", group=Group.TIMES, sort=Sort.NUMBER, holds="作决定时填写，法定十五日", source="处罚法第六十七条", help="自然日", read_by=(f"{_KINDS}.decision_papers",)),
    Known(key="defence_days", title="陈述申辩期限", group=Group.TIMES, sort=Sort.NUMBER, holds="告知时填写，没有写的按三个工作日", source="法律没有定日数，多数地方定三日或者五日；2021-07-15 以前的告知书按自然日计（处罚法第八十五条是 2021 年才有的）", verify=True, help="工作日", read_by=(f"{_KINDS}.decision_notice",)),
    Known(key="demand_days", title="催告书的履行期限", group=Group.TIMES, sort=Sort.NUMBER, holds="催告时填写", source="强制法第三十五条没有定日数", help="自然日", read_by=(f"{_KINDS}.enforcement",)),
    Known(key="calendar", title="工作日调整", group=Group.TIMES, sort=Sort.DATA, holds="国务院办公厅每年公布的放假安排", source="国务院办公厅通知；当年没有公布的暂按周末计算", help='例如 {"2026-10-10": true, "2026-10-01": false}', read_by=("liuhen.register.store",)),
    Known(
        key="notice_rolls_forward", title="公告送达末日逢休息日顺延", group=Group.TIMES, sort=Sort.FLAG, default=False,
        source=f"民诉法第八十五条的顺延是否及于公告期，两种读法都有；{_READING}，不顺延", verify=True, read_by=("liuhen.regulation.serving",),
    ),
    Known(
        key="licence_hearing_request_unit", title="许可听证申请五日的算法", group=Group.TIMES, sort=Sort.CHOICE, default="working_days", options=_UNITS,
        source="许可法第八十二条说的是行政机关的期限，申请人的五日有两种读法", verify=True, read_by=("liuhen.regulation.statutes.licence_2019.a47_hearing_asked_for",),
    ),
    Known(
        key="archive_unit", title="归档三十日的算法", group=Group.TIMES, sort=Sort.CHOICE, default="days", options=_UNITS,
        source=f"制度第二十七条；{_READING}", verify=True, read_by=("REG:27:file",),
    ),
    Known(
        key="urgent_start_counts", title="紧急启动从启动之日起算办案期限", group=Group.TIMES, sort=Sort.FLAG, default=True,
        source="两个日期不同的，取较早的一个", verify=True, read_by=("penalty_2021:60:ninety",),
    ),
    Known(
        key="venue_film_days", title="歌舞娱乐场所的监控录像留存多久", group=Group.TIMES, sort=Sort.NUMBER, default=30,
        source="娱乐条例第十五条第二款：三十日，是最少的日数", help="自然日；本地场所存得更久的照实际写，写 0 不提醒", read_by=("liuhen.regulation.venues",),
    ),
    Known(
        key="venue_daybook_days", title="娱乐场所的营业日志留存多久", group=Group.TIMES, sort=Sort.NUMBER, default=60,
        source="娱乐条例第二十五条：六十日，是最少的日数", help="自然日；写 0 不提醒", read_by=("liuhen.regulation.venues",),
    ),
    Known(
        key="cafe_register_days", title="网吧的上网登记和记录备份留存多久", group=Group.TIMES, sort=Sort.NUMBER, default=60,
        source="网吧条例第二十三条：不得少于六十日", help="自然日；写 0 不提醒", read_by=("liuhen.regulation.venues",),
    ),
    Known(key="limitation_years", title="追责时效", group=Group.TIMES, sort=Sort.NUMBER, default=2, source="处罚法第三十六条；涉及生命健康、金融安全且有危害后果的五年", help="年", read_by=("penalty_2021:36",)),
    Known(key="case_open_days", title="立案期限", group=Group.TIMES, sort=Sort.NUMBER, default=7, source="文化市场综合行政执法管理办法，原文未见", verify=True, help="工作日，从发现或者受理算起", read_by=("PRACTICE:立案期限",)),
    Known(
        key="triage_days", title="投诉举报审查期限", group=Group.TIMES, sort=Sort.NUMBER, holds="不计时",
        source="制度第八条只写“及时”，各行业七日、十五日不一", verify=True, help="工作日", read_by=("REG:8:triage",),
    ),
    Known(
        key="complainant_days", title="告知投诉举报人期限", group=Group.TIMES, sort=Sort.NUMBER, holds="不计时",
        source="制度第八条“依法”，各行业规定不一", verify=True, help="工作日", read_by=("REG:8:told",),
    ),
    Known(
        key="show_complaint_days", title="演出投诉处理结果公布期限", group=Group.TIMES, sort=Sort.NUMBER, default=7, source="营业性演出管理条例第三十四条：处理后七日内公布",
        unread="还没有演出投诉公布结果的记录",
    ),
    Known(key="correction_check_days", title="改正期满后核查的宽限", group=Group.TIMES, sort=Sort.NUMBER, default=0, source="制度第二十三条“按期”", help="工作日", read_by=("REG:23:correction",)),
    Known(
        key="summary_filing_days", title="当场处罚备案期限", group=Group.TIMES, sort=Sort.NUMBER, default=3, source="处罚法第五十二条没有定日数，见过的行业规定为三日",
        verify=True, help="自然日", read_by=("PRACTICE:备案期限",),
    ),
    Known(
        key="pausing", title="不计入办案期限的期间", group=Group.TIMES, sort=Sort.LIST, holds="没有：九十日连续计算", source="处罚法第六十条；听证、公告、检验、鉴定是否扣除，各行业规定不一",
        verify=True, unread="扣除要有法律、法规、规章的依据，以延期记录写明；没有自动扣除",
    ),
    Known(
        key="hearing_threshold", title="听证标准", group=Group.REVIEW, sort=Sort.DATA, holds="超过简易程序限额（公民二百元、单位三千元）的罚款都告知听证",
        source="处罚法第六十三条“较大数额”由地方定；湖北省和文旅部门的数额未见", verify=True, help="在下面“听证标准”一栏逐行录入", read_by=("liuhen.regulation.hearing",),
    ),
    Known(
        key="sole_trader_as", title="个体工商户按公民还是按单位", group=Group.REVIEW, sort=Sort.CHOICE, default="citizen", options=(("citizen", "公民"), ("organisation", "单位")),
        source="处罚法只分公民和法人、其他组织，个体工商户各地读法不一", verify=True, read_by=("penalty_2021:51", "penalty_2021:63:told"),
    ),
    Known(
        key="review_days", title="法制审核期限", group=Group.REVIEW, sort=Sort.NUMBER, default=7, source="处罚法第五十八条没有定日数，见过的地方规定为七个工作日，经批准延长三个工作日",
        verify=True, help="工作日", unread="审核没有法定期限，现在不计时",
    ),
    Known(
        key="powers", title="本局的处罚职权", group=Group.REVIEW, sort=Sort.DATA, holds="文化、旅游、新闻出版、体育四类", source="机构改革方案和本局三定规定，以批准的为准", verify=True,
        help='例如 ["culture", "tourism", "press", "sports"]', read_by=("liuhen.regulation.statutes.penalty_2021.a17_competent_body",),
    ),
    Known(
        key="level_cuts", title="裁量档次的分界", group=Group.REVIEW, sort=Sort.DATA, holds="幅度的百分之三十、七十", source="没有见到文旅部门的比例，取通行的三段", verify=True,
        help="两个百分数，例如 [30, 70]", read_by=("liuhen.regulation.statutes.practice.level_of_fine",),
    ),
    Known(
        key="government_rule_limits", title="政府规章设定罚款的限额", group=Group.REVIEW, sort=Sort.DATA, holds="湖北省 2013 年的限额", source="湖北省人大常委会规定，自 2013-08-01 起；此后有无修改未见", verify=True,
        help="写法见《写规则》", read_by=("liuhen.regulation.statutes.penalty_2021.a14_local_rules",),
    ),
    Known(
        key="inspection_cap", title="每年检查同一企业的次数上限", group=Group.REVIEW, sort=Sort.NUMBER, holds="没有上限", source="国办发〔2024〕54号：由行政机关公布", verify=True, help="次",
        read_by=("liuhen.regulation.statutes.practice.inspection_order",),
    ),
    Known(
        key="licence_items", title="本局办理的许可事项和期限", group=Group.REVIEW, sort=Sort.DATA, holds="系统所列的事项", source="法律、行政法规所列；本局增减的以公布的事项清单为准",
        help="写法见《写规则》", read_by=("liuhen.regulation.applying",),
    ),
    Known(
        key="licence_unit", title="办理许可的机构", group=Group.REVIEW, holds="登记人所在的机构", source="本局内部分工", help="机构名称", read_by=("liuhen.pages.views.starting",),
    ),
    Known(
        key="procedures_elsewhere", title="由其他机关办理的程序", group=Group.REVIEW, sort=Sort.DATA, holds="没有", source="例如许可由区行政审批局办理", verify=True,
        help='例如 [{"procedure": "licence", "body": "区行政审批局"}]', read_by=("liuhen.cases.elsewhere",),
    ),
    Known(key="major_causes", title="重大行政执法行为目录中的案由", group=Group.REVIEW, sort=Sort.LIST, holds="由审批表逐件写明", source="本局重大行政执法决定法制审核目录", help="案由照写，用顿号分开", read_by=("liuhen.regulation.major",)),
    Known(
        key="no_penalty_list", title="不予处罚清单", group=Group.REVIEW, sort=Sort.DATA, holds="没有清单，不提示", source="处罚法第三十三条；清单由本局或者上级制定",
        help="在“违法行为目录”页逐行录入：案由、首违不罚或者轻微不罚、条件", read_by=("liuhen.regulation.leniency",),
    ),
    Known(
        key="inspection_forms", title="行政检查文书的名称", group=Group.REVIEW, sort=Sort.LIST, holds="审批表、通知书、现场检查笔录、抽样凭证、勘验笔录、询问笔录、结果告知书",
        source="司法部《行政检查文书基本格式文本（试行）》2025年，七种；原文未见，只有通知书的名称是确定的", verify=True, unread="文书的名称写在记录种类里，不随设置变",
    ),
    Known(
        key="supervision_papers", title="行政执法监督文书的名称和期限", group=Group.REVIEW, sort=Sort.DATA, holds="督促书、意见书、决定书，期限按文书写明的", source="行政执法监督条例（国务院令第825号，2026-02-01 起施行），文书的确切名称和期限未见",
        verify=True, help='例如 [{"paper": "督促书", "days": 15}]', unread="监督机关发来的文书还没有记录",
    ),
    Known(
        key="reviewer_share", title="法制审核人员占执法人员的比例", group=Group.REVIEW, sort=Sort.NUMBER, default=5, source="国办发〔2018〕118号，原文未见", verify=True, help="百分之几",
        unread="人员比例还没有统计",
    ),
    Known(
        key="training_hours", title="每年培训学时", group=Group.REVIEW, sort=Sort.NUMBER, default=60, source="武政办〔2024〕67号：法律二十、业务四十", verify=True, help="学时",
        unread="还没有培训记录",
    ),
    Known(
        key="whole_course", title="查封扣押、排除妨碍要全过程录制", group=Group.RECORDINGS, sort=Sort.FLAG, default=True, source="国办发〔2018〕118号，原文未见", verify=True,
        read_by=("liuhen.regulation.covering",),
    ),
    Known(key="continuous", title="调查取证要全程不间断录制", group=Group.RECORDINGS, sort=Sort.FLAG, default=False, source="国办发〔2018〕118号只对查封扣押、强制拆除等要求全程，原文未见", verify=True, read_by=("liuhen.regulation.covering",)),
    Known(key="gap_seconds", title="多长算录像缺口", group=Group.RECORDINGS, sort=Sort.NUMBER, default=60, source="笔录记到分，短于一分钟的不算", help="秒", read_by=("liuhen.regulation.covering",)),
    Known(
        key="gap_rules", title="各环节的录像缺口", group=Group.RECORDINGS, sort=Sort.DATA, holds="各环节相同，按“多长算录像缺口”", source="制度没有规定，由本局定",
        help='秒，按环节写，例如 {"听证": 300, "抽样": 0}；环节怎么称呼，见制度第十二条等页的表，写代号也可以', read_by=("liuhen.regulation.covering",),
    ),
    Known(key="drift_seconds", title="设备时钟差多少给提示", group=Group.RECORDINGS, sort=Sort.NUMBER, default=60, source="笔录记到分，差一分钟以上就对不上", help="秒", read_by=("PRACTICE:设备时钟",)),
    Known(key="moments", title="关联到记录的录像都要标必经步骤的时刻", group=Group.RECORDINGS, sort=Sort.FLAG, default=False, source="制度没有规定；不设时，只提示已经开始标、还没有标全的", read_by=("PRACTICE:音像时刻",)),
    Known(
        key="recording_retention", title="与案件无关的音像保存年限", group=Group.RECORDINGS, sort=Sort.NUMBER, default=2, source="制度没有规定，参照其他单位", verify=True, help="年；有案件的随案卷",
        unread="没有自动删除：销毁要有鉴定和清单",
    ),
    Known(
        key="fixity_days", title="多少天内把全部文件校验一遍", group=Group.RECORDINGS, sort=Sort.NUMBER, default=90, source="制度没有规定；GB/T 18894 只要求定期检测，取一个季度",
        verify=True, help="天；每夜校验一部分，到期一轮校验完", read_by=("liuhen.recordings.keeping",),
    ),
    Known(
        key="camera_days", title="窗口监控录像保存天数", group=Group.RECORDINGS, sort=Sort.NUMBER, default=30,
        source="公共安全视频图像信息系统管理条例第十六条、第十七条：不少于三十日，目的实现后删除", verify=True,
        help="天；被留存的成为原件，不受此限", read_by=("liuhen.cameras.expiry",),
    ),
    Known(
        key="elsewhere_check_days", title="专用存储器里的音像多少天复核一次", group=Group.RECORDINGS, sort=Sort.NUMBER, default=90, source="制度没有规定；GB/T 18894 只要求定期检测，与系统内的文件一样取一个季度",
        verify=True, help="天；从存入或者上次复核起算", read_by=("liuhen.regulation.statutes.practice.kept_elsewhere",),
    ),
    Known(key="retention", title="案卷保管期限", group=Group.KEEPING, sort=Sort.CHOICE, holds="归档时填写", options=(("permanent", "永久"), ("30", "30 年"), ("10", "10 年")), source="机关文件材料归档范围和文书档案保管期限规定；本局的表要经同级档案主管部门批准", verify=True, read_by=(f"{_KINDS}.archiving",)),
    Known(key="store", title="物品保管场所", group=Group.KEEPING, holds="入库时填写", source="本局涉案物品管理规定", read_by=(f"{_KINDS}.evidence_forms",)),
    Known(key="publicity_days", title="处罚决定公示期限", group=Group.KEEPING, sort=Sort.NUMBER, default=7, source="国办发〔2018〕118号：许可、处罚七个工作日", help="工作日", read_by=("PRACTICE:公示期限",)),
    Known(
        key="licence_publicity_days", title="许可决定公示期限", group=Group.KEEPING, sort=Sort.NUMBER, default=7, source="国办发〔2018〕118号：许可、处罚七个工作日", help="工作日",
        read_by=("liuhen.regulation.statutes.practice.licence_publicity_days",),
    ),
    Known(key="other_publicity_days", title="其他执法决定公示期限", group=Group.KEEPING, sort=Sort.NUMBER, default=20, source="国办发〔2018〕118号：二十个工作日", help="工作日", unread="其他执法决定的公示还没有记录"),
    Known(
        key="publicity_years", title="公示的信息保留多少年", group=Group.KEEPING, sort=Sort.NUMBER, holds="没有期限", source="国办发〔2018〕118号没有写明，多次查找未见", verify=True, help="年",
        unread="公示和撤回都由人在网站上办，系统没有自动撤下",
    ),
    Known(key="statistics_day", title="年度统计公布的最后一天", group=Group.KEEPING, holds="次年一月三十一日", source="国办发〔2018〕118号", unread="年度统计还没有建成"),
    Known(key="log_years", title="系统日志保存年限", group=Group.KEEPING, sort=Sort.NUMBER, default=3, source="网络安全法：不少于六个月", help="年", unread="日志不自动删除"),
    Known(
        key="electronic_only", title="只存电子原件", group=Group.KEEPING, sort=Sort.FLAG, default=False, source="单套制要经档案主管部门同意", verify=True,
        unread="每份记录各自写明原件在哪里，没有自动判断",
    ),
)  # fmt: skip
SETTINGS: Mapping[str, Known] = MappingProxyType({known.key: known for known in _ALL})
