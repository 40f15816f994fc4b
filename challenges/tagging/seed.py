"""The demo's tags: H26 is in review with suggestions; on open ones coordinators have accepted what the text suggested."""

from datetime import timedelta
from typing import TYPE_CHECKING

from challenges.models import Challenge
from challenges.tagging import actions, reading
from challenges.tagging.models import Tag
from challenges.tagging.states import TagState
from mint import clock
from mint.vocabulary import builtin, importing

if TYPE_CHECKING:
    from mint.management.seeding import World

CONFIRMED = {
    "H02": "coord_rautjarvi", "H09": "coord_luumaki", "H13": "coord_parikkala", "H01": "coord_savitaipale",
    "H05": "coord_savitaipale", "H16": "coord_rautjarvi",
}  # fmt: skip
MOST = 4


def seed(world: "World") -> None:
    importing.put(builtin.entries())  # where it is there already, nothing changes
    with clock.set_to(clock.now() - timedelta(hours=6)):
        for key in world.objects:
            if isinstance(world.objects[key], Challenge):
                reading.read(world.objects[key].pk)
    with clock.set_to(clock.now() - timedelta(hours=5)):
        for key, who in CONFIRMED.items():
            _accept(Challenge.objects.defer("search").get(pk=world.objects[key].pk), world, who)


def _accept(challenge: Challenge, world: "World", who: str) -> None:
    rows = Tag.objects.filter(challenge=challenge, state=TagState.SUGGESTED).exclude(concept__startswith="theme:")
    actions.confirm(challenge, rows.order_by("place").values_list("concept", flat=True)[:MOST], actor=world.actor(who))
