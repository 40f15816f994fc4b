"""Whom a challenge may be given to: the people of one's own organisation who answer challenges."""

from django.db.models import Q

from challenges.curation.permissions import REVIEWERS
from mint.actor import Actor
from mint.tenancy.models import Membership


def colleagues(actor: Actor) -> dict[int, str]:
    """Names by id, oneself among them, in the alphabet; one query."""
    reviews = Q()
    for role in REVIEWERS:
        reviews |= Q(roles__contains=[role])
    rows = Membership.objects.visible_to(actor).active().filter(reviews, organisation_id=actor.organisation_id or 0)
    rows = rows.filter(user__is_active=True).order_by("user__name", "user_id")
    return {pk: name or email for pk, name, email in rows.values_list("user_id", "user__name", "user__email")}
