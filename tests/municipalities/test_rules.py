"""Who sees, writes, publishes and takes back an attraction factor."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, transaction

from mint import clock
from mint.audit.models import Entry
from mint.isolation import context
from mint.notifications.models import Notification
from mint.web import MoveError
from municipalities import actions, workflow
from municipalities.models import AttractionFactor
from municipalities.states import State
from tests.world import EVERYBODY

OWN = {"coordinator", "clerk"}


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("state", State.values)
def test_the_database_and_the_queryset_show_the_same(who, state, make_factor, acting_as):
    make_factor(state)
    with acting_as(who) as actor:
        by_policy = set(AttractionFactor.objects.values_list("pk", flat=True))
        by_rule = set(AttractionFactor.objects.visible_to(actor).values_list("pk", flat=True))
    assert by_policy == by_rule
    assert bool(by_policy) == (state == State.PUBLISHED or who in OWN)


@pytest.mark.parametrize(
    ("who", "status", "state"),
    [
        ("anonymous", 302, State.DRAFT),
        ("outsider", 404, State.DRAFT),
        ("stranger", 404, State.DRAFT),
        ("curator", 404, State.DRAFT),
        ("other_coordinator", 404, State.DRAFT),
        ("clerk", 403, State.DRAFT),
        ("coordinator", 303, State.PUBLISHED),
    ],
)
def test_only_the_municipality_publishes(who, status, state, make_factor, log_in):
    factor = make_factor()
    response = log_in(who).post(f"/fi/t/municipality/vetovoima/{factor.pk}/published/")
    with context.system("test"):
        factor.refresh_from_db()
        entries = Entry.objects.filter(verb="factor.published").count()
    assert (response.status_code, factor.state, entries) == (status, state, int(state == State.PUBLISHED))


def test_publishing_checks_the_facts_and_tells_the_curators(make_factor, log_in, world, run_outbox):
    factor = make_factor()
    log_in("coordinator").post(f"/fi/t/municipality/vetovoima/{factor.pk}/published/")
    with clock.set_to(clock.now() + timedelta(minutes=11)):
        run_outbox()
    with context.system("test"):
        factor.refresh_from_db()
        told = list(Notification.objects.values_list("user__email", "kind"))
    assert factor.checked_on == clock.today()
    assert factor.next_check_on == clock.today() + timedelta(days=365)
    assert told == [("curator@example.test", "factor_published")]


def test_an_unfinished_factor_is_not_published(make_factor, log_in):
    factor = make_factor(source="", target=None)
    response = log_in("coordinator").post(f"/fi/t/municipality/vetovoima/{factor.pk}/published/")
    with context.system("test"):
        factor.refresh_from_db()
    assert (response.status_code, factor.state) == (409, State.DRAFT)


def test_publishing_is_taken_back_within_ten_minutes_and_nobody_is_told(make_factor, log_in, run_outbox):
    factor = make_factor()
    browser = log_in("coordinator")
    browser.post(f"/fi/t/municipality/vetovoima/{factor.pk}/published/")
    response = browser.post(f"/fi/t/municipality/vetovoima/{factor.pk}/kumoa/")
    with clock.set_to(clock.now() + timedelta(minutes=11)):
        run_outbox()
        too_late = browser.post(f"/fi/t/municipality/vetovoima/{factor.pk}/kumoa/")
    with context.system("test"):
        factor.refresh_from_db()
        assert not Notification.objects.exists()
    assert (response.status_code, too_late.status_code, factor.state) == (303, 409, State.DRAFT)


def test_checking_notes_the_day_and_the_newer_value(make_factor, acting_as):
    long_ago = clock.today() - timedelta(days=500)
    factor = make_factor("published", checked_on=long_ago, next_check_on=long_ago + timedelta(days=1))
    assert factor.is_stale
    with acting_as("coordinator") as actor:
        factor = actions.check_factor(factor, actor=actor, value=12)
    assert (factor.is_stale, factor.value, factor.value_on) == (False, 12, clock.today())


def test_a_viewer_neither_changes_nor_checks(make_factor, acting_as):
    factor = make_factor("published")
    with acting_as("clerk") as actor:
        with pytest.raises(PermissionDenied):
            actions.check_factor(factor, actor=actor)
        with pytest.raises(PermissionDenied):
            actions.create_factor(actor=actor, once=factor.once, name="x", category="work")


def test_the_database_refuses_another_municipality(make_factor, acting_as, world):
    factor = make_factor("published")
    with acting_as("other_coordinator"):
        assert AttractionFactor.objects.filter(pk=factor.pk).update(name="Varastettu") == 0
        with pytest.raises(ProgrammingError), transaction.atomic():
            AttractionFactor.objects.create(
                organisation=world.other_municipality, municipality=world.place, category="work", name="Väärä paikka"
            )


def test_a_stale_form_changes_nothing(make_factor, acting_as):
    factor = make_factor()
    with acting_as("coordinator") as actor, pytest.raises(MoveError):
        actions.change_factor(factor, actor=actor, version=factor.version + 1, name="Toinen")
    with context.system("test"):
        factor.refresh_from_db()
    assert factor.name == "Etätyöpiste"


def test_a_published_factor_stays_complete(make_factor, acting_as):
    factor = make_factor("published")
    with acting_as("coordinator") as actor, pytest.raises(MoveError):
        actions.change_factor(factor, actor=actor, version=factor.version, source="")


def test_a_published_factor_keeps_a_day_to_be_checked_on(make_factor, acting_as):
    factor = make_factor("published")
    with acting_as("coordinator") as actor:
        changed = actions.change_factor(factor, actor=actor, version=factor.version, next_check_on=None)
    assert changed.next_check_on == clock.today() + timedelta(days=365)


def test_an_archived_factor_stays_complete(make_factor, acting_as):
    factor = make_factor("archived")
    with acting_as("coordinator") as actor, pytest.raises(MoveError):
        actions.change_factor(factor, actor=actor, version=factor.version, indicator="")


def test_every_move_has_its_function():
    assert set(workflow.RUN) == {move.name for move in workflow.MOVES if not move.undo_of}
