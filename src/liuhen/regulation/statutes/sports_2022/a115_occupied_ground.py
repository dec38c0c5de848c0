"""第一百一十五条  未经批准临时占用公共体育场地设施的，责令限期改正；逾期未改正的，处十万元以上五十万元以下罚款。"""

from liuhen.regulation.locked import provision
from liuhen.regulation.norms import SPORTS

PROVISION = provision(SPORTS.newest.source(115), "sports", title="占用体育场地逾期不改的才罚款", asks=__doc__)
