"""The job that builds a report: started by a manager or by the calendar, told about when it has ended."""

from mint.actor import Actor
from mint.audit.record import record
from mint.jobs import running
from mint.jobs.models import Job, State
from reports import notices, workflow
from reports.building import STEPS, SYSTEM
from reports.models import Report
from reports.states import JOB


def start(report: Report, *, actor: Actor) -> Job:
    """Queue the building in the caller's transaction. Raises MoveError when it is already under way."""
    job = running.start(JOB, report.pk, actor=actor, organisation_id=report.organisation_id)
    record("report.build_started", report, actor=actor, data={"job": job.pk})
    return job


def latest(report: Report) -> Job | None:
    return Job.objects.filter(kind=JOB, subject_id=report.pk).order_by("-id").first()


def ended(job: Job) -> None:
    """As the system, once: the report is ready to be checked, or somebody hears that it is not."""
    report = Report.objects.get(pk=job.subject_id)
    if job.state == State.DONE:
        workflow.built(report, actor=Actor.system(SYSTEM))
    else:
        notices.failed(report, asked_by=job.requested_by_id)


def register() -> None:
    running.register(JOB, STEPS, ended)
