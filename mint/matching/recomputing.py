"""Recomputing every suggestion of a project: a job in parts, each in a transaction of its own, that goes on where it was."""

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.jobs import running
from mint.jobs.models import Job
from mint.jobs.running import Step
from mint.matching import listing, shelves, tracking
from mint.matching.models import Need, Recomputation
from mint.matching.permissions import require_shaping
from mint.matching.querysets import NeedQuerySet
from mint.projects.models import Project
from mint.web import MoveError

KIND = "matching.recompute"
PART = 25  # needs: a few seconds of work, which is all that a killed worker loses


@transaction.atomic
def start(project: Project, *, actor: Actor) -> Recomputation:
    """Queue it in the caller's transaction. Raises MoveError when one of this project is already under way."""
    require_shaping(actor, project.pk)
    try:
        with transaction.atomic():
            run = Recomputation.objects.create(
                project=project, organisation_id=actor.organisation_id or 0, requested_by_id=actor.user_id,
                created_at=clock.now(),
            )  # fmt: skip
    except IntegrityError as error:
        raise MoveError(_("The suggestions are already being computed.")) from error
    running.start(KIND, run.pk, actor=actor, organisation_id=run.organisation_id)
    record("recomputation.started", run, actor=actor)
    return run


def job_of(run: Recomputation) -> Job | None:
    return Job.objects.filter(kind=KIND, subject_id=run.pk).order_by("-pk").first()


@transaction.atomic
def cancel(run: Recomputation, *, actor: Actor) -> None:
    """Stop after the part under way: what is finished is kept."""
    require_shaping(actor, run.project_id)
    job = job_of(run)
    if job is None or not running.cancel(job):
        raise MoveError(_("It has already ended."))
    Recomputation.objects.filter(pk=run.pk).update(ended_at=clock.now())
    record("recomputation.cancelled", run, actor=actor)


@transaction.atomic
def go_on(run: Recomputation, *, actor: Actor) -> None:
    """From the last finished part."""
    require_shaping(actor, run.project_id)
    job = job_of(run)
    try:
        with transaction.atomic():
            Recomputation.objects.filter(pk=run.pk).update(ended_at=None)
    except IntegrityError as error:
        raise MoveError(_("The suggestions are already being computed.")) from error
    if job is None or not running.retry(job):
        raise MoveError(_("There is nothing to go on with."))
    record("recomputation.resumed", run, actor=actor)


# --- the steps: as the system -----------------------------------------------------------------------------------------


def _count(job: Job) -> None:
    """What is common among offers, what partners have realised, and how many needs there are."""
    shelves.count()
    tracking.count()
    run = Recomputation.objects.get(pk=job.subject_id)
    run.total = _needs(run).count() + run.done
    run.save(update_fields=["total"])


def _rank(job: Job) -> None:
    """One part: the next needs by id. Done twice, it stores the same."""
    run = Recomputation.objects.select_for_update().get(pk=job.subject_id)
    needs = list(_needs(run)[:PART])
    changed = listing.rank(needs)
    Recomputation.objects.filter(pk=run.pk).update(
        last_need=needs[-1].pk if needs else run.last_need,
        done=F("done") + len(needs),
        changed=F("changed") + changed,
        # needs that closed meanwhile are not waited for
        total=run.total if len(needs) == PART else run.done + len(needs),
    )


def _needs(run: Recomputation) -> NeedQuerySet:
    return Need.objects.open().filter(project_id=run.project_id, pk__gt=run.last_need).order_by("pk")


def _progress(job: Job) -> tuple[int, int]:
    run = Recomputation.objects.get(pk=job.subject_id)
    return run.done, run.total


def ended(job: Job) -> None:
    Recomputation.objects.filter(pk=job.subject_id).update(ended_at=clock.now())


STEPS = (
    Step("count", gettext_lazy("Counting what is common and what has been realised"), _count, as_system=True),
    Step("rank", gettext_lazy("Scoring the offers for each challenge"), _rank, progress=_progress, as_system=True),
)


def register() -> None:
    running.register(KIND, STEPS, ended)
