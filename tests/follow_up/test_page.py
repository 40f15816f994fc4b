"""The follow-up at work: contacts, an answer heard by telephone, silence seen; in the work queue and on the pages."""

import pytest
from django.urls import reverse

from experiments.follow_up.duties import duties
from experiments.follow_up.models import Contact, Round
from mint import clock
from mint.isolation import context
from tests.follow_up.conftest import answers, steps, verbs
from tests.rows.follow_up import make_asking, make_rounds
from tests.rows.matching import TENANT

PEOPLE = {
    "first_name": "Ulla Ulkoa", "first_email": "ulla@example.test", "first_language": "sv",
    "second_name": "", "second_email": "", "second_language": "fi",
}  # fmt: skip


def address(name, experiment, *more, who="coordinator"):
    return reverse(f"follow_up:{name}", args=[TENANT[who], experiment.pk, *more])


@pytest.fixture
def silent(followed):
    experiment = followed()
    with context.system("test"):
        make_rounds(experiment, step="silent", stepped_at=clock.now())
    return experiment


def waiting(acting_as, who="coordinator"):
    from mint.tenancy.context import load

    with acting_as(who) as actor:
        acting = load(actor.user_id)[1][0]
        return [(duty.title, duty.url) for duty in duties(actor, acting)]


def test_contacts_are_named_and_taken_away(followed, log_in):
    experiment = followed()
    client = log_in("coordinator")
    assert client.post(address("contacts", experiment), PEOPLE).status_code == 302
    with context.system("test"):
        found = list(Contact.objects.values_list("place", "name", "email", "language"))
    assert found == [(1, "Ulla Ulkoa", "ulla@example.test", "sv")]
    client.post(address("contacts", experiment), {})
    with context.system("test"):
        assert Contact.objects.count() == 0
    assert verbs(experiment) == ["follow_up_contacts_named"] * 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"first_email": ""},
        {"second_name": "Toinen"},
        {"second_name": "Sama", "second_email": "ULLA@example.test"},
        {"first_email": "ei osoite"},
    ],
)
def test_half_a_contact_is_refused(wrong, followed, log_in):
    experiment = followed()
    response = log_in("coordinator").post(address("contacts", experiment), {**PEOPLE, **wrong})
    with context.system("test"):
        assert (response.status_code, Contact.objects.count()) == (422, 0)


def test_an_answer_heard_by_telephone_is_written_down(silent, log_in, world):
    values = {"answer": "stopped", "annual_cost": "0", "owned_by": "", "note": "Laite rikkoutui."}
    assert log_in("coordinator").post(address("write_down", silent, 3), values).status_code == 302
    with context.system("test"):
        row = Round.objects.get(experiment=silent, months=3)
    assert (row.step, row.answer, row.recorded_by_id) == ("answered", "stopped", world.people["coordinator"].pk)
    assert log_in("coordinator").post(address("write_down", silent, 3), values).status_code == 409
    assert verbs(silent) == ["follow_up_written_down"]


def test_what_has_not_been_asked_yet_is_not_answered(silent, log_in):
    response = log_in("coordinator").post(address("write_down", silent, 6), {"answer": "adopted"})
    assert (response.status_code, answers(silent)) == (409, ["", "", ""])


def test_silence_waits_in_the_coordinators_queue_until_it_is_seen(silent, acting_as, log_in):
    assert [url.endswith("#kk-3") for _title, url in waiting(acting_as)] == [True]
    assert waiting(acting_as, "other_coordinator") == []
    assert log_in("coordinator").post(address("settle", silent, 3)).status_code == 302
    assert (waiting(acting_as), steps(silent)[0]) == ([], "silent")


def test_a_question_that_reached_nobody_waits_too(followed, acting_as):
    experiment = followed()
    with context.system("test"):
        first, *_rest = make_rounds(experiment, step="second", stepped_at=clock.now())
        make_asking(first, "lost", place=2, bounced_at=clock.now(), email="")
    assert len(waiting(acting_as)) == 1


def test_what_is_still_asked_cannot_be_left(followed, log_in):
    experiment = followed()
    with context.system("test"):
        make_rounds(experiment, step="asked", stepped_at=clock.now())
    assert log_in("coordinator").post(address("settle", experiment, 3)).status_code == 409


def test_the_public_page_says_silence_as_it_is(silent, log_in):
    page = log_in("anonymous").get(silent.get_absolute_url()).content.decode()
    assert "Ei vastausta" in page
    assert "seuranta/" not in page


def test_names_and_notes_of_the_answer_stay_inside(followed, log_in):
    experiment = followed()
    with context.system("test"):
        make_rounds(
            experiment,
            step="answered",
            answer="scaled",
            answered_at=clock.now(),
            owned_by="Tilapalvelu",
            annual_cost=1200,
        )
    inside = log_in("coordinator").get(address("rounds", experiment)).content.decode()
    outside = log_in("anonymous").get(experiment.get_absolute_url()).content.decode()
    assert ("Tilapalvelu" in inside, "Tilapalvelu" in outside, "Käytössä laajemmin" in outside) == (True, False, True)
