"""The shelf: why and until when, nobody asked meanwhile, and a day that comes once."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import translation

from experiments.duties import duties as experiment_duties
from experiments.shelf import actions
from experiments.shelf.duties import duties
from experiments.shelf.models import Rest
from mint import clock
from mint.audit.models import Entry
from mint.isolation import context
from mint.outbox.models import Job
from mint.tenancy.context import load
from mint.web import MoveError
from tests.rows.experiments import make_experiment
from tests.rows.matching import TENANT
from tests.rows.shelf import make_rest

DAY = {"reason": "Odotetaan kesää.", "wakes": "day", "condition": "", "every": "6"}
CONDITION = {"reason": "Tie on kiinni.", "wakes": "condition", "day": "", "condition": "Tie on avattu.", "every": "3"}


@pytest.fixture
def tried(world):
    def made(state="idea", **columns):
        with context.system("test"):
            return make_experiment(world, state, **columns)

    return made


def in_days(days):
    return (clock.today() + timedelta(days=days)).isoformat()


def address(name, experiment, who="owner"):
    return reverse(f"shelf:{name}", args=[TENANT.get(who, "company"), experiment.pk])


def rests(experiment):
    with context.system("test"):
        return list(Rest.objects.filter(experiment=experiment).order_by("pk"))


def waiting(acting_as, source=duties, who="owner"):
    with acting_as(who) as actor:
        return [duty.detail for duty in source(actor, load(actor.user_id)[1][0])]


def told():
    with context.system("test"):
        return [job.arguments["kind"] for job in Job.objects.filter(task="notifications.deliver")]


def wake():
    with context.system("test"):
        return actions.wake_due()


def test_an_idea_is_put_on_the_shelf_until_a_day(tried, log_in):
    experiment = tried()
    response = log_in("owner").post(address("one", experiment), {**DAY, "day": in_days(40)})
    (rest,) = rests(experiment)
    assert (response.status_code, rest.ask_on, rest.condition) == (302, clock.today() + timedelta(days=40), "")
    assert "Odotetaan kesää." in log_in("owner").get(reverse("shelf:list", args=["company"])).content.decode()


def test_a_condition_is_asked_about_after_so_many_months(tried, log_in):
    experiment = tried("cancelled")
    with clock.set_to(clock.at(clock.today().replace(year=2027, month=1, day=15), 12)):
        log_in("owner").post(address("one", experiment), CONDITION)
    (rest,) = rests(experiment)
    assert (rest.condition, rest.every, rest.ask_on.isoformat()) == ("Tie on avattu.", 3, "2027-04-15")


@pytest.mark.parametrize(
    "wrong",
    [
        {**DAY, "day": ""},
        {**DAY, "day": "2020-01-01"},
        {**DAY, "reason": "", "day": "2030-01-01"},
        {**CONDITION, "condition": ""},
        {**CONDITION, "wakes": ""},
    ],
)
def test_without_a_coming_day_or_a_condition_it_is_refused(wrong, tried, log_in):
    experiment = tried()
    assert log_in("owner").post(address("one", experiment), wrong).status_code == 422
    assert rests(experiment) == []


def test_the_page_of_what_may_not_rest_says_what_may(tried, log_in):
    with translation.override("en"):
        pages = [log_in("owner").get(address("one", tried(state))).content.decode() for state in ("running", "idea")]
    assert [("What may rest is" in page, "Put it on the shelf" in page) for page in pages] == [
        (True, False),
        (False, True),
    ]


@pytest.mark.parametrize("state", ["in_review", "running", "evaluating"])
def test_what_is_under_way_does_not_rest(state, tried, log_in, acting_as):
    experiment = tried(state)
    assert log_in("owner").post(address("one", experiment), {**DAY, "day": in_days(40)}).status_code == 409
    with acting_as("owner"), pytest.raises(DatabaseError), transaction.atomic():
        make_rest(experiment)
    assert rests(experiment) == []


def test_it_rests_once_at_a_time(tried, log_in):
    experiment = tried()
    for status in (302, 409):
        assert log_in("owner").post(address("one", experiment), {**DAY, "day": in_days(40)}).status_code == status
    assert len(rests(experiment)) == 1


@pytest.mark.parametrize("who", ["partner", "coordinator", "curator", "viewer"])
def test_others_put_nothing_on_it(who, tried, log_in, acting_as):
    experiment = tried()
    assert log_in(who).post(address("one", experiment, who), {**DAY, "day": in_days(40)}).status_code == 403
    with acting_as(who), pytest.raises(DatabaseError), transaction.atomic():
        make_rest(experiment)
    assert rests(experiment) == []


def test_nobody_is_asked_to_go_on_meanwhile(tried, acting_as):
    experiment = tried("planning")
    assert experiment.title in waiting(acting_as, experiment_duties)
    with context.system("test"):
        make_rest(experiment)
    assert waiting(acting_as, experiment_duties) == []


def test_the_day_is_told_once_and_waits_for_the_owner(tried, acting_as):
    experiment = tried()
    with context.system("test"):
        make_rest(experiment, ask_on=clock.today() + timedelta(days=5))
    assert (wake(), waiting(acting_as)) == (0, [])
    with clock.set_to(clock.now() + timedelta(days=5)):
        assert (wake(), wake()) == (1, 0)
        assert waiting(acting_as) == [experiment.title]
        assert waiting(acting_as, who="coordinator") == []
    assert told().count("experiment_shelf_due") == 1


def test_what_stays_is_told_of_again_on_its_next_day(tried, log_in, acting_as):
    experiment = tried()
    with context.system("test"):
        make_rest(experiment, ask_on=clock.today(), condition="Tie on avattu.", every=6)
    wake()
    assert log_in("owner").post(address("keep", experiment)).status_code == 302
    (rest,) = rests(experiment)
    assert (rest.asked_at, rest.ask_on > clock.today() + timedelta(days=150), waiting(acting_as)) == (None, True, [])
    with clock.set_to(clock.at(rest.ask_on, 12)):
        assert wake() == 1


def test_another_day_must_be_said(tried, log_in):
    experiment = tried()
    with context.system("test"):
        make_rest(experiment, ask_on=clock.today())
    assert log_in("owner").post(address("keep", experiment), {"day": ""}).status_code == 422
    assert log_in("owner").post(address("keep", experiment), {"day": in_days(9)}).status_code == 302


@pytest.mark.parametrize(("state", "page"), [("idea", "suunnitelma/"), ("decided", "toista/"), ("cancelled", "")])
def test_what_is_taken_down_goes_on_or_is_tried_again(state, page, tried, log_in):
    experiment = tried(state)
    with context.system("test"):
        make_rest(experiment, ask_on=clock.today())
    response = log_in("owner").post(address("take", experiment), {"ending": "taken", "note": "Kesä tuli."})
    assert response["Location"].endswith(f"/kokeilut/{experiment.pk}/{page}")
    (rest,) = rests(experiment)
    assert (rest.ending, rest.note, rest.ended_by_id) == ("taken", "Kesä tuli.", rest.ended_by_id)
    assert log_in("owner").post(address("take", experiment), {"ending": "taken"}).status_code == 404


def test_two_at_once_take_it_down_once(tried, acting_as):
    experiment = tried()
    with context.system("test"):
        rest = make_rest(experiment)
    with acting_as("owner") as actor:
        actions.take(rest, actor=actor, ending="dropped")
        with pytest.raises(MoveError):
            actions.take(rest, actor=actor, ending="taken")
    assert [row.ending for row in rests(experiment)] == ["dropped"]


def test_what_went_on_meanwhile_is_not_asked_about(tried, acting_as):
    experiment = tried("running")
    with context.system("test"):
        make_rest(experiment, ask_on=clock.today())
    assert (wake(), waiting(acting_as)) == (0, [])


def test_what_happened_is_in_the_log(tried, log_in):
    experiment = tried()
    log_in("owner").post(address("one", experiment), {**DAY, "day": in_days(40)})
    log_in("owner").post(address("take", experiment), {"ending": "dropped"})
    with context.system("test"):
        verbs = list(Entry.objects.filter(subject_id=experiment.pk).order_by("id").values_list("verb", flat=True))
    assert verbs == ["experiment.shelved", "experiment.shelf_dropped"]
