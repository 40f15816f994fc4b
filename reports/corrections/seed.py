"""Demo corrections: events that MINT has no records of, approved by a second person; and one that waits for one."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile

from mint import clock
from mint.files.checks import Checked
from mint.projects.models import Project
from reports.corrections import actions, workflow
from reports.corrections.actions import Evidence
from reports.corrections.models import Correction
from reports.models import Indicator

if TYPE_CHECKING:
    from mint.management.seeding import World

PROPOSER, SECOND = "manager_lab", "curator_lut"
EVENTS = (
    (date(2026, 3, 12), 4, "Kevään kuntakierroksen neljä avointa tilaisuutta; osallistujaluettelot ovat liitteenä."),
    (date(2026, 9, 24), 3, "Syksyn kolme kokeilutyöpajaa yrityksille; osallistujaluettelot ovat liitteenä."),
)
WAITING = (date(2026, 10, 15), 2, "Kaksi tilaisuutta, jotka LUT järjesti hankkeen kanssa Luumäellä ja Parikkalassa.")


def correct(world: "World", project: Project) -> None:
    """Called by the seed of reports before the current report is built."""
    events = Indicator.objects.get(code="MINT13", project=None)
    for day, number, reason in EVENTS:
        with clock.set_to(clock.at(date.fromordinal(day.toordinal() + 5), 9)):
            proposed = _propose(world, project, events, day=day, number=number, reason=reason)
        with clock.set_to(clock.at(date.fromordinal(day.toordinal() + 7), 13)):
            workflow.approve(proposed, actor=world.actor(SECOND))
    day, number, reason = WAITING
    with clock.set_to(clock.at(date(2026, 11, 20), 9)):
        _propose(world, project, events, day=day, number=number, reason=reason)


def _propose(world: "World", project: Project, events: Indicator, *, day: date, number: int, reason: str) -> Correction:
    name = f"osallistujat-{day}.csv"
    text = "tilaisuus;paikka;osallistujia\n" + "".join(f"{each};Luumäki;{each * 6}\n" for each in range(1, number + 1))
    file = Checked(ContentFile(text.encode(), name), name, "text/csv")
    return actions.propose(
        project, events, on=day, amount=Decimal(number), reason=reason, evidence=Evidence(file=file),
        actor=world.actor(PROPOSER),
    )  # fmt: skip
