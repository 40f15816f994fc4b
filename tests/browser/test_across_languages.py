"""Partners are matched across languages: an offer in Swedish, and one in English, are found for a challenge in Finnish."""

from __future__ import annotations

import time

import pytest

from tests.browser.instance import Instance
from tests.browser.person import Town

MOST_WAITED = 240  # s: a demo that has just begun reads all its texts first
COORDINATOR, CHALLENGE = "Aino Kettunen", "Mökkiläiset mukaan kehittämään"
# who offers, for which company, in which language, what; nothing else is shared with the challenge
OFFERS = (
    ("Hilkka Leivo", "haavehovin-leipomo-oy", "sv", "Undersökningar bland fritidsboende", "Vi ordnar workshoppar och enkäter för fritidsboende och samlar kundernas idéer om tjänster."),
    ("Unto Rantala", "mokkihuolto-unelmaranta-tmi", "en", "Surveys among cottage owners", "We run workshops and surveys with seasonal residents and collect their ideas about municipal services."),
)  # fmt: skip

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.thorough]  # the model is loaded for it


@pytest.mark.parametrize(("who", "company", "language", "title", "text"), OFFERS)
def test_an_offer_in_another_language_is_found_with_its_reason(
    town: Town, instance: Instance, *, who: str, company: str, language: str, title: str, text: str
) -> None:
    owner = town.person(who)
    owner.open(f"/fi/t/{company}/tarjoomat/uusi/")
    owner.submit(
        kind="expertise", title=title, description=text, language=language, dimensions=["method"], capacity="1"
    )
    owner.page.context.close()
    _read(instance, title)
    need = instance.value("SELECT id FROM matching_need WHERE title = %s", CHALLENGE)
    coordinator = town.person(COORDINATOR)
    coordinator.open(f"/fi/t/savitaipale/yhteensovitus/kumppanit/{need}/")
    row = coordinator.page.locator("main li.card").filter(has_text=title)
    assert row.count() == 1, coordinator.page.locator("main").inner_text()[:2000]
    coordinator.unfold(row.locator("details dl"))
    reasons = dict(zip(row.locator("dl dt").all_inner_texts(), row.locator("dl dd").all_inner_texts(), strict=True))
    about = [
        text for text, points in reasons.items() if text.startswith("Teksteissä puhutaan samoista") and points[0] != "0"
    ]
    assert about, reasons
    total = sum(int(points.partition("/")[0]) for points in reasons.values())
    assert f"{total}/100" in row.inner_text()
    coordinator.page.context.close()


def _read(instance: Instance, title: str) -> None:
    """The worker has read all texts, knows how common their words are, and has made the list anew."""
    until = time.monotonic() + MOST_WAITED
    listed = (
        "SELECT count(*) FROM matching_suggestion s JOIN matching_offer o ON o.id = s.offer_id "
        "JOIN matching_need n ON n.id = s.need_id WHERE o.title = %s AND n.title = %s"
    )
    waiting = "SELECT count(*) FROM outbox_job WHERE task LIKE %s AND done_at IS NULL AND failed_at IS NULL"
    while instance.value(waiting, "matching.%") or not instance.value(listed, title, CHALLENGE):
        assert time.monotonic() < until, instance.log_tail("worker")
        time.sleep(0.5)
