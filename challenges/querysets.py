"""Who sees which challenges, and the adjectives lists speak in."""

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from guardian.managers import UserObjectPermissionManager

from challenges.searching import Containing, NewestContaining, Scope
from challenges.states import PUBLIC, SHARING, STATES_OF, SUBMITTED, Column, CoState, State
from challenges.terms import TermsDigest
from challenges.traits import traits
from mint import clock
from mint.actor import WRITERS, Actor

# of a hundred columns; what is left out, a move of the page does not need either
SHOWN = (
    *(
        "state",
        "organisation",
        "municipality",
        "project",
        "language",
        "title",
        "slug",
        "question",
        "problem",
        "affected",
    ),
    *(
        "tried",
        "outcome",
        "needs",
        "themes",
        "tags",
        "limits",
        "answerers",
        "answer_form",
        "answer_languages",
        "accessibility",
    ),
    *("deadline_on", "decision_on", "timetable", "offered_hours", "offered_money", "premises", "test_users"),
    *("materials", "materials_access", "afterwards", "afterwards_note", "reward", "measure", "publicity"),
    *("contact_name", "contact_email", "contact_is_public"),
    *(
        "ip_terms",
        "data_terms",
        "confidential_terms",
        "questions_until",
        "published_at",
        "amended_at",
        "ended_at",
        "answer",
        "version",
        "municipality__slug",
        "organisation__name",
        "organisation__kind",
    ),
    *(f"municipality__name_{code}" for code, _ in settings.LANGUAGES),
)


if TYPE_CHECKING:
    from challenges.models import (
        Challenge,
        ChallengeAttachment,
        ChallengeConfidential,
        ChallengeGrant,
        ChallengeVersion,
        ConfidentialAcceptance,
        CoOwner,
    )


def granted_to(actor: Actor) -> models.QuerySet[Any]:
    """Ids of the challenges opened to one person from outside, while the grant lasts."""
    from challenges.models import ChallengeGrant

    grants = ChallengeGrant.objects.filter(user_id=actor.user_id or 0, expires_at__gt=clock.now())
    ids: models.QuerySet[Any] = grants.values("content_object_id")
    return ids


def shared_with(actor: Actor, states: tuple[str, ...] = SHARING) -> models.QuerySet[Any]:
    """Ids of the challenges that the actor's municipalities own together with others, or have been asked to."""
    from challenges.models import CoOwner

    rows = CoOwner.objects.filter(municipality_id__in=actor.municipality_ids, state__in=states)
    ids: models.QuerySet[Any] = rows.values("challenge_id")
    return ids


class ChallengeQuerySet(models.QuerySet["Challenge"]):
    def visible_to(self, actor: Actor) -> Self:
        """The rule of the table in policies, said to the ORM: see `Challenge.Meta.constraints`."""
        if actor.is_system:
            return self.all()
        seen = Q(state__in=PUBLIC)
        if actor.is_signed_in:
            seen |= Q(organisation_id__in=actor.organisation_ids)
            if actor.municipality_ids:
                seen |= Q(pk__in=shared_with(actor))
            seen |= Q(state__in=SUBMITTED) & (
                Q(municipality_id__in=actor.municipality_ids)
                | Q(project_id__in=actor.curated_ids)
                | Q(project_id__in=actor.managed_ids)
                | Q(pk__in=granted_to(actor))
            )
        return self.filter(seen)

    def answered_by(self, actor: Actor) -> Self:
        """Those that this person answers, by any membership: as the municipality's coordinator, as the project's curator."""
        theirs = Q(municipality_id__in=actor.municipality_ids) | Q(project_id__in=actor.curated_ids)
        return self.filter(theirs, state__in=SUBMITTED)

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

    def read_out(self, actor: Actor | None = None) -> Self:
        """What a challenge's page shows, and no more columns; to who is signed in also what hangs on it."""
        if actor is None or not actor.is_signed_in:
            return self.select_related("municipality", "organisation").only(*SHOWN)
        rows = self.select_related("municipality", "organisation", "kept_apart").only(*SHOWN, "kept_apart__text")
        return rows.annotate(**traits())

    def with_confidential(self, actor: Actor) -> Self:
        """`confidential`: the text of its confidential part, for who may read it, in the same statement."""
        from challenges.models import ChallengeConfidential

        kept = ChallengeConfidential.objects.visible_to(actor).filter(challenge=OuterRef("pk")).values("text")[:1]
        return self.annotate(confidential=Coalesce(Subquery(kept), Value("")))

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

    def newest_containing(self, words: str, scope: Scope) -> Self:
        """The same within a workspace's list, and only as many as a page of it shows."""
        return self.filter(pk__in=NewestContaining(words, scope))


class ChallengeAttachmentQuerySet(models.QuerySet["ChallengeAttachment"]):
    def visible_to(self, actor: Actor) -> Self:
        """As its challenge."""
        from challenges.models import Challenge

        return self.filter(challenge__in=Challenge.objects.visible_to(actor))


class VersionQuerySet(models.QuerySet["ChallengeVersion"]):
    def visible_to(self, actor: Actor) -> Self:
        """As its challenge."""
        from challenges.models import Challenge

        return self.filter(challenge__in=Challenge.objects.visible_to(actor))


class ConfidentialQuerySet(models.QuerySet["ChallengeConfidential"]):
    def visible_to(self, actor: Actor) -> Self:
        """The owner's members, those who curate it, its evaluators, and who has accepted its terms as they are."""
        if actor.is_system:
            return self.all()
        if not actor.is_signed_in:
            return self.none()
        inside = (
            Q(challenge__municipality_id__in=actor.municipality_ids)
            | Q(challenge__project_id__in=actor.curated_ids)
            | Q(challenge_id__in=granted_to(actor))
        )
        return self.filter(
            Q(organisation_id__in=actor.organisation_ids)
            | Q(challenge__state__in=SUBMITTED) & inside
            | Q(challenge_id__in=accepted_by(actor))
            | Q(challenge_id__in=shared_with(actor, (CoState.JOINED,)))
        )


def accepted_by(actor: Actor) -> models.QuerySet[Any]:
    """Ids of the public challenges whose terms this person has accepted, for an organisation of theirs, as they are."""
    from challenges.models import ConfidentialAcceptance

    writes = [pk for pk, roles in actor.memberships.items() if roles & WRITERS]
    kept = ConfidentialAcceptance.objects.filter(user_id=actor.user_id or 0, partner_id__in=writes).live()
    ids: models.QuerySet[Any] = kept.filter(challenge__state__in=PUBLIC).values("challenge_id")
    return ids


class CoOwnerQuerySet(models.QuerySet["CoOwner"]):
    def visible_to(self, actor: Actor) -> Self:
        """Who has joined as the challenge itself; all of them to each other, the invited too."""
        from challenges.models import Challenge

        if actor.is_system:
            return self.all()
        seen = Q(state=CoState.JOINED, challenge__in=Challenge.objects.visible_to(actor))
        if actor.is_signed_in:
            own = actor.organisation_ids
            seen |= Q(organisation_id__in=own) | Q(lead_id__in=own) | Q(challenge_id__in=shared_with(actor))
        return self.filter(seen)

    def joined(self) -> Self:
        return self.filter(state=CoState.JOINED)


class AcceptanceQuerySet(models.QuerySet["ConfidentialAcceptance"]):
    def visible_to(self, actor: Actor) -> Self:
        """Who accepted, the owner's members and the coordinators of the place."""
        if actor.is_system:
            return self.all()
        return self.filter(
            Q(user_id=actor.user_id or 0)
            | Q(organisation_id__in=actor.organisation_ids)
            | Q(municipality_id__in=actor.municipality_ids)
        )

    def live(self) -> Self:
        """Not ended, and of the words that stand there now."""
        return self.filter(ended_at__isnull=True, terms_hash=TermsDigest("challenge__confidential_terms"))


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
