"""What the page of a stale form shows."""

from django.http import HttpResponse


def rows_of(response: HttpResponse) -> list[tuple[str, str, str]]:
    """Label, saved meanwhile and typed here, of each field that differs."""
    return [(clash.label, clash.saved, clash.typed) for clash in response.context["clashes"]]
