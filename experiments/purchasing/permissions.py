"""Who prepares a purchase."""

from experiments.models import Experiment
from experiments.purchasing.models import Purchase
from experiments.states import DECIDED
from mint.actor import Actor
from mint.tenancy.roles import Kind


def can_begin(actor: Actor, kind: str, experiment: Experiment) -> bool:
    """Who writes for a public buyer (`kind` is that of the organisation acted for), of what has been decided."""
    return kind != Kind.COMPANY and experiment.state in DECIDED and actor.has_role(actor.organisation_id, "editor")


def can_discard(actor: Actor, purchase: Purchase) -> bool:
    """A draft, by who wrote it."""
    return can_prepare(actor, purchase) and not purchase.is_decided and purchase.made_by_id == actor.user_id


def can_prepare(actor: Actor, purchase: Purchase) -> bool:
    return actor.has_role(purchase.organisation_id, "editor")
