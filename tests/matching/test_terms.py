"""Text becomes lemmas in the worker; words that say nothing here are left out."""

import pytest

from mint.isolation import context
from mint.matching.models import Need
from mint.matching.terms import MOST_TERMS, terms_of
from tests.factories import ChallengeFactory
from tests.rows.matching import make_need


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Etsimme yritystä, joka kerää järviruokoa rannoilta.", "fi", ["kerätä", "järviruoko", "ranta"]),
        ("Ruoko ruokoa RUOKO, ruokoon.", "fi", ["ruoko"]),
        ("", "fi", []),
        ("\0 1234 … ###", "fi", []),
    ],
)
def test_terms_are_lemmas_each_once_in_the_order_of_the_text(text, language, found):
    assert terms_of(text, language) == found


@pytest.mark.attack(41)
def test_a_megabyte_of_text_gives_a_bounded_number_of_terms():
    words = " ".join(f"sana{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}" for n in range(150_000))
    assert len(terms_of(words, "fi")) <= MOST_TERMS


def test_putting_a_need_queues_its_terms_and_a_second_run_changes_nothing(world, acting_as, run_outbox):
    from mint.matching import learning, needs

    with context.system("test"):
        subject = ChallengeFactory(organisation=world.company, state="open")
    with acting_as("owner") as actor:
        need = needs.put(
            "challenges.challenge", subject.pk, organisation_id=world.company.pk, municipality_id=world.place.pk,
            project_id=None, title="Järviruoko kiertoon", path="/fi/haasteet/7-x/", text="Niitetty ruoko jää rannalle.",
            dimensions=["technology"], themes=[], starts_on=None, ends_on=None, actor=actor,
        )  # fmt: skip
    assert need.terms == []
    assert "matching.learn_terms" in run_outbox()
    with context.system("test"):
        need.refresh_from_db()
        assert {"järviruoko", "niittää", "ranta"} <= set(need.terms)
        assert learning.learn(kind="need", pk=need.pk) == 0


def test_a_need_put_twice_is_one_row_and_opens_again_after_a_withdrawal(world, acting_as):
    from mint.matching import needs

    with context.system("test"):
        subject = ChallengeFactory(organisation=world.company, project=world.project, state="open")
        need = make_need(world, subject.pk)
    with acting_as("coordinator") as actor:
        needs.withdraw(need.subject_type, need.subject_id, need.organisation_id)
        assert not Need.objects.get().is_open
        needs.put(
            need.subject_type, need.subject_id, organisation_id=world.company.pk, municipality_id=world.place.pk,
            project_id=world.project.pk, title="Uusi otsikko", path=need.path, text="", dimensions=["content"],
            themes=[], starts_on=None, ends_on=None, actor=actor,
        )  # fmt: skip
        (again,) = Need.objects.all()
    assert (again.pk, again.is_open, again.title, again.version) == (need.pk, True, "Uusi otsikko", need.version + 1)
