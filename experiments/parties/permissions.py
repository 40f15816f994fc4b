"""Who says what each party does, and who lets another join: those who write for the experiment's owner."""

from challenges.models import Challenge
from experiments.models import Experiment
from experiments.permissions import can_lead
from mint.actor import Actor
from mint.matching.models import Match


def can_compose(actor: Actor, experiment: Experiment) -> bool:
    return can_lead(actor, experiment)


def bound(experiment: Experiment) -> set[int]:
    """Those whose challenge or whose agreement it rests on, as far as the reader sees them: what they began is theirs, too."""
    owners = Challenge.objects.filter(pk=experiment.challenge_id).values_list("organisation_id", flat=True)
    sides = Match.objects.filter(pk=experiment.match_id or 0).values_list("organisation_id", "partner_id")
    return {experiment.organisation_id, *owners, *(side for both in sides for side in both)}
