"""The experiment: planned by the owner, approved by somebody else, measured, evaluated and decided."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser import story
from tests.browser.instance import Instance
from tests.browser.person import Person

LENGTH = 21  # days, the last of them today
PLACE = f"/fi/t/{story.COMPANY}/kokeilut/"
VALUES = [14, 13, 13, 11, 9, 8, 8, 6]
MEASURED = """SELECT count(*) FROM experiments_measurement v JOIN experiments_metric m ON m.id = v.metric_id
    WHERE m.experiment_id = %s AND v.is_current"""
ANSWERED = {f"ethics_{key}": "yes" for key in ("law", "harm", "fair", "informed", "permits")}


def begins_it(owner: Person, match: int, instance: Instance) -> int:
    """From the agreed match; both take part. Returns the number of the experiment."""
    owner.follow(f"?yhteensovitus={match}")
    owner.submit(title=story.EXPERIMENT, hypothesis=story.HYPOTHESIS)
    experiment = owner.number
    assert state_of(instance, experiment) == "planning"
    return experiment


def plans_it(owner: Person, experiment: int, instance: Instance) -> None:
    owner.follow(f"/kokeilut/{experiment}/suunnitelma/")
    owner.submit(
        population="Kuusikymmentä mökkiä Kuolimon rannalla.",
        mittari__0__name="Hälytysajot viikossa",
        mittari__0__unit="ajoa",
        mittari__0__direction="down",
        mittari__0__baseline="15",
        mittari__0__baseline_on=story.day(-LENGTH - 7),
        mittari__0__baseline_source="Huoltomiesten ajopäiväkirja",
        mittari__0__target="8",
        mittari__0__is_primary=True,
        mittari__0__design="before_after",
        mittari__0__smallest_worthwhile="2",
        starts_on=story.day(-LENGTH),
        ends_on=story.day(),
        budget="1 200,50",
        roles="Unto vastaa, opiskelijat haastattelevat, kunta kertoo mökkiläisille.",
        guardrail="Vasteaika hädässä ei pitene.",
        personal_data="no",
        aid_basis="none",
        rights="open",
        publication="open",
        **ANSWERED,
    )
    owner.sees("8/8")
    owner.send(f"/kokeilut/{experiment}/submitted/")
    assert state_of(instance, experiment) == "in_review"
    approve = owner.page.locator(f'form[action$="/kokeilut/{experiment}/approved/"]')
    assert approve.count() == 0, "nobody approves their own plan"


def approves_it(curator: Person, experiment: int, instance: Instance) -> None:
    """Finds it on the desk: what waits for a pair of eyes other than the author's."""
    curator.open(f"/fi/t/{story.UNIVERSITY}/")
    curator.follow(f"/kokeilut/{experiment}/")
    curator.sees(story.HYPOTHESIS)
    curator.send(f"/kokeilut/{experiment}/approved/")
    assert state_of(instance, experiment) == "approved"


def runs_and_measures_it(owner: Person, experiment: int, instance: Instance) -> None:
    """Rows pasted as CSV, one of them wrong: it is told by its line, and the others come in; then one more by hand."""
    owner.open(f"{PLACE}{experiment}/")
    owner.send(f"/kokeilut/{experiment}/started/")
    owner.follow(f"/kokeilut/{experiment}/tuonti/")
    rows = [f"{story.finnish(-LENGTH + 2 * number)};{value}" for number, value in enumerate(VALUES)]
    bad = f"{story.finnish(-1)};paljon"
    owner.fill(text="\n".join(["päivä;ajot", *rows[:3], bad, *rows[3:]]))
    owner.press('button[name="step"][value="preview"]')
    owner.sees(re.compile(rf"5:?.*{re.escape(bad)}"))
    owner.press('button[name="step"][value="import"]')
    expect(owner.page.locator('main textarea[name="text"]')).to_have_value(re.compile(re.escape(bad)))
    owner.open(f"{PLACE}{experiment}/")
    owner.follow(f"*/kokeilut/{experiment}/mittaus/")
    owner.submit(measured_on=story.day(), value="6,5", note="Pakkasta 12 astetta")
    sees_the_chart(owner)
    assert instance.value(MEASURED, experiment) == len(VALUES) + 1


def sees_the_chart(owner: Person) -> None:
    """The drawing, the finding in words, and every value in the table under it."""
    page = owner.page
    expect(page.locator("figure.chart svg:visible").first).to_be_visible()
    expect(page.locator("figure.chart figcaption")).not_to_be_empty()
    page.locator("figure.chart summary").click()
    expect(page.locator("figure.chart tbody tr")).to_have_count(len(VALUES) + 1)
    owner.sees("Pakkasta 12 astetta")


def evaluates_and_decides(owner: Person, experiment: int, instance: Instance) -> None:
    owner.follow(f"/kokeilut/{experiment}/finished/")
    owner.submit()
    assert state_of(instance, experiment) == "evaluating"
    owner.follow(f"/kokeilut/{experiment}/tulos/")
    owner.submit(
        result="Hälytysajot vähenivät viidestätoista kuuteen ja puoleen viikossa.",
        learnings="Ehdotus on lähetettävä ennen syyslomaa; tekstiviesti toimi, kirje ei.",
        outcome="supported",
        outcome_reason="Ennen kokeilua ajot laskettiin viikoittain, joten sääntö ei saanut vertailuarvoja; ero näkyy silti.",
    )
    owner.send(f"/kokeilut/{experiment}/decided/", decision="scale", reason="Otetaan käyttöön koko kunnassa.")
    assert state_of(instance, experiment) == "decided"


def is_shown_to_everybody(visitor: Person, owner: Person, experiment: int) -> None:
    """Where the owner's page says."""
    address = owner.page.locator(f'main a[href*="/kokeilut/{experiment}-"]').first.get_attribute("href")
    assert address, "the owner's page does not lead to the public one"
    visitor.open(address)
    visitor.sees(story.EXPERIMENT)
    visitor.sees("Ehdotus on lähetettävä ennen syyslomaa")
    expect(visitor.page.locator("figure.chart svg:visible").first).to_be_visible()


def state_of(instance: Instance, experiment: int) -> str:
    return str(instance.value("SELECT state FROM experiments_experiment WHERE id = %s", experiment))
