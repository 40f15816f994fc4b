"""The coordinator's pages: whose the text is, its steps, and its way to the company."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from challenges.asking import StepForm
from challenges.behalf import actions, timeline, workflow
from challenges.behalf.forms import WhoseForm
from challenges.behalf.models import OnBehalf
from challenges.behalf.permissions import can_begin, can_write
from challenges.behalf.states import BehalfState
from challenges.behalf.text import lacking
from challenges.starting import challenge_of
from challenges.views.brief import from_check
from challenges.views.check import checked
from challenges.wizard import COMPANY, Step, step_of
from mint import autosaves, clock
from mint.autosaves import KeyForm, page_of
from mint.clashes import Clash, stale, status_of
from mint.tenancy.context import Request
from mint.tenancy.models import Organisation
from mint.web import MoveError, StaleError, wants_partial
from mint.workflow import available, blockers


@require_safe
def listing(request: Request, organisation: str) -> HttpResponse:
    """What is in the municipality's care."""
    if not can_begin(request.actor, request.acting_for.kind):
        raise PermissionDenied
    rows = OnBehalf.objects.visible_to(request.actor).in_care_of(request.acting_for.id)[:200]
    return render(request, "challenges/behalf/list.html", {"rows": list(rows), "nav": "challenges"})


def new(request: Request, organisation: str) -> HttpResponse:
    """First whose it is: the form's key makes the text, once."""
    if not can_begin(request.actor, request.acting_for.kind):
        raise PermissionDenied
    tenant = get_object_or_404(Organisation.objects.select_related("municipality"), pk=request.acting_for.id)
    hidden = KeyForm(request.POST or None)
    key = (hidden.cleaned_data["key"] if hidden.is_valid() else None) or KeyForm.new_key()
    form = WhoseForm(request.POST or None, municipality=tenant.municipality)
    if request.method == "POST" and form.is_valid():
        row = actions.begin(organisation=tenant, key=key, whose=form.cleaned_data, actor=request.actor)
        return redirect("behalf:step", organisation, row.pk, 1)
    context = {"form": form, "key": key, "nav": "challenges"}
    return render(request, "challenges/behalf/whose.html", context, status=422 if form.is_bound else 200)


def _found(request: Request, pk: int) -> OnBehalf:
    rows = OnBehalf.objects.visible_to(request.actor).select_related(
        "organisation", "municipality", "author", "company"
    )
    row: OnBehalf = get_object_or_404(rows, pk=pk)
    if not can_write(request.actor, row):
        raise PermissionDenied
    return row


@require_safe
def page(request: Request, organisation: str, pk: int) -> HttpResponse:
    """The whole text, and where it is on its way."""
    row = _found(request, pk)
    moves = available(row, workflow.MOVES, request.actor)
    pages = reverse("behalf:step", args=[organisation, pk, 0]).rsplit("0", 1)
    missing = lacking(row)
    context = {
        "row": row,
        "answers": checked(challenge_of(row), COMPANY, pages) if row.data else [],
        "is_draft": row.state == BehalfState.DRAFT,
        "moves": {move.name: {"move": move, "blockers": blockers(row, move)} for move in moves},
        "lacking": f"{pages[0]}{missing[0]}{pages[1]}?paluu=tarkista#id_{missing[1]}" if missing else "",
        "happened": timeline.events(row),
        "nav": "challenges",
    }
    return render(request, "challenges/behalf/page.html", context)


def whose(request: Request, organisation: str, pk: int) -> HttpResponse:
    row = _found(request, pk)
    initial = {name: getattr(row, name) for name in WhoseForm.base_fields}
    form, hidden = (
        WhoseForm(request.POST or None, initial=initial, municipality=row.municipality),
        KeyForm(request.POST),
    )
    if request.method == "POST" and form.is_valid():
        version = (hidden.is_valid() and hidden.cleaned_data["version"]) or 0
        actions.name_company(row, whose=form.cleaned_data, version=version, actor=request.actor)
        messages.success(request, _("Saved."))
        return redirect("behalf:page", organisation, pk)
    context = {"form": form, "row": row, "nav": "challenges"}
    return render(request, "challenges/behalf/whose.html", context, status=422 if form.is_bound else 200)


def step(request: Request, organisation: str, pk: int, number: int) -> HttpResponse:
    """A step of the text; htmx saves it while one types, the button saves and goes on."""
    row, here = _found(request, pk), step_of(COMPANY, number)
    if here is None:
        raise Http404
    form, both = _form(request, here, row), None
    if request.method == "POST" and form.is_valid():
        try:
            return _saved(request, _save(request, row, form), number)
        except StaleError:
            both = _stale(request, form, here, _found(request, pk))
    return _step_page(request, form, here, row, both)


def _form(request: Request, here: Step, row: OnBehalf) -> StepForm:
    """The questions that matter: the company asks itself the further ones, and adds its files."""
    assert here.form
    sent = request.POST if request.method == "POST" else None  # also when it is empty
    form = here.form(sent, instance=challenge_of(row), autosave=wants_partial(request), brief=True)
    form.fields.pop("upload", None)
    return form


def _save(request: Request, row: OnBehalf, form: StepForm) -> OnBehalf:
    known, subject = KeyForm.sent(request.POST), f"behalf:{row.pk}"
    version = autosaves.seen(subject, known["version"] or 0, known["page"])
    saved = actions.save_text(row, data=form.cleaned_data, version=version, actor=request.actor)
    autosaves.saved(subject, saved.version, known["page"])
    return saved


def _saved(request: Request, row: OnBehalf, number: int) -> HttpResponse:
    if wants_partial(request):
        return render(request, "challenges/_saved.html", {"challenge": row, "saved_at": clock.now()})
    place = (row.organisation.slug, row.pk)
    return (
        redirect("behalf:step", *place, 2)
        if number == 1 and not from_check(request)
        else redirect("behalf:page", *place)
    )


def _stale(request: Request, form: StepForm, here: Step, row: OnBehalf) -> list[Clash]:
    assert here.form
    if wants_partial(request):  # only the button writes over another's text
        return []
    return stale(form, here.form(instance=challenge_of(row), brief=True), row.version)


def _step_page(request: Request, form: StepForm, here: Step, row: OnBehalf, both: list[Clash] | None) -> HttpResponse:
    status = status_of(form, both)
    if form.is_bound and wants_partial(request):
        return render(
            request, "challenges/_not_saved.html", {"form": form, "is_stale": both is not None}, status=status
        )
    context = {
        "page": page_of(request.POST),
        "form": form,
        "row": row,
        "step": here,
        "next": COMPANY[here.number],
        "total": len(COMPANY),
    }
    context |= {"clashes": both, "back_to_check": from_check(request), "nav": "challenges"}
    return render(request, "challenges/behalf/step.html", context, status=status)


@require_POST
def send(request: Request, organisation: str, pk: int) -> HttpResponse:
    """The first time, and again."""
    workflow.send(_found(request, pk), actor=request.actor)
    messages.success(request, _("The link was sent to the company."))
    return redirect("behalf:page", organisation, pk)


@require_POST
def take_back(request: Request, organisation: str, pk: int) -> HttpResponse:
    workflow.take_back(_found(request, pk), actor=request.actor)
    messages.success(request, _("The link works no more. You can change the text, and send it again."))
    return redirect("behalf:page", organisation, pk)


def delete(request: Request, organisation: str, pk: int) -> HttpResponse:
    """Asked first: what is deleted is gone."""
    row = _found(request, pk)
    if row.state != BehalfState.DRAFT:
        raise MoveError(_("Take the link back first."))
    if request.method != "POST":
        return render(request, "challenges/behalf/delete.html", {"row": row, "nav": "challenges"})
    actions.delete(row, actor=request.actor)
    messages.success(request, _("The draft was deleted."))
    return redirect("behalf:list", organisation)
