"""What waits for whoever has been given a section to write."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from mint import clock
from mint.actor import WRITERS, Actor
from mint.notifications.duties import Duty
from reports.sections.models import Section

MOST = 10


def waiting(actor: Actor, organisation: Any) -> list[Duty]:
    """Sections given to the organisation, or to this person of it, that are not ready while the report still changes."""
    if not actor.has_role(organisation.id, *WRITERS):
        return []
    given = Section.objects.visible_to(actor).filter(writer_id=organisation.id, ready_at=None)
    mine = given.filter(Q(person=None) | Q(person_id=actor.user_id)).still_open()
    return [_duty(each, organisation.slug) for each in mine.order_by("due_on", "id")[:MOST]]


def _duty(section: Section, slug: str) -> Duty:
    return Duty(
        title=_("Write the section %(title)s") % {"title": section.wanted.name},
        detail=f"{section.project.code} {section.report_title}",
        url=reverse("sections:detail", args=[slug, section.pk]),
        action=_("Write"),
        icon="pencil-line",
        due_on=section.due_on,
        since=clock.day_of(section.created_at),
    )
