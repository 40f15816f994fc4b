"""Which messages a challenge causes, to whom, with what."""

from django.urls import reverse

from challenges.models import Challenge
from mint.actor import Actor
from mint.notifications.notify import Recipients, notify


def _tell(kind: str, challenge: Challenge, actor: Actor, to: Recipients) -> None:
    """A person's move can be undone for ten minutes, so its message waits; a job's cannot."""
    notify(
        kind,
        to,
        path=reverse("challenges:go", args=[challenge.pk]),
        context={"title": challenge.title, "reason": challenge.answer, "deadline": str(challenge.deadline_on or "")},
        but=actor.user_id,
        undo_key=challenge.entry_key if actor.user_id else None,
    )


def _curators(challenge: Challenge) -> Recipients:
    return Recipients(coordinators_of=[challenge.municipality_id])


def _owner(challenge: Challenge) -> Recipients:
    return Recipients(organisations=[challenge.organisation_id])


def _everybody(challenge: Challenge) -> Recipients:
    return Recipients(organisations=[challenge.organisation_id], coordinators_of=[challenge.municipality_id])


def submitted(challenge: Challenge, actor: Actor) -> None:
    _tell("challenge_submitted", challenge, actor, _curators(challenge))


def returned(challenge: Challenge, actor: Actor) -> None:
    _tell("challenge_returned", challenge, actor, _owner(challenge))


def published(challenge: Challenge, actor: Actor) -> None:
    to = Recipients(
        organisations=[challenge.organisation_id], curators_of=[challenge.project_id] if challenge.project_id else []
    )
    _tell("challenge_published", challenge, actor, to)


def withdrawn(challenge: Challenge, actor: Actor) -> None:
    _tell("challenge_withdrawn", challenge, actor, _everybody(challenge))


def closed(challenge: Challenge, actor: Actor) -> None:
    _tell("challenge_closed", challenge, actor, _everybody(challenge))


def opened_to_evaluator(challenge: Challenge, user_id: int, actor: Actor) -> None:
    notify(
        "challenge_to_evaluate",
        Recipients(users=[user_id]),
        path=challenge.get_absolute_url(),
        context={"title": challenge.title},
        but=actor.user_id,
    )


def ended(challenge: Challenge, actor: Actor) -> None:
    _tell("challenge_ended", challenge, actor, _everybody(challenge))


def terms_accepted(challenge: Challenge, partner: str, actor: Actor) -> None:
    notify(
        "challenge_terms_accepted",
        _owner(challenge),
        path=reverse("challenges:go", args=[challenge.pk]),
        context={"title": challenge.title, "partner": partner},
        but=actor.user_id,
    )


def terms_ended(challenge: Challenge, user_id: int, actor: Actor) -> None:
    notify(
        "challenge_terms_ended",
        Recipients(users=[user_id]),
        path=challenge.get_absolute_url(),
        context={"title": challenge.title},
        but=actor.user_id,
    )
