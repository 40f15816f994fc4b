"""Erasing a person: what is theirs goes, what they did for an organisation stays under an emptied account.

Runs as mint_system, each person in one transaction; a second run finds nothing left to do.
"""

import re
import secrets
from collections.abc import Callable, Iterator
from typing import Any

import structlog
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.core.files.storage import Storage
from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from mint import clock
from mint.accounts.models import User
from mint.accounts.store import SessionStore
from mint.actor import Actor
from mint.audit.record import record
from mint.mail import compose
from mint.outbox.queue import send
from mint.privacy import ledger
from mint.privacy.fields import Table, rows_of, tables
from mint.privacy.gathering import addresses_of
from mint.privacy.holding import is_held
from mint.privacy.mentions import take_out
from mint.privacy.models import Erasure
from mint.privacy.states import COOLING_OFF
from mint.templating import fdate
from mint.tenancy.actions import absolute
from mint.tenancy.models import Membership, Organisation
from mint.web import MoveError

PHONE = re.compile(r"[+0][\d\s()-]+")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
NOWHERE = "@erased.invalid"
ERASER = Actor.system("privacy.erase_due")
NAME = "Poistettu käyttäjä"  # in the database there is one word for all readers
log = structlog.get_logger(__name__)

# an app closes what it has of the person by its own rules, before the rest is done by `fields.toml`
Eraser = Callable[[User], None]
_erasers: list[Eraser] = []


def register_eraser(eraser: Eraser) -> None:
    _erasers.append(eraser)


@transaction.atomic
def ask(user: User, *, actor: Actor) -> Erasure:
    """In two weeks the person is erased; until then they may think again."""
    if actor.user_id != user.pk:
        raise PermissionDenied
    if organisations := owned_alone(user):
        raise MoveError(_must_be_handed_over(organisations))
    if waiting := _waiting_of(actor):
        return waiting
    now = clock.now()
    try:
        with transaction.atomic():
            erasure = Erasure.objects.create(user=user, created_at=now, due_at=now + COOLING_OFF)
    except IntegrityError:
        if waiting := _waiting_of(actor):  # another click was quicker, and has sent the mail
            return waiting
        raise
    record("account.erasure_asked", user, actor=actor)
    url = absolute(reverse("privacy:erasure"))
    context = {"name": user.name, "day": clock.day_of(erasure.due_at), "url": url}
    send(compose("erasure_asked", user.email, context, language=user.language))
    return erasure


def _waiting_of(actor: Actor) -> Erasure | None:
    return Erasure.objects.visible_to(actor).waiting().first()


@transaction.atomic
def cancel(user: User, *, actor: Actor) -> None:
    """A second time changes nothing."""
    waiting = Erasure.objects.visible_to(actor).waiting().filter(user=user)
    if waiting.update(cancelled_at=clock.now()):
        record("account.erasure_cancelled", user, actor=actor)


def day_of(erasure: Erasure) -> str:
    return str(fdate(clock.day_of(erasure.due_at)))


def owned_alone(user: User) -> list[str]:
    """Organisations that would be left with members and no owner; where one is alone, nobody is left behind."""
    names = []
    for own in Membership.objects.filter(user=user, roles__contains=["owner"]).select_related("organisation"):
        others = Membership.objects.active().filter(organisation=own.organisation).exclude(pk=own.pk)
        if others.exists() and not others.owners().exists():
            names.append(own.organisation.name)
    return names


def _must_be_handed_over(organisations: list[str]) -> str:
    return _("You are the last owner of %(names)s. Make somebody else an owner first.") % {
        "names": ", ".join(organisations)
    }


def erase_due() -> None:
    """Whose time has come; one that cannot be erased today is tried again tomorrow, and keeps nobody else waiting."""
    for pk in list(Erasure.objects.due().order_by("pk").values_list("pk", flat=True)):
        try:
            _erase_asked(pk)
        except Exception as error:  # noqa: BLE001  # its kind alone is noted: a database's message may quote the row
            log.error("erasure.failed", erasure=pk, why=type(error).__name__)  # noqa: TRY400


@transaction.atomic
def _erase_asked(pk: int) -> None:
    """Locked first: from here on it cannot be taken back, and what was taken back meanwhile is not erased."""
    erasure = Erasure.objects.select_for_update(of=("self",)).due().select_related("user").filter(pk=pk).first()
    if erasure is None:
        return
    if why := "held" if is_held(erasure.user_id) else "last owner" if owned_alone(erasure.user) else "":
        log.warning("erasure.waits", erasure=pk, why=why)
        return
    erase(erasure.user)


@transaction.atomic
def erase(user: User) -> None:
    """Now. The ledger knows it before the commit, so that no erasure is forgotten; one that fails before leaves no line."""
    fresh = User.objects.select_for_update().get(pk=user.pk)
    line = ledger.line_of(fresh)
    addresses = addresses_of(fresh) | {fresh.email.lower()}
    files = [file for table in tables().values() for file in _files_of(table, fresh, addresses)]
    for eraser in _erasers:
        eraser(fresh)
    for table in tables().values():
        _by_its_entry(table, fresh, addresses)
    take_out(words=_words_of(fresh, addresses))
    _end_sessions(fresh)
    _empty(fresh)
    Erasure.objects.filter(user=fresh).waiting().update(done_at=clock.now())
    record("account.erased", fresh, actor=ERASER)
    for storage, name in files:
        storage.delete(name)
    ledger.write(line)  # the last before the commit: one that fails before leaves no line


def _personal(table: Table) -> list[Any]:
    return [field for field in table.model._meta.concrete_fields if table.kinds[field.name] == "personal"]


def _files_of(table: Table, user: User, addresses: frozenset[str]) -> Iterator[tuple[Storage, str]]:
    columns = [field.name for field in _personal(table) if isinstance(field, models.FileField)]
    for row in rows_of(table, user, addresses) if columns else ():
        values = (getattr(row, name) for name in columns)
        yield from ((value.storage, str(value.name)) for value in values if value)


def _by_its_entry(table: Table, user: User, addresses: frozenset[str]) -> None:
    rows = rows_of(table, user, addresses)
    if table.on_erasure == "delete":
        rows.delete()
    elif table.on_erasure == "blank" and table.of != "self":
        rows.update(**{field.name: "" for field in _personal(table) if _is_text(field)})


def _is_text(field: Any) -> bool:
    return isinstance(field, models.CharField | models.TextField) and not field.choices and not field.is_relation


def _words_of(user: User, addresses: frozenset[str]) -> list[str]:
    """What may have been copied into messages; both fields take any text, and a word of the trade would take out too much."""
    is_phone = PHONE.fullmatch(user.phone) and not DAY.search(user.phone) and sum(map(str.isdigit, user.phone)) >= 7
    phone = user.phone if is_phone else ""
    words = [*addresses, user.name.strip() if _is_their_own_name(user) else "", phone]
    return [word for word in words if len(word) >= 6]


def _is_their_own_name(user: User) -> bool:
    """Of two words at least, and no part of another person's or an organisation's: those would be erased with it."""
    name = user.name.strip()
    parts = [part.strip("\"'(") for part in name.split()]
    if len(parts) < 2 or name == NAME or not all(part[:1].isupper() for part in parts):
        return False
    people, organisations = User.objects.exclude(pk=user.pk), Organisation.objects.all()
    return not any(rows.filter(name__icontains=name).exists() for rows in (people, organisations))


def _end_sessions(user: User) -> None:
    for session in Session.objects.iterator(chunk_size=500):
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            SessionStore(session.session_key).delete()  # its copy in the cache too


def _empty(user: User) -> None:
    user.email = f"poistettu-{user.pk}-{secrets.token_hex(8)}{NOWHERE}"  # which nobody can have taken before
    user.name, user.phone, user.language = NAME, "", "fi"
    user.is_active = user.is_staff = user.is_superuser = False
    user.last_login = None
    user.set_unusable_password()
    user.save()


def replay() -> tuple[int, list[ledger.Line]]:
    """After a restore: erase again whom the ledger names. Returns how many, and the lines that fit nobody of that number."""
    count, strange = 0, []
    for line in ledger.read():
        user = User.objects.filter(pk=line.user).first()
        if user is None or (user.email.endswith(NOWHERE) and not user.is_active):
            continue
        if not line.is_of(user):
            strange.append(line)
            continue
        erase(user)
        count += 1
    return count, strange
