"""Who sees which reports."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from mint.actor import Actor
from reports.states import FROZEN, LOCKED, WAITING, Kind

if TYPE_CHECKING:
    from mint.projects.models import Period
    from reports.definitions import Standing
    from reports.models import Figure, FigureRow, Report, ReportFile  # named in strings below


def seen_by(actor: Actor, path: str = "") -> Q:
    """The rule of the table in policies, said to the ORM: see `Report.Meta.constraints`."""
    return Q(**{f"{path}organisation_id__in": actor.organisation_ids}) | Q(
        **{f"{path}project_id__in": actor.curated_ids | actor.managed_ids}
    )


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.all() if actor.is_system else self.filter(seen_by(actor))

    def of_tenant(self, organisation_id: int) -> Self:
        return self.filter(organisation_id=organisation_id)

    def about(self, period: "Period", kind: str) -> Self:
        """The reports of a kind of a period; the final ones of its whole project."""
        of_kind = self.filter(kind=kind)
        return of_kind.filter(project_id=period.project_id) if kind == Kind.FINAL else of_kind.filter(period=period)

    def locked(self) -> Self:
        return self.filter(state__in=LOCKED)

    def frozen(self) -> Self:
        return self.filter(state__in=FROZEN)

    def waiting(self) -> Self:
        return self.filter(state__in=WAITING)


class FigureQuerySet(models.QuerySet["Figure"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.all() if actor.is_system else self.filter(seen_by(actor, "report__"))


class FigureRowQuerySet(models.QuerySet["FigureRow"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.all() if actor.is_system else self.filter(seen_by(actor, "report__"))


class ReportFileQuerySet(models.QuerySet["ReportFile"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.all() if actor.is_system else self.filter(seen_by(actor, "report__"))


class StandingQuerySet(models.QuerySet["Standing"]):
    def visible_to(self, actor: Actor) -> Self:
        if actor.is_system:
            return self.all()
        return self.filter(project_id__in=actor.curated_ids | actor.managed_ids)
