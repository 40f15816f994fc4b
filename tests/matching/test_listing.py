"""Stored suggestions: written by jobs, read by pages while they are true, computed anew when something that counts changes."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from mint.isolation import context
from mint.jobs import running
from mint.jobs.models import Job
from mint.jobs.models import State as JobState
from mint.matching import listing, ranking, recomputing, shelves, tracking
from mint.matching.models import Need, Offer, Recomputation, Shortlist, Suggestion
from mint.matching.scoring import Factor
from mint.matching.states import State
from tests.factories import OrganisationFactory
from tests.rows.matching import agreed, make_match, make_need, make_offer


def rank(*needs):
    with context.system("test"):
        return listing.rank(needs)


def page(log_in, need, who="owner", tenant="company"):
    return log_in(who).get(reverse("matching:partners", args=[tenant, need.pk])).content.decode()


def stored(need):
    with context.system("test"):
        return list(Suggestion.objects.filter(need=need).order_by("rank").values_list("offer_id", "score"))


def test_what_is_stored_is_what_would_be_computed_and_a_second_time_changes_nothing(world, need, offer, acting_as):
    with context.system("test"):
        for number in range(3):
            make_offer(OrganisationFactory(slug=f"muu-{number}", municipality=world.other_place), dimensions=["method"])
    assert (rank(need), rank(need)) == (1, 0)
    with acting_as("owner") as actor:
        live = ranking.partners_for(need, actor)
        shortlist = listing.fresh(need, actor)
        kept = listing.fits_in(shortlist, need, actor)
    assert [(fit.offer, fit.score.as_json()) for fit in kept] == [(fit.offer, fit.score.as_json()) for fit in live]
    assert (shortlist.found, shortlist.best, shortlist.best_matter) == (4, live[0].score.total, live[0].score.matter)
    assert stored(need) == [(fit.offer.pk, fit.score.total) for fit in live]


def test_the_page_shows_the_stored_list_and_when_and_a_computed_one_when_it_is_stale(world, need, offer, log_in):
    rank(need)
    assert "Laskettu juuri nyt" not in page(log_in, need)
    with context.system("test"):
        listing.stale_of_project(need.project_id)
    assert "Laskettu juuri nyt" in page(log_in, need)
    rank(need)
    assert "Laskettu juuri nyt" not in page(log_in, need)
    with context.system("test"):
        Need.objects.filter(pk=need.pk).update(version=need.version + 1)
    assert "Laskettu juuri nyt" in page(log_in, need)


def test_an_offer_that_is_paused_leaves_the_page_at_once(world, need, offer, log_in):
    rank(need)
    with context.system("test"):
        Offer.objects.filter(pk=offer.pk).update(state="paused")
    assert offer.title not in page(log_in, need)


def test_a_text_that_changes_makes_its_lists_anew(world, need, offer, run_outbox):
    rank(need)
    with context.system("test"):
        other = make_offer(world.other_company, title="Toinen paalain")
        assert listing.stale_for_offer(other.pk) == 1
        assert Shortlist.objects.get(need=need).stale_at is not None
    assert "matching.rank_stale" in run_outbox()
    assert {pk for pk, _score in stored(need)} == {offer.pk, other.pk}
    with context.system("test"):
        assert Shortlist.objects.get(need=need).stale_at is None
        assert listing.rank_stale() == 0


def test_a_need_without_a_list_gets_one_and_a_closed_one_does_not(world, need, offer):
    with context.system("test"):
        closed = make_need(world, 7, closed_at=need.created_at)
        assert listing.rank_stale() == 1
    assert (len(stored(need)), stored(closed)) == (1, [])


def test_the_same_partner_is_not_first_everywhere_for_nothing(world, need, offer):
    """Being first for another need of the owner costs points, and says so."""
    with context.system("test"):
        second = make_need(world, 2)
    rank(need)
    rank(second)
    with context.system("test"):
        reasons = Suggestion.objects.get(need=second).reasons
    last = next(row for row in reasons if row["kind"] == Factor.DIVERSITY)
    assert (last["data"]["first"], last["points"] < last["most"]) == (1, True)


def test_a_partner_has_two_offers_in_a_list_at_most_and_the_second_loses_diversity(world, need, acting_as):
    with context.system("test"):
        for _number in range(4):
            make_offer(world.partner)
    with acting_as("owner") as actor:
        fits = ranking.partners_for(need, actor)
    assert [fit.score.reasons[-1].points for fit in fits] == [5, 2]


def test_what_was_realised_counts_for_whoever_realised_it(world, need, offer, acting_as):
    with context.system("test"):
        make_match(make_need(world, 3), world.partner, **agreed(state=State.REALISED))
        tracking.count()
    with acting_as("owner") as actor:
        (fit,) = ranking.partners_for(need, actor)
    reason = next(reason for reason in fit.score.reasons if reason.kind == Factor.RECORD)
    assert (reason.data, reason.points) == ({"realised": 1}, 4)


def test_nobody_but_the_system_writes_suggestions(need, offer, acting_as):
    rank(need)
    with acting_as("curator"):
        row = Suggestion.objects.get(need=need)
        row.pk, row.rank = None, 9
        with pytest.raises(DatabaseError), transaction.atomic():
            row.save()
    with acting_as("curator"):
        assert Suggestion.objects.filter(need=need).update(score=100) == 0
        assert Shortlist.objects.filter(need=need).delete()[0] == 0


# --- the job that computes everything -------------------------------------------------------------------------------


@pytest.fixture
def run(world, monkeypatch, acting_as):
    """A computing of five needs, two a part, begun by the curator; nothing of it has run."""
    monkeypatch.setattr(recomputing, "PART", 2)
    with context.system("test"):
        for number in range(5):
            make_need(world, 10 + number)
        make_offer(world.partner)
    with acting_as("curator") as actor:
        return recomputing.start(world.project, actor=actor)


def job_of(run):
    with context.system("test"):
        return recomputing.job_of(run)


def again(run):
    with context.system("test"):
        return Recomputation.objects.get(pk=run.pk)


def test_it_ranks_every_open_need_part_by_part_and_ends_once(run):
    running.run(job_of(run).pk)
    after = again(run)
    with context.system("test"):
        assert (after.done, after.total, after.changed) == (5, 5, 5)
        assert Shortlist.objects.filter(project=run.project, stale_at=None).count() == 5
    assert (job_of(run).state, after.ended_at is not None) == (JobState.DONE, True)
    running.run(job_of(run).pk)
    assert again(run).done == 5


def test_killed_between_parts_it_goes_on_from_the_last_finished_one(run, monkeypatch):
    job = job_of(run)
    parts, real = [], listing.rank

    def dies_at_the_second(needs, *args):
        parts.append([need.subject_id for need in needs])
        if len(parts) == 2:
            raise KeyboardInterrupt  # what a killed worker does to its step: nothing of it is written
        return real(needs, *args)

    monkeypatch.setattr(listing, "rank", dies_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        running.run(job.pk)
    assert (again(run).done, job_of(run).state) == (2, JobState.RUNNING)
    with context.system("test"):
        Job.objects.filter(pk=job.pk).update(lease_until=run.created_at)
    running.run(job.pk)
    assert parts == [[10, 11], [12, 13], [12, 13], [14]]
    assert (again(run).done, job_of(run).state) == (5, JobState.DONE)


def test_cancelled_it_keeps_what_is_finished_and_goes_on_when_asked(world, run, monkeypatch, acting_as):
    real = listing.rank

    def cancelled_meanwhile(needs, *args):
        with context.system("test"):
            running.cancel(recomputing.job_of(run))
        return real(needs, *args)

    monkeypatch.setattr(listing, "rank", cancelled_meanwhile)
    running.run(job_of(run).pk)
    assert (again(run).done, job_of(run).state) == (2, JobState.CANCELLED)
    monkeypatch.setattr(listing, "rank", real)
    with acting_as("manager") as actor:
        recomputing.go_on(run, actor=actor)
    running.run(job_of(run).pk)
    assert (again(run).done, job_of(run).state) == (5, JobState.DONE)


def test_one_of_a_project_runs_at_a_time(world, run, log_in):
    url = reverse("matching:compute", args=["university", world.project.pk])
    assert log_in("manager").post(url).status_code == 409
    with context.system("test"):
        assert Recomputation.objects.filter(project=world.project).count() == 1


def test_its_page_says_how_far_it_is_and_offers_to_stop(world, run, log_in):
    url = reverse("matching:computing", args=["university", world.project.pk])
    text = log_in("curator").get(url).content.decode()
    assert reverse("matching:compute_cancel", args=["university", run.pk]) in text
    assert log_in("curator").post(reverse("matching:compute_cancel", args=["university", run.pk])).status_code == 302
    assert job_of(run).state == JobState.CANCELLED
    assert reverse("matching:compute_go_on", args=["university", run.pk]) in log_in("curator").get(url).content.decode()


def test_what_is_common_is_counted_once_for_a_language(world, offer):
    with context.system("test"):
        shelves.count()
        shelves.count()
        found = shelves.shelves()
    assert {language: shelf.size for language, shelf in found.items()} == {"fi": 0, "sv": 0, "en": 0}
