"""Putting a job or a mail into the outbox: in the caller's transaction, so that it leaves only if that commits."""

from datetime import datetime
from typing import Any
from uuid import UUID

import structlog
from django.db import connection

from mint import clock
from mint.actor import Actor
from mint.isolation.context import insert_unseen
from mint.outbox.models import Job, Mail


def enqueue(
    task: str,
    *,
    actor: Actor | None = None,
    not_before: datetime | None = None,
    undo_key: UUID | None = None,
    **arguments: Any,
) -> UUID:
    """Queue a registered task by name, with primitive arguments. It runs as `actor`, or as the system."""
    job = Job(
        task=task,
        arguments=arguments,
        actor_id=actor.user_id if actor else None,
        not_before=not_before or clock.now(),
        undo_key=undo_key,
        request_id=request_id(),
    )
    insert_unseen(job)
    return job.key


def send(mail: Mail) -> UUID:
    """Queue a rendered mail (see `mint.mail.compose`)."""
    mail.request_id = request_id()
    insert_unseen(mail)
    return mail.key


def cancel(undo_key: UUID) -> None:
    """Take back what the undone move was going to send. Only the mover knows the key."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT mint.cancel_outgoing(%s)", [undo_key])


def request_id() -> str:
    return str(structlog.contextvars.get_contextvars().get("request_id", ""))
