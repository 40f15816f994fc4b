"""The log of what people agreed to: a line for each yes and each no, never changed."""

from typing import Any
from uuid import UUID, uuid4

from django.db.models import QuerySet

from mint.accounts.models import User
from mint.actor import Actor
from mint.isolation.context import insert_unseen
from mint.outbox.queue import enqueue
from mint.privacy.models import Consent
from mint.privacy.states import ConsentKind
from mint.privacy.words import NOTICE


def note(kind: str, *, is_given: bool, actor: Actor, version: str = "") -> None:
    """In the transaction of what was agreed to, by who agreed."""
    if actor.user_id is not None:
        insert_unseen(Consent(user_id=actor.user_id, kind=kind, is_given=is_given, version=version, key=uuid4()))


def of(actor: Actor) -> "QuerySet[Consent]":
    return Consent.objects.visible_to(actor).filter(user_id=actor.user_id or 0).order_by("-pk")


def signed_up(*, user: User, **_signal: Any) -> None:
    """Who creates an account has the notice before them; nobody is signed in yet, so the worker writes it down."""
    enqueue("privacy.note_notice", user_id=user.pk, version=f"{NOTICE:%Y-%m-%d}", key=str(uuid4()))


def note_notice(*, user_id: int, version: str, key: str) -> None:
    """As mint_system; a second run finds its line."""
    if User.objects.filter(pk=user_id).exists():
        values = {"user_id": user_id, "kind": ConsentKind.NOTICE, "is_given": True, "version": version}
        Consent.objects.get_or_create(key=UUID(key), defaults=values)
