"""What others' pages show of placements: those that take applications now."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest

from placements.models import Application, Placement

MOST = 6


def _open(request: HttpRequest, *conditions: Any, **filters: Any) -> Mapping[str, Any] | None:
    actor = request.actor  # type: ignore[attr-defined]  # set by the middleware
    rows = Placement.objects.visible_to(actor).taking_applications().filter(*conditions, **filters)
    placements = list(rows.select_related("organisation", "municipality").order_by("apply_by", "id")[:MOST])
    return {"placements": placements} if placements else None


def of_challenge(request: HttpRequest, challenge: Any) -> Mapping[str, Any] | None:
    return _open(request, challenge=challenge)


def of_experiment(request: HttpRequest, experiment: Any) -> Mapping[str, Any] | None:
    return _open(request, experiment=experiment)


def of_municipality(request: HttpRequest, municipality: Any) -> Mapping[str, Any] | None:
    return _open(request, municipality=municipality)


def for_students(request: HttpRequest, organisation: Any) -> Mapping[str, Any] | None:
    """The student's desk: what one has not applied to, and what closes first is first."""
    if "student" not in organisation.roles:
        return None
    own = Application.objects.filter(placement=OuterRef("pk"), applicant=request.user.pk)
    return _open(request, ~Exists(own))
