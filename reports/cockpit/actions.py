"""Reminding an organisation of what is missing."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.projects.models import Project
from mint.tenancy.models import Organisation
from mint.web import MoveError
from reports.cockpit import notices
from reports.cockpit.models import Reminder
from reports.documents.document import shown_date
from reports.missing import Gap


@transaction.atomic
def remind(project: Project, organisation: Organisation, gaps: list[Gap], *, actor: Actor) -> Reminder:
    """Ask them to put it right: one message a day at most, whoever presses the button. It leaves with the transaction."""
    if not actor.manages(project.pk):
        raise PermissionDenied
    things = sum(each.owner == organisation.pk for each in gaps)
    if not things:
        raise MoveError(_("Nothing waits for them any more."))
    try:
        with transaction.atomic():
            reminder = Reminder.objects.create(
                organisation=organisation,
                project=project,
                sent_on=clock.today(),
                sent_by_id=actor.user_id,
                things=things,
                created_at=clock.now(),
            )
    except IntegrityError as error:
        raise MoveError(_("They have been reminded today already.")) from error
    coming = project.periods.filter(due_on__gte=clock.today()).order_by("due_on").first()
    notices.reminded(project, organisation, things=things, due=shown_date(coming.due_on) if coming else "")
    record("project.reminded", project, actor=actor, data={"organisation": organisation.pk, "things": things})
    return reminder
