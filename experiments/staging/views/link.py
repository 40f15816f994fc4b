"""What a mailed link opens: the plan as it was when the approval was asked for, to be approved or not. No account is needed."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from experiments.staging import signing
from experiments.staging.forms import SignForm
from experiments.staging.reading import facts_of
from experiments.views.work import posted
from mint.tenancy.context import Request


@login_not_required
def answer(request: Request, token: str) -> HttpResponse:
    """Reading changes nothing; answering works once."""
    row = signing.read(token)
    if row is None or (row.is_given is None and not row.is_open):
        return render(request, "experiments/staging/gone.html", {"nav": "experiments"}, status=404)
    form = SignForm(posted(request))
    if form.is_bound and form.is_valid():
        signing.answer(token, is_given=form.is_given, reason=form.cleaned_data["reason"])
        return redirect("staging:answer", token)
    code = (get_language() or "fi")[:2]
    context = {
        "row": row,
        "form": form,
        "question": row.shown["question"][code],
        "place": row.shown["place"][code],
        "facts": facts_of(row.shown),
        "nav": "experiments",
    }
    return render(request, "experiments/staging/answer.html", context, status=422 if form.is_bound else 200)
