"""What happens to open challenges in the demo: a confidential part with terms, an amendment, more time."""

from datetime import timedelta
from typing import TYPE_CHECKING

from challenges import amending, confiding
from challenges.models import Challenge
from challenges.terms import digest
from mint import clock

if TYPE_CHECKING:
    from mint.actor import Actor
    from mint.management.seeding import World

TERMS = (
    "Luottamuksellisia tietoja käytetään vain vastauksen valmisteluun. Niitä ei anneta muille, ja ne poistetaan, kun "
    "haku on päättynyt."
)


def seed(world: "World") -> None:
    with clock.set_to(clock.now() - timedelta(days=12)):
        _confidential(world)
    with clock.set_to(clock.now() - timedelta(days=9)):
        _amended(world)


def _confidential(world: "World") -> None:
    """The saw mill's figures: two partners have accepted the terms."""
    challenge = Challenge.objects.get(pk=world.objects["H02"].pk)
    text = (
        "Kuoren myyntihinta on tällä hetkellä 9 euroa ja purun 14 euroa kuutiolta. Nykyinen sopimus päättyy kesäkuun "
        "lopussa, joten uuteen käyttöön on varattavissa noin 40 prosenttia virrasta."
    )
    owner = world.actor("owner_saha")
    challenge = confiding.change_confidential(challenge, text=text, terms=TERMS, version=challenge.version, actor=owner)
    for person in ("owner_taru", "teacher_lab"):
        confiding.accept(challenge, world.own(person), seen=digest(TERMS), actor=world.actor(person))


def _amended(world: "World") -> None:
    """The municipality says more exactly whom it looks for, and gives two weeks more."""
    challenge = Challenge.objects.get(pk=world.objects["H04"].pk)
    text = challenge.outcome.replace("kirkonkylän palveluihin", "kirkonkylän palveluihin myös talvella")
    coordinator = world.actor("coord_parikkala")
    challenge = amending.amend(
        challenge, {"outcome": text}, note="Ratkaisun pitää toimia myös talvella.", is_material=True,
        version=challenge.version, actor=coordinator,
    )  # fmt: skip
    with clock.set_to(clock.now() + timedelta(days=3)):
        _extended(challenge, coordinator)


def _extended(challenge: Challenge, coordinator: "Actor") -> None:
    later = challenge.deadline_on + timedelta(days=14) if challenge.deadline_on else clock.today()
    amending.extend(challenge, deadline_on=later, actor=coordinator)
