"""The funder's sentence in the footer of every page."""

from typing import Any

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from mint import clock
from mint.isolation.context import can_ask
from mint.projects.models import FunderProfile


def page(request: HttpRequest) -> dict[str, Any]:
    return {"FUNDER": SimpleLazyObject(funder)}


def funder() -> dict[str, str]:
    """Sentence and fund of the project that runs now, in the reader's language; cached for ten minutes."""
    language = (get_language() or "fi")[:2]
    key = f"funder:{language}"
    shown: dict[str, str] | None = cache.get(key)
    if shown is None and not can_ask():
        return {}
    if shown is None:
        today = clock.today()
        profile = (
            FunderProfile.objects.filter(projects__planned_start_on__lte=today)
            .order_by("-projects__planned_start_on")
            .first()
        )
        shown = (
            {
                "sentence": getattr(profile, f"sentence_{language}"),
                "fund": getattr(profile, f"fund_{language}"),
            }
            if profile
            else {}
        )
        cache.set(key, shown, 600)
    return shown
