"""The company's decided experiment, and the one that was copied from it with its materials."""

from typing import Any

from tests.rows.replication import make_material, make_replica, make_source
from tests.world import World


def replication(world: World) -> dict[str, dict[str, Any]]:
    source = make_source(world)
    replica = make_replica(world, source, "running")
    inside = {"pk": replica.pk, "material": make_material(replica).pk}
    return {"replication": {"pk": source.pk}, "replication:context": inside, "replication:material": inside}
