"""The one move of a purchase: it is decided, and changes no more."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from experiments.purchasing.basis import kept, now
from experiments.purchasing.guarding import refused, without_grounds
from experiments.purchasing.models import Purchase
from experiments.purchasing.permissions import can_prepare
from experiments.purchasing.states import State
from mint import clock
from mint.actor import Actor
from mint.workflow import Move, lock, perform

DECIDE = Move(
    "purchase.decided", (State.DRAFT,), State.DECIDED, allowed=can_prepare, label=_("Record the decision"),
    guards=(refused, without_grounds),
)  # fmt: skip
MOVES = (DECIDE,)


@transaction.atomic
def decide(purchase: Purchase, *, actor: Actor) -> Purchase:
    """What it rests on is kept with it, and its memo is made from that."""
    fresh = lock(purchase)
    values: dict[str, Any] = {"decided_at": clock.now(), "decided_by_id": actor.user_id, "basis": kept(now(fresh))}
    return perform(fresh, DECIDE, actor=actor, **values)
