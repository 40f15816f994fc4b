"""The Celery application. Tasks run in a database context of their own; the outbox is what sends them."""

import os
from typing import TYPE_CHECKING, Any

from celery import Celery, Task
from celery.schedules import crontab
from celery.signals import setup_logging
from django.conf import settings

if TYPE_CHECKING:
    from mint.outbox.models import Job

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mint.settings")


class ContextTask(Task):  # type: ignore[type-arg]  # generic in the stubs only
    """Opens the context that the outbox row names: a person's, or the system's by the task's name."""

    own_contexts = False

    def __call__(self, *args: Any, **kwargs: Any) -> None:
        from mint.outbox.running import (
            run,
        )  # once the apps are ready, which the Celery app itself sees to

        headers = self.request.headers or {}
        run(
            lambda: self.run(*args, **kwargs),
            task=str(self.name),
            own_contexts=self.own_contexts,
            key=headers.get("mint_key", ""),
            user_id=headers.get("mint_user"),
            request_id=headers.get("mint_request", ""),
        )


app = Celery("mint", task_cls=ContextTask)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    "jobs.sweep": {"task": "jobs.sweep", "schedule": max(1.0, settings.JOB_LEASE_SECONDS // 2)},
    "audit.seal": {"task": "audit.seal", "schedule": 300.0},
    "audit.verify": {"task": "audit.verify", "schedule": crontab(hour=3, minute=20)},
    "challenges.close_due": {
        "task": "challenges.close_due",
        "schedule": crontab(minute="*/10"),
    },
    "matching.lapse_due": {
        "task": "matching.lapse_due",
        "schedule": crontab(minute=5, hour="*"),
    },
    "behalf.tidy": {"task": "behalf.tidy", "schedule": crontab(minute=25, hour="*")},
    "tagging.tend": {"task": "tagging.tend", "schedule": crontab(minute="*/10")},
    "experiments.remind_due": {"task": "experiments.remind_due", "schedule": crontab(hour=7, minute=40)},
    "experiments.reckon_stale": {"task": "experiments.reckon_stale", "schedule": crontab(minute="*/15")},
    "evaluation.close_due": {"task": "evaluation.close_due", "schedule": crontab(minute="*/10")},
    "evaluation.remind_due": {"task": "evaluation.remind_due", "schedule": crontab(hour=7, minute=30)},
    "matching.tend": {"task": "matching.tend", "schedule": 300.0},
    "matching.take_stock": {"task": "matching.take_stock", "schedule": crontab(hour=2, minute=30)},
    "errands.remind_due": {"task": "errands.remind_due", "schedule": crontab(hour=7, minute=20)},
    "follow_up.tend": {"task": "follow_up.tend", "schedule": crontab(minute=40, hour="*")},
    "shelf.wake_due": {"task": "shelf.wake_due", "schedule": crontab(hour=7, minute=20)},
    "tenancy.certify": {"task": "tenancy.certify", "schedule": crontab(hour=6, minute=10)},
    "privacy.erase_due": {"task": "privacy.erase_due", "schedule": crontab(hour=4, minute=10)},
    "privacy.retain": {"task": "privacy.retain", "schedule": crontab(hour=4, minute=40)},
    "files.scan_waiting": {"task": "files.scan_waiting", "schedule": 300.0},
    "search.digests": {"task": "search.digests", "schedule": crontab(hour=7, minute=5)},
    "search.read": {"task": "search.read", "schedule": 60.0},
    "approvals.remind_due": {"task": "approvals.remind_due", "schedule": crontab(hour=7, minute=15)},
    "changes.compare_due": {"task": "changes.compare_due", "schedule": crontab(hour=2, minute=50)},
    "reports.note_standings": {"task": "reports.note_standings", "schedule": crontab(hour=2, minute=20)},
    "reports.build_due": {
        "task": "reports.build_due",
        "schedule": crontab(minute="*/15"),
    },
}


@setup_logging.connect
def keep_our_logging(**_: Any) -> None:
    """Django's LOGGING stands: Celery does not replace it."""


def publish(job: "Job") -> None:
    """Send one outbox row to the queue; raises OSError when the broker does not answer."""
    from amqp.exceptions import AMQPError
    from kombu.exceptions import OperationalError
    from redis.exceptions import RedisError

    try:
        app.send_task(
            job.task,
            kwargs=job.arguments,
            task_id=str(job.key),
            headers={
                "mint_key": str(job.key),
                "mint_user": job.actor_id,
                "mint_request": job.request_id,
            },
            retry=False,
        )
    except (OperationalError, RedisError, AMQPError) as error:
        raise ConnectionError(str(error)) from error
