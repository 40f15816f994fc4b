"""Concepts are kept with their row, bridge languages, and are read anew when the vocabulary changes."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from mint.isolation import context
from mint.matching import learning, ranking
from mint.matching.models import Need, Offer
from mint.matching.reasons import lines_of
from mint.matching.scoring import Factor
from mint.outbox.models import Job
from mint.vocabulary import importing
from mint.vocabulary.entries import Entry
from tests.rows.matching import make_need, make_offer

HEAT = {"title": "Värmepumpar i skolan", "text": "Vem justerar?", "language": "sv"}
PUMPS = {"title": "Lämpöpumppujen säätö", "description": "Mittaamme ja säädämme.", "language": "fi"}
NOTHING = {"dimensions": [], "themes": [], "terms": [], "concepts": []}


@pytest.fixture
def vocabulary(db):
    call_command("vocabulary", stdout=StringIO())


def learned(row):
    learning.learn(kind=row._meta.model_name, pk=row.pk)
    row.refresh_from_db()
    return row


def sharing(need, *, not_of=0, most=500):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM mint.offers_sharing(%s, %s, %s, %s, %s, %s)",
            [need.dimensions, need.themes, need.terms, need.concepts, [not_of], most],
        )
        return [row[0] for row in cursor.fetchall()]


def test_a_need_in_swedish_finds_an_offer_in_finnish_and_says_why(world, vocabulary, acting_as):
    with context.system("test"):
        need = learned(make_need(world, **{**NOTHING, **HEAT}))
        offer = learned(make_offer(world.partner, **{**NOTHING, **PUMPS}))
        make_offer(world.university, **NOTHING)
    assert "topic:heat-pump" in set(need.concepts) & set(offer.concepts)
    with acting_as("owner") as actor:
        fit = ranking.partners_for(need, actor)[0]
    assert fit.offer == offer
    line = lines_of(fit.score)[list(Factor).index(Factor.CONCEPTS)]
    assert line.points > 0
    assert "lämpöpumppu" in line.text


def test_the_index_gives_ids_and_the_policies_decide_who_sees_the_rows(world, acting_as):
    with context.system("test"):
        need = make_need(world, **{**NOTHING, "terms": ["harvinainen"]})
        offers = [make_offer(world.partner, **{**NOTHING, "terms": ["harvinainen"]}) for _ in range(3)]
        Offer.objects.filter(pk=offers[0].pk).update(state="paused")
        make_offer(world.partner, **{**NOTHING, "terms": ["muu"]})
        ids = [offer.pk for offer in offers[1:]]
        assert sorted(sharing(need)) == ids
        assert sharing(need, not_of=world.partner.pk) == []
        assert len(sharing(need, most=2)) == 1
    with acting_as("anonymous") as actor:
        assert sorted(sharing(need)) == ids
        assert list(Offer.objects.visible_to(actor).filter(pk__in=ids, is_public=False)) == []


def test_a_shared_theme_or_dimension_is_enough_to_be_looked_at(world):
    with context.system("test"):
        themed = make_offer(world.partner, **{**NOTHING, "themes": ["energy"]})
        alike = make_offer(world.partner, **{**NOTHING, "dimensions": ["method"]})
        make_offer(world.partner, **NOTHING)
        need = make_need(world, **{**NOTHING, "themes": ["energy"], "dimensions": ["method"]})
        assert sorted(sharing(need)) == [themed.pk, alike.pk]


def test_when_the_vocabulary_changes_every_row_is_read_anew(world, run_outbox, monkeypatch):
    monkeypatch.setattr(learning, "BATCH", 2)
    with context.system("test"):
        offers = [make_offer(world.partner, **{**NOTHING, **PUMPS}) for _ in range(3)]
        need = make_need(world, **{**NOTHING, **HEAT})
        Job.objects.all().delete()
        importing.put([Entry("yso", "p1", {"fi": "lämpöpumppu", "sv": "värmepump"})])
    while "matching.learn_again" in run_outbox():
        pass
    with context.system("test"):
        assert set(
            map(tuple, Offer.objects.filter(pk__in=[o.pk for o in offers]).values_list("concepts", flat=True))
        ) == {("yso:p1",)}
        assert Need.objects.get(pk=need.pk).concepts == ["yso:p1"]
        assert learning.learn_again(kind="need") == 0


def test_importing_the_same_vocabulary_queues_nothing(world):
    entries = [Entry("yso", "p1", {"fi": "lämpöpumppu"})]
    with context.system("test"):
        importing.put(entries)
        Job.objects.all().delete()
        importing.put(entries)
        assert Job.objects.count() == 0
