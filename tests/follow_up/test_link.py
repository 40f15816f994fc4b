"""By the mailed link, without an account: reading changes nothing, the button answers once, two questions follow."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from experiments.evidence import evidence_of
from experiments.follow_up import answering
from experiments.follow_up.models import Asking, Round
from experiments.models import EvidenceReview, Experiment
from mint import clock
from mint.isolation import context
from mint.outbox.models import Job
from tests.follow_up.conftest import answers, askings, in_days, steps, verbs
from tests.rows.replication import keep_effect


def page(token, name="answer"):
    return reverse(f"follow_up:{name}", args=[token])


def first(experiment):
    with context.system("test"):
        return Round.objects.get(experiment=experiment, months=3)


def test_opening_the_link_of_an_answer_changes_nothing(asked):
    experiment, token = asked()
    before = steps(experiment), answers(experiment), askings(experiment)[0].answered_at
    for method in ("get", "head"):
        response = getattr(Client(), method)(f"{page(token)}?vastaus=scaled")
        assert response.status_code == 200
    shown = Client().get(f"{page(token)}?vastaus=scaled").content.decode()
    assert shown.count(" checked") == 1
    assert 'value="scaled"' in shown.split(" checked")[0].rsplit("<input", 1)[1]
    assert (steps(experiment), answers(experiment), askings(experiment)[0].answered_at) == before


def test_the_button_answers_and_asks_two_things_more(asked):
    experiment, token = asked()
    client = Client()
    response = client.post(page(token), {"vastaus": "scaled"})
    assert (response.status_code, response["Location"]) == (302, page(token, "detail"))
    assert (steps(experiment), answers(experiment)) == (["answered", "waiting", "waiting"], ["scaled", "", ""])
    assert [row.email for row in askings(experiment)] == [""]
    values = {"annual_cost": "1 250,50", "owned_by": "Tekninen toimi", "note": ""}
    assert client.post(page(token, "detail"), values).status_code == 302
    row = first(experiment)
    assert (row.annual_cost, row.owned_by, row.recorded_by_id) == (Decimal("1250.50"), "Tekninen toimi", None)
    assert verbs(experiment) == ["follow_up_answered"]
    with context.system("test"):
        assert Job.objects.filter(arguments__kind="experiment_follow_up_answered").count() == 1


def test_it_works_once(asked):
    experiment, token = asked()
    client = Client()
    client.post(page(token), {"vastaus": "stopped"})
    client.post(page(token, "detail"), {"annual_cost": "", "owned_by": ""})
    assert client.post(page(token), {"vastaus": "scaled"}).status_code == 200
    assert client.post(page(token, "detail"), {"annual_cost": "7"}).status_code == 302
    assert (answers(experiment)[0], first(experiment).annual_cost) == ("stopped", None)
    assert "Tähän on jo vastattu" in client.get(page(token)).content.decode()


def test_of_two_links_the_first_answer_stays(asked):
    from tests.rows.follow_up import make_asking

    experiment, token = asked()
    with context.system("test"):
        make_asking(first(experiment), "the-link-of-the-second", place=2)
    Client().post(page(token), {"vastaus": "changed"})
    other = Client().post(page("the-link-of-the-second"), {"vastaus": "stopped"})
    assert (other.status_code, answers(experiment)[0]) == (200, "changed")
    assert Client().get(page("the-link-of-the-second", "detail")).status_code == 302


def test_a_late_answer_is_taken_after_the_silence(asked):
    experiment, token = asked()
    with context.system("test"):
        Round.objects.filter(experiment=experiment, months=3).update(step="silent")
    Client().post(page(token), {"vastaus": "adopted"})
    assert steps(experiment)[0] == "answered"


@pytest.mark.parametrize("token", ["nobody-has-this", "expired"])
def test_a_link_that_does_not_work_says_so(token, asked):
    asked("expired")
    with in_days(61):
        responses = [Client().get(page(token)), Client().post(page(token), {"vastaus": "adopted"})]
    assert [response.status_code for response in responses] == [404, 404]


def test_an_answer_that_is_none_of_the_four_is_refused(asked):
    experiment, token = asked()
    assert Client().post(page(token), {"vastaus": "wonderful"}).status_code == 422
    assert steps(experiment)[0] == "asked"


def test_the_link_opens_its_own_round_and_nothing_else(asked, world):
    from mint.links.actions import holding
    from mint.sealing import hashed

    experiment, token = asked()
    with context.acting(None), holding(hashed("follow_up", token)):
        assert Asking.objects.count() == 1
        assert list(Round.objects.values_list("months", flat=True)) == [3, 6, 12]  # it is public that it was decided
    with context.system("test"):
        type(experiment).objects.filter(pk=experiment.pk).update(publication="none")
    with context.acting(None), holding(hashed("follow_up", token)):
        assert list(Round.objects.values_list("months", flat=True)) == [3]
        assert Round.objects.update(note="x", answered_at=clock.now()) == 0


@pytest.fixture
def graded(asked, world):
    """Decided with an effect of its one metric, so that one more point lifts the grade."""

    def made():
        experiment, token = asked()
        with context.system("test"):
            keep_effect(experiment, -2, 0.5)
            experiment.refresh_from_db()
            experiment.evidence_computed = experiment.evidence = evidence_of(
                experiment, [experiment.metrics.get()]
            ).grade
            experiment.save()
        return experiment, token

    return made


def points_of(experiment):
    with context.system("test"):
        fresh = Experiment.objects.get(pk=experiment.pk)
        reasons = evidence_of(fresh, list(fresh.metrics.all())).reasons
        return sum(reason.points for reason in reasons), reasons[-1].is_met, fresh.evidence


def test_an_answer_adds_to_the_evidence_and_the_grade_is_reckoned_anew(graded, monkeypatch):
    experiment, token = graded()
    monkeypatch.setattr("experiments.evidence.WEAK", points_of(experiment)[0] + 1)
    with context.system("test"):
        Experiment.objects.filter(pk=experiment.pk).update(evidence=1, evidence_computed=1)
    answering.answer(token, answer="scaled")
    assert points_of(experiment)[1:] == (True, 2)


def test_closing_without_an_answer_is_no_follow_up(graded, log_in):
    experiment, _token = graded()
    before = points_of(experiment)
    log_in("coordinator").post(reverse("experiments:move", args=["municipality", experiment.pk, "closed"]))
    with context.system("test"):
        assert Experiment.objects.get(pk=experiment.pk).state == "closed"
    assert points_of(experiment) == before
    assert before[1] is False


def test_a_grade_that_was_lowered_from_outside_stays_lowered(graded, world):
    experiment, token = graded()
    with context.system("test"):
        Experiment.objects.filter(pk=experiment.pk).update(evidence=1, evidence_computed=2)
        EvidenceReview.objects.create(
            organisation_id=experiment.organisation_id, experiment=experiment, reviewing=world.other_company,
            reviewer=world.people["stranger"], computed=2, grade=1, reason="Liian vähän arvoja.",
        )  # fmt: skip
    answering.answer(token, answer="scaled")
    assert points_of(experiment)[2] == 1
