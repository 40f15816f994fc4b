"""What happened to a challenge, in the reader's words."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import BigIntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from challenges.models import Challenge
from challenges.traits import has
from mint.audit.models import Entry

MOST = 50
CO_OWNER = "challenges.coowner"
SAID = {
    "challenge.drafted": gettext_lazy("began a draft"),
    "challenge.written_on_behalf": gettext_lazy("confirmed what was written on behalf of the company"),
    "challenge.submitted": gettext_lazy("sent the challenge for review"),
    "challenge.returned": gettext_lazy("returned the challenge"),
    "challenge.published": gettext_lazy("published the challenge"),
    "challenge.withdrawn": gettext_lazy("withdrew the challenge"),
    "challenge.closed": gettext_lazy("closed the call"),
    "challenge.evaluating": gettext_lazy("began the evaluation of the proposals"),
    "challenge.selected": gettext_lazy("selected the partners"),
    "challenge.experimenting": gettext_lazy("started experimenting"),
    "challenge.solved": gettext_lazy("marked the challenge as solved"),
    "challenge.not_solved": gettext_lazy("marked the challenge as not solved"),
    "challenge.archived": gettext_lazy("archived the challenge"),
    "challenge.amended": gettext_lazy("changed the published challenge"),
    "challenge.extended": gettext_lazy("extended the deadline"),
    "challenge.tagged": gettext_lazy("changed the tags"),
    "challenge.tag_refused": gettext_lazy("refused a suggested tag"),
    "challenge.themed": gettext_lazy("changed the themes"),
    "challenge.opened_to_evaluator": gettext_lazy("opened the case to an evaluator"),
    "challenge.closed_to_evaluator": gettext_lazy("ended an evaluator's access"),
    "challenge.confidential_changed": gettext_lazy("changed the confidential part"),
    "challenge.questions_limited": gettext_lazy("set the last day for questions"),
    "coowner.invited": gettext_lazy("invited a municipality to own the challenge together"),
    "coowner.joined": gettext_lazy("joined as a co-owner"),
    "coowner.declined": gettext_lazy("declined to own the challenge together"),
    "coowner.left": gettext_lazy("left the shared challenge"),
    "coowner.withdrawn": gettext_lazy("took back an invitation to own together"),
    "coowner.asked": gettext_lazy("asked to own the challenge together"),
    "coowner.ask_withdrawn": gettext_lazy("took back a request to own together"),
    "coowner.accepted": gettext_lazy("accepted a municipality as a co-owner"),
    "coowner.refused": gettext_lazy("declined a request to own together"),
    "challenge.copied": gettext_lazy("began a draft from an earlier challenge"),
    "challenge.merged": gettext_lazy("merged the challenge into another"),
    "challenge.absorbed": gettext_lazy("merged another challenge into this one"),
    "challenge.split": gettext_lazy("split the challenge into parts"),
    "challenge.split_off": gettext_lazy("made this a part of its own of a challenge that was split"),
    "challenge.attached": gettext_lazy("added an attachment"),
    "challenge.detached": gettext_lazy("removed an attachment"),
    "challenge.criteria_set": gettext_lazy("set the criteria of the call"),
}
ICONS = {
    "challenge.published": "megaphone",
    "challenge.returned": "undo-2",
    "challenge.experimenting": "flask-conical",
    "challenge.solved": "circle-check",
}


READ = ("subject_type", "verb", "from_state", "actor_id", "acting_for_id", "created_at", "reason")


def entries(challenge: Challenge) -> list[Any]:
    """The audit entries, and those of its co-owners, newest first, each with its person's name as `who`.

    `wrote` is who wrote the text on behalf of the company, where the entry says that the company confirmed it.
    Co-owners are asked for first, and only where there are any: with a subquery the general plan of the prepared
    statement read the whole trail (100 ms of 200,000 entries, where this takes 0.1).
    """
    people = get_user_model().objects.filter(pk=OuterRef("actor_id"))
    writers = get_user_model().objects.filter(pk=Cast(OuterRef("data__writer"), BigIntegerField()))
    of_it = Q(subject_type=challenge._meta.label_lower, subject_id=challenge.pk)
    if has(challenge, "has_co_owners"):
        of_it |= Q(subject_type=CO_OWNER, subject_id__in=list(challenge.co_owners.values_list("pk", flat=True)))
    names = {"who": Subquery(people.values("name")), "wrote": Subquery(writers.values("name"))}
    found = Entry.objects.filter(of_it).order_by("-id")[:MOST].annotate(**names)
    return list(found.values_list(*READ, *names, named=True))


def events(found: list[Any], *, undo_url: str = "") -> list[dict[str, Any]]:
    """Of `entries`, for components/timeline.html; the challenge's newest carries its undo, where there is one."""
    newest = next((entry for entry in found if entry.subject_type != CO_OWNER), None)
    return [
        {
            "who": entry.who or _("MINT"),
            "text": SAID.get(entry.verb, gettext_lazy("undid the move")),
            "at": entry.created_at,
            "note": _("Written on behalf of the company by: %(name)s") % {"name": entry.wrote}
            if entry.wrote
            else entry.reason,
            "icon": ICONS.get(entry.verb, "history"),
            "tone": "ok" if entry.verb in ICONS else "",
            "undo_url": undo_url if entry is newest else "",
        }
        for entry in found
    ]
