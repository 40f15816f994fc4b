"""A challenge of the company that is talked about: the partner is a party, the evaluator has the case for a month."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission

from challenges.models import EVALUATE, ChallengeGrant
from mint import clock
from mint.discussion import actions
from mint.discussion.models import Comment
from mint.isolation import context
from mint.matching.states import State as MatchState
from tests.factories import ChallengeFactory, UserFactory
from tests.rows.matching import make_match, make_need


@pytest.fixture
def world(world):
    """The cast, and the evaluator, who belongs to no organisation."""
    with context.system("test"):
        world.people["evaluator"] = UserFactory(email="evaluator@example.test", name="Evaluator")
    return world


@pytest.fixture
def talked(world):
    """The challenge, open."""
    with context.system("test"):
        return _challenge(world, "open")


@pytest.fixture
def reviewed(world):
    """The same in review: nothing about it is public."""
    with context.system("test"):
        return _challenge(world, "in_review")


def _challenge(world, state):
    row = ChallengeFactory(
        organisation=world.company, project=world.project, state=state, author=world.people["editor"], title="Ruoko"
    )
    need = make_need(world, row.pk)
    make_match(need, world.partner, state=MatchState.MUTUAL)
    make_match(need, world.other_company, state=MatchState.INTEREST)
    ChallengeGrant.objects.create(
        permission=Permission.objects.get(codename=EVALUATE, content_type__app_label="challenges"),
        content_object=row, user=world.people["evaluator"], organisation=world.company, municipality=world.place,
        expires_at=clock.now() + timedelta(days=30),
    )  # fmt: skip
    return row


@pytest.fixture
def comment_on():
    """A row as it would be written, by nobody's rule."""

    def make(subject, audience, **values):
        with context.system("test"):
            fields = {
                "subject_type": subject._meta.label_lower, "subject_id": subject.pk, "text": f"Sana {audience}",
                "organisation_id": subject.organisation_id, "municipality_id": subject.municipality_id,
                "project_id": subject.project_id, "acting_for_id": subject.organisation_id, "author": subject.author,
            }  # fmt: skip
            return Comment.objects.create(audience=audience, **{**fields, **values})

    return make


@pytest.fixture
def say(acting_as):
    """Write as somebody of the cast does."""

    def write(who, subject, audience="team", text="Sana", **values):
        with acting_as(who) as actor:
            return actions.write(
                subject, actor=actor, audience=audience, text=text, language="fi", key=uuid4(), **values
            )

    return write
