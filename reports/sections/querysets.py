"""Who sees which sections: as the report, and beside that the organisation that has been given one to write."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import BooleanField, F, Func, Q

from mint.actor import Actor
from reports.querysets import seen_by

if TYPE_CHECKING:
    from reports.sections.models import PrincipleAim, Section, SectionText  # named in quotes below


def readers(actor: Actor, path: str = "") -> Q:
    """The rule of the table in policies, said to the ORM."""
    return seen_by(actor, path) | Q(**{f"{path}writer_id__in": actor.organisation_ids})


class SectionQuerySet(models.QuerySet["Section"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.all() if actor.is_system else self.filter(readers(actor))

    def with_report(self) -> Self:
        """Whether the report still changes: its row is not seen by everybody who writes a section of it."""
        changes = Func(F("report_id"), function="mint.report_is_changeable", output_field=BooleanField())
        return self.select_related("wanted", "project", "organisation", "writer", "person").annotate(is_open=changes)

    def still_open(self) -> Self:
        """Of reports that have not been approved."""
        return self.with_report().filter(Q(is_open=True))

    def in_order(self) -> Self:
        return self.order_by("wanted__order", "id")


class SectionTextQuerySet(models.QuerySet["SectionText"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.all() if actor.is_system else self.filter(readers(actor, "section__"))


class PrincipleAimQuerySet(models.QuerySet["PrincipleAim"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.all() if actor.is_system else self.filter(readers(actor, "section__"))
