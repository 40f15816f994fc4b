"""A step in parts: each done once, its result kept, merged when all are there; and nobody waits behind another's hundreds."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from mint import clock
from mint.actor import Actor
from mint.isolation import context
from mint.jobs import claiming, kinds, parts, running, tasks
from mint.jobs.models import Job, JobPart, State
from mint.outbox.models import Job as Outgoing
from tests.world import World

KIND = "parted"
WORK = ("a", "b", "c")
SYSTEM = Actor.system("test")


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """What the steps of the kind did, in order."""
    log: list[Any] = []

    def part(job: Job, key: str) -> list[int]:
        log.append((job.subject_id, key))
        if key in broken:
            raise RuntimeError(key)
        return [ord(key)]

    def merge(job: Job) -> None:
        log.append((job.subject_id, parts.results(job)))

    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    steps = (
        running.Step("first", "First", lambda job: log.append((job.subject_id, "first"))),
        running.Step("many", "Many", merge, parts=lambda _job: WORK, part=part),
    )
    running.register(KIND, steps, lambda job: log.append((job.subject_id, job.state)))
    broken.clear()
    yield log
    broken.clear()


broken: set[str] = set()


def queued(organisation: Any, subject_id: int = 1, **more: Any) -> Job:
    with context.system("test"):
        return Job.objects.create(kind=KIND, subject_id=subject_id, organisation=organisation, **more)


def again(job: Job) -> Job:
    with context.system("test"):
        return Job.objects.get(pk=job.pk)


def test_the_parts_are_merged_once_all_are_there(world: World, done: list[Any]) -> None:
    job = queued(world.company)
    running.run(job.pk)
    merged = {"a": [97], "b": [98], "c": [99]}
    assert done == [(1, "first"), (1, "a"), (1, "b"), (1, "c"), (1, merged), (1, State.DONE)]
    with context.system("test"):
        assert set(JobPart.objects.values_list("state", "result")) == {(State.DONE, None)}  # merged: emptied
        assert Outgoing.objects.filter(task="jobs.run").count() == len(WORK) - 1  # a message for each other worker


def test_what_was_finished_before_a_failure_is_not_done_again(world: World, done: list[Any]) -> None:
    broken.add("c")
    job = queued(world.company)
    running.run(job.pk)
    failed = again(job)
    assert (failed.state, failed.step, failed.error) == (State.FAILED, 1, "many c: c")
    assert kinds.steps_of(failed)[1] == {"label": "Many (2/3)", "state": "failed"}
    assert kinds.percent(failed) == 50 + 33
    broken.clear()
    done.clear()
    with context.system("test"):
        assert running.retry(failed)
    running.run(job.pk)
    assert done == [(1, "c"), (1, {"a": [97], "b": [98], "c": [99]}), (1, State.DONE)]


def test_what_is_kept_to_go_on_from_is_kept_a_day_and_for_nobody_to_read(
    world: World, done: list[Any], acting_as: Callable[[str], Any]
) -> None:
    broken.add("c")
    job = queued(world.company)
    running.run(job.pk)
    with acting_as("owner"):
        assert list(Job.objects.values_list("pk")) == [(job.pk,)]
        assert not JobPart.objects.exists()
    with context.system("test"):
        assert parts.drop_old() == 0
        assert sorted(JobPart.objects.values_list("key", "result")) == [("a", [97]), ("b", [98]), ("c", None)]
    broken.clear()
    done.clear()
    with clock.set_to(clock.now() + parts.KEPT + timedelta(minutes=1)):
        tasks.sweep()
        with context.system("test"):
            assert not JobPart.objects.exists()
            assert running.retry(job)
        running.run(job.pk)
    assert [what for _subject, what in done[:3]] == ["a", "b", "c"]  # read anew


def test_a_part_that_another_has_claimed_since_keeps_nothing(world: World, done: list[Any]) -> None:
    job = queued(world.company)
    with context.system("test"):
        Job.objects.filter(pk=job.pk).update(step=1)
    divided = claiming.claim()
    assert isinstance(divided, Job)
    assert running._do(divided)
    slow = claiming.claim()
    assert isinstance(slow, JobPart)
    with clock.set_to(clock.now() + claiming.LEASE + timedelta(seconds=1)):
        quick = claiming.claim()
        assert quick is not None
        assert (quick.pk, quick.attempts) == (slow.pk, slow.attempts + 1)
        parts.keep(slow, "stale")
        assert not claiming.renew(slow)
        parts.keep(quick, "kept")
    with context.system("test"):
        assert list(JobPart.objects.filter(state=State.DONE).values_list("result", flat=True)) == ["kept"]


def test_a_cancelled_job_goes_no_further_than_its_part(world: World, done: list[Any]) -> None:
    job = queued(world.company)
    with context.system("test"):
        Job.objects.filter(pk=job.pk).update(step=1)
    divided = claiming.claim()
    assert divided is not None
    running._do(divided)
    begun = claiming.claim()
    assert begun is not None
    with context.system("test"):
        assert running.cancel(job)
    running._do(begun)
    running.run(job.pk)
    assert done == [(1, "a")]
    assert again(job).state == State.CANCELLED


def test_nobody_waits_behind_the_hundreds_of_another(world: World, done: list[Any]) -> None:
    for number in range(30):
        queued(world.company, number)
    other = queued(world.municipality, 1000)
    running.run(other.pk)  # a message ends with the first job that ends: in turn, step by step
    assert [subject for subject, _what in done].count(1000) >= 5
    running.run(other.pk)
    assert again(other).state == State.DONE
    with context.system("test"):
        assert Job.objects.filter(state=State.DONE, organisation=world.company).count() == 1


def test_what_a_person_waits_for_comes_before_the_calendar(world: World, done: list[Any]) -> None:
    queued(world.company, 1)
    queued(world.company, 2, requested_by=world.people["owner"])
    running.run(0)
    assert done[0] == (2, "first")


def test_a_kind_that_this_release_does_not_know_waits_for_the_next(world: World, done: list[Any]) -> None:
    job = queued(world.company)
    with context.system("test"):
        Job.objects.update(kind="of.tomorrow")
    running.run(job.pk)
    assert again(job).state == State.QUEUED


def test_work_that_stops_its_workers_is_given_up_and_says_so(world: World, done: list[Any]) -> None:
    job = queued(world.company)
    now = clock.now()
    for number in range(running.TRIES):
        with clock.set_to(now + number * (claiming.LEASE + timedelta(seconds=1))):
            assert claiming.claim() is not None  # and the worker is killed
    with clock.set_to(now + running.TRIES * (claiming.LEASE + timedelta(seconds=1))):
        running.run(job.pk)
    given_up = again(job)
    assert (given_up.state, given_up.attempts) == (State.FAILED, running.TRIES + 1)
    assert given_up.error == "Vaihe first keskeytyi 5 kertaa, eikä sitä yritetä enää."
    assert done == [(1, State.FAILED)]


def test_the_sweeper_gives_a_message_to_what_waits_without_one(world: World, done: list[Any]) -> None:
    for number in range(3):
        queued(world.company, number)
    with context.system("test"):
        assert claiming.sweep() == 3
        assert claiming.sweep() == 0  # their messages are on the way


def test_every_job_comes_to_its_end_with_the_messages_it_brought(
    world: World, done: list[Any], run_outbox: Callable[[], list[str]]
) -> None:
    with context.system("test"):
        for number in range(4):
            for organisation in (world.company, world.municipality):
                running.start(KIND, 10 * organisation.pk + number, actor=SYSTEM, organisation_id=organisation.pk)
    run_outbox()
    with context.system("test"):
        assert set(Job.objects.values_list("state", flat=True)) == {State.DONE}
    assert len(done) == 8 * 6
