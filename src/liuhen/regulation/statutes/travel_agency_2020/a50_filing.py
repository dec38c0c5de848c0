"""第五十条  未备案、未换领或者交回许可证、未报送统计资料的责令改正；拒不改正的，处一万元以下罚款。"""

from liuhen.regulation.locked import provision
from liuhen.regulation.norms import TRAVEL_AGENCY

PROVISION = provision(TRAVEL_AGENCY.newest.source(50), "travel_agency", title="未备案拒不改正的才罚款", asks=__doc__)
