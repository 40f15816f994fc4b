"""Who sees which experiments, and the adjectives lists speak in."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery

from challenges.models import Challenge
from experiments.states import PUBLISHED, SHOWN, STATES_OF, Invited, Publication, Stage, State
from mint.actor import Actor

if TYPE_CHECKING:
    from experiments.models import (
        EvidenceReview,
        Experiment,
        ExperimentParty,
        Measurement,
        Metric,
        Occurrence,
        PartyInvitation,
    )  # named in strings below


def seen_by(actor: Actor, path: str = "") -> Q:
    """The rule of the table in policies, said to the ORM: see `Experiment.Meta.constraints`."""
    if not actor.is_signed_in:
        return Q(**{f"{path}state__in": SHOWN, f"{path}publication__in": PUBLISHED})
    return Q(**{f"{path}state__in": SHOWN}) | _taking_part(actor, path)


def _taking_part(actor: Actor, path: str = "") -> Q:
    """Parties, and those who watch over the municipality or the project: they see it in every state."""
    from experiments.models import ExperimentParty

    joined = ExperimentParty.objects.filter(party_id__in=actor.organisation_ids)
    return (
        Q(**{f"{path}organisation_id__in": actor.organisation_ids})
        | Q(**{f"{path}municipality_id__in": actor.municipality_ids})
        | Q(**{f"{path}project_id__in": actor.curated_ids | actor.managed_ids})
        | Q(**{f"{path}id__in": joined.values("experiment_id")})
    )


class ExperimentQuerySet(models.QuerySet["Experiment"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.all() if actor.is_system else self.filter(seen_by(actor))

    def inside(self, actor: Actor) -> Self:
        """Those whose workspace page the actor may open: not every shown one."""
        return self.filter(_taking_part(actor))

    def public(self) -> Self:
        return self.filter(state__in=SHOWN, publication__in=PUBLISHED)

    def at_stage(self, stage: str) -> Self:
        return self.filter(state__in=STATES_OF.get(Stage(stage), ()))

    def of_tenant(self, organisation_id: int, municipality_id: int | None) -> Self:
        """Those a tenant owns or takes part in; a municipality's workspace shows all that are carried out there."""
        from experiments.models import ExperimentParty

        joined = ExperimentParty.objects.filter(experiment=OuterRef("pk"), party=organisation_id)
        own = Q(organisation_id=organisation_id) | Exists(joined)
        return self.filter(own | Q(municipality_id=municipality_id) if municipality_id else own)

    def running(self) -> Self:
        return self.filter(state=State.RUNNING)

    def with_people(self) -> Self:
        """What every list and page shows beside the experiment itself.

        The challenge is fetched apart: one that was withdrawn is hidden, and a join would hide its experiments with it.
        """
        return self.select_related("organisation", "municipality", "project").prefetch_related(
            Prefetch("challenge", Challenge.objects.defer("search")), "parties__party"
        )


class ExperimentPartyQuerySet(models.QuerySet["ExperimentParty"]):
    def visible_to(self, actor: Actor) -> Self:
        if actor.is_system:
            return self.all()
        return self.filter(seen_by(actor, "experiment__") | Q(party_id__in=actor.organisation_ids))


class PartyInvitationQuerySet(models.QuerySet["PartyInvitation"]):
    def visible_to(self, actor: Actor) -> Self:
        """Those inside the experiment, and who is asked."""
        if actor.is_system:
            return self.all()
        from experiments.models import Experiment

        # no join: of an experiment that is hidden from who is asked it would leave no row
        inside = Experiment.objects.all().inside(actor)
        return self.filter(Q(experiment__in=inside.values("pk")) | Q(member_id__in=actor.organisation_ids))

    def waiting(self) -> Self:
        return self.filter(state=Invited.INVITED)

    def taken_back(self) -> int:
        """What has ended asks nobody any more; how many were asked."""
        return self.waiting().update(state=Invited.WITHDRAWN)


def _data_seen_by(actor: Actor, path: str) -> Q:
    rule = seen_by(actor, path)
    return rule if actor.is_signed_in else rule & Q(**{f"{path}publication": Publication.OPEN})


class MetricQuerySet(models.QuerySet["Metric"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.all() if actor.is_system else self.filter(_data_seen_by(actor, "experiment__"))

    def with_last(self) -> Self:
        """With `last_on`, the day of the newest value: by the index, however many values there are."""
        from experiments.models import Measurement

        rows = Measurement.objects.filter(metric=OuterRef("pk"), is_current=True).order_by("-measured_on")
        return self.annotate(last_on=Subquery(rows.values("measured_on")[:1]))

    def primary(self) -> Self:
        return self.filter(is_primary=True)


class OccurrenceQuerySet(models.QuerySet["Occurrence"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.all() if actor.is_system else self.filter(_data_seen_by(actor, "experiment__"))


class MeasurementQuerySet(models.QuerySet["Measurement"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.all() if actor.is_system else self.filter(_data_seen_by(actor, "metric__experiment__"))

    def current(self) -> Self:
        """Without the values that a correction has replaced."""
        return self.filter(is_current=True).order_by("measured_on", "id")


class EvidenceReviewQuerySet(models.QuerySet["EvidenceReview"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.all() if actor.is_system else self.filter(seen_by(actor, "experiment__"))
