"""第四十九条  不投保旅行社责任险的责令改正；拒不改正的，吊销旅行社业务经营许可证。"""

from liuhen.regulation.locked import provision
from liuhen.regulation.norms import TRAVEL_AGENCY

PROVISION = provision(TRAVEL_AGENCY.newest.source(49), "travel_agency", title="责任险拒不改正的才吊销", asks=__doc__)
