"""What waits because of placements: to approve, to choose, to answer, to confirm, to report."""

from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from mint import clock
from mint.actor import Actor
from mint.notifications.duties import Duty
from placements.models import Application, Confirmation, Placement
from placements.states import STUDIES, ApplicationState, Party, State

MOST = 20
ICON = "graduation-cap"


def to_approve(actor: Actor, organisation: Any) -> list[Duty]:
    """Coordinators and curators: placements sent for review."""
    if not {"coordinator", "curator"} & actor.roles:
        return []
    mine = Q(municipality_id=actor.acting_municipality_id) | Q(project_id__in=actor.curated_ids)
    rows = Placement.objects.visible_to(actor).waiting().filter(mine).select_related("organisation")[:MOST]
    return [
        Duty(
            title=_("Open a placement for applications"),
            about=placement.title,
            detail=placement.organisation.name,
            url=reverse("placements:manage", args=[organisation.slug, placement.pk]),
            action=_("Look at it"),
            icon=ICON,
            since=clock.day_of(placement.submitted_at) if placement.submitted_at else None,
        )
        for placement in rows
    ]


def to_send_again(actor: Actor, organisation: Any) -> list[Duty]:
    """Hosts: placements that were returned with reasons."""
    if not actor.has_role(organisation.id, "editor"):
        return []
    rows = Placement.objects.visible_to(actor).of_tenant(organisation.id).returned()[:MOST]
    detail = _("It was returned with the reasons. Complete it and send it again.")
    return [_of(placement, organisation, _("Complete the placement"), detail, _("Complete")) for placement in rows]


def to_choose(actor: Actor, organisation: Any) -> list[Duty]:
    """Hosts, of open placements: applicants to choose, a choice to mark as made, or an end without one."""
    if not actor.has_role(organisation.id, "editor"):
        return []
    rows = Placement.objects.visible_to(actor).of_tenant(organisation.id).open().with_seats()
    answered = Q(unanswered=0)  # whoever was chosen has answered
    over = Q(apply_by__lt=clock.today())
    chooses = (Q(waiting__gt=0) | (over & Q(reserve__gt=0))) & Q(seated__lt=F("places"))
    is_made = answered & Q(seated__gt=0) & (over | Q(seated__gte=F("places")))
    is_empty = over & Q(seated=0, waiting=0, reserve=0)
    rows = rows.filter(chooses | is_made | is_empty).order_by("apply_by", "id")[:MOST]
    return [_of_open(placement, organisation) for placement in rows]


def _of_open(placement: Any, organisation: Any) -> Duty:
    """Which of the three waits: choosing comes first, while there is somebody to choose and a place to give."""
    over = placement.apply_by < clock.today()
    if placement.seated < placement.places and (placement.waiting or (over and placement.reserve)):
        title, action = _("Choose the applicants"), _("Choose")
        detail = (
            _("Applying has ended and the applicants wait for your answer.")
            if over
            else _("There are applications already. You can choose before applying ends.")
        )
    elif placement.seated:
        title, action = _("Mark the choice as made"), _("The choice is made")
        detail = _("Everybody who was chosen has accepted. The others hear when you mark the choice as made.")
    else:
        over, title, action = True, _("Nobody is coming"), _("Decide")
        detail = _("Applying has ended and there is nobody to choose. End the placement without a choice.")
    return _of(placement, organisation, title, detail, action, urgent=over, due_on=placement.apply_by)


def to_advance(actor: Actor, organisation: Any) -> list[Duty]:
    """Hosts: a step that nobody else takes and that has nothing more to wait for."""
    if not actor.has_role(organisation.id, "editor"):
        return []
    rows = Placement.objects.visible_to(actor).of_tenant(organisation.id).to_advance().order_by("starts_on", "id")
    steps = {
        State.FILLED: (
            _("Ask for the confirmations"),
            _("The choice is made. Next the parties confirm the agreement."),
            _("Ask for confirmations"),
        ),
        State.AGREEMENT: (
            _("Start the placement"),
            _("All parties have confirmed the agreement."),
            _("Start"),
        ),
        State.RUNNING: (
            _("Finish the placement"),
            _("The reports have come, and the credits where there are any."),
            _("Finish"),
        ),
        State.FINISHED: (
            _("Move the placement to the archive"),
            _("It ended over a month ago. It can be read in the archive too."),
            _("Look at it"),
        ),
    }
    unhurried = (State.RUNNING, State.FINISHED)
    return [
        _of(placement, organisation, *steps[State(placement.state)], urgent=placement.state not in unhurried)
        for placement in rows[:MOST]
    ]


def _party(actor: Actor, organisation: Any) -> tuple[Party, Q] | None:
    """Which party one is here, and which applications one confirms as it."""
    if "student" in actor.roles:
        return Party.STUDENT, Q(applicant_id=actor.user_id)
    if "curator" in actor.roles:
        return Party.SCHOOL, Q(school_id=organisation.id, placement__kind__in=STUDIES)
    if "editor" in actor.roles:
        return Party.HOST, Q(organisation_id=organisation.id)
    return None


def to_confirm(actor: Actor, organisation: Any) -> list[Duty]:
    """Each party: agreements that wait for its yes."""
    if (found := _party(actor, organisation)) is None:
        return []
    party, mine = found
    confirmed = Confirmation.objects.filter(application=OuterRef("pk"), party=party)
    rows = Application.objects.visible_to(actor).accepted().filter(mine, placement__state=State.AGREEMENT)
    rows = rows.filter(~Exists(confirmed)).select_related("placement").order_by("id")[:MOST]
    return [_duty(row, organisation, _("Confirm the agreement"), _("Read and confirm"), urgent=True) for row in rows]


def to_answer(actor: Actor, organisation: Any) -> list[Duty]:
    """Students: a place that was offered; a report that is due; a draft that was never sent."""
    if "student" not in actor.roles:
        return []
    chosen = Q(state=ApplicationState.CHOSEN)
    unreported = Q(state=ApplicationState.ACCEPTED, placement__state=State.RUNNING, report="")
    unsent = Q(state=ApplicationState.DRAFT, placement__state=State.OPEN, placement__apply_by__gte=clock.today())
    rows = Application.objects.visible_to(actor).filter(chosen | unreported | unsent, applicant_id=actor.user_id)
    words = {
        ApplicationState.CHOSEN: (_("You were chosen"), _("Answer")),
        ApplicationState.ACCEPTED: (_("Write your report"), _("Write")),
        ApplicationState.DRAFT: (_("Send your application"), _("Continue the application")),
    }
    return [
        _duty(row, organisation, *words[ApplicationState(row.state)], urgent=row.state == ApplicationState.CHOSEN)
        for row in rows.select_related("placement").order_by("id")[:MOST]
    ]


def to_credit(actor: Actor, organisation: Any) -> list[Duty]:
    """Universities: reports that wait for credits."""
    if not actor.has_role(organisation.id, "curator"):
        return []
    rows = (
        Application.objects.visible_to(actor)
        .accepted()
        .filter(
            school_id=organisation.id,
            placement__state=State.RUNNING,
            placement__credits__isnull=False,
            reported_at__isnull=False,
            credits_confirmed__isnull=True,
        )
    )
    rows = rows.select_related("placement").order_by("reported_at")[:MOST]
    return [_duty(row, organisation, _("Confirm the credits"), _("Read the report")) for row in rows]


def _of(placement: Placement, organisation: Any, title: str, detail: str, action: str, **more: Any) -> Duty:
    """What waits on a placement's page in the host's workspace."""
    url = reverse("placements:manage", args=[organisation.slug, placement.pk])
    return Duty(title=title, about=placement.title, detail=detail, url=url, action=action, icon=ICON, **more)


def _duty(row: Application, organisation: Any, title: str, action: str, *, urgent: bool = False) -> Duty:
    return Duty(
        title=title,
        about=row.placement.title,
        detail=row.name,
        url=reverse("placements:application", args=[organisation.slug, row.pk]),
        action=action,
        icon=ICON,
        urgent=urgent,
        since=clock.day_of(row.decided_at) if row.decided_at else None,
    )


SOURCES = (to_approve, to_send_again, to_choose, to_advance, to_confirm, to_answer, to_credit)
