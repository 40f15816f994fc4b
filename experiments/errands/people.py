"""Who may be responsible for a task: people who take part in the experiment, and for how long they do."""

from typing import Any

from django.db.models import Q

from experiments.models import Experiment
from mint.accounts.models import User
from mint.actor import WRITERS, Actor
from mint.discussion.people import people_for
from mint.tenancy.models import Membership


def candidates(experiment: Experiment, actor: Actor, *also: User | None) -> list[tuple[int, str]]:
    """Oneself first, then those who write for the parties or coordinate, by name; `also` who has it already."""
    found: dict[int, str] = {}
    if actor.user_id:
        found.update(User.objects.filter(pk=actor.user_id).values_list("pk", "name"))
    for person in people_for(experiment):
        if "parties" in person.audiences:
            found.setdefault(person.id, f"{person.name}, {person.organisation}" if person.organisation else person.name)
    for user in also:
        if user is not None:
            found.setdefault(user.pk, user.name)
    return list(found.items())


def takes_part(user_id: int, experiment: Experiment) -> bool:
    """Does this person still belong where the experiment is? Asked as the system, before anything is written to them."""
    members = Membership.objects.active().filter(user_id=user_id, user__is_active=True)
    return members.filter(_of_parties(experiment) | _of_those_who_answer(experiment)).exists()


def _of_parties(experiment: Experiment) -> Any:
    writes = Q()
    for role in sorted(WRITERS):
        writes |= Q(roles__contains=[role])
    return Q(organisation_id__in=[experiment.organisation_id, *experiment.party_ids]) & writes


def _of_those_who_answer(experiment: Experiment) -> Any:
    coordinators = Q(
        organisation__kind="municipality",
        organisation__municipality_id=experiment.municipality_id,
        roles__contains=["coordinator"],
    )
    if experiment.project_id is None:
        return coordinators
    partner = {"organisation__partnerships__project_id": experiment.project_id}
    return coordinators | Q(roles__contains=["curator"], **partner)
