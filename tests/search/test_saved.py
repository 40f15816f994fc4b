"""Saved searches: told by mail of what is new and once, by the rights of that moment; a feed that may be closed."""

from datetime import timedelta

import pytest

from challenges.models import Challenge
from mint import clock
from mint.isolation import context
from mint.outbox.models import Job, Mail
from mint.search import telling
from mint.search.models import SavedSearch
from mint.tenancy.models import Membership
from tests.factories import ChallengeFactory

SAVED = "/fi/haku/tallennetut/"


@pytest.fixture
def saved(world):
    with context.system("test"):
        return SavedSearch.objects.create(user=world.people["owner"], name="Ruoko", query="q=ruoko", rhythm="daily")


def save(client, **values):
    return client.post("/fi/haku/tallenna/", {"name": "Ruoko", "query": "q=ruoko", "rhythm": "daily", **values})


def mails():
    with context.system("test"):
        return list(Mail.objects.filter(kind="search_digest").order_by("pk"))


def searches():
    with context.system("test"):
        return list(SavedSearch.objects.order_by("pk").values_list("user__email", "name", "query", "rhythm"))


def later(monkeypatch, **spent):
    now = clock.now() + timedelta(**spent)
    monkeypatch.setattr(clock, "now", lambda: now)


def test_a_search_is_saved_once_under_a_name(log_in, world):
    client = log_in("owner")
    assert save(client).status_code == 302
    assert save(client, query="tila=open&jalkeen=x&q=ruoko&muu=1").status_code == 302
    assert searches() == [(world.people["owner"].email, "Ruoko", "q=ruoko&tila=open", "daily")]
    assert "Ruoko" in client.get(SAVED).content.decode()
    assert "Ruoko" not in log_in("stranger").get(SAVED).content.decode()


@pytest.mark.parametrize(
    "values", [{"name": ""}, {"rhythm": "hourly"}, {"name": "x" * 81}, {"query": "q=" + "x" * 5000}]
)
def test_what_cannot_be_saved_is_said_and_changes_nothing(values, log_in):
    assert save(log_in("owner"), **values).status_code in {409, 422}
    assert searches() == []


def test_no_more_are_saved_than_can_be_kept(log_in):
    client = log_in("owner")
    for number in range(30):
        save(client, name=f"Haku {number}")
    assert save(client, name="Yksi liikaa").status_code == 409
    assert len(searches()) == 30


def test_a_stranger_changes_nothing_of_it(saved, log_in):
    before = searches()
    client = log_in("stranger")
    for path, data in (("", {"rhythm": "never"}), ("poista/", {}), ("syote/", {}), ("syote/sulje/", {})):
        assert client.post(f"{SAVED}{saved.pk}/{path}", data).status_code == 404
    assert searches() == before


def test_a_digest_tells_what_is_new_and_tells_it_once(saved, world, run_outbox, monkeypatch):
    with context.system("test"):
        ChallengeFactory(
            organisation=world.partner, state="open", title="Vanha ruoko", published_at=clock.now() - timedelta(days=9)
        )
        fresh = ChallengeFactory(organisation=world.partner, state="open", title="Uusi ruoko", published_at=clock.now())
    later(monkeypatch, days=1)
    for _twice in range(2):
        with context.system("test"):
            telling.ask_due()
    with context.system("test"):
        assert Job.objects.filter(task="search.tell").count() == 2
    run_outbox()
    (mail,) = mails()
    assert mail.to == world.people["owner"].email
    assert ("Uusi ruoko" in mail.text, "Vanha ruoko" in mail.text, fresh.get_absolute_url() in mail.text) == (
        True,
        False,
        True,
    )
    later(monkeypatch, days=1)
    with context.system("test"):
        Challenge.objects.filter(pk=fresh.pk).update(published_at=clock.now() - timedelta(hours=1))
        assert telling.ask_due() == 1
    run_outbox()
    assert len(mails()) == 1


def test_a_digest_tells_nothing_that_its_reader_may_not_see_any_more(world, run_outbox, monkeypatch, saved):
    with context.system("test"):
        ChallengeFactory(organisation=world.company, state="draft", title="Oma ruoko")
        Membership.objects.filter(user=world.people["owner"]).delete()
    later(monkeypatch, days=1)
    with context.system("test"):
        telling.ask_due()
    run_outbox()
    assert mails() == []


def test_what_may_still_be_taken_back_is_not_told(saved, world, run_outbox, monkeypatch):
    later(monkeypatch, days=1)
    with context.system("test"):
        ChallengeFactory(organisation=world.partner, state="open", title="Uusi ruoko", published_at=clock.now())
        telling.ask_due()
    run_outbox()
    assert mails() == []


def test_mails_end_with_one_click_from_the_mail_without_signing_in(log_in, world, run_outbox, monkeypatch):
    save(log_in("owner"))
    with context.system("test"):
        ChallengeFactory(organisation=world.partner, state="open", title="Uusi ruoko", published_at=clock.now())
    later(monkeypatch, days=1)
    with context.system("test"):
        telling.ask_due()
    run_outbox()
    address = mails()[0].text.strip().splitlines()[-1].removeprefix("http://localhost:8000")
    visitor = log_in("anonymous")
    path = address[address.index("/fi/") :]
    assert visitor.get(path).status_code == 200
    assert searches()[0][3] == "daily"
    assert visitor.post(path).status_code == 200
    assert searches()[0][3] == "never"
    assert visitor.post(path[:-5] + "0000/").status_code == 404


def opened(client, saved):
    response = client.post(f"{SAVED}{saved.pk}/syote/")
    assert response.status_code == 200
    return response.context["feed_url"]


def path_of(address):
    return address[address.index("/fi/") :]


def test_a_feed_opens_by_its_address_and_no_more_once_it_is_closed(saved, log_in, world):
    with context.system("test"):
        ChallengeFactory(organisation=world.company, state="draft", title="Luonnosruoko <b>")
    client, visitor = log_in("owner"), log_in("anonymous")
    with context.system("test"):
        saved.query = "q=luonnosruoko"
        saved.save()
    address = path_of(opened(client, saved))
    response = visitor.get(address)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert response["Cache-Control"] == "no-store, private"
    assert "Luonnosruoko &lt;b&gt;" in response.content.decode()
    assert "Luonnosruoko" not in client.get(SAVED).content.decode()
    token = address.rstrip("/").rpartition("/")[2]
    with context.system("test"):
        assert token not in str(list(SavedSearch.objects.values()))
    another = path_of(opened(client, saved))
    assert visitor.get(address).status_code == 404
    assert client.post(f"{SAVED}{saved.pk}/syote/sulje/").status_code == 302
    assert visitor.get(another).status_code == 404


def test_a_feed_shows_what_its_owner_may_see_at_that_moment(saved, log_in, world):
    with context.system("test"):
        ChallengeFactory(organisation=world.company, state="draft", title="Oma ruoko")
    address = path_of(opened(log_in("owner"), saved))
    visitor = log_in("anonymous")
    assert "Oma ruoko" in visitor.get(address).content.decode()
    with context.system("test"):
        Membership.objects.filter(user=world.people["owner"]).delete()
    assert "Oma ruoko" not in visitor.get(address).content.decode()
    with context.system("test"):
        person = world.people["owner"]
        person.is_active = False
        person.save()
    assert visitor.get(address).status_code == 404


@pytest.mark.attack(7)
def test_a_feed_is_no_way_around_the_second_step(log_in, world):
    """Whoever decides on others' things sees in it what everybody sees."""
    with context.system("test"):
        ChallengeFactory(organisation=world.company, state="in_review", title="Tutkittava ruoko")
        ChallengeFactory(organisation=world.company, state="open", title="Avoin ruoko")
        saved = SavedSearch.objects.create(user=world.people["coordinator"], name="Ruoko", query="q=ruoko")
    client = log_in("coordinator")
    assert "Tutkittava" in client.get("/fi/haku/?q=ruoko").content.decode()
    text = log_in("anonymous").get(path_of(opened(client, saved))).content.decode()
    assert ("Tutkittava" in text, "Avoin" in text) == (False, True)
