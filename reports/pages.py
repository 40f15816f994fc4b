"""What the pages show, gathered: plain values for the templates."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mint import clock
from mint.actor import Actor
from mint.jobs import running
from mint.jobs.models import Job
from mint.jobs.models import State as JobState
from mint.notifications.notify import in_language
from mint.projects.models import Period, Project
from mint.templating import fdate
from mint.tenancy.context import Request
from mint.workflow import available, blockers
from reports import actions, jobs, parts, workflow
from reports.contradictions import contradictions
from reports.documents.document import shown_date, span
from reports.forms import ApproveForm
from reports.models import Figure, Indicator, Report
from reports.states import Kind, Scheme, State

DUE_WITHIN, NOT_OLDER_THAN = timedelta(days=30), timedelta(days=90)
SHOWN_AS = {"done": "done", "running": "run", "waiting": "wait", "failed": "fail"}


def due(periods: QuerySet[Period]) -> QuerySet[Period]:
    """Periods whose report is due soon, or was due lately, and has not been submitted."""
    today = clock.today()
    locked = Report.objects.filter(period=OuterRef("pk"), state__in=[State.SUBMITTED, State.ACCEPTED])
    sent = locked.exclude(kind=Kind.INTERIM)  # it replaces no monitoring report
    near = periods.filter(due_on__range=(today - NOT_OLDER_THAN, today + DUE_WITHIN))
    return near.filter(~Exists(sent)).order_by("due_on", "id")


def led(request: Request) -> list[Project]:
    """The projects that one manages here, the newest first."""
    return list(
        Project.objects.filter(
            pk__in=request.actor.managed_ids,
            partners__part="lead",
            partners__organisation_id=request.acting_for.id,
        ).order_by("-planned_start_on")
    )


def earlier(chosen: dict[str, Any], actor: Actor) -> list[Report]:
    """The reports there are of the same period (of the whole project), the newest first; returned ones are redone."""
    seen = Report.objects.visible_to(actor).about(chosen["period"], chosen["kind"])
    return list(seen.exclude(state=State.RETURNED).select_related("organisation").order_by("-id"))


def days(chosen: dict[str, Any]) -> tuple[date, date]:
    """From when to when the report that was chosen goes."""
    return actions.days(chosen["period"], chosen["kind"])


def answers(chosen: dict[str, Any], organisation: str) -> list[dict[str, str]]:
    """Check your answers: what will be built."""
    period, language = chosen["period"], chosen["language"]
    change = reverse("reports:new", args=[organisation])
    return [
        {"label": _("Project"), "value": f"{period.project.name} ({period.project.code})", "change_url": change},
        {"label": _("Report"), "value": str(Kind(chosen["kind"]).label), "change_url": change},
        {"label": _("Period"), "value": span(*days(chosen)), "change_url": change},
        {"label": _("Due"), "value": shown_date(period.due_on), "change_url": ""},
        {"label": _("Language of the report"), "value": dict(settings.LANGUAGES)[language], "change_url": change},
        {"label": _("Files"), "value": _("Accessible PDF, Word, XLSX, CSV and JSON"), "change_url": ""},
        {"label": _("Personal data"), "value": _("None: people are counted, not listed."), "change_url": ""},
    ]


def progress(report: Report) -> dict[str, Any] | None:
    """The latest building of the report, step by step; None when it has never been built."""
    job = jobs.latest(report)
    if job is None or (job.state == JobState.DONE):
        return None
    steps = [{"text": each["label"], "state": SHOWN_AS[each["state"]]} for each in running.steps_of(job)]
    now = next((each["text"] for each in steps if each["state"] in {"run", "fail"}), "")
    return {
        "job": job,
        "steps": steps,
        "now": now,
        "percent": running.percent(job),
        "title": _title(job),
        "failed": job.state == JobState.FAILED,
        "cancelled": job.state == JobState.CANCELLED,
        "poll_url": report.get_absolute_url() if job.is_active else "",
        "cancel_url": _url("cancel", report) if job.is_active else "",
        "retry_url": "" if job.is_active else _url("retry", report),
    }


def _title(job: Job) -> str:
    if job.state == JobState.FAILED:
        return _("Building the report failed")
    return _("Building was cancelled") if job.state == JobState.CANCELLED else _("The report is being built")


def _url(name: str, report: Report, *more: str | int) -> str:
    return reverse(f"reports:{name}", args=[report.organisation.slug, report.pk, *more])


def detail(request: Request, report: Report, form: forms.Form | None = None) -> dict[str, Any]:
    """Everything on the report's page."""
    shown = progress(report)
    figures = [
        _figure(each, report)
        for each in report.figures.order_by("order", "code").select_related("organisation", "definition")
    ]
    building = bool(shown and shown["poll_url"])
    approving = (
        form if isinstance(form, ApproveForm) else ApproveForm(report=report, initial={"version": report.version})
    )
    return {
        "report": report,
        "progress": shown,
        "figures": figures,
        "targeted": [each for each in figures if each["target"]],
        "files": [{"name": each.name, "url": _url("download", report, each.pk)} for each in report.files_in_order],
        "gaps": _gaps(report, figures),
        "moves": [] if building else _moves(request, report),
        "form": approving,
        "facts": _facts(report),
        "may_build": report.is_changeable and shown is None,
        "nav": "reports",
    }


def _gaps(report: Report, figures: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The pre-check: what stops the approval, what contradicts, and what was missing when the report was built; the
    links in the reader's language. Of an approved report what was missing only: the rest has been looked at.
    """
    language = (get_language() or "fi")[:2]
    kept = [{**each, "url": in_language(each["url"], language)} for each in report.content.get("missing", [])]
    return [*map(vars, stopping(report, [each["figure"] for each in figures])), *kept]


def stopping(report: Report, figures: list[Figure] | None = None) -> list[parts.Finding]:
    """What the texts lack and what contradicts, as it is now; nothing of a report that no longer changes."""
    if not report.is_changeable:
        return []
    if figures is None:
        figures = list(report.figures.order_by("order", "code").select_related("organisation", "definition"))
    return [*parts.findings(report), *contradictions(report, figures)]


def _moves(request: Request, report: Report) -> list[dict[str, Any]]:
    found = available(report, workflow.MOVES, request.actor)
    return [
        {
            "name": each.name,
            "label": each.label,
            "why": " ".join(blockers(report, each)),
            "needs_reason": each.needs_reason,
            "asks": each is workflow.APPROVE,
            "url": _url("move", report, each.name),
            "first": each in {workflow.APPROVE, workflow.SUBMIT, workflow.ACCEPT},
            "frozen": _frozen(report) if each is workflow.SUBMIT else None,
            "early": _early(report) if each is workflow.SUBMIT else "",
        }
        for each in found
    ]


def _frozen(report: Report) -> list[tuple[str, int]]:
    """What locking freezes, counted: asked before it is done, since nobody undoes it."""
    return [
        (_("Figures"), report.figures.count()),
        (_("Records counted"), report.rows.count()),
        (_("Files"), report.files.count()),
    ]


def _early(report: Report) -> str:
    """Said before locking while the period still goes on: what happens until its last day stays out."""
    if report.ends_on < clock.today():
        return ""
    return _(
        "The period has not ended: its last day is %(day)s. What happens after the building is left out of the report."
    ) % {"day": fdate(report.ends_on)}


def _figure(figure: Figure, report: Report) -> dict[str, Any]:
    st, text, name = _standing(figure, report)
    return {
        "figure": figure,
        "url": figure.get_absolute_url(),
        "unit": figure.get_unit_display(),
        "target": figure.target,
        "st": st,
        "text": text,
        "icon": name,
    }


def _standing(figure: Figure, report: Report) -> tuple[str, str, str]:
    """The pill: reached, on its way, or behind the share of the project's time that has gone."""
    percent = figure.percent
    if figure.is_from_nowhere and not figure.total:
        return "draft", _("Not counted yet"), "circle-dashed"
    if percent is None:
        return "draft", _("No target"), "circle-dashed"
    if percent >= 100:
        return "open", _("Reached"), "check"
    if percent < _time_gone(report) * Decimal("0.9"):
        return "eval", _("%(percent)s %%, behind") % {"percent": percent}, "triangle-alert"
    return "draft", _("%(percent)s %%") % {"percent": percent}, "trending-up"


def _time_gone(report: Report) -> Decimal:
    """Percent of the project's time that had gone by the end of the period."""
    start, end = report.project.starts_on, report.project.ends_on
    gone = (min(report.ends_on, clock.today()) - start).days
    return max(Decimal(0), min(Decimal(100), Decimal(100 * gone) / max((end - start).days, 1)))


def _facts(report: Report) -> list[dict[str, str]]:
    facts: list[tuple[str, str]] = [
        (_("Project"), f"{report.project.name} ({report.project.code})"),
        (_("Period"), report.span),
        (_("Language of the report"), str(report.get_language_display())),
    ]
    if report.period:
        facts.append((_("Due"), shown_date(report.period.due_on)))
    if report.built_at:
        facts.append((_("Built"), _day(report.built_at)))
    if report.steering_on:
        facts.append((_("Steering group"), f"{shown_date(report.steering_on)}, {report.steering_paragraph}"))
    if report.submitted_at:
        facts += [(_("Locked"), _day(report.submitted_at)), (_("Checksum (SHA-256)"), report.sha256)]
    return [{"label": label, "value": value} for label, value in facts]


def _day(moment: Any) -> str:
    day: date = clock.day_of(moment)
    return shown_date(day)


def promised(project: Project, period: Period | None) -> tuple[list[Indicator], dict[str, Decimal | None]]:
    """The indicators the project reports, and the targets set: of the whole project, or of one of its periods."""
    wanted = Q(scheme=Scheme.MINT, project=None) & ~Q(counter="") | Q(targets__project=project)
    indicators = list(Indicator.objects.filter(wanted).distinct())
    found = {each.indicator_id: each for each in project.targets.filter(period=period)}
    values = {f"target_{pk}": each.value for pk, each in found.items()}
    return indicators, values | {f"baseline_{pk}": each.baseline for pk, each in found.items()}
