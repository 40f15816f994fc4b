"""What ends by itself: links two weeks after they expired, and the contacts when every round is over."""

from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from experiments.follow_up.models import Asking, Contact, Round
from experiments.follow_up.states import OPEN, Step
from mint import clock
from mint.privacy.retention import Rule


def _of_what_is_over() -> QuerySet[Any]:
    rounds = Round.objects.filter(experiment=OuterRef("experiment_id"))
    return Contact.objects.filter(Exists(rounds)).exclude(Exists(rounds.filter(step__in=(*OPEN, Step.WAITING))))


LINKS = Rule(
    "follow_up_links",
    _("Links of follow-up questions, with name and address, two weeks after the link has expired"),
    lambda: Asking.objects.filter(expires_at__lt=clock.now() - timedelta(days=14)),
    organisation="organisation",
)
CONTACTS = Rule(
    "follow_up_contacts",
    _("Contacts of a follow-up, when its last question has been answered or has ended"),
    _of_what_is_over,
    organisation="organisation",
)
