"""Where an operator, who belongs to no organisation, begins: the pages that keep the platform running."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from mint.accounts.models import User


@dataclass(frozen=True)
class Link:
    title: str
    text: str
    url: str
    icon: str


def operator_links(user: User) -> list[Link]:
    if not user.is_staff:
        return []
    links = [
        Link(
            _("projects"),
            _("Names, dates and codes as the funder publishes them."),
            _admin("projects_project"),
            "folder",
        ),
        Link(
            _("reporting periods"),
            _("From when to when, and the day a report is due."),
            _admin("projects_period"),
            "calendar",
        ),
        Link(
            _("funders"),
            _("The sentence and the emblem that every page shows."),
            _admin("projects_funderprofile"),
            "euro",
        ),
        Link(_("people"), _("Who may sign in."), _admin("accounts_user"), "users"),
        Link(_("municipalities"), _("Names, codes and population."), _admin("places_municipality"), "map-pin"),
        Link(
            _("common weights of matching"),
            _("How much each factor counts where a project has set nothing of its own."),
            reverse("matching:common_weights"),
            "scale",
        ),
        *_watching(),
        Link(_("All of the operator's pages"), _("Everything that is kept here."), reverse("admin:index"), "settings"),
    ]
    if settings.DEMO:
        links.append(Link(_("Demo mailbox"), _("What has been sent by e-mail."), reverse("outbox:mailbox"), "mail"))
    return links


def _watching() -> list[Link]:
    """What concerns other people's data."""
    return [
        Link(
            _("emergency access"),
            _("Look into an organisation for an hour, with a reason that its members see."),
            reverse("tenancy:emergency"),
            "key-round",
        ),
        Link(
            _("how long data is kept"),
            _("What would be deleted today, and what is held back."),
            reverse("privacy:kept"),
            "archive",
        ),
    ]


def _admin(name: str) -> str:
    return reverse(f"admin:{name}_changelist")
