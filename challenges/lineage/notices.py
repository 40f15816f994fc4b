"""Which messages a merge and a split cause."""

from django.urls import reverse

from challenges.interested import tell_interested
from challenges.models import Challenge
from mint.actor import Actor
from mint.notifications.notify import Recipients, notify


def merged(challenge: Challenge, kept: Challenge, actor: Actor, reason: str) -> None:
    """To the owner of the one that goes, to whoever has shown interest in it, and to the owner of the one that is kept."""
    page = reverse("challenges:go", args=[kept.pk])
    context = {"title": challenge.title, "kept": kept.title, "reason": reason}
    to = Recipients(
        organisations=sorted({challenge.organisation_id, *_co_owners(challenge)}),
        coordinators_of=[challenge.municipality_id],
    )
    key = challenge.entry_key
    notify("challenge_merged", to, path=page, context=context, but=actor.user_id, undo_key=key)
    tell_interested("challenge_merged", challenge, actor, undo_key=key, path=page, kept=kept.title, reason=reason)
    if kept.organisation_id != challenge.organisation_id:
        whom = Recipients(organisations=[kept.organisation_id])
        notify("challenge_absorbed", whom, path=page, context={"title": kept.title}, but=actor.user_id, undo_key=key)


def _co_owners(challenge: Challenge) -> list[int]:
    return list(challenge.co_owners.filter(state__in=("invited", "joined")).values_list("organisation_id", flat=True))


def split(challenge: Challenge, parts: list[Challenge], actor: Actor, reason: str) -> None:
    """To the owner, who now edits each part."""
    context = {"title": challenge.title, "parts": ", ".join(f"“{part.title}”" for part in parts), "reason": reason}
    to = Recipients(organisations=[challenge.organisation_id])
    notify("challenge_split", to, path=reverse("challenges:go", args=[parts[0].pk]), context=context, but=actor.user_id)
