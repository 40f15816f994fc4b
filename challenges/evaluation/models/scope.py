"""Whose an evaluation is: its challenge's owner, place and project, on every row that policies look at."""

from typing import Any

from django.db import models

from challenges.models import Challenge
from mint.places.models import Municipality
from mint.projects.models import Project
from mint.tenancy.models import Organisation


class Scoped(models.Model):
    """The columns are the challenge's own; the policies refuse others."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="+")
    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="+")

    class Meta:
        abstract = True


def scope_of(row: Any) -> dict[str, int | None]:
    """The same four columns of another row, or of a challenge itself."""
    challenge = row.pk if isinstance(row, Challenge) else row.challenge_id
    return {
        "organisation_id": row.organisation_id,
        "municipality_id": row.municipality_id,
        "project_id": row.project_id,
        "challenge_id": challenge,
    }
