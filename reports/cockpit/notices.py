"""The reminder itself."""

from django.urls import reverse

from mint.notifications.notify import Recipients, notify
from mint.projects.models import Project
from mint.tenancy.models import Organisation


def reminded(project: Project, organisation: Organisation, *, things: int, due: str) -> None:
    """To those who write in the organisation, each in their language; a partner's own part is the page."""
    partner = project.partners.filter(organisation=organisation).exists()
    name, parts = (
        ("cockpit:part", [organisation.slug, project.pk]) if partner else ("pages:workspace", [organisation.slug])
    )
    context = {"project": project.code, "things": things, "due": due}
    notify(
        "report_reminder", Recipients(organisations=[organisation.pk]), path=reverse(name, args=parts), context=context
    )
