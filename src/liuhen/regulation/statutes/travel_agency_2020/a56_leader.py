"""第五十六条  组织出境旅游不安排领队的责令改正并罚款；拒不改正的，责令停业整顿一个月至三个月。"""

from liuhen.regulation.locked import provision
from liuhen.regulation.norms import TRAVEL_AGENCY

PROVISION = provision(TRAVEL_AGENCY.newest.source(56), "travel_agency", title="未安排领队拒不改正的才停业整顿", asks=__doc__)
