"""The project manager: builds the funder's report in the background, opens a figure, approves and locks it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from playwright.sync_api import expect

from tests.browser import files, story
from tests.browser.instance import Instance
from tests.browser.person import Person

PLACE = f"/fi/t/{story.UNIVERSITY}/raportit/"
BUILT_WITHIN = 90_000  # ms
# what the chain adds to the period's figures
ADDS = {"MINT01": 1, "MINT02": 1, "MINT03": 1, "MINT04": 1, "MINT06": 1, "MINT09": 1, "MINT10": 5, "MINT11": 1}
PERIOD = """SELECT q.id FROM projects_period q JOIN projects_project r ON r.id = q.project_id
    WHERE r.code = 'DEMO-2' AND current_date BETWEEN q.starts_on AND q.ends_on"""
PASSED = "UPDATE approvals_asking SET due_on = current_date - 1 WHERE report_id = %s RETURNING id"
# counted here once more, from the tables themselves
COUNTED = """
WITH p AS (SELECT * FROM projects_period WHERE id = %s),
happened AS (
    SELECT 'MINT01' code, project_id, published_at moment, 1 amount FROM challenges_challenge
        WHERE state NOT IN ('draft', 'in_review', 'returned', 'withdrawn')
    UNION ALL SELECT 'MINT02', project_id, started_at, 1 FROM experiments_experiment
    UNION ALL SELECT 'MINT03', project_id, finished_at, 1 FROM experiments_experiment
    UNION ALL SELECT 'MINT04', project_id, decided_at, 1 FROM experiments_experiment
        WHERE decision IN ('scale', 'hand_over')
    UNION ALL SELECT 'MINT06', project_id, started_at, 1 FROM placements_placement WHERE kind = 'internship'
    UNION ALL SELECT 'MINT09', project_id, started_at, 1 FROM placements_placement s
        JOIN placements_application a ON a.placement_id = s.id AND a.state = 'accepted'
    UNION ALL SELECT 'MINT10', project_id, started_at, coalesce(credits_confirmed, 0) FROM placements_placement s
        JOIN placements_application a ON a.placement_id = s.id AND a.state = 'accepted'
    UNION ALL SELECT 'MINT11', project_id, published_at, 1 FROM municipalities_attractionfactor
        WHERE state = 'published')
SELECT code, sum(amount) FROM happened JOIN p USING (project_id)
WHERE (moment AT TIME ZONE 'Europe/Helsinki')::date BETWEEN p.starts_on AND p.ends_on GROUP BY code"""


def figures(instance: Instance) -> dict[str, Decimal]:
    """Of the period that runs today, by indicator."""
    found = {code: Decimal(amount) for code, amount in instance.rows(COUNTED, instance.value(PERIOD))}
    return {code: found.get(code, Decimal(0)) for code in ADDS}


def builds_it(manager: Person, instance: Instance) -> int:
    """Starts the building, sees its steps, leaves the page, and is told when it is ready. Returns the number."""
    manager.open(PLACE)
    manager.follow("/raportit/uusi/")
    manager.fill(period=instance.value(PERIOD))
    manager.press('form[method="get"] .btn')
    with instance.paused("worker"):
        manager.submit()
        report = manager.number
        expect(manager.page.locator("ol.build li")).not_to_have_count(0)
        assert manager.page.locator("ol.build li").count() >= 4
        manager.open(f"/fi/t/{story.UNIVERSITY}/")
    manager.open(f"{PLACE}{report}/")
    expect(manager.page.locator("ol.build")).to_have_count(0, timeout=BUILT_WITHIN)
    manager.open(f"{PLACE}{report}/")
    manager.open("/fi/ilmoitukset/")
    assert manager.page.locator(f'main [href*="/raportit/{report}/"]').count() >= 1
    manager.open(f"{PLACE}{report}/")
    return report


def writes_the_sections(manager: Person, report: int) -> None:
    """The texts that the page says stop the approval; then the report is built again with them."""
    wanted = manager.page.locator("main li:has(b) a[href*='/raportit/osat/']")
    addresses = wanted.evaluate_all("(all) => all.map((e) => e.getAttribute('href'))")
    assert len(addresses) >= 1
    for address in addresses:
        manager.open(address)
        form = manager.page.locator("main form[data-autosave]")
        manager.fill(form, text="Kaudella tehtiin se, mitä suunniteltiin.")
        manager.press(form.locator("button.btn"))
    manager.open(f"{PLACE}{report}/")
    manager.send("/koosta/")
    expect(manager.page.locator("ol.build")).to_have_count(0, timeout=BUILT_WITHIN)
    manager.open(f"{PLACE}{report}/")


def sees_the_figures(manager: Person, instance: Instance, before: dict[str, Decimal]) -> dict[str, files.Figure]:
    """Those of the page are what was there before and what the chain has added."""
    shown = files.of_page(manager.page)
    after = figures(instance)
    assert {code: after[code] - before[code] for code in ADDS} == ADDS
    assert {code: shown[code].value for code in ADDS} == after
    return shown


def opens_the_rows(manager: Person, report: int) -> None:
    """A figure leads to the records it was counted from, and they to their pages."""
    manager.press(manager.page.locator("table tr").filter(has_text="MINT01").locator("td a").first)
    row = manager.page.locator("main tbody tr").filter(has_text=story.TITLE)
    expect(row).to_have_count(1)
    manager.press(row.locator("a").first)
    manager.sees(story.PROBLEM)
    manager.open(f"{PLACE}{report}/")


def downloads(manager: Person, folder: Path) -> dict[str, Path]:
    """The files, by their endings."""
    links = manager.page.locator("#files ~ ul a, section[aria-labelledby=files] a")
    kept = {}
    for number in range(links.count()):
        with manager.page.expect_download() as download:
            links.nth(number).click()
        name = download.value.suggested_filename
        kept[Path(name).suffix] = folder / name
        download.value.save_as(folder / name)
    assert sorted(kept) == [".csv", ".docx", ".json", ".pdf", ".xlsx"]
    return kept


def approves_and_locks(manager: Person, report: int, instance: Instance) -> None:
    """After the partners were asked and their day had passed; the checksum is on the page."""
    manager.send("/hyvaksynnat/pyyda/", due_on=story.day())
    instance.rows(PASSED, report)
    manager.open(f"{PLACE}{report}/")
    manager.send(
        "/siirra/approved/", steering_on=story.day(), steering_paragraph="§ 12", reason="Kumppanit eivät vastanneet."
    )
    manager.send("/siirra/submitted/")
    ((state, checksum),) = instance.rows("SELECT state, sha256 FROM reports_report WHERE id = %s", report)
    assert (state, len(checksum)) == ("submitted", 64)
    manager.sees(checksum)
