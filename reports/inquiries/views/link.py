"""What a funder's link opens, without an account. Opening a page writes nothing: mail scanners open links too."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mint.files.serve import download
from mint.tenancy.context import Request
from reports.inquiries import asking, reading
from reports.inquiries.forms import AskForm, AskOnForm
from reports.inquiries.states import WHOLE

NAV = {"nav": "reports"}


def _gone(request: Request) -> HttpResponse:
    return render(request, "reports/inquiries/gone.html", NAV, status=404)


def _shown(request: Request, page: str, context: dict[str, Any]) -> HttpResponse:
    form = context.get("form")
    status = 422 if form is not None and form.is_bound else 200
    return render(request, f"reports/inquiries/{page}.html", NAV | context, status=status)


@login_not_required
def read(request: Request, token: str) -> HttpResponse:
    """The figures of the report, and a question; `?luku=` is the code of the figure that it is about."""
    link = reading.link_of(token)
    if link is None:
        return _gone(request)
    context = reading.page(link)
    posted = request.POST if request.method == "POST" else None
    form = AskForm(
        context["figures"], reading.places(context["report"]), posted, initial={"place": request.GET.get("luku", WHOLE)}
    )
    if form.is_bound and form.is_valid():
        thread = asking.ask(token, **form.cleaned_data)
        messages.success(request, _("Your question has been sent. You are told by e-mail when it has been answered."))
        return redirect("inquiries:asked", token, thread)
    return _shown(request, "read", context | {"token": token, "form": form})


@login_not_required
@require_safe
def figure(request: Request, token: str, pk: int) -> HttpResponse:
    """What the figure means, and the records it was counted from."""
    link = reading.link_of(token)
    if link is None:
        return _gone(request)
    return _shown(request, "figure", reading.figure(request, link, pk) | {"token": token})


@login_not_required
def asked(request: Request, token: str, thread_pk: int) -> HttpResponse:
    """One's own question with its answers; asking on."""
    link = reading.link_of(token)
    if link is None:
        return _gone(request)
    context = reading.thread(link, thread_pk)
    form = AskOnForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        asking.ask_on(token, thread_pk, **form.cleaned_data)
        messages.success(request, _("Your question has been sent. You are told by e-mail when it has been answered."))
        return redirect("inquiries:asked", token, thread_pk)
    return _shown(request, "asked", context | {"token": token, "form": form})


@login_not_required
@require_safe
def file(request: Request, token: str, thread_pk: int, kind: str) -> HttpResponseBase:
    """A file that was given as evidence."""
    link = reading.link_of(token)
    return _gone(request) if link is None else download(reading.file(link, thread_pk, kind))
