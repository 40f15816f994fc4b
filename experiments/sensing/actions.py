"""Making and revoking a key, and taking what comes by it: as whoever made the key, in one experiment."""

import hashlib
import re
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from experiments import measuring
from experiments.models import Experiment, Metric
from experiments.permissions import can_plan
from experiments.sensing.models import Delivery, Key
from experiments.sensing.permissions import WITH_KEYS, can_make_keys
from experiments.sensing.problems import ProblemError
from experiments.sensing.reading import Fault, FaultsError, Sent, read
from mint import clock
from mint.accounts.models import User
from mint.actor import Actor
from mint.audit.record import record
from mint.isolation import context
from mint.links.actions import holding
from mint.sealing import hashed
from mint.tenancy.context import acting, load
from mint.web import MoveError
from mint.workflow import lock

KIND = "sensor"
PREFIX = "mint_"
TOKEN = re.compile(r"mint_[\w-]{43}", re.ASCII)
NAMED = re.compile(r"[\x21-\x7e]{1,100}")
MOST_KEYS = 20  # at work in one experiment
SEEN = timedelta(minutes=1)  # how closely it is told when a key was used
MOST_DAYS = 366


@transaction.atomic
def make_key(
    experiment: Experiment, *, actor: Actor, name: str, metrics: Sequence[Metric], days: int
) -> tuple[Key, str]:
    """A key and its text, which is shown this once."""
    if actor.organisation_id is None or not can_make_keys(actor, experiment):
        raise PermissionDenied
    fresh = lock(experiment)
    if fresh.state not in WITH_KEYS:
        raise MoveError(_("A sensor gets a key when the plan has been approved, and until the decision."))
    if Key.objects.filter(experiment=fresh).working().count() >= MOST_KEYS:
        raise MoveError(_("The experiment has twenty keys at work. Revoke one first."))
    own = [metric.pk for metric in metrics if metric.experiment_id == fresh.pk]
    if not own or not 1 <= days <= MOST_DAYS:
        raise MoveError(_("Choose what the sensor measures, and for how long the key works: a year at most."))
    token = PREFIX + secrets.token_urlsafe(32)
    key = Key.objects.create(
        organisation_id=fresh.organisation_id,
        experiment=fresh,
        made_by_id=actor.user_id,
        made_for_id=actor.organisation_id,
        name=name,
        metric_ids=own,
        token_hash=hashed(KIND, token),
        ending=token[-4:],
        expires_at=clock.now() + timedelta(days=days),
    )
    record("experiment.key_made", fresh, actor=actor, data={"key": key.pk, "name": name, "metrics": own})
    return key, token


@transaction.atomic
def revoke(key: Key, *, actor: Actor) -> Key:
    """From now on it opens nothing. Any of the parties' writers may; revoked twice is once."""
    if not can_make_keys(actor, key.experiment):
        raise PermissionDenied
    fresh = Key.objects.select_for_update(of=("self",)).get(pk=key.pk)
    if fresh.revoked_at is None:
        fresh.revoked_at, fresh.revoked_by_id = clock.now(), actor.user_id
        fresh.save(update_fields=["revoked_at", "revoked_by"])
        record("experiment.key_revoked", key.experiment, actor=actor, data={"key": key.pk, "name": key.name})
    return fresh


def find(token: str) -> Key | None:
    """The key of this text, whether or not it works still."""
    if not TOKEN.fullmatch(token):
        return None
    token_hash = hashed(KIND, token)
    with holding(token_hash):
        found: Key | None = Key.objects.filter(token_hash=token_hash).first()
    return found


@dataclass(frozen=True)
class Delivered:
    """What a delivery came to; `is_repeated` when it had been answered before."""

    answer: dict[str, Any]
    is_repeated: bool = False


@transaction.atomic
def receive(key: Key, *, body: bytes, idempotency_key: str = "") -> Delivered:
    """All of a delivery or nothing. The same one again, by its key or by its moments, changes nothing.

    Raises ProblemError, FaultsError, MoveError.
    """
    if idempotency_key and not NAMED.fullmatch(idempotency_key):
        raise ProblemError(400, "idempotency-key", _("The Idempotency-Key has from 1 to 100 visible ASCII characters."))
    with _maker(key) as (actor, found):
        experiment = lock(found)  # two of the same key come one after the other
        body_hash = hashlib.sha256(body).hexdigest()
        known = Delivery.objects.filter(key=key, idempotency_key=idempotency_key).first() if idempotency_key else None
        if known and known.body_hash != body_hash:
            raise ProblemError(422, "idempotency-key", _("Something else was sent with this Idempotency-Key before."))
        if known:
            return Delivered(known.answer, is_repeated=True)
        answer = deliver(key, experiment, actor=actor, sent=read(body, key.metric_ids))
        if idempotency_key:
            values = {"idempotency_key": idempotency_key, "body_hash": body_hash, "answer": answer}
            Delivery.objects.create(organisation_id=key.organisation_id, key=key, **values)
    return Delivered(answer)


@contextmanager
def _maker(key: Key) -> Iterator[tuple[Actor, Experiment]]:
    """Row security sees the person who made the key, for the organisation that it was made for; while both may measure."""
    with context.acting(key.made_by_id):
        actor, experiment = _as_maker(key)
        if actor is None or experiment is None or not can_plan(actor, experiment):
            raise ProblemError(403, "not-allowed", _("Who made this key may no longer measure here. Make a new key."))
        yield actor, experiment


def _as_maker(key: Key) -> tuple[Actor | None, Experiment | None]:
    if key.made_by_id is None:
        return None, None
    actor, organisations = load(key.made_by_id)
    own = next((item for item in organisations if item.id == key.made_for_id), None)
    if own is None or not User.objects.filter(pk=key.made_by_id, is_active=True).exists():
        return None, None
    actor = acting(actor, own)
    rows = Experiment.objects.visible_to(actor).inside(actor).with_people()
    return actor, rows.filter(pk=key.experiment_id).first()


def deliver(key: Key, experiment: Experiment, *, actor: Actor, sent: list[Sent]) -> dict[str, Any]:
    """Save what was read, as the actor, in the open transaction; what there was of it. Raises FaultsError."""
    metrics = Metric.objects.visible_to(actor).filter(experiment=experiment).in_bulk({each.metric for each in sent})
    faults: list[Fault] = []
    new = 0
    for pk, group in groupby(sorted(sent, key=lambda each: each.metric), key=lambda each: each.metric):
        rows, metric = list(group), metrics.get(pk)
        if metric is None:
            faults += [Fault(f"{each.pointer}/metric", _("There is no such metric any more.")) for each in rows]
            continue
        metric.experiment = experiment
        done = measuring.receive(metric, actor=actor, rows=[each.point for each in rows])
        new += done.new
        faults += [Fault(rows[at].pointer, why) for at, why in done.refused.items()]
    if faults:
        raise FaultsError(faults)
    _told(key, experiment, actor, rows=len(sent), new=new)
    return {"received": len(sent), "new": new, "known": len(sent) - new}


def _told(key: Key, experiment: Experiment, actor: Actor, *, rows: int, new: int) -> None:
    now = clock.now()
    if key.last_used_at is None or now - key.last_used_at > SEEN:
        Key.objects.filter(pk=key.pk).update(last_used_at=now)
    if new:
        said = {"key": key.pk, "name": key.name, "rows": rows, "new": new}
        record("experiment.measurements_received", experiment, actor=actor, data=said)
