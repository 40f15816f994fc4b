"""What the pages of a project's suggestions show: its weights, and how the computing of them goes."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _

from mint.actor import Actor
from mint.jobs import running
from mint.jobs.models import State
from mint.matching import recomputing
from mint.matching.factors import whose
from mint.matching.models import Need, Recomputation, Shortlist, WeightSet
from mint.matching.weighing import weights_of
from mint.projects.models import Project
from mint.tenancy.context import Acting, Request

SHOWN = {"done": "done", "running": "run", "failed": "fail"}


@dataclass(frozen=True)
class Shaped:
    """A project, which weights count there, in words, and its last computing."""

    project: Project
    whose: str
    run: Recomputation | None


def projects_of(actor: Actor, organisation: Acting) -> list[Shaped]:
    ids = set(actor.curated_ids if "curator" in organisation.roles else ())
    ids |= set(actor.managed_ids if "project_manager" in organisation.roles else ())
    rows = list(Project.objects.filter(pk__in=ids))
    weights = weights_of(row.pk for row in rows)
    newest = Recomputation.objects.visible_to(actor).filter(project__in=rows).order_by("project_id", "-pk")
    runs = {run.project_id: run for run in newest.distinct("project_id")}
    return [Shaped(row, whose(weights[row.pk]), runs.get(row.pk)) for row in rows]


@dataclass(frozen=True)
class Followers:
    """Projects that the common weights count for, and those that have set their own."""

    common: list[Project]
    own: list[Project]


def followers() -> Followers:
    rows = list(Project.objects.order_by("short_name", "pk"))
    own = set(WeightSet.objects.exclude(project=None).order_by().values_list("project_id", flat=True).distinct())
    return Followers([row for row in rows if row.pk not in own], [row for row in rows if row.pk in own])


def newest_of(project: Project | None) -> int:
    return int(WeightSet.objects.filter(project=project).aggregate(most=Max("number"))["most"] or 0)


def computing(request: Request, project: Project) -> dict[str, Any]:
    """The last computing, with its steps; how many lists are stored, and how many of them wait for being computed again."""
    actor = request.actor
    run = Recomputation.objects.visible_to(actor).filter(project=project).order_by("-pk").first()
    lists = Shortlist.objects.visible_to(actor).filter(project=project, need__closed_at=None)
    return {
        "run": run,
        "progress": _progress(request, run) if run else None,
        "open": Need.objects.visible_to(actor).open().filter(project=project).count(),
        "stored": lists.count(),
        "stale": lists.filter(stale_at__isnull=False).count(),
        "url": reverse("matching:compute", args=[request.acting_for.slug, project.pk]),
    }


def _progress(request: Request, run: Recomputation) -> dict[str, Any] | None:
    job = recomputing.job_of(run)
    if job is None:
        return None
    steps = [{"text": step["label"], "state": SHOWN.get(step["state"], "wait")} for step in running.steps_of(job)]
    slug = request.acting_for.slug
    now = next((str(step["text"]) for step in steps if step["state"] == "run"), "")
    return {
        "title": TITLES[State(job.state)](),
        "percent": 100 if job.state == State.DONE else running.percent(job),
        "steps": steps,
        "now": _("%(now)s: %(done)s of %(total)s") % {"now": now, "done": run.done, "total": run.total} if now else "",
        "poll_url": request.path if job.is_active else "",
        "cancel_url": reverse("matching:compute_cancel", args=[slug, run.pk]) if job.is_active else "",
        "again_url": ""
        if job.is_active or job.state == State.DONE
        else reverse("matching:compute_go_on", args=[slug, run.pk]),
        "is_active": job.is_active,
    }


TITLES = {
    State.QUEUED: lambda: _("The suggestions are being computed"),
    State.RUNNING: lambda: _("The suggestions are being computed"),
    State.DONE: lambda: _("The suggestions have been computed"),
    State.FAILED: lambda: _("The computing stopped at an error"),
    State.CANCELLED: lambda: _("The computing was cancelled"),
}
