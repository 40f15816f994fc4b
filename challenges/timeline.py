"""What happened to a challenge, in the reader's words."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from challenges.models import Challenge
from mint.audit.record import timeline_of

SAID = {
    "challenge.drafted": gettext_lazy("began a draft"),
    "challenge.submitted": gettext_lazy("sent the challenge for review"),
    "challenge.returned": gettext_lazy("returned the challenge"),
    "challenge.published": gettext_lazy("published the challenge"),
    "challenge.withdrawn": gettext_lazy("withdrew the challenge"),
    "challenge.closed": gettext_lazy("closed the call"),
    "challenge.selected": gettext_lazy("selected the partners"),
    "challenge.experimenting": gettext_lazy("started experimenting"),
    "challenge.solved": gettext_lazy("marked the challenge as solved"),
    "challenge.not_solved": gettext_lazy("marked the challenge as not solved"),
    "challenge.archived": gettext_lazy("archived the challenge"),
    "challenge.extended": gettext_lazy("extended the deadline"),
    "challenge.opened_to_evaluator": gettext_lazy("opened the case to an evaluator"),
    "challenge.closed_to_evaluator": gettext_lazy("ended an evaluator's access"),
    "challenge.attached": gettext_lazy("added an attachment"),
    "challenge.detached": gettext_lazy("removed an attachment"),
}
ICONS = {
    "challenge.published": "megaphone",
    "challenge.returned": "undo-2",
    "challenge.experimenting": "flask-conical",
    "challenge.solved": "circle-check",
}


READ = ("verb", "from_state", "actor_id", "acting_for_id", "created_at", "reason")


def entries(challenge: Challenge) -> list[Any]:
    """The audit entries, newest first, each with its person's name as `who`; one query however many."""
    people = get_user_model().objects.filter(pk=OuterRef("actor_id"))
    found = timeline_of(challenge).annotate(who=Subquery(people.values("name")))
    return list(found.values_list(*READ, "who", named=True))


def events(found: list[Any]) -> list[dict[str, Any]]:
    """Of `entries`, for components/timeline.html."""
    return [
        {
            "who": entry.who or _("MINT"),
            "text": SAID.get(entry.verb, gettext_lazy("undid the move")),
            "at": entry.created_at,
            "note": entry.reason,
            "icon": ICONS.get(entry.verb, "history"),
            "tone": "ok" if entry.verb in ICONS else "",
        }
        for entry in found
    ]
