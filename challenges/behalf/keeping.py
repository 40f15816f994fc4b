"""What ends by itself: a link and the contact after two weeks, a declined text after ten minutes, a forgotten one after half a year."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from challenges.behalf import notices
from challenges.behalf.models import OnBehalf
from challenges.behalf.states import BehalfState
from challenges.behalf.workflow import EXPIRE, TIDY, erased
from mint import clock
from mint.actor import Actor
from mint.audit.record import record
from mint.privacy.retention import Rule
from mint.workflow import perform

FORGOTTEN = timedelta(days=180)
ACTOR = Actor.system(TIDY)
RULE = Rule(
    "behalf",
    _("Texts on behalf of companies that nobody has gone on with, after half a year"),
    lambda: OnBehalf.objects.filter(state=BehalfState.DRAFT, saved_at__lt=clock.now() - FORGOTTEN),
    person="author",
    organisation="organisation",
)


def tidy() -> None:
    """As the system. Each in a transaction of its own, so that a kill between two loses nothing."""
    for row in OnBehalf.objects.expired().order_by("pk"):
        _expire(row)
    for pk in OnBehalf.objects.with_old_contact().values_list("pk", flat=True):
        _forget_contact(pk)
    for pk in OnBehalf.objects.declined_for_good().values_list("pk", flat=True):
        settle(pk)


@transaction.atomic
def _expire(row: OnBehalf) -> None:
    fresh = OnBehalf.objects.select_for_update(skip_locked=True, of=("self",)).expired().filter(pk=row.pk).first()
    if fresh is not None:
        notices.expired(perform(fresh, EXPIRE, actor=ACTOR, **erased()), ACTOR)


@transaction.atomic
def _forget_contact(pk: int) -> None:
    """Of a text that was never sent, or was taken back. The text stays in the coordinator's care."""
    rows = OnBehalf.objects.select_for_update(skip_locked=True, of=("self",))
    row = rows.with_old_contact().filter(pk=pk).first()
    if row is not None:
        row.contact_name, row.contact_email, row.version = "", "", row.version + 1
        row.save(update_fields=["contact_name", "contact_email", "version"])
        record("behalf.contact_deleted", row, actor=ACTOR)


@transaction.atomic
def settle(row_id: int) -> None:
    """A refusal that stands: the coordinators are told, the text goes. A second run finds nothing."""
    rows = OnBehalf.objects.select_for_update(of=("self",)).select_related("organisation")
    row = rows.declined_for_good().filter(pk=row_id).first()
    if row is not None:
        notices.declined(row, ACTOR)
        row.delete()
