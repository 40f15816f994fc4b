"""Confirming who one is before what cannot be taken back: roles of others, ways to sign in, exports."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import urlencode

from mint.accounts.proofs import proved_lately

SENT = "sent_before_confirming"
MOST_KEPT = 20_000  # characters: a session is no place for more
View = Callable[..., HttpResponseBase]


def reauthenticated(*methods: str) -> Callable[[View], View]:
    """A view that these methods reach only within a quarter of an hour after one has proved who one is.

    Otherwise one is asked first and led back to the page; what was sent waits there to be sent again.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def confirmed(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method not in methods or proved_lately(request, request.user):
                return view(request, *args, **kwargs)
            return ask(request)

        return confirmed

    return decorate


def ask(request: Any) -> HttpResponse:
    """To the first way by which this person can confirm."""
    back = request.get_full_path()
    if request.method == "POST":
        request.session[SENT] = _kept(request)
        back = f"{reverse('accounts:resume')}?{urlencode({'next': request.path})}"
    (way, *_others) = get_adapter().get_reauthentication_methods(request.user)
    address = f"{way['url']}?{urlencode({'next': back})}"
    if not getattr(request, "htmx", False):
        return HttpResponseRedirect(address)
    answer = HttpResponse(status=401)
    answer["HX-Redirect"] = address
    return answer


def _kept(request: HttpRequest) -> dict[str, Any]:
    """The fields as they were sent, less what is secret."""
    secret = ("csrf", "password", "secret")
    sent = [
        (name, value)
        for name, values in request.POST.lists()
        if not any(word in name for word in secret)
        for value in values
    ]
    fits = sum(len(str(value)) for _name, value in sent) <= MOST_KEPT
    return {"path": request.path, "fields": sent if fits else []}
