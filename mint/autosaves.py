"""A step that saves itself: its hidden parts, and which open page saved which version.

What one's own page saved while its button was being pressed is nobody else's change.

Kept in the cache for as long as somebody may sit at a form; where it is not known any more, both versions are shown.
"""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.cache import cache

LASTS = 3600  # seconds


class KeyForm(forms.Form):
    """The hidden parts of a step: which draft, which version of it was on the screen, and which open page this is."""

    key = forms.UUIDField(required=False)
    version = forms.IntegerField(required=False, min_value=1, max_value=2_000_000_000)
    page = forms.UUIDField(required=False)

    @staticmethod
    def new_key() -> UUID:
        return uuid4()

    @classmethod
    def sent(cls, data: Any) -> dict[str, Any]:
        """What came with a form; nothing of it where any part is no good."""
        form = cls(data)
        return form.cleaned_data if form.is_valid() else dict.fromkeys(cls.base_fields)


def page_of(data: Any) -> UUID:
    """The same from the opening of a page until it leads on."""
    page: UUID = KeyForm.sent(data)["page"] or uuid4()
    return page


def _key(subject: str, version: int) -> str:
    return f"saved-by:{subject}:{version}"


def saved(subject: str, version: int, page: UUID | None) -> None:
    """`subject` is the row, `version` the one that it has now, `page` what the form carries since it was opened."""
    if page:
        cache.set(_key(subject, version), str(page), LASTS)


def seen(subject: str, version: int, page: UUID | None) -> int:
    """The version that the page knows: the one it names, and those that it has itself saved since."""
    while page and cache.get(_key(subject, version + 1)) == str(page):
        version += 1
    return version
