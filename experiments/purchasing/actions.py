"""Beginning a purchase, writing it, and telling bidders something."""

from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from experiments.models import Experiment
from experiments.purchasing.models import Purchase, Told
from experiments.purchasing.permissions import can_begin, can_discard, can_prepare
from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.web import MoveError, StaleError
from mint.workflow import lock


@transaction.atomic
def begin(experiment: Experiment, *, actor: Actor, kind: str, values: dict[str, Any], key: UUID) -> Purchase:
    """`kind` is that of the buyer, the organisation acted for. The same form's `key` makes one."""
    if actor.organisation_id is None or not can_begin(actor, kind, experiment):
        raise PermissionDenied
    purchase: Purchase
    purchase, made = Purchase.objects.get_or_create(
        organisation_id=actor.organisation_id,
        form_key=key,
        defaults={"experiment": experiment, "made_by_id": actor.user_id, **values},
    )
    if made:
        record("purchase.begun", purchase, actor=actor)
    return purchase


@transaction.atomic
def write(purchase: Purchase, *, actor: Actor, version: int, values: dict[str, Any]) -> Purchase:
    if not can_prepare(actor, purchase):
        raise PermissionDenied
    fresh = lock(purchase)
    if fresh.version != version:
        raise StaleError
    if fresh.is_decided:
        raise MoveError(_("It has been decided, and changes no more."))
    for name, value in values.items():
        setattr(fresh, name, value)
    fresh.version += 1
    fresh.save(update_fields=[*values, "version"])
    record("purchase.written", fresh, actor=actor)
    return fresh


@transaction.atomic
def discard(purchase: Purchase, *, actor: Actor) -> None:
    """A draft of one's own. What bidders have been told stays public, and so does what it was told of."""
    if not can_prepare(actor, purchase):
        raise PermissionDenied
    fresh = lock(purchase)
    if fresh.is_decided:
        raise MoveError(_("It has been decided, and changes no more."))
    if not can_discard(actor, fresh):
        raise PermissionDenied
    if Told.objects.filter(purchase=fresh).exists():
        raise MoveError(
            _("Bidders have been told of this purchase: what was told stays public, and the purchase with it.")
        )
    record("purchase.discarded", fresh, actor=actor, data={"title": fresh.title})
    fresh.delete()


@transaction.atomic
def tell(purchase: Purchase, *, actor: Actor, told_on: date, audience: str, what: str) -> Told:
    """What one has heard all may read: it is published at once. The same said twice on a day is one entry."""
    if not can_prepare(actor, purchase):
        raise PermissionDenied
    fresh = lock(purchase)
    if told_on > clock.today():
        raise MoveError(_("Write it down on the day on which it was told, or later."))
    said = {"told_on": told_on, "audience": audience, "what": what}
    found = Told.objects.filter(purchase=fresh, **said).first()
    if found:
        return found
    told: Told = Told.objects.create(
        organisation_id=fresh.organisation_id, experiment_id=fresh.experiment_id, purchase=fresh, about=fresh.title,
        told_by_id=actor.user_id, **said,
    )  # fmt: skip
    record("purchase.told", fresh, actor=actor, data={"audience": audience, "what": what})
    return told
