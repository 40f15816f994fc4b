"""What a mailed link opens, without an account. Mail scanners open links too: only the page's button answers."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render

from experiments.follow_up import answering
from experiments.follow_up.forms import AnswerForm, DetailForm
from experiments.follow_up.models import Asking
from experiments.follow_up.states import Step
from experiments.views.work import posted
from mint.tenancy.context import Request

NAV = {"nav": "experiments"}


@login_not_required
def answer(request: Request, token: str) -> HttpResponse:
    """?vastaus= chooses an answer on the page; the POST gives it, once."""
    asking = answering.read(token)
    if asking is None:
        return render(request, "experiments/follow_up/gone.html", NAV, status=404)
    if asking.round.step == Step.ANSWERED:
        return redirect("follow_up:detail", token) if _may_detail(asking) else _page(request, asking, "thanks")
    form = AnswerForm(posted(request), initial={"vastaus": request.GET.get("vastaus", "")})
    if form.is_bound and form.is_valid():
        answering.answer(token, answer=form.cleaned_data["vastaus"])
        return redirect("follow_up:detail", token)
    return _page(request, asking, "answer", form=form)


@login_not_required
def detail(request: Request, token: str) -> HttpResponse:
    """The small page after the answer: cost and owner. It may be left empty."""
    asking = answering.read(token)
    if asking is None:
        return render(request, "experiments/follow_up/gone.html", NAV, status=404)
    if not _may_detail(asking):
        return redirect("follow_up:answer", token)
    form = DetailForm(posted(request))
    if form.is_bound and form.is_valid():
        answering.detail(token, **form.cleaned_data)
        return redirect("follow_up:answer", token)
    return _page(request, asking, "detail", form=form)


def _may_detail(asking: Asking) -> bool:
    """By the link that answered, until it has told, or passed it over."""
    return asking.answered_at is not None and asking.detailed_at is None


def _page(request: Request, asking: Asking, page: str, **more: Any) -> HttpResponse:
    form = more.get("form")
    context = {"asking": asking, "round": asking.round, **NAV, **more}
    status = 422 if form is not None and form.is_bound else 200
    return render(request, f"experiments/follow_up/{page}.html", context, status=status)
