"""Pages of a report's sections: writing one, giving it to a partner, marking it as ready."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mint import autosaves, clock
from mint.autosaves import KeyForm, page_of
from mint.clashes import Clash, clashes, stale, status_of
from mint.tenancy.context import Request
from mint.web import MoveError, StaleError, paginate, wants_partial
from reports.sections import actions, pages
from reports.sections.actions import Draft
from reports.sections.forms import GiveForm, PrinciplesForm, TextForm
from reports.sections.models import Section, SectionText
from reports.sections.permissions import can_give, can_read, can_write
from reports.sections.querysets import SectionQuerySet


def _seen(request: Request) -> SectionQuerySet:
    """In the workspace of the lead, of the organisation that was given it, or of a curator of the project."""
    here = request.acting_for.id
    own = Q(organisation_id=here) | Q(writer_id=here)
    if request.actor.curated_ids:
        own |= Q(project_id__in=request.actor.curated_ids)
    return Section.objects.visible_to(request.actor).filter(own)


def found(request: Request, pk: int) -> Section:
    """404 to who may not see it, 403 to a member of the lead who has no part in the report."""
    section = get_object_or_404(_seen(request).with_report().prefetch_related("texts", "principles"), pk=pk)
    if not can_read(request.actor, section):
        raise PermissionDenied
    return section


def written(request: Request, pk: int) -> Section:
    """The same, for who writes it."""
    section = found(request, pk)
    if not can_write(request.actor, section):
        raise PermissionDenied
    return section


@require_safe
def mine(request: Request, organisation: str) -> HttpResponse:
    """The sections that the organisation acted for has been given, the newest report's first."""
    seen = Section.objects.visible_to(request.actor).filter(writer_id=request.acting_for.id)
    page = paginate(request, seen.with_report().prefetch_related("texts"), by=("-id",))
    lines = [pages.line(each, organisation, of_report=True) for each in page]
    return render(request, "reports/sections/mine.html", {"page": page, "lines": lines, "nav": "reports"})


def detail(request: Request, organisation: str, pk: int) -> HttpResponse:
    """One section in one language: read by all who follow the report, written by whom it was given to."""
    section = written(request, pk) if request.method == "POST" else found(request, pk)
    language = pages.chosen(request, section)
    text = _text(section, language)
    form, both = TextForm(section=section, text=text), None
    if request.method == "POST":
        form = TextForm(request.POST, section=section)
        if form.is_valid():
            try:
                return _keep(request, section, language, form)
            except StaleError as error:
                both = _stale(request, form, section, language, error)
    if form.is_bound and wants_partial(request):
        return render(request, "reports/sections/_not_saved.html", {"form": form}, status=status_of(form, both))
    context = pages.detail(request, section, form, text)
    context |= {"clashes": both, "page_key": page_of({"page": request.POST.get("page", "")})}
    return render(request, "reports/sections/detail.html", context, status=status_of(form, both))


def _text(section: Section, language: str) -> SectionText | None:
    return next((each for each in section.texts.all() if each.language == language), None)


def _keep(request: Request, section: Section, language: str, form: TextForm) -> HttpResponse:
    """Save it; then say so (htmx), or go back to the page. What the page's own typing has saved is nobody else's change."""
    subject, quietly = f"section:{section.pk}:{language}", wants_partial(request)
    page = KeyForm.sent({"page": request.POST.get("page", "")})["page"]
    version = autosaves.seen(subject, form.cleaned_data["version"], page)
    draft = Draft(language, form.cleaned_data["text"], version)
    text = actions.write(section, draft, actor=request.actor, quietly=quietly)
    autosaves.saved(subject, text.version, page)
    if quietly:
        shown = {"text": text, "most": section.wanted.most_words, "saved_at": clock.now()}
        return render(request, "reports/sections/_saved.html", shown)
    messages.success(request, _("The text was saved."))
    return redirect(_page(request, section, language))


def _stale(request: Request, form: TextForm, section: Section, language: str, error: StaleError) -> list[Clash]:
    """Both versions; what was typed while one's page saves itself is written over nobody's."""
    saved = SectionText.objects.visible_to(request.actor).filter(section=section, language=language).first()
    now = TextForm(section=section, text=saved)
    if wants_partial(request):
        form.add_error(None, str(error))
        return clashes(form, now)
    return stale(form, now, saved.version if saved else 0)


def _page(request: Request, section: Section, language: str = "") -> str:
    address = reverse("sections:detail", args=[request.acting_for.slug, section.pk])
    return f"{address}?kieli={language}" if language else address


@require_POST
def take(request: Request, organisation: str, pk: int) -> HttpResponse:
    """The earlier report's text, as it was shown, after what has been written already: nothing is written over."""
    section = written(request, pk)
    language = pages.chosen(request, section)
    earlier, now = pages.earlier(section, language, request.actor), _text(section, language)
    if earlier is None:
        raise MoveError(_("There is no earlier text of this section."))
    if now and earlier.text in now.text:
        messages.info(request, _("The earlier text is there already."))
        return redirect(_page(request, section, language))
    text = f"{now.text}\n\n{earlier.text}" if now and now.text else earlier.text
    draft = Draft(language, text, now.version if now else 0, taken_from=earlier.report_id)
    actions.write(section, draft, actor=request.actor)
    messages.success(request, _("The earlier text was taken. Make it true of this report."))
    return redirect(_page(request, section, language))


@require_POST
def tick(request: Request, organisation: str, pk: int) -> HttpResponse:
    """Ready, or not after all: `?` the button that was pressed says which."""
    section = written(request, pk)
    actions.tick(section, ready=request.POST.get("ready") == "1", actor=request.actor)
    return redirect(_page(request, section))


def give(request: Request, organisation: str, pk: int) -> HttpResponse:
    """Whom it is given to, and until when."""
    section = found(request, pk)
    if not can_give(request.actor, section):
        raise PermissionDenied
    asked: dict[str, Any] = {
        "section": section, "partners": pages.partners(section), "people": pages.people(section)
    }  # fmt: skip
    form, both = GiveForm(request.POST if request.method == "POST" else None, **asked), None
    if form.is_bound and form.is_valid():
        try:
            actions.give(section, form.given(), version=form.cleaned_data["version"], actor=request.actor)
        except StaleError:
            fresh = found(request, pk)
            both = stale(form, GiveForm(**asked | {"section": fresh}), fresh.version)
        else:
            messages.success(request, _("Saved. Whom it was given to is told."))
            return redirect(_page(request, section))
    context = {"section": section, "form": form, "clashes": both, "nav": "reports"}
    return render(request, "reports/sections/give.html", context, status=status_of(form, both))


def principles(request: Request, organisation: str, pk: int) -> HttpResponse:
    """The horizontal principles, one by one; of the section that shows them only."""
    section = written(request, pk)
    if not pages.has_principles(section):
        raise Http404
    form, both = PrinciplesForm(request.POST if request.method == "POST" else None, section=section), None
    if form.is_bound and form.is_valid():
        try:
            actions.say_principles(section, form.said(), version=form.cleaned_data["version"], actor=request.actor)
        except StaleError:
            fresh = found(request, pk)
            both = stale(form, PrinciplesForm(section=fresh), fresh.version)
        else:
            messages.success(request, _("The principles were saved."))
            return redirect(_page(request, section))
    context = {"section": section, "form": form, "clashes": both, "nav": "reports"}
    return render(request, "reports/sections/principles.html", context, status=status_of(form, both))
