from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from mint.actor import ANONYMOUS
from mint.notifications.models import Notification


def page(request: HttpRequest) -> dict[str, Any]:
    """`unread_count` for the bell, asked only by a page that shows it; "9+" is as exact as a bell needs to be."""
    actor = getattr(request, "actor", ANONYMOUS)
    user_id = actor.user_id
    if user_id is None:
        return {"unread_count": 0}
    return {"unread_count": SimpleLazyObject(lambda: len(_some_unread(user_id)))}


def _some_unread(user_id: int) -> list[int]:
    return list(Notification.objects.of(user_id).unread().values_list("pk", flat=True)[:10])
