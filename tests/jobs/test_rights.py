"""What the database keeps of a job, whoever writes for its organisation, and who reads what its parts gave."""

import pytest
from django.db import DatabaseError, transaction

from mint.isolation import context
from mint.jobs import running
from mint.jobs.models import Job, State
from tests.world import World

ASKED = {"kind": "of.somebody", "subject_id": 7}


def asked_by_the_owner(world: World) -> Job:
    with context.system("test"):
        return Job.objects.create(**ASKED, organisation=world.company, requested_by=world.people["owner"])


@pytest.mark.attack(2)
@pytest.mark.parametrize("change", [
    {"requested_by_id": None}, {"requested_by_id": "editor"}, {"kind": "of.another"}, {"subject_id": 8},
])  # fmt: skip
def test_a_job_stays_what_was_asked_for_and_by_whom(change: dict[str, object], world: World, acting_as) -> None:
    job = asked_by_the_owner(world)
    if change.get("requested_by_id"):
        change = {"requested_by_id": world.people["editor"].pk}
    with acting_as("editor"), pytest.raises(DatabaseError, match="by whom"), transaction.atomic():
        Job.objects.filter(pk=job.pk).update(**change)
    with context.system("test"):
        assert Job.objects.filter(pk=job.pk, **ASKED, requested_by=world.people["owner"]).count() == 1


def test_another_writer_cancels_and_retries_it(world: World, acting_as) -> None:
    job = asked_by_the_owner(world)
    with acting_as("editor"):
        assert running.cancel(job)
        assert running.retry(job)
    with context.system("test"):
        assert Job.objects.get(pk=job.pk).state == State.QUEUED
