"""Who sees which challenges, and the adjectives lists speak in."""

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from guardian.managers import UserObjectPermissionManager

from challenges.searching import Containing
from challenges.states import PUBLIC, STATES_OF, SUBMITTED, Column, State
from mint import clock
from mint.actor import Actor

# of forty-five columns; what is left out, a move of the page does not need either
SHOWN = (
    *(
        "state",
        "organisation",
        "municipality",
        "project",
        "language",
        "title",
        "slug",
        "problem",
        "affected",
        "outcome",
    ),
    *(
        "confidential",
        "needs",
        "themes",
        "deadline_on",
        "published_at",
        "ended_at",
        "answer",
        "version",
        "municipality__slug",
    ),
    *("organisation__name", *(f"municipality__name_{code}" for code, _ in settings.LANGUAGES)),
)


if TYPE_CHECKING:
    from challenges.models import Challenge, ChallengeAttachment, ChallengeGrant


def granted_to(actor: Actor) -> models.QuerySet[Any]:
    """Ids of the challenges opened to one person from outside, while the grant lasts."""
    from challenges.models import ChallengeGrant

    grants = ChallengeGrant.objects.filter(user_id=actor.user_id or 0, expires_at__gt=clock.now())
    ids: models.QuerySet[Any] = grants.values("content_object_id")
    return ids


class ChallengeQuerySet(models.QuerySet["Challenge"]):
    def visible_to(self, actor: Actor) -> Self:
        """The rule of the table in policies, said to the ORM: see `Challenge.Meta.constraints`."""
        if actor.is_system:
            return self.all()
        seen = Q(state__in=PUBLIC)
        if actor.is_signed_in:
            seen |= Q(organisation_id__in=actor.organisation_ids)
            seen |= Q(state__in=SUBMITTED) & (
                Q(municipality_id__in=actor.municipality_ids)
                | Q(project_id__in=actor.curated_ids)
                | Q(project_id__in=actor.managed_ids)
                | Q(pk__in=granted_to(actor))
            )
        return self.filter(seen)

    def public(self) -> Self:
        """`published_at` repeats the state without a parameter: a prepared statement may use the partial index."""
        return self.filter(state__in=PUBLIC, published_at__isnull=False)

    def open(self) -> Self:
        return self.filter(state=State.OPEN)

    def in_column(self, column: str) -> Self:
        return self.filter(state__in=STATES_OF.get(Column(column), ()))

    def of_tenant(self, organisation_id: int, municipality_id: int | None) -> Self:
        """A municipality's workspace shows its own and those of its companies; others' shows their own."""
        own = Q(organisation_id=organisation_id)
        return self.filter(own | Q(municipality_id=municipality_id, state__in=SUBMITTED) if municipality_id else own)

    def granted_to(self, actor: Actor) -> Self:
        """The cases of an evaluator from outside."""
        return self.filter(pk__in=granted_to(actor), state__in=SUBMITTED)

    def read_out(self) -> Self:
        """What a challenge's page shows, and no more columns."""
        return self.select_related("municipality", "organisation").only(*SHOWN)

    def waiting(self) -> Self:
        """What a curator or coordinator has to answer, the oldest first."""
        return self.filter(state=State.IN_REVIEW).order_by("submitted_at", "id")

    def overdue(self) -> Self:
        """Open past the deadline: closes by itself."""
        return self.open().filter(deadline_on__lt=clock.today())

    def newest(self) -> Self:
        """Of what has been published, the newest first."""
        return self.filter(published_at__isnull=False).order_by("-published_at", "-id")

    def containing(self, words: str) -> Self:
        """Full text over title, question and brief: each word, or what begins with it."""
        return self.filter(pk__in=Containing(words))


class ChallengeAttachmentQuerySet(models.QuerySet["ChallengeAttachment"]):
    def visible_to(self, actor: Actor) -> Self:
        """As its challenge."""
        from challenges.models import Challenge

        return self.filter(challenge__in=Challenge.objects.visible_to(actor))


class ChallengeGrantQuerySet(models.QuerySet["ChallengeGrant"]):
    def visible_to(self, actor: Actor) -> Self:
        """The evaluator, the owner's members and the coordinators of the place."""
        if actor.is_system:
            return self.all()
        return self.filter(
            Q(user_id=actor.user_id or 0)
            | Q(organisation_id__in=actor.organisation_ids)
            | Q(municipality_id__in=actor.municipality_ids)
        )


class GrantManager(UserObjectPermissionManager.from_queryset(ChallengeGrantQuerySet)):  # type: ignore[misc]  # made by a call
    """django-guardian's, which speaks the domain."""
