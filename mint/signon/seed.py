"""An example of a university's own sign-in, switched off: its address answers nobody."""

from datetime import date
from typing import TYPE_CHECKING

from mint import clock
from mint.signon import actions

if TYPE_CHECKING:
    from mint.management.seeding import World


def seed(world: "World") -> None:
    with clock.set_to(clock.at(date(2026, 9, 1))):
        owner = world.actor("curator_lab")
        provider = actions.set_up(
            world.organisation("lab"), server_url="https://kirjautuminen.lab.example", client_id="mint",
            secret="", is_on=False, actor=owner,
        )  # fmt: skip
        claimed = actions.claim(provider, name="lab.example", actor=owner)
        operator = world.people["operator"]
        actions.confirm(claimed, operator=operator, actor=world.actor("operator"))
        actions.claim(provider, name="student.lab.example", actor=owner)
