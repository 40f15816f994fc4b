"""Two choose at the same moment: the last place is given once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from time import sleep

import pytest
from django.db import connection

from mint.isolation import context
from mint.tenancy.context import acting, load
from mint.web import MoveError
from placements import choosing, workflow
from placements.models import Application, Placement
from tests.world import World


@pytest.mark.attack(33)
@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_two_at_once_do_not_give_one_place_twice(world: World, make_placement, make_application):
    placement = make_placement(places=2)
    names = ("student", "outsider", "operator", "stranger")
    applications = [make_application(placement, who=who) for who in names]
    start = Barrier(len(applications))

    def choose(application: Application) -> str:
        person = world.people["editor"]
        start.wait()
        try:
            with context.acting(person.pk):
                actor, organisations = load(person.pk)
                choosing.choose(application, actor=acting(actor, organisations[0]))
            return "chosen"
        except MoveError:
            return "full"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(applications)) as pool:
        answers = sorted(pool.map(choose, applications))
    with context.system("test"):
        given = Application.objects.seated().filter(placement=placement).count()
    assert (answers, given) == (["chosen", "chosen", "full", "full"], 2)


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_an_application_never_arrives_at_a_choice_that_was_made(world: World, make_placement, make_application):
    """The student sends while the host's filling is not yet committed: it waits, and is then refused."""
    placement = make_placement()
    make_application(placement, "accepted", who="outsider")
    draft = make_application(placement, "draft")
    filled, sending = Event(), Event()

    def fill() -> None:
        person = world.people["editor"]
        try:
            with context.acting(person.pk):
                actor, organisations = load(person.pk)
                workflow.fill(placement, actor=acting(actor, organisations[0]))
                filled.set()
                sending.wait(5)
                sleep(0.3)  # the other connection stands at the lock by now
        finally:
            connection.close()

    def send() -> str:
        person = world.people["student"]
        filled.wait(5)
        try:
            with context.acting(person.pk):
                actor, organisations = load(person.pk)
                sending.set()
                choosing.submit(draft, actor=acting(actor, organisations[0]))
            return "sent"
        except MoveError:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        filling, answer = pool.submit(fill), pool.submit(send)
        filling.result()
    with context.system("test"):
        states = (Placement.objects.get().state, Application.objects.get(pk=draft.pk).state)
    assert (answer.result(), states) == ("refused", ("filled", "draft"))
