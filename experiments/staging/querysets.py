"""Who sees templates and stages, and the adjectives pages speak in: the policies say the same."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from experiments.models import Experiment
from mint.actor import WRITERS, Actor

if TYPE_CHECKING:
    from experiments.staging.models import Document, SignOff, Stage, Template, Version, Visit  # named in quotes below


def written_by(actor: Actor, path: str = "") -> Q:
    """Its university's writers, or the curators of its project. `permissions` asks for the role as well."""
    own = [pk for pk, roles in actor.memberships.items() if roles & WRITERS]
    of_university = Q(**{f"{path}organisation_id__in": own, f"{path}project_id__isnull": True})
    return of_university | Q(**{f"{path}project_id__in": actor.curated_ids})


class TemplateQuerySet(models.QuerySet["Template"]):
    def visible_to(self, actor: Actor) -> Self:
        """Everybody signed in: who is led through stages may know them."""
        return self.all() if actor.is_system or actor.is_signed_in else self.none()

    def in_use(self) -> Self:
        from experiments.staging.models import Version

        published = Version.objects.filter(template=OuterRef("pk"), published_at__isnull=False)
        return self.filter(Exists(published), is_retired=False)


class VersionQuerySet(models.QuerySet["Version"]):
    def visible_to(self, actor: Actor) -> Self:
        """A draft is its writers'. To a visitor those by which an experiment goes that they see."""
        from experiments.staging.models import Visit

        if actor.is_system:
            return self.all()
        if not actor.is_signed_in:
            return self.filter(Exists(Visit.objects.visible_to(actor).filter(version=OuterRef("pk"))))
        return self.filter(Q(published_at__isnull=False) | written_by(actor, "template__"))

    def published(self) -> Self:
        return self.filter(published_at__isnull=False)


class StageQuerySet(models.QuerySet["Stage"]):
    def visible_to(self, actor: Actor) -> Self:
        from experiments.staging.models import Version

        if actor.is_system:
            return self.all()
        return self.filter(version__in=Version.objects.visible_to(actor).order_by().values("pk"))


class VisitQuerySet(models.QuerySet["Visit"]):
    def visible_to(self, actor: Actor) -> Self:
        """As its experiment."""
        if actor.is_system:
            return self.all()
        return self.filter(experiment__in=Experiment.objects.visible_to(actor).values("pk"))

    def open(self) -> Self:
        return self.filter(left_at=None)


class SignOffQuerySet(models.QuerySet["SignOff"]):
    def visible_to(self, actor: Actor) -> Self:
        """Those inside the experiment. Who holds a link reaches its one row by `holding`, as the database lets them."""
        if actor.is_system:
            return self.all()
        return self.filter(experiment__in=Experiment.objects.all().inside(actor).values("pk"))


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, actor: Actor) -> Self:
        if actor.is_system:
            return self.all()
        return self.filter(experiment__in=Experiment.objects.all().inside(actor).values("pk"))
