"""The consents of an experiment: the texts in use, who agreed by code, a new version, and a consent taken back."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from experiments.consents import actions
from experiments.consents.counting import counted
from experiments.consents.forms import GivenForm, TextForm, WithdrawalForm
from experiments.consents.models import ConsentText, GivenConsent
from experiments.consents.permissions import can_record, can_remove
from experiments.consents.states import ENDED
from experiments.models import Experiment
from experiments.views.work import found, posted
from mint.tenancy.context import Request
from mint.web import paginate


def listing(request: Request, organisation: str, pk: int) -> HttpResponse:
    """POST records who agreed."""
    experiment = found(request, pk)
    if request.method == "POST" and not can_record(request.actor, experiment):
        raise PermissionDenied
    texts = _texts(request, experiment)
    newest = [each for each in texts if each.is_newest]
    form = GivenForm(posted(request), texts=newest) if newest else None
    if form and form.is_bound and form.is_valid():
        data = form.cleaned_data
        text = next(each for each in newest if each.pk == data["text"])
        count = actions.give(text, actor=request.actor, codes=data["codes"], on=data["given_on"])
        said = ngettext("%(count)s consent was recorded.", "%(count)s consents were recorded.", count)
        messages.success(request, said % {"count": count})
        return redirect("consents:list", organisation, pk)
    return _page(request, experiment, texts, form)


def _texts(request: Request, experiment: Experiment) -> list[Any]:
    """Every version, by language the newest first; `is_newest` is the one in use."""
    rows = list(ConsentText.objects.visible_to(request.actor).filter(experiment=experiment))
    languages: set[str] = set()
    for row in rows:
        row.is_newest = row.language not in languages  # type: ignore[attr-defined]  # for this page
        row.experiment = experiment
        languages.add(row.language)
    return rows


def _page(request: Request, experiment: Experiment, texts: list[Any], form: GivenForm | None) -> HttpResponse:
    rows = GivenConsent.objects.visible_to(request.actor).filter(experiment=experiment).select_related("text")
    page = paginate(request, rows, by=("code", "id"), size=50)
    for row in page:
        row.experiment = experiment
    may_record = can_record(request.actor, experiment)
    context = {
        "experiment": experiment,
        "nav": "experiments",
        "texts": texts,
        "page": page,
        "rows": [{"consent": row, "may_remove": can_remove(request.actor, row)} for row in page],
        "counted": counted(experiment, request.actor),
        "may_record": may_record,
        "is_open": may_record and experiment.state not in ENDED,
        "form": form if may_record and experiment.state not in ENDED else None,
    }
    return render(request, "experiments/consents/list.html", context, status=422 if form and form.is_bound else 200)


def text(request: Request, organisation: str, pk: int) -> HttpResponse:
    """A new version in a language (?kieli=): begun from the newest, or from what the plan says."""
    experiment = _recorded(request, pk)
    language = request.GET.get("kieli", "")
    language = language if language in dict(settings.LANGUAGES) else experiment.language
    newest = [each for each in _texts(request, experiment) if each.is_newest and each.language == language]
    begin = newest[0].text if newest else experiment.consent_text
    form = TextForm(posted(request), initial={"language": language, "text": begin})
    if form.is_bound and form.is_valid():
        version = actions.write(experiment, actor=request.actor, **form.cleaned_data)
        messages.success(request, _("Version %(number)s is in use.") % {"number": version.number})
        return redirect("consents:list", organisation, pk)
    context = {"experiment": experiment, "form": form, "nav": "experiments"}
    return render(request, "experiments/consents/text.html", context, status=422 if form.is_bound else 200)


def withdraw(request: Request, organisation: str, pk: int) -> HttpResponse:
    """A participant has taken the consent back (?koodi=)."""
    experiment = _recorded(request, pk)
    rows = GivenConsent.objects.visible_to(request.actor).filter(experiment=experiment).valid()
    codes = list(rows.order_by("code").values_list("code", flat=True).distinct())
    form = WithdrawalForm(posted(request), codes=codes, code=request.GET.get("koodi", ""))
    if form.is_bound and form.is_valid():
        code = form.cleaned_data["code"]
        actions.withdraw(experiment, code=code, withdrawal=form.withdrawal, actor=request.actor)
        messages.success(request, _("The consent of %(code)s was taken back.") % {"code": code})
        return redirect("consents:list", organisation, pk)
    context = {"experiment": experiment, "form": form, "codes": codes, "nav": "experiments"}
    return render(request, "experiments/consents/withdraw.html", context, status=422 if form.is_bound else 200)


@require_POST
def remove(request: Request, organisation: str, pk: int, consent: int) -> HttpResponse:
    experiment = _recorded(request, pk)
    rows = GivenConsent.objects.visible_to(request.actor).filter(experiment=experiment)
    row = get_object_or_404(rows, pk=consent)
    row.experiment = experiment
    actions.remove(row, actor=request.actor)
    messages.success(request, _("What was recorded by mistake was removed."))
    return redirect("consents:list", organisation, pk)


def _recorded(request: Request, pk: int) -> Experiment:
    experiment = found(request, pk)
    if not can_record(request.actor, experiment):
        raise PermissionDenied
    return experiment
