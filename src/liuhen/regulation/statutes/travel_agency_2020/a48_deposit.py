"""第四十八条  未存入、增存、补足质量保证金的责令改正；拒不改正的，吊销旅行社业务经营许可证。"""

from liuhen.regulation.locked import provision
from liuhen.regulation.norms import TRAVEL_AGENCY

PROVISION = provision(TRAVEL_AGENCY.newest.source(48), "travel_agency", title="质量保证金拒不改正的才吊销", asks=__doc__)
