"""第一百一十六条  未经许可经营高危险性体育项目的，责令限期关闭；逾期未关闭的，处十万元以上五十万元以下罚款。"""

from liuhen.regulation.locked import provision
from liuhen.regulation.norms import SPORTS

PROVISION = provision(SPORTS.newest.source(116), "sports", title="高危险性体育项目逾期不关闭的才罚款", asks=__doc__)
