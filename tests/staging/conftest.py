"""Experiments that go by a university's template, in the state and at the stage a test needs."""

import pytest

from experiments.models import Experiment
from experiments.staging.models import Visit
from mint.audit.models import Entry
from mint.isolation import context
from tests.rows.experiments import make_experiment
from tests.rows.staging import built_in, make_template, publish, stand


@pytest.fixture(autouse=True)
def _built_in(world):
    """A test that commits leaves empty tables behind it."""
    with context.system("test"):
        built_in()


@pytest.fixture
def template(world):
    """`template(half=[…], evaluating=[…])`: published, of the university and the project."""

    def made(*, published=True, **asks):
        with context.system("test"):
            found = make_template(world.university, project=world.project, **asks)
            if published:
                publish(found)
            return found

    return made


@pytest.fixture
def standing(world):
    """`standing("running", template)`: the company's, at the first stage of its state in the newest version."""

    def made(state, template=None, key="", **columns):
        with context.system("test"):
            row = make_experiment(world, state, **columns)
            version = template.versions.exclude(published_at=None).latest("number") if template else None
            stand(row, version, key)
            return row

    return made


def here(experiment):
    """(key of its stage, number of its version), or nothing where it stands nowhere."""
    with context.system("test"):
        return Visit.objects.open().filter(experiment=experiment).values_list("stage__key", "version__number").first()


def stage_of(template, key, number=None):
    with context.system("test"):
        versions = template.versions.filter(number=number) if number else template.versions.order_by("-number")
        return versions[0].stages.get(key=key)


def verbs(experiment):
    with context.system("test"):
        rows = Entry.objects.filter(subject_type="experiments.experiment", subject_id=experiment.pk)
        return list(rows.order_by("id").values_list("verb", flat=True))


def fresh(experiment):
    with context.system("test"):
        return Experiment.objects.get(pk=experiment.pk)
