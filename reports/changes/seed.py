"""A demo change: an event of the spring became known after the report of that period had been accepted, and is carried on."""

from datetime import date
from typing import TYPE_CHECKING

from mint import clock
from mint.isolation import context
from reports.changes import actions, comparing
from reports.changes.models import Change
from reports.corrections.seed import late
from reports.models import Report

if TYPE_CHECKING:
    from mint.management.seeding import World

MANAGER = "manager_lab"


def seed(world: "World") -> None:
    report = Report.objects.get(pk=world.objects["report_interim"].pk)
    actor = world.actor(MANAGER)
    late(world, report.project)
    with clock.set_to(clock.at(date(2026, 11, 26), 3)), context.acting(actor.user_id):
        comparing.compare(report.pk, actor.user_id)
    change = Change.objects.filter(report=report).select_related("figure__indicator").order_by("id")[0]
    with clock.set_to(clock.at(date(2026, 11, 26), 9)):
        actions.carry(report, change.figure, actor=actor)
