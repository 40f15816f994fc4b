"""What ends by itself: a link that nobody answered goes two weeks after it has expired, with the address it went to."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from experiments.staging.models import SignOff
from mint import clock
from mint.privacy.retention import Rule

RULE = Rule(
    "approvals",
    _("Approvals asked by a link and never answered, two weeks after the link has expired"),
    lambda: SignOff.objects.filter(is_given=None, expires_at__lt=clock.now() - timedelta(days=14)),
    organisation="organisation",
)
