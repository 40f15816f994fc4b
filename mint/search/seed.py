"""Demo searches that people have saved; and every document read, so that words are found in any form from the beginning."""

from typing import TYPE_CHECKING

from mint.search import actions, reading
from mint.search.states import Rhythm

if TYPE_CHECKING:
    from mint.management.seeding import World

# who, what it is called, the query of the page's address, how often it writes
SAVED = (
    ("coord_savitaipale", "Energia-asiat", "q=energia&tila=open", Rhythm.WEEKLY),
    ("coord_savitaipale", "Savitaipaleen luonnokset", "q=kunta%3Asavitaipale+tila%3Aluonnos", Rhythm.NEVER),
    ("owner_unel", "Matkailu lähellä", "q=matkailu&tyyppi=haaste", Rhythm.DAILY),
    ("manager_lab", "Kokeilut käynnissä", "tyyppi=kokeilu&tila=run", Rhythm.WEEKLY),
)


def seed(world: "World") -> None:
    while reading.read_unread():
        pass
    for who, name, query, rhythm in SAVED:
        actions.save(world.actor(who), name=name, query=query, rhythm=rhythm)
