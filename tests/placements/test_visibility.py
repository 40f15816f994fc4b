"""Who sees placements, applications, files, confirmations and supervisors: the queryset and the policies agree."""

import pytest
from django.core.files.base import ContentFile
from django.db import Error, connection, transaction

from mint.isolation import context
from placements.models import Application, ApplicationAttachment, Confirmation, Placement, Supervisor
from placements.states import PUBLIC, ApplicationState, State
from tests.world import EVERYBODY

HOST = {"owner", "editor", "viewer"}
WRITERS = {"owner", "editor"}
CURATING = {"coordinator", "curator", "manager"}
UNSENT = {State.DRAFT, State.CANCELLED}


def _same(model, actor):
    by_policy = set(model.objects.values_list("pk", flat=True))
    assert by_policy == set(model.objects.visible_to(actor).values_list("pk", flat=True))
    return bool(by_policy)


@pytest.mark.parametrize("state", State.values)
def test_a_placement_is_seen_alike_by_queryset_and_policy(state, make_placement, acting_as):
    make_placement(state)
    for who in EVERYBODY:
        with acting_as(who) as actor:
            seen = _same(Placement, actor)
        expected = state in PUBLIC or who in HOST or (state not in UNSENT and who in CURATING)
        assert (who, seen) == (who, expected)


@pytest.mark.parametrize("state", ApplicationState.values)
def test_an_application_is_seen_by_its_three_sides(state, make_placement, make_application, acting_as):
    application = make_application(make_placement(), state)
    with context.system("test"):
        ApplicationAttachment.objects.create(
            application=application, file=ContentFile(b"%PDF-", "cv"), name="cv.pdf", content_type="x", size=5
        )
        Confirmation.objects.create(
            organisation=application.organisation, application=application, party="host", terms_hash="x"
        )
    for who in EVERYBODY:
        with acting_as(who) as actor:
            seen = [_same(model, actor) for model in (Application, ApplicationAttachment, Confirmation)]
        expected = who == "student" or (state != "draft" and who in WRITERS | {"curator"})
        assert (who, seen) == (who, [expected] * 3)


@pytest.mark.parametrize("state", ApplicationState.values)
def test_the_supervisor_is_told_to_the_chosen_only(state, make_placement, make_application, acting_as):
    make_application(make_placement(), state)
    for who in EVERYBODY:
        with acting_as(who) as actor:
            seen = _same(Supervisor, actor)
        chosen = state in {"chosen", "accepted"} and who in {"student", "curator"}
        assert (who, seen) == (who, who in HOST or chosen)


def test_an_applicant_still_sees_a_placement_that_was_cancelled(make_placement, make_application, acting_as):
    placement = make_placement("cancelled")
    make_application(placement, "not_chosen")
    with acting_as("student") as actor:
        assert _same(Placement, actor)


def test_a_student_sees_neither_drafts_nor_other_applications(make_placement, make_application, acting_as, log_in):
    placement = make_placement()
    other = make_application(placement, who="outsider")
    make_placement("draft")
    with acting_as("student") as actor:
        assert set(Placement.objects.visible_to(actor)) == {placement}
        assert not Application.objects.exists()
    response = log_in("student").get(f"/fi/t/university/paikat/hakemukset/{other.pk}/")
    assert response.status_code == 404


def test_the_page_hides_the_contacts_until_the_choice(make_placement, make_application, log_in):
    placement = make_placement()
    url = placement.get_absolute_url()
    for who in ("anonymous", "stranger", "student", "coordinator"):
        assert b"ohjaaja@example.test" not in log_in(who).get(url).content
    make_application(placement, "chosen")
    assert b"ohjaaja@example.test" in log_in("student").get(url).content


@pytest.mark.parametrize("who", ["partner", "stranger", "coordinator", "curator", "teacher", "student"])
def test_the_database_refuses_writes_of_others(who, make_placement, make_application, acting_as, world):
    placement = make_placement("running")
    application = make_application(placement, "accepted", who="outsider")
    with acting_as(who):
        for rows, value in (
            (Supervisor.objects.filter(placement=placement), {"name": "Toinen"}),
            (Application.objects.filter(pk=application.pk, school=None), {"report": "Väärä"}),
        ):
            assert rows.update(**value) == 0
        with pytest.raises(Error), transaction.atomic():
            Application.objects.create(
                organisation=placement.organisation, placement=placement, applicant=world.people["owner"]
            )
        with pytest.raises(Error), transaction.atomic():
            Confirmation.objects.create(
                organisation=placement.organisation, application=application, party="host", terms_hash="x",
                confirmed_by=world.people[who],
            )  # fmt: skip


def test_an_application_names_only_ones_own_school(make_placement, acting_as, world):
    placement = make_placement()
    with acting_as("student"), pytest.raises(Error), transaction.atomic():
        Application.objects.create(
            organisation=placement.organisation,
            placement=placement,
            applicant=world.people["student"],
            school=world.other_university,
        )


@pytest.mark.parametrize("state", [state for state in ApplicationState.values if state != "draft"])
def test_a_school_writes_only_on_those_who_got_the_place(state, make_placement, make_application, acting_as):
    application = make_application(make_placement(), state)
    with acting_as("curator"):
        assert Application.objects.filter(pk=application.pk).exists()
        changed = Application.objects.filter(pk=application.pk).update(credits_confirmed=5)
    assert changed == (state == "accepted")


def test_a_school_does_not_choose(make_placement, make_application, acting_as):
    application = make_application(make_placement(), "accepted")
    with acting_as("curator"), pytest.raises(Error, match="row-level security"), transaction.atomic():
        Application.objects.filter(pk=application.pk).update(state="declined")


@pytest.mark.parametrize("state", State.values)
def test_the_count_of_applications_is_told_to_who_sees_the_place(state, make_placement, make_application, acting_as):
    placement = make_placement(state)
    make_application(placement, who="outsider")
    for who in EVERYBODY:
        with acting_as(who), connection.cursor() as cursor:
            seen = Placement.objects.filter(pk=placement.pk).exists()
            cursor.execute("SELECT mint.applications_to(%s)", [placement.pk])
            assert (who, cursor.fetchone()[0]) == (who, int(seen))
