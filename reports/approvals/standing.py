"""How the partners stand to the building that is there now: what an approval of the steering group waits for."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from mint import clock
from mint.audit.models import Entry
from mint.projects.models import Partner
from mint.templating import fdate
from mint.tenancy.models import Organisation
from reports.approvals.models import Approval, Asking
from reports.models import Report
from reports.states import Kind


@dataclass(frozen=True)
class Stand:
    """A partner with its answer to this building; None: it has not answered."""

    organisation: Organisation
    answer: Approval | None

    @property
    def agrees(self) -> bool:
        return self.answer is not None and self.answer.is_given


def is_asked(report: Report) -> bool:
    """A review that builds itself each month goes to nobody outside, and is approved by nobody first."""
    return report.kind != Kind.ECOSYSTEM


def partners(report: Report) -> list[Organisation]:
    """All but the lead."""
    found = Partner.objects.filter(project_id=report.project_id).exclude(organisation_id=report.organisation_id)
    return [each.organisation for each in found.select_related("organisation").order_by("organisation__name")]


@dataclass(frozen=True)
class Standing:
    """What was asked of the building that is there now, and what each partner answered; `is_void`: an earlier one was."""

    asking: Asking | None
    stands: list[Stand]
    is_void: bool
    built_at: datetime | None


KEPT = "_partners_standing"


def standing_of(report: Report) -> Standing:
    """Asked once for each building of the row in hand: guards, the form and the page need the same."""
    kept: Standing | None = vars(report).get(KEPT)
    if kept is None or kept.asking is None or kept.built_at != report.built_at:
        kept = vars(report)[KEPT] = _standing(report)
    return kept


def _standing(report: Report) -> Standing:
    given = list(Approval.objects.filter(report=report).select_related("by"))
    answers = {each.organisation_id: each for each in given if each.built_at == report.built_at}
    return Standing(
        asking_of(report),
        [Stand(each, answers.get(each.pk)) for each in partners(report)],
        len(answers) < len(given),
        report.built_at,
    )


def asking_of(report: Report) -> Asking | None:
    if report.built_at is None:
        return None
    return Asking.objects.filter(report=report, built_at=report.built_at).first()


def stands(report: Report) -> list[Stand]:
    return standing_of(report).stands


def lacking(report: Report) -> list[str]:
    """The names of the partners that have not approved it."""
    return [each.organisation.name for each in stands(report) if not each.agrees] if is_asked(report) else []


def waits(report: Report) -> str | None:
    """Why the steering group does not approve yet. After the day that was set it may, with a reason."""
    names = lacking(report)
    if not names:
        return None
    asking = standing_of(report).asking
    if asking is None:
        return _("Ask the partners first: they approve the report before the steering group does.")
    if clock.today() <= asking.due_on:
        words = {"names": ", ".join(names), "day": fdate(asking.due_on)}
        return _("The partners approve first. Waiting for: %(names)s. They have until %(day)s.") % words
    return None


def needs_reason(report: Report) -> bool:
    """The day has passed, and somebody has not approved it."""
    return bool(lacking(report)) and waits(report) is None


def despite(report: Report) -> str:
    """Why the steering group approved it without some of them; empty where it did not."""
    if report.steering_on is None:
        return ""
    approved = Entry.objects.filter(subject_type="reports.report", subject_id=report.pk, verb="report.approved")
    return approved.order_by("-id").values_list("reason", flat=True).first() or ""
