"""Demo reviews: a confirmed one of last year, and one that is being written."""

from datetime import date
from typing import TYPE_CHECKING

from mint import clock
from reports.yearly import actions, workflow

if TYPE_CHECKING:
    from mint.management.seeding import World

SAID = (
    "Vuoden aikana kunta avasi haasteita yrityksille ja kokeili ratkaisuja yhdessä korkeakoulujen kanssa. "
    "Parhaat opit saatiin niistä kokeiluista, joiden mittari sovittiin ennen aloitusta."
)
NEXT = "Ensi vuonna haasteet valitaan yhdessä naapurikuntien kanssa, ja tulokset esitellään kunnanvaltuustolle."


def seed(world: "World") -> None:
    actor = world.actor("coord_parikkala")
    for year, day in ((2025, date(2026, 2, 10)), (2026, date(2026, 11, 24))):
        with clock.set_to(clock.at(day, 10)):
            review = actions.begin(year, "fi", actor=actor)
            review = actions.write(review, summary=SAID, next_year=NEXT, version=1, actor=actor)
            if year < day.year:
                workflow.confirm(review, actor=actor)
