"""Which request, person and address a line of the log belongs to."""

import structlog
from django.conf import settings
from django.http import HttpRequest
from django_structlog.middlewares import RequestMiddleware


class TracedMiddleware(RequestMiddleware):
    """django-structlog's own, but for the address: the one that the proxy in front has seen, and no header without a proxy.

    The package's guess believes whatever header a visitor sends, and costs a millisecond of every page.
    """

    @classmethod
    def bind_ip(cls, request: HttpRequest) -> None:
        structlog.contextvars.bind_contextvars(ip=address_of(request))


def address_of(request: HttpRequest) -> str:
    """Of who asks; behind proxies what the outermost of ours has added, not what the visitor says before it."""
    if count := settings.ALLAUTH_TRUSTED_PROXY_COUNT:
        forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")
        if seen := forwarded[-count:][0].strip():
            return seen
    return str(request.META.get("REMOTE_ADDR", ""))
