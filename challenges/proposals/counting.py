"""How many proposals were sent: a number only, to those who may know it."""

from django.db import connection

from challenges.models import Challenge


def count_of(challenge: Challenge) -> int | None:
    """None where it is not told: to others than who asked and the project's manager, and of a sealed call before its end."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT mint.proposals_to(%s)", [challenge.pk])
        (count,) = cursor.fetchone()
    return None if count is None else int(count)
