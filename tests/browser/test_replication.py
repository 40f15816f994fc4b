"""A municipality tries again what another has tried, and the pooled figure counts its result in."""

from __future__ import annotations

import pytest

from tests.browser import story
from tests.browser.experimenting import ANSWERED, LENGTH, state_of
from tests.browser.instance import Instance
from tests.browser.person import Person, Town

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.thorough]

COORDINATOR, PLACE, CURATOR = "Heikki Suvanto", "parikkala", "Mikko Halonen"
SOURCE, AGAIN = "Anturit kymmeneen mökkiin", "Anturit Parikkalan mökkeihin"
BEFORE = ["4,4", "4,1", "4,3", "4,2", "4,5", "4,1", "4,3", "4,4"]
DURING = ["2,1", "2,3", "1,9", "2,2", "2", "2,1", "2,2", "1,8"]


def test_a_municipality_replicates_and_the_pooled_figure_counts_it_in(town: Town, instance: Instance) -> None:
    source = int(instance.value("SELECT id FROM experiments_experiment WHERE title = %s", SOURCE))
    visitor, heikki = town.visitor(), town.person(COORDINATOR)
    before = pooled(visitor, source)
    again = copies_it(heikki, source, instance)
    plans_it(heikki, again)
    approves_it(town.person(CURATOR), again)
    measures_and_decides(heikki, again, instance)
    assert pooled(visitor, source) == before + 1
    visitor.sees(AGAIN)


def pooled(visitor: Person, source: int) -> int:
    """How many results the forest plot's table has."""
    visitor.open(f"/fi/kokeilut/{source}/toistot/")
    return visitor.page.locator("figure table tbody tr").count()


def copies_it(heikki: Person, source: int, instance: Instance) -> int:
    heikki.open(f"/fi/t/{PLACE}/kokeilut/{source}/toista/")
    challenge = heikki.page.locator('select[name="challenge"] option[value]:not([value=""])').first
    heikki.submit(
        challenge=challenge.get_attribute("value"),
        title=AGAIN,
        people_here="14",
        distance_here="31",
        provider_here="Kunnan kiinteistöhuolto",
        differs="Mökit ovat kauempana toisistaan.",
    )
    assert state_of(instance, heikki.number) in {"idea", "planning"}
    return heikki.number


def plans_it(heikki: Person, again: int) -> None:
    heikki.open(f"/fi/t/{PLACE}/kokeilut/{again}/suunnitelma/")
    heikki.submit(
        population="Neljätoista vuokramökkiä.",
        mittari__0__baseline="4,3",
        mittari__0__baseline_on=story.day(-LENGTH - 30),
        mittari__0__baseline_source="Huoltokirja",
        mittari__0__target="2",
        starts_on=story.day(-LENGTH),
        ends_on=story.day(),
        budget="2 400",
        roles="Kunta vastaa, huolto mittaa.",
        personal_data="no",
        aid_basis="none",
        rights="open",
        publication="open",
        **ANSWERED,
    )
    heikki.send(f"/kokeilut/{again}/submitted/")


def approves_it(curator: Person, again: int) -> None:
    curator.open(f"/fi/t/{story.UNIVERSITY}/kokeilut/{again}/")
    curator.send(f"/kokeilut/{again}/approved/")


def measures_and_decides(heikki: Person, again: int, instance: Instance) -> None:
    heikki.open(f"/fi/t/{PLACE}/kokeilut/{again}/")
    heikki.send(f"/kokeilut/{again}/started/")
    heikki.follow(f"/kokeilut/{again}/tuonti/")
    days = [-LENGTH - 20 + 2 * number for number in range(len(BEFORE))] + [-LENGTH + 2 * n for n in range(len(DURING))]
    rows = [f"{story.finnish(on)};{value}" for on, value in zip(days, BEFORE + DURING, strict=True)]
    heikki.fill(text="\n".join(["päivä;käynnit", *rows]))
    heikki.press('button[name="step"][value="preview"]')
    heikki.press('button[name="step"][value="import"]')
    heikki.open(f"/fi/t/{PLACE}/kokeilut/{again}/")
    heikki.follow(f"/kokeilut/{again}/finished/")
    heikki.submit()
    heikki.follow(f"/kokeilut/{again}/tulos/")
    heikki.submit(
        result="Käynnit vähenivät puoleen.", learnings="Antenni räystään yläpuolelle.", outcome="supported",
    )  # fmt: skip
    heikki.send(f"/kokeilut/{again}/decided/", decision="scale", reason="Otetaan käyttöön kaikissa mökeissä.")
    assert state_of(instance, again) == "decided"
