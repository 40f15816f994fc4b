"""What is answered when a page has failed: that the fault is ours, or that the database has no room now."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.defaults import server_error

RETRY_AFTER = "5"  # seconds


def failed(request: HttpRequest) -> HttpResponse:
    """Django's handler500. Without context processors: they ask the database too."""
    if not isinstance(sys.exception(), OperationalError | InterfaceError):
        return server_error(request)
    return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": RETRY_AFTER})
