from typing import Any

from django.db import connection
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from mint.actor import ANONYMOUS
from mint.isolation.context import can_ask

UNREAD = """
SELECT count(*) FROM (
  SELECT FROM notifications_notification WHERE user_id = %(user)s AND read_at IS NULL ORDER BY id DESC LIMIT 10
) AS unread
"""


def page(request: HttpRequest) -> dict[str, Any]:
    """`unread_count` for the bell, asked only by a page that shows it; "9+" is as exact as a bell needs to be."""
    actor = getattr(request, "actor", ANONYMOUS)
    user_id = actor.user_id
    if user_id is None or not can_ask():
        return {"unread_count": 0}
    return {"unread_count": SimpleLazyObject(lambda: _some_unread(user_id))}


def _some_unread(user_id: int) -> int:
    """Ten at most. The bell is on every page: its statement is written here once, not built anew each time."""
    with connection.cursor() as cursor:
        cursor.execute(UNREAD, {"user": user_id})
        return int(cursor.fetchone()[0])
