"""Two register one company at the same moment: one of them gets it, the other a clear answer."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from mint.isolation import context
from mint.tenancy import actions
from mint.tenancy.context import load
from mint.tenancy.models import Organisation
from mint.web import MoveError
from tests.world import World


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_a_company_is_registered_once_by_two_at_the_same_moment(world: World, monkeypatch):
    start = Barrier(2)
    free_slug = actions.free_slug

    def both_here(name: str) -> str:
        start.wait(5)  # both have found the number free
        return free_slug(name)

    monkeypatch.setattr(actions, "free_slug", both_here)

    def register(who: str) -> str:
        person = world.people[who]
        try:
            with context.acting(person.pk):
                actor, _organisations = load(person.pk)
                actions.register_company(
                    name=f"{who} Oy", business_id="9900101-0", municipality=world.place, actor=actor
                )
            return "registered"
        except MoveError as error:
            return str(error)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(register, ("outsider", "stranger")), key=len)
    with context.system("test"):
        found = Organisation.objects.filter(business_id="9900101-0").count()
    assert (answers, found) == (["registered", str(actions.TAKEN)], 1)
