"""An experiment's time on the shelf."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from experiments.models import Experiment
from experiments.shelf.querysets import RestQuerySet
from experiments.shelf.rules import REST_CHANGE, REST_INSERT, REST_READ
from experiments.shelf.states import Ending, Every
from mint import clock
from mint.isolation.constraints import Isolated, TenantKey
from mint.tenancy.models import Organisation


class Rest(models.Model):
    """It wakes on a day, or is asked about so often until its condition has come true. `ask_on` is the next day of either."""

    created_at = models.DateTimeField(default=clock.now)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    experiment = models.ForeignKey(Experiment, models.CASCADE, related_name="rests")
    put_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=500, help_text="Why it is not tried now.")
    condition = models.CharField(max_length=300, blank=True, help_text="What must have come true.")
    every = models.PositiveSmallIntegerField(choices=Every.choices, null=True, blank=True)
    ask_on = models.DateField()
    asked_at = models.DateTimeField(null=True, blank=True, help_text="When the owner was told of this day.")
    ending = models.CharField(max_length=10, choices=Ending.choices, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    note = models.CharField(max_length=500, blank=True, help_text="What had changed, or why it is given up.")

    objects = RestQuerySet.as_manager()

    class Meta:
        ordering = ["ask_on", "id"]
        indexes = [models.Index(fields=["ask_on"], condition=Q(ended_at=None), name="shelf_due")]
        constraints = [
            models.UniqueConstraint(fields=["experiment"], condition=Q(ended_at=None), name="shelf_once_at_a_time"),
            models.CheckConstraint(condition=~Q(reason=""), name="shelf_says_why"),
            models.CheckConstraint(
                condition=Q(condition="", every__isnull=True) | (~Q(condition="") & Q(every__in=Every.values)),
                name="shelf_condition_is_asked_about",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ending="") | Q(ended_at__isnull=False, ending__in=Ending.values),
                name="shelf_ended_somehow",
            ),
            TenantKey(name="shelf_of_own_experiment", parent="experiment"),
            Isolated(name="shelf_isolated", read=REST_READ, insert=REST_INSERT, update=REST_CHANGE),
        ]

    def __str__(self) -> str:
        return self.reason

    @property
    def is_due(self) -> bool:
        return self.ended_at is None and self.ask_on <= clock.today()
