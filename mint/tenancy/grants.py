"""The only writer of django-guardian's rows: exceptions for one person on one object, which expire."""

from datetime import datetime
from typing import Any, TypeVar

from django.contrib.auth.models import Permission
from django.db import models
from guardian.models import UserObjectPermissionBase

from mint.accounts.models import User
from mint.actor import Actor

Grant = TypeVar("Grant", bound=UserObjectPermissionBase)


def grant(
    table: type[Grant],
    codename: str,
    obj: models.Model,
    *,
    user: User,
    granted_by: Actor,
    expires_at: datetime,
    **scope: Any,
) -> Grant:
    """Write or extend a grant in the direct table of `obj`; `scope` is who else may see the row."""
    permission = Permission.objects.get(codename=codename, content_type__app_label=obj._meta.app_label)
    values = {"expires_at": expires_at, "granted_by_id": granted_by.user_id, **scope}
    row: Grant
    row, _made = table.objects.update_or_create(permission=permission, user=user, content_object=obj, defaults=values)
    return row


def revoke(table: type[Grant], obj: models.Model, *, user_id: int) -> bool:
    """End a person's grants on one object; the next request no longer finds it. False: there was none."""
    deleted, _by_table = table.objects.filter(content_object=obj, user_id=user_id).delete()
    return deleted > 0
