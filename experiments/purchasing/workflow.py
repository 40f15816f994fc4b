"""The one move of a purchase: it is decided, and changes no more."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from experiments.purchasing.guarding import refused, without_grounds
from experiments.purchasing.models import Purchase
from experiments.purchasing.permissions import can_prepare
from experiments.purchasing.states import State
from mint import clock
from mint.actor import Actor
from mint.workflow import Move, perform

DECIDE = Move(
    "purchase.decided", (State.DRAFT,), State.DECIDED, allowed=can_prepare, label=_("Record the decision"),
    guards=(refused, without_grounds),
)  # fmt: skip
MOVES = (DECIDE,)


@transaction.atomic
def decide(purchase: Purchase, *, actor: Actor) -> Purchase:
    return perform(purchase, DECIDE, actor=actor, decided_at=clock.now(), decided_by_id=actor.user_id)
