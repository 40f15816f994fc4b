"""A demo reminder: to the organisation that the most waits for."""

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from mint import clock
from mint.tenancy.models import Organisation
from reports.cockpit import actions, pages

if TYPE_CHECKING:
    from mint.management.seeding import World

MANAGER = "manager_lab"


def seed(world: "World") -> None:
    project, actor = world.projects["MINT-2"], world.actor(MANAGER)
    with clock.set_to(clock.at(date(2026, 11, 24), 9)):
        found = pages.lacking(project, actor, world.own(MANAGER).slug)
        owners = Counter(each.owner for each in found if each.owner and each.owner not in actor.memberships)
        for owner, _things in owners.most_common(1):
            actions.remind(project, Organisation.objects.get(pk=owner), found, actor=actor)
