"""The kinds of long work: their named steps, registered by the apps that have them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from mint.jobs.models import Job, State


@dataclass(frozen=True)
class Step:
    """A named step; `work(job)` runs in its own transaction as the person who asked, and may run twice.

    One that can be divided names its `parts(job)`: each is `part(job, key)`, in a transaction of its own and by
    whichever worker is free, and gives what JSON can hold. `work` is then called once all are there, and merges them:
    see `mint.jobs.parts.results`. What must be done in order is done in portions instead: `progress(job)`, asked after
    each, says how much is done of how much, and `work` is called until all is.
    `as_system`: its rows are the system's to write; who may start it was asked at the start.
    """

    key: str
    label: "str | Promise"
    work: Callable[[Job], None]
    progress: Callable[[Job], tuple[int, int]] | None = None
    as_system: bool = False
    parts: Callable[[Job], Iterable[str]] | None = None
    part: Callable[[Job, str], Any] | None = None


@dataclass(frozen=True)
class Kind:
    """`ended(job)` is called once, as the system, when the job is done or has failed."""

    steps: tuple[Step, ...]
    ended: Callable[[Job], None]


_kinds: dict[str, Kind] = {}


def register(kind: str, steps: tuple[Step, ...], ended: Callable[[Job], None]) -> None:
    _kinds[kind] = Kind(steps, ended)


def kind_of(job: Job) -> Kind:
    return _kinds[job.kind]


def known() -> list[str]:
    """What this process can do; a newer release may have queued more."""
    return list(_kinds)


def steps_of(job: Job) -> list[dict[str, Any]]:
    """For the page: each step's label and state, done, running, failed or waiting."""
    return list(_shown(job))


def _shown(job: Job) -> Iterator[dict[str, Any]]:
    now = "failed" if job.state == State.FAILED else "running" if job.is_active else "waiting"
    for index, step in enumerate(kind_of(job).steps):
        under_way = index == job.step
        state = "done" if index < job.step else now if under_way else "waiting"
        yield {"label": _counted(step, job) if under_way else step.label, "state": state}


def _counted(step: Step, job: Job) -> "str | Promise":
    if not (step.parts and job.parts):
        return step.label
    return _("%(step)s (%(done)s of %(all)s)") % {"step": step.label, "done": job.part, "all": job.parts}


def percent(job: Job) -> int:
    steps = len(kind_of(job).steps)
    under_way = 100 * job.part // job.parts // steps if job.part < job.parts else 0
    return 100 * job.step // steps + under_way
