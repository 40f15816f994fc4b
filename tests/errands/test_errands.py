"""Tasks of an experiment: given to who takes part, done or not, in the work queue, reminded of once each."""

import uuid
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from experiments.errands import actions, people, reminding
from experiments.errands.duties import duties
from experiments.errands.models import Errand
from experiments.states import State
from mint import clock
from mint.audit.models import Entry
from mint.isolation import context
from mint.outbox.models import Job
from mint.tenancy.context import load
from mint.tenancy.models import Membership
from mint.web import MoveError
from tests.clashes import rows_of
from tests.rows.collaboration import make_errand
from tests.rows.experiments import make_experiment
from tests.rows.matching import TENANT


@pytest.fixture
def experiment(world):
    with context.system("test"):
        return make_experiment(world, State.RUNNING)


@pytest.fixture
def errand(experiment, world):
    with context.system("test"):
        return make_errand(experiment, world.people["editor"])


def url(experiment, who="editor", name="list", *more):
    return reverse(f"errands:{name}", args=[TENANT[who], experiment.pk, *more])


def wanted(person, days=7, **more):
    day = clock.today() + timedelta(days=days)
    return {
        "text": "Soita huoltoyhtiölle",
        "due_on": str(day),
        "responsible": person.pk,
        "key": str(uuid.uuid4()),
        **more,
    }


def rows():
    with context.system("test"):
        return list(Errand.objects.order_by("id"))


def told(kind):
    with context.system("test"):
        found = Job.objects.filter(task="notifications.deliver", arguments__kind=f"experiment_{kind}").order_by("id")
        return [job.arguments["to"]["users"] for job in found]


def verbs():
    with context.system("test"):
        found = Entry.objects.filter(verb__startswith="experiment.task").order_by("id")
        return [verb.partition("_")[2] for verb in found.values_list("verb", flat=True)]


def waiting(acting_as, who="editor"):
    with acting_as(who) as actor:
        return [(duty.detail, duty.due_on) for duty in duties(actor, load(actor.user_id)[1][0])]


@pytest.mark.parametrize("who", ["owner", "partner", "coordinator", "curator"])
def test_a_task_is_given_to_who_takes_part_and_they_are_told(who, experiment, log_in, world):
    editor = world.people["editor"]
    assert log_in(who).post(url(experiment, who), wanted(editor)).status_code == 302
    (row,) = rows()
    assert (row.text, row.responsible, row.given_by, row.done_at) == (
        "Soita huoltoyhtiölle",
        editor,
        world.people[who],
        None,
    )
    assert (told("task_given"), verbs()) == ([[editor.pk]], ["given"])


def test_a_double_click_gives_one_task(experiment, log_in, world):
    sent, browser = wanted(world.people["editor"]), log_in("owner")
    assert [browser.post(url(experiment, "owner"), sent).status_code for _ in range(2)] == [302, 302]
    assert (len(rows()), len(told("task_given"))) == (1, 1)


@pytest.mark.parametrize("who", ["stranger", "outsider", "other_coordinator", "viewer"])
def test_who_does_not_take_part_gets_none(who, experiment, log_in, world, acting_as):
    assert log_in("editor").post(url(experiment), wanted(world.people[who])).status_code == 422
    given = actions.Wanted("Tee", clock.today(), world.people[who].pk)
    with acting_as("editor") as actor, pytest.raises(MoveError):
        actions.give(experiment, given, actor=actor, form_key=uuid.uuid4())
    assert rows() == []


@pytest.mark.parametrize("wrong", [{"text": ""}, {"due_on": ""}, {"responsible": ""}, {"responsible": "x"}])
def test_half_a_task_is_refused(wrong, experiment, log_in, world):
    sent = wanted(world.people["editor"], **wrong)
    assert (log_in("editor").post(url(experiment), sent).status_code, rows()) == (422, [])


def test_done_and_not_done_and_twice_is_once(errand, experiment, log_in, world):
    browser, address = log_in("partner"), url(experiment, "partner", "mark", errand.pk)
    assert [browser.post(address, {"tehty": "1"}).status_code for _ in range(2)] == [302, 302]
    assert (rows()[0].done_by, rows()[0].done_at is not None) == (world.people["partner"], True)
    browser.post(address)
    assert (rows()[0].done_by, rows()[0].done_at) == (None, None)
    assert verbs() == ["done", "reopened"]


def test_another_day_and_another_doer(errand, experiment, log_in, world):
    sent = wanted(world.people["partner"], days=20, text="Toisin", version=1)
    assert log_in("owner").post(url(experiment, "owner", "change", errand.pk), sent).status_code == 302
    (row,) = rows()
    assert (row.text, row.due_on, row.responsible) == (
        "Toisin",
        clock.today() + timedelta(days=20),
        world.people["partner"],
    )
    assert (told("task_given"), verbs()) == ([[world.people["partner"].pk]], ["changed"])


def test_a_stale_form_overwrites_nothing(errand, experiment, log_in, world):
    browser, address = log_in("owner"), url(experiment, "owner", "change", errand.pk)
    browser.post(address, wanted(world.people["editor"], text="Ensimmäinen", version=1))
    answer = browser.post(address, wanted(world.people["editor"], text="Toinen", version=1))
    assert (answer.status_code, rows()[0].text) == (409, "Ensimmäinen")
    assert [row[1:] for row in rows_of(answer)] == [("Ensimmäinen", "Toinen")]
    again = wanted(world.people["editor"], text="Toinen", version=answer.context["form"].data["version"])
    assert (browser.post(address, again).status_code, rows()[0].text) == (302, "Toinen")


def test_a_removed_task_stays_in_the_log(errand, experiment, log_in):
    browser = log_in("coordinator")
    assert browser.post(url(experiment, "coordinator", "remove", errand.pk)).status_code == 302
    assert (rows(), verbs()) == ([], ["removed"])
    assert browser.post(url(experiment, "coordinator", "remove", errand.pk)).status_code == 404


def test_it_waits_for_its_doer_until_it_is_done(errand, acting_as):
    assert waiting(acting_as) == [(f"{errand.text} · {errand.experiment.title}", errand.due_on)]
    assert [waiting(acting_as, who) for who in ("owner", "partner", "coordinator", "stranger")] == [[], [], [], []]
    with acting_as("editor") as actor:
        actions.mark(errand, actor=actor, is_done=True)
    assert waiting(acting_as) == []


def test_a_task_that_nobody_has_waits_for_the_owner(errand, acting_as):
    with context.system("test"):
        Errand.objects.update(responsible=None)
    assert [len(waiting(acting_as, who)) for who in ("owner", "editor", "partner")] == [1, 1, 0]


@pytest.mark.parametrize("state", [State.CLOSED, State.CANCELLED])
def test_nothing_waits_when_the_experiment_has_ended(state, world, acting_as):
    with context.system("test"):
        make_errand(make_experiment(world, state), world.people["editor"])
    assert (waiting(acting_as), remind(20)) == ([], 0)


def remind(days=0):
    with context.system("test"), clock.set_to(clock.now() + timedelta(days=days)):
        return reminding.remind_due()


def test_its_doer_is_reminded_the_day_before_and_two_days_after_once_each(errand, world):
    assert [remind(day) for day in (0, 5, 6, 6, 7, 8, 9, 9, 10, 30)] == [0, 0, 1, 0, 0, 0, 1, 0, 0, 0]
    assert told("task_due") == [[world.people["editor"].pk]] * 2


def test_what_is_done_is_not_reminded_of(errand, acting_as):
    with acting_as("editor") as actor:
        actions.mark(errand, actor=actor, is_done=True)
    assert (remind(6), remind(9), told("task_due")) == (0, 0, [])


def test_another_day_is_reminded_of_anew(errand, acting_as, world):
    assert remind(6) == 1
    with acting_as("editor") as actor:
        later = actions.Wanted(errand.text, errand.due_on + timedelta(days=10), world.people["editor"].pk)
        actions.change(errand, later, version=1, actor=actor)
    assert [remind(day) for day in (9, 15, 16, 16)] == [0, 0, 1, 0]


def test_who_has_left_is_not_written_to(errand, world):
    with context.system("test"):
        Membership.objects.filter(user=world.people["editor"]).delete()
    assert (remind(6), told("task_due")) == (0, [])


@pytest.mark.parametrize(
    ("who", "takes_part"),
    [("owner", True), ("partner", True), ("coordinator", True), ("curator", True), ("viewer", False), ("teacher", False),
     ("clerk", False), ("stranger", False), ("other_curator", False), ("outsider", False)],
)  # fmt: skip
def test_who_takes_part(who, takes_part, experiment, world):
    with context.system("test"):
        assert people.takes_part(world.people[who].pk, experiment) == takes_part


def test_the_mail_says_what_and_by_when(errand, experiment, world, run_outbox):
    from mint.outbox.models import Mail

    remind(6)
    with context.system("test"), clock.set_to(clock.now() + timedelta(days=7)):
        run_outbox()
        mail = Mail.objects.get(kind="experiment_task_due")
    assert (errand.text in mail.subject, errand.text in mail.text, experiment.title in mail.text) == (True, True, True)


def test_the_database_lets_only_those_who_take_part_write(errand, experiment, acting_as, world):
    for who in ("viewer", "stranger", "manager"):
        with acting_as(who):
            assert Errand.objects.filter(pk=errand.pk).update(text="Toisin") == 0
            with pytest.raises(DatabaseError), transaction.atomic():
                make_errand(experiment, world.people[who])
    with acting_as("editor"), pytest.raises(DatabaseError), transaction.atomic():
        make_errand(experiment, world.people["owner"])  # given by another
    with acting_as("stranger"):
        assert not Errand.objects.exists()


def test_many_tasks_cost_no_more_than_one(experiment, log_in, world, django_assert_max_num_queries):
    browser = log_in("editor")
    with context.system("test"):
        for _ in range(12):
            make_errand(experiment, world.people["editor"])
    with django_assert_max_num_queries(24):
        browser.get(url(experiment))
