"""Who sees which offers, needs and matches; the same is said to the database in `models`."""

from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models import Q

from mint.actor import Actor
from mint.matching.states import AGREED, ASKING, ENDED, LIVE, REVEALED, OfferState

if TYPE_CHECKING:
    from mint.matching.models import (  # named in quotes below
        Choice,
        Contact,
        Match,
        Need,
        NeedReading,
        Offer,
        OfferReading,
        PrivateReason,
        Recomputation,
        Shortlist,
        Shown,
        Suggestion,
        TrackRecord,
        WeightSet,
    )


def matches() -> "MatchQuerySet":
    """All of them, for the rules of the rows that hang on a match (its model imports this module)."""
    return MatchQuerySet(apps.get_model("matching", "Match"))


class OfferQuerySet(models.QuerySet["Offer"]):
    def visible_to(self, actor: Actor) -> Self:
        """Everybody signed in sees what is on offer; the public what its owner has agreed to show."""
        if actor.is_system:
            return self.all()
        if not actor.is_signed_in:
            return self.active().filter(is_public=True)
        return self.filter(
            Q(state=OfferState.ACTIVE)
            | Q(organisation_id__in=actor.organisation_ids)
            | Q(municipality_id__in=actor.municipality_ids)
            | Q(project_id__in=actor.curated_ids)
            | Q(project_id__in=actor.managed_ids)
        )

    def active(self) -> Self:
        return self.filter(state=OfferState.ACTIVE)


class NeedQuerySet(models.QuerySet["Need"]):
    def visible_to(self, actor: Actor) -> Self:
        """An open need is public, as the challenge it stands for; a closed one is its parties'."""
        if actor.is_system:
            return self.all()
        seen = Q(closed_at__isnull=True)
        if actor.is_signed_in:
            own = matches().filter(partner_id__in=actor.organisation_ids)
            seen |= (
                Q(organisation_id__in=actor.organisation_ids)
                | Q(municipality_id__in=actor.municipality_ids)
                | Q(project_id__in=actor.curated_ids)
                | Q(project_id__in=actor.managed_ids)
                | Q(pk__in=own.values("need_id"))
            )
        return self.filter(seen)

    def open(self) -> Self:
        return self.filter(closed_at__isnull=True)

    def of_subject(self, subject_type: str, subject_id: int, organisation_id: int) -> Self:
        """The need of somebody's subject: a row that another organisation writes about it is not it."""
        return self.filter(subject_type=subject_type, subject_id=subject_id, organisation_id=organisation_id)


class MatchQuerySet(models.QuerySet["Match"]):
    def visible_to(self, actor: Actor) -> Self:
        """Both sides, the municipality's coordinator, the project's curators; its manager from an agreement on."""
        if actor.is_system:
            return self.all()
        if not actor.is_signed_in:
            return self.none()
        return self.filter(
            Q(organisation_id__in=actor.organisation_ids)
            | Q(partner_id__in=actor.organisation_ids)
            | Q(municipality_id__in=actor.municipality_ids)
            | Q(project_id__in=actor.curated_ids)
            | Q(project_id__in=actor.managed_ids, state__in=AGREED)
        )

    def of_tenant(self, organisation_id: int) -> Self:
        """Those in which the organisation is a side."""
        return self.filter(Q(organisation_id=organisation_id) | Q(partner_id=organisation_id))

    def live(self) -> Self:
        return self.filter(state__in=LIVE)

    def ended(self) -> Self:
        return self.filter(state__in=ENDED)

    def asking(self) -> Self:
        return self.filter(state__in=ASKING)


class ContactQuerySet(models.QuerySet["Contact"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own side's; the other's once both are interested."""
        if actor.is_system:
            return self.all()
        if not actor.is_signed_in:
            return self.none()
        revealed = matches().visible_to(actor).filter(state__in=REVEALED)
        return self.filter(Q(organisation_id__in=actor.organisation_ids) | Q(match_id__in=revealed.values("pk")))


class PrivateReasonQuerySet(models.QuerySet["PrivateReason"]):
    def visible_to(self, actor: Actor) -> Self:
        if actor.is_system:
            return self.all()
        return self.filter(organisation_id__in=actor.organisation_ids)


class OfferReadingQuerySet(models.QuerySet["OfferReading"]):
    def visible_to(self, actor: Actor) -> Self:
        """Whoever sees the offer."""
        offers = OfferQuerySet(apps.get_model("matching", "Offer")).visible_to(actor)
        return self.filter(offer_id__in=offers.values("pk"))


class NeedReadingQuerySet(models.QuerySet["NeedReading"]):
    def visible_to(self, actor: Actor) -> Self:
        """Whoever sees the need."""
        needs = NeedQuerySet(apps.get_model("matching", "Need")).visible_to(actor)
        return self.filter(need_id__in=needs.values("pk"))


def _of_its_helpers(actor: Actor) -> Q:
    """The need's owner, and who helps it along."""
    return (
        Q(organisation_id__in=actor.organisation_ids)
        | Q(municipality_id__in=actor.municipality_ids)
        | Q(project_id__in=actor.curated_ids)
    )


class ShortlistQuerySet(models.QuerySet["Shortlist"]):
    def visible_to(self, actor: Actor) -> Self:
        """The need's owner, who helps it along, and who manages its project."""
        if actor.is_system:
            return self.all()
        return self.filter(_of_its_helpers(actor) | Q(project_id__in=actor.managed_ids))


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    def visible_to(self, actor: Actor) -> Self:
        if actor.is_system:
            return self.all()
        return self.filter(_of_its_helpers(actor) | Q(project_id__in=actor.managed_ids))


class ChoiceQuerySet(models.QuerySet["Choice"]):
    def visible_to(self, actor: Actor) -> Self:
        """The need's owner and who helps it along; never the partner."""
        return self.all() if actor.is_system else self.filter(_of_its_helpers(actor))

    def standing(self) -> Self:
        return self.filter(undone_at=None)


class ShownQuerySet(models.QuerySet["Shown"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.all() if actor.is_system else self.filter(_of_its_helpers(actor))


class WeightSetQuerySet(models.QuerySet["WeightSet"]):
    def visible_to(self, actor: Actor) -> Self:
        """Everybody signed in: who is scored may know how."""
        return self.all() if actor.is_system or actor.is_signed_in else self.none()


class TrackRecordQuerySet(models.QuerySet["TrackRecord"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.all() if actor.is_system or actor.is_signed_in else self.none()


class RecomputationQuerySet(models.QuerySet["Recomputation"]):
    def visible_to(self, actor: Actor) -> Self:
        """Who curates or manages the project."""
        if actor.is_system:
            return self.all()
        return self.filter(Q(project_id__in=actor.curated_ids) | Q(project_id__in=actor.managed_ids))
