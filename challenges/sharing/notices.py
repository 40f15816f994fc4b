"""Which messages sharing causes."""

from uuid import UUID

from django.urls import reverse

from challenges.models import CoOwner
from mint.actor import Actor
from mint.notifications.notify import Recipients, notify


def invited(row: CoOwner, actor: Actor) -> None:
    path = reverse("sharing:page", args=[row.organisation.slug, row.challenge_id])
    _tell("challenge_sharing_invited", row, Recipients(coordinators_of=[row.municipality_id]), path=path, actor=actor)


def asked(row: CoOwner, actor: Actor, message: str) -> None:
    """A request: to the lead."""
    path = reverse("sharing:page", args=[row.lead.slug, row.challenge_id])
    to = Recipients(organisations=[row.lead_id])
    _tell("challenge_sharing_asked", row, to, path=path, actor=actor, reason=message)


def accepted(row: CoOwner, actor: Actor) -> None:
    """To who asked, and to the others of the lead, when it can no longer be undone."""
    _tell("challenge_sharing_accepted", row, _who_asked(row), path=_of_who_asked(row), undo_key=row.entry_key)
    path = reverse("sharing:page", args=[row.lead.slug, row.challenge_id])
    to = Recipients(organisations=[row.lead_id])
    _tell("challenge_sharing_joined", row, to, path=path, actor=actor, undo_key=row.entry_key)


def refused(row: CoOwner, reason: str) -> None:
    path = _of_who_asked(row)
    _tell("challenge_sharing_refused", row, _who_asked(row), path=path, reason=reason, undo_key=row.entry_key)


def _who_asked(row: CoOwner) -> Recipients:
    return Recipients(coordinators_of=[row.municipality_id])


def _of_who_asked(row: CoOwner) -> str:
    return reverse("sharing:page", args=[row.organisation.slug, row.challenge_id])


def answered(row: CoOwner, actor: Actor, reason: str = "") -> None:
    """Joined, declined or left: to the lead."""
    path = reverse("sharing:page", args=[row.lead.slug, row.challenge_id])
    _tell(
        f"challenge_sharing_{row.state}",
        row,
        Recipients(organisations=[row.lead_id]),
        path=path,
        actor=actor,
        reason=reason,
    )


def _tell(
    kind: str, row: CoOwner, to: Recipients, *, path: str, actor: Actor | None = None, reason: str = "",
    undo_key: UUID | None = None,
) -> None:  # fmt: skip
    context = {
        "title": row.challenge.title,
        "lead": row.lead.name,
        "who": row.organisation.name,
        "reason": reason,
    }
    notify(kind, to, path=path, context=context, but=actor.user_id if actor else None, undo_key=undo_key)
