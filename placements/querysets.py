"""Who sees which placements, applications and confirmations."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from mint import clock
from mint.actor import WRITERS, Actor
from placements.states import PENDING, PUBLIC, SEATED, STUDIES, WAITING, ApplicationState, Party, State

if TYPE_CHECKING:
    from placements.models import Application, ApplicationAttachment, Confirmation, Placement, Supervisor


def writable_ids(actor: Actor) -> list[int]:
    """Organisations in which one holds a role that writes: those who read applications to them."""
    return [pk for pk, roles in actor.memberships.items() if roles & WRITERS]


def school_ids(actor: Actor) -> list[int]:
    """Universities in which one is a curator: those who see their own students."""
    return [pk for pk, roles in actor.memberships.items() if "curator" in roles]


def seen_applications(actor: Actor, prefix: str = "") -> Q:
    """The applicant, and once it is submitted the host's writers and the school's curators."""

    def on(name: str) -> str:
        return f"{prefix}{name}"

    submitted = ~Q(**{on("state"): ApplicationState.DRAFT})
    others = Q(**{on("organisation_id__in"): writable_ids(actor)}) | Q(**{on("school_id__in"): school_ids(actor)})
    return Q(**{on("applicant_id"): actor.user_id}) | (submitted & others)


KEPT_IN_VIEW = timedelta(days=30)  # a finished placement, before the archive


class PlacementQuerySet(models.QuerySet["Placement"]):
    def visible_to(self, actor: Actor) -> Self:
        """The rule of the table in policies, said to the ORM: see `Placement.Meta.constraints`."""
        if actor.is_system:
            return self.all()
        seen = Q(state__in=PUBLIC)
        if actor.is_signed_in:
            from placements.models import Application

            applied = Application.objects.filter(
                Q(applicant_id=actor.user_id) | (Q(school_id__in=school_ids(actor)) & ~Q(state=ApplicationState.DRAFT))
            )
            seen |= Q(organisation_id__in=actor.organisation_ids)
            seen |= Q(pk__in=applied.values("placement_id"))
            seen |= Q(submitted_at__isnull=False) & (
                Q(municipality_id__in=actor.municipality_ids)
                | Q(project_id__in=actor.curated_ids)
                | Q(project_id__in=actor.managed_ids)
            )
        return self.filter(seen)

    def open(self) -> Self:
        return self.filter(state=State.OPEN)

    def public(self) -> Self:
        return self.filter(state__in=PUBLIC)

    def taking_applications(self) -> Self:
        """Open, and the last day to apply is not past."""
        return self.open().filter(apply_by__gte=clock.today())

    def waiting(self) -> Self:
        """What a coordinator or curator has to answer, the oldest first."""
        return self.filter(state=State.IN_REVIEW).order_by("submitted_at", "id")

    def of_tenant(self, organisation_id: int) -> Self:
        return self.filter(organisation_id=organisation_id)

    def returned(self) -> Self:
        """Drafts that were sent once and came back."""
        return self.filter(state=State.DRAFT, submitted_at__isnull=False).order_by("submitted_at", "id")

    def with_seats(self) -> Self:
        """How many applications are `waiting`, in `reserve`, `seated`, and of those seated yet `unanswered`."""

        def counted(*states: ApplicationState) -> Any:
            return models.Count("applications", filter=Q(applications__state__in=states))

        return self.annotate(
            waiting=counted(*WAITING),
            reserve=counted(ApplicationState.RESERVE),
            seated=counted(*SEATED),
            unanswered=counted(ApplicationState.CHOSEN),
        )

    def to_advance(self) -> Self:
        """The host's own next step waits for nothing more: filled, agreed and begun, reported by all, long finished."""
        from placements.models import Application, Confirmation

        def silent(party: Party) -> Q:
            return ~Q(models.Exists(Confirmation.objects.filter(application=models.OuterRef("pk"), party=party)))

        studies = Q(placement__kind__in=STUDIES)
        people = Application.objects.accepted().filter(placement=models.OuterRef("pk"))
        unconfirmed = people.filter(silent(Party.HOST) | silent(Party.STUDENT) | (studies & silent(Party.SCHOOL)))
        uncredited = studies & Q(placement__credits__gt=0, credits_confirmed__isnull=True)
        unreported = people.filter(Q(report="") | uncredited)
        begun = Q(starts_on=None) | Q(starts_on__lte=clock.today())
        return self.filter(
            Q(state=State.FILLED)
            | (Q(state=State.AGREEMENT) & begun & models.Exists(people) & ~models.Exists(unconfirmed))
            | (Q(state=State.RUNNING) & begun & ~models.Exists(unreported))
            | Q(state=State.FINISHED, ended_at__lt=clock.now() - KEPT_IN_VIEW)
        )

    def with_counts(self) -> Self:
        """`applied`: how many have applied. Whoever sees the place may know the count, though not who they are."""
        count = models.Func(models.F("pk"), function="mint.applications_to", output_field=models.IntegerField())
        return self.annotate(applied=count)


class ApplicationQuerySet(models.QuerySet["Application"]):
    def visible_to(self, actor: Actor) -> Self:
        """The rule of the table in policies, said to the ORM: see `Application.Meta.constraints`."""
        return self.all() if actor.is_system else self.filter(seen_applications(actor))

    def pending(self) -> Self:
        return self.filter(state__in=PENDING)

    def seated(self) -> Self:
        """Those who hold a place: chosen, and not declined."""
        return self.filter(state__in=SEATED)

    def accepted(self) -> Self:
        return self.filter(state=ApplicationState.ACCEPTED)


class SupervisorQuerySet(models.QuerySet["Supervisor"]):
    def visible_to(self, actor: Actor) -> Self:
        """The host, and those who were chosen to its places with their school."""
        if actor.is_system:
            return self.all()
        from placements.models import Application

        chosen = Application.objects.seated().filter(Q(applicant_id=actor.user_id) | Q(school_id__in=school_ids(actor)))
        return self.filter(
            Q(organisation_id__in=actor.organisation_ids) | Q(placement_id__in=chosen.values("placement_id"))
        )


class ApplicationAttachmentQuerySet(models.QuerySet["ApplicationAttachment"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.all() if actor.is_system else self.filter(seen_applications(actor, "application__"))


class ConfirmationQuerySet(models.QuerySet["Confirmation"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.all() if actor.is_system else self.filter(seen_applications(actor, "application__"))
