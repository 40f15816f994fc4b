"""What a match's pages say of points, and of what the other side sees and when."""

import re

from django.urls import reverse
from django.utils import translation

from mint.isolation import context
from mint.matching.states import State
from tests.rows.matching import make_offer


def address(page, tenant, pk):
    with translation.override("en"):
        return reverse(f"matching:{page}", args=[tenant, pk])


def html_of(browser, page):
    return browser.get(page).content.decode()


def test_the_offer_that_fits_best_is_chosen_ready_and_every_choice_tells_its_points(world, need, log_in):
    with context.system("test"):
        worse = make_offer(world.partner, title="Muuta", dimensions=["resource"], themes=[], terms=[])
        best = make_offer(world.partner)
    html = log_in("partner").get(address("interest", "partner", need.pk)).content.decode()
    options = dict(re.findall(r'<option value="(\d+)"( selected)?>', html))
    assert options == {str(worse.pk): "", str(best.pk): " selected"}
    points = dict(re.findall(r"(Muuta|Paalain pehmeälle rannalle) \((\d+)/100\)", html))
    assert int(points["Muuta"]) < int(points["Paalain pehmeälle rannalle"])
    assert f"<dd>{points['Muuta']}/100</dd>" in html  # beside the form, for who chooses another


def test_who_accepts_is_told_that_the_contacts_show_at_once(match_in, log_in):
    match = match_in(State.INTEREST)
    page = address("match", "company", match.pk)
    browser = log_in("owner")
    assert "see each other&#x27;s contact person at once" in browser.get(page).content.decode().replace(
        "&#39;", "&#x27;"
    ).replace("other's", "other&#x27;s")
    browser.post(page + "siirra/accepted/", {"name": "Omistaja", "email": "omistaja@contact.test"})
    html = browser.get(page).content.decode()
    assert "The others see this on their pages at once. The message about it is sent in ten minutes" in html
    other = log_in("partner").get(address("match", "partner", match.pk)).content.decode()
    assert "omistaja@contact.test" in other
