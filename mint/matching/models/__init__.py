from mint.matching.models.matches import Contact, Match, PrivateReason
from mint.matching.models.supply import Need, Offer, Searched

__all__ = ["Contact", "Match", "Need", "Offer", "PrivateReason", "Searched"]
