"""How much each factor of the score counts: data, in versions that are never changed."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from mint import clock
from mint.isolation.constraints import Isolated
from mint.isolation.rules import NOBODY, OPERATOR, SIGNED_IN, all_of, any_of, curated, managed, mine
from mint.matching.querysets import WeightSetQuerySet
from mint.matching.scoring import HUNDRED, Factor, Weights
from mint.projects.models import Project
from mint.tenancy.models import Organisation

FIELDS = {
    Factor.TEXT: "text",
    Factor.CONCEPTS: "concepts",
    Factor.NEEDS: "needs",
    Factor.THEMES: "themes",
    Factor.PLACE: "place",
    Factor.TIME: "time",
    Factor.RECORD: "record",
    Factor.DIVERSITY: "diversity",
}


SHAPED = any_of(managed(), curated(), all_of("project_id IS NULL", "organisation_id IS NULL", OPERATOR))


def _points() -> models.PositiveSmallIntegerField:  # type: ignore[type-arg]  # at run time it takes none
    return models.PositiveSmallIntegerField(validators=[MaxValueValidator(HUNDRED)])


class WeightSet(models.Model):
    """One version of a project's weights, or of the installation's (no project). The newest one counts; a need without
    a project, or of one that has said nothing, is scored by the installation's, and before that by `FIRST_WEIGHTS`.
    """

    created_at = models.DateTimeField(default=clock.now)
    project = models.ForeignKey(Project, models.PROTECT, null=True, related_name="weight_sets")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    number = models.PositiveIntegerField()
    text = _points()
    concepts = _points()
    needs = _points()
    themes = _points()
    place = _points()
    time = _points()
    record = _points()
    diversity = _points()
    note = models.CharField(max_length=500)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = WeightSetQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="weights_have_one_number", nulls_distinct=False),
            models.CheckConstraint(
                condition=Q(
                    text=HUNDRED
                    - F("concepts")
                    - F("needs")
                    - F("themes")
                    - F("place")
                    - F("time")
                    - F("record")
                    - F("diversity")
                ),
                name="weights_are_a_hundred",
            ),
            # who could write the next version may lock this one (an audit entry tells of it); changed it is never
            Isolated(
                name="weights_isolated",
                read=SIGNED_IN,
                insert=all_of(mine("created_by_id"), SHAPED),
                update=SHAPED,
                changed=NOBODY,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project or '–'} {self.number}"

    @property
    def weights(self) -> Weights:
        points = {factor: int(getattr(self, name)) for factor, name in FIELDS.items()}
        return Weights(points, self.pk, self.number, is_common=self.project_id is None)

    @property
    def in_words(self) -> str:
        """Each factor with its points, in one line."""
        from mint.matching.factors import NAMES

        return ", ".join(f"{NAMES[factor]} {points}" for factor, points in self.weights.points.items())
