"""Which messages placements cause, to whom, with what."""

from mint.actor import Actor
from mint.notifications.notify import Recipients, notify
from placements.holding import agreed_with
from placements.models import Application, Placement
from placements.states import ApplicationState


def _tell(kind: str, placement: Placement, actor: Actor, to: Recipients, **more: str) -> None:
    notify(
        kind,
        to,
        path=placement.get_absolute_url(),
        context={"title": placement.title, "host": placement.organisation.name, **more},
        but=actor.user_id,
        undo_key=placement.entry_key,
    )


def opened(placement: Placement, actor: Actor) -> None:
    """The host, and those who know the students."""
    curators = [placement.project_id] if placement.project_id else []
    to = Recipients(organisations=[placement.organisation_id], curators_of=curators)
    _tell("placement_opened", placement, actor, to, municipality=placement.municipality.name)


def returned(placement: Placement, actor: Actor, reason: str) -> None:
    to = Recipients(organisations=[placement.organisation_id])
    _tell("placement_returned", placement, actor, to, reason=reason)


def agreement(placement: Placement, actor: Actor, applications: list[Application]) -> None:
    """All parties: the terms wait for their yes."""
    schools = {application.school_id for application in applications if application.school_id}
    to = Recipients(
        organisations=[placement.organisation_id, *sorted(schools)],
        users=[application.applicant_id for application in applications],
    )
    _tell("placement_agreement", placement, actor, to)


def interrupted(placement: Placement, actor: Actor, reason: str) -> None:
    """All parties hear at once: this move cannot be undone."""
    students, schools = agreed_with(placement.pk)
    notify(
        "placement_interrupted",
        Recipients(organisations=[placement.organisation_id, *schools], users=students),
        path=placement.get_absolute_url(),
        context={"title": placement.title, "host": placement.organisation.name, "reason": reason},
        but=actor.user_id,
    )


def _tell_applicant(kind: str, application: Application, actor: Actor, *, undoable: bool = True) -> None:
    placement = application.placement
    notify(
        kind,
        Recipients(users=[application.applicant_id]),
        path=placement.get_absolute_url(),
        context={"title": placement.title, "host": placement.organisation.name, "reason": application.answer},
        but=actor.user_id,
        undo_key=application.entry_key if undoable else None,
    )


def chosen(application: Application, actor: Actor) -> None:
    _tell_applicant("placement_chosen", application, actor)


def not_chosen(application: Application, actor: Actor, *, undoable: bool = True) -> None:
    """Nobody is left without an answer."""
    _tell_applicant("placement_not_chosen", application, actor, undoable=undoable)


def applied(application: Application, actor: Actor) -> None:
    placement = application.placement
    notify(
        "placement_application",
        Recipients(organisations=[placement.organisation_id]),
        path=placement.get_absolute_url(),
        context={"title": placement.title},
        but=actor.user_id,
    )


def answered(application: Application, actor: Actor) -> None:
    """The host hears at once whether the chosen one comes."""
    placement = application.placement
    notify(
        "placement_answered",
        Recipients(organisations=[placement.organisation_id]),
        path=placement.get_absolute_url(),
        context={
            "title": placement.title,
            "name": application.name,
            "accepted": application.state == ApplicationState.ACCEPTED,
        },
        but=actor.user_id,
    )
