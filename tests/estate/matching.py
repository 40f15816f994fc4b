"""An offer of the partner's, a match that it has asked for, and one that is agreed."""

from typing import Any

from tests.rows.matching import agreed, make_match, make_need, make_offer, make_recomputation, make_verdict
from tests.world import World


def matching(world: World) -> dict[str, dict[str, Any]]:
    need, offer = make_need(world), make_offer(world.partner)
    match = make_match(need, world.partner)
    settled = make_match(make_need(world, 2), world.partner, **agreed())
    of_offer = {"pk": offer.pk}
    passed, run = make_verdict(need, offer), make_recomputation(world)
    return {
        "matching": {
            "need": need.pk,
            "offer": offer.pk,
            "pk": match.pk,
            "project": world.project.pk,
            "month": "2026-11",
        },
        "matching:pass_undo": {"pk": passed.pk},
        "matching:compute_cancel": {"pk": run.pk},
        "matching:compute_go_on": {"pk": run.pk},
        "matching@settled": {"pk": settled.pk},
        "matching:offer": of_offer,
        "matching:offer@public": {"pk": make_offer(world.partner, is_public=True).pk},
        "matching:offer_edit": of_offer,
        "matching:offer_move": of_offer,
    }
