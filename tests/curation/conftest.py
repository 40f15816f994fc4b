from uuid import uuid4

import pytest
from django.urls import reverse

from challenges.curation import builtin
from challenges.curation.models import CuratorNote, ReplyText, Screening
from challenges.models import Challenge
from challenges.states import State
from mint.audit.models import Entry
from mint.isolation import context
from tests.factories import ChallengeFactory

TENANT = {
    "owner": "company", "editor": "company", "viewer": "company", "stranger": "other-company", "partner": "partner",
    "coordinator": "municipality", "clerk": "municipality", "curator": "university", "teacher": "university",
    "other_coordinator": "other-municipality", "other_curator": "other-university", "manager": "university",
    "student": "university", "outsider": "company", "anonymous": "company",
}  # fmt: skip
# the whole cast, and what each gets of a row in review that is not theirs to answer
REFUSED = {
    "anonymous": 302, "outsider": 404, "owner": 403, "editor": 403, "viewer": 403, "partner": 404, "stranger": 404,
    "other_coordinator": 404, "clerk": 404, "teacher": 404, "student": 404, "manager": 403, "other_curator": 404,
}  # fmt: skip


@pytest.fixture
def made(world):
    """A challenge of the company in review, or as said."""

    def make(state=State.IN_REVIEW, **more):
        with context.system("test"):
            values = {"organisation": world.company, "project": world.project, "state": state, **more}
            return ChallengeFactory(**values)

    return make


@pytest.fixture
def built_in(world):
    """The built-in reply texts by key; an earlier test may have emptied their table."""
    with context.system("test"):
        builtin.ensure(ReplyText)
        return {reply.key: reply for reply in ReplyText.objects.filter(organisation=None)}


def queue(who="coordinator"):
    return reverse("curation:queue", args=[TENANT[who]])


def address(name, challenge, who="coordinator", *more):
    return reverse(f"curation:{name}", args=[TENANT[who], challenge.pk, *more])


def fresh(challenge):
    with context.system("test"):
        return Challenge.objects.get(pk=challenge.pk)


def screening_of(challenge):
    with context.system("test"):
        return Screening.objects.filter(challenge=challenge).first()


def notes_of(challenge):
    with context.system("test"):
        return list(CuratorNote.objects.filter(challenge=challenge).values_list("text", flat=True))


def verbs(prefix="screening."):
    with context.system("test"):
        return list(Entry.objects.filter(verb__startswith=prefix).order_by("pk").values_list("verb", flat=True))


def note_data(text="Soitettu omistajalle."):
    return {"text": text, "key": str(uuid4())}


def titles(response):
    return [row.title for row in response.context["rows"]]
