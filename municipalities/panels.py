"""What attraction factors show on other pages: on their municipality's desk, how near their targets they are."""

from typing import Any

from mint.tenancy.context import Acting, Request
from mint.tenancy.roles import Kind
from municipalities.models import AttractionFactor

METERS, READ = 4, 50


def targets(request: Request, organisation: Acting) -> dict[str, Any] | None:
    """A meter for each of a few published factors. What nobody has checked for a year is counted, and not drawn."""
    if organisation.kind != Kind.MUNICIPALITY:
        return None
    rows = AttractionFactor.objects.visible_to(request.actor).published().of_tenant(organisation.id)
    factors = list(rows.order_by("-checked_on", "id")[:READ])
    fresh = [factor for factor in factors if not factor.is_stale]
    if not factors:
        return None
    return {"factors": fresh[:METERS], "stale": len(factors) - len(fresh), "acting_for": organisation}
