"""Addresses to which only forms are sent: whoever opens one is led to the page it belongs to, or told in words."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.urls import Resolver404, resolve

from mint.web import wants_partial

METHODS = ("GET", "HEAD", "POST", "OPTIONS")  # pages and forms: there is no other way to ask


class FormAddressMiddleware:
    """A refused or corrected form leaves its own address in the browser: reload or another language asks it by GET."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not isinstance(response, HttpResponseNotAllowed) or wants_partial(request):
            return response
        above = page_above(request.path_info) if request.method in {"GET", "HEAD"} else ""
        if above:
            return HttpResponseRedirect(above, status=303)
        words = render(request, "405.html", status=405)
        words["Allow"] = response["Allow"]
        return words

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """After sign-in and tenant: no view has to think of PUT, and show its page as if it was asked for it."""
        return None if request.method in METHODS else HttpResponseNotAllowed(METHODS)


def page_above(path: str) -> str:
    """The nearest address above this one, by its segments; empty where that is only the home page.

    It may take a form only as well: then its own answer leads on, and each step is shorter than the last.
    """
    parts = [part for part in path.split("/") if part]
    for length in range(len(parts) - 1, 1, -1):
        shorter = f"/{'/'.join(parts[:length])}/"
        try:
            resolve(shorter)
        except Resolver404:
            continue
        return shorter
    return ""
