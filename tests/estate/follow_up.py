"""The follow-up of the company's experiment: a question was mailed, and a link waits for its answer."""

from typing import Any

from mint import clock
from tests.estate.rows import TOKEN
from tests.rows.follow_up import make_asking, make_contact, make_followed, make_rounds
from tests.world import World


def follow_up(world: World) -> dict[str, dict[str, Any]]:
    row = make_followed(world)
    first, *_rest = make_rounds(row, step="asked", stepped_at=clock.now())
    make_asking(first, TOKEN)
    make_contact(row)
    return {"follow_up": {"pk": row.pk, "months": 3, "token": TOKEN}}
