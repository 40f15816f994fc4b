"""Writing offers."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.matching.learning import learn_later
from mint.matching.models import Offer
from mint.matching.permissions import can_edit, can_offer
from mint.matching.states import OfferState
from mint.projects.running import project_of
from mint.tenancy.models import Organisation
from mint.web import MoveError, StaleError
from mint.workflow import Move, lock, perform

PAUSE = Move("offer.paused", (OfferState.ACTIVE,), OfferState.PAUSED, can_edit, gettext_lazy("Pause"))
RESUME = Move("offer.resumed", (OfferState.PAUSED,), OfferState.ACTIVE, can_edit, gettext_lazy("Offer again"))
MOVES = (PAUSE, RESUME)


@transaction.atomic
def create_offer(organisation: Organisation, *, actor: Actor, **values: Any) -> Offer:
    if not can_offer(actor, organisation.pk):
        raise PermissionDenied
    values.setdefault("municipality_id", organisation.municipality_id)
    project = project_of(organisation.municipality_id)
    offer = Offer.objects.create(
        organisation=organisation, project=project, created_at=clock.now(), is_demo=organisation.is_demo, **values
    )
    record("offer.created", offer, actor=actor, to_state=offer.state)
    learn_later(offer)
    return offer


@transaction.atomic
def edit_offer(offer: Offer, *, actor: Actor, version: int, **values: Any) -> Offer:
    """Write what the form says. Raises StaleError when somebody else has written since the form was opened."""
    if not can_edit(actor, offer):
        raise PermissionDenied
    fresh = lock(offer)
    if fresh.version != version:
        raise StaleError
    for name, value in values.items():
        setattr(fresh, name, value)
    fresh.version += 1
    fresh.save(update_fields=[*values, "version"])
    record("offer.changed", fresh, actor=actor, data={"fields": sorted(values)})
    learn_later(fresh)
    return fresh


def move_offer(offer: Offer, name: str, *, actor: Actor) -> Offer:
    """Pause it or offer it again."""
    move = next((move for move in MOVES if move.name == name), None)
    if move is None:
        raise MoveError(_("There is no such move."))
    return perform(offer, move, actor=actor)
