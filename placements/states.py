"""States of a placement and of an application, and kinds of placement (leaf)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    OPEN = "open", _("Open")
    FILLED = "filled", _("Filled")
    AGREEMENT = "agreement", _("Being agreed")
    RUNNING = "running", _("Running")
    FINISHED = "finished", _("Finished")
    ARCHIVED = "archived", _("Archived")
    LAPSED = "lapsed", _("Not filled")
    INTERRUPTED = "interrupted", _("Interrupted")
    CANCELLED = "cancelled", _("Cancelled")


PUBLIC = (State.OPEN, State.FILLED, State.AGREEMENT, State.RUNNING, State.FINISHED, State.ARCHIVED)
UNSENT = (State.DRAFT, State.CANCELLED)
CHOSEN_FOR = (State.FILLED, State.AGREEMENT, State.RUNNING, State.FINISHED, State.ARCHIVED, State.INTERRUPTED)
COMPLETE = (*PUBLIC, State.IN_REVIEW, State.LAPSED, State.INTERRUPTED)
PILLS = {
    State.DRAFT: "draft",
    State.IN_REVIEW: "draft",
    State.OPEN: "open",
    State.FILLED: "match",
    State.AGREEMENT: "match",
    State.RUNNING: "run",
    State.FINISHED: "done",
    State.ARCHIVED: "done",
    State.LAPSED: "stop",
    State.INTERRUPTED: "stop",
    State.CANCELLED: "stop",
}


class Kind(models.TextChoices):
    INTERNSHIP = "internship", _("Internship")
    THESIS = "thesis", _("Thesis")
    MASTERS_THESIS = "masters_thesis", _("Master's thesis")
    PROJECT_WORK = "project_work", _("Project work")
    JOB = "job", _("Job")
    SUMMER_JOB = "summer_job", _("Summer job")
    APPRENTICESHIP = "apprenticeship", _("Apprenticeship")


STUDIES = (Kind.INTERNSHIP, Kind.THESIS, Kind.MASTERS_THESIS, Kind.PROJECT_WORK)


class ApplicationState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    SHORTLISTED = "shortlisted", _("Shortlisted")
    CHOSEN = "chosen", _("Chosen")
    RESERVE = "reserve", _("In reserve")
    NOT_CHOSEN = "not_chosen", _("Not chosen")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


WAITING = (ApplicationState.SUBMITTED, ApplicationState.SHORTLISTED)
PENDING = (*WAITING, ApplicationState.RESERVE)
SEATED = (ApplicationState.CHOSEN, ApplicationState.ACCEPTED)
OVER = (ApplicationState.NOT_CHOSEN, ApplicationState.DECLINED, ApplicationState.WITHDRAWN)
APPLICATION_PILLS = {
    ApplicationState.DRAFT: "draft",
    ApplicationState.SUBMITTED: "open",
    ApplicationState.SHORTLISTED: "match",
    ApplicationState.CHOSEN: "run",
    ApplicationState.RESERVE: "match",
    ApplicationState.NOT_CHOSEN: "done",
    ApplicationState.ACCEPTED: "run",
    ApplicationState.DECLINED: "stop",
    ApplicationState.WITHDRAWN: "stop",
}


class Party(models.TextChoices):
    HOST = "host", _("Host")
    STUDENT = "student", _("Student")
    SCHOOL = "school", _("University")


def parties_of(kind: str) -> tuple[Party, ...]:
    """Studies are agreed by three; employment by the two whose contract it is."""
    return (Party.HOST, Party.STUDENT, Party.SCHOOL) if kind in STUDIES else (Party.HOST, Party.STUDENT)
