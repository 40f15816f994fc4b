"""A public list's filters: what was chosen, and the list without one of it."""

from typing import Any

from django import forms
from django.http import HttpRequest

from mint.web import CURSORS


class ListFilter(forms.Form):
    """A list's query string: what does not fit is left out, never an error page."""

    def chosen(self, name: str) -> Any:
        self.is_valid()
        return self.cleaned_data.get(name) or []


def chip(request: HttpRequest, name: str, value: str, text: str) -> dict[str, str]:
    """A chosen filter in words, with the address of the list without it, from its beginning."""
    query = request.GET.copy()
    for cursor in CURSORS:
        query.pop(cursor, None)
    query.setlist(name, [each for each in query.getlist(name) if each.strip() != value])
    return {"text": text, "url": f"?{query.urlencode()}"}
