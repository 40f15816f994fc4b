"""A person's calendar, and the token of its address."""

from typing import Any

from mint.accounts.models import User
from mint.notifications.calendars import KIND
from mint.notifications.models import CalendarFeed
from mint.sealing import hashed


def make_calendar(user: User, token: str = "", **columns: Any) -> str:
    token = token or f"a-calendar-of-{user.pk}"
    CalendarFeed.objects.create(user=user, token_hash=hashed(KIND, token), **columns)
    return token
