"""Saying what an organisation does in an experiment, letting one join, and parting from one."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from experiments.models import Experiment, ExperimentParty
from experiments.parties import notices
from experiments.parties.models import PartyRole
from experiments.parties.permissions import bound, can_compose
from experiments.parties.states import ENDED, Part
from mint.actor import Actor
from mint.audit.record import record
from mint.tenancy.models import Organisation
from mint.web import MoveError
from mint.workflow import lock

MOST = 15


@dataclass(frozen=True)
class Said:
    """The part, and what it means here in a few words."""

    part: Part
    does: str = ""


@transaction.atomic
def say(experiment: Experiment, member: Organisation, said: Said, *, actor: Actor) -> PartyRole:
    """Of the owner or of a party; again, it is said anew."""
    fresh = _ready(experiment, actor)
    if member.pk not in {fresh.organisation_id, *fresh.party_ids}:
        raise MoveError(_("This organisation does not take part in the experiment."))
    values = {"organisation_id": fresh.organisation_id, "part": said.part, "does": said.does}
    row, _made = PartyRole.objects.update_or_create(experiment=fresh, member=member, defaults=values)
    _logged("experiment.party_described", fresh, member, actor)
    return row


@transaction.atomic
def join(experiment: Experiment, member: Organisation, said: Said, *, actor: Actor) -> PartyRole:
    """From now on its writers plan and measure too, and its members see the experiment. They are told."""
    fresh = _ready(experiment, actor)
    there = {fresh.organisation_id, *fresh.party_ids}
    if member.pk in there or not member.is_verified:
        raise MoveError(_("This organisation takes part already, or has not been verified."))
    if len(there) >= MOST:
        raise MoveError(_("Fifteen organisations take part already."))
    ExperimentParty.objects.create(organisation_id=fresh.organisation_id, experiment=fresh, party=member)
    values = {"organisation_id": fresh.organisation_id, "part": said.part, "does": said.does}
    row: PartyRole = PartyRole.objects.create(experiment=fresh, member=member, **values)
    fresh = Experiment.objects.with_people().get(pk=fresh.pk)  # the log is theirs to read, too
    _logged("experiment.party_joined", fresh, member, actor)
    notices.joined(fresh, member.pk, actor)
    return row


@transaction.atomic
def part(experiment: Experiment, member: Organisation, *, actor: Actor) -> None:
    """It no longer takes part; what it measured stays. Twice is once."""
    fresh = _ready(experiment, actor)
    if member.pk in bound(fresh):
        raise MoveError(_("The experiment rests on this organisation’s challenge or agreement: it stays a party."))
    PartyRole.objects.filter(experiment=fresh, member=member).delete()
    rows = ExperimentParty.objects.filter(experiment=fresh, party=member)
    if rows.exists():
        _logged("experiment.party_parted", fresh, member, actor)
        rows.delete()


def _ready(experiment: Experiment, actor: Actor) -> Experiment:
    if not can_compose(actor, experiment):
        raise PermissionDenied
    fresh = lock(experiment)
    if fresh.state in ENDED:
        raise MoveError(_("The experiment has ended: its parties stay as they are."))
    return fresh


def _logged(verb: str, experiment: Experiment, member: Organisation, actor: Actor) -> None:
    record(verb, experiment, actor=actor, data={"member": member.pk, "text": member.name})
