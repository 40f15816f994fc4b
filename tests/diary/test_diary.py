"""The diary: who writes and reads it, pictures with words and without what the camera said, and what goes away."""

import io
import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse
from PIL import Image

from experiments.diary import actions
from experiments.diary.models import DiaryFile, DiaryNote
from experiments.states import State
from mint import clock
from mint.audit.models import Entry
from mint.files.checks import check
from mint.isolation import context
from mint.web import MoveError
from tests.rows.collaboration import make_note, make_picture
from tests.rows.experiments import make_experiment
from tests.rows.matching import TENANT
from tests.uploads import image, pdf, photograph


@pytest.fixture
def experiment(world):
    with context.system("test"):
        return make_experiment(world, State.RUNNING)


def url(experiment, who="editor", name="notes", *more):
    return reverse(f"diary:{name}", args=[TENANT[who], experiment.pk, *more])


def written(**more):
    return {"noted_on": str(clock.today()), "text": "Anturi kiinnitettiin.", "key": str(uuid.uuid4()), **more}


def file(content, name="kuva.jpg"):
    return SimpleUploadedFile(name, content)


def kept():
    with context.system("test"):
        return list(DiaryFile.objects.order_by("id"))


def notes():
    with context.system("test"):
        return list(DiaryNote.objects.order_by("id").values_list("text", flat=True))


def verbs():
    with context.system("test"):
        rows = Entry.objects.filter(verb__startswith="experiment.diary").order_by("id")
        return [verb.partition("_")[2] for verb in rows.values_list("verb", flat=True)]


@pytest.mark.parametrize("who", ["owner", "editor", "partner", "coordinator", "curator"])
def test_who_carries_it_out_writes_and_all_inside_read(who, experiment, log_in):
    sent = written(text=f"Sen kirjasi {who}.")
    assert log_in(who).post(url(experiment, who), sent).status_code == 302
    for reader in ("viewer", "manager"):
        assert f"Sen kirjasi {who}." in log_in(reader).get(url(experiment, reader)).content.decode()
    assert log_in("stranger").get(url(experiment, "stranger")).status_code == 404
    assert verbs() == ["written"]


def test_a_double_click_writes_one_note(experiment, log_in):
    sent, browser = written(), log_in("editor")
    assert [browser.post(url(experiment), sent).status_code for _ in range(2)] == [302, 302]
    assert len(notes()) == 1


def test_a_picture_is_kept_upright_small_and_without_what_the_camera_said(experiment, log_in):
    answer = log_in("editor").post(
        url(experiment), written(upload=file(photograph()), alt="Anturi seinällä, oven vieressä.")
    )
    assert answer.status_code == 302
    (picture,) = kept()
    with picture.file.open() as stream, Image.open(io.BytesIO(stream.read())) as opened:
        assert (opened.size, dict(opened.getexif()), opened.info.get("comment")) == ((20, 40), {}, None)
    assert (picture.width, picture.height, picture.alt) == (20, 40, "Anturi seinällä, oven vieressä.")
    page = log_in("viewer").get(url(experiment, "viewer")).content.decode()
    assert 'alt="Anturi seinällä, oven vieressä."' in page
    served = log_in("viewer").get(url(experiment, "viewer", "file", picture.pk))
    assert (served.status_code, served["Cache-Control"]) == (200, "private, no-store")
    served.close()


@pytest.mark.parametrize(("kind", "mode"), [("JPEG", "RGB"), ("PNG", "P"), ("PNG", "I;16"), ("PNG", "RGBA")])
def test_a_large_picture_is_made_smaller(kind, mode, experiment, acting_as):
    sent = io.BytesIO()
    Image.new("L", (3200, 1200), 90).convert(mode).save(sent, kind)
    upload = check(file(sent.getvalue(), "kuva.png" if kind == "PNG" else "kuva.jpg"))
    with acting_as("editor") as actor:
        note = actions.write(experiment, actor=actor, on=clock.today(), text="Iso kuva", form_key=uuid.uuid4())
        picture = actions.attach(
            note, actor=actor, attached=actions.Attached(upload, "Iso kuva pihasta."), form_key=uuid.uuid4()
        )
    assert (picture.width, picture.height, picture.content_type) == (1600, 600, f"image/{kind.lower()}")


@pytest.mark.parametrize("alt", ["", "   "])
def test_a_picture_without_words_is_refused_and_nothing_is_kept(alt, experiment, log_in):
    answer = log_in("editor").post(url(experiment), written(upload=file(image("PNG"), "kuva.png"), alt=alt))
    assert (answer.status_code, notes(), kept()) == (422, [], [])


def test_the_database_asks_for_the_words_too(experiment, world):
    with context.system("test"):
        note = make_note(experiment, world.people["editor"])
        with pytest.raises(DatabaseError, match="diary_picture_has_words"), transaction.atomic():
            make_picture(note, alt="")


def test_another_file_needs_no_words(experiment, log_in):
    browser = log_in("editor")
    browser.post(url(experiment), written(upload=file(pdf(), "muistio.pdf")))
    with context.system("test"):
        note = DiaryNote.objects.get()
    answer = browser.post(url(experiment, "editor", "attach", note.pk), {"upload": file(pdf(), "toinen.pdf")})
    assert (answer.status_code, [each.name for each in kept()]) == (302, ["muistio.pdf", "toinen.pdf"])
    assert verbs() == ["written", "attached"]


@pytest.mark.parametrize("wrong", [{"text": ""}, {"noted_on": "2999-01-01"}, {"noted_on": "eilen"}])
def test_a_note_has_words_and_a_day_that_has_come(wrong, experiment, log_in):
    assert (log_in("editor").post(url(experiment), written(**wrong)).status_code, notes()) == (422, [])


def test_its_author_changes_it_and_the_page_says_so(experiment, log_in, world):
    with context.system("test"):
        note = make_note(experiment, world.people["editor"])
    address = url(experiment, "editor", "note", note.pk)
    yesterday = str(clock.today() - timedelta(days=1))
    assert log_in("editor").post(address, {"noted_on": yesterday, "text": "Toisin."}).status_code == 302
    assert log_in("owner").post(address, {"noted_on": yesterday, "text": "Minun."}).status_code == 403
    with context.system("test"):
        note.refresh_from_db()
    assert (note.text, str(note.noted_on), note.changed_at is not None) == ("Toisin.", yesterday, True)
    assert verbs() == ["changed"]


def test_a_removed_note_takes_its_files_along(experiment, log_in, world, django_capture_on_commit_callbacks):
    with context.system("test"):
        note = make_note(experiment, world.people["editor"])
        picture = make_picture(note)
    storage, name = picture.file.storage, picture.file.name
    assert log_in("partner").post(url(experiment, "partner", "remove", note.pk)).status_code == 403
    with django_capture_on_commit_callbacks(execute=True):
        assert log_in("owner").post(url(experiment, "owner", "remove", note.pk)).status_code == 302
    assert (notes(), kept(), storage.exists(name), verbs()) == ([], [], False, ["removed"])


def test_a_file_is_taken_away_alone(experiment, log_in, world, django_capture_on_commit_callbacks):
    with context.system("test"):
        picture = make_picture(make_note(experiment, world.people["editor"]))
    with django_capture_on_commit_callbacks(execute=True):
        log_in("editor").post(url(experiment, "editor", "detach", picture.pk))
    assert (len(notes()), kept(), picture.file.storage.exists(picture.file.name)) == (1, [], False)


def test_a_picture_that_waits_for_the_virus_check_is_not_shown(experiment, log_in, world):
    with context.system("test"):
        picture = make_picture(make_note(experiment, world.people["editor"]), quarantine="waiting")
    page = log_in("viewer").get(url(experiment, "viewer")).content.decode()
    assert ("<img" in page, "kuva.png" in page) == (False, True)
    assert log_in("viewer").get(url(experiment, "viewer", "file", picture.pk)).status_code == 409


@pytest.mark.parametrize("state", [State.CLOSED, State.CANCELLED])
def test_the_diary_ends_with_the_experiment(state, world, log_in, acting_as):
    with context.system("test"):
        experiment = make_experiment(world, state)
    with acting_as("editor") as actor, pytest.raises(MoveError):
        actions.write(experiment, actor=actor, on=clock.today(), text="Myöhässä", form_key=uuid.uuid4())
    assert 'name="text"' not in log_in("editor").get(url(experiment)).content.decode()


def test_nobody_writes_in_anothers_name(experiment, acting_as, world):
    """The database's own rule."""
    with acting_as("editor"), pytest.raises(DatabaseError), transaction.atomic():
        make_note(experiment, world.people["owner"])
    with acting_as("viewer") as actor, pytest.raises(PermissionDenied):
        actions.write(experiment, actor=actor, on=clock.today(), text="En saa", form_key=uuid.uuid4())
    with acting_as("viewer"), pytest.raises(DatabaseError), transaction.atomic():
        make_note(experiment, world.people["viewer"])
    with context.system("test"):
        note = make_note(experiment, world.people["editor"])
    with acting_as("owner"):
        assert DiaryNote.objects.filter(pk=note.pk).update(text="Toisin") == 0
    with acting_as("stranger"):
        assert not DiaryNote.objects.exists()


def test_the_public_page_says_nothing_of_it(experiment, log_in, world, client):
    with context.system("test"):
        make_note(experiment, world.people["editor"], text="Sisäinen havainto")
    inside = log_in("viewer").get(experiment.get_work_url(TENANT["viewer"])).content.decode()
    outside = client.get(experiment.get_absolute_url(), follow=True).content.decode()
    assert ("Sisäinen havainto" in inside, "Sisäinen havainto" in outside) == (True, False)


def test_many_notes_cost_no_more_than_one(experiment, log_in, world, django_assert_max_num_queries):
    browser = log_in("viewer")
    with context.system("test"):
        for _ in range(12):
            make_picture(make_note(experiment, world.people["editor"]))
    with django_assert_max_num_queries(22):
        browser.get(url(experiment, "viewer"))


def test_a_double_click_attaches_one_file(experiment, world, log_in):
    with context.system("test"):
        note = make_note(experiment, world.people["editor"])
    browser, address, key = log_in("editor"), url(experiment, "editor", "attach", note.pk), str(uuid.uuid4())
    for name in ("a.pdf", "a.pdf"):
        assert browser.post(address, {"upload": file(pdf(), name), "key": key}).status_code == 302
    assert (len(kept()), verbs()) == (1, ["attached"])
    assert 'name="key"' in browser.get(url(experiment, "editor", "note", note.pk)).content.decode()


def test_a_full_diary_says_so_and_keeps_what_was_typed(experiment, world, log_in, settings):
    with context.system("test"):
        note = make_note(experiment, world.people["editor"])
    size = len(pdf())
    settings.DIARY_BYTES = size + 10
    browser, address = log_in("editor"), url(experiment, "editor", "attach", note.pk)
    assert browser.post(address, {"upload": file(pdf(), "a.pdf")}).status_code == 302
    answer = browser.post(address, {"upload": file(pdf(), "b.pdf")})
    assert (answer.status_code, "upload" in answer.context["form"].errors) == (422, True)
    answer = browser.post(url(experiment), written(text="Tämä säilyy.", upload=file(pdf(), "c.pdf")))
    assert (answer.status_code, "Tämä säilyy." in answer.content.decode()) == (422, True)
    assert ([each.name for each in kept()], notes()) == (["a.pdf"], [note.text])
