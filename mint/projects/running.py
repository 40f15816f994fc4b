"""Which project a municipality's work belongs to today."""

from mint import clock
from mint.projects.models import Partner, Project


def project_of(municipality_id: int | None) -> Project | None:
    """The running project in which the municipality takes part; the newest where there are two."""
    if municipality_id is None:
        return None
    today = clock.today()
    parts = Partner.objects.filter(
        organisation__municipality_id=municipality_id,
        organisation__kind="municipality",
        project__planned_start_on__lte=today,
        project__planned_end_on__gte=today,
    )
    part = parts.select_related("project").order_by("-project__planned_start_on").first()
    return part.project if part else None
