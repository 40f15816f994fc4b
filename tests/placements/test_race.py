"""Two choose at the same moment: the last place is given once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from mint.isolation import context
from mint.tenancy.context import acting, load
from mint.web import MoveError
from placements import choosing
from placements.models import Application
from tests.world import World


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
