"""What is kept of a contact and for how long, and how much mail goes to one address."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from challenges.behalf import keeping
from mint import clock
from mint.audit.models import Entry
from mint.isolation import context
from mint.outbox.models import Mail
from mint.privacy.erasing import erase
from mint.tenancy.models import Organisation
from tests.behalf.texts import WHOSE, link, rows, token, url, version, write
from tests.challenges.test_brief import FIRST
from tests.factories import UserFactory


def test_a_link_is_sent_again_after_ten_minutes_and_the_first_works_no_more(sent, aino):
    row, key = sent
    assert aino.post(url("send", row.pk)).status_code == 409
    with clock.set_to(clock.now() + timedelta(minutes=11)):
        assert aino.post(url("send", row.pk)).status_code == 302
    assert [Client().get(link("read", each)).status_code for each in (key, token())] == [404, 200]


def test_little_mail_is_sent_to_one_address(aino, world):
    answers = []
    for _number in range(5):
        row = write(aino)
        answers.append(aino.post(url("send", row.pk)).status_code)
    assert answers == [302, 302, 302, 409, 409]


def test_taking_the_link_back_opens_no_way_to_mail_at_once(sent, aino):
    row, _key = sent
    aino.post(url("take_back", row.pk))
    assert aino.post(url("send", row.pk)).status_code == 409
    with clock.set_to(clock.now() + timedelta(minutes=11)):
        assert aino.post(url("send", row.pk)).status_code == 302


def test_what_others_mailed_to_the_address_counts_also_when_their_texts_are_gone(aino, log_in):
    with context.system("test"):
        for number in range(3):
            Mail.objects.create(kind="behalf_asked", to="Eino@Verstas.example", language="fi", subject=str(number))
    row = write(aino)
    assert aino.post(url("send", row.pk)).status_code == 409
    with clock.set_to(clock.now() + timedelta(days=1, minutes=1)):
        assert log_in("coordinator").post(url("send", row.pk)).status_code == 302


@pytest.mark.parametrize("is_sent", [True, False])
def test_the_contact_of_a_draft_is_deleted_after_two_weeks(is_sent, aino):
    row = write(aino)
    if is_sent:
        aino.post(url("send", row.pk))
        aino.post(url("take_back", row.pk))
    kept = []
    for days in (13, 15):
        with clock.set_to(clock.now() + timedelta(days=days)), context.system("test"):
            keeping.tidy()
            keeping.tidy()
        kept.append((rows()[0].contact_name, rows()[0].contact_email))
    assert kept == [("Eino Verstas", "eino@verstas.example"), ("", "")]
    assert "poisti yhteyshenkilön nimen" in aino.get(url("page", row.pk)).content.decode()


def test_a_contact_given_anew_is_kept_anew(aino, log_in):
    row = write(aino)
    with clock.set_to(clock.now() + timedelta(days=15)):
        typed = {**WHOSE, "contact_name": "Eeva Verstas", "version": version(row)}
        log_in("coordinator").post(url("whose", row.pk), typed)
        with context.system("test"):
            keeping.tidy()
    assert rows()[0].contact_name == "Eeva Verstas"


def test_whom_the_link_goes_to_is_in_the_trail_without_the_address(aino):
    row = write(aino)
    for _time in range(2):
        aino.post(url("whose", row.pk), {**WHOSE, "contact_email": "toinen@verstas.example", "version": version(row)})
    with context.system("test"):
        found = list(Entry.objects.filter(verb="behalf.named").values_list("data", flat=True))
    assert found == [{"changed": ["contact_email"]}]


def test_what_was_sent_is_changed_when_the_link_is_taken_back(sent, aino):
    row, key = sent
    typed = {**FIRST, "title": "Toinen", "version": version(row)}
    assert (aino.post(url("step", row.pk, 1), typed).status_code, rows()[0].title) == (409, FIRST["title"])
    aino.post(url("take_back", row.pk))
    aino.post(url("step", row.pk, 1), {**typed, "version": version(row)})
    assert (rows()[0].title, Client().get(link("read", key)).status_code) == ("Toinen", 404)


def test_a_text_without_its_answers_is_not_sent(aino, world):
    aino.post(url("new"), {**WHOSE, "company": world.company.pk})
    (row,) = rows()
    assert (aino.post(url("send", row.pk)).status_code, rows()[0].state) == (409, "draft")


def test_a_company_of_another_municipality_is_not_written_for(aino, world):
    with context.system("test"):
        Organisation.objects.filter(pk=world.other_company.pk).update(business_id="0112038-9")
    refused = [
        aino.post(url("new"), {**WHOSE, "company": world.other_company.pk}),
        aino.post(url("new"), {**WHOSE, "business_id": "0112038-9"}),
        aino.post(url("new"), {**WHOSE, "company_name": ""}),
        aino.post(url("new"), {**WHOSE, "contact_name": "a\x00b"}),
    ]
    assert ([each.status_code for each in refused], rows()) == ([422] * 4, [])


def test_a_double_click_begins_one(aino):
    typed = {**WHOSE, "key": "8b0b6c1e-6f0b-4a9f-8d8e-0b9b6a0c1d2e"}
    first, again = (aino.post(url("new"), typed)["Location"] for _ in range(2))
    assert (first == again, len(rows())) == (True, 1)


def test_a_second_form_does_not_write_over_the_first(aino, world):
    row = write(aino)
    answer = aino.post(url("step", row.pk, 1), {**FIRST, "title": "Vanhasta", "version": 1})
    assert (answer.status_code, rows()[0].title, "Vanhasta" in answer.content.decode()) == (409, FIRST["title"], True)


def test_when_the_contact_is_erased_what_waits_for_them_goes(sent, tmp_path, settings):
    settings.ERASURE_LEDGER = tmp_path / "ledger"
    with context.system("test"):
        erase(UserFactory(email="eino@verstas.example"))
    assert rows() == []


def test_what_nobody_goes_on_with_is_deleted_after_half_a_year(aino):
    write(aino)
    with clock.set_to(clock.now() + timedelta(days=179)), context.system("test"):
        assert keeping.RULE.follow() == 0
    with clock.set_to(clock.now() + timedelta(days=181)), context.system("test"):
        assert keeping.RULE.follow() == 1
    assert rows() == []


def test_what_ones_own_page_saved_while_its_button_was_pressed_is_no_clash(aino):
    row = write(aino)
    address, known = url("step", row.pk, 1), version(row)
    sent = {**FIRST, "version": known, "page": str(uuid4())}
    assert aino.post(address, sent | {"title": "Kesken"}, HTTP_HX_REQUEST="true").status_code == 200
    assert aino.post(address, sent | {"page": str(uuid4())}).status_code == 409
    assert (aino.post(address, sent).status_code, version(row)) == (302, known + 2)
