"""What happened to a text on behalf of a company, in the reader's words."""

from typing import Any

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from challenges.behalf.models import OnBehalf
from mint.audit.record import timeline_of

SAID = {
    "behalf.drafted": gettext_lazy("began to write on behalf of the company"),
    "behalf.named": gettext_lazy("changed the company or the contact"),
    "behalf.contact_deleted": gettext_lazy("deleted the contact's name and address after two weeks"),
    "behalf.sent": gettext_lazy("sent the text to the company to confirm"),
    "behalf.sent_again": gettext_lazy("sent the link again"),
    "behalf.taken_back": gettext_lazy("took the link back"),
    "behalf.confirmed": gettext_lazy("confirmed the text for the company"),
    "behalf.declined": gettext_lazy("declined the text for the company"),
    "behalf.decline_undone": gettext_lazy("took the refusal back"),
    "behalf.deleted": gettext_lazy("deleted what was written on behalf of the company"),
    "behalf.expired": gettext_lazy("ended the link after two weeks, and deleted the contact's name and address"),
}
BY_LINK = ("behalf.declined", "behalf.decline_undone")


def events(row: OnBehalf) -> list[dict[str, Any]]:
    """For components/timeline.html. Who answers by link may have no account: the company's name says enough."""
    found = list(timeline_of(row))
    people = dict(get_user_model().objects.filter(pk__in={e.actor_id for e in found}).values_list("pk", "name"))
    return [
        {
            "who": people.get(entry.actor_id or 0) or (row.company_name if entry.verb in BY_LINK else _("MINT")),
            "text": SAID.get(entry.verb, entry.verb),
            "at": entry.created_at,
            "note": entry.reason,
            "icon": "history",
        }
        for entry in found
    ]
