"""The demo's weights, stored suggestions, and what people made of them in the last months; through the actions."""

from datetime import datetime
from typing import TYPE_CHECKING

from mint import clock
from mint.actor import Actor
from mint.matching import choosing, learning, listing, ranking, shelves, tracking, weighting
from mint.matching.models import Need
from mint.matching.ranking import Fit
from mint.matching.scoring import Factor, Weights
from mint.matching.states import PassReason

if TYPE_CHECKING:
    from mint.management.seeding import World

SET = Weights(
    {
        Factor.TEXT: 22, Factor.CONCEPTS: 18, Factor.NEEDS: 20, Factor.THEMES: 10, Factor.PLACE: 12, Factor.TIME: 8,
        Factor.RECORD: 4, Factor.DIVERSITY: 6,
    }
)  # fmt: skip
WHY = "Lähellä toimiva kumppani ehtii paikalle. Aihe ratkaisee silti eniten."
# when the lists of a municipality's challenges were looked at
LOOKED = ("2026-09-15", "2026-10-14", "2026-11-18")
PASSED = (
    (PassReason.NOT_NOW, "Opiskelijaryhmä alkaa vasta tammikuussa."),
    (PassReason.OTHER_MATTER, ""),
    (PassReason.TOO_FAR, ""),
)


def seed(world: "World") -> None:
    for need in Need.objects.order_by("pk"):
        learning.learn(kind="need", pk=need.pk)
    shelves.count()
    tracking.count()
    project = world.projects["MINT-2"]
    with clock.set_to(_noon("2026-09-01")):
        row = weighting.save(project, SET, actor=world.actor("curator_lab"), note=WHY, after=0)
    world.remember("weights", row)
    listing.rank(Need.objects.open().order_by("pk"))
    for number, need in enumerate(Need.objects.open().filter(project=project).order_by("pk")):
        _choose(world, need, number)


def _noon(day: str) -> datetime:
    return clock.at(datetime.fromisoformat(day).date(), 12)


def _choose(world: "World", need: Need, number: int) -> None:
    """Looked at since it was published; every other list has one partner passed over."""
    actor = _helper(world, need)
    fits = _listed(need, actor)
    for day in LOOKED:
        if need.created_at <= _noon(day):
            with clock.set_to(_noon(day)):
                choosing.see(need, fits, actor=actor)
    if number % 2 == 0 and len(fits) > 3:
        reason, note = PASSED[number // 2 % len(PASSED)]
        with clock.set_to(_noon("2026-11-19")):
            choosing.pass_over(need, fits[3].offer, actor=actor, reason=reason, note=note)


def _listed(need: Need, actor: Actor) -> list[Fit]:
    shortlist = listing.fresh(need, actor)
    return listing.fits_in(shortlist, need, actor) if shortlist else ranking.partners_for(need, actor)


def _helper(world: "World", need: Need) -> Actor:
    """The coordinator of the need's municipality, or the project's curator."""
    key = next((name for name, place in world.municipalities.items() if place.pk == need.municipality_id), "")
    return world.actor(f"coord_{key}" if f"coord_{key}" in world.people else "curator_lab")
