"""What others' pages show of placements: those that take applications now."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import HttpRequest

from challenges.traits import has
from mint.actor import ANONYMOUS
from placements.models import Application, Placement

MOST = 6
# of one placement in a list: what a page that shows six of them needs, of seventy columns
SHOWN = (
    *(
        "state",
        "kind",
        "language",
        "title",
        "slug",
        "field",
        "apply_by",
        "credits",
        "is_paid",
        "places",
        "organisation",
    ),
    *("organisation__name", "municipality", *(f"municipality__name_{code}" for code, _ in settings.LANGUAGES)),
)


def _open(request: HttpRequest, *conditions: Any, **filters: Any) -> Mapping[str, Any] | None:
    rows = Placement.objects.visible_to(ANONYMOUS).taking_applications().filter(*conditions, **filters)  # anybody's
    found = list(rows.order_by("apply_by", "id").values_list("pk", flat=True)[:MOST])
    if not found:
        return None  # mostly, and then nothing is read
    shown = Placement.objects.filter(pk__in=found).select_related("organisation", "municipality").only(*SHOWN)
    return {"placements": list(shown.order_by("apply_by", "id"))}


def of_challenge(request: HttpRequest, challenge: Any) -> Mapping[str, Any] | None:
    return _open(request, challenge=challenge) if has(challenge, "has_placements") else None


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
