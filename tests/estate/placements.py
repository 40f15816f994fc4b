"""A placement with an application, and a draft."""

from typing import Any

from placements.models import ApplicationAttachment
from tests.estate.rows import file
from tests.rows.placements import make_application, make_placement
from tests.world import World

OF_APPLICATION = (
    "application", "undo_application", "delete_application", "report", "credit", "confirm", "attachment",
    "move_application",
)  # fmt: skip


def placements(world: World) -> dict[str, dict[str, Any]]:
    placement, draft = make_placement(world), make_placement(world, "draft")
    application = make_application(world, placement)
    kept = ApplicationAttachment.objects.create(application=application, **file("hakemus.txt"))
    of_application = {"pk": application.pk, "attachment": kept.pk}
    return {
        "placements": {"pk": placement.pk, "slug": placement.slug},
        "placements@draft": {"pk": draft.pk, "slug": draft.slug},
        **{f"placements:{name}": of_application for name in OF_APPLICATION},
    }
