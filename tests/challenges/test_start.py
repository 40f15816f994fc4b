"""A challenge written before signing in becomes the company's when the code is entered."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from challenges.models import Challenge
from mint.audit.models import Entry
from mint.isolation import context
from mint.links.models import WaitingDraft
from mint.outbox.models import Mail
from mint.tenancy.models import Organisation
from tests.challenges.test_brief import FIRST, HTMX, all_challenges, second

NEW = "0112038-9"


def url(name, *args):
    return reverse(f"challenges:{name}", args=args)


def written(browser):
    browser.get(url("start_step", 1))
    browser.post(url("start_step", 1), FIRST)
    assert browser.post(url("start_step", 2), second())["Location"] == url("start_check")


def ask_for_code(browser, world, *, email="uusi@example.test", business_id=NEW):
    contact = {"email": email, "person": "Uusi", "business_id": business_id, "name": "Uusi Oy"}
    return browser.post(url("start_contact"), {**contact, "municipality": world.place.pk})


def enter_code(browser, response):
    with context.system("test"):
        mail = Mail.objects.filter(kind="login_code").latest("pk")
    code = re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", mail.text, re.MULTILINE).group(1)
    address, _, target = response["Location"].partition("?next=")
    return browser.post(address, {"code": code, "next": target})


def waiting():
    with context.system("test"):
        return list(WaitingDraft.objects.order_by("pk"))


def test_a_visitor_writes_enters_the_code_and_lands_on_the_check_page_of_a_new_company(world):
    browser = Client()
    written(browser)
    assert FIRST["title"] in browser.get(url("start_check")).content.decode()
    entered = enter_code(browser, ask_for_code(browser, world))
    assert entered["Location"] == url("start_claim")
    landed = browser.get(url("start_claim"))
    (challenge,) = all_challenges()
    with context.system("test"):
        company = Organisation.objects.get(business_id=NEW)
    assert (challenge.title, challenge.organisation_id, challenge.state) == (FIRST["title"], company.pk, "draft")
    assert (company.is_verified, landed["Location"]) == (False, url("check", company.slug, challenge.pk))
    assert url("move", company.slug, challenge.pk, "submitted") in browser.get(landed["Location"]).content.decode()
    assert browser.get(url("start_claim"))["Location"] == landed["Location"]
    assert (len(all_challenges()), [set(row.data) for row in waiting()]) == (1, [{"form_key"}])


def test_a_member_of_the_company_lands_there(world):
    with context.system("test"):
        Organisation.objects.filter(pk=world.company.pk).update(business_id=NEW)
    browser = Client()
    written(browser)
    enter_code(browser, ask_for_code(browser, world, email="owner@example.test"))
    browser.get(url("start_claim"))
    assert [each.organisation_id for each in all_challenges()] == [world.company.pk]


def test_somebody_elses_company_is_not_entered_and_the_text_is_kept_for_another(world):
    with context.system("test"):
        Organisation.objects.filter(pk=world.other_company.pk).update(business_id=NEW)
    browser = Client()
    written(browser)
    enter_code(browser, ask_for_code(browser, world, email="owner@example.test"))
    page = browser.get(url("start_claim"))
    assert (page.status_code, NEW in page.content.decode(), all_challenges()) == (200, True, [])
    assert f"{reverse('companies:join')}?tunnus={NEW}" in page.content.decode()
    assert browser.post(url("start_claim"), {"to": world.other_company.slug}).status_code == 200
    assert all_challenges() == []
    browser.post(url("start_claim"), {"to": world.company.slug})
    assert [each.organisation_id for each in all_challenges()] == [world.company.pk]


def test_another_visitor_sees_nothing_of_the_draft(world, log_in):
    browser = Client()
    written(browser)
    other = Client()
    assert FIRST["title"] not in other.get(url("start_step", 1)).content.decode()
    assert other.get(url("start_check"))["Location"] == url("start")
    assert log_in("owner").get(url("start_claim"))["Location"] == url("start")
    assert (all_challenges(), len(waiting())) == ([], 1)


def test_without_the_code_nothing_becomes_a_challenge(world):
    browser = Client()
    written(browser)
    ask_for_code(browser, world)
    assert (browser.get(url("start_claim")).status_code, all_challenges()) == (302, [])
    with context.system("test"):
        assert not Organisation.objects.filter(business_id=NEW).exists()


def test_typing_saves_one_draft_and_says_so(db):
    browser = Client()
    browser.get(url("start_step", 1))
    for title in ("K", "Ku"):
        response = browser.post(url("start_step", 1), {"title": title}, **HTMX)
        assert (response.status_code, "versio" in response.content.decode()) == (200, False)
    assert [row.data["title"] for row in waiting()] == ["Ku"]


@pytest.mark.parametrize("title", ["a\0b", "x" * 1_000_000, ""])
def test_bad_input_is_told_in_words_and_is_not_kept(db, title):
    response = Client().post(url("start_step", 1), {**FIRST, "title": title})
    assert (response.status_code, [{*row.data} for row in waiting()]) == (422, [{"form_key", "problem", "affected"}])


def test_the_token_is_in_a_cookie_that_no_script_reads(db):
    cookie = Client().get(url("start_step", 1)).cookies["draft"]
    assert (cookie["httponly"], cookie["samesite"], len(cookie.value)) == (True, "Lax", 43)


def test_a_visitor_deletes_the_draft(db):
    browser = Client()
    written(browser)
    asked = browser.get(url("start_forget"))
    assert (asked.status_code, FIRST["title"] in asked.content.decode(), len(waiting())) == (200, True, 1)
    assert browser.post(url("start_forget")).status_code == 302
    assert waiting() == []
    assert browser.get(url("start_forget"))["Location"] == url("start")


def test_another_visitor_deletes_nothing(db):
    written(Client())
    assert Client().post(url("start_forget"))["Location"] == url("start")
    assert len(waiting()) == 1


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_a_draft_claimed_twice_at_once_becomes_one_challenge(world):
    with context.system("test"):
        Organisation.objects.filter(pk=world.company.pk).update(business_id=NEW)
    browser = Client()
    written(browser)
    enter_code(browser, ask_for_code(browser, world, email="owner@example.test"))
    both = Barrier(2)

    def claim(_number):
        tab = Client()
        tab.cookies = browser.cookies
        both.wait()
        try:
            return tab.get(url("start_claim"))["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        landed = list(pool.map(claim, range(2)))
    (challenge,) = all_challenges()
    assert landed == [url("check", world.company.slug, challenge.pk)] * 2
    with context.system("test"):
        assert Entry.objects.filter(verb="challenge.drafted").count() == 1
    assert [set(row.data) for row in waiting()] == [{"form_key"}]


def test_somebody_signed_in_goes_on_as_before(log_in, world):
    assert log_in("owner").get(url("start"))["Location"] == url("new", world.company.slug)
    assert Challenge.objects.count() == 0


def test_one_who_writes_too_often_keeps_the_text_on_the_page(world, monkeypatch):
    monkeypatch.setattr("challenges.views.start.may_write", lambda _request: False)
    response = Client().post(url("start_step", 1), FIRST)
    assert (response.status_code, FIRST["problem"] in response.content.decode(), waiting()) == (422, True, [])


@pytest.mark.attack(47)
def test_one_who_asks_for_codes_too_often_keeps_what_was_typed(world, monkeypatch):
    browser = Client()
    written(browser)
    monkeypatch.setattr("mint.links.codes.may_write", lambda _request: False)
    response = ask_for_code(browser, world)
    page = response.content.decode()
    assert (response.status_code, "Uusi Oy" in page, "uusi@example.test" in page) == (422, True, True)
    with context.system("test"):
        assert Mail.objects.count() == 0
    assert waiting()[0].data["title"] == FIRST["title"]


def test_the_mail_with_the_code_is_ours_in_the_writers_language(world):
    browser = Client()
    written(browser)
    ask_for_code(browser, world)
    with context.system("test"):
        mail = Mail.objects.get(kind="login_code")
    assert (mail.subject, mail.language) == ("MINT: kirjautumiskoodinne", "fi")
    assert mail.text.startswith("Alla on koodinne MINTiin kirjautumista varten.")


def test_what_is_in_order_is_kept_of_a_step_with_an_error(world):
    browser = Client()
    browser.get(url("start_step", 1))
    assert browser.post(url("start_step", 1), {**FIRST, "title": ""}).status_code == 422
    page = browser.get(url("start_step", 1)).content.decode()
    (draft,) = waiting()
    assert (FIRST["problem"] in page, "title" in draft.data) == (True, False)
    browser.post(url("start_step", 1), FIRST)
    assert browser.post(url("start_step", 2), {**second(), "deadline_on": "2020-01-01"}).status_code == 422
    (draft,) = waiting()
    assert (draft.data["outcome"], "deadline_on" in draft.data) == (second()["outcome"], False)


def test_nothing_waits_of_a_step_in_which_nothing_is_in_order(world):
    browser = Client()
    browser.get(url("start_step", 1))
    assert (browser.post(url("start_step", 1), {"title": ""}).status_code, waiting()) == (422, [])


def test_the_check_page_has_a_title(world):
    browser = Client()
    written(browser)
    assert "<title>Tarkistakaa" in browser.get(url("start_check")).content.decode()


@pytest.mark.parametrize(("who", "page"), [("outsider", "pages:mine"), ("owner", "pages:workspace")])
def test_who_signs_in_by_another_way_is_told_of_the_draft_that_waits(who, page, world, log_in):
    browser = log_in(who)
    address = reverse(page, args=["company"] if who == "owner" else [])
    assert url("start_claim") not in browser.get(address).content.decode()
    visitor = Client()
    written(visitor)
    browser.cookies["draft"] = visitor.cookies["draft"].value
    told = browser.get(address).content.decode()
    assert (url("start_claim") in told, FIRST["title"] in told) == (True, True)


def test_the_code_page_says_what_the_code_brings_and_has_one_filled_button(world):
    browser = Client()
    written(browser)
    page = browser.get(ask_for_code(browser, world)["Location"]).content.decode()
    main = page.partition("<main")[2].partition("</main>")[0]
    assert "Syöttäkää koodi, niin haasteenne tallentuu" in main
    assert (main.count('class="btn"'), "uusi@example.test" in main) == (1, True)
    refused = browser.post(url_of_code(), {"code": "AAAA-AAAA", "next": url("start_claim")}).content.decode()
    assert "Koodi ei ole oikein. Tarkistakaa se" in refused
    assert "haasteenne tallentuu" in refused


def url_of_code():
    return reverse("account_confirm_login_code")
