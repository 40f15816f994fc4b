"""The results of a family beside each other: pooled where they can be compared, named with the reason where not."""

from datetime import timedelta

import pytest
from django.urls import reverse

from experiments.effects.pooling import Known, pool
from experiments.models import Experiment, Metric
from experiments.replication.comparing import comparisons
from experiments.replication.family import family_of, with_metrics
from experiments.replication.models import Replication
from experiments.replication.states import Apart
from mint import clock
from mint.isolation import context
from tests.rows.replication import keep_effect, make_replica, make_source

EFFECTS = [(-2.2, 0.4), (-1.6, 0.5), (-2.9, 0.6)]


@pytest.fixture
def family(world):
    """Three decided ones, each in its own half year."""
    with context.system("test"):
        first = make_source(world)
        rows = [first]
        for n in (1, 2):
            first_day = clock.today() - timedelta(days=60 + 200 * n)
            earlier = {"starts_on": first_day, "ends_on": first_day + timedelta(days=50)}
            rows.append(make_replica(world, first, "decided", **earlier))
        for row, (estimate, error) in zip(rows, EFFECTS, strict=True):
            keep_effect(row, estimate, error)
        return rows


def compared(experiment, acting_as, who="coordinator"):
    with acting_as(who) as actor:
        fresh = Experiment.objects.get(pk=experiment.pk)
        return comparisons(with_metrics(family_of(fresh, actor), actor))


def page(experiment, client):
    return client.get(reverse("replication:family", args=[experiment.pk]))


@pytest.mark.parametrize("of", [0, 1, 2])
def test_from_each_of_them_the_same_is_pooled(of, family, acting_as):
    (found,) = compared(family[of], acting_as)
    assert [member.experiment.pk for member in found.members] == [row.pk for row in family]
    assert found.apart == []
    assert found.pooled == pool([Known(estimate, error) for estimate, error in EFFECTS])


def test_the_page_says_it_in_words_and_figures(family, log_in):
    text = page(family[0], log_in("anonymous")).content.decode()
    for words in ("Kaikki yhdessä", "I² =", "Uudessa paikassa", "<svg", "<caption", "Hartung"):
        assert words in text, words
    assert text.count('class="dot"') == 4  # three squares and the legend's


@pytest.mark.parametrize("path", ["detail", "manage"])
def test_both_pages_show_the_family(path, family, log_in):
    for row, other in ((family[0], family[1]), (family[1], family[0])):
        address = (
            row.get_absolute_url() if path == "detail" else reverse("experiments:manage", args=["company", row.pk])
        )
        text = log_in("editor").get(address).content.decode()
        assert reverse("experiments:go", args=[other.pk]) in text
        assert reverse("replication:family", args=[row.pk]) in text


def set_metric(experiment, **columns):
    with context.system("test"):
        Metric.objects.filter(experiment=experiment).update(**columns)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda row: set_metric(row, unit="tuntia"), Apart.UNIT),
        (lambda row: set_metric(row, direction="up"), Apart.DIRECTION),
        (lambda row: keep_effect(row, -2, 0.5, design="paired"), Apart.DESIGN),
        (lambda row: set_metric(row, effect=None), Apart.AWAITED),
        (lambda row: Replication.objects.filter(experiment=row).update(shares_participants=True), Apart.DEPENDENT),
        (lambda row: Experiment.objects.filter(pk=row.pk).update(state="evaluating"), Apart.UNDECIDED),
        (lambda row: set_metric(row, is_primary=False), Apart.HIDDEN),
    ],
)
def test_what_cannot_be_compared_is_left_out_with_its_reason(change, reason, family, acting_as):
    with context.system("test"):
        change(family[2])
    (found,) = compared(family[0], acting_as)
    assert ([row.pk for row, _reason in found.apart], [each for _row, each in found.apart]) == (
        [family[2].pk],
        [reason],
    )
    assert found.pooled == pool([Known(*effect) for effect in EFFECTS[:2]])


def test_the_same_place_at_the_same_time_is_not_independent(family, acting_as):
    with context.system("test"):
        Experiment.objects.filter(pk=family[2].pk).update(starts_on=family[1].starts_on, ends_on=family[1].ends_on)
        keep_effect(Experiment.objects.get(pk=family[2].pk), *EFFECTS[2])
    (found,) = compared(family[0], acting_as)
    assert [reason for _row, reason in found.apart] == [Apart.OVERLAPPING]


def test_fewer_than_two_are_not_pooled_and_the_page_says_so(family, acting_as, log_in):
    for row in family[1:]:
        set_metric(row, unit="tuntia")
    (found,) = compared(family[0], acting_as)
    assert (found.pooled, len(found.members), len(found.apart)) == (None, 1, 2)
    text = page(family[0], log_in("anonymous")).content.decode()
    assert ("Tuloksia ei yhdistetä" in text, "toisessa yksikössä" in text, "<figure" in text) == (True, True, False)


def test_ratios_are_pooled_by_their_logarithm(family, acting_as):
    from math import exp

    from experiments.replication.words import effect_of

    ratios = [(0.5, 0.35, 0.7), (0.6, 0.4, 0.9), (0.45, 0.2, 1.0)]
    with context.system("test"):
        for row, (at, low, high) in zip(family, ratios, strict=True):
            metric = keep_effect(row, at, 0.1, design="counts")
            metric.effect["effect"] |= {"low": low, "high": high}
            metric.save(update_fields=["effect"])
    (found,) = compared(family[0], acting_as)
    assert found.is_ratio
    assert effect_of(found).estimate == pytest.approx(exp(found.pooled.estimate))
    assert 0.45 < effect_of(found).estimate < 0.6


def test_the_public_sees_no_hidden_member(family, log_in):
    with context.system("test"):
        Experiment.objects.filter(pk=family[1].pk).update(publication="none", title="Salainen toisto")
        Experiment.objects.filter(pk=family[2].pk).update(publication="summary", title="Lyhyt toisto")
    text = page(family[0], log_in("anonymous")).content.decode()
    assert ("Salainen toisto" in text, "Lyhyt toisto" in text, "mittauksia ei ole julkaistu" in text) == (
        False,
        True,
        True,
    )
    assert page(family[1], log_in("anonymous")).status_code == 404


def test_a_family_costs_as_many_queries_for_three_as_for_two(family, log_in, django_assert_max_num_queries):
    client = log_in("anonymous")
    page(family[0], client)
    with django_assert_max_num_queries(9):
        page(family[0], client)


def test_the_way_to_try_it_again_is_for_who_may_write(family, log_in):
    address = family[0].get_absolute_url()
    for who, shown in (("anonymous", False), ("other_coordinator", True), ("viewer", False), ("student", False)):
        assert ("/toista/" in log_in(who).get(address).content.decode()) == shown, who
