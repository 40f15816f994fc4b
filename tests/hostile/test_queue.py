"""What somebody puts into the queue by hand: nothing that runs code, and nobody's rights but those of whom it names."""

import base64
import pickle

import pytest
from kombu.exceptions import ContentDisallowed
from kombu.serialization import loads

from challenges.models import Challenge
from mint.celery import app
from mint.outbox.running import run


class Bomb:
    def __reduce__(self):
        return (pytest.fail, ("it ran",))


@pytest.mark.attack(36)
@pytest.mark.parametrize("kind", ["pickle", "application/x-python-serialize", "yaml", "application/x-yaml"])
def test_a_message_that_is_not_json_is_refused_unread(kind):
    body = base64.b64encode(pickle.dumps(Bomb()))
    with pytest.raises(ContentDisallowed):
        loads(body, kind, "binary", accept=app.conf.accept_content)
    assert app.conf.accept_content == ["json"]
    assert (app.conf.task_serializer, app.conf.result_serializer) == ("json", "json")


@pytest.mark.attack(5, 37)
@pytest.mark.parametrize(("who", "sees"), [("owner", True), ("stranger", False), ("outsider", False)])
def test_a_task_does_what_the_person_it_names_may_do_when_it_runs(who, sees, world, estate):
    draft, seen = estate.part("challenges:step", "draft", "pk"), []
    run(lambda: seen.append(Challenge.objects.filter(pk=draft).exists()), task="forged", user_id=world.people[who].pk)
    assert seen == [sees]
