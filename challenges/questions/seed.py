"""The demo's questions: one answered, one that waits for the owner."""

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from challenges.models import Challenge
from challenges.questions import actions
from mint import clock

if TYPE_CHECKING:
    from mint.management.seeding import World

ASKED = (  # challenge, who asks, the question, who answers, the answer
    (
        "H20", "owner_pilv", "Onko tuottajilla jo yhteinen varasto vai lähteekö jokainen tilaus tuottajan luota?",
        "owner_kang", "Yhteistä varastoa ei ole. Noutopisteeksi sopii kirkonkylän kauppa, joka on jo lupautunut mukaan.",
    ),
    (
        "H20", "teacher_lab", "Voiko kokeilun tehdä opiskelijaryhmän kanssa keväällä, vai onko syksy ainoa vaihtoehto?",
        "", "",
    ),
    (
        "H04", "owner_satu", "Kuuluvatko kesätapahtumat haasteeseen vai haetteko pysyvää palvelua?",
        "coord_parikkala", "Molemmat käyvät, kunhan ratkaisu tuo kävijöitä muulloinkin kuin tapahtumapäivinä.",
    ),
)  # fmt: skip


def seed(world: "World") -> None:
    for number, (key, asker, text, answerer, answer) in enumerate(ASKED):
        challenge = Challenge.objects.get(pk=world.objects[key].pk)
        with clock.set_to(clock.now() - timedelta(days=6 - number)):
            question = actions.ask(challenge, text=text, key=uuid4(), actor=world.actor(asker))
        if answer:
            with clock.set_to(clock.now() - timedelta(days=4 - number)):
                actions.answer(question, text=answer, actor=world.actor(answerer))
