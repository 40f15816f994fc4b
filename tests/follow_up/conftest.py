"""Experiments that were decided on some months ago, and the days after."""

from contextlib import contextmanager
from datetime import timedelta

import pytest

from experiments.follow_up import calendar
from experiments.follow_up.models import Asking, Round
from mint import clock
from mint.audit.models import Entry
from mint.isolation import context
from mint.outbox.models import Mail
from tests.rows.follow_up import make_asking, make_followed, make_rounds


@pytest.fixture
def followed(world):
    def made(months_ago=4, **columns):
        with context.system("test"):
            return make_followed(world, months_ago, **columns)

    return made


@pytest.fixture
def asked(followed):
    """An experiment whose first round has been asked by a link, whose token is given too."""

    def made(token="a-token-of-the-follow-up", **asking):
        experiment = followed()
        with context.system("test"):
            first, *_rest = make_rounds(experiment, step="asked", stepped_at=clock.now())
            make_asking(first, token, **asking)
        return experiment, token

    return made


@contextmanager
def in_days(days):
    with clock.set_to(clock.now() + timedelta(days=days)):
        yield


def tend():
    with context.system("test"):
        return calendar.tend()


def steps(experiment):
    with context.system("test"):
        return [row.step for row in Round.objects.filter(experiment=experiment)]


def answers(experiment):
    with context.system("test"):
        return [row.answer for row in Round.objects.filter(experiment=experiment)]


def mails(kind="experiment_follow_up_asked"):
    with context.system("test"):
        return list(Mail.objects.filter(kind=kind).order_by("id"))


def askings(experiment):
    with context.system("test"):
        return list(Asking.objects.filter(experiment=experiment))


def verbs(experiment):
    with context.system("test"):
        rows = Entry.objects.filter(subject_type="experiments.experiment", subject_id=experiment.pk)
        return [verb.partition(".")[2] for verb in rows.order_by("id").values_list("verb", flat=True)]
