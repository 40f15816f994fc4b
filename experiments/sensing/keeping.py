"""What ends by itself: answers to deliveries, which are kept for as long as a device may try again."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from experiments.sensing.models import Delivery
from mint import clock
from mint.privacy.retention import Rule

RULE = Rule(
    "sensor_deliveries",
    _("Answers to sensors’ deliveries, a week after they were given; the values themselves stay"),
    lambda: Delivery.objects.filter(created_at__lt=clock.now() - timedelta(days=7)),
    organisation="organisation",
)
