"""Weights are versions that nobody changes; what new ones would do is shown before they can be saved."""

from dataclasses import replace
from itertools import product

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from mint.actor import ANONYMOUS
from mint.audit.models import Entry
from mint.isolation import context
from mint.matching import listing, ranking, weighting
from mint.matching.models import Match, Shortlist, WeightSet
from mint.matching.models.weights import FIELDS
from mint.matching.scoring import FIRST_WEIGHTS, Factor, Weights
from mint.matching.weighing import weights_for, weights_of
from tests.factories import OrganisationFactory
from tests.rows.matching import agreed, make_match, make_need, make_offer

NEAR = Weights({**dict.fromkeys(Factor, 0), Factor.PLACE: 100})


def points(weights):
    return {name: weights.points[factor] for factor, name in FIELDS.items()}


def url(name, world, tenant="university"):
    return reverse(f"matching:{name}", args=[tenant, world.project.pk])


def sets():
    with context.system("test"):
        return [(row.number, row.note) for row in WeightSet.objects.order_by("pk")]


def save(
    log_in, world, weights=NEAR, who="curator", *, note="Lähellä on parasta.", after=0, seen=None, tenant="university"
):
    token = weighting.seen(world.project, weights) if seen is None else seen
    data = {**points(weights), "note": note, "after": after, "seen": token}
    return log_in(who).post(url("weights_save", world, tenant), data)


@pytest.fixture
def far_and_near(world):
    """An agreed partner far away that answers everything, and one next door that answers little."""
    with context.system("test"):
        need = make_need(world)
        far = make_offer(
            OrganisationFactory(slug="kaukana", municipality=world.other_place), dimensions=["technology", "method"]
        )
        for number in range(6):
            make_offer(
                OrganisationFactory(slug=f"vieressa-{number}", municipality=world.place),
                dimensions=["method"],
                themes=[],
            )
        return make_match(need, far.organisation, offer=far, **agreed())


def test_the_effect_shows_where_the_agreed_partner_was_and_would_be(world, far_and_near, acting_as):
    with acting_as("curator") as actor:
        effect = weighting.effect_of(world.project, FIRST_WEIGHTS, NEAR, actor)
    assert [(row.match, row.before, row.after, row.moved) for row in effect.rows] == [(far_and_near, 1, 7, -6)]
    assert (effect.before, round(effect.after, 3), effect.out_of_first, effect.into_first) == (1.0, 0.143, 1, 0)


def test_the_page_shows_the_effect_first_and_saves_nothing_by_looking(world, far_and_near, log_in):
    query = "&".join(f"{name}={value}" for name, value in points(NEAR).items())
    text = log_in("curator").get(f"{url('weights', world)}?{query}").content.decode()
    assert all(part in text for part in ("1,00 → 0,14", far_and_near.partner.name, url("weights_save", world)))
    assert sets() == []


@pytest.mark.parametrize(
    ("who", "tenant", "status"),
    [
        ("curator", "university", 303),
        ("manager", "university", 303),
        ("teacher", "university", 403),
        ("coordinator", "municipality", 403),
        ("owner", "company", 403),
        ("other_curator", "other-university", 403),
        ("anonymous", "university", 302),
    ],
)
def test_who_curates_or_manages_the_project_saves_a_version(who, tenant, status, world, log_in):
    assert save(log_in, world, who=who, tenant=tenant).status_code == status
    assert sets() == ([(1, "Lähellä on parasta.")] if status == 303 else [])


def test_what_has_not_been_shown_is_shown_and_not_saved(world, log_in):
    for seen in ("", "x", weighting.seen(world.project, FIRST_WEIGHTS), weighting.seen(world.other_project, NEAR)):
        assert save(log_in, world, seen=seen).status_code == 422
    assert save(log_in, world, note="").status_code == 422
    assert sets() == []
    wrong = {**points(NEAR), "place": 99, "note": "x", "after": 0, "seen": ""}
    assert log_in("curator").post(url("weights_save", world), wrong).status_code == 422
    assert sets() == []


def test_two_at_once_do_not_overwrite_each_other(world, log_in):
    assert save(log_in, world).status_code == 303
    assert save(log_in, world, who="manager").status_code == 409
    assert save(log_in, world, who="manager", after=1, note="Takaisin.").status_code == 303
    assert sets() == [(1, "Lähellä on parasta."), (2, "Takaisin.")]


def test_the_newest_of_the_project_counts_then_the_installations_then_the_first(world, acting_as):
    assert weights_for(world.project.pk) == FIRST_WEIGHTS
    with context.system("test"):
        usual = WeightSet.objects.create(number=1, note="Kaikille", **points(NEAR))
        own = WeightSet.objects.create(project=world.project, number=1, note="Omat", **points(FIRST_WEIGHTS))
    with acting_as("owner"):
        found = weights_of([world.project.pk, world.other_project.pk, None])
    assert {key: row.version for key, row in found.items()} == {
        world.project.pk: own.pk, world.other_project.pk: usual.pk, None: usual.pk,
    }  # fmt: skip


SAID = ("MINT begins with", "of the common ones", "version 1, set by")


@pytest.fixture
def common(log_in):
    def ask(who="operator", weights=NEAR, **more):
        data = {**points(weights), "note": "Kaikille.", "after": 0, "seen": weighting.seen(None, weights), **more}
        return log_in(who).post(reverse("matching:common_weights_save"), data)

    return ask


@pytest.mark.parametrize("who", ["operator", "curator", "manager", "outsider", "anonymous"])
def test_operators_set_the_common_weights(who, world, common, acting_as):
    assert common(who).status_code == {"operator": 303, "anonymous": 302}.get(who, 403)
    assert sets() == ([(1, "Kaikille.")] if who == "operator" else [])
    with context.system("test"):
        told = Entry.objects.filter(verb="weights.saved").values_list("actor_id", "project_id", "organisation_id")
        assert list(told) == ([(world.people["operator"].pk, None, None)] if who == "operator" else [])
    if who != "anonymous":
        with acting_as(who) as actor, pytest.raises(PermissionDenied):
            weighting.save(world.project, NEAR, actor=replace(actor, organisation_id=None), note="x", after=0)


def test_the_common_weights_are_shown_before_they_are_saved_and_only_once(common):
    for more in ({"seen": ""}, {"seen": weighting.seen(None, FIRST_WEIGHTS)}, {"note": ""}, {"place": 99}):
        assert common(**more).status_code == 422
    assert sets() == []
    assert [common().status_code, common().status_code, common(after=1).status_code] == [303, 409, 303]
    assert sets() == [(1, "Kaikille."), (2, "Kaikille.")]


def test_an_operator_sees_the_effect_without_names(world, far_and_near, log_in, acting_as):
    query = "&".join(f"{name}={value}" for name, value in points(NEAR).items())
    page = reverse("matching:common_weights")
    text = log_in("operator").get(f"{page}?{query}").content.decode()
    assert "1,00 → 0,14" in text
    assert not any(word in text for word in (far_and_near.partner.name, far_and_near.need.title))
    with acting_as("curator"), pytest.raises(PermissionDenied):
        weighting.effect_of(None, FIRST_WEIGHTS, NEAR, ANONYMOUS)


def test_what_has_weights_of_its_own_is_not_in_the_effect_of_the_common_ones(world, far_and_near, log_in, acting_as):
    with acting_as("operator") as actor:
        assert len(weighting.effect_of(None, FIRST_WEIGHTS, NEAR, actor).rows) == 1
    save(log_in, world)
    with acting_as("operator") as actor:
        assert weighting.effect_of(None, FIRST_WEIGHTS, NEAR, actor).rows == []
    followers = log_in("operator").get(reverse("matching:common_weights")).context["followers"]
    assert (followers.common, followers.own) == ([world.other_project], [world.project])


def test_each_page_says_whose_weights_count(world, common, log_in):
    def said():
        with translation.override("en"):
            pages = [reverse("matching:shaping", args=["university"]), url("weights", world)]
            return [log_in("curator").get(page).content.decode().count(words) for page, words in product(pages, SAID)]

    assert said() == [1, 0, 0, 2, 0, 0]
    common()
    assert said() == [0, 1, 0, 0, 2, 0]
    save(log_in, world)
    assert said() == [0, 0, 1, 0, 0, 2]


def test_new_common_weights_make_every_list_stale(world, need, offer, common, run_outbox):
    with context.system("test"):
        listing.rank([need])
    common()
    run_outbox()
    run_outbox()
    with context.system("test"):
        assert Shortlist.objects.get(need=need).weights == WeightSet.objects.get()


def test_new_weights_make_the_lists_of_the_project_stale_and_matches_keep_theirs(
    world, need, offer, log_in, run_outbox
):
    with context.system("test"):
        listing.rank([need])
        old = make_match(make_need(world, 8), world.university)
    save(log_in, world)
    run_outbox()
    run_outbox()
    with context.system("test"):
        row = WeightSet.objects.get()
        assert Shortlist.objects.get(need=need).weights == row
        assert Match.objects.get(pk=old.pk).weights is None
    ask = {"message": "Sopisiko?", "name": "Oona", "email": "oona@example.test"}
    log_in("owner").post(reverse("matching:invite", args=["company", need.pk, offer.pk]), ask)
    with context.system("test"):
        match = Match.objects.get(need=need)
    assert (match.weights, match.score, [reason["most"] for reason in match.reasons]) == (
        row,
        100,
        [NEAR.points[f] for f in Factor],
    )


def test_the_database_holds_that_versions_stay_and_are_a_hundred(world, acting_as):
    mine = {"project": world.project, "note": "x", "organisation": world.university}
    with acting_as("curator") as actor:
        WeightSet.objects.create(number=1, created_by_id=actor.user_id, **mine, **points(NEAR))
        with pytest.raises(DatabaseError), transaction.atomic():
            WeightSet.objects.update(place=1)
        assert WeightSet.objects.all().delete()[0] == 0
    for who, values, error in (
        ("curator", {"number": 2, **points(NEAR), "place": 99}, IntegrityError),
        ("curator", {"number": 1, **points(NEAR)}, IntegrityError),
        ("coordinator", {"number": 2, **points(NEAR)}, DatabaseError),
        ("other_curator", {"number": 2, **points(NEAR)}, DatabaseError),
    ):
        with acting_as(who) as actor, pytest.raises(error), transaction.atomic():
            WeightSet.objects.create(created_by_id=actor.user_id, **{**mine, **values})


def test_the_same_weights_rank_the_same_and_others_by_what_they_weigh(world, far_and_near, acting_as):
    with acting_as("owner") as actor:
        (asker,) = ranking.askers([far_and_near.need], ranking.Ground())
        found = ranking.measured(asker, actor)
        usual, near = (ranking.ordered(asker, found, weights) for weights in (FIRST_WEIGHTS, NEAR))
    assert usual[0].offered.partner_id == far_and_near.partner_id
    assert near[-1].offered.partner_id == far_and_near.partner_id
    assert ranking.ordered(asker, found, FIRST_WEIGHTS) == usual
