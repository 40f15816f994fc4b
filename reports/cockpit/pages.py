"""What the cockpit and a partner's part show, gathered."""

from typing import Any

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from mint import clock
from mint.actor import Actor
from mint.projects.models import Period, Project
from mint.tenancy.models import Organisation
from reports.cockpit import figures
from reports.cockpit.awaited import awaited
from reports.cockpit.models import Reminder
from reports.counting.counters import Scope
from reports.missing import Gap, gaps
from reports.models import Report
from reports.partnering import APPROVERS, SHOWN
from reports.states import PILLS, Kind, State


def lacking(project: Project, actor: Actor, organisation: str) -> list[Gap]:
    """What is missing as of today, and no longer than the project lasted; and what its report waits for beside the data."""
    found = gaps(project, min(clock.today(), project.ends_on), actor, organisation)
    return [*awaited(project, actor, organisation), *found]


def cockpit(project: Project, actor: Actor, organisation: str) -> dict[str, Any]:
    scope = Scope(project, clock.today(), actor)
    standings = figures.standings(scope)
    return {
        "project": project,
        "time_gone": figures.time_gone(project),
        "standings": standings,
        "behind": sum(each.is_behind for each in standings),
        "periods": periods(project, actor, organisation),
        "waiting": waiting(project, lacking(project, actor, organisation), actor),
        "nav": "reports",
    }


def periods(project: Project, actor: Actor, organisation: str) -> list[dict[str, Any]]:
    """Those that have begun, and the next one: each with the state of its newest report."""
    reports = Report.objects.visible_to(actor).filter(period=OuterRef("pk"), kind=Kind.FUNDER).order_by("-id")
    newest = {"report_id": Subquery(reports.values("pk")[:1]), "report_state": Subquery(reports.values("state")[:1])}
    found = list(Period.objects.filter(project=project).annotate(**newest).order_by("number"))
    begun = [each for each in found if each.starts_on <= clock.today()]
    return [_period(each, organisation) for each in [*begun, *found[len(begun) : len(begun) + 1]]]


def _period(period: Any, organisation: str) -> dict[str, Any]:
    state = State(period.report_state) if period.report_state else None
    st, icon = PILLS[state] if state else ("draft", "circle-dashed")
    is_sent = state in {State.SUBMITTED, State.ACCEPTED}
    late = period.due_on < clock.today() and not is_sent
    days = (period.due_on - clock.today()).days
    url = f"{reverse('reports:new', args=[organisation])}?period={period.pk}&language=fi"
    if period.report_id:
        url = reverse("reports:detail", args=[organisation, period.report_id])
    shown = {"period": period, "url": url, "st": st, "icon": icon, "state": state}
    return shown | {"is_late": late, "is_sent": is_sent, "days": days}


def waiting(project: Project, found: list[Gap], actor: Actor) -> list[dict[str, Any]]:
    """By the organisation that it waits for, with whether it may be reminded today; what is nobody's comes last."""
    groups: dict[int | None, list[Gap]] = {}
    for gap in found:
        groups.setdefault(gap.owner, []).append(gap)
    names = {each.pk: each for each in Organisation.objects.filter(pk__in=[pk for pk in groups if pk])}
    told = dict(
        Reminder.objects.visible_to(actor)
        .filter(project=project)
        .order_by("id")
        .values_list("organisation_id", "sent_on")
    )
    lines = [_group(names.get(pk or 0), each, told.get(pk or 0), actor) for pk, each in groups.items()]
    return sorted(lines, key=lambda line: (line["organisation"] is None, -len(line["gaps"])))


def _group(organisation: Organisation | None, found: list[Gap], told: Any, actor: Actor) -> dict[str, Any]:
    is_other = organisation is not None and organisation.pk not in actor.memberships
    return {
        "organisation": organisation,
        "gaps": found,
        "reminded_on": told,
        "may_remind": is_other and told != clock.today(),
    }


def shown_reports(project: Project, actor: Actor, organisation: Organisation) -> list[Report]:
    """The newest reports that the partner has approved, or is asked to: for who answers for it."""
    if not actor.has_role(organisation.pk, *APPROVERS):
        return []
    seen = Report.objects.visible_to(actor).filter(project=project, state__in=SHOWN)
    found = seen.exclude(kind=Kind.ECOSYSTEM).exclude(organisation=organisation)
    return list(found.select_related("project").order_by("-id")[:5])


def part(project: Project, actor: Actor, organisation: Organisation) -> dict[str, Any]:
    """A partner's own: when the report is due, what waits for them, and what their records add."""
    today = clock.today()
    now = project.periods.filter(starts_on__lte=today).order_by("-number").first()
    scope = Scope(project, today, actor)
    coming = project.periods.filter(due_on__gte=today, starts_on__lte=today).order_by("due_on").first()
    own = [each for each in lacking(project, actor, organisation.slug) if each.owner == organisation.pk]
    return {
        "project": project,
        "coming": coming,
        "gaps": own,
        "period": now,
        "reports": shown_reports(project, actor, organisation),
        "lines": figures.part(scope, organisation.pk, now.starts_on if now else project.starts_on),
        "nav": "",
    }
