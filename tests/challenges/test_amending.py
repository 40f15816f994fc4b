"""What is open changes in the open: a version for each amendment, read word by word, told to who takes part."""

from datetime import timedelta

import pytest
from django.urls import reverse

from challenges.models import Challenge, ChallengeVersion
from challenges.states import State
from challenges.versioning import differences
from mint import clock
from mint.audit.models import Entry
from mint.isolation import context
from mint.matching.models import Need
from mint.outbox.models import Mail
from tests.factories import ChallengeFactory
from tests.rows.matching import make_match, make_need

NOTE = "Täsmensimme tavoitetta."


@pytest.fixture
def challenge(world):
    with context.system("test"):
        return ChallengeFactory(organisation=world.company, project=world.project, state=State.OPEN)


@pytest.fixture
def answered(challenge, world):
    """The partner has shown interest in it, another company in another challenge."""
    with context.system("test"):
        make_match(make_need(world, challenge.pk), world.partner)
        make_match(make_need(world, challenge.pk + 1), world.other_company)
    return challenge


def amend(client, challenge, tenant="company", **changes):
    with context.system("test"):
        row = Challenge.objects.get(pk=challenge.pk)
    typed = {
        "title": row.title, "problem": row.problem, "affected": row.affected, "outcome": row.outcome,
        "needs": row.needs, "themes": row.themes, "measure": row.measure, "note": NOTE, "is_material": "on", "version": row.version,
    }  # fmt: skip
    values = {name: value for name, value in (typed | changes).items() if value is not None}
    return client.post(reverse("challenges:amend", args=[tenant, challenge.pk]), values)


def versions():
    with context.system("test"):
        return list(ChallengeVersion.objects.order_by("pk"))


def kept(challenge):
    with context.system("test"):
        return Challenge.objects.get(pk=challenge.pk)


def page(name, challenge):
    return reverse(f"challenges:{name}", args=[challenge.pk, challenge.slug])


def test_an_amendment_makes_a_version_that_everybody_reads(challenge, log_in):
    assert amend(log_in("editor"), challenge, outcome="Ruoko rehuksi.").status_code == 302
    (version,) = versions()
    assert (version.number, version.before, version.after) == (
        1, {"outcome": "Ruoko kiertoon."}, {"outcome": "Ruoko rehuksi."},
    )  # fmt: skip
    detail = log_in("anonymous").get(challenge.get_absolute_url()).content.decode()
    assert [text in detail for text in ("Ruoko rehuksi.", NOTE, page("changes", challenge))] == [True] * 3
    changes = log_in("anonymous").get(page("changes", challenge)).content.decode()
    assert ("<del>" in changes, "<ins>" in changes, "rehuksi." in changes) == (True, True, True)


def test_what_stays_as_it_was_makes_no_version(challenge, log_in):
    assert amend(log_in("editor"), challenge).status_code == 302
    assert (versions(), kept(challenge).version) == ([], challenge.version)


@pytest.mark.parametrize("changes", [{"ip_terms": "open"}, {"data_terms": "open"}, {"deadline_on": "2027-01-01"}])
def test_what_others_rely_on_is_not_amended(changes, challenge, log_in):
    amend(log_in("editor"), challenge, **changes)
    row = kept(challenge)
    assert (row.ip_terms, row.data_terms, row.deadline_on) == ("solver", "none", challenge.deadline_on)
    assert versions() == []


@pytest.mark.parametrize(
    ("who", "tenant", "status"),
    [
        ("owner", "company", 302),
        ("coordinator", "municipality", 302),
        ("viewer", "company", 403),
        ("curator", "university", 403),
        ("manager", "university", 403),
        ("partner", "partner", 403),
        ("other_coordinator", "other-municipality", 403),
        ("outsider", "company", 404),
        ("anonymous", "company", 302),
    ],
)
def test_the_owner_and_the_coordinator_amend(who, tenant, status, challenge, log_in):
    assert amend(log_in(who), challenge, tenant, title="Uusi otsikko").status_code == status
    amends = status == 302 and who != "anonymous"
    assert (kept(challenge).title, len(versions())) == ("Uusi otsikko" if amends else challenge.title, int(amends))


@pytest.mark.parametrize("state", [State.IN_REVIEW, State.CLOSED, State.SOLVED])
def test_only_what_is_open_is_amended(state, world, log_in):
    with context.system("test"):
        row = ChallengeFactory(organisation=world.company, state=state)
    assert amend(log_in("owner"), row, title="Uusi otsikko").status_code == 409
    assert (kept(row).title, versions()) == (row.title, [])


@pytest.mark.parametrize(
    "changes", [{"note": ""}, {"title": ""}, {"title": "\0"}, {"problem": "a" * 1_000_000}, {"needs": None}]
)
def test_bad_input_is_told_in_words_and_changes_nothing(changes, challenge, log_in):
    assert amend(log_in("owner"), challenge, **changes).status_code == 422
    assert versions() == []


def test_a_stale_amendment_shows_both_versions_and_keeps_the_typed(challenge, log_in):
    response = amend(log_in("owner"), challenge, title="Toinen otsikko", version=99)
    assert (response.status_code, "Toinen otsikko" in response.content.decode()) == (409, True)
    assert versions() == []


def told(run_outbox, kind):
    run_outbox()
    with context.system("test"):
        return set(Mail.objects.filter(kind=kind).values_list("to", flat=True))


@pytest.mark.parametrize(("material", "heard"), [("on", {"partner@example.test"}), (None, set())])
def test_a_material_change_is_told_to_who_takes_part(material, heard, answered, log_in, run_outbox):
    challenge = answered
    amend(log_in("owner"), challenge, title="Uusi otsikko", is_material=material)
    assert told(run_outbox, "challenge_amended") == heard
    with context.system("test"):
        assert Need.objects.get(subject_id=challenge.pk).title == "Uusi otsikko"


def test_more_time_is_told_to_who_takes_part_and_shown_as_a_change(answered, log_in, run_outbox):
    challenge = answered
    later = challenge.deadline_on + timedelta(days=30)
    address = reverse("challenges:extend", args=["company", challenge.pk])
    assert log_in("owner").post(address, {"deadline_on": later.isoformat()}).status_code == 302
    assert told(run_outbox, "challenge_extended") == {"partner@example.test"}
    (version,) = versions()
    assert version.after == {"deadline_on": later.isoformat()}
    assert "Viimeinen hakupäivä" in log_in("anonymous").get(page("changes", challenge)).content.decode()


def test_versions_are_as_visible_as_their_challenge(challenge, log_in):
    amend(log_in("owner"), challenge, title="Uusi otsikko")
    with context.system("test"):
        Challenge.objects.filter(pk=challenge.pk).update(state=State.WITHDRAWN, ended_at=clock.now())
    asked = {who: log_in(who).get(page("changes", kept(challenge))).status_code for who in ("anonymous", "viewer")}
    assert asked == {"anonymous": 404, "viewer": 200}
    with context.system("test"):
        assert Entry.objects.filter(verb="challenge.amended").count() == 1


@pytest.mark.parametrize(
    ("before", "after", "parts"),
    [
        ("yksi kaksi", "yksi kolme", [("", "yksi "), ("del", "kaksi"), ("ins", "kolme")]),
        ("", "uusi", [("ins", "uusi")]),
        ("vanha", "", [("del", "vanha")]),
        ("sama", "sama", [("", "sama")]),
    ],
)
def test_differences_are_told_by_word(before, after, parts):
    assert list(differences(before, after)) == parts
