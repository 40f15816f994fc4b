"""What a report that is put together waits for beside the data: a partner's answer, a section that was given."""

from collections.abc import Iterator

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from mint.actor import Actor
from mint.projects.models import Partner, Project
from mint.templating import fdate
from reports.approvals.models import Approval, Asking
from reports.missing import Gap
from reports.models import Report
from reports.sections.checks import unready
from reports.sections.models import Section
from reports.states import State


def awaited(project: Project, actor: Actor, organisation: str) -> list[Gap]:
    """Each under the partner that it waits for; the links are to pages of the reader's own workspace."""
    return [*_answers(project, actor, organisation), *_sections(project, actor, organisation)]


def _answers(project: Project, actor: Actor, organisation: str) -> Iterator[Gap]:
    """Of the partners that were asked to approve the building that is there now, those that have not answered."""
    now = Asking.objects.visible_to(actor).filter(report__project=project, report__state=State.PRE_CHECK)
    askings = list(now.filter(built_at=F("report__built_at")).select_related("report__organisation").order_by("id"))
    if not askings:
        return
    given = Approval.objects.visible_to(actor).filter(report__in=[each.report_id for each in askings])
    answered = set(given.values_list("report_id", "built_at", "organisation_id"))
    partners = list(Partner.objects.filter(project=project).values_list("organisation_id", flat=True))
    for each in askings:
        text = _("%(report)s: to be approved, or objected to, by %(day)s")
        words = {"report": each.report.title, "day": fdate(each.due_on)}
        for partner in partners:
            if partner != each.organisation_id and (each.report_id, each.built_at, partner) not in answered:
                yield Gap(text % words, _page(each.report, actor, organisation), owner=partner)


def _page(report: Report, actor: Actor, organisation: str) -> str:
    if actor.manages(report.project_id):
        return f"{report.get_absolute_url()}#approvals"
    return reverse("approvals:page", args=[organisation, report.pk])


def _sections(project: Project, actor: Actor, organisation: str) -> Iterator[Gap]:
    """Given to a partner, and not marked as ready."""
    given = Section.objects.visible_to(actor).filter(project=project, ready_at=None).exclude(writer=None)
    for each in given.still_open().in_order():
        person = each.person.name if each.person else ""
        url = reverse("sections:detail", args=[organisation, each.pk])
        yield Gap(unready(each), url, owner=each.writer_id, person=person)
