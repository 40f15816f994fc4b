"""Beat: django-celery-beat's rows say when, and what is due becomes a row of the outbox, once for each slot.

Any number of beats may run: a slot's row has a key made of its task and its moment, which the database takes once. What
came due while no beat ran is made up for at the next start, once; a broker that is away loses nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

import structlog
from celery.schedules import schedstate
from django.db import transaction
from django_celery_beat.schedulers import DatabaseScheduler, ModelEntry

from mint import clock
from mint.isolation import context
from mint.jobs import slots
from mint.outbox.models import Job as Outgoing

NAMESPACE = UUID("b9f5d8a2-6d0e-4c55-9a37-5d1f2f1d7c11")
OFTEN = 5.0  # seconds after which a plan is looked at again, however far its next slot is
log = structlog.get_logger(__name__)


def put(name: str, task: str, slot: datetime, arguments: dict[str, Any]) -> bool:
    """A slot's row in the outbox; False when it is there already, or the slot before it still waits to be sent."""
    key = uuid5(NAMESPACE, f"{name} {slot.isoformat()}")
    with context.system("beat"), transaction.atomic():
        if Outgoing.objects.filter(key=key).exists():
            return False
        if Outgoing.objects.filter(task=task, arguments=arguments, actor_id=None, attempts=0, done_at=None).exists():
            return False
        row = Outgoing(key=key, task=task, arguments=arguments, created_at=clock.now())
        return bool(Outgoing.objects.bulk_create([row], ignore_conflicts=True))


class SlotEntry(ModelEntry):
    """A plan that is due when a slot has come since it last ran."""

    def is_due(self) -> schedstate:
        now = clock.now()
        if not self._counts(now):
            return schedstate(False, OFTEN)
        slot, ahead = slots.latest(self.schedule, now), slots.following(self.schedule, now)
        wait = OFTEN if ahead is None else min(OFTEN, (ahead - now) / timedelta(seconds=1))
        return schedstate(slot is not None and slot > self.model.last_run_at, wait)

    def _counts(self, now: datetime) -> bool:
        """What else an operator may have set: from when, until when, once only."""
        plan = self.model
        begun = plan.start_time is None or plan.start_time <= now
        over = plan.expires is not None and plan.expires < now
        return bool(plan.enabled and begun and not over and not (plan.one_off and plan.total_run_count))

    def _default_now(self) -> datetime:
        return clock.now()


class SlotScheduler(DatabaseScheduler):
    Entry = SlotEntry

    def setup_schedule(self) -> None:
        """What the code plans becomes a row once; from then on the row says when, and the admin changes it."""
        known = set(self.Model.objects.values_list("name", flat=True))
        new = {name: plan for name, plan in self.app.conf.beat_schedule.items() if name not in known}
        self.update_from_dict(new)

    def enabled_models_qs(self) -> Any:
        """All: the library leaves out what is hours away, and with it what was missed hours ago."""
        return self.Model.objects.enabled()

    def apply_entry(self, entry: SlotEntry, producer: Any = None) -> None:
        slot = slots.latest(entry.schedule, clock.now())
        with self._again_unless_done(entry):
            if slot is not None and put(entry.name, entry.task, slot, dict(entry.kwargs)):
                log.info("beat.due", plan=entry.name, slot=slot.isoformat())

    @staticmethod
    @contextmanager
    def _again_unless_done(entry: SlotEntry) -> Iterator[None]:
        """A slot that could not be written stays due."""
        try:
            yield
        except Exception:
            log.exception("beat.not_written", plan=entry.name)
            entry.model.last_run_at = entry.last_run_at
