"""What follows for the stored suggestions when a text, or everything, has been read."""

from mint.matching import listing, shelves, tracking
from mint.matching.models import Need, Offer
from mint.outbox.queue import enqueue

AT_ONCE = 50


def text_read(*, kind: str, pk: int) -> None:
    """A need gets its suggestions at once; an offer makes those lists stale that it is in, or could be in."""
    if kind == "need":
        listing.rank(Need.objects.open().filter(pk=pk))
    else:
        listing.stale_for_offer(pk)


def take() -> None:
    """Everything has been read anew: what is common is counted again, and every list is stale. As the system."""
    shelves.count()
    tracking.count()
    listing.stale_of_project(None)
    enqueue("matching.rank_stale")


def heal() -> int:
    """Rows whose text has never been read (older than the readings), some at a time; returns how many were queued."""
    needs = Need.objects.open().filter(readings=None).order_by("pk").values_list("pk", flat=True)[:AT_ONCE]
    offers = Offer.objects.active().filter(reading=None).order_by("pk").values_list("pk", flat=True)[:AT_ONCE]
    unread = [("need", pk) for pk in needs] + [("offer", pk) for pk in offers]
    for kind, pk in unread:
        enqueue("matching.learn_terms", kind=kind, pk=pk)
    return len(unread)
