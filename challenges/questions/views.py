"""Asking on a challenge's page, and answering in the owner's workspace."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from challenges.models import Challenge
from challenges.questions import actions
from challenges.questions.forms import AnswerForm, LastDayForm, QuestionForm
from challenges.questions.models import Question
from challenges.questions.permissions import can_answer, can_ask, is_asked_now
from challenges.views.curation import found
from mint.tenancy.context import Request
from mint.web import MoveError

MOST = 200


def ask(request: Request, pk: int) -> HttpResponse:
    """A page of its own, so that it works wherever one comes from; the challenge's page leads here."""
    challenge = get_object_or_404(Challenge.objects.visible_to(request.actor).read_out(), pk=pk)
    if not can_ask(request.actor, challenge):
        raise PermissionDenied
    if not is_asked_now(challenge):
        raise MoveError(_("Questions are no longer taken for this challenge."), url=challenge.get_absolute_url())
    form = QuestionForm(request.POST or None)
    if form.is_valid():
        typed = form.cleaned_data
        actions.ask(challenge, text=typed["text"], key=typed["key"], actor=request.actor)
        messages.success(request, _("Your question went to the owner. You are told when it has been answered."))
        return redirect(challenge)
    context = {"challenge": challenge, "form": form, "nav": "challenges"}
    return render(request, "questions/ask.html", context, status=422 if form.is_bound else 200)


def _answerable(request: Request, pk: int) -> Challenge:
    challenge = found(request, pk)
    if not can_answer(request.actor, challenge):
        raise PermissionDenied
    return challenge


def questions(request: Request, organisation: str, pk: int) -> HttpResponse:
    """All of a challenge, those that wait first; and until when one may ask (POST)."""
    challenge = _answerable(request, pk)
    form = LastDayForm(request.POST or None, initial={"until": challenge.questions_until})
    if form.is_valid():
        actions.set_last_day(challenge, until=form.cleaned_data["until"], actor=request.actor)
        messages.success(request, _("Saved."))
        return redirect("questions:list", organisation, pk)
    return _page(request, challenge, form, status=422 if form.is_bound else 200)


def _page(
    request: Request,
    challenge: Challenge,
    form: LastDayForm,
    *,
    status: int = 200,
    answering: tuple[int, AnswerForm] | None = None,
) -> HttpResponse:
    number, bound = answering or (0, None)
    context = {
        "challenge": challenge,
        "form": bound or form,
        "last_day": form,
        "rows": [
            {"question": row, "form": bound if row.pk == number else _form_of(row)} for row in _rows(request, challenge)
        ],
        "nav": "challenges",
    }
    return render(request, "questions/list.html", context, status=status)


def _rows(request: Request, challenge: Challenge) -> list[Question]:
    """What waits comes first."""
    rows = Question.objects.visible_to(request.actor).filter(challenge=challenge).order_by("published_at", "id")
    return sorted(rows[:MOST], key=lambda row: row.published_at is not None)


def _form_of(question: Question) -> AnswerForm:
    return AnswerForm(initial={"text": question.answer}, auto_id=f"id_{question.pk}_%s")


@require_POST
def answer(request: Request, organisation: str, pk: int, question: int) -> HttpResponse:
    challenge = _answerable(request, pk)
    rows = Question.objects.visible_to(request.actor).filter(challenge=challenge)
    row = get_object_or_404(rows.select_related("challenge"), pk=question)
    form = AnswerForm(request.POST, auto_id=f"id_{question}_%s")
    if not form.is_valid():
        return _page(request, challenge, LastDayForm(), status=422, answering=(question, form))
    actions.answer(row, text=form.cleaned_data["text"], actor=request.actor)
    messages.success(request, _("The question is on the challenge's page, and its asker is told."))
    return redirect("questions:list", organisation, pk)
