from mint.matching.models.decisions import Choice, Shown
from mint.matching.models.lists import Recomputation, Shortlist, Suggestion, TrackRecord
from mint.matching.models.matches import Contact, Match, PrivateReason
from mint.matching.models.readings import Commonness, NeedReading, OfferReading
from mint.matching.models.supply import Need, Offer, Searched
from mint.matching.models.weights import WeightSet

__all__ = [
    "Choice",
    "Commonness",
    "Contact",
    "Match",
    "Need",
    "NeedReading",
    "Offer",
    "OfferReading",
    "PrivateReason",
    "Recomputation",
    "Searched",
    "Shortlist",
    "Shown",
    "Suggestion",
    "TrackRecord",
    "WeightSet",
]
