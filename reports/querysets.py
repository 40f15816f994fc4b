"""Who sees which reports."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from mint.actor import Actor
from reports.partnering import of_partners
from reports.states import FROZEN, LOCKED, WAITING, FileKind, Kind

if TYPE_CHECKING:
    from mint.projects.models import Period
    from reports.counting.definitions import Standing
    from reports.models import Figure, FigureRow, Report, ReportFile  # named in strings below


def seen_by(actor: Actor, path: str = "") -> Q:
    """The rule of the table in policies, said to the ORM: see `Report.Meta.constraints`."""
    return Q(**{f"{path}organisation_id__in": actor.organisation_ids}) | Q(
        **{f"{path}project_id__in": actor.curated_ids | actor.managed_ids}
    )


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, actor: Actor) -> Self:
        """Whose it is, and the partners that it is shown to."""
        return self.all() if actor.is_system else self.filter(seen_by(actor) | of_partners(actor))

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
        """As the report."""
        shown = seen_by(actor, "report__") | of_partners(actor, "report__")
        return self.all() if actor.is_system else self.filter(shown)


class FigureRowQuerySet(models.QuerySet["FigureRow"]):
    def visible_to(self, actor: Actor) -> Self:
        """Not the partners: a record of another's may be one that they do not see."""
        return self.all() if actor.is_system else self.filter(seen_by(actor, "report__"))


class ReportFileQuerySet(models.QuerySet["ReportFile"]):
    def visible_to(self, actor: Actor) -> Self:
        """Of the partners the PDF, which is what they approve: the other files list every record."""
        shown = seen_by(actor, "report__") | (of_partners(actor, "report__") & Q(kind=FileKind.PDF))
        return self.all() if actor.is_system else self.filter(shown)


class StandingQuerySet(models.QuerySet["Standing"]):
    def visible_to(self, actor: Actor) -> Self:
        if actor.is_system:
            return self.all()
        return self.filter(project_id__in=actor.curated_ids | actor.managed_ids)
