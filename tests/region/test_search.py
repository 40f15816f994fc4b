"""What is found is what is visible: the function of search obeys each table's own policy, for everybody and every kind."""

from datetime import timedelta

import pytest
from django.db import connection, transaction

from mint import clock
from mint.accounts.models import User
from mint.actor import ANONYMOUS
from mint.isolation import context
from mint.outbox.models import Mail
from mint.search import actions, telling
from mint.search.models import Document, SavedSearch
from mint.search.sources import sources
from mint.tenancy.context import load
from tests.region import markers
from tests.region.crawling import browser_of, text_of
from tests.region.region import GENERATED

pytestmark = pytest.mark.usefixtures("built_region")


@pytest.fixture(autouse=True)
def _taken_back(django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


PEOPLE = ("Unto Rantala", "Aino Kettunen", "Heikki Suvanto", "Mikko Halonen", "Leena Saaristo", "Siiri Aho")


def everybody():
    with context.system("test"):
        return [None, *User.objects.order_by("pk").values_list("pk", flat=True)]


def found(words=None):
    """(kind, id) of every document that row security's own rule lets this context see."""
    kinds = [source.kind for source in sources()]
    nothing = [None] * 7
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kind, pk FROM mint.search_found(%s::tsquery, %s::tsquery, %s::text[], %s, %s, %s, %s, %s, %s, %s, 1000)",
            [words, words, kinds, *nothing],
        )
        return set(cursor.fetchall())


def test_every_row_has_its_document():
    with context.system("test"):
        rows = {(source.kind, pk) for source in sources() for pk in source.model.objects.values_list("pk", flat=True)}
        documents = set(Document.objects.values_list("subject_type", "subject_id"))
    assert documents == rows


@pytest.mark.attack(7)
def test_a_document_is_found_by_exactly_those_who_see_its_row():
    people = everybody()
    assert len(people) > GENERATED + 15
    different, seen = [], dict.fromkeys([source.kind for source in sources()], 0)
    for user_id in people:
        with context.acting(user_id):
            actor, _ = load(user_id) if user_id else (ANONYMOUS, ())
            by_search = found()
            for source in sources():
                by_rule = set(source.model.objects.visible_to(actor).values_list("pk", flat=True))
                seen[source.kind] += len(by_rule)
                if by_rule != (mine := {pk for kind, pk in by_search if kind == source.kind}):
                    different.append((source.kind, user_id, by_rule ^ mine))
    assert different == []
    assert [kind for kind, number in seen.items() if not number] == []


@pytest.mark.attack(7)
def test_the_words_of_a_brief_in_review_are_not_told_to_who_only_manages_its_project():
    with context.system("test"):
        row = Document.objects.filter(body_for="not_managers", project__isnull=False)[0]
        word, name = row.body.split()[-1].strip(".,?!").casefold(), row.title.split()[0].casefold()
        manager = User.objects.get(name="Leena Saaristo")
    place = (row.subject_type, row.subject_id)
    with context.acting(manager.pk):
        load(manager.pk)
        assert place in found()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT kind, pk FROM mint.search_found(%s::tsquery, %s::tsquery, %s, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1000)",
                [f"'{word}'", f"'{word}':A", [row.subject_type]],
            )
            by_body = set(cursor.fetchall())
            cursor.execute(
                "SELECT kind, pk FROM mint.search_found(%s::tsquery, %s::tsquery, %s, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1000)",
                [f"'{name}'", f"'{name}':A", [row.subject_type]],
            )
            by_title = set(cursor.fetchall())
    assert (place in by_body, place in by_title) == (False, True)


def told(person):
    """What a feed of everything shows to whoever has its address, and what a mail of everything tells the person."""
    with context.system("test"):
        search = SavedSearch.objects.create(user=person, name="Kaikki", rhythm="daily")
        long_ago = clock.now() - timedelta(days=9999)
        SavedSearch.objects.filter(pk=search.pk).update(told_until=long_ago)
        search.refresh_from_db()
        token = actions.open_feed(search)
    feed = text_of(browser_of(None).get(f"/fi/haku/syote/{token}/"))
    with context.acting(person.pk):
        assert telling.tell(pk=search.pk, was=long_ago.isoformat(), until=clock.now().isoformat())
    with context.system("test"):
        mail = Mail.objects.filter(kind="search_digest", to=person.email).latest("pk")
    return feed, f"{mail.subject} {mail.text} {mail.html}"


@pytest.mark.attack(7, 47)
def test_feeds_and_digests_tell_of_no_row_that_is_not_their_readers(settings, media):
    settings.MEDIA_ROOT = media
    markers.write()
    wrong, number = [], 0
    for name in PEOPLE:
        with context.system("test"):
            person = User.objects.get(name=name)
        feed, mail = told(person)
        with context.acting(person.pk):
            load(person.pk)
            seen = {
                model._meta.label: set(model._base_manager.values_list("pk", flat=True)) for model in markers.tables()
            }
        for where, text in (("feed", feed), ("mail", mail)):
            found = markers.found_in(text)
            number += len(found)
            wrong += [(name, where, mark) for mark in found if mark.pk not in seen[mark.table]]
    assert wrong == []
    assert number > 100
