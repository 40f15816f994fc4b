"""Telling people: the transaction writes one job; the worker finds the recipients and writes to each."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from mint import clock
from mint.accounts.models import User
from mint.actor import WRITERS
from mint.mail import compose
from mint.notifications.models import Notification
from mint.outbox.queue import enqueue, send
from mint.tenancy.models import Membership
from mint.workflow import UNDO_WINDOW


@dataclass(frozen=True)
class Recipients:
    """Whom to tell: those who write in organisations, or their owners only, coordinators of municipalities, curators
    and managers of projects, and single people; all as ids.
    """

    organisations: list[int] = field(default_factory=list)
    owners_of: list[int] = field(default_factory=list)
    coordinators_of: list[int] = field(default_factory=list)
    curators_of: list[int] = field(default_factory=list)
    managers_of: list[int] = field(default_factory=list)
    users: list[int] = field(default_factory=list)


def notify(
    kind: str,
    to: Recipients,
    *,
    path: str,
    context: dict[str, Any],
    but: int | None = None,
    undo_key: UUID | None = None,
) -> None:
    """Tell `to` what happened, in each one's language: emails/<kind>/, and its subject as the line in MINT.

    `path` is where the reader goes, `but` is whom not to tell (the one who did it). With `undo_key` the message
    waits until the move can no longer be undone, and an undo cancels it.
    """
    enqueue(
        "notifications.deliver",
        not_before=clock.now() + UNDO_WINDOW if undo_key else None,
        undo_key=undo_key,
        source=str(uuid4()),
        kind=kind,
        to=asdict(to),
        path=path,
        context=context,
        but=but,
    )


def deliver(
    *,
    source: str,
    kind: str,
    to: dict[str, list[int]],
    path: str,
    context: dict[str, Any],
    but: int | None,
) -> int:
    """Write to each recipient who has not been told yet; returns how many. Runs as mint_system."""
    told = Notification.objects.filter(source=source).values("user_id")
    people = recipients(Recipients(**to)).exclude(pk__in=told).exclude(pk=but)
    for person in people:
        _tell(person, source, kind, path, context)
    return len(people)


@transaction.atomic
def _tell(person: User, source: str, kind: str, path: str, context: dict[str, Any]) -> None:
    """The row and the mail together: with the row alone a second run would never write the mail."""
    local = in_language(path, person.language)
    mail = compose(
        kind,
        person.email,
        {**context, "url": f"{settings.SITE_URL}{local}"},
        language=person.language,
    )
    Notification.objects.create(
        user=person,
        source=source,
        kind=kind,
        text=mail.subject,
        path=local,
        created_at=clock.now(),
    )
    send(mail)


def in_language(path: str, language: str) -> str:
    """The same page in another language: only the prefix differs."""
    for code, _name in settings.LANGUAGES:
        if path.startswith(f"/{code}/"):
            return f"/{language}{path[3:]}"
    return path


def recipients(to: Recipients) -> "Any":
    """Users, each once."""
    writes = Q()
    for role in sorted(WRITERS):
        writes |= Q(roles__contains=[role])
    members = Membership.objects.active().filter(
        (Q(organisation_id__in=to.organisations) & writes)
        | Q(organisation_id__in=to.owners_of, roles__contains=["owner"])
        | Q(
            organisation__kind="municipality",
            organisation__municipality_id__in=to.coordinators_of,
            roles__contains=["coordinator"],
        )
        | Q(
            organisation__partnerships__project_id__in=to.curators_of,
            roles__contains=["curator"],
        )
        | Q(
            organisation__partnerships__project_id__in=to.managers_of,
            organisation__partnerships__part="lead",
            roles__contains=["project_manager"],
        )
    )
    wanted = Q(pk__in=members.values("user_id")) | Q(pk__in=_ids(to.users))
    return User.objects.filter(wanted, is_active=True).order_by("pk")


def _ids(ids: Iterable[int]) -> list[int]:
    return [pk for pk in ids if pk]
