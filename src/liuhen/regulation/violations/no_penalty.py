"""轻微违法行为不予处罚：《行政处罚法》第三十三条三种情形各自的条件，和已经见到的清单事项。

清单本身不设定条件以外的东西；本局有自己的清单的，在违法行为目录页录入（``no_penalty_list``，见 ``regulation.leniency``），下面的事项只供参照。参照的清单引用处罚法
第二十七条和网吧条例第三十二条第（五）项，是旧条号，这里写现行条号。引用部门规章的事项，规章文本未收录。
"""

from dataclasses import dataclass

#: What 处罚法第三十三条 asks of each ground, in the values of ``no_penalty_decision.conditions``.
CONDITIONS = {
    "slight": ("minor", "corrected", "harmless"),
    "first": ("first", "slight_harm", "corrected"),
    "no_fault": ("no_fault",),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Leniency:
    """One act on a no-penalty list: its words, the violation it is (empty where the catalogue has none), the list it stands on."""

    words: str
    violation: str
    clause: str
    source: str


_NEIGHBOUR = "武汉经济技术开发区（汉南区）不予处罚事项清单（文化和旅游，2021年），供参照"
LENIENCIES = (
    Leniency(words="从业人员在营业期间未统一着装并佩带工作标志", violation="ktv_uniform", clause="娱乐条例第四十九条第（三）项", source=_NEIGHBOUR),
    Leniency(words="娱乐场所未悬挂许可证", violation="", clause="娱乐场所管理办法第三十三条", source=_NEIGHBOUR),
    Leniency(words="上网服务营业场所终止经营未备案", violation="net_cafe_changes", clause="网吧条例第三十三条第（五）项", source=_NEIGHBOUR),
    Leniency(words="互联网文化单位网站未标明备案编号", violation="", clause="互联网文化管理暂行规定", source=_NEIGHBOUR),
    Leniency(words="网络表演经营单位未加注标志", violation="", clause="网络表演经营活动管理办法", source=_NEIGHBOUR),
)  # fmt: skip
