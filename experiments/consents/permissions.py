"""Who writes the texts and records the consents: those who carry the experiment out."""

from experiments.consents.models import GivenConsent
from experiments.models import Experiment
from experiments.permissions import can_plan
from mint import clock
from mint.actor import Actor


def can_record(actor: Actor, experiment: Experiment) -> bool:
    return can_plan(actor, experiment)


def can_remove(actor: Actor, consent: GivenConsent) -> bool:
    """A mistake, by who made it and on the same day: afterwards a consent is taken back, and stays to be seen."""
    is_own = consent.recorded_by_id is not None and consent.recorded_by_id == actor.user_id
    is_new = consent.withdrawn_on is None and clock.day_of(consent.created_at) == clock.today()
    return is_own and is_new and can_record(actor, consent.experiment)
