"""Demo partners: they approve what was locked; of the report that waits now some have answered, and one objects."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from mint import clock
from mint.actor import Actor
from mint.tenancy.models import Membership, Organisation
from reports.approvals import actions, standing
from reports.models import Report
from reports.partnering import APPROVERS

if TYPE_CHECKING:
    from mint.management.seeding import World

OBJECTION = "Parikkalan kevään tilaisuus puuttuu luvusta MINT13: osallistujaluettelo tulee tällä viikolla."


def agreed(world: "World", report: Report, *, actor: Actor) -> None:
    """Called by the seed of reports before the steering group's meeting: every partner, on the days after the building."""
    if report.built_at is None:
        raise ValueError("the report is not built")
    with clock.set_to(report.built_at + timedelta(hours=2)):
        actions.ask(report, due_on=clock.today() + timedelta(days=7), actor=actor)
    for number, partner in enumerate(standing.partners(report)):
        with clock.set_to(report.built_at + timedelta(days=1 + number % 3)):
            _answer(world, report, partner)


def waiting(world: "World", report: Report, *, actor: Actor) -> None:
    """Two approve, one objects, and the others have not answered yet."""
    with clock.set_to(clock.at(date(2026, 11, 24), 10)):
        actions.ask(report, due_on=date(2026, 12, 3), actor=actor)
    first, second, third = standing.partners(report)[:3]
    with clock.set_to(clock.at(date(2026, 11, 24), 14)):
        _answer(world, report, first)
        _answer(world, report, second)
        _answer(world, report, third, objection=OBJECTION)


def _answer(world: "World", report: Report, partner: Organisation, *, objection: str = "") -> None:
    if report.built_at is None:
        raise ValueError("the report is not built")
    member = Membership.objects.filter(organisation=partner, roles__overlap=list(APPROVERS)).order_by("id").first()
    if member is None:
        raise ValueError(f"nobody answers for {partner}")
    key = next(key for key, person in world.people.items() if person.pk == member.user_id)
    actor = world.actor(key).acting_for(partner.pk, partner.municipality_id)
    actions.answer(report, built_at=report.built_at, is_given=not objection, reason=objection, actor=actor)
