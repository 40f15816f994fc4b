"""Keeping, finding and handing over drafts that wait under a token."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.utils.translation import gettext as _

from mint import clock
from mint.links.models import WaitingDraft
from mint.sealing import hashed
from mint.web import MoveError

KEPT_FOR = timedelta(days=30)
MOST_CHARACTERS = 40_000


@contextmanager
def holding(token_hash: str) -> Iterator[None]:
    """A transaction in which row security sees the row of this hash. An error rolls the setting back as well."""
    with transaction.atomic():
        _hold(token_hash)
        yield
        _hold("")


def _hold(token_hash: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('mint.link', %s, true)", [token_hash])


def find(kind: str, token: str) -> WaitingDraft | None:
    """The draft that waits; None when it was never there, has expired or was claimed."""
    found = _row(kind, token)
    return found if found and found.is_open else None


def hold(kind: str, token: str) -> WaitingDraft | None:
    """The same, locked until the transaction ends, and also when it was claimed already. None when it has expired."""
    found = _row(kind, token, lock=True)
    return found if found and found.expires_at > clock.now() else None


def _row(kind: str, token: str, *, lock: bool = False) -> WaitingDraft | None:
    token_hash = hashed(kind, token)
    with holding(token_hash):
        rows = WaitingDraft.objects.filter(token_hash=token_hash)
        return (rows.select_for_update(of=("self",)) if lock else rows).first()


def keep(kind: str, token: str, *, data: dict[str, Any], language: str, email: str = "") -> WaitingDraft:
    """Add what was typed. What was claimed or has expired gives way to a new draft."""
    plain = json.loads(json.dumps(data, cls=DjangoJSONEncoder))
    with holding(hashed(kind, token)):
        draft = _open_row(kind, hashed(kind, token))
        draft.data = {**draft.data, **plain}
        if len(json.dumps(draft.data, ensure_ascii=False)) > MOST_CHARACTERS:
            raise MoveError(_("This is too long to be kept. Shorten it."))
        draft.language, draft.email = language, email or draft.email
        draft.expires_at = clock.now() + KEPT_FOR
        draft.save()
    return draft


def _open_row(kind: str, token_hash: str) -> WaitingDraft:
    rows = WaitingDraft.objects.filter(token_hash=token_hash)
    found = rows.select_for_update().first()
    if found and found.is_open:
        return found
    rows.delete()
    values = {"kind": kind, "data": {"form_key": str(uuid4())}, "expires_at": clock.now() + KEPT_FOR}
    return rows.get_or_create(token_hash=token_hash, defaults=values)[0]


def settle(draft: WaitingDraft, *, user_id: int) -> None:
    """Handed over: the text now lives where it belongs, and is kept here no longer."""
    with holding(draft.token_hash):
        draft.data, draft.email = {"form_key": draft.data["form_key"]}, ""
        draft.claimed_at, draft.claimed_by_id = clock.now(), user_id
        draft.save()


def forget(kind: str, token: str) -> None:
    with holding(hashed(kind, token)):
        WaitingDraft.objects.filter(token_hash=hashed(kind, token)).delete()
