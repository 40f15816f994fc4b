"""Taking one's data along, and being erased: complete, only one's own, and nothing is left but the ledger."""

import json
import zipfile
from datetime import timedelta
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from challenges.models import Challenge
from mint import clock
from mint.accounts.models import User
from mint.audit.models import Entry
from mint.isolation import context
from mint.outbox.models import Mail
from mint.privacy import downloading, erasing, ledger, retention
from mint.privacy.fields import tables
from mint.privacy.gathering import parts_of, traces_of
from mint.privacy.models import Download, Erasure
from mint.tenancy.models import Membership
from placements.models import Application
from tests.privacy.person import EMAIL, NAME, PHONE, WORD, WORDS, make

DATA, ERASURE = "privacy:data", "privacy:erasure"


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.ERASURE_LEDGER = tmp_path / "ledger" / "erasures.jsonl"
    return tmp_path


@pytest.fixture
def person(world, media):
    with context.system("test"):
        return make(world)


def texts_of_the_database():
    """Every row of every table as text, the ledger's own apart."""
    with context.system("test"), connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")
        names = [name for (name,) in cursor.fetchall()]
        for name in names:
            cursor.execute(f'SELECT to_jsonb(t)::text FROM public."{name}" t')  # noqa: S608 - names of the catalogue
            yield from ((name, text) for (text,) in cursor.fetchall())


def found_in_the_database():
    return {(name, word) for name, text in texts_of_the_database() for word in WORDS if word.lower() in text.lower()}


def found_in_files(folder: Path):
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.name for path in files for word in WORDS if word.encode() in path.read_bytes()}


def erase(person):
    with context.system("privacy.erase_due"):
        erasing.erase(person)


def unpacked(download):
    with download.file.open("rb") as file:
        content = BytesIO(file.read())
    with zipfile.ZipFile(content) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


# --- taking it along ---------------------------------------------------------------------------------------------


def test_the_person_has_a_row_wherever_one_can_have_one(person):
    """Else the tests below would prove nothing of the tables left out."""
    with context.system("test"):
        labels = {part.table.label for part in parts_of(person)}
    assert labels == {label for label, table in tables().items() if table.of}


def test_every_personal_field_appears(person):
    with context.system("test"):
        for part in parts_of(person):
            assert set(part.table.fields_of("personal")) <= set(part.rows[0]), part.table.label


def test_the_package_holds_all_in_both_forms_and_the_persons_files(person, log_in, run_outbox):
    browser = log_in("erased")
    assert browser.post(reverse(DATA)).status_code == 302
    run_outbox()
    with context.system("test"):
        download = Download.objects.filter(user=person).latest("pk")
        files = unpacked(download)
    content = json.loads(files["tiedot.json"])
    for word in WORDS:
        assert (word, word in files["tiedot.json"].decode()) == (word, True)
        assert (word, word in files["tiedot.html"].decode()) == (word, True)
    assert sum(name.startswith("tiedostot/") for name in files) >= 2
    assert [row["motivation"] for row in content["kept"]["placements.Application"]["rows"]] == [f"{WORD} haen"] * 2
    assert "secret" not in files["tiedot.json"].decode()
    page = browser.get(reverse("privacy:package", args=[download.pk]))
    assert (page.status_code, page["Content-Disposition"][:10]) == (200, "attachment")
    page.close()


def test_what_others_wrote_is_not_in_it(person, world):
    with context.system("test"):
        text = downloading.as_json(person, parts_of(person), traces_of(person))
    assert "Yrityksen oma" not in json.dumps(json.loads(text)["done_by_you"], ensure_ascii=False)
    assert "owner@example.test" not in text
    assert world.people["owner"].name not in text


def test_a_claimed_address_that_was_never_proved_opens_nothing(world, media):
    with context.system("test"):
        from allauth.account.models import EmailAddress

        Mail.objects.create(kind="code", to="viewer@example.test", language="fi", subject="x", text="secret")
        EmailAddress.objects.create(user=world.people["outsider"], email="viewer@example.test", verified=False)
        assert "outbox.Mail" not in {part.table.label for part in parts_of(world.people["outsider"])}


@pytest.mark.attack(8)
@pytest.mark.parametrize(("who", "status"), [("anonymous", 302), ("owner", 404), ("operator", 404), ("erased", 200)])
def test_a_package_is_its_persons_own(who, status, person, log_in):
    with context.system("test"):
        pk = Download.objects.get(user=person).pk
    response = log_in(who).get(reverse("privacy:package", args=[pk]))
    assert response.status_code == status
    response.close()


def test_two_clicks_gather_once_and_a_second_run_changes_nothing(world, media, log_in, run_outbox):
    browser = log_in("viewer")
    assert [browser.post(reverse(DATA)).status_code for _ in range(2)] == [302, 302]
    assert browser.get(reverse(DATA)).context["percent"] == 0
    run_outbox()
    with context.system("test"):
        (download,) = Download.objects.all()
        name = download.file.name
        downloading.build(download.pk)
        download.refresh_from_db()
    assert (download.state, download.file.name) == ("ready", name)


def test_a_package_that_fails_again_and_again_says_so(world, media, log_in, run_outbox, monkeypatch):
    monkeypatch.setattr(downloading, "parts_of", lambda _user: 1 / 0)
    log_in("viewer").post(reverse(DATA))
    for _ in range(downloading.ATTEMPTS + 1):
        with context.system("test"):
            pk = Download.objects.get().pk
            try:
                downloading.build(pk)
            except ZeroDivisionError:
                continue
    assert log_in("viewer").get(reverse(DATA)).context["queued"] is None
    with context.system("test"):
        assert Download.objects.get().state == "failed"


def test_a_package_goes_after_a_week(person, log_in):
    with context.system("test"):
        row = Download.objects.get(user=person)
        Download.objects.filter(pk=row.pk).update(expires_at=clock.now())
        assert log_in("erased").get(reverse("privacy:package", args=[row.pk])).status_code == 404
        assert [retention.follow()["downloads"] for _ in range(2)] == [1, 0]
    assert not row.file.storage.exists(row.file.name)


# --- being erased ------------------------------------------------------------------------------------------------


@pytest.mark.attack(45)
def test_after_an_erasure_nothing_is_found_but_the_ledger(person, world, media, log_in, caplog):
    log_in("erased").get(reverse(DATA))
    assert {word for _table, word in found_in_the_database()} == set(WORDS)
    assert found_in_files(media) != set()
    caplog.clear()
    erase(person)
    assert found_in_the_database() == set()
    assert found_in_files(media) == set()
    assert [word for word in WORDS if word in caplog.text] == []
    assert [line.user for line in ledger.read()] == [person.pk]


def test_what_is_the_organisations_stays_without_a_name(person, world):
    erase(person)
    with context.system("test"):
        kept = Challenge.objects.get(title="Yrityksen oma")
        assert (kept.author_id, kept.author.name, kept.author.is_active) == (person.pk, erasing.NAME, False)
        assert Entry.objects.filter(verb="challenge.drafted", actor_id=person.pk).exists()
        assert list(Application.objects.filter(applicant=person).values_list("state", "motivation")) == [
            ("accepted", "")
        ]
        assert not Membership.objects.filter(user=person).exists()


def test_who_is_erased_is_signed_out_and_cannot_come_back(person, log_in):
    browser = log_in("erased")
    assert browser.get(reverse("accounts:profile")).status_code == 200
    erase(person)
    assert browser.get(reverse("accounts:profile")).status_code == 302


def test_a_second_erasure_finds_nothing_to_do(person):
    erase(person)
    before = list(texts_of_the_database())
    with context.system("test"):
        assert erasing.replay() == (0, [])
        erasing.erase_due()
    assert list(texts_of_the_database()) == before


def test_after_a_restore_the_ledger_is_replayed(person):
    """The database is as it was before; the ledger is not in it."""
    with transaction.atomic():
        erase(person)
        transaction.set_rollback(True)
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE mint_app")
    assert found_in_the_database() != set()
    out, wrong = StringIO(), StringIO()
    call_command("replay_erasures", stdout=out, stderr=wrong)
    assert (out.getvalue(), wrong.getvalue()) == ("1 erased again.\n", "")
    assert found_in_the_database() == set()


def test_a_line_of_another_address_erases_nobody(person, world):
    ledger.write(ledger.line_of(User(pk=world.people["owner"].pk, email="somebody@else.test")))
    with ledger.Path(ledger.settings.ERASURE_LEDGER).open("a") as cut:
        cut.write('{"user": 1, "addr')
    with context.system("test"):
        count, strange = erasing.replay()
        assert User.objects.get(pk=world.people["owner"].pk).is_active
    assert (count, [line.user for line in strange]) == (0, [world.people["owner"].pk])


def test_an_earlier_key_still_knows_its_lines(settings, person):
    line, other = ledger.line_of(person), User(pk=person.pk, email=EMAIL)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another-key", [settings.SECRET_KEY]
    assert (line.is_of(person), line.is_of(other)) == (True, False)


def asked(browser, **form):
    return browser.post(reverse(ERASURE), {"understood": "on", **form})


def test_one_asks_waits_and_may_think_again(person, world, log_in, run_outbox):
    browser = log_in("erased")
    assert [asked(browser).status_code for _ in range(2)] == [302, 302]
    with context.system("test"):
        erasure = Erasure.objects.get(user=person)
        assert erasure.due_at >= erasure.created_at + timedelta(days=14)
        assert Mail.objects.filter(kind="erasure_asked", to=EMAIL).count() == 1
        erasing.erase_due()
        assert User.objects.get(pk=person.pk).name == NAME
    assert [browser.post(reverse("privacy:keep")).status_code for _ in range(2)] == [302, 302]
    with context.system("test"):
        assert Entry.objects.filter(verb="account.erasure_cancelled").count() == 1
        Erasure.objects.update(created_at=clock.now() - timedelta(days=30), due_at=clock.now() - timedelta(days=1))
        erasing.erase_due()
        assert User.objects.get(pk=person.pk).phone == PHONE


def test_when_the_time_has_come_the_job_erases_once(person, log_in):
    asked(log_in("erased"))
    with context.system("test"):
        Erasure.objects.update(created_at=clock.now() - timedelta(days=30), due_at=clock.now() - timedelta(days=1))
        erasing.erase_due()
        erasing.erase_due()
        assert Entry.objects.filter(verb="account.erased", subject_id=person.pk).count() == 1
        assert Erasure.objects.get(user=person).done_at is not None
    assert found_in_the_database() == set()


def test_without_saying_that_one_understands_nothing_is_asked(person, log_in):
    assert log_in("erased").post(reverse(ERASURE), {"x": "1"}).status_code == 422
    with context.system("test"):
        assert not Erasure.objects.exists()


def test_the_last_owner_hands_the_organisation_over_first(world, media, log_in):
    assert asked(log_in("owner")).status_code == 409
    assert "Company" in log_in("owner").get(reverse(ERASURE)).content.decode()
    assert asked(log_in("stranger")).status_code == 302  # alone in the company: nobody is left behind
    with context.system("test"):
        assert Erasure.objects.filter(user=world.people["owner"]).count() == 0


def test_the_database_lets_nobody_ask_for_another_or_sooner(acting_as, world):
    now = clock.now()
    with acting_as("owner"):
        for fields in (
            {"user": world.people["viewer"], "due_at": now + timedelta(days=15)},
            {"user": world.people["owner"], "due_at": now + timedelta(days=1)},
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                Erasure.objects.create(created_at=now, **fields)
        own = Erasure.objects.create(user=world.people["owner"], created_at=now, due_at=now + timedelta(days=14))
        with pytest.raises(DatabaseError), transaction.atomic():
            Erasure.objects.filter(pk=own.pk).update(due_at=now)
