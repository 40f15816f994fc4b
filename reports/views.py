"""Pages of reports: for those who manage the project that the organisation leads."""

from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.db.models import Case, F, OuterRef, QuerySet, Subquery, When, prefetch_related_objects
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mint import clock
from mint.accounts.confirming import reauthenticated
from mint.files.serve import download as serve
from mint.projects.models import Period, Project
from mint.tenancy.context import Request
from mint.web import MoveError, answer, paginate, wants_partial
from reports import actions, figure_page, pages, workflow
from reports.after import AFTER
from reports.counting import records
from reports.counting.doubles import checked
from reports.forms import AgainForm, ApproveForm, MoveForm, NewReportForm, TargetsForm
from reports.models import Figure, FigureRow, Report, ReportFile
from reports.permissions import can_manage, can_report
from reports.states import Kind


def managed(request: Request, pk: int) -> Report:
    """The report, for its manager: 404 to who may not see it, 403 to who sees it and does not manage it."""
    seen = Report.objects.visible_to(request.actor).of_tenant(request.acting_for.id)
    report = get_object_or_404(seen.select_related("project", "organisation", "period"), pk=pk)
    if not can_manage(request.actor, report):
        raise PermissionDenied
    return report


def _periods(request: Request) -> QuerySet[Period]:
    if not can_report(request.actor, request.acting_for.id):
        raise PermissionDenied
    led = Period.objects.filter(
        project_id__in=request.actor.managed_ids,
        project__partners__part="lead",
        project__partners__organisation_id=request.acting_for.id,
    )
    later = Case(When(starts_on__gt=clock.today(), then=F("starts_on")))  # none: it has begun
    reports = Report.objects.visible_to(request.actor).filter(period=OuterRef("pk"), kind=Kind.FUNDER).order_by("-id")
    known = led.annotate(report_state=Subquery(reports.values("state")[:1]))
    return known.select_related("project").order_by(later.asc(nulls_first=True), "-starts_on", "-id")


@require_safe
def board(request: Request, organisation: str) -> HttpResponse:
    """Reports, the newest first, and the periods that still wait for theirs."""
    due = pages.due(_periods(request))
    seen = Report.objects.visible_to(request.actor).of_tenant(request.acting_for.id)
    page = paginate(request, seen.select_related("project").prefetch_related("files"), by=("-id",))
    return render(
        request, "reports/list.html", {"page": page, "due": due, "projects": pages.led(request), "nav": "reports"}
    )


def new(request: Request, organisation: str) -> HttpResponse:
    """Choose project and period; then check what is missing; then build."""
    given = request.POST if request.method == "POST" else request.GET or None
    form = NewReportForm(_periods(request), given)
    if not (form.is_bound and form.is_valid()):
        return render(
            request, "reports/new.html", {"form": form, "nav": "reports"}, status=422 if form.is_bound else 200
        )
    chosen, posted = form.cleaned_data, request.POST if request.method == "POST" else None
    earlier = pages.earlier(chosen, request.actor)
    again = AgainForm(posted) if any(each.is_locked for each in earlier) else None
    if posted is not None and (again is None or again.is_valid()):
        report = actions.begin(actor=request.actor, again=again is not None, **chosen)
        return answer(request, report, partial="reports/_progress.html", text=_("The report is being built."))
    missing = checked(chosen["period"].project, pages.days(chosen)[1], request.actor, organisation)
    context = {
        "form": form,
        "again": again,
        "earlier": earlier,
        "gaps": missing,
        "rows": pages.answers(chosen, organisation),
        "key": chosen["key"] or uuid4(),
        "nav": "reports",
    }
    return render(request, "reports/check.html", context, status=200 if posted is None else 422)


@require_safe
def detail(request: Request, organisation: str, pk: int) -> HttpResponse:
    """The report's page; while it is built, htmx asks for the progress alone, and reloads when that ends."""
    report = managed(request, pk)
    prefetch_related_objects([report], "files")
    if wants_partial(request):
        progress = pages.progress(report)
        response = render(request, "reports/_progress.html", {"report": report, "progress": progress})
        if not (progress and progress["poll_url"]):
            response["HX-Refresh"] = "true"
        return response
    return render(request, "reports/detail.html", pages.detail(request, report))


@require_safe
def missing(request: Request, organisation: str, pk: int) -> HttpResponse:
    """What is missing now, each with a link straight to it."""
    report = managed(request, pk)
    found = [*pages.stopping(report), *checked(report.project, report.ends_on, request.actor, organisation)]
    return render(request, "reports/missing.html", {"report": report, "gaps": found, "nav": "reports"})


@require_safe
def rows(request: Request, organisation: str, pk: int, figure_pk: int) -> HttpResponse:
    """The records that a figure was counted from, each with its page."""
    report = managed(request, pk)
    seen = Figure.objects.visible_to(request.actor).select_related("indicator", "definition", "organisation")
    figure = get_object_or_404(seen, pk=figure_pk, report=report)
    counted = FigureRow.objects.visible_to(request.actor).filter(figure=figure)
    page = paginate(request, counted, by=("-on", "-id"))
    urls = records.urls_of(page, request.actor, request.acting_for)
    context = figure_page.rows(report, figure, seen=counted, page=page, urls=urls)
    return render(request, "reports/rows.html", context)


@require_safe
@reauthenticated("GET")
def download(request: Request, organisation: str, pk: int, file_pk: int) -> HttpResponseBase:
    report = managed(request, pk)
    return serve(get_object_or_404(ReportFile.objects.visible_to(request.actor), pk=file_pk, report=report))


@require_POST
def build(request: Request, organisation: str, pk: int) -> HttpResponse:
    report = managed(request, pk)
    actions.build(report, actor=request.actor)
    return redirect(report)


@require_POST
def retry(request: Request, organisation: str, pk: int) -> HttpResponse:
    report = managed(request, pk)
    actions.retry(report, actor=request.actor)
    return redirect(report)


@require_POST
def cancel(request: Request, organisation: str, pk: int) -> HttpResponse:
    report = managed(request, pk)
    actions.cancel(report, actor=request.actor)
    return redirect(report)


def move(request: Request, organisation: str, pk: int, verb: str) -> HttpResponse:
    """One of the moves of the page; approving has a form of its own, whose errors come back with the page."""
    report, make = managed(request, pk), workflow.BY_NAME.get(verb)
    if make is None:
        raise Http404
    if request.method != "POST":
        return redirect(report)  # the page with the errors, loaded again or in another language
    approves = verb == workflow.APPROVE.name
    form = ApproveForm(request.POST, report=report) if approves else MoveForm(request.POST)
    if not form.is_valid():
        return render(request, "reports/detail.html", pages.detail(request, report, form), status=422)
    if form.cleaned_data["version"] != report.version:
        raise MoveError(_("Somebody was here first: the state has already changed. Look at the page again."))
    report = make(report, actor=request.actor, **form.moved())
    return answer(request, report, partial="reports/_progress.html", text=str(AFTER[verb]))


def targets(request: Request, organisation: str, project_pk: int) -> HttpResponse:
    """What the project has promised, indicator by indicator: by its end, or in the period that `?jakso=` names."""
    project = get_object_or_404(Project, pk=project_pk)
    if not (request.actor.manages(project.pk) and can_report(request.actor, request.acting_for.id)):
        raise PermissionDenied
    periods = list(project.periods.order_by("number"))
    chosen = request.GET.get("jakso")
    period = next((each for each in periods if str(each.pk) == chosen), None)
    if chosen and period is None:
        raise Http404
    indicators, initial = pages.promised(project, period)
    form = TargetsForm(indicators, request.POST or None, initial=initial, period=period)
    if request.method == "POST" and form.is_valid():
        actions.set_targets(project, form.values(), actor=request.actor, period=period)
        return redirect("reports:list", organisation)
    context = {"form": form, "project": project, "periods": periods, "period": period, "nav": "reports"}
    return render(request, "reports/targets.html", context, status=422 if form.is_bound else 200)
