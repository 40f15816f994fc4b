"""A curator writes templates; what runs stays on its version until it is moved with a reason."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from experiments.staging import actions
from experiments.staging import workflow as staged
from experiments.staging.models import Stage, Template, Version
from experiments.staging.preview import cases_of
from mint.audit.models import Entry
from mint.isolation import context
from mint.web import MoveError, StaleError
from mint.workflow import undoable
from tests.rows.staging import guard
from tests.staging.conftest import here, stage_of, verbs

LINE = guard("field", "guardrail", key="raja")


def page(name, template=None, *more):
    return reverse(f"staging:{name}", args=["university", *([template.pk] if template else []), *more])


@pytest.fixture
def draft(template, log_in):
    """A published template, and its second version in a draft."""
    kept = template()
    assert log_in("curator").post(page("draft", kept)).status_code == 302
    return kept


def written(template, key):
    return {f"{part}_{code}": f"{part} {code} {key}" for part in ("name", "staff") for code in ("fi", "sv", "en")}


def posted(template, stage, **more):
    with context.system("test"):
        revision = Version.objects.get(template=template, published_at=None).version
    forms = {"rivit-TOTAL_FORMS": "1", "rivit-INITIAL_FORMS": "0", "rivit-0-kind": ""}
    return {**written(template, stage.key), "moved_by": "owner", "days": "5", "revision": revision, **forms, **more}


def test_a_curator_makes_a_template_edits_previews_and_publishes_it(world, standing, log_in):
    browser = log_in("curator")
    names = {"name_fi": "Oma", "name_sv": "Egen", "name_en": "Own", "project": ""}
    assert browser.post(page("new"), names).status_code == 302
    with context.system("test"):
        made = Template.objects.get(organisation=world.university)
        assert made.versions.get().is_draft
    running = stage_of(made, "running")
    assert browser.post(page("add", made, running.pk)).status_code == 302
    with context.system("test"):
        added = Stage.objects.get(version__template=made, state="running", position=running.position + 1)
    line = {"rivit-0-kind": "field", "rivit-0-field": "guardrail", "rivit-0-strength": "reason"}
    assert browser.post(page("edit", made, added.pk), posted(made, added, **line)).status_code == 302
    shown = browser.get(page("preview", made))
    revision = shown.context["version"].version
    assert browser.post(page("preview", made), {"note": "Ensimmäinen.", "revision": revision}).status_code == 302
    with context.system("test"):
        version = made.versions.get()
        stage = version.stages.get(pk=added.pk)
    assert (version.is_draft, stage.days, [g["subject"] for g in stage.guards]) == (False, 5, ["guardrail"])
    with context.system("test"):
        told = list(
            Entry.objects.filter(verb__startswith="stage_template.").order_by("id").values_list("verb", flat=True)
        )
    assert told == [f"stage_template.{word}" for word in ("created", "edited", "edited", "published")]


def test_what_runs_stays_on_its_version_until_moved_with_a_reason(template, standing, log_in, acting_as):
    kept = template()
    case = standing("running", kept)
    browser = log_in("curator")
    browser.post(page("draft", kept))
    half = stage_of(kept, "half")
    line = {"rivit-0-kind": "measurements", "rivit-0-count": "5", "rivit-0-strength": "required"}
    assert browser.post(page("edit", kept, half.pk), posted(kept, half, **line)).status_code == 302
    shown = browser.get(page("preview", kept))
    (seen,) = shown.context["cases"]
    assert (seen.experiment.pk, seen.is_moved, seen.asked) == (case.pk, False, ["5 mittausta"])
    browser.post(page("preview", kept), {"note": "Viisi.", "revision": shown.context["version"].version})
    assert (here(case), verbs(case)) == (("running", 1), [])
    address = reverse("staging:change", args=["university", case.pk])
    stage = stage_of(kept, "running", 2)
    assert browser.post(address, {"stage": stage.pk}).status_code == 422
    assert browser.post(address, {"stage": stage.pk, "reason": "Uusi portti on parempi."}).status_code == 303
    assert (here(case), verbs(case)) == (("running", 2), ["experiment.stages_changed"])
    with acting_as("curator") as actor:
        from tests.staging.conftest import fresh

        staged.undo(fresh(case), undoable(fresh(case), staged.MOVES, actor), actor=actor)
    assert here(case) == ("running", 1)


def test_a_case_at_a_stage_that_goes_would_be_at_the_first_of_its_state(template, standing, log_in, acting_as):
    kept = template()
    case = standing("running", kept, "half")
    browser = log_in("curator")
    browser.post(page("draft", kept))
    assert browser.post(page("remove", kept, stage_of(kept, "half").pk)).status_code == 302
    with acting_as("curator") as actor:
        (seen,) = cases_of(Version.objects.get(template=kept, published_at=None), actor)
    assert (seen.experiment.pk, seen.now.key, seen.then.key, seen.is_moved) == (case.pk, "half", "running", True)


def test_the_only_stage_of_a_state_stays(draft, log_in):
    only = stage_of(draft, "approved")
    assert log_in("curator").post(page("remove", draft, only.pk)).status_code == 409
    assert stage_of(draft, "approved").pk == only.pk


def test_a_stage_goes_past_its_neighbours_of_the_same_state_only(draft, log_in):
    browser = log_in("curator")
    half = stage_of(draft, "half")
    assert browser.post(page("shift", draft, half.pk), {"to": "down"}).status_code == 409
    assert browser.post(page("shift", draft, half.pk), {"to": "up"}).status_code == 302
    with context.system("test"):
        keys = list(half.version.stages.filter(state="running").order_by("position").values_list("key", flat=True))
    assert keys == ["half", "running"]


def test_what_a_line_lacks_is_said_beside_it_and_nothing_is_saved(draft, log_in):
    half = stage_of(draft, "half")
    lines = {"rivit-0-kind": "checklist", "rivit-0-text_fi": "Vain suomeksi"}
    answer = log_in("curator").post(page("edit", draft, half.pk), posted(draft, half, **lines))
    assert (answer.status_code, len(answer.context["mistakes"])) == (422, 2)
    assert stage_of(draft, "half").name_fi == half.name_fi


def as_shown(answer):
    """What a browser would send of the page's form as it stands."""
    form, lines = answer.context["form"], answer.context["lines"]
    fields = [*form, *(field for each in (lines.management_form, *lines.forms) for field in each)]
    return {field.html_name: field.value() for field in fields if field.value() is not None}


def test_a_stage_saved_as_it_is_shown_stays_as_it_is(template, log_in):
    asks = [
        guard("checklist"),
        guard("approval", "curator", order=2),
        guard("measurements", count=4),
        guard("date", "ends_on"),
    ]
    kept = template(half=[*asks, guard("document", strength="note"), LINE])
    browser = log_in("curator")
    browser.post(page("draft", kept))
    before = stage_of(kept, "half")
    address = page("edit", kept, before.pk)
    assert browser.post(address, as_shown(browser.get(address))).status_code == 302
    after = stage_of(kept, "half")
    assert (after.guards, after.days, after.name_fi) == (before.guards, before.days, before.name_fi)


def test_two_curators_overwrite_nothing(draft, acting_as):
    with acting_as("curator") as actor:
        version = Version.objects.select_related("template").get(template=draft, published_at=None)
        half = version.stages.get(key="half")
        half.version = version
        actions.edit_stage(half, values={"days": 3}, guards=[], revision=version.version, actor=actor)
        with pytest.raises(StaleError), transaction.atomic():
            actions.edit_stage(half, values={"days": 9}, guards=[], revision=version.version, actor=actor)
        with pytest.raises(StaleError), transaction.atomic():
            actions.publish(version, note="Uusi.", revision=version.version, actor=actor)
    assert stage_of(draft, "half").days == 3


def test_one_university_has_one_template_in_use(template, world, acting_as):
    kept = template()
    names = {"name_fi": "Toinen", "name_sv": "Andra", "name_en": "Other"}
    from uuid import uuid4

    with acting_as("curator") as actor:
        with pytest.raises(MoveError), transaction.atomic():
            actions.create(names=names, project=world.project, key=uuid4(), actor=actor)
        actions.retire(kept, on=True, actor=actor)
        key = uuid4()
        made = actions.create(names=names, project=world.project, key=key, actor=actor)
        assert actions.create(names=names, project=world.project, key=key, actor=actor) == made


@pytest.mark.services
@pytest.mark.parametrize("who", ["stranger", "coordinator", "other_curator", "student"])
def test_the_database_lets_nobody_else_write_a_template(who, draft, world, acting_as):
    with acting_as(who):
        assert Version.objects.filter(published_at=None).count() == 0
        assert Template.objects.filter(pk=draft.pk).update(name_fi="Kaapattu") == 0
        assert Stage.objects.filter(version__template=draft).update(days=1) == 0
    with pytest.raises(DatabaseError), acting_as(who), transaction.atomic():
        Version.objects.create(template=draft, number=9)


@pytest.mark.services
def test_the_rule_and_the_database_show_the_same(draft, standing, world, acting_as):
    from tests.world import EVERYBODY

    standing("running", draft, publication="open")
    standing("planning", draft)
    for who in EVERYBODY:
        if who == "operator":
            continue
        with acting_as(who) as actor:
            for model in (Template, Version, Stage):
                by_rule = set(model.objects.visible_to(actor).values_list("pk", flat=True))
                assert (who, model.__name__, by_rule) == (
                    who,
                    model.__name__,
                    set(model.objects.values_list("pk", flat=True)),
                )
        if who == "anonymous":
            assert by_rule  # of the one that is shown


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_page_answers_in_every_language(language, draft, standing, log_in):
    case = standing("running", draft)
    half = stage_of(draft, "half")
    addresses = [page("templates"), page("new"), page("draft", draft), page("rename", draft), page("preview", draft)]
    addresses += [page("version", draft, 1), page("edit", draft, half.pk), page("board"), page("list")]
    addresses += [reverse("staging:gate", args=["university", case.pk])]
    browser = log_in("curator")
    found = [browser.get(address.replace("/fi/", f"/{language}/")).status_code for address in addresses]
    assert found == [200] * len(addresses)


@pytest.fixture
def behind(draft, standing, log_in, world):
    """Two experiments of the first version, one of them of another project, and a second version in use."""
    rows = [standing("running", draft), standing("planning", draft)]
    with context.system("test"):
        newest = Version.objects.get(template=draft, published_at=None)
    shown = {"note": "Uusi.", "revision": newest.version}
    assert log_in("curator").post(page("preview", draft), shown).status_code == 302
    return draft, rows


def test_several_go_over_to_the_newest_version_with_one_reason(behind, log_in):
    template, rows = behind
    curator, reason = log_in("curator"), "Uusi malli on selvempi."
    assert [here(row)[1] for row in rows] == [1, 1]
    moved = curator.post(page("cases", template), {"chosen": [rows[0].pk], "reason": reason}, follow=True)
    assert [here(row)[1] for row in rows] == [2, 1]
    assert [case.experiment.pk for case in moved.context["cases"]] == [rows[1].pk]
    assert verbs(rows[0])[-1] == "experiment.stages_changed"
    with context.system("test"):
        assert Entry.objects.filter(verb="experiment.stages_changed").get().reason == reason


@pytest.mark.parametrize("sent", [{"reason": "Ilman valintaa."}, {"chosen": ["all"], "reason": "Väärin."}, {}])
def test_without_a_choice_or_a_reason_nobody_goes_over(sent, behind, log_in):
    template, rows = behind
    answer = log_in("curator").post(page("cases", template), sent)
    assert (answer.status_code, [here(row)[1] for row in rows]) == (422, [1, 1])


def test_each_goes_over_by_its_own_right(behind, log_in, monkeypatch):
    """Who curates one of them no more moves the others, and reads which one stayed and why."""
    template, rows = behind
    allowed = staged.can_curate
    monkeypatch.setattr(staged, "can_curate", lambda actor, row: row.pk != rows[1].pk and allowed(actor, row))
    chosen = {"chosen": [row.pk for row in rows], "reason": "Kaikki kerralla."}
    shown = log_in("curator").post(page("cases", template), chosen, follow=True)
    assert [here(row)[1] for row in rows] == [2, 1]
    assert sorted(message.level_tag for message in shown.context["messages"]) == ["success", "warning"]


def test_the_list_of_those_behind_costs_the_same_for_one_and_for_many(behind, standing, log_in):
    template, _rows = behind
    curator, counts = log_in("curator"), []
    for more in (0, 0, 4):
        with context.system("test"):
            first = template.versions.get(number=1)
        for _ in range(more):
            row = standing("running", template)
            with context.system("test"):
                stage = first.stages.get(key="running")
                row.visits.update(version=first, stage=stage)
        with CaptureQueriesContext(connection) as queries:
            assert curator.get(page("cases", template)).status_code == 200
        counts.append(len(queries))
    assert counts[1] == counts[2]  # the first fills the caches
