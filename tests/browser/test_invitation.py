"""An invitation is accepted in a browser: the page's own policy of referrers must let its form through."""

from __future__ import annotations

import pytest

from tests.browser.instance import Instance
from tests.browser.person import Town

GUEST = "Ritva Korpela"

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_who_is_invited_joins_by_the_link_in_the_mail(town: Town, instance: Instance) -> None:
    owner = town.person("Hilkka Leivo")
    owner.open("/fi/t/haavehovin-leipomo-oy/jasenet/")
    address = str(instance.value("SELECT email FROM accounts_user WHERE name = %s", GUEST))
    owner.submit(email=address, roles="editor")
    guest = town.person(GUEST)
    # its own address: the list's first page may hold newer mails only, since the worker tells of the demo data
    mail = "SELECT max(id) FROM outbox_mail WHERE kind = 'invitation' AND lower(\"to\") = lower(%s)"
    guest.open(f"/fi/posti/{instance.value(mail, address)}/")
    guest.open(guest.first_link("/kutsu/").removeprefix(town.url))
    guest.submit()
    assert roles(instance) == [(["editor"],)]
    owner.open("/fi/t/haavehovin-leipomo-oy/jasenet/")
    owner.press(owner.page.locator("tr", has_text=GUEST).get_by_role("link", name="Roolit ja jäsenyys"))
    owner.press(owner.page.get_by_role("button", name="Päätä jäsenyys"))
    assert roles(instance) == []


def roles(instance: Instance) -> list[tuple[list[str]]]:
    found = "SELECT roles FROM tenancy_membership m JOIN accounts_user u ON u.id = m.user_id WHERE u.name = %s"
    return instance.rows(found, GUEST)
