"""The database repeats who answers for a text, and until when."""

from contextlib import nullcontext
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from challenges.behalf.models import OnBehalf
from mint import clock
from mint.isolation import context
from mint.links.actions import holding
from mint.sealing import hashed
from tests.factories import ChallengeFactory

LATER = timedelta(days=400)
CHANGES = [
    {"data": {"title": "Muu"}}, {"state": "confirmed"}, {"company_name": "Muu"}, {"contact_email": "muu@muu.example"},
    {"contact_name": "Muu"}, {"language": "sv"}, {"form_key": uuid4()}, {"expires_at": clock.now() + LATER},
    {"state": "draft", "token_hash": "", "contact_email": "muu@muu.example"},
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_the_database_repeats_it(change, sent, acting_as):
    with acting_as("coordinator"), pytest.raises(DatabaseError), transaction.atomic():
        OnBehalf.objects.filter(pk=sent[0].pk).update(**change)


def answered(row, key, **change):
    """How many rows the database lets the holder of the link change; None: it refuses."""
    try:
        with transaction.atomic(), holding(hashed("behalf", key)):
            return OnBehalf.objects.filter(pk=row.pk).update(**change)
    except DatabaseError:
        return None


DECLINED = {"state": "declined", "answer": "Ei näin."}


@pytest.mark.parametrize(("who", "changed"), [("anonymous", 1), ("viewer", 1), ("coordinator", None)])
def test_the_database_lets_the_holder_decline_but_not_the_side_that_wrote(who, changed, sent, acting_as):
    with acting_as(who):
        assert answered(*sent, **DECLINED, answered_at=clock.now()) == changed


def test_the_database_lets_nobody_answer_by_a_link_that_has_expired(sent, acting_as):
    row, key = sent
    with context.system("test"):
        OnBehalf.objects.filter(pk=row.pk).update(
            token_hash=hashed("behalf", "another"), expires_at=clock.now() - timedelta(minutes=1)
        )
    with acting_as("viewer"):
        assert answered(row, "another", **DECLINED, answered_at=clock.now()) is None
        assert answered(row, key, **DECLINED, answered_at=clock.now()) == 0


@pytest.mark.parametrize(("state", "days", "refused"), [
    ("waiting", 1, False), ("waiting", -1, True), ("declined", 1, True), ("draft", None, True),
])  # fmt: skip
def test_only_what_waits_under_a_link_that_works_is_confirmed(state, days, refused, world):
    end = clock.now() + timedelta(days=days) if days else None
    more = {"token_hash": "x" * 64, "sent_at": clock.now(), "expires_at": end} if end else {}
    if state == "declined":
        more |= {"answer": "Ei näin.", "answered_at": clock.now()}
    with context.system("test"):
        row = OnBehalf.objects.create(
            organisation=world.municipality, municipality=world.place, author=world.people["coordinator"],
            company=world.company, company_name="Yritys", contact_email="x@example.test", state=state, **more,
        )  # fmt: skip
        change = {
            "state": "confirmed", "challenge": ChallengeFactory(organisation=world.company, state="draft"), "contact_email": "",
            "answered_by": world.people["editor"], "answered_at": clock.now(),
        }  # fmt: skip
        with pytest.raises(DatabaseError) if refused else nullcontext(), transaction.atomic():
            OnBehalf.objects.filter(pk=row.pk).update(**change)
        assert OnBehalf.objects.get(pk=row.pk).state == (state if refused else "confirmed")
