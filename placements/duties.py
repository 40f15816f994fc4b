"""What waits because of placements: to approve, to choose, to answer, to confirm, to report."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
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
            title=_("Open a placement for applications: %(title)s") % {"title": placement.title},
            detail=placement.organisation.name,
            url=reverse("placements:manage", args=[organisation.slug, placement.pk]),
            action=_("Look at it"),
            icon=ICON,
            since=placement.submitted_at.date() if placement.submitted_at else None,
        )
        for placement in rows
    ]


def to_choose(actor: Actor, organisation: Any) -> list[Duty]:
    """Hosts: applying has ended and applicants wait for the choice."""
    if not actor.has_role(organisation.id, "editor"):
        return []
    waiting = Application.objects.pending().filter(placement=OuterRef("pk"))
    rows = Placement.objects.visible_to(actor).of_tenant(organisation.id).open()
    rows = rows.filter(Exists(waiting), apply_by__lt=clock.today()).order_by("apply_by", "id")[:MOST]
    return [
        Duty(
            title=_("Choose the applicants: %(title)s") % {"title": placement.title},
            detail=_("Applying has ended and the applicants wait for your answer."),
            url=reverse("placements:manage", args=[organisation.slug, placement.pk]),
            action=_("Choose"),
            icon=ICON,
            urgent=True,
            due_on=placement.apply_by,
        )
        for placement in rows
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
    return [
        _duty(row, organisation, _("Confirm the agreement: %(title)s"), _("Read and confirm"), urgent=True)
        for row in rows
    ]


def to_answer(actor: Actor, organisation: Any) -> list[Duty]:
    """Students: a place that was offered; a report that is due."""
    if "student" not in actor.roles:
        return []
    chosen = Q(state=ApplicationState.CHOSEN)
    unreported = Q(state=ApplicationState.ACCEPTED, placement__state=State.RUNNING, report="")
    rows = Application.objects.visible_to(actor).filter(chosen | unreported, applicant_id=actor.user_id)
    return [
        _duty(row, organisation, _("You were chosen: %(title)s"), _("Answer"), urgent=True)
        if row.state == ApplicationState.CHOSEN
        else _duty(row, organisation, _("Write your report: %(title)s"), _("Write"))
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
    return [_duty(row, organisation, _("Confirm the credits: %(title)s"), _("Read the report")) for row in rows]


def _duty(row: Application, organisation: Any, title: str, action: str, *, urgent: bool = False) -> Duty:
    return Duty(
        title=title % {"title": row.placement.title},
        detail=row.name,
        url=reverse("placements:application", args=[organisation.slug, row.pk]),
        action=action,
        icon=ICON,
        urgent=urgent,
        since=row.decided_at.date() if row.decided_at else None,
    )


SOURCES = (to_approve, to_choose, to_confirm, to_answer, to_credit)
