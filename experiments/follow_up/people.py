"""Whom to ask: the contact that was named, or somebody who should know."""

from dataclasses import dataclass

from experiments.follow_up.models import Contact
from experiments.follow_up.states import Place
from experiments.models import Experiment
from mint.accounts.models import User
from mint.notifications.notify import Recipients, recipients


@dataclass(frozen=True)
class Asked:
    name: str
    email: str
    language: str


def whom(experiment: Experiment, place: Place) -> Asked | None:
    """As the system: who planned it, then another who writes for the owner, then the municipality's coordinator."""
    named = Contact.objects.filter(experiment=experiment, place=place).first()
    if named:
        return Asked(named.name, named.email, named.language)
    first = Contact.objects.filter(experiment=experiment, place=Place.FIRST).values_list("email", flat=True).first()
    found = _known(experiment)
    if place == Place.FIRST:
        return found[0] if found else None
    asked = (first or (found[0].email if found else "")).lower()
    return next((person for person in found if person.email.lower() != asked), None)


def _known(experiment: Experiment) -> list[Asked]:
    """Each once, those first who know it best."""
    planned = [pk for pk in (experiment.author_id, experiment.submitted_by_id) if pk]
    own = recipients(Recipients(organisations=[experiment.organisation_id]))
    near = recipients(Recipients(coordinators_of=[experiment.municipality_id]))
    people: dict[int, User] = {user.pk: user for user in own if user.pk in planned}
    for user in (*own, *near):
        people.setdefault(user.pk, user)
    return [Asked(user.name or user.email, user.email, user.language) for user in people.values()]
