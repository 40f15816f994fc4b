"""What a gate asks: ticks, approvals in turn, documents, by link without an account; the author approves nothing."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from experiments.models import Experiment
from experiments.plan import snapshot
from experiments.staging import signing
from experiments.staging.models import Document, SignOff
from experiments.staging.placing import standing_of, step_ahead
from experiments.staging.reading import facts_of
from experiments.states import Kind, Rights
from mint import clock
from mint.isolation import context
from mint.outbox.models import Mail
from mint.web import MoveError
from tests.rows.matching import TENANT
from tests.rows.staging import guard, make_sign_off
from tests.staging.conftest import fresh, verbs
from tests.uploads import pdf

LINES = [
    guard("checklist", key="rivi"),
    guard("approval", "coordinator", key="kunta", order=1),
    guard("approval", "curator", key="kuraattori", order=1),
    guard("approval", "outside", key="ulko", order=2),
    guard("document", key="paperi"),
    guard("measurements", key="mitat", count=2),
    guard("date", "ends_on", key="loppu"),
    guard("field", "guardrail", "note", key="raja"),
]


@pytest.fixture
def experiment(template, standing):
    return standing("running", template(half=LINES))


def gate(name, experiment, *more, who):
    return reverse(f"staging:{name}", args=[TENANT[who], experiment.pk, *more])


def undone(experiment, acting_as, who="editor"):
    with acting_as(who):
        return [check.key for check in step_ahead(fresh(experiment)).checks if not check.done]


def test_each_line_is_done_where_it_is_done(experiment, acting_as, log_in):
    assert undone(experiment, acting_as) == ["rivi", "kunta", "kuraattori", "ulko", "paperi", "mitat", "raja"]
    editor = log_in("editor")
    assert editor.post(gate("tick", experiment, "rivi", who="editor"), {"on": "1"}).status_code == 302
    for who, key in (("coordinator", "kunta"), ("curator", "kuraattori")):
        assert log_in(who).post(gate("sign", experiment, key, who=who), {"answer": "yes"}).status_code == 302
    assert undone(experiment, acting_as) == ["ulko", "paperi", "mitat", "raja"]
    assert verbs(experiment) == ["experiment.stage_ticked", "experiment.stage_signed", "experiment.stage_signed"]


def test_a_tick_may_be_taken_away(experiment, acting_as, log_in):
    editor, address = log_in("editor"), gate("tick", experiment, "rivi", who="editor")
    editor.post(address, {"on": "1"})
    editor.post(address, {"on": "1"})
    editor.post(address)
    assert ("rivi" in undone(experiment, acting_as), verbs(experiment)) == (
        True,
        ["experiment.stage_ticked", "experiment.stage_unticked"],
    )


@pytest.mark.parametrize("part", ["author", "writer", "sender"])
def test_who_wrote_the_plan_approves_nothing(part, world, template, standing, acting_as):
    me = world.people["coordinator"]
    columns = {"author": {"author": me}, "writer": {"writer_ids": [me.pk]}, "sender": {"submitted_by": me}}[part]
    columns |= {"approver": world.people["curator"]}
    experiment = standing("running", template(half=LINES), **columns)
    with acting_as("coordinator") as actor:
        with pytest.raises(PermissionDenied), transaction.atomic():
            signing.sign(experiment, key="kunta", actor=actor, is_given=True)
        visit = standing_of(fresh(experiment)).visit
        with pytest.raises(DatabaseError), transaction.atomic():
            SignOff.objects.create(
                organisation_id=experiment.organisation_id, experiment=experiment, visit=visit, guard_key="kunta",
                kind="approval", role="coordinator", by=me, is_given=True, answered_at=clock.now(),
            )  # fmt: skip
    assert verbs(experiment) == []


def test_nobody_signs_for_another(experiment, world, acting_as):
    with acting_as("coordinator"):
        visit = standing_of(fresh(experiment)).visit
        with pytest.raises(DatabaseError), transaction.atomic():
            SignOff.objects.create(
                organisation_id=experiment.organisation_id, experiment=experiment, visit=visit, guard_key="kuraattori",
                kind="approval", role="curator", by=world.people["curator"], is_given=True, answered_at=clock.now(),
            )  # fmt: skip


def test_a_later_turn_waits_for_the_earlier_ones(experiment, acting_as):
    asked = {"name": "Ulla", "email": "ulla@example.test", "language": "fi"}
    with acting_as("editor") as actor, pytest.raises(MoveError), transaction.atomic():
        signing.ask(experiment, key="ulko", actor=actor, **asked)
    with context.system("test"):
        assert SignOff.objects.count() == 0


def test_a_refusal_says_why_and_holds_the_gate(experiment, acting_as, log_in):
    browser, address = log_in("coordinator"), gate("sign", experiment, "kunta", who="coordinator")
    assert browser.post(address, {"answer": "no"}).status_code == 422
    assert browser.post(address, {"answer": "no", "reason": "Lupa puuttuu."}).status_code == 302
    assert ("kunta" in undone(experiment, acting_as), verbs(experiment)) == (True, ["experiment.stage_refused"])
    page = log_in("editor").get(gate("gate", experiment, who="editor")).content.decode()
    assert "Lupa puuttuu." in page
    assert browser.post(address, {"answer": "yes"}).status_code == 302  # when the permit has come
    assert "kunta" not in undone(experiment, acting_as)


def test_one_takes_back_ones_own_approval_and_no_others(experiment, acting_as):
    with acting_as("coordinator") as actor:
        signing.sign(experiment, key="kunta", actor=actor, is_given=True)
    with acting_as("curator") as actor, pytest.raises(PermissionDenied), transaction.atomic():
        signing.take_back(experiment, key="kunta", actor=actor)
    with acting_as("coordinator") as actor:
        signing.take_back(experiment, key="kunta", actor=actor)
    assert "kunta" in undone(experiment, acting_as)


def approved_first(experiment, acting_as):
    for who, key in (("coordinator", "kunta"), ("curator", "kuraattori")):
        with acting_as(who) as actor:
            signing.sign(experiment, key=key, actor=actor, is_given=True)


def test_somebody_from_outside_approves_by_a_link_once_without_an_account(experiment, acting_as, log_in):
    approved_first(experiment, acting_as)
    asked = {"name": "Ulla Ulkoa", "email": "ulla@example.test", "language": "fi"}
    assert log_in("editor").post(gate("ask", experiment, "ulko", who="editor"), asked).status_code == 302
    with context.system("test"):
        mail = Mail.objects.get(kind="experiment_approval_asked")
    address = "/fi/kokeilut/hyvaksynta/" + mail.text.partition("/kokeilut/hyvaksynta/")[2].split()[0]
    visitor = Client()
    page = visitor.get(address)
    assert (page.status_code, experiment.title in page.content.decode()) == (200, True)
    assert visitor.post(address, {"answer": "yes", "reason": "Hyvä."}).status_code == 302
    assert visitor.post(address, {"answer": "no", "reason": "Sittenkään."}).status_code == 409
    with context.system("test"):
        row = SignOff.objects.get(guard_key="ulko")
    assert (row.is_given, row.email, row.reason, "ulko" in undone(experiment, acting_as)) == (True, "", "Hyvä.", False)
    assert verbs(experiment)[-2:] == ["experiment.stage_asked", "experiment.stage_signed"]


def test_what_is_asked_by_a_link_is_read_in_words_and_not_in_keys(experiment, acting_as):
    with context.system("test"):
        Experiment.objects.filter(pk=experiment.pk).update(kind="service_trial", rights="open")
    with acting_as("editor"):
        shown = {"plan": snapshot(fresh(experiment))}
    with translation.override("en"):
        facts = dict(facts_of(shown))
        words = {"Kind of experiment": str(Kind.SERVICE_TRIAL.label), "Rights to the results": str(Rights.OPEN.label)}
    assert {label: facts[label] for label in words} == words


@pytest.mark.parametrize("token", ["wrong", "late"])
def test_a_link_that_does_not_work_shows_and_changes_nothing(token, experiment, acting_as):
    with acting_as("editor"):
        visit = standing_of(fresh(experiment)).visit
    with context.system("test"):
        make_sign_off(visit, "late", expires_at=clock.now())
    address = reverse("staging:answer", args=[token])
    assert (Client().get(address).status_code, Client().post(address, {"answer": "yes"}).status_code) == (404, 404)
    with context.system("test"):
        assert SignOff.objects.get().is_given is None


def test_a_document_is_attached_and_read_by_those_inside(experiment, acting_as, log_in):
    upload = SimpleUploadedFile("lupa.pdf", pdf(), "application/pdf")
    address = gate("attach", experiment, "paperi", who="editor")
    assert log_in("editor").post(address, {"upload": upload}).status_code == 302
    with context.system("test"):
        document = Document.objects.get()
    page = gate("document", experiment, document.pk, who="coordinator")
    answer = log_in("coordinator").get(page)
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")
    assert "paperi" not in undone(experiment, acting_as)
    assert log_in("stranger").get(gate("document", experiment, document.pk, who="stranger")).status_code == 404


def test_what_comes_back_to_a_stage_is_approved_anew(experiment, acting_as):
    from experiments.staging import workflow as staged
    from tests.staging.conftest import here

    approved_first(experiment, acting_as)
    with acting_as("editor") as actor:
        standing = standing_of(fresh(experiment))
        half = standing.further
        staged.move_stage(experiment, origin=standing.stage.pk, to=half.pk, actor=actor, anyway="Kiire.")
        staged.move_stage(experiment, origin=half.pk, to=standing.stage.pk, actor=actor, reason="Palataan.")
    assert here(experiment) == ("running", 1)
    assert {"kunta", "kuraattori"} <= set(undone(experiment, acting_as))


def test_the_gates_page_answers_in_every_language(experiment, log_in):
    for language in ("fi", "sv", "en"):
        address = gate("gate", experiment, who="coordinator").replace("/fi/", f"/{language}/")
        assert log_in("coordinator").get(address).status_code == 200
