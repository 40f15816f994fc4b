"""Saying what an organisation does in an experiment."""

from django.db import transaction
from django.utils.translation import gettext as _

from experiments.models import Experiment
from experiments.parties.models import PartyRole
from experiments.parties.workflow import Said, logged, ready
from mint.actor import Actor
from mint.tenancy.models import Organisation
from mint.web import MoveError


@transaction.atomic
def say(experiment: Experiment, member: Organisation, said: Said, *, actor: Actor) -> PartyRole:
    """Of the owner or of a party; again, it is said anew."""
    fresh = ready(experiment, actor)
    if member.pk not in {fresh.organisation_id, *fresh.party_ids}:
        raise MoveError(_("This organisation does not take part in the experiment."))
    values = {"organisation_id": fresh.organisation_id, "part": said.part, "does": said.does}
    row, _made = PartyRole.objects.update_or_create(experiment=fresh, member=member, defaults=values)
    logged("experiment.party_described", fresh, member, actor)
    return row
