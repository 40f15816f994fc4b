"""Writing and reading the audit trail."""

from typing import Any
from uuid import UUID

import structlog
from django.db import models

from mint.actor import Actor
from mint.audit.models import Entry
from mint.isolation.context import insert_unseen


def record(
    verb: str,
    subject: models.Model,
    *,
    actor: Actor,
    from_state: str = "",
    to_state: str = "",
    reason: str = "",
    data: dict[str, Any] | None = None,
) -> UUID:
    """Append one entry in the caller's transaction; returns its key (messages of an undoable move carry it).

    The subject says who may read it by `organisation_id`, `municipality_id`, `project_id` and `audit_readers()`.
    """
    readers = getattr(subject, "audit_readers", None)
    entry = Entry(
        verb=verb,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        actor_id=actor.user_id,
        actor_name=actor.name,
        acting_for_id=actor.organisation_id,
        from_state=from_state,
        to_state=to_state,
        reason=reason,
        data=data or {},
        request_id=str(structlog.contextvars.get_contextvars().get("request_id", "")),
        organisation_id=getattr(subject, "organisation_id", None),
        municipality_id=getattr(subject, "municipality_id", None),
        project_id=getattr(subject, "project_id", None),
        reader_ids=[pk for pk in readers() if pk] if readers else [],
    )
    insert_unseen(entry)
    return entry.key


def timeline_of(subject: models.Model, limit: int | None = 50) -> models.QuerySet[Entry]:
    """The newest entries of one object; row security leaves those that the reader may see."""
    found = Entry.objects.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk)
    return found.order_by("-id")[:limit]
