"""An erasure that meets trouble: a crash, a second thought, another's row, a ledger cut off. Nobody wrong is touched."""

import os
import time
from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command

from mint import clock
from mint.accounts.models import User
from mint.audit.models import Entry
from mint.isolation import context
from mint.notifications.models import Notification
from mint.outbox.models import Job, Mail
from mint.privacy import erasing, ledger, retention
from mint.privacy.models import Erasure
from tests.factories import UserFactory

PAST = timedelta(days=1)


@pytest.fixture(autouse=True)
def _ledger(settings, tmp_path):
    settings.ERASURE_LEDGER = tmp_path / "ledger" / "erasures.jsonl"


def due(user):
    created = clock.now() - timedelta(days=30)
    return Erasure.objects.create(user=user, created_at=created, due_at=clock.now() - PAST)


def gone(user):
    return not User.objects.get(pk=user.pk).is_active


def fails_for(monkeypatch, person):
    """An app's own part of an erasure goes wrong for one person."""

    def refuse(user):
        if user.pk == person.pk:
            raise RuntimeError

    monkeypatch.setattr(erasing, "_erasers", [*erasing._erasers, refuse])


# --- one person's trouble is nobody else's -------------------------------------------------------------------------


def test_an_erasure_that_fails_does_not_keep_the_next_person_waiting(world, monkeypatch, caplog):
    with context.system("test"):
        first, second = UserFactory(), UserFactory()
        due(first), due(second)
        fails_for(monkeypatch, first)
        erasing.erase_due()
        assert (gone(first), gone(second)) == (False, True)
        assert Erasure.objects.get(user=first).is_waiting
    assert first.email not in caplog.text


def test_an_erasure_that_failed_leaves_no_line_so_that_thinking_again_still_counts(world, monkeypatch):
    with context.system("test"):
        person = UserFactory()
        due(person)
        fails_for(monkeypatch, person)
        erasing.erase_due()
        Erasure.objects.filter(user=person).update(cancelled_at=clock.now())
        monkeypatch.undo()
        assert list(ledger.read()) == []
        assert erasing.replay() == (0, [])
        assert not gone(person)


def test_who_thinks_again_while_the_job_runs_is_kept(world, monkeypatch):
    """The job has read its list; before it comes to this person, the person has taken it back."""
    with context.system("test"):
        first, person = UserFactory(), UserFactory()
        due(first), due(person)

        def meanwhile(_user):
            Erasure.objects.filter(user=person).update(cancelled_at=clock.now())

        monkeypatch.setattr(erasing, "_erasers", [meanwhile])
        erasing.erase_due()
        assert (gone(first), gone(person)) == (True, False)
        assert not Entry.objects.filter(verb="account.erased", subject_id=person.pk).exists()


def test_two_clicks_at_the_same_moment_ask_once(world, acting_as, monkeypatch):
    """Both have looked before either has written: the constraint decides, and nobody sees an error."""
    with acting_as("viewer") as actor:
        person = world.people["viewer"]
        first = erasing.ask(person, actor=actor)
        found = iter([None, first])
        monkeypatch.setattr(erasing, "_waiting_of", lambda _actor: next(found))
        assert erasing.ask(person, actor=actor) == first
    with context.system("test"):
        assert Mail.objects.filter(kind="erasure_asked", to=person.email).count() == 1


# --- the ledger ----------------------------------------------------------------------------------------------------


def test_a_line_cut_off_by_a_crash_does_not_swallow_the_next_one(world, settings):
    with context.system("test"):
        first, second = UserFactory(), UserFactory()
    ledger.write(ledger.line_of(first))
    with settings.ERASURE_LEDGER.open("a") as cut:
        cut.write('{"user": 1, "addr')
    ledger.write(ledger.line_of(second))
    assert [line.user for line in ledger.read()] == [first.pk, second.pk]
    assert ledger.unreadable() == 1


def test_the_operator_is_told_of_lines_that_cannot_be_read(world, settings):
    settings.ERASURE_LEDGER.parent.mkdir()
    settings.ERASURE_LEDGER.write_text('{"user": 1, "addr\n\n')
    out, wrong = StringIO(), StringIO()
    call_command("replay_erasures", stdout=out, stderr=wrong)
    assert (out.getvalue(), wrong.getvalue()) == ("0 erased again.\n", "1 lines of the ledger cannot be read.\n")


def test_who_changed_address_after_the_backup_is_erased_again(world):
    """The restored row has the old address, the line the new one: the account is known by when it was made."""
    with context.system("test"):
        person = UserFactory(email="old@example.test")
        User.objects.filter(pk=person.pk).update(email="new@example.test")
        erasing.erase(person)
        User.objects.filter(pk=person.pk).update(email="old@example.test", is_active=True)
        assert erasing.replay() == (1, [])
        assert gone(person)


def test_another_person_under_a_number_given_again_is_not_erased(world):
    with context.system("test"):
        person = UserFactory()
        ledger.write(ledger.line_of(person))
        User.objects.filter(pk=person.pk).update(
            email="somebody@else.test", created_at=clock.now() - timedelta(days=400)
        )
        count, strange = erasing.replay()
        assert (count, [line.user for line in strange], gone(person)) == (0, [person.pk], False)


def test_a_line_written_before_accounts_were_hashed_is_still_read(world, settings):
    with context.system("test"):
        person = UserFactory()
        line = ledger.line_of(person)
        settings.ERASURE_LEDGER.parent.mkdir()
        settings.ERASURE_LEDGER.write_text(
            f'{{"user": {person.pk}, "address": "{line.address}", "at": "{line.at}", "rules": 1}}\n'
        )
        assert erasing.replay() == (1, [])


# --- what others wrote ---------------------------------------------------------------------------------------------


def test_a_name_with_quotes_is_taken_out_of_json_too(world):
    name = 'Zzmatti "Zzmasa" Meikäläinen'
    with context.system("test"):
        person = UserFactory(name=name)
        Job.objects.create(task="x", arguments={"context": {"asker": name}, "list": [name]}, done_at=clock.now())
        erasing.erase(person)
        arguments = Job.objects.get(task="x").arguments
    assert arguments == {"context": {"asker": "[poistettu]"}, "list": ["[poistettu]"]}


@pytest.mark.parametrize("phone", ["download_id", "palvelu", "Company", "123"])
def test_what_is_no_number_in_the_phones_field_takes_nothing_out_of_others_rows(phone, world):
    """The field takes any text: a word of the trade there must not empty everybody's messages and jobs."""
    text = "Yritys Company kysyy palvelua 123"
    with context.system("test"):
        person = UserFactory(phone=phone)
        Job.objects.create(task="x", arguments={"download_id": 7})
        mail = Mail.objects.create(kind="x", to="o@example.test", language="fi", subject=text, done_at=clock.now())
        told = Notification.objects.create(user=world.people["owner"], source=uuid4(), kind="told", text=text)
        erasing.erase(person)
        told.refresh_from_db()
        assert (told.text, Job.objects.get(task="x").arguments) == (text, {"download_id": 7})
        assert Mail.objects.filter(pk=mail.pk).exists()


def test_a_name_that_others_bear_too_stays_where_others_wrote_it(world):
    """Whoever calls themselves by an organisation's or another person's name would erase those from all messages."""
    with context.system("test"):
        namesake = UserFactory(name="Zzmaija Meikäläinen")
        world.company.name = "Zzlappeen Konepaja Oy"
        world.company.save()
        for name in (namesake.name, "zzlappeen konepaja"):
            text = f"{name} pyytää mukaan"
            told = Notification.objects.create(user=world.people["owner"], source=uuid4(), kind="told", text=text)
            erasing.erase(UserFactory(name=name))
            told.refresh_from_db()
            assert told.text == text


def test_a_name_goes_with_any_ending_and_not_from_within_a_word(world):
    with context.system("test"):
        person = UserFactory(name="Zzaino Niemelä")
        told = Notification.objects.create(
            user=world.people["owner"], source=uuid4(), kind="told", text="Zzaino Niemelän ja Zzzaino Niemelä"
        )
        erasing.erase(person)
        told.refresh_from_db()
    assert told.text == "[poistettu]n ja Zzzaino Niemelä"


# --- files ---------------------------------------------------------------------------------------------------------


def test_a_package_that_no_row_names_goes_after_a_day(world):
    """A worker killed between writing the file and the commit leaves all of a person's data under a name nobody knows."""
    old, new = (default_storage.save(f"downloads/{uuid4().hex}", ContentFile(b"data")) for _ in range(2))
    day_ago = time.time() - 25 * 3600
    os.utime(default_storage.path(old), (day_ago, day_ago))
    with context.system("test"):
        assert [retention.follow()["downloads"] for _ in range(2)] == [1, 0]
    assert (default_storage.exists(old), default_storage.exists(new)) == (False, True)


def test_an_erasure_that_failed_is_done_the_next_day_with_one_line(world, monkeypatch):
    with context.system("test"):
        person = UserFactory()
        due(person)
        fails_for(monkeypatch, person)
        erasing.erase_due()
        monkeypatch.undo()
        erasing.erase_due()
        assert gone(person)
    assert [line.user for line in ledger.read()] == [person.pk]
