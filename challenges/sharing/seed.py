"""The demo's shared challenge: three municipalities own it, a fourth has been asked, a fifth asks."""

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from challenges.models import Challenge, CoOwner
from challenges.sharing import actions, workflow
from mint import clock

if TYPE_CHECKING:
    from mint.management.seeding import World


def seed(world: "World") -> None:
    """H18, a summer job shared by companies, is of Taipalsaari; Savitaipale and Luumäki have the same need."""
    challenge = Challenge.objects.get(pk=world.objects["H18"].pk)
    lead = world.actor("coord_taipalsaari")
    with clock.set_to(clock.now() - timedelta(days=20)):
        rows = {key: workflow.invite(challenge, world.organisation(key), actor=lead)
                for key in ("savitaipale", "luumaki", "rautjarvi")}  # fmt: skip
    with clock.set_to(clock.now() - timedelta(days=17)):
        for key in ("savitaipale", "luumaki"):
            workflow.join(CoOwner.objects.get(pk=rows[key].pk), actor=world.actor(f"coord_{key}"))
    with clock.set_to(clock.now() - timedelta(days=3)):
        workflow.ask(
            challenge, actor=world.actor("coord_parikkala"),
            message="Meillä on kesäksi kuusi paikkaa samoilla ehdoilla. Tekisimme hakuilmoituksen yhdessä.",
        )  # fmt: skip
    with clock.set_to(clock.now() - timedelta(days=8)):
        actions.keep_share(challenge, budget=Decimal(3000), decision="", reason="", version=0, actor=lead)
        actions.keep_share(
            challenge, budget=Decimal(2000), decision="join", version=0, actor=world.actor("coord_savitaipale"),
            reason="Kymmenen kesätyöpaikkaa sopii ensi kesän talousarvioon.",
        )  # fmt: skip
        actions.keep_notes(
            challenge, text="Nuorisotoimen kanssa sovittava ohjauksesta ennen huhtikuuta.", contact="", version=0,
            actor=world.actor("coord_savitaipale"),
        )  # fmt: skip
        actions.keep_share(
            challenge, budget=None, decision="later", version=0, actor=world.actor("coord_luumaki"),
            reason="Päätämme, kun ensimmäisen kesän kokemukset on koottu.",
        )  # fmt: skip
