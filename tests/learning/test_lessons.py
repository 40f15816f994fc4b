"""Lessons: what worked, what did not and what surprised, written by the owner and found by everybody."""

import re

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from experiments.learning import actions
from experiments.learning.models import Lesson
from experiments.models import Experiment
from mint.isolation import context
from mint.web import MoveError
from tests.rows.experiments import make_experiment
from tests.rows.learning import make_lesson
from tests.rows.matching import TENANT

TYPED = {"kind": "did_not", "text": "Akku loppui pakkasella.", "reason": "season", "themes": ["energy"]}


@pytest.fixture
def tried(world):
    def made(state="decided", **columns):
        with context.system("test"):
            return make_experiment(world, state, **columns)

    return made


def address(name, experiment, *more, who="owner"):
    return reverse(f"learning:{name}", args=[TENANT.get(who, "company"), experiment.pk, *more])


def lessons(experiment):
    with context.system("test"):
        rows = Lesson.objects.filter(experiment=experiment).order_by("pk")
        return list(rows.values_list("kind", "text", "reason", "themes"))


def shown(log_in, query="", who="anonymous"):
    response = log_in(who).get(f"{reverse('learning:list')}{query}")
    return [lesson.text for lesson in response.context["page"]]


def test_the_owner_writes_a_lesson_down(tried, log_in):
    experiment = tried()
    assert log_in("owner").post(address("lessons", experiment), TYPED).status_code == 302
    assert log_in("owner").post(address("lessons", experiment), TYPED).status_code == 302
    assert lessons(experiment) == [("did_not", "Akku loppui pakkasella.", "season", ["energy"])]


@pytest.mark.parametrize("wrong", [{"reason": ""}, {"text": ""}, {"kind": "bad"}, {"themes": ["nothing"]}])
def test_half_a_lesson_is_refused(wrong, tried, log_in):
    experiment = tried()
    response = log_in("owner").post(address("lessons", experiment), {**TYPED, **wrong})
    assert (response.status_code, lessons(experiment)) == (422, [])


def test_only_what_did_not_work_has_a_reason(tried, log_in):
    experiment = tried()
    log_in("owner").post(address("lessons", experiment), {**TYPED, "kind": "worked"})
    assert [reason for _kind, _text, reason, _themes in lessons(experiment)] == [""]


def test_lessons_of_the_evaluation_are_the_text_of_the_result(tried, acting_as):
    experiment = tried("evaluating", learnings="")
    with acting_as("owner") as actor:
        first = actions.add(experiment, actor=actor, kind="worked", text="Yksi.")
        actions.add(experiment, actor=actor, kind="surprised", text="Kaksi.")
        text = Experiment.objects.get(pk=experiment.pk).learnings
        actions.remove(first, actor=actor)
        after = Experiment.objects.get(pk=experiment.pk).learnings
    assert (text, after) == ("Yksi.\nKaksi.", "Kaksi.")


def test_what_somebody_has_written_otherwise_stays(tried, acting_as):
    experiment = tried("evaluating", learnings="Omin sanoin.")
    with acting_as("owner") as actor:
        actions.add(experiment, actor=actor, kind="worked", text="Yksi.")
    with context.system("test"):
        assert Experiment.objects.get(pk=experiment.pk).learnings == "Omin sanoin."


@pytest.mark.parametrize("state", ["planning", "running"])
def test_nothing_is_learned_before_it_has_ended(state, tried, acting_as):
    experiment = tried(state)
    with acting_as("owner") as actor, pytest.raises(MoveError):
        actions.add(experiment, actor=actor, kind="worked", text="Jo nyt.")
    with acting_as("owner"), pytest.raises(DatabaseError), transaction.atomic():
        make_lesson(experiment)


def test_twenty_lessons_are_enough(tried, acting_as):
    experiment = tried()
    with context.system("test"):
        for number in range(20):
            make_lesson(experiment, text=f"Oppi {number}")
    with acting_as("owner") as actor, pytest.raises(MoveError):
        actions.add(experiment, actor=actor, kind="worked", text="Vielä yksi.")


def test_a_lesson_is_taken_away(tried, log_in):
    experiment = tried()
    with context.system("test"):
        lesson = make_lesson(experiment)
    assert log_in("owner").post(address("remove", experiment, lesson.pk)).status_code == 302
    assert lessons(experiment) == []


@pytest.mark.parametrize("who", ["partner", "coordinator", "curator", "viewer"])
def test_others_write_none_whatever_their_client_sends(who, tried, log_in, acting_as):
    experiment = tried()
    assert log_in(who).post(address("lessons", experiment, who=who), TYPED).status_code == 403
    with acting_as(who), pytest.raises(DatabaseError), transaction.atomic():
        make_lesson(experiment)
    assert lessons(experiment) == []


def test_before_the_decision_only_those_inside_read_them(tried, log_in):
    experiment = tried("evaluating")
    with context.system("test"):
        make_lesson(experiment, text="Salassa vielä")
    pages = [
        log_in("anonymous").get(experiment.get_absolute_url()),
        log_in("stranger").get(experiment.get_absolute_url()),
        log_in("coordinator").get(reverse("experiments:manage", args=["municipality", experiment.pk])),
    ]
    assert ["Salassa vielä" in page.content.decode() for page in pages] == [False, False, True]
    assert shown(log_in) == []


def test_the_public_list_filters_by_kind_reason_and_theme(tried, log_in):
    one, hidden = tried(), tried(publication="none")
    with context.system("test"):
        make_lesson(one, "worked", text="Toimi", themes=["energy"])
        make_lesson(one, text="Ei toiminut", themes=["forest"])
        make_lesson(one, "surprised", text="Yllätti")
        make_lesson(hidden, text="Ei julki")
    assert shown(log_in) == ["Yllätti", "Ei toiminut", "Toimi"]
    assert shown(log_in, "?laji=did_not") == ["Ei toiminut"]
    assert shown(log_in, "?syy=season") == ["Ei toiminut"]
    assert shown(log_in, "?teema=energy&teema=forest") == ["Ei toiminut", "Toimi"]
    assert shown(log_in, "?laji=nonsense") == ["Yllätti", "Ei toiminut", "Toimi"]


def test_the_list_is_paged_by_key_and_costs_the_same(tried, log_in, django_assert_max_num_queries):
    one = tried()
    with context.system("test"):
        for number in range(30):
            make_lesson(one, "worked", text=f"Oppi {number}")
    with django_assert_max_num_queries(4):
        response = log_in("anonymous").get(reverse("learning:list"))
    assert (len(response.context["page"]), bool(response.context["page"].next_url)) == (25, True)


def test_the_experiments_page_shows_every_kind_beside_its_text(tried, log_in):
    experiment = tried(learnings="Oma tiivistys.")
    with context.system("test"):
        make_lesson(experiment, "worked", text="Toimi")
        make_lesson(experiment, text="Ei toiminut")
    html = log_in("anonymous").get(experiment.get_absolute_url()).content.decode()
    assert all(words in html for words in ("Oma tiivistys.", "Toimi", "Ei toiminut", "Vuodenaika"))


def test_the_reason_and_the_themes_of_a_lesson_are_told_apart(tried, log_in):
    experiment = tried()
    with context.system("test"):
        make_lesson(experiment, text="Ei toiminut", themes=["energy", "forest"])
    html = log_in("anonymous").get(experiment.get_absolute_url()).content.decode()
    (said,) = re.findall(r"Ei toiminut<br><small[^>]*>([^<]*)</small>", html)
    assert said.count(" · ") == 2


def test_a_text_that_is_the_lessons_is_not_said_twice(tried, log_in):
    experiment = tried(learnings="Toimi hyvin. Akku ei.")
    with context.system("test"):
        make_lesson(experiment, "worked", text="Toimi hyvin.")
        make_lesson(experiment, text="Akku ei.")
    html = log_in("anonymous").get(experiment.get_absolute_url()).content.decode()
    assert html.count("Toimi hyvin.") == 1


def test_a_lesson_is_found_by_search(tried, log_in):
    experiment = tried()
    with context.system("test"):
        make_lesson(experiment, text="Kuparikaapeli katkesi routaan.")
    html = log_in("anonymous").get(reverse("search:everywhere"), {"q": "kuparikaapeli"}).content.decode()
    assert "#oppi-" in html


def test_home_shows_one_lesson_of_each_kind(tried, log_in):
    experiment = tried()
    with context.system("test"):
        for kind in ("worked", "worked", "did_not", "surprised"):
            make_lesson(experiment, kind, text=f"Oppi {kind}")
    response = log_in("anonymous").get(reverse("pages:home"))
    shown = [(lesson.kind, lesson.icon) for lesson in response.context["lessons"]]
    assert shown == [("did_not", "x"), ("surprised", "lightbulb"), ("worked", "check")]
